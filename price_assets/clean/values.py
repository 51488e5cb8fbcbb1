"""The values of all sources, each read by its own decisions, in the order of the raw table."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from price_assets.checkpoints import Source
from price_assets.checkpoints.columns import RAW_COLUMNS
from price_assets.progress import track

from .decide_mark import decide_marks
from .looks import Look, look_at_source
from .reading import Reading, read_source
from .settings import CleanSettings
from .unused_settings import refuse_unused

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

LOGGER = logging.getLogger("price_assets.clean")
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
    frame: pd.DataFrame, settings: CleanSettings, sources: Sequence[Source] = ()
) -> Values:
    """Read the values of a raw table, source by source.

    First all sources are looked at, so that what one of them proves can settle what others of
    the same form leave open; then they are read.

    Parameters
    ----------
    frame
        The raw table, with index 0, 1, 2 ….
    settings
        What a person said about it.
    sources
        How the files were read, where there are files.

    Raises
    ------
    PriceAssetsError
        If a setting is not one, or touches nothing.
    """
    import numpy as np

    size = len(frame)
    names = [str(name) for name in frame.columns if name not in _RAW_NAMES]
    flags = {name: np.zeros(size, bool) for name in ("missing", "no_time", "timed", "zoned")}
    instants = np.full(size, np.datetime64("NaT"), "datetime64[us]")
    prices = np.full(size, np.nan)
    extras = {name: np.full(size, np.nan) for name in names}
    readings = {}
    groups = {
        str(name): np.asarray(at)
        for name, at in frame.groupby("source", sort=False).indices.items()
    }
    looks = _looks(frame, groups, names, settings, sources)
    refuse_unused(settings, looks.values())
    marks, orders = decide_marks(looks), _day_first_of_forms(looks)
    for source, places in _by_rows(groups, "clean: rows read", size):
        look = looks.pop(source)
        reading = read_source(look, list(extras), marks[source], orders.get(look.form))
        readings[source] = reading
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


def _looks(
    frame: pd.DataFrame,
    groups: Mapping[str, np.ndarray[Any, Any]],
    names: Sequence[str],
    settings: CleanSettings,
    sources: Sequence[Source],
) -> dict[str, Look]:
    by_name = {source.source: source for source in sources}
    found = {}
    for source, places in _by_rows(groups, "clean: rows looked at", len(frame)):
        rows = frame if len(places) == len(frame) else frame.iloc[places]
        found[source] = look_at_source(
            source, _with_own_dtypes(rows), names, settings, by_name.get(source)
        )
    return found


def _by_rows(
    groups: Mapping[str, np.ndarray[Any, Any]], label: str, rows: int
) -> Iterator[tuple[str, np.ndarray[Any, Any]]]:
    """Yield the rows of each source, and count them as done."""
    return track(groups.items(), LOGGER, label, rows, lambda group: len(group[1]))


def _day_first_of_forms(looks: Mapping[str, Look]) -> dict[object, bool]:
    """Return the order of day and month of each form of which all files that tell it agree."""
    proven: dict[object, set[bool]] = {}
    for look in looks.values():
        if look.form is not None and look.times.proves_day_first is not None:
            proven.setdefault(look.form, set()).add(look.times.proves_day_first)
    return {form: orders.pop() for form, orders in proven.items() if len(orders) == 1}


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
