"""Cells of other forms of dates than that of most of their column."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .counts import epochs_among
from .date_forms import FORMS, SWAPPED, UNMISTAKABLE, has_day, pattern_of, read_form
from .date_words import plain_dates
from .day_order import Choice, choose_form
from .intervals import starts_of
from .moments import Moments, take_apart
from .times import Different, is_outside

if TYPE_CHECKING:
    import numpy as np

_PERIODS = ("q", "h", "n", "V", "m", "b")


def with_other_forms(
    found: Different,
    form: str | None,
    text: Any,
    weights: np.ndarray[Any, Any],
    day_first: bool | None,
    settled: bool | None,
) -> Different:
    """Read what is unread, beside a form that reads some of the column.

    What is of another form is read by that form, chosen as that of a column of these cells alone
    would be; but a year beside months is a yearly figure, so only forms of equal periods are
    taken. What is of the column's form and no date, such as a day 32, stays unread.

    Parameters
    ----------
    found
        What the column's form reads.
    form
        That form; None for counts of time.
    text
        pyarrow large string array: the different texts of the column.
    weights
        dtype integer: how many cells hold each.
    day_first, settled
        As for `read_times`.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    unread = np.flatnonzero(np.isnat(found.instants))
    if len(unread) in (0, len(text)):
        return found
    some = text.take(pa.array(unread))
    moments = take_apart(starts_of(some)[0])
    plain, _, notes = plain_dates(moments.dates)
    days = np.full(len(plain), np.datetime64("NaT"), "datetime64[us]")
    for unmistakable in UNMISTAKABLE:
        days = np.where(np.isnat(days), read_form(plain, unmistakable), days)
    whole = ~np.isnat(days)
    order = settled if form not in SWAPPED else form.startswith("%d")
    choices = _choose_others(plain, moments.dates, days, form, day_first, order)
    for choice in choices:
        days = np.where(np.isnat(days), choice.days, days)
    whole |= has_day(form or "%d")
    rest = put_together(moments, days, whole=whole[moments.codes])
    counted = epochs_among(pc.if_else(pa.array(np.isnat(rest.instants)), some, None))
    if counted is not None:
        rest = _filled(rest, np.arange(len(some)), counted)
    read = ~np.isnat(rest.instants)
    if not read.any():
        return found
    doubts = [doubt for choice in choices for doubt in choice.doubts]
    note = (
        f"other forms of dates{'' if doubts else ' that cannot be mistaken'} are read too (cells: "
        f"{int(weights[unread[read]].sum())}, the first '{some[int(np.argmax(read))].as_py()}')"
    )
    ordered = any(choice.form in SWAPPED for choice in choices)
    proofs = {choice.proves_day_first for choice in choices} - {None}
    proven = found.proves_day_first
    if not found.day_first_applied and day_first is None and len(proofs) == 1:
        proven = proofs.pop()
    return replace(
        _filled(found, unread, rest),
        notes=[*found.notes, *moments.notes, *notes, note],
        doubts=[*found.doubts, *doubts],
        day_first_applied=found.day_first_applied or ordered,
        proves_day_first=proven,
    )


def _choose_others(
    plain: Any,
    dates: Any,
    days: np.ndarray[Any, Any],
    form: str | None,
    day_first: bool | None,
    settled: bool | None,
) -> list[Choice]:
    """Choose form after form for the dates that are unread, until none reads any of them."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    period = _period_of(form or "%d")
    forms = [
        other for other in FORMS if _period_of(other) == period and not re.search("%.%", other)
    ]
    choices: list[Choice] = []
    used = [] if form is None else [form]
    open_dates = np.isnat(days)
    while forms:
        for known in used:
            of_form = pc.match_substring_regex(plain, pattern_of(known))
            open_dates = open_dates & ~of_form.to_numpy(zero_copy_only=False)
        places = pa.array(np.flatnonzero(open_dates))
        choice = choose_form(
            plain.take(places), dates.take(places), day_first, settled, forms=forms
        )
        if choice.form is None:
            break
        read = np.full(len(plain), np.datetime64("NaT"), "datetime64[us]")
        read[open_dates] = choice.days
        choices.append(replace(choice, days=read))
        used, forms = [choice.form], [other for other in forms if other != choice.form]
    return choices


def _period_of(form: str) -> str:
    """Return the directive of the shortest period that a form names."""
    if has_day(form):
        return "d"
    return next((name for name in _PERIODS if f"%{name}" in form), "Y").replace("b", "m")


def put_together(
    moments: Moments, days: np.ndarray[Any, Any], *, whole: np.ndarray[Any, Any] | bool
) -> Different:
    """Add times of day to dates; where these are not whole, with a day, there can be none.

    Parameters
    ----------
    moments
        The cells taken apart.
    days
        dtype ``datetime64[us]``, one for each of their different dates; NaT where unreadable.
    whole
        dtype ``bool``, one for each cell or one for all: the date has a day.
    """
    import numpy as np

    instants = days[moments.codes] + moments.spans - moments.offsets
    instants[moments.timed & np.logical_not(whole)] = np.datetime64("NaT")
    instants[is_outside(instants)] = np.datetime64("NaT")
    return Different(
        instants, moments.timed, moments.zoned, "unreadable", moments.zones, moments.cut
    )


def _filled(found: Different, places: np.ndarray[Any, Any], rest: Different) -> Different:
    """Put what was read elsewhere in the places that are unread."""
    import numpy as np

    read = ~np.isnat(rest.instants) & np.isnat(found.instants[places])

    def filled(
        ours: np.ndarray[Any, Any] | None, theirs: np.ndarray[Any, Any] | None, nothing: object
    ) -> np.ndarray[Any, Any]:
        values = np.full(len(found.instants), nothing) if ours is None else ours.copy()
        values[places[read]] = nothing if theirs is None else theirs[read]
        return values

    return replace(
        found,
        instants=filled(found.instants, rest.instants, None),
        timed=filled(found.timed, rest.timed, False),
        zoned=filled(found.zoned, rest.zoned, False),
        zones=filled(found.zones, rest.zones, None),
        cut=filled(found.cut, rest.cut, False),
    )
