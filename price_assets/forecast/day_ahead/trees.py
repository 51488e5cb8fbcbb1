"""Boosted trees for every step of a day, beside and on top of the linear models."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from price_assets.forecast.arrays import Floats
from price_assets.forecast.estimators.boosting import BoostedForecaster, BoostedModel

from .days import PRICE_LAGS, Days, days_before

_SCALE_DAYS = 56
_WEEK = range(1, 8)


@dataclass(frozen=True)
class Variant:
    """One way to boost.

    Attributes
    ----------
    residual
        Whether the trees forecast what the linear mean leaves, or else the distance from the
        median of the same step's last seven prices.
    scaled
        Whether in units of the recent change from day to day, newer days weighing more.
    """

    residual: bool
    scaled: bool


#: Different enough that their mean is better than each.
VARIANTS = {
    "residual": Variant(residual=True, scaled=False),
    "residual_scaled": Variant(residual=True, scaled=True),
    "direct": Variant(residual=False, scaled=True),
}
_HALF_LIFE = 364
_LARGEST_VALUE = 1e30


@dataclass(frozen=True)
class TreeSize:
    """Size of the boosted fits; as of `BoostedForecaster`."""

    trees: int = 300
    leaves: int = 31
    learning_rate: float = 0.04


def tree_columns(known_ahead: int, windows: int) -> int:
    """Count the features that `tree_inputs` makes."""
    return len(PRICE_LAGS) + 24 + 11 * known_ahead + windows


def tree_inputs(days: Days, linear: Floats) -> npt.NDArray[np.float32]:
    """Make the features of every step of every day.

    Parameters
    ----------
    days
        The calendar.
    linear
        Forecasts of the windows' models for each day made before it, NaN where there is none;
        shape (windows, D, H).

    Returns
    -------
    numpy.ndarray
        Shape (D, H, F).
    """
    prices = days.prices
    count, slots = prices.shape

    def wide(values: Floats) -> Floats:
        return np.repeat(values[:, None], slots, axis=1)

    columns = [days_before(prices, lag) for lag in PRICE_LAGS]
    yesterday, before = columns[0], columns[1]
    columns += [
        recent_median(prices),
        wide(yesterday.mean(axis=1)),
        wide(yesterday.min(axis=1)),
        wide(yesterday.max(axis=1)),
        wide(yesterday[:, -1]),
        wide(yesterday[:, -3]),
        wide(before.mean(axis=1)),
        wide(days_before(prices, 7).mean(axis=1)),
        wide(np.abs(yesterday - before).mean(axis=1)),
    ]
    for number in range(days.known.shape[2]):
        known = days.known[:, :, number]
        mean = known.mean(axis=1)
        columns += [
            known,
            np.roll(known, 1, axis=1),
            np.roll(known, -1, axis=1),
            wide(mean),
            wide(known.min(axis=1)),
            wide(known.max(axis=1)),
            known - days_before(known, 1),
            known - days_before(known, 7),
            wide(mean - days_before(mean, 1)),
            wide(mean - days_before(mean, 7)),
            wide(mean - np.mean([days_before(mean, lag) for lag in _WEEK], axis=0)),
        ]
    columns += [np.tile(np.arange(float(slots)), (count, 1)), wide(days.weekday.astype(float))]
    middle = linear.mean(axis=0)
    # Only earlier days' errors are used: that of the day itself is not known.
    error = prices - middle
    week = np.mean([days_before(error, lag) for lag in _WEEK], axis=0)
    columns += [
        *linear,
        middle,
        linear.std(axis=0),
        wide(middle.mean(axis=1)),
        wide(middle.min(axis=1)),
        wide(middle.max(axis=1)),
        middle - yesterday,
        middle - np.roll(middle, 1, axis=1),
        middle - np.roll(middle, -1, axis=1),
        days_before(error, 1),
        wide(days_before(error, 1).mean(axis=1)),
        week,
        wide(week.mean(axis=1)),
        days_before(error, 7),
    ]
    table = np.stack(columns, axis=2)
    # Larger ones would leave the range of single precision.
    return np.clip(table, -_LARGEST_VALUE, _LARGEST_VALUE).astype(np.float32)


def recent_median(prices: Floats) -> Floats:
    """Return the median of the same step's last seven prices; shape (D, H)."""
    return np.asarray(np.median([days_before(prices, lag) for lag in _WEEK], axis=0))


def recent_change(prices: Floats) -> Floats:
    """Return the mean absolute change from day to day over 56 days before each; shape (D,).

    1 where nothing has changed, or nothing is known.
    """
    change = np.abs(prices - days_before(prices, 1)).mean(axis=1)
    found = np.ones(len(prices))
    for day in range(2, len(prices)):
        mean = float(change[max(1, day - _SCALE_DAYS) : day].mean())
        found[day] = mean if mean > 0.0 else 1.0
    return found


def fit_trees(
    variant: Variant,
    inputs: npt.NDArray[np.float32],
    prices: Floats,
    linear: Floats,
    first: int,
    day: int,
    size: TreeSize,
    seed: int,
) -> BoostedModel:
    """Fit one variant to the days from `first` to before `day`.

    Parameters
    ----------
    variant
        Which.
    inputs
        As `tree_inputs` gives them; shape (D, H, F).
    prices, linear
        Prices, and the mean of the linear forecasts; shape (D, H).
    first, day
        Numbers of the days.
    size
        Of the fit.
    seed
        Of the rows and columns that each tree sees.
    """
    learnt = slice(first, day)
    offset = linear if variant.residual else recent_median(prices)
    unit = recent_change(prices) if variant.scaled else np.ones(len(prices))
    target = (prices[learnt] - offset[learnt]) / unit[learnt, None]
    weight = None
    if variant.scaled:
        age = day - 1 - np.arange(first, day)
        weight = np.sqrt(unit[learnt]) * 0.5 ** (age / _HALF_LIFE)
        weight = np.repeat(weight / weight.mean(), prices.shape[1])
    forecaster = BoostedForecaster(
        trees=size.trees,
        leaves=size.leaves,
        learning_rate=size.learning_rate,
        least_rows=60,
        rows_share=0.7,
        columns_share=0.4,
        penalty=5.0,
        bins=127,
        seed=seed,
    )
    width = inputs.shape[2]
    forecaster.fit(inputs[learnt].reshape(-1, width), target.ravel(), sample_weight=weight)
    model: BoostedModel = forecaster.model_
    return model


def forecast_trees(
    model: BoostedModel,
    variant: Variant,
    inputs: npt.NDArray[np.float32],
    prices: Floats,
    linear: Floats,
    days: slice,
) -> Floats:
    """Forecast some days; shape (n, H)."""
    offset = linear if variant.residual else recent_median(prices)
    unit = recent_change(prices) if variant.scaled else np.ones(len(prices))
    part = inputs[days]
    told = model.evaluate(part.reshape(-1, part.shape[2])).reshape(len(part), -1)
    return np.asarray(offset[days] + unit[days, None] * told)
