"""The tables in a JSON document, wherever they stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from price_assets.checkpoints import Format

from .json_arrays import arrays_part, has_names_beside, names_part
from .json_by_key import by_symbol_part, by_time_part
from .json_choice import has_times
from .json_columns import keyed_columns_part, list_columns_part
from .json_kinds import (
    are_times,
    is_number,
    is_number_column,
    is_plain_list,
    is_time_column,
    is_time_name,
    is_time_text,
    types_of,
)
from .json_nodes import Node, Part
from .json_records import record_columns

_LOOKED_AT = 20
_MOST_LOOKED_AT = 400
_DEEPEST = 6


def find_parts(root: Node, *, several: bool) -> tuple[list[Part], list[Node]]:
    """Find all parts of a document that have the shape of a table.

    Parameters
    ----------
    root
        The document.
    several
        Whether it is the array of the documents in a text that has several.

    Returns
    -------
    tuple[list[Part], list[Node]]
        The tables, in their order; and the objects that are no part of a table, each of which may
        be a single record.
    """
    parts: list[Part] = []
    objects: list[Node] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        by_line = several and node is root
        if isinstance(node.value, dict):
            part, below = _in_object(node)
            if part is None:
                objects.append(node)
        else:
            part, below = _in_array(node, by_line=by_line)
        if part is not None:
            parts.append(part)
        waiting.extend(reversed(below))
    return parts, objects


def _in_object(node: Node) -> tuple[Part | None, list[Node]]:
    if part := _table_schema_part(node) or names_part(node):
        return part, []
    if found := by_time_part(node):
        return found
    if not has_names_beside(node) and (found := list_columns_part(node)):
        part, others = found
        used = {id(column) for column in part.columns}
        return part, [*others, *_unused(node, used)]
    if part := keyed_columns_part(node) or by_symbol_part(node):
        return part, []
    return None, node.children()


def _unused(node: Node, used: set[int]) -> list[Node]:
    """Return the objects beside the columns of a table that hold none of them."""
    return [
        child
        for child in node.children()
        if not _holds(child.value, used) and not is_plain_list(child.value)
    ]


def _holds(value: Any, used: set[int]) -> bool:
    level = [value]
    for _ in range(_DEEPEST):
        if any(id(item) in used for item in level):
            return True
        level = [
            child
            for item in level
            for child in (item.values() if isinstance(item, dict) else item)
            if isinstance(child, dict | list)
        ]
    return False


def _in_array(node: Node, *, by_line: bool) -> tuple[Part | None, list[Node]]:
    items = node.value
    kinds = types_of(items)
    if kinds == {dict}:
        records = [item or {} for item in items]
        if _hold_tables(records):
            return None, node.children()
        form: Format = "json-lines" if by_line else "json-records"
        within = _rows_within(records)
        columns = record_columns(records if within is None else within, node)
        names = [name for name, _ in columns]
        return Part(node, form, names, [values for _, values in columns]), []
    if kinds == {list} and (part := arrays_part(node, "json-lines" if by_line else "json-arrays")):
        return part, []
    return None, node.children()


def _table_schema_part(node: Node) -> Part | None:
    """Read the form that pandas calls ``table`` (https://specs.frictionlessdata.io/table-schema)."""
    schema, data = node.value.get("schema"), node.value.get("data")
    if not isinstance(schema, dict) or not isinstance(data, list):
        return None
    if not all(isinstance(record, dict) for record in data):
        return None
    fields = schema.get("fields")
    names = [
        field["name"]
        for field in (fields if isinstance(fields, list) else [])
        if isinstance(field, dict) and isinstance(field.get("name"), str)
    ]
    columns = dict.fromkeys(names, [None] * len(data))
    found = record_columns([dict.fromkeys(names), *data], node)
    columns.update({name: values[1:] for name, values in found})
    return Part(node, "table-schema", list(columns), list(columns.values()))


def _hold_tables(records: Sequence[dict[str, Any]]) -> bool:
    """Tell whether records are no rows: each holds a table, and has no price of its own."""
    some = records[:_LOOKED_AT]
    columns = {key: [record.get(key) for record in some] for record in some for key in record}
    has_time = any(is_time_name(key) and is_time_column(key, c) for key, c in columns.items())
    if has_time and any(_are_own_numbers(column) for column in columns.values()):
        return False
    return any(_holds_a_table(record) for record in some)


def _are_own_numbers(column: list[Any]) -> bool:
    cells = [cell for cell in column if cell is not None]
    return (
        is_plain_list(cells)
        and bool(cells)
        and is_number_column(cells)
        and not is_time_column("", cells)
    )


def _holds_a_table(record: dict[str, Any]) -> bool:
    level: list[Any] = [record]
    looked_at = 0
    for _ in range(_DEEPEST):
        below: list[Any] = []
        for value in level:
            looked_at += 1
            if looked_at > _MOST_LOOKED_AT:
                return False
            if _looks_like_a_table(value):
                return True
            inner = list(value.values()) if isinstance(value, dict) else value[:_LOOKED_AT]
            below += [item for item in inner[:_LOOKED_AT] if isinstance(item, dict | list)]
        level = below
    return False


def _looks_like_a_table(value: Any) -> bool:
    """Tell by a few rows whether a value is a table with times and numbers."""
    if isinstance(value, dict):
        found = list_columns_part(Node(value))
        return are_times(list(value)[:_LOOKED_AT]) or (found is not None and has_times(found[0]))
    rows = value[:_LOOKED_AT]
    if rows and all(isinstance(row, list) for row in rows):
        firsts = [row[0] for row in rows if row]
        return max(map(len, rows)) > 1 and is_time_column("", firsts, first=True)
    if rows and all(isinstance(row, dict) for row in rows):
        columns = {key: [row.get(key) for row in rows] for row in rows for key in row}
        times = [key for key, column in columns.items() if is_time_column(key, column)]
        numbers = [key for key, column in columns.items() if is_number_column(column)]
        return bool(times) and bool(set(numbers) - set(times))
    return False


def _rows_within(records: Sequence[dict[str, Any]]) -> list[dict[str, Any]] | None:
    """Set out records that have a time and one array of records as a row for each of these."""
    arrays = dict.fromkeys(
        key for record in records for key, value in record.items() if isinstance(value, list)
    )
    if len(arrays) != 1:
        return None
    (within,) = arrays
    if not all(_is_array_of_records(record.get(within)) for record in records):
        return None
    own = [(k, v) for record in records[:_LOOKED_AT] for k, v in record.items() if k != within]
    if any(is_number(value) for _, value in own) or not any(is_time_text(v) for _, v in own):
        return None
    rows = []
    for record in records:
        outer = {key: value for key, value in record.items() if key != within}
        for inner in record.get(within) or [{}]:
            named = {f"{within}.{key}" if key in outer else key: v for key, v in inner.items()}
            rows.append({**outer, **named})
    return rows


def _is_array_of_records(value: Any) -> bool:
    return value is None or (
        isinstance(value, list) and all(isinstance(item, dict) for item in value)
    )
