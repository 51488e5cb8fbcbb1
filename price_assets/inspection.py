"""How files would be read, without writing anything: for people and for programs."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pydantic import BaseModel, Field

from price_assets.checkpoints import CleanPrices, PriceAssetsError, RawPrices, Rejection, Source
from price_assets.clean import CleanSettings, clean_prices
from price_assets.clean.canonical import to_text
from price_assets.clean.values import Values, read_values
from price_assets.ingest import IngestSettings, LandedFile, ingest
from price_assets.progress import track

if TYPE_CHECKING:
    import pandas as pd

LOGGER = logging.getLogger("price_assets.inspection")
_AS_FOUND = ("row", "column", "timestamp", "symbol", "price")
_SHOWN_ROWS = 5
_SHOWN_REJECTIONS = 20


class ReadRow(BaseModel):
    """An observation as it stands in the file, and as it is understood."""

    row: int
    column: str
    timestamp_as_found: str | float | int | None
    timestamp: str | None
    symbol: str | None
    price_as_found: str | float | int | None
    price: float | None


class Inspection(BaseModel):
    """How one table of a file would be read."""

    source: str
    error: str | None = Field(default=None, description="Why it would be refused")
    reading: Source | None = Field(default=None, description="Format, dialect, columns, evidence")
    kept: int = Field(default=0, description="Observations that would be kept")
    missing: int = Field(default=0, description="Prices that the file marks as missing")
    rejected: dict[str, int] = Field(default={}, description="Rows refused, by reason")
    first_rows: list[ReadRow] = []
    first_rejected: list[Rejection] = []


def inspect_files(
    files: Iterable[LandedFile], settings: IngestSettings, conventions: CleanSettings
) -> list[Inspection]:
    """Read each file by itself, as the pipeline would, and say how.

    Parameters
    ----------
    files
        See `price_assets.ingest.list_files`.
    settings, conventions
        What a person said about them.

    Returns
    -------
    list[Inspection]
        One for each table of each file, in the order of the files; for a file that would be
        refused, one with its error.
    """
    counted = track(files, LOGGER, "inspect: files")
    return [item for file in counted for item in _inspect(file, settings, conventions)]


def _inspect(
    file: LandedFile, settings: IngestSettings, conventions: CleanSettings
) -> list[Inspection]:
    try:
        raw = ingest([file], settings)
    except PriceAssetsError as error:
        return [Inspection(source=file.name, error=str(error))]
    values = read_values(raw.frame, conventions, raw.sources)
    try:
        clean = clean_prices(raw, conventions)
    except PriceAssetsError as error:
        return [
            Inspection(
                source=source.source,
                reading=source,
                error=str(error),
                first_rows=_first_rows(source, raw.frame, values),
            )
            for source in raw.sources
        ]
    return [_inspection(source, raw, clean, values) for source in clean.sources]


def _inspection(source: Source, raw: RawPrices, clean: CleanPrices, values: Values) -> Inspection:
    rejected = [item for item in clean.rejected if item.source == source.source]
    missing = sum(clean.summary.missing.get(source.source, {}).values())
    return Inspection(
        source=source.source,
        error=source.error,
        reading=source,
        kept=source.observations - len(rejected) - missing,
        missing=missing,
        rejected=dict(Counter(item.reason for item in rejected)),
        first_rows=_first_rows(source, raw.frame, values),
        first_rejected=rejected[:_SHOWN_REJECTIONS],
    )


def _first_rows(source: Source, frame: pd.DataFrame, values: Values) -> list[ReadRow]:
    import numpy as np

    places = np.flatnonzero(frame["source"] == source.source)[:_SHOWN_ROWS]
    readable = places[~np.isnat(values.instants[places])]
    texts = to_text(values.instants[readable], values.timed[readable], values.zoned[readable])
    times = dict(zip(readable.tolist(), texts.tolist(), strict=True))
    some = frame.iloc[places]
    columns = (some[name].astype(object).where(some[name].notna(), None) for name in _AS_FOUND)
    return [
        ReadRow(
            row=row,
            column=column,
            timestamp_as_found=timestamp,
            timestamp=times.get(place),
            symbol=symbol,
            price_as_found=price,
            price=None if np.isnan(number := values.prices[place]) else number,
        )
        for place, row, column, timestamp, symbol, price in zip(
            places.tolist(), *columns, strict=True
        )
    ]
