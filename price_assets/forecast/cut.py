"""Where the calendar is cut into rows to learn from, rows to choose by and rows to measure on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Flags, Integers
from .panel import Steps

# Share of the time before the measured span that the first fold may learn from.
_FIRST_TRAINING_SHARE = 0.5


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
    """Cut the whole panel at the same moments.

    A cut for each symbol would let the model learn from one symbol what happened to the others
    in the span where they are measured. The time of the target decides the side, and targets of
    one moment are never parted (rolling origin: Tashman 2000, International Journal of
    Forecasting 16).

    Parameters
    ----------
    steps
        The targets.
    test_share
        Share of all rows that are measured on, the latest ones (0 to 1).
    folds
        Number of validation folds; each learns from all that stands before it.
    """
    times = np.sort(steps.time[steps.row >= 0])
    test = _fold(steps, _quantile(times, 1.0 - test_share), None)
    before = times[times < _quantile(times, 1.0 - test_share)]
    if not len(before):
        return Cut([], test)
    shares = np.linspace(_FIRST_TRAINING_SHARE, 1.0, folds + 1)
    bounds = [_quantile(before, float(share)) for share in shares[:-1]]
    ends = [*bounds[1:], _quantile(times, 1.0 - test_share)]
    return Cut([_fold(steps, *span) for span in zip(bounds, ends, strict=True)], test)


def _quantile(times: Integers, share: float) -> int:
    return int(times[min(int(share * len(times)), len(times) - 1)])


def _fold(steps: Steps, start: int, end: int | None) -> Fold:
    inside = steps.known & (steps.time >= start)
    if end is not None:
        inside &= steps.time < end
    return Fold(training=steps.known & (steps.time < start), rows=inside)
