"""What a person may say about the raw files; everything is found by evidence where they do not."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class IngestSettings(BaseModel):
    """How to read the raw files; what is set applies to all of them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    timestamp_column: str | None = Field(
        default=None,
        description="Column that holds the time. Default: found by its name, then by its values",
    )
    symbol_column: str | None = Field(
        default=None,
        description="Column that holds the symbol. Default: found by its name, if there is one",
    )
    price_column: str | None = Field(
        default=None,
        description="Column that holds the price. Default: found by its name; without a usual "
        "name each numeric column is the price of a symbol",
    )
    symbol: str | None = Field(
        default=None,
        description="Symbol of the files that hold one symbol and no symbol column. Default: the "
        "price column's name where that is not a usual one, else the file's name",
    )
    delimiter: str | None = Field(
        default=None,
        description="Character between the fields of delimited text; 'tab' is understood. "
        "Default: the one of comma, semicolon, tab and pipe that fits the lines best",
    )
    encoding: str | None = Field(
        default=None,
        description="Text encoding, by its Python name, for example 'cp1252'. Default: by byte "
        "order mark, then UTF-8, then cp1252",
    )
