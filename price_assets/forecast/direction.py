"""How well the direction was told, and how the probability of a rise is put together."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from .arrays import Flags, Floats, Integers
from .estimators.linear import Finite
from .side_by_side import run_side_by_side

NotNegative = Annotated[Finite, Field(ge=0.0)]
_LEAST_CLUSTERS = 5
_LEVEL = 0.95
_LEAST_OF_EACH = 25
# The validation rows were told by fits to fewer rows than the ones to come: they count less.
_VALIDATION_WEIGHT = 0.25
_VARIES = 1e-6


@dataclass(frozen=True)
class Area:
    """An area under the ROC curve, from 0 to 1, and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def area_under_curve(
    probability: Floats, rises: Flags, time: Integers, overlap: int = 1
) -> Area | None:
    """Measure the area under the ROC curve with a 95 % interval that respects dependence.

    The structural components of DeLong et al. 1988 are summed over clusters, as Obuchowski 1997
    (Biometrics 53) does for clustered data. A cluster is a block of consecutive moments with all
    symbols in it, T^(1/3) moments long, and at least `overlap`: symbols move together on one day,
    and days with their neighbours. The limits are those of the log-odds (Student's t over the
    clusters), so they stay between 0 and 1. An area of exactly 0 or 1 has no log-odds and no
    variance, and is no certainty either: its interval is that of a proportion of 0 or n of n
    clusters by the rule of three (Hanley and Lippman-Hand 1983, JAMA 249).

    Parameters
    ----------
    probability
        Forecast probability of a rise; shape (n,).
    rises
        Whether the price rose; shape (n,), rows without a change left out.
    time
        Time of the origin; shape (n,).
    overlap
        How many consecutive origins one forecast reaches over.

    Returns
    -------
    Area or None
        None where there are no rises, no falls, or too few blocks to judge by.
    """
    ups, downs = int(rises.sum()), int((~rises).sum())
    if not ups or not downs:
        return None
    moments, moment = np.unique(time, return_inverse=True)
    length = max(math.ceil(len(moments) ** (1.0 / 3.0)), overlap)
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


class Mix(BaseModel):
    """Probability of a rise from a weighted mean of scores (Platt 1999)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weights: dict[str, Finite] = Field(
        default_factory=dict, description="Of each part's score, in units of its spread"
    )
    intercept: Finite = 0.0
    slope: Annotated[Finite, Field(ge=0.0)] = 0.0
    information: tuple[NotNegative, Finite, NotNegative] = Field(
        default=(0.0, 0.0, 0.0),
        description="How much is known of intercept and slope: the upper triangle of their Fisher "
        "information",
    )

    def score(self, scores: Mapping[str, Floats], count: int) -> Floats:
        """Return the weighted mean of the parts' scores; shape (count,)."""
        found = np.zeros(count)
        for name, weight in self.weights.items():
            found += weight * scores[name]
        return found

    def probability(self, score: Floats) -> Floats:
        """Return the probability of a rise, given a change and what `score` returned."""
        return logistic(self.intercept + self.slope * score)


def logistic(odds: Floats) -> Floats:
    """Return the probability whose log-odds are given."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))))


#: Which scores are taken together; the simplest first.
_MIXES = (
    ("sign",),
    ("rise",),
    ("sign", "rise"),
    ("rise", "boosting"),
    ("sign", "rise", "boosting"),
    ("day_rise",),
)
#: The parts whose scores can tell rises from falls.
SCORES = frozenset(name for mix in _MIXES for name in mix)


def fit_mix(scores: Mapping[str, Floats], rises: Flags) -> Mix:
    """Join the scores that tell rises from falls into one probability.

    Fitted on validation rows, which none of the scores has learnt from: so it corrects what they
    claim too much. Of a few ways to join them the one of the least log loss is taken.

    Parameters
    ----------
    scores
        By part; shape (n,).
    rises
        Whether the price rose; shape (n,), rows without a change left out.
    """
    ups = int(rises.sum())
    if min(ups, len(rises) - ups) < _LEAST_OF_EACH:
        return Mix()
    jobs = {names: partial(_try, names, scores, rises) for names in _MIXES if {*names} <= {*scores}}
    tried = [(Mix(), math.inf), *run_side_by_side(jobs).values()]
    # The first of equals, and so the simplest.
    return min(tried, key=lambda pair: pair[1])[0]


def _try(names: tuple[str, ...], scores: Mapping[str, Floats], rises: Flags) -> tuple[Mix, float]:
    """Join some scores; return the line and its log loss, infinite where one never varies."""
    spreads = {name: float(np.std(scores[name])) for name in names}
    # What varies in the last digits of large numbers alone does not vary.
    if any(spreads[name] <= _VARIES * float(np.abs(scores[name]).max()) for name in names):
        return Mix(), math.inf
    weights = {name: 1.0 / (len(names) * spread) for name, spread in spreads.items()}
    score = np.sum([weight * scores[name] for name, weight in weights.items()], axis=0)
    intercept, slope = _platt(score, rises)
    odds = np.clip(intercept + slope * score, -30.0, 30.0)
    loss = float(np.mean(np.log1p(np.exp(np.where(rises, -odds, odds)))))
    return _mix_of(weights, intercept, slope, score), loss


def _mix_of(weights: dict[str, float], intercept: float, slope: float, score: Floats) -> Mix:
    chance = logistic(intercept + slope * score)
    spread = _VALIDATION_WEIGHT * chance * (1.0 - chance)
    information = tuple(float(np.sum(spread * score**power)) for power in range(3))
    return Mix(
        weights=weights,
        intercept=intercept,
        slope=slope,
        information=(information[0], information[1], information[2]),
    )


def _platt(score: Floats, rises: Flags) -> tuple[float, float]:
    """Fit intercept and slope of the log-odds; a slope below zero is none."""
    from sklearn.linear_model import LogisticRegression

    # About its mean, because the fit is ill-conditioned where that is far from zero.
    centre = float(score.mean())
    model = LogisticRegression(C=1.0, tol=1e-6, solver="newton-cholesky")
    model.fit((score - centre)[:, None], rises)
    slope = float(model.coef_[0, 0])
    if slope > 0.0:
        return float(model.intercept_[0]) - slope * centre, slope
    share = float(rises.mean())
    return math.log(share / (1.0 - share)), 0.0
