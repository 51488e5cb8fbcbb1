"""Instants to the text that stands in the document: one form for each symbol."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np


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
