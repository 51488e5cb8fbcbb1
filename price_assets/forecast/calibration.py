"""Whether probabilities mean what they say."""

from __future__ import annotations

import math

import numpy as np

from price_assets.checkpoints.diagnostics import ReliabilityGroup

from .arrays import Flags, Floats, Integers

_GROUPS = 10
_LEAST_IN_GROUP = 10
_NORMAL_95 = 1.959963984540054


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
    groups = _groups(probability)
    if not groups:
        return None
    distances = [abs(float(probability[part].mean() - rises[part].mean())) for part in groups]
    return float(np.average(distances, weights=[len(part) for part in groups]))


def reliability(probability: Floats, rises: Flags, moment: Integers) -> list[ReliabilityGroup]:
    """Set the shares that rose beside the probabilities, in the groups of `calibration_error`.

    The interval of a share is that of the normal distribution, with the variance of clustered data
    (the residuals of one moment are summed before they are squared), cut at 0 and 1.

    Parameters
    ----------
    probability, rises
        As for `calibration_error`.
    moment
        Time of the origin; shape (n,).

    Returns
    -------
    list[ReliabilityGroup]
        Ten, from the lowest probability; none where there are fewer than ten rows for each.
    """
    found = []
    for part in _groups(probability):
        rose = float(rises[part].mean())
        _, cluster = np.unique(moment[part], return_inverse=True)
        totals = np.bincount(cluster, weights=rises[part] - rose)
        reach = _NORMAL_95 * math.sqrt(float(np.sum(totals * totals))) / len(part)
        found.append(
            ReliabilityGroup(
                rows=len(part),
                probability=float(probability[part].mean()),
                rose=rose,
                low=max(rose - reach, 0.0),
                high=min(rose + reach, 1.0),
            )
        )
    return found


def _groups(probability: Floats) -> list[Integers]:
    if len(probability) < _GROUPS * _LEAST_IN_GROUP:
        return []
    return np.array_split(np.argsort(probability, kind="stable"), _GROUPS)
