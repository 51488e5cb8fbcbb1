"""Forecasts of rows that the forecaster has not seen: on the folds to choose, then on the rest."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import numpy as np
from threadpoolctl import threadpool_limits

from .arrays import Flags, Floats, Integers
from .cut import Fold
from .estimator import (
    CANDIDATES,
    CandidateName,
    Estimator,
    PartName,
    Stack,
    fit_part,
)
from .features import NAMES, Features
from .settings import TrainSettings

_PARTS: tuple[PartName, ...] = ("ridge", "boosting")
# Before any fold has told, the forecast change is believed by half: the mean with the naive one.
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
        Forecast change in typical changes by part, 0 where it could not be fitted; shape (n,).
    logit
        Log-odds of a rise, NaN where it could not be fitted; shape (n,).
    """

    rows: Integers
    fold: Integers
    fitted: Flags
    parts: dict[PartName, Floats]
    logit: Floats

    def change(self, candidate: CandidateName) -> Floats:
        """Return a candidate's forecast change, before shrinkage."""
        out = np.zeros(len(self.rows))
        for name, weight in CANDIDATES[candidate].items():
            out += weight * self.parts[name]
        return out


def validate(features: Features, folds: list[Fold], settings: TrainSettings) -> Validation:
    """Fit every part before each fold, and let it forecast the fold."""
    # Each fold is fitted by one thread, so how many run side by side changes no figure. The last
    # has most to learn from and goes first, so that no processor waits for it at the end.
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        told = list(pool.map(partial(_forecast_fold, features, settings), reversed(folds)))
    told.reverse()
    return Validation(
        rows=_joined([fold.rows for fold in told], np.int64),
        fold=np.repeat(np.arange(len(told)), [len(fold.rows) for fold in told]),
        fitted=_joined([np.full(len(fold.rows), fold.fitted) for fold in told], np.bool_),
        parts={name: _joined([fold.changes[name] for fold in told], np.float64) for name in _PARTS},
        logit=_joined([fold.logit for fold in told], np.float64),
    )


@dataclass(frozen=True, eq=False)
class _Told:
    """What was forecast of one fold; arrays of shape (n,)."""

    rows: Integers
    changes: dict[PartName, Floats]
    logit: Floats
    fitted: bool


def _forecast_fold(features: Features, settings: TrainSettings, fold: Fold) -> _Told:
    rows = np.flatnonzero(fold.rows)
    usable = features.usable[rows]
    changes: dict[PartName, Floats] = {}
    complete = bool(len(rows))
    # A thread that is new has limits of its own for OpenMP.
    with threadpool_limits(limits=1):
        for name in _PARTS:
            model = fit_part(name, features, fold.training, settings) if complete else None
            complete = model is not None
            change = np.zeros(len(rows)) if model is None else model.predict(features, rows)
            changes[name] = np.where(usable, change, 0.0)
        logistic = fit_part("logistic", features, fold.training, settings) if complete else None
        logit = np.nan if logistic is None else logistic.predict(features, rows)
    return _Told(rows, changes, np.where(usable, logit, np.nan), complete)


def fit_estimator(
    candidate: CandidateName,
    shrinkage: float,
    stack: Stack,
    features: Features,
    training: Flags,
    settings: TrainSettings,
) -> Estimator:
    """Fit what the chosen candidate needs, and the direction, on the rows of `training`."""
    needed: list[PartName | Literal["logistic"]] = [*CANDIDATES[candidate], "logistic"]
    fitted = {name: fit_part(name, features, training, settings) for name in needed}
    return Estimator.model_validate(
        {
            "features": list(NAMES),
            "candidate": candidate,
            "shrinkage": shrinkage,
            "stack": stack,
            **fitted,
        }
    )


def shrinkage_before(change: Floats, target: Floats, fold: Integers, number: int) -> float:
    """Tell how much of a candidate's forecast change to believe in a fold, from earlier folds."""
    earlier = fold < number
    if not earlier.any():
        return _FIRST_SHRINKAGE
    return fit_shrinkage(change[earlier], target[earlier])


def fit_shrinkage(change: Floats, target: Floats) -> float:
    """Find the share of a forecast change that leaves the least absolute error.

    Parameters
    ----------
    change
        Forecast change, in typical changes; shape (n,).
    target
        What came, in the same unit; NaN where unknown; shape (n,).

    Returns
    -------
    float
        Between 0 (the naive forecast) and 1: the median of target / change weighted by
        ``abs(change)``, which minimises ``sum abs(target - share * change)``.
    """
    judged = np.isfinite(target) & (change != 0.0)
    if not judged.any():
        return 0.0
    with np.errstate(over="ignore"):
        ratio = target[judged] / change[judged]
    order = np.argsort(ratio, kind="stable")
    weights = np.cumsum(np.abs(change[judged])[order])
    middle = int(np.searchsorted(weights, weights[-1] / 2.0))
    return float(np.clip(ratio[order[middle]], 0.0, 1.0))


def _joined(parts: list[Any], dtype: type) -> Any:
    return np.concatenate([np.zeros(0, dtype=dtype), *parts])
