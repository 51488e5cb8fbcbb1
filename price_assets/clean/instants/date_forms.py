"""The forms of dates, and how each is read."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from .two_digit_years import full_years

if TYPE_CHECKING:
    import numpy as np

# As in strptime, with %q for a quarter, %h for half a year and %n for the year after %Y. Forms
# are of plain dates, whose parts stand between hyphens and whose named months are @01 … @12.
# Of forms that read equally many dates, the first is taken.
FORMS = (
    *("%Y-%m-%d", "%Y%m%d"),
    *("%d-%m-%Y", "%m-%d-%Y", "%d-%m-%y", "%m-%d-%y", "%y-%m-%d"),
    *("%d-%b-%Y", "%b-%d-%Y", "%Y-%b-%d", "%Y-%d-%b", "%d-%b-%y", "%b-%d-%y"),
    *("%Y-%n", "%Y-%m", "%m-%Y", "%b-%Y", "%Y-%b", "%b-%y", "%Y-M-%m", "M-%m-%Y", "%Y%m"),
    *("%y%m%d", "%d%m%y", "%m%d%y", "%d%m%Y"),
    *("%Y-Q-%q", "%Y-%q-Q", "%q-Q-%Y", "Q-%q-%Y", "%q-Q-%y", "Q-%q-%y"),
    *("%Y-H-%h", "%Y-%h-H", "%h-H-%Y", "H-%h-%Y", "%h-H-%y", "H-%h-%y"),
    *("%G-W-%V-%u", "%G-W-%V%u", "%G-W-%V", "W-%V-%G"),
    *("%Y-%j", "%Y%j", "%Y"),
)
SWAPPED = {
    "%d-%m-%Y": "%m-%d-%Y",
    "%m-%d-%Y": "%d-%m-%Y",
    "%d-%m-%y": "%m-%d-%y",
    "%m-%d-%y": "%d-%m-%y",
    "%d%m%y": "%m%d%y",
    "%m%d%y": "%d%m%y",
}
# Whole dates that are what they are in any column.
UNMISTAKABLE = (
    *("%Y-%m-%d", "%Y%m%d", "%d-%b-%Y", "%b-%d-%Y", "%Y-%b-%d", "%d-%b-%y"),
    *("%G-W-%V-%u", "%G-W-%V%u"),
)
_WHOLE = re.compile(r"%d|%u|%j")
_DIGITS = {
    "Y": r"[1-9]\d{3}",
    "G": r"[1-9]\d{3}",
    "n": r"(?:\d{4}|\d{2})",
    "y": r"\d{2}",
    "m": r"\d{1,2}",
    "d": r"\d{1,2}",
    "V": r"\d{1,2}",
    "j": r"\d{3}",
    "q": "[1-4]",
    "h": "[12]",
    "u": "[1-7]",
    "b": r"\d{2}",
}
# A month or a year alone is read in these years only, so that not every number is one.
_PLAUSIBLE = (1500, 2199)


@cache
def pattern_of(form: str) -> str:
    """Return the regular expression (RE2) of a form, with a group for each of its directives."""
    glued = re.search(r"%.%", form)

    def group(directive: re.Match[str]) -> str:
        name = directive[1]
        digits = r"\d{2}" if glued and name in "mdV" else _DIGITS[name]
        return ("@" if name == "b" else "") + f"(?P<{name}>{digits})"

    return "^" + re.sub("%(.)", group, form) + "$"


def has_day(form: str) -> bool:
    """Tell whether a form names a day, and not only a month or a longer period."""
    return _WHOLE.search(form) is not None


def read_form(plain: Any, form: str) -> np.ndarray[Any, Any]:
    """Read plain dates by one form.

    Parameters
    ----------
    plain
        pyarrow string array, as `plain_dates` returns.
    form
        One of `FORMS`.

    Returns
    -------
    numpy.ndarray
        dtype ``datetime64[us]``, NaT where the form does not read; of a period, its first day.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    parts = pc.extract_regex(plain, pattern_of(form))
    found = np.full(len(plain), np.datetime64("NaT"), "datetime64[us]")
    rows = np.flatnonzero(pc.is_valid(parts).to_numpy(zero_copy_only=False))
    if len(rows) == 0:
        return found
    parts = parts.take(pa.array(rows))
    fields = {
        name: pc.cast(pc.struct_field(parts, name), pa.int64()).to_numpy(zero_copy_only=False)
        for name in re.findall("%(.)", form)
    }
    if "y" in fields:
        fields["Y"] = full_years(fields["y"])
    found[rows] = _iso_weeks(fields) if "V" in fields else _days(fields)
    if not has_day(form):
        low, high = (np.datetime64(f"{year}-01-01") for year in (_PLAUSIBLE[0], _PLAUSIBLE[1] + 1))
        with np.errstate(invalid="ignore"):
            found[(found < low) | (found >= high)] = np.datetime64("NaT")
    return found


def _days(fields: dict[str, np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    import numpy as np

    year = fields["Y"]
    month = fields.get("m", fields.get("b", np.ones_like(year)))
    if "q" in fields:
        month = 3 * fields["q"] - 2
    if "h" in fields:
        month = 6 * fields["h"] - 5
    first = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    number = fields.get("j", fields.get("d", np.ones_like(year)))
    found = first.astype("datetime64[D]") + (number - 1)
    bad = (month < 1) | (month > 12) | (number < 1)
    if "j" in fields:
        bad |= found.astype("datetime64[Y]") != first.astype("datetime64[Y]")
    else:
        bad |= found.astype("datetime64[M]") != first
    if "n" in fields:
        following = fields["n"]
        bad |= np.where(following > 99, following != year + 1, following != (year + 1) % 100)
    found[bad] = np.datetime64("NaT")
    days: np.ndarray[Any, Any] = found.astype("datetime64[us]")
    return days


def _iso_weeks(fields: dict[str, np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    """Read ISO 8601 weeks: week 1 is that of 4 January, and a week is of its Thursday's year."""
    import numpy as np

    year = (fields["G"] - 1970).astype("datetime64[Y]")
    fourth = year.astype("datetime64[D]") + 3
    monday = fourth - (fourth.astype("int64") + 3) % 7 + (fields["V"] - 1) * 7
    bad = (fields["V"] < 1) | ((monday + 3).astype("datetime64[Y]") != year)
    found = monday + (fields.get("u", np.ones_like(fields["V"])) - 1)
    found[bad] = np.datetime64("NaT")
    days: np.ndarray[Any, Any] = found.astype("datetime64[us]")
    return days
