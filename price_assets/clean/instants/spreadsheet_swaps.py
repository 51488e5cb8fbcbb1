"""Dates of which a spreadsheet may have swapped day and month.

A spreadsheet whose settings have the month first turns 01/08/2024, meant as the first of August,
into a date of January and leaves 13/08/2024, which has no thirteenth month, as text. So its dates
have days up to the twelfth only, and the texts beside them have all the other days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from price_assets.checkpoints import Doubt

if TYPE_CHECKING:
    import numpy as np

_DATE_OF_FORMAT = r"^\d{4}-\d\d-\d\d(?:[T ]|$)"
_TEXT = r"^\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d\d)(?:\D|$)"
_FEWEST = 3  # of each; fewer days on one side of the twelfth may well be chance
_LAST_MONTH = 12


def swapped_by_spreadsheet(text: Any, instants: np.ndarray[Any, Any]) -> list[Doubt]:
    """Return the doubt that dates beside texts of dates have their day and month swapped.

    Parameters
    ----------
    text
        pyarrow string array: the different texts of a column, dates of a spreadsheet as ISO 8601.
    instants
        dtype ``datetime64[us]``, how they are read; NaT where unreadable.
    """
    import numpy as np
    import pyarrow.compute as pc

    of_format, of_text = (
        np.flatnonzero(
            pc.match_substring_regex(text, pattern).to_numpy(zero_copy_only=False)
            & ~np.isnat(instants)
        )
        for pattern in (_DATE_OF_FORMAT, _TEXT)
    )
    dates, texts = (instants[places].astype("datetime64[D]") for places in (of_format, of_text))
    if len(np.unique(dates)) < _FEWEST or len(np.unique(texts)) < _FEWEST:
        return []
    if _day(dates).max() > _LAST_MONTH or _day(texts).min() <= _LAST_MONTH:
        return []
    months = dates.astype("datetime64[M]").astype("int64") % 12 + 1
    changed = np.flatnonzero(months != _day(dates))
    if len(changed) == 0:
        return []
    place = int(changed[0])
    cell, written = text[int(of_format[place])].as_py(), str(dates[place])
    other = f"{written[:4]}-{written[8:]}-{written[5:7]}"
    return [
        Doubt(
            what="order of day and month, which a spreadsheet may have swapped",
            taken=f"{cell} as {written}",
            other=f"{cell} as {other}",
            setting="date_format",
        )
    ]


def _day(dates: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    found: np.ndarray[Any, Any] = (dates - dates.astype("datetime64[M]")).astype("int64") + 1
    return found
