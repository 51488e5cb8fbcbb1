"""Day-ahead models of every symbol of a panel, and what they say of its targets."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from price_assets.forecast.cut import Cut
from price_assets.forecast.durations import DAY
from price_assets.forecast.frequency import Frequency
from price_assets.forecast.listing import some_of
from price_assets.forecast.prepare import Prepared
from price_assets.forecast.settings import Origin, TrainSettings
from price_assets.progress import track

from .days import FIRST_DAY, Days, day_and_slot, make_days
from .mixture import recent_error
from .model import ERROR_LAG, MEMBER_PARTS, DayAheadModel, Members
from .trees import TreeSize
from .walk import LEAST_TREE_DAYS, Pace, walk

LOGGER = logging.getLogger("price_assets.forecast")
#: What tells rises from falls: the forecast change in units of the recent error.
RISE_PART = "day_rise"
# The shortest of the windows is full, before the first forecast.
_LEAST_LEARNT = FIRST_DAY + 56
#: Days that a symbol needs before the measured span: to learn from, and four weeks to choose by.
LEAST_DAYS = _LEAST_LEARNT + ERROR_LAG + LEAST_TREE_DAYS + 28
# With more steps a day the linear models would take hours.
_MOST_SLOTS = 48
# So many days before the first that is looked at the linear models begin to forecast: what the
# first trees learn from.
_WALKED_BEFORE = 364
# In one fit for all of the measured span the models are still fitted anew as days pass, for they
# are made for that; not as often.
_USUAL_PACE = Pace(linear=7, trees=91)
_LEAST_PACE_OF_TREES = 28


def slots_a_day(frequencies: list[Frequency], settings: TrainSettings) -> int | None:
    """Return the steps of a day where all of them are forecast once a day; else None."""
    steps = {item.step if item.clock == "grid" else 0 for item in frequencies}
    if settings.origin is not Origin.daily or len(steps) > 1:
        return None
    step = steps.pop()
    if step <= 0 or DAY % step or DAY // step != settings.horizon:
        return None
    return settings.horizon if 2 <= settings.horizon <= _MOST_SLOTS else None


def walk_panel(
    prepared: Prepared, settings: TrainSettings, cut: Cut
) -> tuple[Prepared, dict[str, DayAheadModel]]:
    """Forecast every target from models of whole days, where the panel has such.

    Parameters
    ----------
    prepared
        The panel.
    settings
        See there.
    cut
        Which days are validated and measured.

    Returns
    -------
    tuple[Prepared, dict[str, DayAheadModel]]
        The panel with `MEMBER_PARTS` and `RISE_PART` given, and the models by symbol. As it was
        and empty where it has no such days, or half of its symbols too few of them.
    """
    slots = slots_a_day(prepared.frequencies, settings)
    if slots is None:
        return prepared, {}
    calendars = _calendars(prepared, settings, slots)
    looked_at, tested = day_and_slot(
        np.array([cut.first_looked_at, cut.first_tested]), settings.origin_hour, DAY
    )[0]
    long_enough = [
        code
        for code, days in enumerate(calendars)
        if min(int(tested - days.number[0]), _end_of(days)) >= LEAST_DAYS
    ]
    if 2 * len(long_enough) <= len(calendars):
        return prepared, {}
    pace = _USUAL_PACE
    if settings.refit_every:
        pace = Pace(settings.refit_every, max(settings.refit_every, _LEAST_PACE_OF_TREES))
    size = TreeSize(
        **{
            name: value
            for name in ("trees", "leaves", "learning_rate")
            if (value := getattr(settings, name)) is not None
        }
    )
    models: dict[str, DayAheadModel] = {}
    members: dict[int, Members] = {}
    for code in track(long_enough, LOGGER, "train: symbols with models of whole days"):
        days = calendars[code]
        # So that there are forecasts of four weeks before the measured span, if not of more.
        latest = int(tested - days.number[0]) - (LEAST_DAYS - _LEAST_LEARNT)
        first = min(latest, max(_LEAST_LEARNT, int(looked_at - days.number[0]) - _WALKED_BEFORE))
        made = walk(days, first, _end_of(days), pace, size, settings.seed)
        members[code], models[prepared.panel.symbols[code]] = made
    return _with_members(prepared, settings, calendars, members), models


def apply_models(
    prepared: Prepared, settings: TrainSettings, models: Mapping[str, DayAheadModel]
) -> Prepared:
    """Forecast the targets later than the models have seen; see `walk_panel`."""
    if not models:
        return prepared
    calendars = _calendars(prepared, settings, settings.horizon)
    members = {}
    for code, name in enumerate(prepared.panel.symbols):
        model, days = models.get(name), calendars[code]
        if model is not None and model.can_forecast(days):
            members[code] = model.forecast(days)
    return _with_members(prepared, settings, calendars, members)


def notes_on_days(
    prepared: Prepared, settings: TrainSettings, models: Mapping[str, DayAheadModel]
) -> list[str]:
    """Say which symbols have no models of whole days, and whose were fitted long before."""
    if not models:
        return []
    panel = prepared.panel
    next_step = prepared.local_time[prepared.steps.first_unknown]
    next_day = day_and_slot(next_step, settings.origin_hour, DAY)[0]
    without, old = [], {}
    for name, day in zip(panel.symbols, next_day.tolist(), strict=True):
        if name not in models:
            without.append(name)
        elif (age := day - models[name].end) > max(settings.refit_every, _USUAL_PACE.linear):
            old[name] = age
    notes = []
    if without:
        notes.append(
            f"{some_of(without)}: no models of whole days were fitted to it, so the naive forecast "
            "is given; train a model when there are more days of it"
        )
    if old:
        notes.append(
            f"{some_of(list(old))}: the models of whole days were fitted {max(old.values())} days "
            "before, and are made to be fitted anew every few days; train the model again"
        )
    return notes


def _calendars(prepared: Prepared, settings: TrainSettings, slots: int) -> list[Days]:
    day, slot = day_and_slot(prepared.local_time, settings.origin_hour, DAY // slots)
    return [
        make_days(prepared.steps, code, day, slot, slots)
        for code in range(len(prepared.panel.symbols))
    ]


def _end_of(days: Days) -> int:
    """Return the number of the first day whose last price is still to come."""
    there = np.flatnonzero(np.isfinite(days.actual).any(axis=1))
    last = int(there[-1])
    return last + 1 if np.isfinite(days.actual[last, -1]) else last


def _with_members(
    prepared: Prepared,
    settings: TrainSettings,
    calendars: list[Days],
    members: Mapping[int, Members],
) -> Prepared:
    targets, features = prepared.targets, prepared.features
    day, slot = day_and_slot(prepared.local_time, settings.origin_hour, DAY // settings.horizon)
    # A target of the day after its origin's own, as where a day has 23 hours, was not forecast
    # from that origin.
    same_day = day[targets.at] == day[targets.base]
    count = len(targets.code)
    told = {name: np.full(count, np.nan) for name in MEMBER_PARTS}
    error = np.full(count, np.nan)
    for code, made in members.items():
        rows = np.flatnonzero(same_day & (targets.code == code))
        place = (day[targets.at[rows]] - calendars[code].number[0], slot[targets.at[rows]])
        for name, forecast in made.parts().items():
            told[name][rows] = (forecast[place] - targets.last[rows]) / features.scale[rows]
        error[rows] = recent_error(made.before_bias, calendars[code].actual)[place]
    there = np.isfinite(np.stack([*told.values(), error])).all(axis=0)
    # Where nothing was ever off nothing has a unit; the naive forecast is as good.
    there &= error > 0.0
    volatility = np.where(there, error, features.volatility)
    told[RISE_PART] = told["day_average"] * features.scale / np.where(there, error, 1.0)
    given = {name: np.where(there, values, 0.0) for name, values in told.items()}
    return replace(prepared, features=features.with_forecasts(given, there, volatility=volatility))
