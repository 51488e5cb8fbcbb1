"""Text to numbers, by one decision for the whole column.

A cell that can be read in one way only is read so. What the others mean, ``1.234`` or ``1,234``,
is decided by the column's other cells, by the columns and files beside it, or by a default that
is recorded as a doubt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .decimal_mark import COMMA, POINT
from .number_cells import NumberCells

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Numbers:
    """A column read as numbers.

    Attributes
    ----------
    amount
        dtype ``float64``, one for each cell; NaN where there is none.
    currency
        pyarrow string array, one for each cell; null where none stands with the number.
    decimal
        The decimal mark decided on: ``.`` or ``,``.
    thousands
        What sets thousands apart in the column: ``,``, ``.``, a space, an apostrophe or nothing.
    decided
        Whether the cells or the caller decided it, rather than the default.
    doubtful
        Where nothing decided, the first cell that the other mark would read as another number.
    unit
        The unit that the column shares, such as ``%``; empty for none.
    """

    amount: np.ndarray[Any, Any]
    currency: Any
    decimal: str
    thousands: str
    decided: bool
    doubtful: str | None = None
    unit: str = ""


def read_cells(
    cells: NumberCells, mark: str, *, only: bool = False, decided: bool = True
) -> Numbers:
    """Read a column that was looked at, with a decimal mark decided on.

    Parameters
    ----------
    cells
        The column.
    mark
        ``.`` or ``,``.
    only
        Whether cells that can be read with the other mark only are unreadable; otherwise each
        of them is read by itself.
    decided
        Whether evidence or a person decided on the mark.
    """
    import numpy as np

    if mark == COMMA:
        cells = cells.in_full()
    this, other = (cells.point, cells.comma) if mark == POINT else (cells.comma, cells.point)
    amount = this if only else np.where(np.isfinite(this), this, other)
    currency = cells.currency if cells.places is None else _at_rows(cells.currency, cells.places)
    return Numbers(
        cells.at_rows(amount),
        currency,
        mark,
        _thousands(cells, mark),
        decided,
        None if decided else cells.first_open,
        cells.unit,
    )


def _at_rows(values: Any, places: np.ndarray[Any, Any]) -> Any:
    import pyarrow as pa

    return values.take(pa.array(places, mask=places < 0))


def _thousands(cells: NumberCells, mark: str) -> str:
    """Tell what sets thousands apart in the cells that are read with the mark."""
    import pyarrow.compute as pc

    if cells.body is None or cells.plain:
        return ""
    other = COMMA if mark == POINT else POINT
    read = pc.is_valid(pc.if_else(_finite(cells, mark), cells.body, None))
    bodies = cells.body.filter(read)
    if pc.any(pc.match_substring(bodies, other)).as_py():
        return other
    return " " if pc.any(pc.match_substring_regex(bodies, "[ ']")).as_py() else ""


def _finite(cells: NumberCells, mark: str) -> Any:
    import numpy as np
    import pyarrow as pa

    return pa.array(np.isfinite(cells.point if mark == POINT else cells.comma), pa.bool_())
