"""The values of all sources, each read by its own decisions, in the order of the raw table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from price_assets.checkpoints.columns import RAW_COLUMNS

from .reading import Reading, read_source
from .settings import CleanSettings

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_RAW_NAMES = frozenset(column.name for column in RAW_COLUMNS)


@dataclass(frozen=True)
class Values:
    """What the rows of the raw table say, one for each row.

    Attributes
    ----------
    missing
        dtype ``bool``: the source marks the price as missing.
    no_time
        dtype ``bool``: there is nothing where the time should stand.
    instants
        dtype ``datetime64[us]``; NaT where unreadable.
    timed, zoned
        dtype ``bool``: the time has a time of day, and names its zone.
    prices
        dtype ``float64``; NaN where missing or unreadable.
    extras
        dtype ``float64``, by name: the columns that hold numbers and nothing else, in every
        source.
    left_out
        The other columns.
    readings
        By source, how it was read.
    """

    missing: np.ndarray[Any, Any]
    no_time: np.ndarray[Any, Any]
    instants: np.ndarray[Any, Any]
    timed: np.ndarray[Any, Any]
    zoned: np.ndarray[Any, Any]
    prices: np.ndarray[Any, Any]
    extras: dict[str, np.ndarray[Any, Any]]
    left_out: list[str]
    readings: dict[str, Reading]


def read_values(
    frame: pd.DataFrame,
    settings: CleanSettings,
    delimiters: Mapping[str, str | None] = MappingProxyType({}),
) -> Values:
    """Read the values of a raw table, source by source.

    Parameters
    ----------
    frame
        The raw table, with index 0, 1, 2 ….
    settings
        What a person said about it.
    delimiters
        By source, what stands between its fields, where that is known.
    """
    import numpy as np

    size = len(frame)
    names = [str(name) for name in frame.columns if name not in _RAW_NAMES]
    flags = {name: np.zeros(size, bool) for name in ("missing", "no_time", "timed", "zoned")}
    instants = np.full(size, np.datetime64("NaT"), "datetime64[us]")
    prices = np.full(size, np.nan)
    extras = {name: np.full(size, np.nan) for name in names}
    readings = {}
    for source, places in frame.groupby("source", sort=False).indices.items():
        rows = frame if len(places) == size else frame.iloc[places]
        delimiter = delimiters.get(str(source))
        reading = read_source(_with_own_dtypes(rows), list(extras), settings, delimiter)
        readings[str(source)] = reading
        flags["missing"][places], flags["no_time"][places] = reading.missing, reading.no_time
        flags["timed"][places], flags["zoned"][places] = reading.times.timed, reading.times.zoned
        instants[places], prices[places] = reading.times.instants, reading.prices
        extras = {name: extras[name] for name in extras if name in reading.extras}
        for name, values in extras.items():
            values[places] = reading.extras[name]
    extras = {name: values for name, values in extras.items() if not np.isnan(values).all()}
    return Values(
        **flags,
        instants=instants,
        prices=prices,
        extras=extras,
        left_out=[name for name in names if name not in extras],
        readings=readings,
    )


def _with_own_dtypes(rows: pd.DataFrame) -> pd.DataFrame:
    """Give columns that are mixed over all sources the dtype that this source's rows have."""
    mixed = {name: rows[name] for name in rows.columns if rows[name].dtype == object}
    return rows.assign(**{str(name): _own_dtype(cells) for name, cells in mixed.items()})


def _own_dtype(cells: pd.Series) -> pd.Series:
    kinds = set(map(type, cells.dropna()))
    if kinds <= {str}:
        return cells.astype("str")
    if kinds == {int}:
        return cells.astype("Int64")
    return cells.astype("float64") if kinds <= {int, float} else cells
