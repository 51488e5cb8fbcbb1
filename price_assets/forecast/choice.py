"""Which candidate forecasts: the naive one, unless another is clearly better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from price_assets.checkpoints.model_document import Candidate

from .accuracy import skill_of
from .arrays import Floats, Integers
from .candidates import NAIVE, Recipe
from .direction import SCORES, Mix, fit_mix
from .features.table import Features
from .side_by_side import run_side_by_side
from .significance import diebold_mariano, panel_differences
from .targets import Targets
from .validation import Shares, Validation


@dataclass(frozen=True, eq=False)
class Choice:
    """The candidate chosen, and what the validation rows tell of it.

    Attributes
    ----------
    candidate, recipe, shrinkage, mix
        What to fit; see `Estimator`.
    strong
        Whether so much can be told that larger fits pay.
    candidates
        All that were tried, with their scores.
    rows
        Validation targets that the errors are of; shape (n,).
    residuals
        Price minus forecast of the chosen one, price units; shape (n,).
    """

    candidate: str
    recipe: Recipe
    shrinkage: float
    mix: Mix
    strong: bool
    candidates: list[Candidate]
    rows: Integers
    residuals: Floats


def choose(
    targets: Targets,
    features: Features,
    validation: Validation,
    recipes: Mapping[str, Recipe],
    significance: float,
) -> Choice:
    """Compare the candidates on the validation rows of all folds.

    A candidate passes if its loss is lower than the naive one's with a one-sided Diebold-Mariano
    test below `significance`. Each candidate is tested at this level, without correction for there
    being several, so that where nothing can be told one passes by chance somewhat more often than
    `significance` says; what is published of the chosen one is measured on other, later rows.
    Among those that pass the one of the highest skill is chosen: the mean absolute error in units
    of each symbol's naive error, so that no price level decides.
    """
    tried = run_side_by_side(
        {
            name: partial(_try, name, recipe, targets, features, validation)
            for name, recipe in recipes.items()
        }
    )
    errors = {name: residuals for name, (residuals, _) in tried.items()}
    scores = {name: score for name, (_, score) in tried.items()}
    passed = [
        name
        for name, score in scores.items()
        if score.p_value is not None
        and score.skill is not None
        and score.p_value < significance
        and score.skill > 0.0
        and score.shrinkage
    ]
    # The first of equals, and so the simplest.
    chosen = max(passed, key=lambda name: scores[name].skill or 0.0) if passed else NAIVE
    kept = np.ones(len(validation.rows), dtype=bool) if chosen == NAIVE else validation.fitted
    return Choice(
        candidate=chosen,
        recipe=recipes[chosen],
        shrinkage=scores[chosen].shrinkage or 0.0,
        mix=_mix(targets, features, validation),
        strong=validation.strong,
        candidates=[
            score.model_copy(update={"chosen": name == chosen}) for name, score in scores.items()
        ],
        rows=validation.rows[kept],
        residuals=errors[chosen][kept],
    )


def _try(
    name: str, recipe: Recipe, targets: Targets, features: Features, validation: Validation
) -> tuple[Floats, Candidate]:
    """Return the errors of a candidate on all validation rows, and its scores."""
    told = validation.fitted
    change, target = validation.change(recipe), features.target[validation.rows]
    shares = Shares(change[told], target[told])
    residuals = _residuals(change, shares, targets, features, validation)
    best = shares.best() if recipe.weights and told.any() else None
    return residuals, _score(name, recipe, residuals, best, targets, validation)


def _residuals(
    change: Floats, shares: Shares, targets: Targets, features: Features, validation: Validation
) -> Floats:
    """Return price minus forecast of every validation row, price units."""
    rows, told = validation.rows, validation.fitted
    believed = np.zeros(len(rows))
    for number in np.unique(validation.fold[told]):
        inside = validation.fold == number
        believed[inside] = shares.beside(validation.fold[told], int(number)) * change[inside]
    return np.asarray(targets.change[rows] - features.scale[rows] * believed)


def _score(
    name: str,
    recipe: Recipe,
    residuals: Floats,
    shrinkage: float | None,
    targets: Targets,
    validation: Validation,
) -> Candidate:
    # All candidates are compared on the same rows: those of folds where all could be fitted.
    told = validation.fitted
    rows = validation.rows[told]
    error, naive_error = np.abs(residuals[told]), np.abs(targets.change[rows])
    code = targets.code[rows]
    p_value = None
    if recipe.weights and len(rows):
        differences = panel_differences(error, naive_error, code, targets.moment[rows])
        p_value = diebold_mariano(differences, targets.overlap)
    return Candidate(
        name=name,
        description=recipe.description,
        mae=float(error.mean()) if len(rows) else None,
        skill=skill_of(error, naive_error, code),
        p_value=p_value,
        shrinkage=shrinkage,
        chosen=False,
    )


def _mix(targets: Targets, features: Features, validation: Validation) -> Mix:
    change = targets.change[validation.rows]
    told = validation.fitted & (change != 0.0) & features.usable[validation.rows]
    scores = {name: values[told] for name, values in validation.parts.items() if name in SCORES}
    return fit_mix(scores, change[told] > 0.0)
