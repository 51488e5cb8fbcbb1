"""Rows below the names that fit neither the names nor the data, and so are data."""

from __future__ import annotations

import re
from collections.abc import Sequence

from price_assets.ingest.grid import Cell

from .cell_kinds import NUMBERS, TIMES, kind_of

_DELIMITERS = re.compile(r"[\s;|,]")


def names_before_misfit(header: Sequence[Sequence[Cell]], width: int) -> int:
    """Count the rows of names above the first row that is a damaged row of data.

    A separator too many or too few moves the values of a row under other names, so that they look
    like no column's. What writes a header of several rows writes all of them equally long.

    Parameters
    ----------
    header
        The rows taken for names.
    width
        Cells of a usual row of data.
    """
    for position in range(1, len(header)):
        row = header[position]
        ragged = len(row) not in (width, len(header[0]))
        if ragged and _has_value(row) and not _has_value(header[0]):
            return position
    return len(header)


def _has_value(row: Sequence[Cell]) -> bool:
    return any(_is_value(cell) for cell in row)


def _is_value(cell: Cell) -> bool:
    """Tell whether a cell is a value, or begins with one: it may hold a whole row."""
    first = _DELIMITERS.split(cell.strip(), maxsplit=1)[0] if isinstance(cell, str) else cell
    return kind_of(first) in NUMBERS | TIMES
