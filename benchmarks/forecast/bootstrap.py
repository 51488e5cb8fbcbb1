"""What difference in accuracy chance alone could make: the moving-block bootstrap over time.

Blocks of consecutive moments are drawn with all symbols in them, because symbols move together on
one day, and days with their neighbours (Kuensch 1989, Annals of Statistics 17; the length of
T^(1/3) after Hall, Horowitz and Jing 1995, Biometrika 82). Methods are compared in the same draws.
"""

from __future__ import annotations

import math

import numpy as np

from .arrays import Flags, Floats, Integers

RESAMPLES = 1000
SEED = 20240101
_ENDS = (2.5, 97.5)


def block_length(moments: int) -> int:
    """Return how many consecutive moments stay together."""
    return math.ceil(math.cbrt(moments))


def draw_moments(moments: int, resamples: int = RESAMPLES, seed: int = SEED) -> Floats:
    """Count how often each moment is in each resample; shape (resamples, moments).

    A resample has as many moments as there are: its last block is cut to fit.
    """
    length = block_length(moments)
    blocks = math.ceil(moments / length)
    starts = np.random.default_rng(seed).integers(0, moments - length + 1, (resamples, blocks))
    places = (starts[:, :, None] + np.arange(length)).reshape(resamples, -1)[:, :moments]
    counts = np.zeros((resamples, moments))
    for number, drawn in enumerate(places):
        counts[number] = np.bincount(drawn, minlength=moments)
    return counts


def interval(difference: Floats) -> tuple[float, float]:
    """Return the 95 % interval of a statistic from its values in the resamples; shape (R,)."""
    low, high = np.nanpercentile(difference, _ENDS)
    return float(low), float(high)


def weighted_errors(
    errors: Floats, naive: Floats, code: Integers, moment: Integers, counts: Floats
) -> dict[str, Floats]:
    """Average absolute errors in three ways, in each resample.

    Parameters
    ----------
    errors
        Absolute errors of each method, price units; shape (rows, methods).
    naive
        Those of the naive forecast; shape (rows,).
    code, moment
        Numbers of symbol and moment from 0; shape (rows,).
    counts
        How often each moment counts; shape (R, moments).

    Returns
    -------
    dict of numpy.ndarray
        ``pooled``: mean over rows. ``symbols``: mean over symbols of the mean over rows.
        ``ratio``: mean over symbols of the mean over that of naive, those left out whose price
        did not change. Each of shape (R, methods).
    """
    symbols = int(code.max()) + 1
    resamples, methods = len(counts), errors.shape[1]
    total = np.zeros((resamples, symbols, methods))
    naive_total = np.zeros((resamples, symbols))
    rows = np.zeros((resamples, symbols))
    for number in range(symbols):
        own = np.flatnonzero(code == number)
        weights = counts[:, moment[own]]
        total[:, number] = weights @ errors[own]
        naive_total[:, number] = weights @ naive[own]
        rows[:, number] = weights.sum(axis=1)
    there = rows > 0.0
    moved = naive_total > 1e-12
    each = total / np.where(there, rows, np.nan)[:, :, None]
    ratio = total / np.where(moved, naive_total, np.nan)[:, :, None]
    return {
        "pooled": total.sum(axis=1) / rows.sum(axis=1)[:, None],
        "symbols": np.nanmean(each, axis=1),
        "ratio": np.nanmean(ratio, axis=1),
    }


def weighted_areas(rank: Floats, rises: Flags, moment: Integers, counts: Floats) -> Floats:
    """Return the area under the ROC curve in each resample; shape (R,).

    Parameters
    ----------
    rank
        What rises are ranked by; equal ones count half; shape (rows,).
    rises
        Whether the price rose, rows without a change left out; shape (rows,).
    moment, counts
        As `weighted_errors`.
    """
    order = np.argsort(rank, kind="stable")
    ordered = rank[order]
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    moment, up = moment[order], rises[order]
    areas = np.full(len(counts), np.nan)
    for number, times in enumerate(counts):
        weight = times[moment]
        ups = np.add.reduceat(np.where(up, weight, 0.0), first)
        downs = np.add.reduceat(np.where(up, 0.0, weight), first)
        pairs = ups.sum() * downs.sum()
        if pairs > 0.0:
            areas[number] = ups @ (np.cumsum(downs) - 0.5 * downs) / pairs
    return areas
