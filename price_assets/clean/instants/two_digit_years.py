"""Which century a year of two digits is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

FIRST_YEAR = 1950
_LONGEST_GAP = 5


def full_years(years: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Complete the years of a column.

    50 … 99 are 1950 … 1999 and 00 … 49 are 2000 … 2049, as in RFC 2822 and Oracle's RR, unless
    the column's years go on across 1950 without a gap of more than five: then the hundred years
    begin after the widest gap between them, and years from 48 to 99 and from 00 to 23 are those
    from 1948 to 2023.

    Parameters
    ----------
    years
        dtype integer, 0 … 99.

    Returns
    -------
    numpy.ndarray
        dtype ``int64``.
    """
    import numpy as np

    first = FIRST_YEAR
    different = np.unique(years)
    if len(different) > 1:
        gaps = np.diff(np.append(different, different[0] + 100))
        before_first = np.searchsorted(different, FIRST_YEAR % 100) - 1
        widest = int(np.argmax(gaps))
        if gaps[before_first] <= _LONGEST_GAP < gaps[widest]:
            first = 1900 + int(different[(widest + 1) % len(different)])
    completed: np.ndarray[Any, Any] = first + (years.astype("int64") - first) % 100
    return completed
