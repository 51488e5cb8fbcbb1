"""The different texts of a column, read as times by one decision for all of them.

The form that reads most of the column's different dates wins, so that one day above the twelfth
settles the order of day and month for all. Cells of other forms of dates are read by what these
cells tell of their form, and counted in a note; all others are unreadable.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .counts import counts_of_text
from .date_convention import convention_of
from .date_forms import SWAPPED, has_day
from .date_words import plain_dates
from .day_order import choose_form
from .intervals import starts_of
from .moments import take_apart
from .other_forms import put_together, with_other_forms
from .spreadsheet_swaps import swapped_by_spreadsheet
from .times import Different

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
    found, form = counts_of_text(text, weights), None
    if found is None:
        found, form = _by_best_form(text, day_first, settled)
    found = with_other_forms(found, form, text, weights, day_first, settled)
    return replace(found, doubts=[*found.doubts, *swapped_by_spreadsheet(text, found.instants)])


def _normal(text: Any) -> Any:
    """Write full-width digits and every kind of space in ASCII, and leave quotes around out."""
    import pyarrow.compute as pc

    if not pc.all(pc.string_is_ascii(text)).as_py():
        text = pc.replace_substring_regex(pc.utf8_normalize(text, "NFKC"), _INVISIBLE, "")
    text = pc.replace_substring_regex(pc.utf8_trim(text, " \t\"'"), _WHOLE_WITH_ZERO, r"\1")
    return pc.if_else(pc.greater(pc.utf8_length(text), _LONGEST), "", text)


def _by_best_form(
    text: Any, day_first: bool | None, settled: bool | None
) -> tuple[Different, str | None]:
    import numpy as np

    text, intervals = starts_of(text)
    moments = take_apart(text)
    plain, spoken, notes = plain_dates(moments.dates)
    choice = choose_form(
        plain, moments.dates, day_first, settled, several_a_day=len(text) > 2 * len(plain)
    )
    if choice.form is None:
        return put_together(moments, choice.days, whole=False), None
    found = put_together(moments, choice.days, whole=has_day(choice.form))
    first = moments.dates[int(np.argmax(~np.isnat(choice.days)))].as_py()
    described = replace(
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
    return described, choice.form


def _of_clocks(found: Different) -> str:
    import numpy as np

    readable = ~np.isnat(found.instants)
    if not found.timed[readable].any():
        return ""
    return " with time of day" + (" and zone" if found.zoned[readable].any() else "")
