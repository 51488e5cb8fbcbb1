"""Forecasts of rows that the forecaster has not seen: on the folds to choose by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from .arrays import Flags, Floats, Integers
from .candidates import Recipe
from .cut import Fold
from .day_ahead.of_panel import RISE_PART
from .effort import STRONG_SKILL, Effort, first_effort, strong_effort
from .features.table import Features
from .parts import DIRECTION_PARTS, fit_parts, part_values
from .settings import TrainSettings
from .side_by_side import run_side_by_side

_FIRST_SHRINKAGE = 0.5


@dataclass(frozen=True, eq=False)
class Validation:
    """What each fitted part said of the validation rows, fold after fold.

    Attributes
    ----------
    rows
        Targets of all folds, in the order of folds; shape (n,).
    fold
        Number of the fold of each; shape (n,).
    fitted
        Whether there was enough before the fold to fit the parts; shape (n,).
    parts
        What each part says (see `part_values`), 0 where it could not be fitted; shape (n,).
    strong
        Whether so much can be told that larger fits pay.
    """

    rows: Integers
    fold: Integers
    fitted: Flags
    parts: dict[str, Floats]
    strong: bool

    def change(self, recipe: Recipe) -> Floats:
        """Return a candidate's forecast change, before shrinkage."""
        out = np.zeros(len(self.rows))
        for name, weight in recipe.weights.items():
            out += weight * self.parts[name]
        return out


def validate(
    features: Features,
    moment: Integers,
    folds: list[Fold],
    recipes: Mapping[str, Recipe],
    settings: TrainSettings,
) -> Validation:
    """Fit every part before each fold, and let it forecast the fold.

    First with small boosted fits; if their forecasts are much better than naive, anew with larger
    ones.
    """
    parts = sorted({name for recipe in recipes.values() for name in recipe.weights})
    # Where whole days are forecast the direction follows from that, and nothing is to be fitted.
    parts += [RISE_PART] if RISE_PART in features.given else DIRECTION_PARTS
    most = max((int(fold.training.sum()) for fold in folds), default=0)
    first = first_effort(most, settings)
    found = _validate(features, moment, folds, parts, settings, first)
    skills = [_skill(found, features, recipe) for recipe in recipes.values()]
    if max(skills, default=0.0) < STRONG_SKILL:
        return found
    larger = strong_effort(settings, final=False)
    if larger == first:
        return replace(found, strong=True)
    return replace(_validate(features, moment, folds, parts, settings, larger), strong=True)


def _validate(
    features: Features,
    moment: Integers,
    folds: list[Fold],
    parts: list[str],
    settings: TrainSettings,
    effort: Effort,
) -> Validation:
    jobs = {
        number: partial(_forecast_fold, features, moment, parts, settings, effort, fold)
        for number, fold in enumerate(folds)
    }
    told = list(run_side_by_side(jobs, "train: folds to choose by").values())
    return Validation(
        rows=_joined([fold.rows for fold in told], np.int64),
        fold=np.repeat(np.arange(len(told)), [len(fold.rows) for fold in told]),
        fitted=_joined([fold.fitted for fold in told], np.bool_),
        parts={name: _joined([fold.values[name] for fold in told], np.float64) for name in parts},
        strong=False,
    )


def _skill(validation: Validation, features: Features, recipe: Recipe) -> float:
    """Return by how much the forecasts as they are beat naive, in typical changes."""
    told = validation.fitted & features.usable[validation.rows]
    target = features.target[validation.rows[told]]
    off = np.abs(target - validation.change(recipe)[told]).sum()
    return 1.0 - float(off / max(np.abs(target).sum(), 1e-300))


@dataclass(frozen=True, eq=False)
class _Told:
    """What was forecast of one fold; arrays of shape (n,)."""

    rows: Integers
    values: dict[str, Floats]
    fitted: Flags


def _forecast_fold(
    features: Features,
    moment: Integers,
    parts: list[str],
    settings: TrainSettings,
    effort: Effort,
    fold: Fold,
) -> _Told:
    rows = np.flatnonzero(fold.rows)
    taken = features.take(rows)
    usable = taken.usable
    fitted = None
    if len(rows):
        fitted = fit_parts(parts, features, moment, fold.training, settings, effort)
    there = np.full(len(rows), fitted is not None)
    if RISE_PART in features.given:
        # Models of whole days begin to forecast at a day of their own.
        there &= usable
    values = {}
    for name in parts:
        known = fitted is not None and (name in fitted or name in features.given)
        found = part_values(name, fitted or {}, taken) if known else np.zeros(len(rows))
        values[name] = np.where(usable, found, 0.0)
    return _Told(rows, values, there)


class Shares:
    """How much of a candidate's forecast change to believe, by what came.

    Parameters
    ----------
    change
        Forecast change, in typical changes; shape (n,).
    target
        What came, in the same unit; NaN where unknown; shape (n,).
    """

    def __init__(self, change: Floats, target: Floats) -> None:
        judged = np.flatnonzero(np.isfinite(target) & (change != 0.0))
        with np.errstate(over="ignore"):
            ratio = target[judged] / change[judged]
        # Sorted once for all the parts that are asked for.
        order = np.argsort(ratio, kind="stable")
        self._row, self._ratio = judged[order], ratio[order]
        self._weight = np.abs(change[judged])[order]

    def best(self, counted: Flags | None = None) -> float:
        """Find the share that leaves the least absolute error over the rows that count.

        Parameters
        ----------
        counted
            Shape (n,); all if None.

        Returns
        -------
        float
            Between 0 (the naive forecast) and 1: the median of target / change weighted by
            ``abs(change)``, which minimises ``sum abs(target - share * change)``.
        """
        inside = slice(None) if counted is None else counted[self._row]
        weights = np.cumsum(self._weight[inside])
        if not len(weights):
            return 0.0
        middle = int(np.searchsorted(weights, weights[-1] / 2.0))
        return float(np.clip(self._ratio[inside][middle], 0.0, 1.0))

    def beside(self, fold: Integers, number: int) -> float:
        """Find the share for a fold from the other folds; half where there is no other."""
        other = fold != number
        return self.best(other) if other.any() else _FIRST_SHRINKAGE


def _joined(parts: list[Any], dtype: type) -> Any:
    return np.concatenate([np.zeros(0, dtype=dtype), *parts])
