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
    centred = differences - mean
    variance = float(np.mean(centred * centred))
    bandwidth = max(math.floor(4.0 * (count / 100.0) ** (2.0 / 9.0)), overlap - 1)
    bandwidth = min(bandwidth, count - 1)
    for lag in range(1, bandwidth + 1):
        weight = 1.0 - lag / (bandwidth + 1.0)
        variance += 2.0 * weight * float(np.sum(centred[lag:] * centred[:-lag])) / count
    if variance <= 0.0:
        # The same difference at every moment: nothing is left to chance.
        return None if mean == 0.0 else float(mean > 0.0)
    from scipy.special import stdtr

    ahead = min(overlap, count // 2)
    correction = (count + 1.0 - 2.0 * ahead + ahead * (ahead - 1.0) / count) / count
    statistic = math.sqrt(max(correction, 0.0)) * mean / math.sqrt(variance / count)
    return float(stdtr(count - 1, statistic))


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
