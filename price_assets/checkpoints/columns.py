"""The columns that the table documents always have, with what a reader needs to know of each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column of a table document.

    Attributes
    ----------
    name
        The field's name in the document.
    type
        A Table Schema type: ``string``, ``integer``, ``number``, ``boolean`` or ``any``.
    description
        What stands in it.
    unit
        The unit of its values, where it has one.
    required
        Whether a row may not have null here.
    """

    name: str
    type: str
    description: str
    unit: str | None = None
    required: bool = True


RAW_COLUMNS = (
    Column("source", "string", "File the observation comes from, relative to the landing zone"),
    Column("row", "integer", "Data row in that file, counted from 1"),
    Column("column", "string", "Column of the file that holds the price"),
    Column("timestamp", "any", "Time of the observation, as found", required=False),
    Column("symbol", "string", "What is priced", required=False),
    Column("price", "any", "Price, as found", required=False),
)
RAW_KEY = ("source", "row", "column")

CLEAN_COLUMNS = (
    Column("symbol", "string", "What is priced"),
    Column(
        "timestamp",
        "string",
        "ISO 8601: a date, a local time without offset, or UTC with Z, as the source has it",
    ),
    Column("price", "number", "Price, zero and negative ones included", "as in the source"),
)
CLEAN_KEY = ("symbol", "timestamp")

FORECAST_COLUMNS = (
    Column("symbol", "string", "What is priced"),
    Column("timestamp", "string", "Time of the price forecast"),
    Column("price", "number", "Price forecast", "as in the source"),
    Column("0.8 low", "number", "Lower end of the 80 % interval", "as in the source", False),
    Column("0.8 high", "number", "Upper end of the 80 % interval", "as in the source", False),
    Column("0.95 low", "number", "Lower end of the 95 % interval", "as in the source", False),
    Column("0.95 high", "number", "Upper end of the 95 % interval", "as in the source", False),
    Column("probability_of_rise", "number", "Probability that the price rises, from 0 to 1"),
    Column("last_price", "number", "The symbol's last price", "as in the source"),
)
"""The rows of ``forecast`` in the model document, flattened."""

REPORT_COLUMNS = (Column("line", "string", "A line of the report"),)
