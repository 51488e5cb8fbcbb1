"""Which candidate forecasts: the naive one, unless another is clearly better."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from price_assets.checkpoints.model_document import Candidate

from .accuracy import skill_of
from .arrays import Floats
from .backtest import Validation, fit_shrinkage, shrinkage_before
from .direction import fit_stack
from .estimator import CANDIDATES, DESCRIPTIONS, CandidateName, Stack
from .features import Features
from .panel import Steps
from .significance import diebold_mariano, panel_differences


@dataclass(frozen=True, eq=False)
class Choice:
    """The candidate chosen, and what the validation rows tell of it.

    Attributes
    ----------
    candidate, shrinkage, stack
        What to fit; see `Estimator`.
    candidates
        All that were tried, with their scores.
    residuals, volatility
        Errors of the chosen one on the validation rows, and their unit, price units; shape (n,).
    """

    candidate: CandidateName
    shrinkage: float
    stack: Stack
    candidates: list[Candidate]
    residuals: Floats
    volatility: Floats


def choose(steps: Steps, features: Features, validation: Validation, significance: float) -> Choice:
    """Compare the candidates on the validation rows of all folds.

    A candidate passes if its loss is lower than the naive one's with a one-sided Diebold-Mariano
    test below `significance`. Each candidate is tested at this level, without correction for there
    being several, so that where nothing can be told one passes by chance somewhat more often than
    `significance` says; what is published of the chosen one is measured on other, later rows.
    Among those that pass the one of the highest skill is chosen: the mean absolute error in units
    of each symbol's naive error, so that no price level decides.
    """
    errors = {name: _residuals(name, steps, features, validation) for name in CANDIDATES}
    scores = {
        name: _score(name, residuals, steps, validation) for name, residuals in errors.items()
    }
    passed = [
        name
        for name, score in scores.items()
        if score.p_value is not None
        and score.skill is not None
        and score.p_value < significance
        and score.skill > 0.0
        and _shrinkage(name, features, validation) > 0.0
    ]
    # The first of equals, and so the simplest.
    chosen: CandidateName = "naive"
    if passed:
        chosen = max(passed, key=lambda name: scores[name].skill or 0.0)
    return Choice(
        candidate=chosen,
        shrinkage=_shrinkage(chosen, features, validation),
        stack=_stack(chosen, steps, features, validation),
        candidates=[
            score.model_copy(update={"chosen": name == chosen}) for name, score in scores.items()
        ],
        residuals=errors[chosen] if chosen == "naive" else errors[chosen][validation.fitted],
        volatility=features.volatility[
            validation.rows if chosen == "naive" else validation.rows[validation.fitted]
        ],
    )


def _residuals(
    name: CandidateName, steps: Steps, features: Features, validation: Validation
) -> Floats:
    """Return price minus forecast of every validation row, price units."""
    rows, change = validation.rows, validation.change(name)
    target = features.target[rows]
    believed = np.zeros(len(rows))
    told = validation.fitted
    for number in np.unique(validation.fold[told]):
        share = shrinkage_before(change[told], target[told], validation.fold[told], int(number))
        inside = validation.fold == number
        believed[inside] = share * change[inside]
    return np.asarray(steps.change[rows] - features.scale[rows] * believed)


def _score(
    name: CandidateName, residuals: Floats, steps: Steps, validation: Validation
) -> Candidate:
    # All candidates are compared on the same rows: those of folds where all could be fitted.
    told = validation.fitted
    rows = validation.rows[told]
    error, naive_error = np.abs(residuals[told]), np.abs(steps.change[rows])
    code = steps.code[rows]
    p_value = None
    if name != "naive":
        p_value = diebold_mariano(panel_differences(error, naive_error, code, steps.time[rows]))
    return Candidate(
        name=name,
        description=DESCRIPTIONS[name],
        mae=float(error.mean()) if len(rows) else None,
        skill=skill_of(error, naive_error, code),
        p_value=p_value,
        chosen=False,
    )


def _shrinkage(name: CandidateName, features: Features, validation: Validation) -> float:
    if name == "naive":
        return 0.0
    told = validation.fitted
    return fit_shrinkage(validation.change(name)[told], features.target[validation.rows[told]])


def _stack(name: CandidateName, steps: Steps, features: Features, validation: Validation) -> Stack:
    change = steps.change[validation.rows]
    told = np.isfinite(validation.logit) & (change != 0.0) & features.usable[validation.rows]
    return fit_stack(validation.logit[told], validation.change(name)[told], change[told] > 0.0)
