"""What is known of each target before it comes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Flags, Floats, Integers
from .durations import DAY, HOUR
from .panel import Steps
from .volatility import lagged, recent_change, sum_before, typical_change

#: Prices that must stand before a target; where there are fewer the forecast is the naive one.
LEAST_HISTORY = 10
#: Numbers of typical changes beyond which a feature, or a target to fit, is cut.
LIMIT = 10.0
_LAGS = range(1, 9)

CALENDAR = {"hour": 24, "weekday": 7, "month": 12}
NAMES = (
    *(f"change_{lag}" for lag in _LAGS),
    "gap_to_mean_5",
    "gap_to_mean_20",
    "gap_to_mean_60",
    "volatility_5",
    "volatility_20",
    "unchanged_20",
    "gap_to_season",
    "gap_to_second_season",
    "change_at_season",
    "change_at_second_season",
    *CALENDAR,
)


@dataclass(frozen=True, eq=False)
class Features:
    """The features of every target.

    Attributes
    ----------
    values
        Shape (M, len(NAMES)), column-major. Prices and changes relative to the last price, in
        typical changes, within ±LIMIT, 0 where history does not reach; the calendar columns hold
        whole numbers from 0.
    scale
        The typical change that the features are measured in, price units; shape (M,).
    volatility
        Mean of the typical and the recent change, price units: what errors are measured in for
        the intervals; shape (M,).
    target
        The change to forecast in typical changes, NaN where unknown or unusable; shape (M,).
    usable
        Whether there is enough history, and a typical change that is not zero; shape (M,).
    """

    values: Floats
    scale: Floats
    volatility: Floats
    target: Floats
    usable: Flags


def make_features(steps: Steps) -> Features:
    """Work out the features of every target, each from earlier rows of its symbol alone.

    Of the target itself only the time is used: the calendar is known ahead.
    """
    scale = typical_change(steps)
    usable = (scale > 0.0) & (steps.place >= LEAST_HISTORY)
    unit = np.where(usable, scale, 1.0)
    columns = [
        *(_scaled(lagged(steps.change, lag, steps.place, np.nan), unit) for lag in _LAGS),
        *(_scaled(gap, unit) for gap in _gaps_to_means(steps)),
        _scaled(recent_change(steps, 5), unit),
        _scaled(recent_change(steps, 20), unit),
        sum_before((steps.change == 0.0).astype(np.float64), 20, steps.place)
        / np.clip(steps.place - 1, 1, 20),
        *_seasonal(steps, unit),
        *_calendar(steps.time),
    ]
    values = np.empty((len(scale), len(columns)), order="F")
    for number, column in enumerate(columns):
        values[:, number] = column
    target = np.where(usable, steps.change / unit, np.nan)
    volatility = 0.5 * (scale + recent_change(steps))
    return Features(values, scale, volatility, target, usable)


def _scaled(values: Floats, unit: Floats) -> Floats:
    return np.asarray(np.clip(np.nan_to_num(values) / unit, -LIMIT, LIMIT))


def _gaps_to_means(steps: Steps) -> list[Floats]:
    """Return how far the means of the last 5, 20 and 60 prices lie above the last price."""
    # Distances from the symbol's last price would differ by target, so sums of prices are taken;
    # sums of sums keep the work small.
    price = np.nan_to_num(steps.price)
    five = sum_before(price, 5, steps.place)
    twenty = sum((lagged(five, 5 * n, steps.place, 0.0) for n in range(1, 4)), five)
    sixty = sum((lagged(twenty, 20 * n, steps.place, 0.0) for n in range(1, 3)), twenty)
    return [
        np.where(steps.place >= window, total / window - steps.last, 0.0)
        for window, total in ((5, five), (20, twenty), (60, sixty))
    ]


def _seasonal(steps: Steps, unit: Floats) -> list[Floats]:
    first, second = _seasons(steps)
    gaps, changes = [], []
    for season in (first, second):
        there = (season > 0) & (steps.place >= season)
        source = np.where(there, np.arange(len(season)) - season, 0)
        gaps.append(_scaled(np.where(there, steps.price[source] - steps.last, 0.0), unit))
        changes.append(_scaled(np.where(there, steps.change[source], 0.0), unit))
    return [*gaps, *changes]


def _seasons(steps: Steps) -> tuple[Integers, Integers]:
    """Tell how many rows before each target the same hour, weekday or month stands.

    The frequency is read from the five gaps before the target and not from the whole series,
    whose later part would tell of the future.
    """
    gap = np.full(len(steps.time), np.inf)
    gap[1:] = np.diff(steps.time)
    shortest = np.full(len(gap), np.inf)
    for lag in range(1, 6):
        # At place 1 there is the first gap, so the lag must not reach place 0.
        np.minimum(shortest, lagged(gap, lag, steps.place - 1, np.inf), out=shortest)
    week_ago = lagged(steps.time.astype(np.float64), 8, steps.place, -np.inf)
    every_day = lagged(steps.time.astype(np.float64), 1, steps.place, np.inf) - week_ago
    first = np.zeros(len(gap), dtype=np.int64)
    second = np.zeros(len(gap), dtype=np.int64)
    for gap_in_hours, rows, factor in ((0.25, 96, 7), (0.5, 48, 7), (1.0, 24, 7), (168.0, 52, 2)):
        there = np.abs(shortest - gap_in_hours * HOUR) < 0.05 * gap_in_hours * HOUR
        first[there], second[there] = rows, factor * rows
    daily = np.abs(shortest - DAY) < 0.1 * DAY
    first[daily] = np.where(every_day[daily] < 7.5 * DAY, 7, 5)
    second[daily] = 2 * first[daily]
    monthly = (shortest > 27.5 * DAY) & (shortest < 31.5 * DAY)
    first[monthly], second[monthly] = 12, 24
    return first, second


def _calendar(time: Integers) -> list[Floats]:
    moments = time.astype("datetime64[us]")
    days = moments.astype("datetime64[D]").astype(np.int64)
    months = moments.astype("datetime64[M]").astype(np.int64)
    hours = np.floor_divide(time, HOUR) % 24
    # The first day of 1970 was a Thursday.
    return [part.astype(np.float64) for part in (hours, (days + 3) % 7, months % 12)]
