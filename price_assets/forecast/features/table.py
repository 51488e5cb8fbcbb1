"""The table of features: what is known of each target before it comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np
import numpy.typing as npt

from price_assets.forecast.arrays import Flags, Floats, Integers
from price_assets.forecast.durations import HOUR
from price_assets.forecast.seasons import Seasons
from price_assets.forecast.side_by_side import run_side_by_side
from price_assets.forecast.steps import Steps
from price_assets.forecast.targets import Targets

from .moves import MOST_NAMED, named_columns, panel_columns
from .outside import all_known_at, extra_columns, known_ahead_columns
from .own import gaps_to_means, own_columns
from .past import recent_change, typical_change
from .seasonal import seasonal_columns

#: Prices that must stand before a target; where there are fewer the forecast is the naive one.
LEAST_HISTORY = 10
#: Numbers of typical changes beyond which a feature, or a target to fit, is cut.
LIMIT = 10.0
_CALENDAR = {"hour": 24, "weekday": 7, "month": 12}


class Taken:
    """Some of the targets, as parts are evaluated on them.

    Parameters
    ----------
    features
        Of all targets.
    rows
        Which; shape (n,).
    """

    def __init__(self, features: Features, rows: Integers) -> None:
        self._features, self.rows = features, rows

    @cached_property
    def values(self) -> npt.NDArray[np.float32]:
        """Their features; shape (n, F). Taken once, and only where a part needs them."""
        return self._features.values[self.rows]

    @property
    def usable(self) -> Flags:
        """Which are usable; shape (n,)."""
        return self._features.usable[self.rows]

    def given(self, part: str) -> Floats | None:
        """Return what a part that needs no fit says of them, if it is one; shape (n,)."""
        found = self._features.given.get(part)
        return None if found is None else found[self.rows]


@dataclass(frozen=True, eq=False)
class Features:
    """The features of every target.

    Attributes
    ----------
    names
        Of the columns; length F.
    categories
        Number of values of each column that holds categories, by the column's number.
    values
        Shape (M, F), float32, column-major. Prices and changes relative to the last price in
        typical changes, within ±LIMIT, 0 where history does not reach.
    scale
        The typical change that the target is measured in, price units; shape (M,).
    volatility
        Mean of the typical and the recent change, price units: what errors are measured in for
        the intervals; shape (M,).
    target
        The change to forecast in typical changes, NaN where unknown or unusable; shape (M,).
    usable
        Whether there is enough history, a typical change that is not zero, and every value that
        should be known ahead; shape (M,).
    moves
        Whether the symbol has changed before each step, so that there is a unit; shape (number of
        steps,).
    given
        Forecast changes that need no fit, in typical changes, by part: the seasonal naive ones,
        and those of models of whole days; shape (M,).
    """

    names: tuple[str, ...]
    categories: dict[int, int]
    values: npt.NDArray[np.float32]
    scale: Floats
    volatility: Floats
    target: Floats
    usable: Flags
    moves: Flags
    given: dict[str, Floats]

    def take(self, rows: Integers) -> Taken:
        """Take some targets."""
        return Taken(self, rows)

    def with_forecasts(
        self, forecasts: dict[str, Floats], usable: Flags, volatility: Floats
    ) -> Features:
        """Add forecasts that need no fit, and what their errors are like.

        Parameters
        ----------
        forecasts
            Forecast changes in typical changes, by part; shape (M,).
        usable
            Where there are any; shape (M,).
        volatility
            Replaces the attribute; shape (M,).
        """
        return replace(
            self,
            usable=self.usable & usable,
            target=np.where(usable, self.target, np.nan),
            volatility=volatility,
            given={**self.given, **forecasts},
        )


def make_features(
    steps: Steps,
    targets: Targets,
    seasons: Seasons,
    local_time: Integers,
    symbols: tuple[str, ...],
    number: Integers,
) -> Features:
    """Work out the features of every target from what was known at its origin.

    Of the target itself only the time is used, and what is known ahead.

    Parameters
    ----------
    steps, targets, seasons
        The panel.
    local_time
        Time of every step on the clock of the calendar features; shape (number of steps,).
    symbols
        The symbols that the model knows by name, in its order.
    number
        Place of every step's symbol among `symbols`, -1 for another; shape (number of steps,).
    """
    base = targets.base
    scale = typical_change(steps)
    ready = (scale > 0.0) & (steps.place >= LEAST_HISTORY)
    one = np.where(ready, scale, 1.0)
    # A price moves further in more steps; by the root of their number if it walks at random.
    unit = one[base] * np.sqrt(targets.step)
    gaps = gaps_to_means(steps)
    # Without a typical change there is no unit, and the price's own must not count.
    moved = np.where(ready, np.clip(np.nan_to_num(steps.change) / one, -LIMIT, LIMIT), 0.0)

    def of_panel() -> dict[str, Floats]:
        scaled = {window: np.clip(gap / one, -LIMIT, LIMIT) for window, gap in gaps.items()}
        first = seasons.longest[0] if seasons.longest else 0
        return panel_columns(steps, moved, scaled, ready, first)

    groups: dict[str, Callable[[], dict[str, Floats]]] = {
        "own": partial(own_columns, steps, gaps, one, moved)
    }
    if len(symbols) > 1:
        groups["panel"] = of_panel
        if len(symbols) <= MOST_NAMED:
            groups["named"] = partial(named_columns, steps, moved, symbols, number)
    # These are of the origins; the others are of the targets already.
    groups = {name: partial(_at_origins, group, base) for name, group in groups.items()}
    groups |= {
        "seasons": partial(seasonal_columns, steps, targets, seasons, scale, unit, LIMIT),
        "extras": partial(extra_columns, steps, targets, unit, LIMIT),
        "ahead": partial(known_ahead_columns, steps, targets, seasons, LIMIT),
    }
    found: dict[str, Floats] = {}
    for columns in run_side_by_side(groups).values():
        found |= columns
    if targets.step.max(initial=1) > 1:
        found["step"] = targets.step.astype(np.float64)
    calendar = _calendar(local_time[targets.at])
    found |= calendar
    sizes = {name: _CALENDAR[name] for name in calendar}
    if 1 < len(symbols) <= MOST_NAMED:
        found["symbol"] = np.where(number < 0, len(symbols), number)[base].astype(np.float64)
        sizes["symbol"] = len(symbols)
    names = tuple(found)
    usable = ready[base] & all_known_at(steps, targets.at)
    seasonal = {
        f"season_{place + 1}": _gap_to_season(steps, targets, seasons.source(place)) / unit
        for place in range(len(seasons.periods))
    }
    return Features(
        names=names,
        categories={names.index(name): size for name, size in sizes.items()},
        values=_table(list(found.values())),
        scale=unit,
        volatility=0.5 * (scale + recent_change(steps))[base] * np.sqrt(targets.step),
        target=np.where(usable, targets.change / unit, np.nan),
        usable=usable,
        moves=scale > 0.0,
        given=seasonal,
    )


def _at_origins(columns: Callable[[], dict[str, Floats]], base: Integers) -> dict[str, Floats]:
    # Column by column, so that no second table of all steps is held.
    return {
        name: np.clip(np.nan_to_num(column[base]), -LIMIT, LIMIT)
        for name, column in columns().items()
    }


def _gap_to_season(steps: Steps, targets: Targets, source: Integers) -> Floats:
    return np.where(source >= 0, steps.price[source] - targets.last, 0.0)


def _table(columns: list[Floats]) -> npt.NDArray[np.float32]:
    values = np.empty((len(columns[0]), len(columns)), dtype=np.float32, order="F")
    for number, column in enumerate(columns):
        values[:, number] = column
    return values


def _calendar(time: Integers) -> dict[str, Floats]:
    """Tell the hour, weekday and month of each target, as far as they differ at all."""
    moments = time.astype("datetime64[us]")
    days = moments.astype("datetime64[D]").astype(np.int64)
    months = moments.astype("datetime64[M]").astype(np.int64)
    hours = np.floor_divide(time, HOUR) % 24
    # The first day of 1970 was a Thursday.
    return {
        "hour": hours.astype(np.float64),
        "weekday": ((days + 3) % 7).astype(np.float64),
        "month": (months % 12).astype(np.float64),
    }
