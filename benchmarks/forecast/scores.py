"""How good what was said is: errors, ranks, coverage, calibration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from .arrays import Flags, Floats, Integers
from .bootstrap import SEED, block_length, draw_moments, interval, weighted_areas, weighted_errors
from .cut import split
from .scale import last_price, to_scale, typical_move

MEASURES = ("pooled", "symbols", "ratio", "auc")
#: Where more is better; of the others, less is.
_MORE_IS_BETTER = ("auc",)
_BINS = 10
_DRAWS = 500
# Equal forecasts may differ by this much: the last bits of a sum.
_ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Tested:
    """The measured rows; arrays of shape (rows,).

    Attributes
    ----------
    code, moment
        Numbers of symbol and moment, from 0.
    actual, last
        The price and the one before it.
    last_level, unit
        The price before and the typical move, on the scale that moves are ranked on.
    panel
        The whole panel.
    """

    code: Integers
    moment: Integers
    actual: Floats
    last: Floats
    last_level: Floats
    unit: Floats
    panel: pd.DataFrame

    @property
    def moments(self) -> int:
        """How many distinct moments there are."""
        return int(self.moment.max()) + 1


@dataclass(frozen=True, eq=False)
class Said:
    """What a method said of the measured rows, and what that cost.

    Attributes
    ----------
    forecast
        Prices, the last price where the method had none; shape (rows,).
    missing
        How many those are.
    rank
        What rises are ranked by; shape (rows,).
    figures
        All that it said, by name; shape (rows,) each.
    cost
        Seconds, bytes and versions.
    """

    forecast: Floats
    missing: int
    rank: Floats
    figures: dict[str, Floats]
    cost: dict[str, Any]


@dataclass(frozen=True, eq=False)
class Scores:
    """Measures by method, and ours minus each with its 95 % interval."""

    value: dict[str, dict[str, float]]
    difference: dict[str, dict[str, tuple[float, float, float]]]

    def worse(self, peer: str) -> list[str]:
        """Name the measures in which ours is worse than a peer beyond the interval."""
        found = []
        for name, (_, low, high) in self.difference[peer].items():
            if (high < -_ROUNDING) if name in _MORE_IS_BETTER else (low > _ROUNDING):
                found.append(name)
        return found


def tested_rows(panel: pd.DataFrame) -> Tested:
    """Lay out the measured rows of a panel."""
    training, test = split(panel)
    last = last_price(panel)[test]
    return Tested(
        code=np.unique(panel["symbol"].to_numpy(object)[test], return_inverse=True)[1],
        moment=np.unique(panel["time"].to_numpy()[test], return_inverse=True)[1],
        actual=panel["price"].to_numpy("float64")[test],
        last=last,
        last_level=to_scale(panel, last),
        unit=typical_move(panel, training)[test],
        panel=panel,
    )


def said_by(tested: Tested, figures: dict[str, Floats], cost: dict[str, Any]) -> Said:
    """Fill in the naive forecast where there is none, and rank by what was said of a rise."""
    missing = ~np.isfinite(figures["forecast"])
    forecast = np.where(missing, tested.last, figures["forecast"])
    if "probability_of_rise" in figures:
        rank = np.nan_to_num(figures["probability_of_rise"], nan=0.5)
    else:
        # A forecast may cross zero, which has no logarithm: such a fall is the largest of all.
        with np.errstate(invalid="ignore", divide="ignore"):
            move = (to_scale(tested.panel, forecast) - tested.last_level) / tested.unit
        rank = np.where(missing, 0.0, np.nan_to_num(move, nan=-np.inf))
    return Said(forecast, int(missing.sum()), rank, figures, cost)


def compare(tested: Tested, said: dict[str, Said], ours: str = "ours") -> Scores:
    """Measure every method, and ours against each in the same resamples."""
    names = list(said)
    naive = np.abs(tested.actual - tested.last)
    errors = np.stack([np.abs(tested.actual - said[name].forecast) for name in names], axis=1)
    moved = tested.actual != tested.last
    rises = tested.actual[moved] > tested.last[moved]

    def measure(counts: Floats) -> dict[str, Floats]:
        found = weighted_errors(errors, naive, tested.code, tested.moment, counts)
        areas = [
            weighted_areas(said[name].rank[moved], rises, tested.moment[moved], counts)
            for name in names
        ]
        return found | {"auc": np.stack(areas, axis=1)}

    once = measure(np.ones((1, tested.moments)))
    value = {
        name: {part: float(once[part][0, place]) for part in MEASURES}
        for place, name in enumerate(names)
    }
    if ours not in said:
        return Scores(value, {})
    drawn = measure(draw_moments(tested.moments))
    own = names.index(ours)
    difference = {
        name: {
            part: (
                value[ours][part] - value[name][part],
                *interval(drawn[part][:, own] - drawn[part][:, place]),
            )
            for part in MEASURES
        }
        for place, name in enumerate(names)
        if name != ours
    }
    return Scores(value, difference)


@dataclass(frozen=True)
class Coverage:
    """The share of prices within an interval, its own 95 % interval, and rows that have none."""

    share: float
    low: float
    high: float
    without: int


def coverage(tested: Tested, figures: dict[str, Floats], level: int) -> Coverage:
    """Measure the share of prices within the interval of a level (percent)."""
    low, high = figures[f"low_{level}"], figures[f"high_{level}"]
    there = np.isfinite(low) & np.isfinite(high)
    inside = ((low <= tested.actual) & (tested.actual <= high))[there].astype(np.float64)
    hits, rows = (
        np.bincount(tested.moment[there], weights=weights, minlength=tested.moments)
        for weights in (inside, np.ones(len(inside)))
    )
    counts = draw_moments(tested.moments)
    ends = interval((counts @ hits) / (counts @ rows))
    return Coverage(float(inside.mean()), *ends, int((~there).sum()))


def calibration_error(probability: Floats, rises: Flags) -> float:
    """Return the expected calibration error over ten bins of equally many rows.

    Rows of equal probability share a bin (that of their mean rank), so that the order of rows
    makes no difference; Naeini, Cooper and Hauskrecht 2015 (AAAI).
    """
    number = _bins(probability)
    gap = np.bincount(number, weights=probability - rises, minlength=_BINS)
    return float(np.abs(gap).sum() / len(probability))


def error_of_chance(probability: Floats, rises: Flags, moment: Integers) -> tuple[float, float]:
    """Return the calibration error that true probabilities would show: its mean, its 95 % point.

    The gaps between rises and probabilities get random signs, one for each block of moments with
    all symbols in it, as symbols rise and fall together (wild cluster bootstrap; Cameron, Gelbach
    and Miller 2008, Review of Economics and Statistics 90): so on average there is no gap left,
    and all dependence within the blocks is.
    """
    random, number = np.random.default_rng(SEED), _bins(probability)
    cluster = moment // block_length(int(moment.max()) + 1)
    found = np.empty(_DRAWS)
    for draw in range(_DRAWS):
        signs = random.choice([-1.0, 1.0], int(cluster.max()) + 1)[cluster]
        gap = np.bincount(number, weights=(probability - rises) * signs, minlength=_BINS)
        found[draw] = np.abs(gap).sum() / len(probability)
    return float(found.mean()), float(np.quantile(found, 0.95))


def beyond_chance(error: float, of_chance: float) -> float:
    """Return what is left of a calibration error without the part that true probabilities show.

    Squares are subtracted, as of independent parts (Kumar, Liang and Ma 2019, NeurIPS 32).
    """
    return float(np.sqrt(max(error**2 - of_chance**2, 0.0)))


def _bins(probability: Floats) -> Integers:
    ordered = np.sort(probability)
    below = np.searchsorted(ordered, probability, side="left")
    through = np.searchsorted(ordered, probability, side="right")
    place = (below + through) / (2.0 * len(probability))
    return np.minimum((place * _BINS).astype(np.int64), _BINS - 1)
