"""The settings of the stage; Dagster's Config and the command line are made from this class."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Mode(StrEnum):
    """Whether to fit anew or to apply an existing model.

    The names are in small letters because Dagster's configuration takes a member by its name and
    the command line by its value: so both read alike.
    """

    train = "train"
    score = "score"
    auto = "auto"


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
        default=30.0,
        gt=0.0,
        le=1e9,
        description="L2 penalty of the linear model on standardised features (squared error)",
    )
    trees: int = Field(
        default=100,
        ge=1,
        le=5000,
        description="Trees of the boosted model (count)",
    )
    leaves: int = Field(
        default=15,
        ge=2,
        le=1024,
        description="Leaves of each tree of the boosted model (count)",
    )
    learning_rate: float = Field(
        default=0.08,
        gt=0.0,
        le=1.0,
        description="Share of each tree's correction that the boosted model takes (0 to 1)",
    )
    seed: int = Field(
        default=0,
        ge=0,
        le=2**31 - 1,
        description="Seed of the row and feature samples that each tree of the boosted model sees",
    )

    def shaping(self) -> dict[str, Any]:
        """Return what shapes the fit, as plain JSON: the document's ``params``.

        `mode` and `auto_share` decide only whether to fit, so one table gives one model whatever
        they are.
        """
        return TrainSettings.model_validate(
            {name: getattr(self, name) for name in TrainSettings.model_fields}
        ).model_dump(mode="json", exclude={"mode", "auto_share"})
