"""Columns as text that can be searched at once, and which of their cells say nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_SPACES = " \t\r\n\u00a0\u2007\u202f\u2009\ufeff"
_FORMULA_OF_TEXT = r'^="([^"]*)"$'


def to_arrow_text(column: pd.Series) -> Any:
    """Return a column's texts, stripped, as a pyarrow string array; null where there is none.

    A cell that is no text (a boolean, a number among texts) is written as Python writes it. Of
    ``="2024-01-02"``, as programs write what a spreadsheet shall not touch, it is what stands
    between the quotes.
    """
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    if not isinstance(column.dtype, pd.StringDtype):
        column = column.astype(object).map(str, na_action="ignore").astype("str")
    array = pa.array(column.array, from_pandas=True)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    text = pc.utf8_trim(array.cast(pa.large_string()), _SPACES)
    if pc.any(pc.starts_with(text, '="')).as_py():
        text = pc.utf8_trim(pc.replace_substring_regex(text, _FORMULA_OF_TEXT, r"\1"), _SPACES)
    return text


def without_formulas(column: pd.Series) -> pd.Series:
    """Return a column of texts with ``="GOLD"`` as what stands between its quotes."""
    if not column.str.startswith('="').any():
        return column
    return column.str.replace(_FORMULA_OF_TEXT, r"\1", regex=True)


def is_missing(column: pd.Series, markers: Sequence[str]) -> np.ndarray[Any, Any]:
    """Tell which cells say that there is no value.

    Parameters
    ----------
    column
        Text or numbers.
    markers
        What counts as saying so, whatever its case, beside null and the empty text.

    Returns
    -------
    numpy.ndarray
        dtype ``bool``, one for each cell.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if column.dtype.kind in "iufb":
        return column.isna().to_numpy(bool)
    text = pc.utf8_lower(to_arrow_text(column))
    values = pa.array(["", *(marker.strip().lower() for marker in markers)], pa.large_string())
    found = pc.or_(pc.is_null(text), pc.fill_null(pc.is_in(text, value_set=values), True))
    flags: np.ndarray[Any, Any] = found.to_numpy(zero_copy_only=False)
    return flags
