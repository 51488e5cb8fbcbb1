"""Features from the other columns: those known with the price, and those known ahead of it."""

from __future__ import annotations

import numpy as np

from price_assets.forecast.arrays import Flags, Floats, Integers
from price_assets.forecast.seasons import Seasons
from price_assets.forecast.steps import Steps
from price_assets.forecast.targets import Targets

from .past import lagged, sum_before

_WINDOW = 20
_LONG_WINDOW = 60
# Larger values would leave the range of the table's single precision.
_LARGEST_VALUE = 1e30


def extra_columns(steps: Steps, targets: Targets, unit: Floats, limit: float) -> dict[str, Floats]:
    """Describe the last known value of every extra column.

    Parameters
    ----------
    steps, targets
        The panel.
    unit
        Typical change of the price of each target; shape (M,).
    limit
        Features beyond this are cut to it.

    Returns
    -------
    dict[str, numpy.ndarray]
        For each column three of shape (M,): its last change and its distance from its recent
        mean, both in its own recent mean change, and its distance from the last price in units
        of the price's.
    """
    found = {}
    base, place = targets.base, steps.place
    for name, values in steps.extras.items():
        there = np.isfinite(values)
        known = np.where(there, values, 0.0)
        before = np.where(there, lagged(values, 1, place, np.nan), np.nan)
        change = np.nan_to_num(values - before)
        typical = sum_before(np.abs(change), _WINDOW, place) / _WINDOW
        scale = np.where(typical > 0.0, typical, 1.0)[base]
        count = sum_before(there.astype(np.float64), _WINDOW, place)
        mean = sum_before(known, _WINDOW, place) / np.maximum(count, 1.0)
        last = lagged(values, 1, place, np.nan)
        gap = last - mean
        columns = {
            f"{name}: change": lagged(change, 1, place, 0.0)[base] / scale,
            f"{name}: gap to mean": gap[base] / scale,
            f"{name}: gap to price": (last[base] - targets.last) / unit,
        }
        for label, column in columns.items():
            found[label] = np.clip(np.nan_to_num(column), -limit, limit)
    return found


def known_ahead_columns(
    steps: Steps, targets: Targets, seasons: Seasons, limit: float
) -> dict[str, Floats]:
    """Describe what is known ahead of every target, at the target's own time.

    Parameters
    ----------
    steps, targets, seasons
        The panel.
    limit
        Scaled features beyond this are cut to it.

    Returns
    -------
    dict[str, numpy.ndarray]
        For each column, of shape (M,): the value as it is, its distance from its mean over 60
        steps before the origin, from the last value before the origin and from that of each
        season before, the distances in its own recent mean change.
    """
    found: dict[str, Floats] = {}
    if not steps.known_ahead:
        return found
    sources = [seasons.source(number) for number in range(len(seasons.periods))]
    for name, values in steps.known_ahead.items():
        there = np.isfinite(values)
        known = np.where(there, values, 0.0)
        change = np.nan_to_num(values - lagged(values, 1, steps.place, np.nan))
        typical = sum_before(np.abs(change), _LONG_WINDOW, steps.place) / _LONG_WINDOW
        scale = np.where(typical > 0.0, typical, 1.0)[targets.base]
        count = sum_before(there.astype(np.float64), _LONG_WINDOW, steps.place)
        mean = sum_before(known, _LONG_WINDOW, steps.place) / np.maximum(count, 1.0)
        now = values[targets.at]
        distances = {
            "to mean": now - mean[targets.base],
            "to last": now - lagged(values, 1, steps.place, np.nan)[targets.base],
        }
        for number, source in enumerate(sources, start=1):
            distances[f"to season {number}"] = np.where(
                source >= 0, now - values[np.maximum(source, 0)], np.nan
            )
        found[name] = np.clip(np.nan_to_num(now), -_LARGEST_VALUE, _LARGEST_VALUE)
        for label, distance in distances.items():
            scaled = np.nan_to_num(distance / scale)
            found[f"{name}: {label}"] = np.clip(scaled, -limit, limit)
    return found


def all_known_at(steps: Steps, at: Integers) -> Flags:
    """Tell at which steps every value that should be known ahead is; shape as `at`."""
    known = np.ones(len(at), dtype=bool)
    for values in steps.known_ahead.values():
        known &= np.isfinite(values[at])
    return known
