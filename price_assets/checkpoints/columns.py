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
