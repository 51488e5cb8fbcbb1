"""The weighted mean of several forecasts, and what is left of their recent error."""

from __future__ import annotations

import numpy as np

from price_assets.forecast.arrays import Floats

_WINDOW, _EVERY, _LEAST = 365, 7, 56
_RATE, _SWEEPS = 3.0, 60
_LEAST_ERROR_DAYS, _ERROR_SHARE = 14, 0.3
#: So many days back errors are looked at.
ERROR_DAYS = 21


def mean_weights(members: Floats, actual: Floats) -> Floats:
    """Find weights for the least absolute error of past days.

    Exponentiated gradient steps from equal weights (Kivinen and Warmuth 1997, Information and
    Computation 132), their mean: near equal weights unless the past speaks clearly.

    Parameters
    ----------
    members
        Shape (members, n, H).
    actual
        What came; shape (n, H), NaN where it did not.

    Returns
    -------
    numpy.ndarray
        At least 0, sum 1; shape (members,).
    """
    count = len(members)
    weights = np.full(count, 1.0 / count)
    told = members[:, -_WINDOW:].reshape(count, -1)
    came = actual[-_WINDOW:].ravel()
    there = np.isfinite(came) & np.isfinite(told).all(axis=0)
    told, came = told[:, there], came[there]
    if members.shape[1] < _LEAST or not there.any():
        return weights
    unit = float(np.abs(told.mean(axis=0) - came).mean())
    if unit <= 0.0:
        return weights
    total = np.zeros(count)
    for _ in range(_SWEEPS):
        slope = -(told * np.sign(came - weights @ told)).mean(axis=1) / unit
        weights = weights * np.exp(-_RATE * (slope - slope.mean()))
        weights /= weights.sum()
        total += weights
    return np.asarray(total / _SWEEPS)


def weekly_weights(members: Floats, actual: Floats) -> Floats:
    """Find the weights of each day from the days before it, anew each week; shape (n, members)."""
    count, days = members.shape[:2]
    found = np.full((days, count), 1.0 / count)
    for day in range(0, days, _EVERY):
        found[day : day + _EVERY] = mean_weights(members[:, :day], actual[:day])
    return found


def mixed(members: Floats, weights: Floats) -> Floats:
    """Return the weighted mean; members (members, n, H), weights (n, members), shape (n, H)."""
    out = np.zeros(members.shape[1:])
    for number in range(len(members)):
        out += weights[:, number, None] * members[number]
    return out


def without_bias(means: Floats, actual: Floats) -> Floats:
    """Add a part of each step's median error over the three weeks before the day; shape (n, H)."""
    error = actual - means
    out = means.copy()
    for day in range(_LEAST_ERROR_DAYS, len(means)):
        recent = error[max(0, day - ERROR_DAYS) : day]
        there = np.isfinite(recent)
        enough = there.sum(axis=0) >= _LEAST_ERROR_DAYS
        if enough.any():
            middle = np.nanmedian(np.where(there, recent, np.nan)[:, enough], axis=0)
            out[day, enough] += _ERROR_SHARE * middle
    return out


def recent_error(means: Floats, actual: Floats) -> Floats:
    """Measure how far off the three weeks before each day were: the unit of its intervals.

    Returns
    -------
    numpy.ndarray
        The mean absolute error of all steps and that of each step, in equal parts; price units,
        shape (n, H), NaN in days before which there is too little.
    """
    error = np.abs(actual - means)
    found = np.full(means.shape, np.nan)
    for day in range(1, len(means)):
        recent = error[max(0, day - ERROR_DAYS) : day]
        there = np.isfinite(recent)
        count = there.sum(axis=0)
        if count.min() >= _LEAST_ERROR_DAYS:
            each = np.where(there, recent, 0.0).sum(axis=0) / count
            found[day] = 0.5 * (each + each.mean())
    return found
