"""Which rows are measured: one cut of the calendar for the whole panel."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

TEST_SHARE = 0.2
_LEAST_DAYS = 20


def first_tested(panel: pd.DataFrame) -> pd.Timestamp:
    """Return the moment from which rows are measured: the start of the last fifth of the days.

    Days are those on which any price stands; where there are fewer than 20, moments. A cut for
    each symbol would let a model learn from one symbol what happened to the others.
    """
    starts = np.unique(panel["time"].dt.normalize())
    if len(starts) < _LEAST_DAYS:
        starts = np.unique(panel["time"])
    place = min(int((1.0 - TEST_SHARE) * len(starts)), len(starts) - 1)
    return pd.Timestamp(starts[place])


def split(panel: pd.DataFrame) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return which rows may be learnt from, and which are measured: those with one before."""
    later = (panel["time"] >= first_tested(panel)).to_numpy()
    return ~later, later & (panel["place"] > 0).to_numpy()
