"""Open, high, low and close among columns without names: known by what holds in every bar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_LOOKED_AT = 2000
_LARGEST = 1e100  # of larger numbers the product is none
_HOLDS = 0.98
_WIDEST = 0.35
"""Bars are narrow: the median of high less low, as a part of the price, stays below this."""
_NARROWEST_SPREAD = 0.05
_CLEARLY = 0.7
# Where high and low stand: first as in OHLC, LHOC, OCHL and HLOC, then anywhere else.
_HIGH_AND_LOW = (
    *((1, 2), (1, 0), (2, 3), (0, 1)),
    *((2, 1), (3, 2), (0, 2), (0, 3), (1, 3), (2, 0), (3, 0), (3, 1)),
)
_DIGITS = re.compile(r"[-+]?[\d.,]*\d[\d.,]*(?:[eE][-+]?\d+)?")


@dataclass(frozen=True)
class Bars:
    """The columns of a bar; `order_is_sure` tells open from close by the bars that follow."""

    open: str
    high: str
    low: str
    close: str
    order_is_sure: bool


def rough_numbers(column: pd.Series) -> np.ndarray[Any, Any]:
    """Read a column's first cells as numbers, well enough to compare them.

    Parameters
    ----------
    column
        Text or numbers.

    Returns
    -------
    numpy.ndarray
        dtype ``float64``, of at most 2000 cells; NaN where there is none, or an infinite one. Of
        two signs in a number the last is taken for the decimal mark, which is enough for an order
        of size.
    """
    import numpy as np

    head = column.iloc[:_LOOKED_AT]
    if head.dtype.kind in "iuf":
        values = head.to_numpy("float64", na_value=np.nan)
    else:
        values = np.array([_rough(cell) for cell in head.tolist()], "float64")
    return np.where(np.abs(values) <= _LARGEST, values, np.nan)


def _rough(cell: object) -> float:
    found = _DIGITS.search(str(cell)) if cell is not None and cell == cell else None
    if found is None:
        return float("nan")
    text = found[0]
    mark = max(text.rfind("."), text.rfind(","))
    if mark >= 0 and text.count(text[mark]) == 1:
        text = text[:mark].replace(",", "").replace(".", "") + "." + text[mark + 1 :]
    else:
        text = text.replace(",", "").replace(".", "")
    try:
        return float(text)
    except ValueError:
        return float("nan")


def find_bars(cells: pd.DataFrame, columns: Sequence[str], *, descending: bool) -> Bars | None:
    """Find four neighbouring columns of which one is the highest in each row and one the lowest.

    Parameters
    ----------
    cells
        Cells of the table.
    columns
        Columns of numbers, in their order.
    descending
        Whether the rows go back in time.

    Returns
    -------
    Bars or None
        Of the first such four; open is the one that begins where the bar before has closed.
    """
    import numpy as np

    for start in range(len(columns) - 3):
        four = list(columns[start : start + 4])
        values = np.column_stack([rough_numbers(cells[column]) for column in four])
        values = values[~np.isnan(values).any(axis=1)]
        if not len(values):
            continue
        holding = [pair for pair in _HIGH_AND_LOW if _holds(values, *pair)]
        if not holding or not _is_narrow(values, *holding[0]):
            continue
        high, low = holding[0]
        first, second = (place for place in range(4) if place not in (high, low))
        ordered = values[::-1] if descending else values
        swapped, sure = _closes_first(ordered[:, first], ordered[:, second])
        if swapped:
            first, second = second, first
        return Bars(four[first], four[high], four[low], four[second], sure and len(holding) == 1)
    return None


def _holds(values: np.ndarray[Any, Any], high: int, low: int) -> bool:
    """Tell whether one of the columns is the highest of nearly each row, and one the lowest."""
    top, bottom = values[:, high], values[:, low]
    return bool(
        (top == values.max(axis=1)).mean() >= _HOLDS
        and (bottom == values.min(axis=1)).mean() >= _HOLDS
    )


def _is_narrow(values: np.ndarray[Any, Any], high: int, low: int) -> bool:
    import numpy as np

    size = np.abs(values).max(axis=1)
    width = np.divide(
        values[:, high] - values[:, low], size, out=np.zeros(len(values)), where=size > 0
    )
    inside = [place for place in range(4) if place not in (high, low)]
    moving = all(len(np.unique(values[:, place])) > 1 for place in inside) or len(values) < 3
    return bool(np.median(width) < _WIDEST) and moving


def _closes_first(first: np.ndarray[Any, Any], second: np.ndarray[Any, Any]) -> tuple[bool, bool]:
    """Tell whether the first is the close, and whether the bars that follow show it."""
    import numpy as np

    as_opens = float(np.abs(first[1:] - second[:-1]).sum())
    as_closes = float(np.abs(second[1:] - first[:-1]).sum())
    if len(first) < 3 or as_opens == as_closes:
        return False, False
    if as_opens < _CLEARLY * as_closes:
        return False, True
    return (True, True) if as_closes < _CLEARLY * as_opens else (False, False)


def are_bars(cells: pd.DataFrame, high: str, low: str, close: str) -> bool:
    """Tell whether a column is never below the other two and one never above them."""
    import numpy as np

    top, bottom, last = (rough_numbers(cells[column]) for column in (high, low, close))
    known = ~(np.isnan(top) | np.isnan(bottom) | np.isnan(last))
    if not known.any():
        return True
    holds = (top >= last) & (last >= bottom)
    return bool(holds[known].mean() >= _HOLDS)


def are_bid_and_ask(cells: pd.DataFrame, bid: str, ask: str) -> bool:
    """Tell whether a column is always a little, and never more, below another."""
    import numpy as np

    low, high = rough_numbers(cells[bid]), rough_numbers(cells[ask])
    known = ~(np.isnan(low) | np.isnan(high))
    low, high = low[known], high[known]
    if len(low) < 2:
        return False
    near = (high - low) <= _NARROWEST_SPREAD * np.abs(high)
    return bool(((low <= high) & near).mean() >= _HOLDS and (low < high).mean() > 0.5)


def roughness(column: pd.Series) -> float:
    """Return how far a column jumps from cell to cell, as a part of its size."""
    import numpy as np

    values = rough_numbers(column)
    values = values[~np.isnan(values)]
    size = float(np.median(np.abs(values))) if len(values) else 0.0
    if len(values) < 3 or size == 0:
        return float("inf")
    return float(np.median(np.abs(np.diff(values)))) / size
