"""The ways to forecast that are in the race."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .day_ahead.model import MEMBER_PARTS
from .settings import TrainSettings

NAIVE = "naive"
_WHOLE_DAYS = (
    "mean of linear models of all steps of a day (the LEAR form), each calibrated on a window of "
    "its own length, anew as days pass",
    "gradient-boosted trees for the absolute error (LightGBM) of each step of a day, fitted anew "
    "as days pass",
    "those linear models, and boosted trees on what they leave",
    "mean of the last three, weighted by their errors in the year before, and a part of the error "
    "of the last three weeks made good",
)


@dataclass(frozen=True)
class Recipe:
    """What a candidate is made of.

    Attributes
    ----------
    weights
        The weight of each part in the forecast change, by the part's name: a season (``season_1``),
        ``linear``, ``boosting``, ``residual``, ``custom`` or one of the models of whole days; none
        for naive.
    description
        In words, for people.
    """

    weights: Mapping[str, float]
    description: str


def list_candidates(
    seasons: list[str], whole_days: bool, settings: TrainSettings
) -> dict[str, Recipe]:
    """List the candidates that these prices allow, the simplest first.

    Parameters
    ----------
    seasons
        What the seasonal periods are called, such as ``24 steps``.
    whole_days
        Whether there are forecasts of whole days, from models that are fitted anew as days pass.
    settings
        `forecaster`, if there is one.
    """
    found = {NAIVE: Recipe({}, "the last price before the origin")}
    for number, period in enumerate(seasons, start=1):
        name = "seasonal_naive" if number == 1 else f"seasonal_naive_{number}"
        found[name] = Recipe(
            {f"season_{number}": 1.0}, f"the price one season ({period}) before the target"
        )
    if whole_days:
        found |= {
            name: Recipe({name: 1.0}, text)
            for name, text in zip(MEMBER_PARTS, _WHOLE_DAYS, strict=True)
        }
    else:
        found["linear"] = Recipe(
            {"linear": 1.0}, "linear model with an L2 penalty on past changes and the calendar"
        )
        found["boosting"] = Recipe(
            {"boosting": 1.0},
            "gradient-boosted trees for the absolute error (LightGBM) on the same features",
        )
        found["residual_boosting"] = Recipe(
            {"linear": 1.0, "residual": 1.0},
            "the linear model, and boosted trees on what it leaves",
        )
        found["average"] = Recipe(
            {"linear": 2.0 / 3.0, "boosting": 1.0 / 3.0, "residual": 1.0 / 3.0},
            "mean of the last three",
        )
    if settings.forecaster:
        found["custom"] = Recipe({"custom": 1.0}, f"the estimator {settings.forecaster}")
    return found
