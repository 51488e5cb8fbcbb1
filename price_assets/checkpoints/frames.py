"""Between a pandas column and the typed fields of a table document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .columns import Column
from .errors import InvalidDocumentError

if TYPE_CHECKING:
    import pandas as pd


def field_type_of(column: pd.Series) -> str:
    """Name a column's Table Schema type: boolean, integer, number, string or any."""
    import pandas as pd

    types = pd.api.types
    if types.is_bool_dtype(column.dtype):
        return "boolean"
    if types.is_integer_dtype(column.dtype):
        return "integer"
    if types.is_float_dtype(column.dtype):
        return "number"
    if isinstance(column.dtype, pd.StringDtype):
        return "string"
    if types.is_object_dtype(column.dtype):
        return "any"
    raise InvalidDocumentError(
        f"column '{column.name}' has dtype {column.dtype}, which has no form in a document"
    )


def fields_of(frame: pd.DataFrame, described: Iterable[Column]) -> list[dict[str, str]]:
    """Describe a table's columns as Table Schema fields.

    Parameters
    ----------
    frame
        The table.
    described
        The columns of which more is known than their type.
    """
    known = {column.name: column for column in described}
    fields = []
    for name in frame.columns:
        entry = {"name": str(name), "type": field_type_of(frame[name])}
        if name in known:
            entry["description"] = known[name].description
            if unit := known[name].unit:
                entry["unit"] = unit
        fields.append(entry)
    return fields


def column_to_values(column: pd.Series) -> list[Any]:
    """Turn a column into Python values that have a JSON form, with None for what is missing.

    Raises
    ------
    InvalidDocumentError
        If an object column holds an infinite number, which JSON does not have.
    """
    values = column.astype(object).where(column.notna(), None).tolist()
    if column.dtype == object:
        for value in values:
            if isinstance(value, float) and value - value != 0.0:
                raise InvalidDocumentError(
                    f"column '{column.name}' has the number {value}, which JSON does not have"
                )
    return values


def frame_from_rows(rows: list[dict[str, Any]], fields: list[dict[str, Any]]) -> pd.DataFrame:
    """Build the table that `fields_of` and `column_to_values` took apart.

    Raises
    ------
    KeyError, TypeError, ValueError
        If the rows do not have the fields, or the fields not the types.
    """
    import pandas as pd

    columns = {}
    for entry in fields:
        name, kind = entry["name"], entry["type"]
        values = [row[name] for row in rows]
        columns[name] = pd.Series(values, dtype=_dtype_for(kind, values))
    return pd.DataFrame(columns)


def _dtype_for(kind: str, values: list[Any]) -> Any:
    if kind == "integer":
        return "Int64" if None in values else "int64"
    if kind == "boolean":
        return "boolean" if None in values else "bool"
    return {"number": "float64", "string": "str", "any": object}[kind]
