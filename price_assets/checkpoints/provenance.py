"""Where rows come from, how they were read and which were refused: the records beside the data."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """Base of everything that stands in a document beside its rows: closed and immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class SourceColumns(Record):
    """Which column of a file became what."""

    timestamp: list[str] = Field(
        description="Columns that hold the time; two where date and time stand apart"
    )
    symbol: str | None = Field(
        default=None, description="Column that holds the symbol; null where it is not in a column"
    )
    price: list[str] = Field(description="Columns that hold prices; one per symbol in wide form")
    extra: dict[str, str] = Field(
        default_factory=dict, description="Every other column kept, and its name in the document"
    )


class Source(Record):
    """One raw file and how it was read."""

    source: str = Field(description="Name of the file, relative to the landing zone")
    uri: str = Field(description="The same as a relative URI reference (RFC 3986)")
    sha256: str = Field(description="SHA-256 of the file's bytes, in hexadecimal")
    bytes: int = Field(description="Size of the file in bytes", ge=0)
    rows: int = Field(description="Data rows in the file", ge=0)
    observations: int = Field(
        description="Observations in the file: its rows, or in wide form its cells", ge=0
    )
    format: Literal["delimited", "json-records", "json-lines", "table-schema", "parquet"]
    compression: Literal["gzip"] | None = None
    encoding: str | None = Field(default=None, description="Text encoding, by its Python name")
    delimiter: str | None = None
    layout: Literal["long", "single", "wide"] = Field(
        description="long: a symbol column; single: one symbol; wide: a column per symbol"
    )
    symbol_from: Literal["column", "header", "file name", "settings"]
    columns: SourceColumns
    conventions: dict[str, str] = Field(
        default_factory=dict,
        description="How clean read the values, by column: the date format, the decimal mark",
    )
    notes: list[str] = Field(
        default_factory=list, description="What a careful reader should know about this reading"
    )


class Rejection(Record):
    """One observation that was refused, with its reason."""

    source: str
    row: int = Field(description="Data row in the source, counted from 1", ge=0)
    column: str
    reason: str = Field(description="Short, stable and countable, for example 'unreadable price'")
    symbol: str | None
    timestamp: str | float | int | None
    price: str | float | int | None


class RawSummary(Record):
    """The counts of ``prices_raw.json``."""

    files: int = Field(ge=0)
    rows: int = Field(description="Data rows in all files", ge=0)
    observations: int = Field(description="Rows of this document plus those rejected", ge=0)


class CleanSummary(Record):
    """The counts of ``prices_clean.json``: rows_in = rows_out + rejected + missing."""

    rows_in: int = Field(ge=0)
    rows_out: int = Field(ge=0)
    rejected: dict[str, int] = Field(description="Rejected observations by reason")
    missing: dict[str, dict[str, int]] = Field(
        description="Prices that the source itself marks as missing, by source and symbol"
    )

    @property
    def rejected_total(self) -> int:
        """All rejected observations."""
        return sum(self.rejected.values())

    @property
    def missing_total(self) -> int:
        """All prices that the sources mark as missing."""
        return sum(sum(symbols.values()) for symbols in self.missing.values())
