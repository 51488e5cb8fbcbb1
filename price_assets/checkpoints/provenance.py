"""Where rows come from, how they were read and which were refused: the records beside the data."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue


class Record(BaseModel):
    """Base of everything that stands in a document beside its rows: closed and immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class SourceColumns(Record):
    """Which column of a file became what."""

    timestamp: list[str] = Field(
        description="Columns that hold the time; two where date and time stand apart"
    )
    symbol: list[str] = Field(
        default_factory=list,
        description="Columns that hold the symbol, together; empty where it is in no column",
    )
    price: list[str] = Field(description="Columns that hold prices; one per symbol in wide form")
    extra: dict[str, str] = Field(
        default_factory=dict, description="Every other column kept, and its name in the document"
    )


SymbolFrom = Literal["column", "header", "sheet name", "file name", "file", "settings"]
Format = Literal[
    "delimited",
    "fixed-width",
    "json-records",
    "json-lines",
    "json-arrays",
    "json-columns",
    "json-split",
    "json-by-key",
    "table-schema",
    "parquet",
    "arrow",
    "xlsx",
    "xls",
    "xlsb",
    "ods",
]


class LineCounts(Record):
    """What each line of a text, or row of a sheet, is; the counts add up to ``total``."""

    total: int = Field(ge=0)
    data: int = Field(description="Lines of data rows, rejected ones included", ge=0)
    header: int = Field(
        default=0,
        description="Lines of column names, units, codes or tags, repeated ones too",
        ge=0,
    )
    preamble: int = Field(default=0, description="Titles and remarks above the header", ge=0)
    footer: int = Field(default=0, description="Totals, sources and remarks below the data", ge=0)
    comment: int = Field(default=0, description="Lines marked as comments", ge=0)
    blank: int = Field(default=0, description="Lines without anything", ge=0)


class Doubt(Record):
    """A decision that the file does not settle: the documented default was taken."""

    what: str = Field(description="What was decided, for example 'decimal mark'")
    taken: str = Field(description="How it was read, for example '1.234 as 1.234'")
    other: str = Field(description="How it could be read too, for example '1.234 as 1234'")
    setting: str = Field(description="The setting that decides it")
    thousandfold: bool = Field(
        default=False, description="Whether the other reading is a thousand times another price"
    )

    @property
    def sentence(self) -> str:
        """The doubt in one line for people."""
        return f"{self.what}: {self.taken} and could also be {self.other}; set {self.setting}"


class Source(Record):
    """One raw table (a file, a member of an archive, a sheet) and how it was read."""

    source: str = Field(
        description="Name of the file, relative to the landing zone; file!member#sheet inside "
        "archives and workbooks"
    )
    uri: str = Field(description="The same as a relative URI reference (RFC 3986)")
    sha256: str = Field(description="SHA-256 of the file's bytes, in hexadecimal")
    bytes: int = Field(description="Size of the file in bytes", ge=0)
    rows: int = Field(description="Data rows in the file", ge=0)
    observations: int = Field(
        description="Observations in the file: its rows, or in wide form its cells", ge=0
    )
    format: Format | None = Field(default=None, description="null where the file was refused")
    compression: str | None = Field(
        default=None, description="How it was packed, outermost first: 'gzip', 'zip, gzip'"
    )
    encoding: str | None = Field(default=None, description="Text encoding, by its Python name")
    delimiter: str | None = None
    layout: Literal["long", "single", "wide", "transposed"] | None = Field(
        default=None,
        description="long: a symbol column; single: one symbol; wide: a column per symbol; "
        "transposed: a column per date",
    )
    symbol_from: SymbolFrom | None = None
    columns: SourceColumns = Field(
        default_factory=lambda: SourceColumns(timestamp=[], price=[]),
    )
    header_rows: int | None = Field(
        default=None, description="Rows of the header; null where names are part of the format"
    )
    lines: LineCounts | None = Field(
        default=None, description="What each line or sheet row is; null for formats without lines"
    )
    repaired: dict[int, str] = Field(
        default_factory=dict, description="Data rows that were mended, and how"
    )
    settings: dict[str, JsonValue] = Field(
        default_factory=dict, description="What a person said about this file"
    )
    conventions: dict[str, str] = Field(
        default_factory=dict,
        description="How clean read the values, by column: the date format, the decimal mark",
    )
    notes: list[str] = Field(
        default_factory=list, description="What a careful reader should know about this reading"
    )
    doubts: list[Doubt] = Field(
        default_factory=list, description="Decisions that the file does not settle"
    )
    error: str | None = Field(
        default=None, description="Why the file was refused, where on_bad_file is quarantine"
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
