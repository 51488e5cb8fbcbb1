"""Strict JSON that people can look at and machines can check.

A document is one JSON object. Each of its keys starts a line, each item of a list has a line of
its own, and the last key is ``checksum``: the SHA-256 of every byte that stands before it. So a
torn, truncated or edited file is noticed, `diff` shows the row that changed, and a reader can
stream the rows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import orjson

from .errors import CheckpointDamagedError, InvalidDocumentError

_CHECKSUM_KEY = b'"checksum": "sha256:'
_CLOSING = b'"\n}\n'
_ROWS_PER_CALL = 5000


def encode(parts: Mapping[str, Any]) -> tuple[bytes, str]:
    """Encode a document and sign it.

    Parameters
    ----------
    parts
        The top-level keys in their order. A value that is an iterator yields the ready-made
        lines of a list (see `rows_to_lines`); any other value is plain JSON data.

    Returns
    -------
    tuple[bytes, str]
        The file's content, UTF-8, and its checksum (``sha256:`` and 64 hexadecimal digits).

    Raises
    ------
    InvalidDocumentError
        If a number is not finite or a value has no JSON form.
    """
    chunks = [b"{\n"]
    for key, value in parts.items():
        chunks.append(f'"{key}": '.encode())
        chunks.extend(_value_lines(key, value))
        chunks.append(b",\n")
    body = b"".join(chunks)
    digest = hashlib.sha256(body).hexdigest()
    return body + _CHECKSUM_KEY + digest.encode() + _CLOSING, f"sha256:{digest}"


def decode(content: bytes, origin: str) -> tuple[dict[str, Any], str]:
    """Check a document's checksum and parse it.

    Parameters
    ----------
    content
        What `encode` returned, as read back.
    origin
        The file's name, for the error message.

    Returns
    -------
    tuple[dict, str]
        The top-level keys without ``checksum``, and the checksum.

    Raises
    ------
    CheckpointDamagedError
        If the content is not what was once written.
    """
    body, key, tail = content.rpartition(_CHECKSUM_KEY)
    if not key or not tail.endswith(_CLOSING):
        raise CheckpointDamagedError(
            f"{origin}: expected a document that ends with its checksum, found none; it was cut "
            "off, or written by something else"
        )
    written = tail[: -len(_CLOSING)].decode("ascii", "replace")
    actual = hashlib.sha256(body).hexdigest()
    if written != actual:
        raise CheckpointDamagedError(
            f"{origin}: its content does not match its checksum (expected {written[:12]}…, found "
            f"{actual[:12]}…); it was changed after it was written"
        )
    try:
        parts = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise CheckpointDamagedError(f"{origin}: not valid JSON: {error}") from error
    del parts["checksum"]
    return parts, f"sha256:{actual}"


def rows_to_lines(columns: Mapping[str, list[Any]]) -> Iterator[bytes]:
    """Encode the rows of a table, one JSON object each.

    Parameters
    ----------
    columns
        Python values by column name, all of one length; None is null.

    Yields
    ------
    bytes
        Some rows, a line each, without the line end of the last.

    Raises
    ------
    InvalidDocumentError
        If a value has no JSON form.
    """
    names = list(columns)
    # One call for many rows is five times faster than a call each. The rows are then set apart at
    # `},{"first name":`, which cannot stand inside a string: a bare quote ends it there, and what
    # follows a string's end is a comma or a bracket, never the first letter of a name.
    seam = b"},{" + orjson.dumps(names[0]) + b":"
    apart = seam.replace(b"},{", b"},\n{")
    rows = (dict(zip(names, values, strict=True)) for values in zip(*columns.values(), strict=True))
    try:
        while batch := list(islice(rows, _ROWS_PER_CALL)):
            yield orjson.dumps(batch)[1:-1].replace(seam, apart)
    except TypeError as error:  # orjson's error for a value without a JSON form
        raise InvalidDocumentError(f"a row of the table cannot be written: {error}") from error


def _value_lines(key: str, value: Any) -> Iterable[bytes]:
    if isinstance(value, Iterator):
        return _list_lines(value)
    try:
        if isinstance(value, list):
            return _list_lines(map(_plain, value))
        return (_plain(value),)
    except (TypeError, ValueError) as error:
        raise InvalidDocumentError(f"'{key}' cannot be written as strict JSON: {error}") from error


def _plain(value: Any) -> bytes:
    """Encode small data; unlike orjson, the standard library refuses NaN and Infinity."""
    return json.dumps(value, allow_nan=False, ensure_ascii=False, separators=(", ", ": ")).encode()


def _list_lines(items: Iterator[bytes]) -> list[bytes]:
    lines = b",\n".join(items)
    return [b"[\n", lines, b"\n]"] if lines else [b"[]"]
