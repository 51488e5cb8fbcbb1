"""Numbers that count days, as spreadsheets and MATLAB do, to instants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

_MILLISECONDS = 86_400_000
_IN_ONE_DIRECTION = 0.8


@dataclass(frozen=True)
class _System:
    """A way to count days: the day that is 0, and the numbers of the years 1950 to 2100."""

    name: str
    zero: str
    first: int
    last: int


# The spreadsheet's day 0 is such that days from March 1900 on are right: it counts a 29 February
# 1900 that never was. MATLAB's day 1 is 1 January of the year 0.
_SYSTEMS = (
    _System("days of a spreadsheet (1 is 1900-01-01)", "1899-12-30", 18_264, 73_415),
    _System("days of MATLAB (1 is 0000-01-01)", "-001-12-31", 712_224, 767_376),
)


def read_serials(
    numbers: np.ndarray[Any, Any],
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], str] | None:
    """Read numbers as days of a spreadsheet or of MATLAB, with fractions as times of day.

    Parameters
    ----------
    numbers
        dtype ``float64``, in the order of the rows; NaN where there is none.

    Returns
    -------
    tuple[numpy.ndarray, numpy.ndarray, str] or None
        dtype ``datetime64[us]``, rounded to milliseconds, which is what such numbers hold; dtype
        ``bool``, whether there is a time of day (in all cells or in none); and the way of
        counting. None unless all numbers are of the years 1950 to 2100 and at least four of
        five steps between different ones go in one direction.
    """
    import numpy as np
    import pandas as pd

    known = ~np.isnan(numbers)
    values = numbers[known]
    for system in _SYSTEMS:
        if len(values) == 0 or values.min() < system.first or values.max() >= system.last + 1:
            continue
        steps = np.diff(np.asarray(pd.unique(values)))
        if max((steps > 0).sum(), (steps < 0).sum()) < _IN_ONE_DIRECTION * len(steps):
            continue
        found = np.full(len(numbers), np.datetime64("NaT"), "datetime64[us]")
        spans = np.round(values * _MILLISECONDS).astype("timedelta64[ms]")
        found[known] = np.datetime64(system.zero, "ms") + spans
        timed = known & bool((values != np.floor(values)).any())
        return found, timed, system.name
    return None
