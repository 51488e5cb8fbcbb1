"""What is to be forecast from where: pairs of an origin and a step ahead of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Flags, Floats, Integers
from .steps import Steps

# More targets than these tell a model little that is new, and cost time and memory.
_MOST_TARGETS = 600_000


@dataclass(frozen=True, eq=False)
class Targets:
    """Every forecast that can be made, and what came.

    All arrays have shape (M,), ordered by symbol, origin and step.

    Attributes
    ----------
    base
        The first step after the origin: whatever stands before it is known at the origin.
    at
        The step that is forecast.
    step
        How many steps ahead it is, from 1.
    code
        Number of the symbol.
    place
        How many prices of the symbol stand before the origin; at least 1.
    time, moment
        Time of the target, and of the first step after its origin; microseconds.
    price
        The target's price; NaN where it is unknown.
    last
        The last price before the origin: the naive forecast.
    change
        ``price - last``, 0 where it is not a change; NaN where unknown.
    row
        Row of the panel, -1 where the price is unknown.
    overlap
        How many consecutive origins one forecast reaches over; 1 where none overlap.
    """

    base: Integers
    at: Integers
    step: Integers
    code: Integers
    place: Integers
    time: Integers
    moment: Integers
    price: Floats
    last: Floats
    change: Floats
    row: Integers
    overlap: int

    @property
    def known(self) -> Flags:
        """Targets that came: those that can be learnt from and measured."""
        return self.row >= 0

    @property
    def unknown(self) -> Integers:
        """Where the targets stand that are still to come; ordered by symbol and step."""
        return np.flatnonzero(self.row < 0)


def make_targets(steps: Steps, horizon: int = 1, starts: Flags | None = None) -> Targets:
    """List the targets of a panel.

    Parameters
    ----------
    steps
        All steps, with as many unknown ones after each symbol's last price as `horizon` needs.
    horizon
        Steps forecast from each origin, at least 1.
    starts
        The steps that an origin lies directly before, as `daily_starts` gives them; all if None.
        Of a block that has begun the steps that are still unknown are forecast from its origin.
    """
    origins = np.ones(len(steps.code), dtype=bool) if starts is None else starts
    base = np.flatnonzero(origins & (steps.place >= 1))
    unknown = steps.first_unknown[steps.code[base]]
    # From a later origin than the first unknown step nothing more is known.
    base = base[base <= unknown]
    base = _thinned(base, steps, horizon)
    pairs = np.repeat(base, horizon)
    ahead = np.tile(np.arange(horizon, dtype=np.int64), len(base))
    at = pairs + ahead
    there = at < len(steps.code)
    there[there] &= steps.code[at[there]] == steps.code[pairs[there]]
    pairs, ahead, at = pairs[there], ahead[there], at[there]
    # What is unknown is forecast once, from the newest origin of its symbol.
    newest = np.zeros(len(steps.first_unknown), dtype=np.int64)
    np.maximum.at(newest, steps.code[base], base)
    keep = (steps.row[at] >= 0) | (pairs == newest[steps.code[pairs]])
    pairs, ahead, at = pairs[keep], ahead[keep], at[keep]
    last = steps.last[pairs]
    change = steps.change[at] if horizon == 1 else steps.price[at] - last
    return Targets(
        base=pairs,
        at=at,
        step=ahead + 1,
        code=steps.code[pairs],
        place=steps.place[pairs],
        time=steps.time[at],
        moment=steps.time[pairs],
        price=steps.price[at],
        last=last,
        change=change,
        row=steps.row[at],
        overlap=_overlap(base, steps.code[base], horizon),
    )


def _overlap(base: Integers, code: Integers, horizon: int) -> int:
    between = np.diff(base)[code[1:] == code[:-1]]
    usual = int(np.median(between)) if len(between) else horizon
    return max(1, -(-horizon // max(usual, 1)))


def _thinned(base: Integers, steps: Steps, horizon: int) -> Integers:
    """Leave out origins evenly where there would be too many targets, the newest stay.

    By the place in the calendar and not by the symbol's own rows, so that all symbols keep the
    same moments.
    """
    every = -(-len(base) * horizon // _MOST_TARGETS)
    if every <= 1:
        return base
    _, moment = np.unique(steps.time[base], return_inverse=True)
    newest = np.append(steps.code[base][1:] != steps.code[base][:-1], True)
    return np.asarray(base[(moment % every == 0) | newest])


def daily_starts(steps: Steps, local_time: Integers, hour: int) -> Flags:
    """Tell where a block of forecasts begins that is made once a day.

    Parameters
    ----------
    steps
        All steps.
    local_time
        Their times on the clock that `hour` is read from, microseconds; shape (M,).
    hour
        Hour of the day, 0 to 23, at and after which a day's first step begins the block.

    Returns
    -------
    numpy.ndarray
        Shape (M,).
    """
    day = np.floor_divide(local_time - hour * 3_600_000_000, 86_400_000_000)
    begins = np.ones(len(day), dtype=bool)
    begins[1:] = (day[1:] != day[:-1]) | (steps.code[1:] != steps.code[:-1])
    return begins
