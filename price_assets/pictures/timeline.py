"""Timestamps on an axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Times = npt.NDArray[np.float64]

#: A line is not drawn over a gap of more than so many usual ones.
GAP_FACTOR = 8.0
_LEAST_STEPS = 10

# What a calendar on an axis can show: years 1 to 9999.
_FIRST, _LAST = np.datetime64("0001-01-02", "us"), np.datetime64("9999-12-30", "us")
_DAY = np.timedelta64(1, "D") / np.timedelta64(1, "us")


def to_days(timestamps: Sequence[str]) -> Times:
    """Read canonical timestamps as days since 1970, local ones and UTC alike.

    Where the process has let matplotlib count from another day, they are days since that one.
    """
    from matplotlib.dates import get_epoch

    texts = [text.removesuffix("Z") for text in timestamps]
    moments = np.clip(np.array(texts, dtype="datetime64[us]"), _FIRST, _LAST)
    epoch = str(get_epoch())  # type: ignore[no-untyped-call]
    since = moments - np.datetime64(epoch, "us")
    return np.asarray(since.astype(np.int64) / _DAY, dtype=np.float64)


def broken_at_gaps(days: Times, values: Sequence[float]) -> tuple[Times, Times]:
    """Let a line end where prices end, and begin again where they do.

    Parameters
    ----------
    days
        As `to_days` gives them, in order; shape (n,).
    values
        Shape (n,).

    Returns
    -------
    tuple[numpy.ndarray, numpy.ndarray]
        The same with a NaN inside each gap of more than `GAP_FACTOR` usual ones.
    """
    prices = np.asarray(values, dtype=np.float64)
    steps = np.diff(days)
    if len(steps) < _LEAST_STEPS:
        return days, prices
    gaps = np.flatnonzero(steps > GAP_FACTOR * np.median(steps)) + 1
    return np.insert(days, gaps, days[gaps - 1]), np.insert(prices, gaps, np.nan)


def show_dates(axes: Axes, first: float, last: float) -> None:
    """Let the horizontal axis show dates.

    Parameters
    ----------
    axes
        Whose horizontal values are days as `to_days` counts them.
    first, last
        The ends; days alike. Kept within the years that a calendar has.
    """
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    if last <= first:
        first, last = first - 0.5, last + 0.5
    earliest, latest = to_days([str(_FIRST), str(_LAST)])
    first, last = max(first, earliest), min(last, latest)
    locator = AutoDateLocator(minticks=2, maxticks=5)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    formatter = ConciseDateFormatter(locator, show_offset=False)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_formatter(formatter)
    axes.set_xlim(first, last)
