"""Ranges that prices are expected to fall in."""

from __future__ import annotations

import math

import numpy as np

from .arrays import Floats

LEVELS = {"0.8": 0.8, "0.95": 0.95}


def conformal_quantiles(residuals: Floats, volatility: Floats) -> dict[str, float]:
    """Measure how far errors reached, in units of the volatility before them.

    Split-conformal prediction with normalised residuals (Lei et al. 2018, Journal of the American
    Statistical Association 113; Papadopoulos et al. 2008): of n errors that the fit has not seen,
    the ceil((n + 1) level)-th smallest. Without the volatility the intervals would be too narrow
    in every restless time.

    Parameters
    ----------
    residuals
        Price minus forecast, price units; shape (n,).
    volatility
        Mean absolute change before each target, price units; shape (n,). Rows where it is zero
        have no unit and are left out.

    Returns
    -------
    dict[str, float]
        Half width of the interval in units of volatility, by level; a level for which there are
        too few errors is left out.
    """
    judged = volatility > 0.0
    scores = np.sort(np.abs(residuals[judged]) / volatility[judged])
    found = {}
    for name, level in LEVELS.items():
        rank = math.ceil((len(scores) + 1) * level)
        if rank <= len(scores):
            found[name] = float(scores[rank - 1])
    return found
