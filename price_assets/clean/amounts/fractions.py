"""Prices in fractions, as grains are quoted: ``134 1/2``, and ``134-2`` for two eighths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

_MIXED = r"^(?P<sign>[-+]?)(?P<whole>\d{1,6})[ -](?P<part>\d{1,2})/(?P<of>2|4|8|16|32|64)$"
_EIGHTHS = r"^(?P<sign>[-+]?)(?P<whole>\d{2,5})[-'](?P<part>[0-7])$"
_OF_EIGHT = rf"{_EIGHTHS[:-1]}/(?P<of>8)$"
_WHOLE = r"^[-+]?\d{1,5}$"


def read_fractions(text: Any, *, eighths: bool) -> np.ndarray[Any, Any]:
    """Read the cells that are whole numbers with a fraction.

    Parameters
    ----------
    text
        pyarrow string array of different cells, as `fold_numbers` gives it.
    eighths
        Whether ``134-2`` may be 134 and two eighths. It is read so where most of the cells are
        such and the others are whole numbers: anywhere else it may be a date, a score or a span.

    Returns
    -------
    numpy.ndarray
        dtype ``float64``; NaN where there is no fraction.
    """
    import numpy as np
    import pyarrow.compute as pc

    found = _of_pattern(text, _MIXED)
    if eighths and np.isnan(found).all():
        dashed = pc.sum(pc.match_substring_regex(text, _EIGHTHS)).as_py() or 0
        whole = pc.sum(pc.match_substring_regex(text, _WHOLE)).as_py() or 0
        some = pc.sum(pc.match_substring_regex(text, r"\d")).as_py() or 0
        if dashed >= 2 and dashed > whole and dashed + whole == some:
            found = _of_pattern(pc.replace_substring_regex(text, "$", "/8"), _OF_EIGHT)
    return found


def _of_pattern(text: Any, pattern: str) -> np.ndarray[Any, Any]:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    parts = pc.extract_regex(text, pattern)

    def number(name: str) -> np.ndarray[Any, Any]:
        cells = pc.cast(pc.struct_field(parts, name), pa.float64())
        return np.asarray(cells.to_numpy(zero_copy_only=False), "float64")

    whole, part, of = number("whole"), number("part"), number("of")
    negative = pc.fill_null(pc.equal(pc.struct_field(parts, "sign"), "-"), False)
    amount = np.where(part < of, whole + part / of, np.nan)
    found: np.ndarray[Any, Any] = np.where(negative.to_numpy(zero_copy_only=False), -amount, amount)
    return found
