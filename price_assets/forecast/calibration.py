"""Whether probabilities mean what they say."""

from __future__ import annotations

import numpy as np

from .arrays import Flags, Floats

_GROUPS = 10
_LEAST_IN_GROUP = 10


def calibration_error(probability: Floats, rises: Flags) -> float | None:
    """Measure how far probabilities lie from the shares that they speak of.

    The expected calibration error (Naeini, Cooper and Hauskrecht 2015, AAAI) over ten groups of
    equally many rows by probability: the mean distance between a group's mean probability and its
    share of rises.

    Parameters
    ----------
    probability
        Of a rise; shape (n,).
    rises
        Whether the price rose; shape (n,), rows without a change left out.

    Returns
    -------
    float or None
        From 0 to 1; None where there are fewer than ten rows for each group.
    """
    count = len(probability)
    if count < _GROUPS * _LEAST_IN_GROUP:
        return None
    order = np.argsort(probability, kind="stable")
    groups = np.array_split(order, _GROUPS)
    distances = [abs(float(probability[part].mean() - rises[part].mean())) for part in groups]
    return float(np.average(distances, weights=[len(part) for part in groups]))
