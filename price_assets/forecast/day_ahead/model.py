"""The last fits of a day's models, as plain JSON: all that later days are forecast from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from price_assets.forecast.arrays import Floats
from price_assets.forecast.estimators.boosting import BoostedModel
from price_assets.forecast.estimators.linear import Finite

from .days import FIRST_DAY, KNOWN_LAGS, PRICE_LAGS, Days
from .mixture import ERROR_DAYS, mixed, without_bias
from .trees import VARIANTS, forecast_trees, tree_columns, tree_inputs
from .windows import WINDOWS, WindowFit

ERROR_LAG = 7
#: The parts that candidates are made of.
MEMBER_PARTS = ("day_linear", "day_boosting", "day_residual_boosting", "day_average")
Row = list[Finite]


@dataclass(frozen=True, eq=False)
class Members:
    """What was forecast of every day, by member; shape (D, H) each, NaN where nothing was.

    Attributes
    ----------
    linear
        Mean of the windows' linear models.
    trees
        The boosted variants by name.
    before_bias, mean
        The weighted mean of all, and the same with a part of its recent error made good.
    """

    linear: Floats
    trees: dict[str, Floats]
    before_bias: Floats
    mean: Floats

    def parts(self) -> dict[str, Floats]:
        """Return the forecasts that candidates are made of, by the candidate's name."""
        residual = np.mean([self.trees[n] for n, v in VARIANTS.items() if v.residual], axis=0)
        direct = np.mean([self.trees[n] for n, v in VARIANTS.items() if not v.residual], axis=0)
        return dict(zip(MEMBER_PARTS, (self.linear, direct, residual, self.mean), strict=True))

    def continued(self, later: Members, end: int) -> Members:
        """Take these before the day `end`, and `later` ones from then on."""

        def both(one: Floats, other: Floats) -> Floats:
            return np.concatenate([one[:end], other[end:]])

        return Members(
            linear=both(self.linear, later.linear),
            trees={name: both(told, later.trees[name]) for name, told in self.trees.items()},
            before_bias=both(self.before_bias, later.before_bias),
            mean=both(self.mean, later.mean),
        )


class WindowPart(BaseModel):
    """A linear model of all steps of a day; see `WindowFit`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    centre: Row
    scale: list[Annotated[Finite, Field(gt=0.0)]]
    coefficients: list[Row]
    intercept: Row
    out_centre: Row
    out_scale: list[Annotated[Finite, Field(gt=0.0)]]

    @classmethod
    def of(cls, fit: WindowFit) -> Self:
        """Turn a fit into plain JSON data."""
        names = WindowFit.__dataclass_fields__
        return cls.model_validate({name: getattr(fit, name).tolist() for name in names})

    def fit(self) -> WindowFit:
        """Turn it back."""
        names = WindowFit.__dataclass_fields__
        return WindowFit(**{name: np.asarray(getattr(self, name), np.float64) for name in names})


class DayAheadModel(BaseModel):
    """The last fits of one symbol, with what they said of the last days that they learnt from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    end: int = Field(description="First day that was not learnt from: days since 1970")
    slots: int = Field(ge=1, description="Steps of a day")
    known_ahead: int = Field(ge=0, description="How many columns are known ahead")
    windows: list[WindowPart]
    trees: dict[str, BoostedModel] = Field(description="By variant")
    weights: list[Annotated[Finite, Field(ge=0.0)]] = Field(
        description="Of the linear mean and of each variant in the weighted mean"
    )
    recent_linear: list[list[Row]] = Field(
        description="Forecasts of each window for the seven days before `end`, made before them"
    )
    recent_mean: list[Row] = Field(
        description="Weighted means for the days before `end` whose errors are still looked at"
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        slots, inputs = self.slots, self.slots * self._lags() + 7
        columns = tree_columns(self.known_ahead, len(WINDOWS))
        expected = {
            "windows": len(self.windows) == len(WINDOWS),
            "coefficients": all(
                np.shape(part.coefficients) == (inputs, slots)
                and len(part.centre) == len(part.scale) == inputs
                and len(part.intercept) == len(part.out_centre) == len(part.out_scale) == slots
                for part in self.windows
            ),
            "trees": set(self.trees) == set(VARIANTS)
            and all(tree.columns_needed == columns for tree in self.trees.values()),
            "weights": len(self.weights) == 1 + len(VARIANTS),
            "recent_linear": np.shape(self.recent_linear) == (len(WINDOWS), ERROR_LAG, slots),
            "recent_mean": np.shape(self.recent_mean) == (ERROR_DAYS, slots),
        }
        for name, right in expected.items():
            if not right:
                raise ValueError(f"{name} is not of the shape that the other parts need")
        return self

    def _lags(self) -> int:
        return len(PRICE_LAGS) + len(KNOWN_LAGS) * self.known_ahead

    def can_forecast(self, days: Days) -> bool:
        """Tell whether a calendar reaches as far back as the forecasts need, and as far on."""
        first = self.end - int(days.number[0])
        same = days.prices.shape[1] == self.slots and days.known.shape[2] == self.known_ahead
        return same and FIRST_DAY + ERROR_DAYS <= first < len(days.number)

    def forecast(self, days: Days) -> Members:
        """Forecast the days from `end` on; NaN before.

        Each day from the prices before it, and from what is known ahead of it.
        """
        first = int(self.end - days.number[0])
        linear = np.full((len(self.windows), *days.prices.shape), np.nan)
        linear[:, first - ERROR_LAG : first] = self.recent_linear
        inputs = days.inputs()[first:]
        for number, part in enumerate(self.windows):
            linear[number, first:] = part.fit().forecast(inputs)
        table, middle = tree_inputs(days, linear), linear.mean(axis=0)
        later = slice(first, len(days.number))
        trees = {}
        for name, variant in VARIANTS.items():
            told = np.full(days.prices.shape, np.nan)
            told[later] = forecast_trees(
                self.trees[name], variant, table, days.prices, middle, later
            )
            trees[name] = told
        members = np.stack([middle, *trees.values()])[:, later]
        weights = np.tile(self.weights, (members.shape[1], 1))
        before_bias = np.full(days.prices.shape, np.nan)
        before_bias[first - ERROR_DAYS : first] = self.recent_mean
        before_bias[later] = mixed(members, weights)
        mean = before_bias.copy()
        mean[first - ERROR_DAYS :] = without_bias(
            before_bias[first - ERROR_DAYS :], days.actual[first - ERROR_DAYS :]
        )
        return Members(
            linear=np.where(np.arange(len(middle))[:, None] >= first, middle, np.nan),
            trees=trees,
            before_bias=before_bias,
            mean=mean,
        )
