"""Objects whose keys are the rows: values and records by date, records by symbol."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from .json_arrays import numbered_names
from .json_kinds import (
    are_integers,
    are_positions,
    are_records,
    are_times,
    is_container_name,
    is_number,
    is_symbol_name,
    is_time_name,
    types_of,
)
from .json_nodes import Node, Part
from .json_records import check_cells, record_columns


def by_time_part(node: Node) -> tuple[Part, list[Node]] | None:
    """Read an object that is keyed by dates or epoch numbers.

    Parameters
    ----------
    node
        An object.

    Returns
    -------
    tuple[Part, list[Node]] or None
        The table, with the keys as its first column, and what stands under other keys. None
        where most keys are no times, or what they hold is of several shapes.
    """
    times, others = _time_keys(node.value)
    if not times:
        return None
    values = [node.value[key] for key in times]
    kinds = types_of(values)
    if kinds == {list}:
        part = _lists_by_time(node, times, values)
    elif kinds == {dict}:
        part = _records_by_time(node, times, values)
    elif kinds & {list, dict}:
        part = None
    else:
        part = Part(node, "json-by-key", ["date", _value_name(node)], [times, values])
    if part is None:
        return None
    rest = [node.child(key) for key in others if isinstance(node.value[key], dict | list)]
    return part, rest


def by_symbol_part(node: Node) -> Part | None:
    """Read an object of records that share their names, keyed by symbols or by numbers.

    Parameters
    ----------
    node
        An object.

    Returns
    -------
    Part or None
        With the keys as column ``symbol``, or ``key`` where the records name symbols themselves
        or the keys are numbers; without them where they are 0, 1, 2 and so on.
    """
    keys, records = list(node.value), list(node.value.values())
    if not are_records(records):
        return None
    shared = set(records[0]).intersection(*records)
    widest = max(map(len, records))
    holds_numbers = any(is_number(record[key]) for key in shared for record in records[:20])
    if len(shared) * 2 < widest or not holds_numbers or are_times(list(records[0])):
        return None
    positions = are_positions(keys)
    if len(keys) < 2 and not positions:
        return None
    columns = record_columns(records, node)
    if not positions:
        own = any(is_symbol_name(name) for name, _ in columns) or are_integers(keys)
        columns = [("key" if own else "symbol", list(keys)), *columns]
    return _part(node, columns)


def _part(node: Node, columns: list[tuple[str, list[Any]]]) -> Part:
    return Part(node, "json-by-key", [name for name, _ in columns], [c for _, c in columns])


def _time_keys(value: dict[str, Any]) -> tuple[list[str], list[str]]:
    keys = list(value)
    if are_times(keys):
        return keys, []
    times = [key for key in keys if are_times([key])]
    if len(times) < 3 or len(times) * 3 < len(keys) * 2:
        return [], keys
    return times, [key for key in keys if key not in set(times)]


def _value_name(node: Node) -> str:
    """Call a value by date as its object is called, where that says more than ``data``."""
    key = node.key
    return "value" if not isinstance(key, str) or is_container_name(key) else key


def _records_by_time(node: Node, times: list[str], values: list[Any]) -> Part:
    by_symbol = [_by_symbol(value) for value in values]
    if all(by_symbol) and any(values):
        keys = [time for time, found in zip(times, values, strict=True) for _ in found or [None]]
        symbols = [symbol for found in values for symbol in found or [None]]
        records = [record for found in values for record in (found or {None: None}).values()]
        columns = record_columns(records, node)
        return _part(node, [("date", keys), ("symbol", symbols), *columns])
    columns = record_columns(values, node)
    return _part(node, [(_time_name(columns), times), *columns])


def _by_symbol(value: dict[str, Any] | None) -> bool:
    """Tell whether what stands under a date is records by symbol."""
    return value is None or all(isinstance(record, dict) for record in value.values())


def _time_name(columns: list[tuple[str, list[Any]]]) -> str:
    return "key" if any(is_time_name(name) for name, _ in columns) else "date"


def _lists_by_time(node: Node, times: list[str], values: list[Any]) -> Part | None:
    items = [item for value in values for item in value or [None]]
    keys = [time for time, value in zip(times, values, strict=True) for _ in value or [None]]
    kinds = types_of(items)
    if kinds == {dict}:
        columns = record_columns(items, node)
        return _part(node, [(_time_name(columns), keys), *columns])
    if kinds == {list}:
        rows = [[key, *(item or [])] for key, item in zip(keys, items, strict=True)]
    elif kinds & {list, dict}:
        return None
    else:
        rows = [[time, *(value or [])] for time, value in zip(times, values, strict=True)]
    width = max(map(len, rows))
    check_cells(len(rows), width, sum(map(len, rows)), node)
    columns_found = [list(column) for column in zip_longest(*rows)]
    return Part(node, "json-by-key", numbered_names(width), columns_found, [])
