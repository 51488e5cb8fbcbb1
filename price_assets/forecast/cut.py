"""Where the calendar is cut into rows to learn from, rows to choose by and rows to measure on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Flags, Integers
from .durations import DAY
from .panel import Steps

# Share of the time before the measured span that the first fold may learn from.
_FIRST_TRAINING_SHARE = 0.5
# Fewer days are too coarse to cut between, as in intraday prices of a week.
_LEAST_DAYS = 20


@dataclass(frozen=True, eq=False)
class Fold:
    """A span of the calendar to forecast, after everything it may be learnt from.

    Attributes
    ----------
    training
        Targets earlier than every target of `rows`; shape (M,).
    rows
        Targets to forecast: known ones with a price before them; shape (M,).
    """

    training: Flags
    rows: Flags


@dataclass(frozen=True, eq=False)
class Cut:
    """The folds to choose by, and the last span, which neither fit nor choice sees."""

    validation: list[Fold]
    test: Fold


def cut_calendar(steps: Steps, test_share: float, folds: int) -> Cut:
    """Cut the whole panel at the same days.

    A cut for each symbol would let the model learn from one symbol what happened to the others
    in the span where they are measured. Shares are counted in distinct days (of UTC) on which any
    price stands, and not in rows, so that the symbol with most rows a day does not decide. Spans
    are whole days: a daily close, a date alone and so read as midnight, and the prices within its
    day are never parted (rolling origin: Tashman 2000, International Journal of Forecasting 16).
    Where there are fewer than 20 days, distinct moments are counted and parted instead.

    Parameters
    ----------
    steps
        The targets.
    test_share
        Share of the days that are measured on, the latest ones (0 to 1).
    folds
        Number of validation folds, of equally many days; each learns from all that stands
        before it.
    """
    starts = _span_starts(steps.time[steps.row >= 0])
    first_tested = _quantile(starts, 1.0 - test_share)
    test = _fold(steps, first_tested, None)
    before = starts[starts < first_tested]
    if not len(before):
        return Cut([], test)
    shares = np.linspace(_FIRST_TRAINING_SHARE, 1.0, folds + 1)
    bounds = [_quantile(before, float(share)) for share in shares[:-1]]
    ends = [*bounds[1:], first_tested]
    return Cut([_fold(steps, *span) for span in zip(bounds, ends, strict=True)], test)


def _span_starts(times: Integers) -> Integers:
    """Return the times at which a span may start, ascending: midnights, or moments if few."""
    days = np.unique(np.floor_divide(times, DAY))
    return days * DAY if len(days) >= _LEAST_DAYS else np.unique(times)


def _quantile(starts: Integers, share: float) -> int:
    return int(starts[min(int(share * len(starts)), len(starts) - 1)])


def _fold(steps: Steps, start: int, end: int | None) -> Fold:
    inside = steps.known & (steps.time >= start)
    if end is not None:
        inside &= steps.time < end
    return Fold(training=steps.known & (steps.time < start), rows=inside)
