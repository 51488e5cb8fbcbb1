"""All that scoring needs, as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from price_assets.checkpoints import PriceAssetsError
from price_assets.checkpoints.model_document import Rhythm

from .arrays import Floats
from .day_ahead.model import MEMBER_PARTS, DayAheadModel
from .day_ahead.of_panel import RISE_PART
from .direction import Mix
from .estimators.boosting import BoostedModel
from .estimators.custom import CustomModel
from .estimators.linear import Finite, LinearModel
from .features.table import Taken
from .parts import part_values


class Estimator(BaseModel):
    """A fitted model: everything that turns clean prices into forecasts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: Literal["price_assets estimator/2"] = "price_assets estimator/2"
    symbols: list[str] = Field(description="Those that the fit knows by name")
    frequencies: list[Rhythm] = Field(
        min_length=1, description="Those that the fit knows, the most usual first"
    )
    extras: list[str] = Field(description="Columns whose past is used")
    features: list[str] = Field(description="Names of the features, in their order")
    candidate: str
    weights: dict[str, Finite] = Field(description="Of each part in the forecast change")
    shrinkage: Annotated[Finite, Field(ge=0.0, le=1.0)] = Field(
        description="Share of the forecast change that is believed"
    )
    parts: dict[str, LinearModel | BoostedModel | CustomModel]
    days: dict[str, DayAheadModel] = Field(
        default_factory=dict, description="Models of whole days, by symbol"
    )
    mix: Mix = Mix()
    quantiles: dict[str, Annotated[Finite, Field(ge=0.0)]] = Field(
        default_factory=dict,
        description="Half widths of the intervals in units of recent volatility, by level",
    )

    def change(self, taken: Taken) -> Floats:
        """Forecast the change of some targets, before shrinkage, in typical changes."""
        out = np.zeros(len(taken.rows))
        for name, weight in self.weights.items():
            out += weight * part_values(name, dict(self.parts), taken)
        return np.where(taken.usable, out, 0.0)

    def rise_score(self, taken: Taken) -> Floats:
        """Return what `mix` turns into the probability of a rise; 0 where nothing is known."""
        parts = dict(self.parts)
        scores = {name: part_values(name, parts, taken) for name in self.mix.weights}
        return np.where(taken.usable, self.mix.score(scores, len(taken.rows)), 0.0)


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
    depth = max(len(item.seasonal_periods) for item in estimator.frequencies)
    given = {f"season_{number}" for number in range(1, depth + 1)}
    if estimator.days:
        given |= {*MEMBER_PARTS, RISE_PART}
    for name in [*estimator.weights, *estimator.mix.weights]:
        if name not in estimator.parts and name not in given:
            raise PriceAssetsError(
                f"the model's estimator has no part '{name}', which its candidate "
                f"'{estimator.candidate}' needs; train the model again"
            )
    count = len(estimator.features)
    for name, part in estimator.parts.items():
        if part.columns_needed > count:
            raise PriceAssetsError(
                f"the model's part '{name}' expects {part.columns_needed} features, and there are "
                f"{count}; train the model again"
            )
    return estimator
