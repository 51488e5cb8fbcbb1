"""A symbol's prices as a table of days and steps of the day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from price_assets.forecast.arrays import Floats, Integers
from price_assets.forecast.durations import DAY, HOUR
from price_assets.forecast.steps import Steps

#: Days whose prices, and what was known ahead of them, are inputs: how many days before.
PRICE_LAGS, KNOWN_LAGS = (1, 2, 3, 7), (0, 1, 7)
#: The first day whose inputs all exist.
FIRST_DAY = 7


@dataclass(frozen=True, eq=False)
class Days:
    """One symbol's calendar.

    Attributes
    ----------
    number
        Of each day since 1970, consecutive; shape (D,).
    actual
        Prices, NaN where there is none; shape (D, H).
    prices
        The same, a missing one replaced by the newest earlier of the same step; shape (D, H).
    known
        What is known ahead, missing values replaced likewise; shape (D, H, K).
    weekday
        0 (Monday) to 6; shape (D,).
    """

    number: Integers
    actual: Floats
    prices: Floats
    known: Floats
    weekday: Integers

    def inputs(self) -> Floats:
        """Return the inputs of each day's models; shape (D, H * (4 + 3 K) + 7).

        The whole days 1, 2, 3 and 7 before, what is known ahead of the day itself, the one before
        and the one a week before, and the weekday (Lago et al. 2021, Applied Energy 293); NaN
        before the first day that has them all.
        """
        columns = [days_before(self.prices, lag) for lag in PRICE_LAGS]
        for number in range(self.known.shape[2]):
            columns += [days_before(self.known[:, :, number], lag) for lag in KNOWN_LAGS]
        columns.append((self.weekday[:, None] == np.arange(7)).astype(np.float64))
        return np.hstack(columns)


def days_before(values: Floats, count: int) -> Floats:
    """Shift a table `count` days later; NaN in the first days."""
    out = np.full_like(values, np.nan)
    out[count:] = values[: len(values) - count] if count else values
    return out


def day_and_slot(local_time: Integers, hour: int, step: int) -> tuple[Integers, Integers]:
    """Return the number of the day that begins at `hour`, and the step of the day, of times."""
    shifted = local_time - hour * HOUR
    day = np.floor_divide(shifted, DAY)
    return day, (shifted - day * DAY) // step


def make_days(steps: Steps, code: int, day: Integers, slot: Integers, slots: int) -> Days:
    """Arrange one symbol's steps by day.

    An hour that comes twice when clocks are set back counts as it is the second time.

    Parameters
    ----------
    steps
        All steps.
    code
        Number of the symbol.
    day, slot
        Of each step, as `day_and_slot` gives them.
    slots
        Steps of a day.
    """
    rows = np.flatnonzero(steps.code == code)
    number = np.arange(day[rows].min(), day[rows].max() + 1)
    place = (day[rows] - number[0], slot[rows])
    actual = np.full((len(number), slots), np.nan)
    actual[place] = steps.price[rows]
    known = np.full((len(number), slots, len(steps.known_ahead)), np.nan)
    for column, values in enumerate(steps.known_ahead.values()):
        known[(*place, np.full(len(rows), column))] = values[rows]
    return Days(
        number=number,
        actual=actual,
        prices=_filled(actual),
        known=_filled(known.reshape(len(number), -1)).reshape(known.shape),
        # The first day of 1970 was a Thursday.
        weekday=(number + 3) % 7,
    )


def _filled(values: Floats) -> Floats:
    """Replace what is missing by the newest earlier value of its column, 0 before the first."""
    there = np.isfinite(values)
    place = np.where(there, np.arange(len(values))[:, None], -1)
    newest = np.maximum.accumulate(place, axis=0)
    found = np.take_along_axis(values, np.maximum(newest, 0), axis=0)
    return np.where(newest >= 0, np.nan_to_num(found), 0.0)
