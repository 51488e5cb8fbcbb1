"""All that scoring needs, as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from price_assets.checkpoints import PriceAssetsError

from .arrays import Flags, Floats, Integers
from .boosting import Boosted, fit_boosted
from .features import NAMES, Features
from .linear import Finite, Linear, fit_logistic, fit_ridge
from .settings import TrainSettings

#: Fewer rows than these are no basis for a fit.
LEAST_ROWS_TO_FIT = 50

PartName = Literal["ridge", "boosting"]
CandidateName = Literal["naive", "ridge", "boosting", "blend"]

#: What each candidate is made of: the weights of the fitted parts in its forecast of the change.
CANDIDATES: dict[CandidateName, dict[PartName, float]] = {
    "naive": {},
    "ridge": {"ridge": 1.0},
    "boosting": {"boosting": 1.0},
    "blend": {"ridge": 0.5, "boosting": 0.5},
}
DESCRIPTIONS: dict[CandidateName, str] = {
    "naive": "the last price",
    "ridge": "linear model with an L2 penalty (scikit-learn) on past changes and the calendar",
    "boosting": "gradient-boosted trees for the absolute error (LightGBM) on the same features",
    "blend": "mean of the linear and the boosted model",
}


class Stack(BaseModel):
    """Log-odds of a rise from the logistic model and the forecast change (Wolpert 1992)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    intercept: Finite = 0.0
    of_logit: Finite = 1.0
    of_change: Finite = 0.0

    def probability(self, logit: Floats, change: Floats) -> Floats:
        """Return the probability of a rise, given a change."""
        odds = self.intercept + self.of_logit * logit + self.of_change * change
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))))


class Estimator(BaseModel):
    """A fitted model: everything that turns clean prices into forecasts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: Literal["price_assets estimator/1"] = "price_assets estimator/1"
    features: list[str] = Field(description="Names of the features, in their order")
    candidate: CandidateName
    shrinkage: Annotated[Finite, Field(ge=0.0, le=1.0)] = Field(
        description="Share of the forecast change that is believed"
    )
    ridge: Linear | None = None
    boosting: Boosted | None = None
    logistic: Linear | None = None
    stack: Stack = Stack()
    quantiles: dict[str, Annotated[Finite, Field(ge=0.0)]] = Field(
        default_factory=dict,
        description="Half widths of the intervals in units of recent volatility, by level",
    )

    def change(self, features: Features, rows: Integers) -> Floats:
        """Forecast the change of some targets, before shrinkage, in typical changes."""
        out = np.zeros(len(rows))
        for name, weight in CANDIDATES[self.candidate].items():
            part = getattr(self, name)
            out += weight * part.predict(features, rows)
        return np.where(features.usable[rows], out, 0.0)

    def probability_of_rise(self, features: Features, rows: Integers, change: Floats) -> Floats:
        """Return the probability that the price rises, given that it changes; .5 is no idea."""
        if self.logistic is None:
            return np.full(len(rows), 0.5)
        logit = self.logistic.predict(features, rows)
        return np.where(features.usable[rows], self.stack.probability(logit, change), 0.5)


def fit_part(
    name: PartName | Literal["logistic"],
    features: Features,
    training: Flags,
    settings: TrainSettings,
) -> Linear | Boosted | None:
    """Fit one part on the usable targets among `training`.

    Returns
    -------
    Linear, Boosted or None
        None where there is too little to learn from.
    """
    rows = np.flatnonzero(training & features.usable)
    if name == "logistic":
        rows = rows[features.target[rows] != 0.0]
        rises = features.target[rows] > 0.0
        if min(int(rises.sum()), len(rows) - int(rises.sum())) < LEAST_ROWS_TO_FIT // 5:
            return None
    if len(rows) < LEAST_ROWS_TO_FIT:
        return None
    if name == "logistic":
        return fit_logistic(features, rows, rises)
    if name == "ridge":
        return fit_ridge(features, rows, settings.ridge_penalty)
    return fit_boosted(features, rows, settings)


def read_estimator(plain: Mapping[str, Any]) -> Estimator:
    """Read the estimator of a model document and make sure that it can be applied.

    Raises
    ------
    PriceAssetsError
        If it is not what this version writes.
    """
    try:
        estimator = Estimator.model_validate(plain)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise PriceAssetsError(
            f"the model's estimator cannot be read: {where}: {first['msg']}; train the model again"
        ) from error
    if tuple(estimator.features) != NAMES:
        raise PriceAssetsError(
            "the model's estimator was made from other features than this version makes; train "
            "the model again"
        )
    for name in CANDIDATES[estimator.candidate]:
        if getattr(estimator, name) is None:
            raise PriceAssetsError(
                f"the model's estimator has no part '{name}', which its candidate "
                f"'{estimator.candidate}' needs; train the model again"
            )
    if estimator.boosting is not None:
        estimator.boosting.check()
    return estimator
