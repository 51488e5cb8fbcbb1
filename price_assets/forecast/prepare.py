"""From clean prices to everything that a fit or a forecast starts from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from price_assets.checkpoints import PriceAssetsError

from .arrays import Floats, Integers
from .features.table import Features, make_features
from .frequency import Frequency, common_frequencies, infer_frequency
from .panel import Panel
from .seasons import Seasons
from .settings import Origin, TrainSettings
from .steps import Steps, to_steps
from .targets import Targets, daily_starts, make_targets

# Further columns are left out: each costs three features.
_MOST_EXTRAS = 12
_LONGEST_WINDOW, _MOST_SEASONS, _TYPICAL_WINDOW, _DAYS_LOOKED_BACK = 260, 9, 70, 100


@dataclass(frozen=True, eq=False)
class Prepared:
    """The prices as a model sees them.

    Attributes
    ----------
    panel, steps, targets, features
        See there.
    frequencies
        Of each symbol; length S.
    local_time
        Time of every step on the clock of the calendar; microseconds.
    seasonal
        Price one season before each target, the naive forecast where there is none; shape (M,).
        None where no symbol has a season.
    """

    panel: Panel
    steps: Steps
    targets: Targets
    features: Features
    frequencies: list[Frequency]
    local_time: Integers
    seasonal: Floats | None


def tell_frequencies(panel: Panel, settings: TrainSettings) -> list[Frequency]:
    """Tell each symbol's frequency from its timestamps, with the seasons that are set."""
    found = common_frequencies(
        [infer_frequency(panel.times[panel.span(number)]) for number in range(len(panel.symbols))]
    )
    if not settings.seasonal_periods:
        return found
    seasons = tuple(sorted(set(settings.seasonal_periods)))
    return [Frequency(item.name, item.clock, item.step, seasons) for item in found]


def choose_extras(panel: Panel, settings: TrainSettings) -> tuple[str, ...]:
    """Choose the columns whose past is used: those with most values, in the table's order."""
    if not settings.use_extras:
        return ()
    counts = {
        name: int(np.isfinite(values).sum())
        for name, values in panel.columns.items()
        if name not in settings.known_ahead
    }
    # One with fewer values than this tells of too few targets.
    enough = [name for name, count in counts.items() if count >= panel.rows / 10]
    most = sorted(enough, key=lambda name: -counts[name])[:_MOST_EXTRAS]
    return tuple(name for name in enough if name in most)


def check_columns(panel: Panel, settings: TrainSettings) -> None:
    """Refuse a table without a column that should be known ahead.

    Raises
    ------
    PriceAssetsError
        If there is no such column, or no value in it.
    """
    for name in settings.known_ahead:
        if name not in panel.columns:
            there = ", ".join(sorted(panel.columns)) or "none"
            raise PriceAssetsError(
                f"there is no numeric column {name!r}, which known_ahead names; the clean prices "
                f"have: {there}"
            )
        if not np.isfinite(panel.columns[name]).any():
            raise PriceAssetsError(f"the column {name!r}, which known_ahead names, has no value")


def rows_looked_back(frequencies: list[Frequency], settings: TrainSettings) -> int:
    """Count the rows before a target that its features, or its day's models, can depend on."""
    season = max((length for item in frequencies for length in item.seasons), default=0)
    # The longest window, with the typical change before it; the seasons, each with that too.
    longest = max(_LONGEST_WINDOW, _MOST_SEASONS * season + settings.horizon) + _TYPICAL_WINDOW
    return max(longest, _DAYS_LOOKED_BACK * settings.horizon)


def prepare(
    panel: Panel,
    settings: TrainSettings,
    frequencies: list[Frequency],
    extras: tuple[str, ...],
    symbols: tuple[str, ...],
    known: list[Frequency] | None = None,
) -> Prepared:
    """Make targets and features.

    Parameters
    ----------
    panel
        The prices.
    settings
        Horizon, origin and columns.
    frequencies
        Of each symbol; length S.
    extras
        Columns whose past is used.
    symbols
        The symbols that the model knows or will know by name, in its order.
    known
        The frequencies that the model knows; the symbols' own if None.
    """
    steps = to_steps(panel, settings.horizon, tuple(settings.known_ahead), extras)
    # A local time without an offset is on the clock of its source already.
    zoned = panel.texts[0].endswith("Z")
    local = _local_times(steps.time, settings.timezone if zoned else None)
    starts = None
    if settings.origin is Origin.daily:
        starts = daily_starts(steps, local, settings.origin_hour)
    targets = make_targets(steps, settings.horizon, starts)
    seasons = Seasons(steps, targets, frequencies, known)
    place = {name: number for number, name in enumerate(symbols)}
    numbers = np.array([place.get(name, -1) for name in panel.symbols], dtype=np.int64)
    features = make_features(steps, targets, seasons, local, symbols, numbers[steps.code])
    seasonal = None
    if seasons.periods:
        source = seasons.source(0)
        seasonal = np.where(source >= 0, steps.price[source], targets.last)
    return Prepared(panel, steps, targets, features, frequencies, local, seasonal)


def _local_times(times: Integers, timezone: str | None) -> Integers:
    """Return times on the clock of a zone; as they are where none is named."""
    if timezone is None:
        return times
    import pandas as pd

    moments = pd.DatetimeIndex(times.astype("datetime64[us]")).tz_localize("UTC")
    local = moments.tz_convert(timezone).tz_localize(None)
    return np.asarray(local.to_numpy("datetime64[us]").astype(np.int64))
