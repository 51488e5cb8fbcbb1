"""Text and numbers to instants, by one decision for the whole column.

The form that reads most of the column's different dates wins, so that one day above the twelfth
settles the order of day and month for all; cells that the form does not read are unreadable.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .clock import since_midnight, zone_offsets
from .epochs import read_epochs
from .text_columns import to_arrow_text

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_PARTS = (
    r"^(?P<date>[^:]*?\d)"
    r"(?:(?:T|,?\s+)(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s*(?P<half>[AaPp][Mm])?"
    r"\s*(?P<zone>Z|z|UTC|GMT|[-+]\d{2}(?::?\d{2})?)?)?$"
)
# Of forms that read equally many, the first is taken.
_FORMS = (
    ("%Y-%m-%d", r"^\d{4}-\d{1,2}-\d{1,2}$"),
    ("%Y%m%d", r"^\d{8}$"),
    ("%d-%m-%Y", r"^\d{1,2}-\d{1,2}-\d{4}$"),
    ("%m-%d-%Y", r"^\d{1,2}-\d{1,2}-\d{4}$"),
    ("%d-%m-%y", r"^\d{1,2}-\d{1,2}-\d{2}$"),
    ("%m-%d-%y", r"^\d{1,2}-\d{1,2}-\d{2}$"),
    ("%y-%m-%d", r"^\d{2}-\d{1,2}-\d{1,2}$"),
    ("%d-%b-%Y", r"^\d{1,2}-[A-Za-z]{3}-\d{4}$"),
    ("%d-%B-%Y", r"^\d{1,2}-[A-Za-z]{3,9}-\d{4}$"),
    ("%b-%d-%Y", r"^[A-Za-z]{3}-\d{1,2}-\d{4}$"),
    ("%B-%d-%Y", r"^[A-Za-z]{3,9}-\d{1,2}-\d{4}$"),
    ("%d-%b-%y", r"^\d{1,2}-[A-Za-z]{3}-\d{2}$"),
    ("%Y-%b-%d", r"^\d{4}-[A-Za-z]{3}-\d{1,2}$"),
    ("%Y-%m", r"^\d{4}-\d{2}$"),
    ("%m-%Y", r"^\d{1,2}-\d{4}$"),
    ("%b-%Y", r"^[A-Za-z]{3}-\d{4}$"),
    ("%B-%Y", r"^[A-Za-z]{3,9}-\d{4}$"),
    ("%Y", r"^(?:1[5-9]|20|21)\d{2}$"),
)
_SWAPPED = {
    "%d-%m-%Y": "%m-%d-%Y",
    "%m-%d-%Y": "%d-%m-%Y",
    "%d-%m-%y": "%m-%d-%y",
    "%m-%d-%y": "%d-%m-%y",
}
_SEPARATOR = r"[-/.,\s]+"
_SAMPLE = 1000


@dataclass(frozen=True)
class Times:
    """A column read as times.

    Attributes
    ----------
    instants
        dtype ``datetime64[us]``, NaT where unreadable; UTC where `zoned`, else local time.
    timed
        dtype ``bool``: whether the cell has a time of day.
    zoned
        dtype ``bool``: whether the cell names its zone.
    convention
        How the dates were read, such as ``%d/%m/%Y``.
    notes
        What a careful reader should know, such as that another order would read them too.
    """

    instants: np.ndarray[Any, Any]
    timed: np.ndarray[Any, Any]
    zoned: np.ndarray[Any, Any]
    convention: str
    notes: list[str] = field(default_factory=list)


def read_times(column: pd.Series, day_first: bool | None = None) -> Times:
    """Read a column as times.

    Parameters
    ----------
    column
        Text, or numbers: years, ``yyyymmdd``, or time since 1970 in s, ms, us or ns (UTC).
    day_first
        The order of day and month in numeric dates, where it is known.

    Returns
    -------
    Times
        One for each cell.
    """
    import numpy as np
    import pyarrow.compute as pc

    if column.dtype.kind in "iuf" and (epochs := read_epochs(column)) is not None:
        instants, unit = epochs
        whole = np.ones(len(column), bool)
        return Times(instants, whole, whole, f"{unit} since 1970 UTC")
    if column.dtype.kind == "f":  # years and yyyymmdd beside nulls
        column = column.where(_is_whole(column)).astype("Int64")
    text = to_arrow_text(column)
    numeric = pc.match_substring_regex(text, r"^\d{9,19}(?:\.\d+)?$")
    if (pc.sum(numeric).as_py() or 0) * 2 > len(text) - text.null_count:
        epochs = read_epochs(_to_numbers(pc.if_else(numeric, text, None)))
        if epochs is not None:
            instants, unit = epochs
            whole = ~np.isnat(instants)
            return Times(instants, whole, whole, f"{unit} since 1970 UTC")
    return _read_texts(text, day_first)


def _is_whole(column: pd.Series) -> np.ndarray[Any, Any]:
    import numpy as np

    numbers = column.to_numpy("float64", na_value=np.nan)
    whole: np.ndarray[Any, Any] = (numbers == np.floor(numbers)) & (np.abs(numbers) < 1e15)
    return whole


def _to_numbers(text: Any) -> pd.Series:
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    if pc.any(pc.match_substring(text, ".")).as_py():
        return pd.Series(pc.cast(text, pa.float64()).to_numpy(zero_copy_only=False))
    try:
        whole = pc.cast(text, pa.int64())
    except pa.ArrowInvalid:  # 19 digits can be more than an int64 holds
        return pd.Series(pc.cast(text, pa.float64()).to_numpy(zero_copy_only=False))
    return pd.Series(whole.to_pandas(types_mapper=lambda _: pd.Int64Dtype()))


def _read_texts(text: Any, day_first: bool | None) -> Times:
    import numpy as np
    import pyarrow.compute as pc

    parts = pc.extract_regex(text, _PARTS)
    dates = pc.struct_field(parts, "date").dictionary_encode()
    days, convention, notes = _read_dates(dates.dictionary, day_first)
    instants = np.full(len(text), np.datetime64("NaT"), "datetime64[us]")
    codes = dates.indices.fill_null(-1).to_numpy()
    instants[codes >= 0] = days[codes[codes >= 0]]
    clock, half, zone = (pc.struct_field(parts, name) for name in ("clock", "half", "zone"))
    timed = pc.fill_null(pc.not_equal(clock, ""), False).to_numpy(zero_copy_only=False)
    zoned = pc.fill_null(pc.not_equal(zone, ""), False).to_numpy(zero_copy_only=False)
    if timed.any():
        instants = instants + since_midnight(clock, half)
        instants = instants - zone_offsets(zone)
        convention += " with time of day" + (" and zone" if zoned.any() else "")
    low, high = np.datetime64("1000-01-01"), np.datetime64("9999-12-31T23:59:59.999999")
    with np.errstate(invalid="ignore"):
        instants[(instants < low) | (instants > high)] = np.datetime64("NaT")
    return Times(instants, timed, zoned, convention, notes)


def _read_dates(dates: Any, day_first: bool | None) -> tuple[np.ndarray[Any, Any], str, list[str]]:
    """Read different dates by the form that reads most of them."""
    import numpy as np
    import pyarrow.compute as pc

    plain = pc.replace_substring_regex(dates, _SEPARATOR, "-")
    best = np.full(len(dates), np.datetime64("NaT"), "datetime64[us]")
    counts: dict[str, int] = {}
    chosen = None
    sample = plain.take(np.arange(0, len(plain), len(plain) // _SAMPLE + 1))
    forms = [f for f in _FORMS if pc.any(pc.match_substring_regex(sample, f[1])).as_py()]
    for form, shape in forms or _FORMS:
        if day_first is not None and form in _SWAPPED and form.startswith("%d") != day_first:
            continue
        days = _strptime(plain, form, shape)
        counts[form] = int((~np.isnat(days)).sum())
        if counts[form] > counts.get(chosen or "", 0):
            best, chosen = days, form
    if chosen is None:
        return best, "unreadable", []
    written = _as_written(chosen, dates, best)
    other = _SWAPPED.get(chosen)
    notes = []
    if day_first is None and other and counts.get(other) == counts[chosen]:
        notes.append(
            f"dates are read as {written}, the day first; every one of them could be read with "
            "the month first too: set day_first if that is meant"
        )
    return best, written, notes


def _strptime(plain: Any, form: str, shape: str) -> np.ndarray[Any, Any]:
    import numpy as np
    import pandas as pd
    import pyarrow.compute as pc

    fits = pc.fill_null(pc.match_substring_regex(plain, shape), False)
    fits = fits.to_numpy(zero_copy_only=False)
    found = np.full(len(plain), np.datetime64("NaT"), "datetime64[us]")
    if fits.any():
        texts = plain.to_pandas().astype("str")[fits]
        days = pd.to_datetime(texts, format=form, errors="coerce")
        found[fits] = days.to_numpy("datetime64[us]")
    return found


def _as_written(form: str, dates: Any, days: np.ndarray[Any, Any]) -> str:
    """Give a form the separators that stand in the first date it reads."""
    import numpy as np

    first = dates[int(np.argmax(~np.isnat(days)))].as_py()
    separators = re.findall(_SEPARATOR, first)
    pieces = form.split("-")
    return "".join(
        piece + separator for piece, separator in zip(pieces, [*separators, ""], strict=False)
    )
