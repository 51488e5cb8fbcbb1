"""Every place in time where a symbol has a price, or is to be given a forecast."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Flags, Floats, Integers
from .durations import DAY
from .next_timestamp import next_timestamps
from .panel import Panel

# Ratios of smaller changes would leave the range of a double.
_SMALLEST_CHANGE = 1e-60
_DATE_LENGTH = len("2020-01-31")


@dataclass(frozen=True, eq=False)
class Steps:
    """Each price of the panel, and after each symbol's last the next ones, still unknown.

    All arrays have shape (N + S * ahead,); a symbol's unknown steps stand directly after its rows.

    Attributes
    ----------
    code
        Number of the symbol.
    place
        How many steps of the symbol stand before this one.
    time
        Microseconds since 1970; that of an unknown step is inferred, or told by its row ahead.
    known_from
        When its price is known at the latest: `time`, or the end of the day where the symbol's
        timestamps are dates alone, whose price may be that of the close; microseconds.
    price
        NaN where it is unknown.
    last
        The price before; NaN at the first price, and after an unknown one.
    change
        ``price - last``; NaN where one of them is, 0 where it is below 1e-60.
    row
        Row of the panel, -1 where the price is unknown.
    known_ahead
        Values of the columns that are known before the price is, by name; NaN where absent.
    extras
        Values of the other numeric columns, known with the price, by name; NaN where absent.
    next_texts
        Timestamps of the unknown steps, in the form of the symbol's own; S lists.
    """

    code: Integers
    place: Integers
    time: Integers
    known_from: Integers
    price: Floats
    last: Floats
    change: Floats
    row: Integers
    known_ahead: dict[str, Floats]
    extras: dict[str, Floats]
    next_texts: list[list[str]]

    @property
    def first_unknown(self) -> Integers:
        """Where each symbol's first unknown step stands; shape (S,)."""
        return np.flatnonzero((self.row < 0) & (np.roll(self.row, 1) >= 0))

    @property
    def known(self) -> Flags:
        """Steps whose price came and has one before it."""
        return (self.row >= 0) & (self.place >= 1)


def to_steps(
    panel: Panel, ahead: int = 1, known_ahead: tuple[str, ...] = (), extras: tuple[str, ...] = ()
) -> Steps:
    """List every step of a panel.

    Parameters
    ----------
    panel
        The prices, and their rows ahead.
    ahead
        Unknown steps after each symbol's last price, at least 1.
    known_ahead, extras
        Names of columns of the panel to carry along.
    """
    sizes = np.diff(panel.starts)
    code = np.repeat(np.arange(len(sizes)), sizes + ahead)
    starts = panel.starts[:-1] + ahead * np.arange(len(sizes))
    place = np.arange(len(code)) - np.repeat(starts, sizes + ahead)
    known = place < sizes[code]
    row = np.full(len(code), -1, dtype=np.int64)
    row[known] = np.arange(panel.rows)
    time = np.empty(len(code), dtype=np.int64)
    time[known] = panel.times
    told = {name: np.full(len(code), np.nan) for name in known_ahead}
    for name, values in told.items():
        values[known] = panel.columns[name]
    next_texts = []
    for number in range(len(sizes)):
        span = slice(
            int(starts[number] + sizes[number]), int(starts[number] + sizes[number]) + ahead
        )
        texts, time[span] = _unknown_steps(panel, number, ahead, bool(known_ahead))
        next_texts.append(texts)
        if known_ahead:
            rows = panel.ahead.rows_of(number)[:ahead]
            for name, values in told.items():
                values[span.start : span.start + len(rows)] = panel.ahead.columns[name][rows]
    price = np.full(len(code), np.nan)
    price[known] = panel.prices
    last = np.full(len(code), np.nan)
    # Before a symbol's first price stands the unknown one of the symbol before it: NaN as well.
    last[1:] = price[:-1]
    change = price - last
    change[np.abs(change) < _SMALLEST_CHANGE] = 0.0
    other = {name: np.full(len(code), np.nan) for name in extras}
    for name, values in other.items():
        values[known] = panel.columns[name]
    dates = np.array([len(panel.texts[start]) == _DATE_LENGTH for start in panel.starts[:-1]])
    known_from = time + np.where(dates[code], DAY - 1, 0)
    return Steps(code, place, time, known_from, price, last, change, row, told, other, next_texts)


def _unknown_steps(
    panel: Panel, number: int, ahead: int, told: bool
) -> tuple[list[str], list[int]]:
    """Name a symbol's unknown steps: its rows ahead where they count, then inferred ones."""
    span = panel.span(number)
    texts, times = [panel.texts[span.stop - 1]], panel.times[span]
    if told:
        rows = panel.ahead.rows_of(number)[:ahead]
        texts += [panel.ahead.texts[row] for row in rows]
        times = np.concatenate([times, panel.ahead.times[rows]])
    missing = ahead + 1 - len(texts)
    more, later = next_timestamps(texts[-1], times, missing)
    return [*texts[1:], *more], [*times[len(times) - len(texts) + 1 :].tolist(), *later]
