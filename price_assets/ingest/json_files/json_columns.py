"""Objects of columns: arrays of equal length under their names, however deep they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .json_kinds import (
    are_integers,
    are_positions,
    are_records,
    are_times,
    is_container_name,
    is_plain,
    is_plain_list,
    is_time_column,
)
from .json_nodes import Node, Part

_DEEPEST = 5
_MOST_OBJECTS = 1000
_LABELS = ("name", "label", "symbol", "ticker", "id", "title", "key")
_PLOTTED = frozenset({"x", "y", "data", "values", "value"})


@dataclass(frozen=True, eq=False)
class _Column:
    """An array of plain values, where it stands, and the label of what holds it."""

    path: tuple[str | int, ...]
    values: list[Any]
    label: str | None


def list_columns_part(node: Node) -> tuple[Part, list[Node]] | None:
    """Read an object of arrays as a table.

    The times and what belongs to them may stand in different places, as in
    ``{"timestamp": [...], "indicators": {"quote": [{"close": [...]}]}}``.

    Parameters
    ----------
    node
        An object.

    Returns
    -------
    tuple[Part, list[Node]] or None
        The table, and the arrays of another length that stand among its columns; None where the
        object holds no such table, or one within it holds all of it.
    """
    found = _arrays_below(node.value)
    direct = [column for column in found if len(column.path) == 1]
    times = [column for column in found if _depth(column) <= 2 and _holds_times(column)]
    own_times = [column for column in times if len(column.path) == 1]
    if len(times) > 1 and not own_times:
        return None  # several tables side by side
    lengths = [len(column.values) for column in own_times or times or direct]
    if not lengths:
        return None
    length = max(lengths, key=lengths.count)
    columns = [c for c in (found if times else direct) if len(c.values) == length]
    if len({column.path[0] for column in columns}) < 2:
        return None
    others = [node.child(c.path[0]) for c in direct if len(c.values) != length]
    values = [column.values for column in columns]
    return Part(node, "json-columns", _names(columns), values, shares_node=True), others


def _depth(column: _Column) -> int:
    return sum(isinstance(key, str) for key in column.path)


def _holds_times(column: _Column) -> bool:
    return is_time_column(_key_of(column), column.values)


def keyed_columns_part(node: Node) -> Part | None:
    """Read columns that are objects with a value for each row, as pandas writes by default.

    Parameters
    ----------
    node
        An object.

    Returns
    -------
    Part or None
        With the keys of the rows as column ``date`` where they are times, ``index`` where they
        are other than 0, 1, 2 and so on. None where it has not the shape.
    """
    columns = list(node.value.values())
    if not are_records(columns):
        return None
    keys = list(columns[0])
    if any(len(column) != len(keys) or column.keys() != columns[0].keys() for column in columns):
        return None
    if not all(is_plain(cell) for column in columns for cell in column.values()):
        return None
    times, positions = are_times(keys), are_positions(keys)
    if not times and not positions and not (len(columns) > 1 and are_integers(keys)):
        return None
    if are_times(list(node.value)) or are_integers(list(node.value)):
        return None  # the keys of rows, which hold columns by number
    if len(columns) == 1 and not positions:
        return None  # a value by date, which is read as such
    names = list(node.value)
    values = [[column[key] for key in keys] for column in columns]
    if not positions:
        names, values = ["date" if times else "index", *names], [keys, *values]
    return Part(node, "json-columns", names, values)


def _arrays_below(value: dict[str, Any]) -> list[_Column]:
    found: list[_Column] = []
    level: list[tuple[tuple[str | int, ...], Any, str | None]] = [((), value, None)]
    for _ in range(_DEEPEST):
        below: list[tuple[tuple[str | int, ...], Any, str | None]] = []
        for path, holder, label in level:
            pairs = holder.items() if isinstance(holder, dict) else enumerate(holder)
            own = _label_of(holder) or label
            for key, item in pairs:
                if isinstance(item, dict) or _is_list_of_holders(item):
                    below.append(((*path, key), item, own))
                elif item and is_plain_list(item) and isinstance(key, str):
                    found.append(_Column((*path, key), item, own))
        level = below
    return found


def _is_list_of_holders(item: object) -> bool:
    """Tell whether an array holds a few objects with arrays in them, and no records."""
    return (
        isinstance(item, list)
        and 0 < len(item) <= _MOST_OBJECTS
        and all(isinstance(holder, dict) for holder in item)
        and any(isinstance(inner, dict | list) for inner in item[0].values())
    )


def _label_of(holder: Any) -> str | None:
    if not isinstance(holder, dict):
        return None
    labels = (holder.get(key) for key in _LABELS)
    return next((label for label in labels if isinstance(label, str) and label.strip()), None)


def _key_of(column: _Column) -> str:
    return str(column.path[-1])


def _names(columns: list[_Column]) -> list[str]:
    """Name columns by their keys; by the label of what holds them where the key says nothing."""
    names = []
    for column in columns:
        key = _key_of(column)
        says_nothing = key.casefold() in _PLOTTED or is_container_name(key)
        above = [step for step in column.path[:-1] if isinstance(step, str)]
        deep = len(column.path) > 1
        if says_nothing and deep:
            key = column.label or (above[-1] if above else key)
        names.append(key)
    return [
        name if names.count(name) == 1 else ".".join(map(str, column.path))
        for name, column in zip(names, columns, strict=True)
    ]
