"""What a person may say about the raw files; everything is found by evidence where they do not."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class OnBadFile(StrEnum):
    """What to do with the others when one file cannot be read.

    The names are in small letters because Dagster's configuration takes a member by its name and
    the command line by its value: so both read alike.
    """

    fail = "fail"
    quarantine = "quarantine"


class TableSettings(BaseModel):
    """How to read one kind of file; price_assets.toml gives them by file pattern."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    timestamp_column: str | None = Field(
        default=None,
        description="Column that holds the time; 'date+time' for two that hold it together. "
        "Default: found by its name, then by its values",
    )
    symbol_column: str | None = Field(
        default=None,
        description="Column that holds the symbol; 'item+market' for several that make it "
        "together. Default: found by its name and by what tells rows of one time apart",
    )
    price_column: str | None = Field(
        default=None,
        description="Column that holds the price. Default: found by its name; without a usual "
        "name each numeric column is the price of a symbol",
    )
    symbol: str | None = Field(
        default=None,
        description="Symbol of the files that hold one symbol and no symbol column. Default: the "
        "price column's name where that is not a usual one, else the sheet's or the file's name",
    )
    column_names: list[str] = Field(
        default=[],
        description="Names of the columns, from left to right, of files without a header, or in "
        "place of theirs",
    )
    header_rows: int | None = Field(
        default=None,
        ge=0,
        description="Rows of the header; 0 where there is none (count). Default: by what the "
        "rows below look like",
    )
    skip_rows: int | None = Field(
        default=None,
        ge=0,
        description="Lines of a text, or rows of a sheet, above the header (count). Default: "
        "titles and remarks are found by their shape",
    )
    sheet: str | None = Field(
        default=None,
        description="Sheet of a workbook, by its name, or a pattern such as 'Prices*'. Default: "
        "every sheet that holds a table with times and prices",
    )
    delimiter: str | None = Field(
        default=None,
        description="Character between the fields of delimited text; 'tab' and 'space' are "
        "understood. Default: the one that cuts the lines most alike",
    )
    encoding: str | None = Field(
        default=None,
        description="Text encoding, by its Python name, for example 'cp1252'. Default: by byte "
        "order mark, then UTF-8, then by the likeliest of the older ones",
    )


class IngestSettings(TableSettings):
    """How to read the raw files; what is set applies to all of them."""

    on_bad_file: OnBadFile = Field(
        default=OnBadFile.fail,
        description="fail: one file that cannot be read stops the run, and nothing is replaced. "
        "quarantine: the others go on; the bad one is listed under sources with its error, and "
        "an asset check warns",
    )
    unpack_limit: int = Field(
        default=2000,
        ge=1,
        description="Largest size that a compressed file, a member of an archive or a workbook "
        "may unpack to (MB)",
    )
