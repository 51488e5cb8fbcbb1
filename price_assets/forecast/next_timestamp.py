"""When a symbol's next price is due, told from its own timestamps."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np

from price_assets.checkpoints import PriceAssetsError

from .arrays import Integers
from .durations import DAY

_EPOCH = datetime(1970, 1, 1)
_RECENT = 64


def next_timestamps(last_text: str, times: Integers, count: int) -> tuple[list[str], list[int]]:
    """Infer the `count` timestamps that follow a symbol's last one; see `next_timestamp`."""
    texts: list[str] = []
    later: list[int] = []
    recent = times[-_RECENT:]
    for _ in range(count):
        last_text, time = next_timestamp(last_text, recent)
        texts.append(last_text)
        later.append(time)
        recent = np.append(recent, time)[-_RECENT:]
    return texts, later


def next_timestamp(last_text: str, times: Integers) -> tuple[str, int]:
    """Infer the timestamp that follows a symbol's last one.

    Months step by months (a month's end stays one, its last weekday too), days skip the days of
    the week that the symbol never has, everything else steps by its median gap. A symbol of one
    price is taken as daily.

    Parameters
    ----------
    last_text
        The last timestamp as written: a date, a local time, or UTC with ``Z``.
    times
        All of the symbol's times, ascending, microseconds since 1970; shape (n,), n >= 1. Only
        the last 64 are looked at, so that a change of rhythm is followed.

    Returns
    -------
    tuple[str, int]
        The next timestamp in the same form, and as microseconds since 1970.

    Raises
    ------
    PriceAssetsError
        If it would lie after the year 9999.
    """
    recent = times[-_RECENT:]
    gaps = np.sort(np.diff(recent))
    try:
        moments = [_EPOCH + timedelta(microseconds=int(time)) for time in recent]
        # The lower median: a gap that was really there, also where there are two.
        gap = int(gaps[(len(gaps) - 1) // 2]) if len(gaps) else DAY
        moment = _after(moments, gap)
        return _in_form(moment, last_text), (moment - _EPOCH) // timedelta(microseconds=1)
    except OverflowError as error:
        raise PriceAssetsError(
            f"there is no time after {last_text}; expected timestamps before the year 9999: "
            "correct it in the source"
        ) from error


def _after(moments: list[datetime], gap: int) -> datetime:
    last = moments[-1]
    if (by_month := _next_by_month(moments)) is not None:
        return by_month
    if gap == DAY:
        days = _days_of_week(moments)
        moment = last + timedelta(days=1)
        while moment.weekday() not in days:
            moment += timedelta(days=1)
        return moment
    return last + timedelta(microseconds=gap)


def _days_of_week(moments: list[datetime]) -> set[int]:
    """Return the days of the week on which a daily symbol has prices."""
    counts = Counter(moment.weekday() for moment in moments)
    seen = set(counts)
    if len(moments) >= 10 and moments[-1] - moments[0] >= timedelta(days=14):
        # A single session on a Saturday does not make Saturdays days of prices.
        often = max(counts.values()) / 4
        return {day for day, count in counts.items() if count >= often}
    # With less to go by a missing weekday may be chance; a weekend that was passed over tells.
    passed_over = any(
        later.date() - earlier.date() > timedelta(days=2) and earlier.weekday() == 4
        for earlier, later in pairwise(moments)
    )
    return set(range(5)) if passed_over and not seen & {5, 6} else set(range(7))


def _next_by_month(moments: list[datetime]) -> datetime | None:
    """Step by whole months if each moment has the same place in its month."""
    numbers = [12 * moment.year + moment.month - 1 for moment in moments]
    steps = sorted(later - earlier for earlier, later in pairwise(numbers))
    if not steps or steps[0] < 1 or len({moment.time() for moment in moments}) > 1:
        return None
    number = numbers[-1] + steps[(len(steps) - 1) // 2]
    year, month = divmod(number, 12)
    if year > 9999:
        raise OverflowError
    anchor = max(moment.day for moment in moments)
    places = (
        lambda year, _month: monthrange(year, _month)[1],
        lambda year, _month: min(anchor, monthrange(year, _month)[1]),
        _last_weekday,
    )
    for place in places:
        if all(place(moment.year, moment.month) == moment.day for moment in moments):
            return moments[-1].replace(year=year, month=month + 1, day=place(year, month + 1))
    return None


def _last_weekday(year: int, month: int) -> int:
    first_weekday, days = monthrange(year, month)
    weekday = (first_weekday + days - 1) % 7
    return days - max(0, weekday - 4)


def _in_form(moment: datetime, last_text: str) -> str:
    """Write a moment as the symbol's last timestamp is written."""
    if len(last_text) == 10:
        return moment.date().isoformat()
    clock = last_text[11:].removesuffix("Z")
    precision = "seconds"
    if "." in clock or moment.microsecond:
        precision = "microseconds"
    elif len(clock) == 5 and not moment.second:
        precision = "minutes"
    ending = "Z" if last_text.endswith("Z") else ""
    return moment.isoformat(sep=last_text[10], timespec=precision) + ending
