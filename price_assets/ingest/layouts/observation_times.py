"""The time of each row as one text, from the columns that hold it together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cell_looks import as_written

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from .time_columns import Part

_MILLISECONDS = {"milliseconds": 1, "seconds": 1000}
_JOINTS = {"month": "-", "day": "-", "hour": " ", "minute": ":", "week": "-W"}


def join_times(
    cells: pd.DataFrame, columns: Sequence[str], parts: Sequence[Part], date: str | None
) -> pd.Series:
    """Put the time of each row together.

    Parameters
    ----------
    cells
        Cells of the table.
    columns
        Those of the time, of text or numbers.
    parts
        What each says of it.
    date
        ISO date of all rows, where no column has one.

    Returns
    -------
    pandas.Series
        One column as found, numbers included; several as text, dtype ``str``: a date and a time of
        day with a space between, parts of the calendar as ``2004-01``, ``2004-01-31 09:00``,
        ``2004Q1``, ``2004-W05``, and month names as ``January 2004``. Null where one is.
    """
    if not columns:
        import pandas as pd

        return pd.Series([date], dtype="str").take([0] * len(cells)).reset_index(drop=True)
    if date is not None:
        return date + "T" + _clock(cells[columns[0]], parts[0])
    if len(columns) == 1:
        return cells[columns[0]]
    texts = [whole_text(cells[column]).str.strip() for column in columns]
    if parts[0] != "year":
        joined = texts[0]
        for text, part in zip(texts[1:], parts[1:], strict=True):
            joined = joined + " " + (_start(text) if part == "span" else text)
        return joined
    return _calendar(texts, parts)


def whole_text(column: pd.Series) -> pd.Series:
    """Write a column as text, whole numbers without decimals."""
    import pandas as pd

    if isinstance(column.dtype, pd.StringDtype):
        return column
    if column.dtype.kind == "f":
        numbers = column.dropna()
        if bool(((numbers % 1 == 0) & (numbers.abs() < 2**63)).all()):
            return column.astype("Int64").astype("str")
    return column.astype(object).map(as_written, na_action="ignore").astype("str")


def _start(spans: pd.Series) -> pd.Series:
    """Write the start of ``00 - 01`` as ``00:00``."""
    starts = spans.str.extract(r"^(\d{1,2}(?::\d\d)?)", expand=False).astype("str")
    return starts.where(starts.str.contains(":").fillna(True).astype(bool), starts + ":00")


def _clock(column: pd.Series, part: Part) -> pd.Series:
    """Write times of day, or counts from midnight, as ``09:30:00.500``."""
    import pandas as pd

    if part not in _MILLISECONDS:
        return whole_text(column).str.strip()
    count = pd.to_numeric(column, errors="coerce") * _MILLISECONDS[part]
    days = pd.to_datetime(count.round(), unit="ms", errors="coerce")
    return days.dt.strftime("%H:%M:%S.%f").astype("str").str.slice(0, 12)


def _calendar(texts: list[pd.Series], parts: Sequence[Part]) -> pd.Series:
    joined = texts[0]
    for text, part in zip(texts[1:], parts[1:], strict=True):
        if part == "clock":
            joined = joined + " " + text
        elif part == "quarter":
            joined = joined + "Q" + text.str.extract(r"([1-4])", expand=False).astype("str")
        elif part == "period":
            # The U.S. Bureau of Labor Statistics writes the first quarter as Q01.
            joined = joined + text.str.replace(r"^([QS])0(\d)$", r"\1\2", regex=True)
        else:
            number = text.str.replace(r"^[Mm](\d+)$|^(\d+)\.0$", r"\1\2", regex=True)
            numbered = joined + _JOINTS[part] + number.str.zfill(2)
            # A month by its name makes the day and the year follow the English way.
            by_name = ~number.str.fullmatch(r"\d+").fillna(True).astype(bool)
            by_name |= ~joined.str.match(r"\d").fillna(True).astype(bool)
            in_words = text + " " + joined
            named = by_name if part in ("month", "day") else by_name & False
            joined = numbered.where(~named, in_words)
    return joined
