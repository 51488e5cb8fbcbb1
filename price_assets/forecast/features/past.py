"""How much a symbol has moved before each target: the unit that changes are measured in."""

from __future__ import annotations

import numpy as np

from price_assets.forecast.arrays import Floats, Integers
from price_assets.forecast.steps import Steps

_BLOCK, _BLOCKS, _RECENT = 9, 7, 20


def lagged(values: Floats, lag: int, place: Integers, absent: float) -> Floats:
    """Return the value `lag` targets earlier of the same symbol, `absent` where there is none."""
    out = np.full(len(values), absent)
    if lag < len(values):
        out[lag:] = values[: len(values) - lag]
    out[place < lag] = absent
    return out


def sum_before(values: Floats, window: int, place: Integers) -> Floats:
    """Sum the `window` values before each target, those that are absent as zero.

    Sums of sums of shifted arrays, twice as long each time: unlike differences of a running sum
    they leave no trace of large values that have left the window.
    """
    total = np.zeros(len(values))
    block, size, reach = lagged(values, 1, place, 0.0), 1, 0
    while window:
        if window & 1:
            total += lagged(block, reach, place, 0.0) if reach else block
            reach += size
        window >>= 1
        if window:
            block = block + lagged(block, size, place, 0.0)
            size *= 2
    return total


def typical_change(steps: Steps) -> Floats:
    """Measure the symbol's typical absolute change over the 63 changes before each target.

    The median of the means of seven blocks of nine changes (Nemirovsky and Yudin 1983, Problem
    Complexity and Method Efficiency in Optimization): one wild price cannot move it, and unlike a
    median of changes it does not vanish where most prices stay the same.

    Returns
    -------
    numpy.ndarray
        Shape (M,), price units, at least 0; 0 where nothing has changed or nothing is known.
    """
    before = _changes_before(steps)
    block = sum_before(np.nan_to_num(np.abs(steps.change)), _BLOCK, steps.place)
    means = np.full((len(before), _BLOCKS), np.inf)
    for number in range(_BLOCKS):
        count = np.clip(before - number * _BLOCK, 0, _BLOCK)
        full_enough = count >= (1 if number == 0 else _BLOCK // 2 + 1)
        total = lagged(block, number * _BLOCK, steps.place, 0.0)
        means[full_enough, number] = total[full_enough] / count[full_enough]
    count = np.isfinite(means).sum(axis=1)
    means.sort(axis=1)
    rows = np.arange(len(means))
    lower = means[rows, np.maximum(count - 1, 0) // 2]
    upper = means[rows, count // 2]
    return np.where(count > 0, (lower + upper) / 2.0, 0.0)


def recent_change(steps: Steps, window: int = _RECENT) -> Floats:
    """Measure the mean absolute change over the last `window` changes before each target.

    Returns
    -------
    numpy.ndarray
        Shape (M,), price units, at least 0; over fewer changes where there are fewer, 0 where
        there are none.
    """
    total = sum_before(np.nan_to_num(np.abs(steps.change)), window, steps.place)
    return np.asarray(total / np.clip(_changes_before(steps), 1, window))


def _changes_before(steps: Steps) -> Integers:
    return np.maximum(steps.place - 1, 0)
