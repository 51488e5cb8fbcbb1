"""Instants to the text that stands in the document: one form for each symbol."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from .values import Values

if TYPE_CHECKING:
    import numpy as np


def write_times(
    values: Values, codes: np.ndarray[Any, Any], used: np.ndarray[Any, Any]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Write the times of all rows.

    Parameters
    ----------
    values
        What the rows of the raw table say.
    codes
        The symbol of each row, 0 or more; -1 for none.
    used
        Positions of the rows that stand in the document, which decide how their symbol's times are
        written.

    Returns
    -------
    numpy.ndarray
        dtype ``object``: the text of each row's time; None where it is unreadable.
    numpy.ndarray
        dtype ``bool``: the rows used whose time names no zone and was taken as UTC.
    """
    import numpy as np

    count = int(codes.max(initial=-1)) + 1
    forms = forms_of(codes[used], count, values.timed[used], values.zoned[used])
    zoned = values.zoned | _of_symbol(forms.zoned, codes)
    timed = values.timed | _of_symbol(forms.timed, codes) | zoned
    texts = np.full(len(codes), None, object)
    readable = ~np.isnat(values.instants)
    texts[readable] = to_text(values.instants[readable], timed[readable], zoned[readable])
    taken = np.zeros(len(codes), bool)
    taken[used] = zoned[used] & ~values.zoned[used]
    return texts, taken


def _of_symbol(flags: np.ndarray[Any, Any], codes: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    import numpy as np

    found: np.ndarray[Any, Any] = np.append(flags, False)[codes]
    return found


@dataclass(frozen=True)
class SymbolForms:
    """How the times of each symbol are written, by the symbol's code.

    Attributes
    ----------
    timed
        dtype ``bool``: some row of the symbol has a time of day, so all are written with one.
    zoned
        dtype ``bool``: some row of the symbol names its zone, so all are written as UTC.
    """

    timed: np.ndarray[Any, Any]
    zoned: np.ndarray[Any, Any]


def forms_of(
    codes: np.ndarray[Any, Any],
    count: int,
    timed: np.ndarray[Any, Any],
    zoned: np.ndarray[Any, Any],
) -> SymbolForms:
    """Decide how the times of each symbol are written.

    Parameters
    ----------
    codes
        The symbol of each row, 0 … ``count - 1``; -1 for none.
    count
        How many symbols there are.
    timed, zoned
        Whether each row has a time of day, and names its zone.
    """
    import numpy as np

    found = []
    for flags in (timed, zoned):
        by_symbol = np.zeros(count, bool)
        by_symbol[codes[flags & (codes >= 0)]] = True
        found.append(by_symbol)
    return SymbolForms(*found)


def to_text(
    instants: np.ndarray[Any, Any], timed: np.ndarray[Any, Any], zoned: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any]:
    """Write instants as ISO 8601.

    Parameters
    ----------
    instants
        dtype ``datetime64[us]``, without NaT.
    timed
        Whether to write the time of day; with milliseconds or microseconds where there are any.
    zoned
        Whether to write ``Z``.

    Returns
    -------
    numpy.ndarray
        dtype ``object``, of str.
    """
    import numpy as np
    import pandas as pd

    result = np.empty(len(instants), object)
    seconds = instants == instants.astype("datetime64[s]")
    millis = instants == instants.astype("datetime64[ms]")
    units: tuple[tuple[Literal["D", "s", "ms", "us"], np.ndarray[Any, Any]], ...] = (
        ("D", ~timed),
        ("s", timed & seconds),
        ("ms", timed & ~seconds & millis),
        ("us", timed & ~millis),
    )
    for unit, rows in units:
        if rows.any():
            # Many symbols share a day: each different time is written once.
            codes, different = pd.factorize(instants[rows])
            moments: np.ndarray[Any, Any] = np.asarray(different, "datetime64[us]")
            texts = np.datetime_as_string(moments, unit=unit)
            result[rows] = texts.astype(object)[codes]
    marked = timed & zoned
    if marked.any():
        result[marked] = result[marked] + "Z"
    return result
