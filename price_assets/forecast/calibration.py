"""Whether probabilities mean what they say."""

from __future__ import annotations

import math

import numpy as np

from price_assets.checkpoints.diagnostics import ReliabilityGroup

from .arrays import Flags, Floats, Integers

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
    groups = _groups(probability)
    if not groups:
        return None
    distances = [abs(float(probability[part].mean() - rises[part].mean())) for part in groups]
    return float(np.average(distances, weights=[len(part) for part in groups]))


def reliability(
    probability: Floats, rises: Flags, moment: Integers, overlap: int = 1
) -> list[ReliabilityGroup]:
    """Set the shares that rose beside the probabilities, in the groups of `calibration_error`.

    The interval of a share is that of Student's t, with the variance of clustered data (the
    residuals of one moment are summed before they are squared), cut at 0 and 1. A share of exactly
    0 or 1 has no variance, and is no certainty either: its interval is that of the rule of three
    (Hanley and Lippman-Hand 1983, JAMA 249) over the moments. Of one moment alone nothing is known.

    Parameters
    ----------
    probability, rises
        As for `calibration_error`.
    moment
        Time of the origin; shape (n,).
    overlap
        How many consecutive origins one forecast reaches over; so many moments count as one.

    Returns
    -------
    list[ReliabilityGroup]
        Ten, from the lowest probability; none where there are fewer than ten rows for each.
    """
    found = []
    block = np.unique(moment, return_inverse=True)[1] // overlap
    for part in _groups(probability):
        rose = float(rises[part].mean())
        reach = _reach(rises[part], rose, block[part])
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


def _reach(rises: Flags, rose: float, block: Integers) -> float:
    """Return half the width of the 95 % interval of a share."""
    blocks, cluster = np.unique(block, return_inverse=True)
    count = len(blocks)
    if count < 2:
        return 1.0
    if rose in (0.0, 1.0):
        return 3.0 / count
    from scipy.special import stdtrit

    totals = np.bincount(cluster, weights=rises - rose)
    variance = count / (count - 1.0) * float(np.sum(totals * totals))
    return float(stdtrit(count - 1, 0.975)) * math.sqrt(variance) / len(rises)


def _groups(probability: Floats) -> list[Integers]:
    if len(probability) < _GROUPS * _LEAST_IN_GROUP:
        return []
    return np.array_split(np.argsort(probability, kind="stable"), _GROUPS)
