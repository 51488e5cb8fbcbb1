"""The first pass over a source: its columns looked at, before anything is decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from price_assets.checkpoints import PriceAssetsError, Source

from .amounts.number_cells import NumberCells, look_at
from .companions import is_companion
from .instants.dates import read_times
from .instants.times import Times
from .settings import CleanSettings, settings_of
from .text_columns import is_missing, to_arrow_text

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_DOTTED_DATE = r"^\d{1,2}\.\s?\d{1,2}\.\s?(\d{4}|\d{2})(\D|$)"


@dataclass(frozen=True)
class Look:
    """What the columns of one source say by themselves.

    Attributes
    ----------
    rows
        The source's rows of the raw table.
    settings
        What a person said, of this file or of all.
    own
        The names of the settings that they said of this file.
    source
        How the file was read; None for a frame that comes from no file.
    missing
        dtype ``bool``: the source marks the price as missing.
    prices
        The prices, without those.
    extras
        By name, the other columns of text or numbers, and which of their cells are missing.
    times
        The times, by what their column says.
    """

    rows: pd.DataFrame
    settings: CleanSettings
    own: frozenset[str]
    source: Source | None
    missing: np.ndarray[Any, Any]
    prices: NumberCells
    extras: Mapping[str, tuple[NumberCells, np.ndarray[Any, Any]]]
    times: Times

    @property
    def delimiter(self) -> str | None:
        """What stands between the fields of the file, if it is delimited text."""
        return None if self.source is None else self.source.delimiter

    @property
    def has_dotted_dates(self) -> bool:
        """Whether the times are written as 31.01.2004, as in lands with a decimal comma."""
        import pyarrow.compute as pc

        texts = to_arrow_text(self.rows["timestamp"])
        dotted = pc.sum(pc.match_substring_regex(texts, _DOTTED_DATE)).as_py() or 0
        return int(dotted) * 2 > len(texts)

    @property
    def form(self) -> tuple[object, ...] | None:
        """What files have in common that one program wrote; None for a frame from no file."""
        if self.source is None:
            return None
        columns = self.source.columns
        named = (*columns.timestamp, *columns.symbol, *columns.price, *columns.extra)
        return (self.source.format, self.source.delimiter, self.source.layout, *named)

    def times_as_settled(self, settled: bool | None) -> Times:
        """Read the times again, where other files settle the order of day and month.

        Parameters
        ----------
        settled
            Whether the day is first in all other files of this form; None where they do not tell.
        """
        times = self.times
        if settled is None or times.proves_day_first is not None or not times.day_first_applied:
            return times
        return _times(self.rows, self.settings, settled)

    @property
    def has_local_times(self) -> bool:
        """Whether some time of day names no zone, so that a zone for such times applies."""
        without = self.settings.model_copy(update={"timezone": None})
        times = _times(self.rows, without)
        return bool((times.timed & ~times.zoned).any())


def look_at_source(
    name: str,
    rows: pd.DataFrame,
    extras: Sequence[str],
    settings: CleanSettings,
    source: Source | None = None,
) -> Look:
    """Look at the columns of one source.

    Parameters
    ----------
    name
        The source's name, for errors.
    rows
        The source's rows of the raw table.
    extras
        Names of the columns to try as numbers.
    settings
        What a person said about all files.
    source
        How the file was read, if it is a file.

    Raises
    ------
    PriceAssetsError
        If a setting of the file has a value that it cannot have.
    """
    of_file = {} if source is None else source.settings
    how = settings_of(name, of_file, settings)
    missing = is_missing(rows["price"], how.missing_markers)
    found = {}
    for extra in extras:
        if rows[extra].dtype.kind != "b":
            absent = is_missing(rows[extra], how.missing_markers)
            column = _without(rows[extra], absent)
            found[extra] = (look_at(column, eighths=is_companion(extra)), absent)
    try:
        times = _times(rows, how)
    except ValueError as error:
        if how.date_format is None and how.timezone is None:
            raise
        raise PriceAssetsError(f"{name}: {error}; correct date_format or timezone") from None
    return Look(
        rows=rows,
        settings=how,
        own=frozenset(of_file) & frozenset(CleanSettings.model_fields),
        source=source,
        missing=missing,
        prices=look_at(_without(rows["price"], missing), eighths=True),
        extras=found,
        times=times,
    )


def _times(rows: pd.DataFrame, how: CleanSettings, settled: bool | None = None) -> Times:
    return read_times(
        rows["timestamp"],
        how.day_first,
        settled=settled,
        date_format=how.date_format,
        timezone=how.timezone,
    )


def _without(column: pd.Series, missing: np.ndarray[Any, Any]) -> pd.Series:
    return column.mask(missing) if missing.any() else column
