"""How well the direction was told, and how the probability of a rise is put together."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .arrays import Flags, Floats, Integers
from .estimator import LEAST_ROWS_TO_FIT, Stack

_LEAST_CLUSTERS = 5
_LEVEL = 0.95
# A slope of zero would make all probabilities one and leave nothing to rank by.
_LEAST_SLOPE = 0.05


@dataclass(frozen=True)
class Area:
    """An area under the ROC curve, from 0 to 1, and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def area_under_curve(probability: Floats, rises: Flags, time: Integers) -> Area | None:
    """Measure the area under the ROC curve with a 95 % interval that respects dependence.

    The structural components of DeLong et al. 1988 are summed over clusters, as Obuchowski 1997
    (Biometrics 53) does for clustered data. A cluster is a block of consecutive moments with all
    symbols in it, T^(1/3) moments long: symbols move together on one day, and days with their
    neighbours. The limits are those of the log-odds (Student's t over the clusters), so they stay
    between 0 and 1. An area of exactly 0 or 1 has no log-odds and no variance, and is no
    certainty either: its interval is that of a proportion of 0 or n of n clusters by the rule of
    three (Hanley and Lippman-Hand 1983, JAMA 249).

    Parameters
    ----------
    probability
        Forecast probability of a rise; shape (n,).
    rises
        Whether the price rose; shape (n,), rows without a change left out.
    time
        Time of the target; shape (n,).

    Returns
    -------
    Area or None
        None where there are no rises, no falls, or too few blocks to judge by.
    """
    ups, downs = int(rises.sum()), int((~rises).sum())
    if not ups or not downs:
        return None
    moments, moment = np.unique(time, return_inverse=True)
    length = math.ceil(len(moments) ** (1.0 / 3.0))
    clusters = math.ceil(len(moments) / length)
    if clusters < _LEAST_CLUSTERS:
        return None
    among_all, among_ups = _midranks(probability), _midranks(probability[rises])
    among_downs = _midranks(probability[~rises])
    # Share of falls ranked below each rise, and of rises ranked above each fall; ties half.
    of_up = (among_all[rises] - among_ups) / downs
    of_down = 1.0 - (among_all[~rises] - among_downs) / ups
    area = float(of_up.mean())
    cluster = moment // length
    up_sums = np.bincount(cluster[rises], weights=of_up - area, minlength=clusters)
    down_sums = np.bincount(cluster[~rises], weights=of_down - area, minlength=clusters)
    # The sum of the three variance terms of the paper, over one number of clusters, is that of
    # this sum's squares.
    influence = up_sums / ups + down_sums / downs
    variance = clusters / (clusters - 1.0) * float(np.sum(influence * influence))
    if not 0.0 < area < 1.0:
        return _area_at_the_end(area, clusters)
    from scipy.special import stdtrit

    reach = float(stdtrit(clusters - 1, 0.5 + _LEVEL / 2.0)) * math.sqrt(variance)
    odds, reach = math.log(area / (1.0 - area)), reach / (area * (1.0 - area))
    low, high = (
        1.0 / (1.0 + math.exp(-max(-700.0, min(700.0, odds + sign * reach))))
        for sign in (-1.0, 1.0)
    )
    return Area(value=area, low=min(low, area), high=max(high, area))


def _area_at_the_end(area: float, clusters: int) -> Area:
    """Give an area of 0 or 1 the interval of the rule of three: 3 / n away from it."""
    reach = 3.0 / clusters
    if area >= 1.0:
        return Area(value=area, low=max(0.0, 1.0 - reach), high=1.0)
    return Area(value=area, low=0.0, high=min(1.0, reach))


def _midranks(values: Floats) -> Floats:
    """Rank from 1, ties sharing the mean of their ranks."""
    ordered = np.sort(values)
    below = np.searchsorted(ordered, values, side="left")
    through = np.searchsorted(ordered, values, side="right")
    return np.asarray((below + through + 1) / 2.0)


def fit_stack(logit: Floats, change: Floats, rises: Flags) -> Stack:
    """Join the logistic model and the forecast change into one probability of a rise.

    Fitted on validation rows, which neither of the two has learnt from: so it corrects what they
    claim too much (Platt 1999; Wolpert 1992, Neural Networks 5).

    Parameters
    ----------
    logit
        Log-odds of the logistic model; shape (n,).
    change
        Forecast change before shrinkage, in typical changes; shape (n,), zero where the naive
        forecast was chosen.
    rises
        Whether the price rose; shape (n,), rows without a change left out.
    """
    ups = int(rises.sum())
    if min(ups, len(rises) - ups) < LEAST_ROWS_TO_FIT // 5:
        return Stack()
    from sklearn.linear_model import LogisticRegression

    units = [float(np.std(part)) for part in (logit, change)]
    matrix = np.stack(
        [
            part / unit if unit > 0.0 else np.zeros(len(part))
            for part, unit in zip((logit, change), units, strict=True)
        ],
        axis=1,
    )
    model = LogisticRegression(C=1.0, tol=1e-6, max_iter=1000).fit(matrix, rises)
    slopes = [
        float(slope) / unit if unit > 0.0 else 0.0
        for slope, unit in zip(model.coef_[0], units, strict=True)
    ]
    of_change = max(slopes[1], 0.0)
    of_logit = max(slopes[0], 0.0 if of_change > 0.0 else _LEAST_SLOPE)
    return Stack(intercept=float(model.intercept_[0]), of_logit=of_logit, of_change=of_change)
