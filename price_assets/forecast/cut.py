"""Where the calendar is cut into rows to learn from, rows to choose by and rows to measure on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from price_assets.checkpoints import PriceAssetsError

from .arrays import Flags, Integers
from .durations import DAY
from .panel import Panel, to_microseconds
from .settings import TrainSettings
from .targets import Targets

# Share of the time before the measured span that the first fold may learn from.
_FIRST_TRAINING_SHARE = 0.5
# How an array of times holds that there is none, as read from a blank.
_NO_TIME = np.iinfo(np.int64).min
# Fewer days are too coarse to cut between, as in intraday prices of a week.
_LEAST_DAYS = 20


@dataclass(frozen=True, eq=False)
class Fold:
    """A span of the calendar to forecast, after everything it may be learnt from.

    Attributes
    ----------
    training
        Targets that came before the first origin of `rows`; shape (M,).
    rows
        Targets to forecast, all known; shape (M,).
    """

    training: Flags
    rows: Flags


@dataclass(frozen=True, eq=False)
class Cut:
    """How the calendar is cut.

    Attributes
    ----------
    validation
        The folds to choose by.
    test
        The last span, which neither fit nor choice sees: in one piece, or in as many as the model
        is fitted anew for.
    measured
        All targets of `test`; shape (M,).
    first_looked_at, first_tested
        When the first of all these spans begins, and when `test` does; microseconds.
    """

    validation: list[Fold]
    test: list[Fold]
    measured: Flags
    first_looked_at: int
    first_tested: int


def cut_calendar(panel: Panel, targets: Targets, settings: TrainSettings) -> Cut:
    """Cut the whole panel at the same days.

    A cut for each symbol would let the model learn from one symbol what happened to the others
    in the span where they are measured. Shares are counted in distinct days (of UTC) on which any
    price stands, and not in rows, so that the symbol with most rows a day does not decide. Spans
    are whole days: a daily close, a date alone and so read as midnight, and the prices within its
    day are never parted (rolling origin: Tashman 2000, International Journal of Forecasting 16).
    Where there are fewer than 20 days, distinct moments are counted and parted instead.

    Further than one step ahead a target belongs to a span only if its origin does: so what a fit
    and a choice have seen ends before the first origin that they are measured from.

    Parameters
    ----------
    panel, targets
        The prices and what is to be forecast.
    settings
        `test_share` or `test_from`, `folds` and `refit_every`.

    Raises
    ------
    PriceAssetsError
        If `test_from` is no timestamp, or no price is as late.
    """
    starts = _span_starts(panel.times)
    first_tested = _quantile(starts, 1.0 - settings.test_share)
    if settings.test_from is not None:
        first_tested = _first_tested(settings.test_from, panel)
    pieces = [first_tested]
    if settings.refit_every:
        pieces += range(
            first_tested + settings.refit_every * DAY,
            int(panel.times.max()) + 1,
            settings.refit_every * DAY,
        )
    bounds: list[int | None] = [*pieces, None]
    test = [
        Fold(targets.known & (targets.time < start), _between(targets, start, end))
        for start, end in pairwise(bounds)
        if start is not None
    ]
    measured = _between(targets, first_tested, None)
    before = starts[starts < first_tested]
    if not len(before):
        return Cut([], test, measured, first_tested, first_tested)
    shares = np.linspace(_FIRST_TRAINING_SHARE, 1.0, settings.folds + 1)
    spans = [*(_quantile(before, float(share)) for share in shares[:-1]), first_tested]
    validation = [
        Fold(
            targets.known & (targets.time < start),
            _between(targets, start, end) & (targets.time < end),
        )
        for start, end in pairwise(spans)
    ]
    return Cut(validation, test, measured, spans[0], first_tested)


def _first_tested(text: str, panel: Panel) -> int:
    import pandas as pd

    try:
        found = int(to_microseconds(pd.Series([text], dtype="str"))[0])
        if found == _NO_TIME:
            raise ValueError("no timestamp")
    except (ValueError, TypeError) as error:
        raise PriceAssetsError(
            f"test_from is {text!r}; expected an ISO 8601 timestamp such as {panel.texts[-1]}"
        ) from error
    if found > panel.times.max():
        raise PriceAssetsError(
            f"test_from is {text}, and the last price is of {panel.ends()[1]}; expected a "
            "timestamp with prices after it"
        )
    return found


def _span_starts(times: Integers) -> Integers:
    """Return the times at which a span may start, ascending: midnights, or moments if few."""
    days = np.unique(np.floor_divide(times, DAY))
    return days * DAY if len(days) >= _LEAST_DAYS else np.unique(times)


def _quantile(starts: Integers, share: float) -> int:
    return int(starts[min(int(share * len(starts)), len(starts) - 1)])


def _between(targets: Targets, start: int, end: int | None) -> Flags:
    """Tell which known targets have their origin's first step from `start` to before `end`."""
    inside = targets.known & (targets.moment >= start)
    if end is not None:
        inside &= targets.moment < end
    return inside
