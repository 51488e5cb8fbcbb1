"""Whether a difference in accuracy is more than chance."""

from __future__ import annotations

import math

import numpy as np

from .arrays import Floats, Integers

# With fewer moments the test's distribution is not to be relied on.
LEAST_MOMENTS = 10


def diebold_mariano(differences: Floats, overlap: int = 1) -> float | None:
    """Test whether the mean of a series of loss differences lies below zero.

    Diebold and Mariano 1995 (Journal of Business and Economic Statistics 13), with the variance of
    Newey and West 1987 (Econometrica 55; bandwidth floor(4 (T/100)^(2/9)) after Newey and West
    1994) and the correction for small samples of Harvey, Leybourne and Newbold 1997
    (International Journal of Forecasting 13).

    Parameters
    ----------
    differences
        Loss of the candidate minus loss of the reference, in the order of time; shape (T,).
    overlap
        How many origins one forecast reaches over: the differences of so many overlap, and the
        bandwidth is at least that, less one.

    Returns
    -------
    float or None
        One-sided p-value: small where the candidate is better. None where there are fewer than
        ten differences, or all of them are zero.
    """
    count = len(differences)
    if count < LEAST_MOMENTS:
        return None
    mean = float(differences.mean())
    variance = _long_run_variance(differences - mean, overlap)
    if variance <= 0.0:
        # The same difference at every moment: nothing is left to chance.
        return None if mean == 0.0 else float(mean > 0.0)
    from scipy.special import stdtr

    statistic = _correction(count, overlap) * mean / math.sqrt(variance / count)
    return float(stdtr(count - 1, statistic))


def _correction(count: int, overlap: int) -> float:
    """Return what a statistic is multiplied by in small samples (Harvey and others 1997)."""
    ahead = min(overlap, count // 2)
    correction = (count + 1.0 - 2.0 * ahead + ahead * (ahead - 1.0) / count) / count
    return math.sqrt(max(correction, 0.0))


def _long_run_variance(centred: Floats, overlap: int) -> float:
    """Return the variance of a series' mean times its length (Newey and West 1987, 1994)."""
    count = len(centred)
    variance = float(np.mean(centred * centred))
    bandwidth = max(math.floor(4.0 * (count / 100.0) ** (2.0 / 9.0)), overlap - 1)
    bandwidth = min(bandwidth, count - 1)
    for lag in range(1, bandwidth + 1):
        weight = 1.0 - lag / (bandwidth + 1.0)
        variance += 2.0 * weight * float(np.sum(centred[lag:] * centred[:-lag])) / count
    return variance


def skill_interval(
    errors: Floats, naive_errors: Floats, code: Integers, moment: Integers, overlap: int = 1
) -> tuple[float, float] | None:
    """Return the 95 % interval of the skill, 1 - mean over symbols of error / naive error.

    The skill is a mean of ratios of means: its variance is that of its linear approximation (delta
    method), summed over the symbols of a moment, which move together, and over time as in
    `diebold_mariano`, with the same correction for small samples; the interval is that of
    Student's t.

    Parameters
    ----------
    errors, naive_errors
        Absolute errors, price units; shape (n,).
    code
        Number of the symbol; shape (n,).
    moment
        Time of the origin; shape (n,).
    overlap
        How many origins one forecast reaches over.

    Returns
    -------
    tuple[float, float] or None
        None where there are fewer than ten moments, or no symbol's price has changed.
    """
    count = np.bincount(code)
    naive = np.bincount(code, weights=naive_errors)
    judged = naive > 0.0
    if not judged.any():
        return None
    ratio = np.bincount(code, weights=errors)[judged] / naive[judged]
    ratios = np.zeros(len(count))
    ratios[judged] = ratio
    shares = np.where(judged, 1.0 / np.where(judged, naive, 1.0), 0.0) / judged.sum()
    influence = (errors - ratios[code] * naive_errors) * shares[code]
    # Moments of symbols whose price never changed tell nothing.
    told = judged[code]
    times, place = np.unique(moment[told], return_inverse=True)
    if len(times) < LEAST_MOMENTS:
        return None
    series = np.asarray(np.bincount(place, weights=influence[told]), dtype=np.float64)
    from scipy.special import stdtrit

    spread = math.sqrt(max(len(times) * _long_run_variance(series, overlap), 0.0))
    reach = float(stdtrit(len(times) - 1, 0.975)) * spread / _correction(len(times), overlap)
    skill = 1.0 - float(ratio.mean())
    return skill - reach, skill + reach


def panel_differences(
    errors: Floats, naive_errors: Floats, code: Integers, time: Integers
) -> Floats:
    """Turn the errors of many symbols into one series of loss differences.

    Each symbol's are taken in units of its mean naive error, so that price levels do not count,
    and averaged over the symbols and steps of a moment, because they move together and are not
    independent observations. Symbols whose price never changed are left out.

    Parameters
    ----------
    errors, naive_errors
        Absolute errors, price units; shape (n,).
    code
        Number of the symbol; shape (n,).
    time
        Time of the origin; shape (n,).

    Returns
    -------
    numpy.ndarray
        One difference a moment, in the order of time; shape (T,).
    """
    if not len(errors):
        return np.zeros(0)
    count = np.bincount(code)
    unit = np.bincount(code, weights=naive_errors) / np.maximum(count, 1)
    judged = unit[code] > 0.0
    if not judged.any():
        return np.zeros(0)
    differences = (errors[judged] - naive_errors[judged]) / unit[code[judged]]
    _, moment = np.unique(time[judged], return_inverse=True)
    return np.asarray(np.bincount(moment, weights=differences) / np.bincount(moment))
