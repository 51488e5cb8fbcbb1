"""JSON records to columns: a name for each value, dotted where records stand within records."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from .json_kinds import is_container_name, is_number, is_other_number_name, types_of
from .json_nodes import Node, NoTableError

_DEEPEST = 8
_LONGEST_ARRAY = 16
"""Longer arrays in a record are series, and no few prices of one time."""
_FREE_CELLS = 10_000_000
_CELLS_PER_VALUE = 64

Columns = list[tuple[str, list[Any]]]


def record_columns(records: Sequence[dict[str, Any] | None], node: Node) -> Columns:
    """Lay records out as columns.

    Parameters
    ----------
    records
        The records; None is one without values.
    node
        Where they stand, for the message.

    Returns
    -------
    list[tuple[str, list]]
        Name and values of each column, as long as `records`, null where a record has no such
        key. Records within records are columns too: with a dotted name, such as ``country.id``,
        or the bare one where all of it is numbers and no other column is called so, as for rates
        by currency. Arrays of a few numbers, as many in each record, are columns by their place,
        such as ``v.0``; others stay in their cell.

    Raises
    ------
    NoTableError
        If the records share so few keys that they are no table.
    """
    return _with_short_names(_columns(records, node, _DEEPEST))


def _columns(
    records: Sequence[dict[str, Any] | None], node: Node, deepest: int
) -> list[tuple[tuple[str, ...], list[Any]]]:
    full = [record or {} for record in records]
    keys = list(dict.fromkeys(chain.from_iterable(full)))
    check_cells(len(records), len(keys), sum(map(len, full)), node)
    found: list[tuple[tuple[str, ...], list[Any]]] = []
    for key in keys:
        values = [record.get(key) for record in full]
        kinds = types_of(values)
        if kinds == {dict} and deepest and any(values):
            within = _columns(values, node, deepest - 1)
            found.extend(((key, *path), column) for path, column in within)
        elif kinds == {list} and (width := _common_length(values)) is not None:
            found.extend(
                ((key, str(at)), [value[at] if value else None for value in values])
                for at in range(width)
            )
        else:
            found.append(((key,), values))
    return found


def _common_length(values: list[Any]) -> int | None:
    """Return the length of arrays that are all as long and hold numbers alone, if they are few."""
    lengths = {len(value) for value in values if value is not None}
    if len(values) < 2 or len(lengths) != 1 or not 1 < (length := lengths.pop()) <= _LONGEST_ARRAY:
        return None
    numbers = (cell for value in values if value for cell in value)
    return length if all(cell is None or is_number(cell) for cell in numbers) else None


def check_cells(rows: int, columns: int, values: int, node: Node) -> None:
    """Refuse rows whose table would be nearly empty and very large.

    Raises
    ------
    NoTableError
        If there are more than 64 cells for each value, beyond the first ten million.
    """
    if rows * columns > _FREE_CELLS + _CELLS_PER_VALUE * values:
        raise NoTableError(
            f"expected rows that share their columns, found {rows} rows with {columns} different "
            f"columns{node.place}; give the records the same names"
        )


def _with_short_names(found: list[tuple[tuple[str, ...], list[Any]]]) -> Columns:
    groups: dict[str, list[str]] = {}
    for path, _ in found:
        if len(path) > 1:
            groups.setdefault(path[0], []).append(".".join(path[1:]))
    taken = [path[0] for path, _ in found if len(path) == 1]
    taken += chain.from_iterable(groups.values())
    numeric = {
        key: all(_is_numeric(values) for path, values in found if path[0] == key) for key in groups
    }
    short = {
        key
        for key, names in groups.items()
        if numeric[key]
        and (len(names) > 1 or is_container_name(key))
        and not is_other_number_name(key)
        and all(taken.count(name) == 1 for name in names)
    }
    return [
        (".".join(path[1:] if len(path) > 1 and path[0] in short else path), values)
        for path, values in found
    ]


def _is_numeric(values: list[Any]) -> bool:
    return all(value is None or is_number(value) for value in values)
