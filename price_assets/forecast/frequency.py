"""How often a symbol has prices, and after how many of them its seasons come round."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .arrays import Integers
from .durations import DAY, HOUR, MINUTE

Clock = Literal["grid", "rows", "months"]

# The newest rows tell; so a change of rhythm long ago is of no account.
_RECENT = 1000
_LEAST_PRICES = 4
# A clock of fixed steps is of use only where most of its places are taken: an exchange that is
# open for seven hours has its own day of seven rows.
_LEAST_TAKEN = 0.8
_MONTHLY_NAMES = {1: "monthly", 3: "quarterly", 6: "half-yearly", 12: "yearly"}


@dataclass(frozen=True)
class Frequency:
    """The rhythm of a series.

    Attributes
    ----------
    name
        In words: ``hourly``, ``15 minutes``, ``daily``, ``weekly``, ``monthly``, ``irregular`` …
    clock
        What seasons are counted in. ``grid``: steps of fixed length. ``rows``: prices, whatever
        lies between them. ``months``: calendar months.
    step
        Length of a step: microseconds on the grid, months by the month, 0 by rows.
    seasons
        Seasonal periods in steps, ascending: 24 and 168 of hours, 5 of trading days, 12 of months.
    """

    name: str
    clock: Clock
    step: int
    seasons: tuple[int, ...]


IRREGULAR = Frequency("irregular", "rows", 0, ())


def infer_frequency(times: Integers) -> Frequency | None:
    """Tell the rhythm of a symbol from its timestamps.

    Parameters
    ----------
    times
        Ascending, microseconds since 1970; shape (n,).

    Returns
    -------
    Frequency or None
        None where there are fewer than four prices, which tell nothing.
    """
    recent = times[-_RECENT:]
    if len(recent) < _LEAST_PRICES:
        return None
    gaps = np.sort(np.diff(recent))
    usual = int(gaps[(len(gaps) - 1) // 2])
    if usual >= 27 * DAY:
        return _by_months(recent) or IRREGULAR
    if usual > 5 * DAY:
        return Frequency("weekly", "grid", 7 * DAY, (52,)) if _near(gaps, 7 * DAY) else IRREGULAR
    if usual > DAY * 5 // 6:
        days = _days_of_week(recent)
        return Frequency("daily", "rows", 0, (days,))
    if not _near(gaps, usual):
        return IRREGULAR
    return _within_days(recent, usual)


def _near(gaps: Integers, step: int) -> bool:
    """Tell whether most gaps are one step, or a few of them, give or take a tenth."""
    count = np.maximum(np.round(gaps / step), 1.0)
    return bool(np.mean(np.abs(gaps - count * step) <= step / 10) >= 0.5)


def _days_of_week(times: Integers) -> int:
    """Count the days of the week on which prices are usual."""
    counts = np.bincount(np.floor_divide(times, DAY) % 7, minlength=7)
    return max(int((counts >= counts.max() / 4).sum()), 1) if len(times) >= 10 else 5


def _within_days(times: Integers, step: int) -> Frequency:
    name = _name_of(step)
    per_day = max(round(DAY / step), 1)
    places = (times[-1] - times[0]) / step + 1
    if len(times) >= _LEAST_TAKEN * places:
        return Frequency(name, "grid", step, (per_day, 7 * per_day) if per_day > 1 else (7,))
    sizes = Counter(np.unique(np.floor_divide(times, DAY), return_counts=True)[1][1:-1].tolist())
    if not sizes:
        return Frequency(name, "rows", 0, ())
    rows_a_day = max(sizes, key=lambda size: (sizes[size], size))
    if rows_a_day < 2:
        return Frequency(name, "rows", 0, ())
    return Frequency(name, "rows", 0, (rows_a_day, rows_a_day * _days_of_week(times)))


def _name_of(step: int) -> str:
    for unit, word in ((HOUR, "hour"), (MINUTE, "minute"), (1_000_000, "second")):
        if step >= unit and step % unit == 0:
            count = step // unit
            return {"hour": "hourly"}.get(word, f"1 {word}") if count == 1 else f"{count} {word}s"
    return f"{step / 1_000_000:g} seconds"


def _by_months(times: Integers) -> Frequency | None:
    months = times.astype("datetime64[us]").astype("datetime64[M]").astype(np.int64)
    steps = np.diff(months)
    if (steps < 1).any():
        return None
    for size, name in sorted(_MONTHLY_NAMES.items(), reverse=True):
        if (steps % size == 0).all():
            return Frequency(name, "months", size, (12 // size,) if size < 12 else ())
    return None


def common_frequencies(found: list[Frequency | None]) -> list[Frequency]:
    """Give symbols of one name one frequency, and those that tell nothing the usual one.

    Where symbols of one name differ, as in daily prices of five and of seven days a week, the
    more frequent form counts for all, so that one model with one set of seasons serves them.

    Parameters
    ----------
    found
        What each symbol's timestamps tell; length S, S >= 1.

    Returns
    -------
    list of Frequency
        Length S.
    """
    counts = Counter(frequency for frequency in found if frequency is not None)
    if not counts:
        return [Frequency("daily", "rows", 0, (5,))] * len(found)
    form: dict[str, Frequency] = {}
    # Sorted, so that no order of symbols decides between equals.
    for frequency, _ in sorted(counts.items(), key=lambda item: (-item[1], str(item[0]))):
        form.setdefault(frequency.name, frequency)
    usual = next(iter(form.values()))
    return [usual if frequency is None else form[frequency.name] for frequency in found]
