"""JSON to cells: an array of records, a record a line, or the Table Schema form."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import orjson

from .column_roles import is_number_or_date
from .errors import PriceFileError
from .table import Format, Table, numbered, unique_names
from .text import Text

if TYPE_CHECKING:
    import pandas as pd

# What can follow the first bracket of a JSON text; `[Date],[Close]` is a header, not JSON.
_JSON_START = re.compile(r'\s*(\{\s*["}]|\[\s*(["\[{\]\d-]|true|false|null|NaN))')
_EXPECTED = (
    "expected an array of records, a record a line, or a table with 'schema' and 'data', as JSON"
)
_LARGEST_INTEGER = 2**63


def looks_like_json(content: str) -> bool:
    """Tell whether a text begins as JSON does."""
    return _JSON_START.match(content) is not None


def read_json(text: Text, name: str) -> Table:
    """Read a JSON text.

    Parameters
    ----------
    text
        The file's text.
    name
        The file's name, for messages.

    Raises
    ------
    PriceFileError
        If it is no valid JSON, or JSON of another form.
    """
    records, order, form = _find_records(text.content, name)
    columns: dict[str, list[Any]] = {key: [] for key in order}
    for record in records:
        for key in record:
            if key not in columns:
                columns[key] = []
    for key, values in columns.items():
        values.extend([record.get(key) for record in records])
    names, notes = unique_names(list(columns))
    return Table(
        cells=_frame(dict(zip(names, columns.values(), strict=True)), len(records)),
        rows=numbered(len(records)),
        format=form,
        header=list(names),
        encoding=text.encoding,
        notes=[*text.notes, *notes],
    )


def _find_records(content: str, name: str) -> tuple[list[dict[str, Any]], list[str], Format]:
    try:
        found, whole = _loads(content), True
    except ValueError as error:
        found, whole = _load_lines(content, name, error), False
    if isinstance(found, dict):
        if isinstance(found.get("schema"), dict) and isinstance(found.get("data"), list):
            fields = found["schema"].get("fields")
            order = [
                field["name"]
                for field in (fields if isinstance(fields, list) else [])
                if isinstance(field, dict) and isinstance(field.get("name"), str)
            ]
            return _all_records(found["data"], name), list(dict.fromkeys(order)), "table-schema"
        if not _is_record(found):
            raise PriceFileError(
                f"{name}: {_EXPECTED}, found one object that is no record, {_keys_of(found)}; give "
                "each record as an object with the names of its values"
            )
        found, whole = [found], False
    if found == []:
        raise PriceFileError(
            f"{name}: {_EXPECTED}, found an empty array: the file has no records; export it again "
            "or remove it"
        )
    if not isinstance(found, list):  # pragma: no cover - a text that begins with a bracket
        raise PriceFileError(f"{name}: {_EXPECTED}, found {type(found).__name__}")
    return _all_records(found, name), [], "json-records" if whole else "json-lines"


def _is_record(found: dict[str, Any]) -> bool:
    """Tell a record from columns of values, records under a key, and prices by their dates."""
    nested = sum(isinstance(value, dict | list) for value in found.values())
    if not found or nested * 2 >= len(found):
        return False
    return sum(map(is_number_or_date, found)) * 2 <= len(found)


def _keys_of(found: dict[str, Any]) -> str:
    if not found:
        return "without any key"
    keys = ", ".join(f"'{key[:40]}'" for key in list(found)[:5])
    return f"with the keys {keys}" + (f" and {len(found) - 5} more" if len(found) > 5 else "")


def _all_records(found: list[Any], name: str) -> list[dict[str, Any]]:
    for number, item in enumerate(found, start=1):
        if not isinstance(item, dict):
            what = "an array without names" if isinstance(item, list) else f"'{str(item)[:40]}'"
            raise PriceFileError(
                f"{name}: {_EXPECTED}, found {what} as item {number}; give each record as an "
                "object with names"
            )
    return found


def _load_lines(content: str, name: str, failure: ValueError) -> list[Any]:
    lines = [(n, line) for n, line in enumerate(content.splitlines(), start=1) if line.strip()]
    found = []
    for number, line in lines:
        try:
            found.append(_loads(line))
        except ValueError as error:
            # Where the first line is not JSON by itself, the file is one broken JSON text.
            where, why = (f"line {number}", error) if found else ("the text", failure)
            raise PriceFileError(
                f"{name}: {_EXPECTED}, found broken JSON in {where} ({why}); it may be cut off: "
                "copy it again"
            ) from error
    return found


def _loads(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        # Some writers put NaN and Infinity, which strict JSON does not have.
        try:
            found = json.loads(text)
            json.dumps(found, ensure_ascii=False).encode()  # refuses halves of characters
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
        return found


def _frame(columns: dict[str, list[Any]], count: int) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {name: _column(values) for name, values in columns.items()}, index=pd.RangeIndex(count)
    )


def _column(values: list[Any]) -> pd.Series:
    """Give values of one kind their dtype, and values of several kinds dtype ``object``."""
    import pandas as pd

    kinds = set(map(type, values))
    if kinds & {dict, list}:
        values = [orjson.dumps(v).decode() if isinstance(v, dict | list) else v for v in values]
        kinds = set(map(type, values))
    if int in kinds and any(abs(v) >= _LARGEST_INTEGER for v in values if type(v) is int):
        values = [float(v) if type(v) is int else v for v in values]
        kinds = set(map(type, values))
    absent = type(None) in kinds
    kinds -= {type(None)}
    if kinds <= {str}:
        return pd.Series(values, dtype="str")
    if kinds == {bool}:
        return pd.Series(values, dtype="boolean" if absent else "bool")
    if kinds == {int}:
        return pd.Series(values, dtype="Int64" if absent else "int64")
    if kinds <= {int, float}:
        return pd.Series(values, dtype="float64")
    return pd.Series(values, dtype=object)
