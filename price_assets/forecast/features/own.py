"""Features from a symbol's own past prices."""

from __future__ import annotations

import numpy as np

from price_assets.forecast.arrays import Floats
from price_assets.forecast.steps import Steps

from .past import lagged, recent_change, sum_before

_LAGS = range(1, 11)
_WINDOWS = (3, 8, 20, 60, 250)
# A mean over fewer prices than this, where there are more to come, is none of its window.
_LEAST_IN_WINDOW = 20


def gaps_to_means(steps: Steps) -> dict[int, Floats]:
    """Return how far the means of the last prices lie above the last, by window.

    Price units, shape (number of steps,); 0 where there are too few prices.
    """
    price = np.nan_to_num(steps.price)
    last = np.nan_to_num(steps.last)
    found = {}
    for window in _WINDOWS:
        count = np.minimum(steps.place, window)
        mean = sum_before(price, window, steps.place) / np.maximum(count, 1)
        enough = count >= min(window, _LEAST_IN_WINDOW)
        found[window] = np.where(enough, mean - last, 0.0)
    return found


def own_columns(
    steps: Steps, gaps: dict[int, Floats], unit: Floats, moved: Floats
) -> dict[str, Floats]:
    """Describe the past of every step in typical changes.

    Parameters
    ----------
    steps
        All steps.
    gaps
        As `gaps_to_means` gives them.
    unit
        The typical change; shape (number of steps,).
    moved
        Change of every step in typical changes of its own time, limited, 0 where unknown; shape
        (number of steps,).

    Returns
    -------
    dict[str, numpy.ndarray]
        By name; shape (number of steps,).
    """
    place = steps.place
    before = np.maximum(place - 1, 0)
    change = np.nan_to_num(steps.change)
    found = {f"change_{lag}": lagged(change, lag, place, 0.0) / unit for lag in _LAGS}
    found |= {f"gap_to_mean_{window}": gap / unit for window, gap in gaps.items()}
    found |= {f"volatility_{window}": recent_change(steps, window) / unit for window in (5, 20)}
    still = (steps.change == 0.0).astype(np.float64)
    found["unchanged_20"] = sum_before(still, 20, place) / np.clip(before, 1, 20)
    found["drift_250"] = sum_before(moved, 250, place) / np.clip(before, 60, 250)
    size = np.clip(np.abs(np.nan_to_num(steps.last)) / unit, 1e-3, 1e6)
    found["level"] = np.log(size)
    return found
