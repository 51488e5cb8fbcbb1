"""Rows that have the sums, or the means, of the rows above them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from price_assets.ingest.grid import Cell

from .row_shapes import is_blank

_FEWEST_ROWS = 2
_ROUNDED = 1e-3  # as a share of the figure


def adds_up(row: Sequence[Cell], above: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether every number of a row is the sum, or every one the mean, of those above it.

    Parameters
    ----------
    row
        The row that may be a total.
    above
        All rows over it; cells that are no numbers are passed over.

    Returns
    -------
    bool
        Under either decimal mark, since it is not known yet which one the table has; rounded
        figures count. False where the row has no number, or one of them stands below fewer than
        two.
    """
    return any(_adds_up(row, above, mark) for mark in ".,")


def _adds_up(row: Sequence[Cell], above: Sequence[Sequence[Cell]], mark: str) -> bool:
    sums, means = [], []
    for place, cell in enumerate(row):
        figure = _number(cell, mark)
        if figure is None:
            continue
        cells = (_number(other[place], mark) for other in above if place < len(other))
        column = [number for number in cells if number is not None]
        if len(column) < _FEWEST_ROWS:
            return False
        total = sum(column)
        sums.append(math.isclose(figure, total, rel_tol=_ROUNDED))
        means.append(math.isclose(figure, total / len(column), rel_tol=_ROUNDED))
    return bool(sums) and (all(sums) or all(means))


def _number(cell: Cell, mark: str) -> float | None:
    if cell is None or is_blank(cell) or isinstance(cell, bool):
        return None
    between = "," if mark == "." else "."
    text = cell.replace(between, "").replace(mark, ".") if isinstance(cell, str) else cell
    try:
        number = float(text)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
