"""The settings of the stage; Dagster's Config and the command line are made from this class."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, field_validator


class Mode(StrEnum):
    """Whether to fit anew or to apply an existing model.

    The names are in small letters because Dagster's configuration takes a member by its name and
    the command line by its value: so both read alike.
    """

    train = "train"
    score = "score"
    auto = "auto"


class Origin(StrEnum):
    """When forecasts are made; small letters as in `Mode`."""

    every = "every"
    daily = "daily"


class TrainSettings(BaseModel):
    """How the model is made; every field but `mode` and `auto_share` shapes the fit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mode: Mode = Field(
        default=Mode.train,
        description="train: fit anew. score: apply the existing model. auto: score while the "
        "existing model's rows stand unchanged and are enough of the present ones, else train",
    )
    auto_share: float = Field(
        default=0.95,
        ge=0.0,
        le=1.0,
        description="In mode auto: least share of the present rows that the existing model was "
        "trained on (0 to 1)",
    )
    horizon: int = Field(
        default=1,
        ge=1,
        le=1000,
        description="Steps ahead to forecast: prices, of whatever frequency they are (count)",
    )
    origin: Origin = Field(
        default=Origin.every,
        description="every: a forecast can be made after each price. daily: once a day, of the "
        "next `horizon` steps at once, from what was known before the day's first, as day-ahead "
        "markets need",
    )
    origin_hour: int = Field(
        default=0,
        ge=0,
        le=23,
        description="With origin daily: hour of the day that the first forecast step is for, or "
        "the next that there is (0 to 23)",
    )
    timezone: str | None = Field(
        default=None,
        description="IANA name of the time zone whose clock counts for origin_hour and for the "
        "hours and days of the calendar, where timestamps are in UTC (such as Europe/Oslo)",
    )
    seasonal_periods: list[Annotated[int, Field(ge=2, le=100_000)]] = Field(
        default=[],
        max_length=3,
        description="Seasonal periods (counts of steps, such as 24 168); told from the timestamps "
        "where none is given",
    )
    known_ahead: list[str] = Field(
        default=[],
        max_length=50,
        description="Numeric columns known before the price is, such as a load forecast or a "
        "planned price: used at the forecast's own time, which needs rows ahead without a price",
    )
    use_extras: bool = Field(
        default=True,
        description="Use the past values of the table's other numeric columns, such as volume",
    )
    forecaster: str | None = Field(
        default=None,
        description="An estimator of your own, as package.module:Class, with scikit-learn's fit "
        "and predict: one more candidate",
    )
    test_from: str | None = Field(
        default=None,
        description="First timestamp of the measured span (ISO 8601); in place of test_share",
    )
    refit_every: int = Field(
        default=0,
        ge=0,
        le=10_000,
        description="Days after which the model is fitted anew within the measured span, as it is "
        "in daily use; 0: one fit before it, but for models of whole days, whose linear parts are "
        "fitted anew every 7 days and whose trees every 91 (days)",
    )
    test_share: float = Field(
        default=0.2,
        gt=0.0,
        lt=1.0,
        description="Share of the calendar (of the days on which there are prices, the latest) "
        "kept from fit and choice to measure on (0 to 1)",
    )
    folds: int = Field(
        default=3,
        ge=1,
        le=20,
        description="Expanding validation folds before the measured span (count)",
    )
    significance: float = Field(
        default=0.05,
        gt=0.0,
        lt=0.5,
        description="Largest p-value of the Diebold-Mariano test at which a candidate counts as "
        "better than the naive forecast; each candidate is tested at this level, without "
        "correction for there being several (probability)",
    )
    ridge_penalty: float = Field(
        default=300.0,
        gt=0.0,
        le=1e9,
        description="L2 penalty of the linear model on standardised features, for each row that a "
        "moment has on the mean (squared error)",
    )
    trees: int | None = Field(
        default=None,
        ge=1,
        le=5000,
        description="Trees of the boosted models (count); 60 to 400, by how much can be told, "
        "where none is given",
    )
    leaves: int | None = Field(
        default=None,
        ge=2,
        le=1024,
        description="Leaves of each tree of the boosted models (count); 8 to 63 where none is "
        "given",
    )
    learning_rate: float | None = Field(
        default=None,
        gt=0.0,
        le=1.0,
        description="Share of each tree's correction that the boosted models take (0 to 1); 0.05 "
        "or 0.06 where none is given",
    )
    seed: int = Field(
        default=0,
        ge=0,
        le=2**31 - 1,
        description="Seed of the row and feature samples that each tree of the boosted model sees",
    )

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, name: str | None) -> str | None:
        if name is not None:
            try:
                ZoneInfo(name)
            except (ValueError, OSError, ZoneInfoNotFoundError) as error:
                raise ValueError(
                    f"there is no time zone {name!r}; expected an IANA name such as Europe/Oslo"
                ) from error
        return name

    @field_validator("forecaster")
    @classmethod
    def _names_a_class(cls, name: str | None) -> str | None:
        if name is not None and not re.fullmatch(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*", name):
            raise ValueError(f"{name!r} is no package.module:Class")
        return name

    def shaping(self) -> dict[str, Any]:
        """Return what shapes the fit, as plain JSON: the document's ``params``.

        `mode` and `auto_share` decide only whether to fit, so one table gives one model whatever
        they are.
        """
        return TrainSettings.model_validate(
            {name: getattr(self, name) for name in TrainSettings.model_fields}
        ).model_dump(mode="json", exclude={"mode", "auto_share"})
