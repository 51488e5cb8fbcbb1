"""A JSON text to Python values: one document, or several one after the other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from price_assets.ingest.errors import PriceFileError

# What can follow the first bracket of a JSON text; `[Date],[Close]` is a header, not JSON.
_VALUE_START = r"""(\{\s*["}]|\[\s*(["\[{\]\d-]|true|false|null|NaN))"""
# What stands before it where the text is meant for a script: a guard against inclusion, the call
# of a function (JSONP) or an assignment.
_GUARD = r"""(?:\)\]\}'?,?\s*|/\*.*?\*/\s*)?"""
_CALL = r"""(?:[A-Za-z_$][\w.$]{0,99}\s*\(\s*|(?:var|let|const)\s+[\w$]{1,99}\s*=\s*)?"""
_START = re.compile(rf"\s*(?P<wrapping>{_GUARD}{_CALL}){_VALUE_START}", re.DOTALL)
_AFTER = re.compile(r"[\s);]*$")
_LOOKED_AT = 4096  # characters; a guard or a call is short
_WORTH_A_SECOND_PARSE = 64 * 1024 * 1024  # characters
_BETWEEN = " \t\r\n\x1e,"  # RFC 7464 puts a record separator before each value
EXPECTED = "expected a table of prices as JSON (records, arrays, columns, or values by date)"


@dataclass(frozen=True)
class Document:
    """What a JSON text holds.

    Attributes
    ----------
    value
        The value; the list of them where the text has several.
    several
        Whether the text has several values, mostly one a line.
    notes
        What a careful reader should know about this parsing.
    """

    value: Any
    several: bool = False
    notes: list[str] = field(default_factory=list)


def looks_like_json(content: str) -> bool:
    """Tell whether a text begins as JSON does, or as JSON that is wrapped for a script."""
    return _START.match(content[:_LOOKED_AT]) is not None


def parse_json(content: str, name: str) -> Document:
    """Parse a text of one JSON document or of several.

    Parameters
    ----------
    content
        The file's text.
    name
        The file's name, for messages.

    Raises
    ------
    PriceFileError
        If it is no valid JSON; NaN, Infinity and what wraps it for a script are tolerated.
    """
    bare = _unwrapped(content)
    try:
        value, several = _loads(bare), False
    except ValueError as error:
        value, several = _load_several(bare, name, error), True
    return Document(value, several, _repeated_keys(bare, value))


def _unwrapped(content: str) -> str:
    start = _START.match(content[:_LOOKED_AT])
    if start is None or not start["wrapping"]:
        return content
    end = _AFTER.search(content)
    return content[start.end("wrapping") : end.start() if end else None]


def _loads(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        # Some writers put NaN and Infinity, which strict JSON does not have.
        try:
            found = json.loads(text)
            _refuse_halves_of_characters(found)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
        return found


def _refuse_halves_of_characters(found: Any) -> None:
    json.dumps(found, ensure_ascii=False).encode()


def _load_several(content: str, name: str, failure: ValueError) -> list[Any]:
    """Parse one value a line, else values one after the other, over as many lines as they like."""
    lines = [line for line in content.splitlines() if line.strip()]
    try:
        # One array is parsed faster than many lines. A text that is cut into lines elsewhere
        # than between its values has another number of them.
        found = orjson.loads("[" + ",".join(lines) + "]")
        if len(found) == len(lines):
            return list(found)
    except orjson.JSONDecodeError:
        pass
    values: list[Any] = []
    position = 0
    try:
        for value, end in _sequence(content, json.JSONDecoder()):
            values.append(value)
            position = end
        _refuse_halves_of_characters(values)
    except (ValueError, RecursionError) as error:
        if not values:
            raise _broken(name, "the text", failure) from error
        line = content.count("\n", 0, _next_value(content, position)) + 1
        raise _broken(name, f"line {line}", error) from error
    return values


def _sequence(content: str, decoder: json.JSONDecoder) -> Iterator[tuple[Any, int]]:
    """Yield each value and where it ends."""
    position = _next_value(content, 0)
    while position < len(content):
        value, position = decoder.raw_decode(content, position)
        yield value, position
        position = _next_value(content, position)


def _next_value(content: str, position: int) -> int:
    while position < len(content) and content[position] in _BETWEEN:
        position += 1
    return position


def _broken(name: str, where: str, why: Exception) -> PriceFileError:
    return PriceFileError(
        f"{name}: {EXPECTED}, found broken JSON in {where} ({why}); it may be cut off: copy it "
        "again"
    )


def _repeated_keys(content: str, value: Any) -> list[str]:
    """Say which keys stand twice in an object, of which parsers keep the last value alone."""
    written = content.count('":') + content.count('" :')
    if written <= _count_keys(value) or len(content) > _WORTH_A_SECOND_PARSE:
        return []
    repeated: list[str] = []

    def keep_last(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            seen: dict[str, Any] = {}
            for key, item in pairs:
                if key in seen:
                    repeated.append(f"'{key[:40]}' ({str(seen[key])[:40]})")
                seen[key] = item
        return found

    for _ in _sequence(content, json.JSONDecoder(object_pairs_hook=keep_last)):
        pass
    if not repeated:
        return []
    some = ", ".join(repeated[:8]) + (f" and {len(repeated) - 8} more" if repeated[8:] else "")
    return [f"{len(repeated)} values give way to a later one under the same key: {some}"]


def _count_keys(value: Any) -> int:
    count, level = 0, [value] if isinstance(value, dict | list) else []
    while level:
        count += sum(len(node) for node in level if isinstance(node, dict))
        level = [
            child
            for node in level
            for child in (node.values() if isinstance(node, dict) else node)
            if isinstance(child, dict | list)
        ]
    return count
