"""Intervals and probabilities that follow what came: after each moment they are set right a little.

What the validation rows say of errors is of other times, and of fits to fewer rows. Every forecast
is made with what the errors known at its origin have taught, so nothing is seen in advance.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from .accuracy import Forecasts
from .arrays import Floats
from .direction import Mix, logistic
from .intervals import LEVELS
from .prepare import Prepared

# Of the logarithm of a width, for a forecast alone; of several at one moment, which are not
# independent, it grows with the root of their number. On rows before the measured spans of the
# benchmark's panels smaller steps held the shares worse, and larger ones made the widths restless.
_STEP, _LARGEST_STEP = 0.06, 0.5
# What a moment has taught of the probability counts half after some 350 further ones.
_KEPT = 0.998


@dataclass(frozen=True)
class State:
    """What the errors so far have taught.

    Attributes
    ----------
    quantiles
        Half widths of the intervals in units of volatility, by level.
    mix
        The probability of a rise.
    """

    quantiles: dict[str, float]
    mix: Mix


def follow(prepared: Prepared, forecasts: Forecasts, state: State) -> tuple[Forecasts, State]:
    """Give each forecast its intervals and probability from the errors known at its origin.

    The widths are those of quantile tracking (Angelopoulos, Candes and Tibshirani 2023, Conformal
    PID control for time series prediction, NeurIPS 36; after Gibbs and Candes 2021, NeurIPS 34):
    wider by a step after each miss, narrower after each hit, so that in the long run the share
    that the level names lies within, whatever becomes of the prices. The two numbers of the
    probability are followed by Newton steps of the log loss, each weighed against all before
    (online Platt scaling: Gupta and Ramdas 2023, ICML 40).

    Parameters
    ----------
    prepared
        The panel.
    forecasts
        Of known targets, in the order of the targets.
    state
        Before the first of them.

    Returns
    -------
    tuple[Forecasts, State]
        The forecasts, and the state after the last error.
    """
    targets, rows = prepared.targets, forecasts.rows
    if not len(rows):
        return forecasts, state
    volatility = prepared.features.volatility[rows]
    off = np.abs(targets.price[rows] - forecasts.price)
    judged = (targets.place[rows] >= 2) & (volatility > 0.0)
    ratio = np.where(judged, off / np.where(judged, volatility, 1.0), np.nan)
    change = targets.change[rows]
    told = prepared.features.usable[rows] & (change != 0.0)
    rise = np.where(told, (change > 0.0).astype(np.float64), np.nan)

    # In the order in which they are made, and in that in which their outcomes are known.
    moment = targets.moment[rows]
    made = np.argsort(moment, kind="stable")
    known_from = prepared.steps.known_from[targets.at[rows]]
    learnt = np.argsort(known_from, kind="stable")
    starts = np.flatnonzero(np.diff(moment[made], prepend=moment[made[0]] - 1))
    known = np.searchsorted(known_from[learnt], moment[made[starts]], side="left")
    quantiles = {level: np.full(len(rows), np.nan) for level in state.quantiles}
    odds = np.zeros((len(rows), 2))
    widths = _Widths(state.quantiles)
    line = _Line(state.mix)
    seen = 0
    for start, stop, count in zip(starts, [*starts[1:], len(rows)], known, strict=True):
        if count > seen:
            new = learnt[seen:count]
            widths.learn(ratio[new])
            line.learn(forecasts.rise_score[new], rise[new])
            seen = int(count)
        here = made[start:stop]
        for level, value in widths.quantiles.items():
            quantiles[level][here] = value
        odds[here] = line.intercept, max(line.slope, 0.0)
    widths.learn(ratio[learnt[seen:]])
    line.learn(forecasts.rise_score[learnt[seen:]], rise[learnt[seen:]])

    has_unit = targets.place[rows] >= 2
    half_widths = {
        level: np.where(has_unit, quantiles[level] * volatility, np.nan)
        if level in quantiles
        else np.full(len(rows), np.nan)
        for level in LEVELS
    }
    probability = forecasts.probability
    if state.mix.weights:
        followed = logistic(odds[:, 0] + odds[:, 1] * forecasts.rise_score)
        probability = np.where(prepared.features.usable[rows], followed, 0.5)
    after = State(widths.quantiles, line.mix())
    return replace(forecasts, half_widths=half_widths, probability=probability), after


class _Widths:
    def __init__(self, quantiles: dict[str, float]) -> None:
        self.quantiles = dict(quantiles)

    def learn(self, ratio: Floats) -> None:
        """Learn from errors in units of volatility, NaN where there is no unit."""
        count = int(np.isfinite(ratio).sum())
        if not count:
            return
        step = min(_STEP * math.sqrt(count), _LARGEST_STEP)
        for level, quantile in self.quantiles.items():
            missed = int((ratio > quantile).sum()) / count
            self.quantiles[level] = quantile * math.exp(step * (missed - (1.0 - LEVELS[level])))


class _Line:
    """The logistic line, with how much is known of its two numbers."""

    def __init__(self, mix: Mix) -> None:
        self._mix = mix
        self.intercept, self.slope = mix.intercept, mix.slope
        self._information = mix.information

    def learn(self, score: Floats, rise: Floats) -> None:
        """Learn from rises (1) and falls (0), NaN where nothing is to be learnt."""
        if not self._mix.weights:
            return
        there = np.isfinite(rise)
        score, rise = score[there], rise[there]
        if not len(score):
            return
        probability = logistic(self.intercept + self.slope * score)
        gap, spread = rise - probability, probability * (1.0 - probability)
        weighed = spread * score
        a, b, c = self._information
        a = _KEPT * a + float(spread.sum())
        b = _KEPT * b + float(weighed.sum())
        c = _KEPT * c + float(weighed @ score)
        self._information = (a, b, c)
        size = a * c - b * b
        if size <= 1e-12 * a * c:
            return
        by_intercept, by_slope = float(gap.sum()), float(gap @ score)
        self.intercept += (c * by_intercept - b * by_slope) / size
        self.slope += (a * by_slope - b * by_intercept) / size

    def mix(self) -> Mix:
        if not self._mix.weights:
            return self._mix
        return self._mix.model_copy(
            update={
                "intercept": float(self.intercept),
                "slope": max(float(self.slope), 0.0),
                "information": self._information,
            }
        )
