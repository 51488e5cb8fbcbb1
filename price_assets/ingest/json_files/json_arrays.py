"""Arrays of arrays: a row each, with names in the first one, beside them, or nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from price_assets.checkpoints import Format

from .json_kinds import are_positions, is_number, is_number_column, is_time_column, is_time_text
from .json_nodes import Node, Part
from .json_records import check_cells

_LOOKED_AT = 50
_FEW_COLUMNS = 16
_NAMES_OF_A_COLUMN = ("name", "label", "title", "field", "fieldName", "key", "id")


def arrays_part(node: Node, form: Format) -> Part | None:
    """Read an array of arrays as a table.

    Parameters
    ----------
    node
        An array that holds nothing but arrays and nulls.
    form
        What to call it where its names do not stand beside it.

    Returns
    -------
    Part or None
        None where most of the items are arrays and objects again.
    """
    rows = [row or [] for row in node.value]
    some = [cell for row in rows[:_LOOKED_AT] for cell in row[:_LOOKED_AT]]
    nested = sum(isinstance(cell, dict | list) for cell in some)
    if not some or nested * 2 > len(some):
        return None
    width = max(map(len, rows))
    check_cells(len(rows), width, sum(map(len, rows)), node)
    if names := _names_beside(node, width):
        return _with_index(Part(node, "json-split", names, _turned(rows, width)), node)
    if _stands_on_its_side(rows):
        rows, width = list(map(list, zip(*rows, strict=True))), len(rows)
    header = rows[0] if _is_header(rows) else None
    columns = _turned(rows[1:] if header else rows, width)
    names = numbered_names(width)
    if header is not None:
        names[: len(header)] = header
    header_rows = [[*header, *[""] * (width - len(header))]] if header is not None else []
    return Part(node, form, names, columns, header_rows)


def numbered_names(width: int) -> list[str]:
    """Return ``column_1`` and so on, the names of columns that have none."""
    return [f"column_{position}" for position in range(1, width + 1)]


def names_part(node: Node) -> Part | None:
    """Read an object with names of columns and no rows as an empty table."""
    names, data = node.value.get("columns"), node.value.get("data")
    if data == [] and isinstance(names, list) and (found := _names_of(names)):
        return Part(node, "json-split", found, [[] for _ in found])
    return None


def has_names_beside(node: Node) -> bool:
    """Tell whether an object holds rows and, beside them, the names of their columns."""
    return any(
        isinstance(value, list)
        and bool(value)
        and all(isinstance(row, list) for row in value)
        and _names_beside(Node(value, key, node), max(map(len, value))) is not None
        for key, value in node.value.items()
    )


def _turned(rows: list[list[Any]], width: int) -> list[list[Any]]:
    if all(len(row) == width for row in rows):
        return [list(column) for column in zip(*rows, strict=True)] if rows else _empty(width)
    return [
        [row[position] if position < len(row) else None for row in rows]
        for position in range(width)
    ]


def _empty(width: int) -> list[list[Any]]:
    return [[] for _ in range(width)]


def _is_header(rows: list[list[Any]]) -> bool:
    """Tell whether the first row is names: text, where the rows below have other things too."""
    first = rows[0]
    if not first or not all(isinstance(cell, str) and cell.strip() for cell in first):
        return False
    return not any(is_time_text(cell) or is_number(cell) for cell in first)


def _stands_on_its_side(rows: list[list[Any]]) -> bool:
    """Tell whether each array is a column: all times in the first one, none in the others."""
    width = len(rows[0])
    if not 1 < len(rows) <= _FEW_COLUMNS or any(len(row) != width for row in rows) or width < 3:
        return False
    if not is_time_column("", rows[0]):
        return False
    return all(is_number_column(row) and not is_time_column("", row) for row in rows[1:])


def _names_beside(node: Node, width: int) -> list[str] | None:
    """Find as many names as the rows are wide in the object that holds them, or one within it."""
    if node.parent is None or not isinstance(node.parent.value, dict):
        return None
    for names in _lists_beside(node.parent.value, node.value, deepest=2):
        if len(names) == width and (found := _names_of(names)):
            return found
    return None


def _lists_beside(holder: dict[str, Any], rows: list[Any], deepest: int) -> Iterator[list[Any]]:
    for value in holder.values():
        if isinstance(value, list) and value is not rows:
            yield value
    for value in holder.values():
        if isinstance(value, dict) and deepest:
            yield from _lists_beside(value, rows, deepest - 1)


def _names_of(items: list[Any]) -> list[str] | None:
    found = [_name_of(item) for item in items]
    names = [name for name in found if name is not None]
    if len(names) < len(found) or len(set(names)) < len(names):
        return None
    return None if all(map(is_number, names)) else names


def _name_of(item: Any) -> str | None:
    if isinstance(item, str):
        return item
    if isinstance(item, list) and item and all(isinstance(level, str) for level in item):
        return " ".join(item)  # the levels of a pandas MultiIndex
    if isinstance(item, dict):
        names = (item.get(key) for key in _NAMES_OF_A_COLUMN)
        return next((name for name in names if isinstance(name, str)), None)
    return None


def _with_index(part: Part, node: Node) -> Part:
    """Put the index that pandas writes beside the rows before them, if it says something."""
    holder = node.parent.value if node.parent is not None else {}
    index = holder.get("index")
    if not isinstance(index, list) or len(index) != part.row_count:
        return part
    if are_positions([str(item) for item in index]):
        return part
    name = holder.get("index_name")
    names = [name if isinstance(name, str) else "index", *part.names]
    return Part(node, part.form, names, [index, *part.columns])
