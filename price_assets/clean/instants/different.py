"""The different texts of a column, read as times by one decision for all of them.

The form that reads most of the column's different dates wins, so that one day above the twelfth
settles the order of day and month for all. Cells that it does not read are read where no form of
theirs can be mistaken for another, and counted in a note; all others are unreadable.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .counts import counts_of_text, epochs_among
from .date_convention import convention_of
from .date_forms import SWAPPED, UNMISTAKABLE, has_day, read_form
from .date_words import plain_dates
from .day_order import choose_form
from .intervals import starts_of
from .moments import Moments, take_apart
from .times import Different, is_outside

if TYPE_CHECKING:
    import numpy as np

# Marks of the direction of text, which programs put into the dates that they show to people.
_INVISIBLE = "[\u200e\u200f\u202a-\u202e\ufeff]"

# Years and yyyymmdd that were floating-point numbers once.
_WHOLE_WITH_ZERO = r"^(\d{4}|\d{6}|\d{8})\.0$"
_LONGEST = 200  # characters; a longer cell is prose and no time


def read_different(
    text: Any, weights: np.ndarray[Any, Any], day_first: bool | None, settled: bool | None
) -> Different:
    """Read the different texts of a column.

    Parameters
    ----------
    text
        pyarrow large string array without nulls, in the order of their first rows.
    weights
        dtype integer: how many cells hold each.
    day_first, settled
        As for `read_times`.
    """
    text = _normal(text)
    found = counts_of_text(text, weights)
    if found is None:
        found = _by_best_form(text, day_first, settled)
    return _with_unmistakable(found, text, weights)


def _normal(text: Any) -> Any:
    """Write full-width digits and every kind of space in ASCII, and leave quotes around out."""
    import pyarrow.compute as pc

    if not pc.all(pc.string_is_ascii(text)).as_py():
        text = pc.replace_substring_regex(pc.utf8_normalize(text, "NFKC"), _INVISIBLE, "")
    text = pc.replace_substring_regex(pc.utf8_trim(text, " \t\"'"), _WHOLE_WITH_ZERO, r"\1")
    return pc.if_else(pc.greater(pc.utf8_length(text), _LONGEST), "", text)


def _by_best_form(text: Any, day_first: bool | None, settled: bool | None) -> Different:
    import numpy as np

    text, intervals = starts_of(text)
    moments = take_apart(text)
    plain, spoken, notes = plain_dates(moments.dates)
    choice = choose_form(
        plain, moments.dates, day_first, settled, several_a_day=len(text) > 2 * len(plain)
    )
    if choice.form is None:
        return _put_together(moments, choice.days, whole=False)
    found = _put_together(moments, choice.days, whole=has_day(choice.form))
    first = moments.dates[int(np.argmax(~np.isnat(choice.days)))].as_py()
    return replace(
        found,
        convention=", ".join(
            [
                convention_of(choice.form, first, spoken) + _of_clocks(found),
                *(["the start of each interval"] if intervals else []),
                *([choice.evidence] if choice.evidence else []),
            ]
        ),
        notes=[*moments.notes, *notes],
        doubts=choice.doubts,
        day_first_applied=choice.form in SWAPPED,
        proves_day_first=None if day_first is not None else choice.proves_day_first,
    )


def _of_clocks(found: Different) -> str:
    import numpy as np

    readable = ~np.isnat(found.instants)
    if not found.timed[readable].any():
        return ""
    return " with time of day" + (" and zone" if found.zoned[readable].any() else "")


def _put_together(moments: Moments, days: np.ndarray[Any, Any], *, whole: bool) -> Different:
    """Add times of day to dates; where these are not whole, with a day, there can be none."""
    import numpy as np

    instants = days[moments.codes] + moments.spans - moments.offsets
    if not whole:
        instants[moments.timed] = np.datetime64("NaT")
    instants[is_outside(instants)] = np.datetime64("NaT")
    return Different(
        instants, moments.timed, moments.zoned, "unreadable", moments.zones, moments.cut
    )


def _with_unmistakable(found: Different, text: Any, weights: np.ndarray[Any, Any]) -> Different:
    """Read what is unread and cannot be mistaken, beside a form that reads some of the column."""
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
    for form in UNMISTAKABLE:
        days = np.where(np.isnat(days), read_form(plain, form), days)
    rest = _put_together(moments, days, whole=True)
    counted = epochs_among(pc.if_else(pa.array(np.isnat(rest.instants)), some, None))
    if counted is not None:
        rest = _filled(rest, np.arange(len(some)), counted)
    read = ~np.isnat(rest.instants)
    if not read.any():
        return found
    note = (
        "other forms of dates that cannot be mistaken are read too (cells: "
        f"{int(weights[unread[read]].sum())}, the first '{some[int(np.argmax(read))].as_py()}')"
    )
    return replace(_filled(found, unread, rest), notes=[*found.notes, *moments.notes, *notes, note])


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
