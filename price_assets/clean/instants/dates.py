"""Columns of text or numbers to instants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from price_assets.clean.text_columns import to_arrow_text

from .counts import counts_of_numbers
from .different import read_different
from .formatted import read_formatted
from .iso_times import read_iso_times
from .times import Different, Times

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_FEWEST_DECIMAL_MONTHS = 3


def read_times(
    column: pd.Series,
    day_first: bool | None = None,
    *,
    settled: bool | None = None,
    date_format: str | None = None,
    timezone: str | None = None,
) -> Times:
    """Read a column as times.

    Parameters
    ----------
    column
        Text, or numbers: years, ``yyyymmdd``, time since 1970 in s, ms, us or ns (UTC), or days
        of a spreadsheet or of MATLAB.
    day_first
        The order of day and month in dates of digits, where a person said it.
    settled
        The same as other files of the same form prove it: used where the column does not.
    date_format
        A strptime format that a person set: it alone is used, for all cells.
    timezone
        IANA name of the zone of cells that name none: they become UTC. In a column without any
        time of day, dates stay dates.

    Returns
    -------
    Times
        One for each cell. Of a period such as a quarter it is the first day, of an interval the
        start. A date with a time of day names a day, or it is unreadable.

    Raises
    ------
    ValueError
        If `date_format` is no strptime format or `timezone` no zone.
    """
    import numpy as np

    if column.dtype.kind in "iuf" and date_format is None:
        counts = counts_of_numbers(column)
        if counts is not None:
            return counts.of_cells(np.arange(len(column)), timezone)
    text = to_arrow_text(_whole_numbers(column))
    if date_format is None and (iso := read_iso_times(text)) is not None:
        return iso.of_cells(np.arange(len(column)), timezone)
    cells = text.dictionary_encode()
    codes = cells.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    if date_format is not None:
        read = read_formatted(cells.dictionary, date_format)
        found = Different(*read, f"{date_format}, as set")
    else:
        weights = np.bincount(codes[codes >= 0], minlength=len(cells.dictionary))
        found = read_different(cells.dictionary, weights, day_first, settled)
    return found.of_cells(codes, timezone)


def _whole_numbers(column: pd.Series) -> pd.Series:
    """Return years and yyyymmdd beside nulls, which are floats, without their fractions.

    Numbers with fractions are no times here, but where all are months such as 1871.01.
    """
    import numpy as np

    if column.dtype.kind != "f":
        return column
    numbers = column.to_numpy("float64", na_value=np.nan)
    if _are_decimal_months(numbers[~np.isnan(numbers)]):
        return column
    whole = (numbers == np.floor(numbers)) & (np.abs(numbers) < 1e15)
    return column.where(whole).astype("Int64")


def _are_decimal_months(numbers: np.ndarray[Any, Any]) -> bool:
    import numpy as np

    if len(numbers) < _FEWEST_DECIMAL_MONTHS or not np.isfinite(numbers).all():
        return False
    months = (numbers - np.floor(numbers)) * 100
    near = np.abs(months - np.round(months)) < 1e-6
    return bool((near & (np.round(months) >= 1) & (np.round(months) <= 12)).all())
