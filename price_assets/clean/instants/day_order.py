"""The one form of a column's dates, by the evidence of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from price_assets.checkpoints import Doubt

from .date_forms import FORMS, SWAPPED, pattern_of, read_form

if TYPE_CHECKING:
    import numpy as np

_SAMPLE = 1000
# Dates that follow each other regularly are at most a year apart, and have no long gaps: of
# fourteen days, or of four times the usual step.
_LONGEST_USUAL_STEP, _SHORT_GAP, _TIMES_THE_USUAL = 366, 14, 4
_FEWEST_FOR_ORDER, _FEWEST_FOR_STEPS = 3, 5
# Forms of which several often read all of a column; of others the first is what is meant.
_CONTESTED = (*SWAPPED, "%y-%m-%d", "%y%m%d")


@dataclass(frozen=True)
class Choice:
    """The form of a column.

    Attributes
    ----------
    form
        One of `FORMS`; None if none reads anything.
    days
        dtype ``datetime64[us]``; NaT where the form does not read.
    evidence
        What decided beside the dates themselves; empty for nothing.
    proves_day_first
        The order of day and month that the column itself proves; None where it does not.
    doubts
        The other readings, where nothing decided and the default is taken.
    """

    form: str | None
    days: np.ndarray[Any, Any]
    evidence: str = ""
    proves_day_first: bool | None = None
    doubts: list[Doubt] = field(default_factory=list)


def choose_form(
    plain: Any,
    dates: Any,
    day_first: bool | None = None,
    settled: bool | None = None,
    *,
    several_a_day: bool = False,
    forms: Sequence[str] = FORMS,
) -> Choice:
    """Choose the form that reads most of a column's different dates.

    Of forms of digits alone that read equally many, the one by which the dates follow each
    other in order, with regular steps of at most a year, is chosen if there is only one; then
    what is `settled`; then the first, which has the day first.

    Parameters
    ----------
    plain
        pyarrow string array of different plain dates, in the order of their first rows.
    dates
        The same as written.
    day_first
        What a person said of the order of day and month.
    settled
        What other files of the same form prove of it.
    several_a_day
        Whether dates stand in several cells, with different times of day: then days that follow
        each other are days or weeks apart, not months.
    forms
        The forms to choose from, in the order of `FORMS`.
    """
    import numpy as np
    import pyarrow.compute as pc

    sample = plain.take(np.arange(0, len(plain), len(plain) // _SAMPLE + 1))
    fitting = [
        form for form in forms if pc.any(pc.match_substring_regex(sample, pattern_of(form))).as_py()
    ]
    days = {
        form: read_form(plain, form)
        for form in fitting
        if day_first is None or form not in SWAPPED or form.startswith("%d") == day_first
    }
    if "%Y-%n" in days and not _are_split_years(days["%Y-%n"]):
        del days["%Y-%n"]
    counts = {form: int((~np.isnat(read)).sum()) for form, read in days.items()}
    most = max(counts.values(), default=0)
    if most == 0:
        return Choice(None, np.full(len(plain), np.datetime64("NaT"), "datetime64[us]"))
    best = [form for form, count in counts.items() if count == most]
    first = best[0]
    if len(best) == 1 or first not in _CONTESTED:
        others = best[1:] if first == "%Y%m" else []
        return Choice(first, days[first], "", _order_of(first), _doubts(first, others, days, dates))
    regular = [form for form in best if _follow_regularly(days[form], several_a_day)]
    if len(regular) > 1:
        regular = [form for form in regular if _has_no_gap(days[form])]
    if len(regular) == 1:
        return Choice(
            regular[0], days[regular[0]], "by the order of the rows", _order_of(regular[0])
        )
    as_settled = [form for form in best if settled is not None and _order_of(form) == settled]
    if as_settled:
        return Choice(as_settled[0], days[as_settled[0]], "as in other files of this form")
    proven = None if SWAPPED.get(first) in best else _order_of(first)
    return Choice(first, days[first], "", proven, _doubts(first, best[1:], days, dates))


def _order_of(form: str) -> bool | None:
    return form.startswith("%d") if form in SWAPPED else None


def _are_split_years(read: np.ndarray[Any, Any]) -> bool:
    """Tell whether 2009/10 is a season and no month: all cells are, and years follow years."""
    import numpy as np

    if np.isnat(read).any() or len(read) < _FEWEST_FOR_ORDER:
        return False
    steps = np.diff(np.sort(read.astype("datetime64[Y]")).astype("int64"))
    return bool((steps == 1).all())


def _follow_regularly(read: np.ndarray[Any, Any], several_a_day: bool) -> bool:
    import numpy as np

    days = read[~np.isnat(read)].astype("datetime64[D]").astype("int64")
    if len(days) < (_FEWEST_FOR_ORDER - several_a_day):
        return False
    steps = np.diff(days)
    if not ((steps >= 0).all() or (steps <= 0).all()):
        return False
    sizes = np.abs(steps[steps != 0])
    if len(sizes) == 0:
        return False
    usual = float(np.median(sizes))
    longest = _SHORT_GAP if several_a_day else max(_SHORT_GAP, _TIMES_THE_USUAL * usual)
    return usual <= _LONGEST_USUAL_STEP and float(sizes.max()) <= longest


def _has_no_gap(read: np.ndarray[Any, Any]) -> bool:
    """Tell whether dates go on by equal steps of days, working days or months."""
    import numpy as np

    days = read[~np.isnat(read)].astype("datetime64[D]")
    if len(days) < _FEWEST_FOR_STEPS:
        return False
    days = days[:: -1 if days[0] > days[-1] else 1]
    months = days.astype("datetime64[M]")
    steps = [np.diff(days).astype("int64")]
    if bool(np.is_busday(days).all()):
        steps.append(np.busday_count(days[:-1], days[1:]))
    if len(np.unique((days - months).astype("int64"))) == 1:
        steps.append(np.diff(months).astype("int64"))
    return any(len(np.unique(sizes)) == 1 for sizes in steps)


def _doubts(
    taken: str, others: list[str], days: dict[str, np.ndarray[Any, Any]], dates: Any
) -> list[Doubt]:
    """Return how the first date that other forms read otherwise could be read too."""
    import numpy as np

    found: dict[str, Doubt] = {}
    for other in others:
        different = np.flatnonzero(~np.isnat(days[taken]) & (days[taken] != days[other]))
        different = different[~np.isnat(days[other][different])]
        if len(different) == 0:
            continue
        cell = dates[int(different[0])].as_py()
        read, otherwise = (str(days[form][different[0]])[:10] for form in (taken, other))
        swapped = SWAPPED.get(taken) == other
        doubt = Doubt(
            what="order of day and month" if swapped else "form of dates",
            taken=f"{cell} as {read}",
            other=f"{cell} as {otherwise}",
            setting="day_first" if swapped else "date_format",
        )
        found.setdefault(doubt.setting, doubt)
    return list(found.values())
