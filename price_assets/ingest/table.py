"""A file's cells before anyone has said what they mean."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from price_assets.checkpoints import Doubt, Format, LineCounts

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


@dataclass(frozen=True)
class Surplus:
    """A row whose fields do not fit the header's names: too many, or too few.

    Attributes
    ----------
    row
        Data row in the file, counted from 1.
    cells
        Its fields in their order, as found.
    """

    row: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """One table of a file: of a text, of a sheet, of a JSON or a Parquet file.

    Attributes
    ----------
    cells
        One column for each column of the file, under its unique name; text as found (dtype
        ``str``), and numbers and booleans where the format has them.
    rows
        dtype ``int64``, one for each row of `cells`: the data row in the file, counted from 1.
    format
        How the file is written.
    surplus
        The rows that have too many or too few fields and so do not stand in `cells`.
    header
        The column of each field, by position; None for one that was dropped.
    header_rows
        The rows of the header as found, top first, each as wide as the table; empty where the
        file has none, and then the names are ``column_1``, ``column_2`` and so on. None where
        names are a part of the format, as in JSON records and Parquet.
    preamble
        The rows above the header, as found.
    repaired
        The data rows that were mended (a field too many taken out, a missing separator put in),
        with what was done.
    sheet
        Name of the sheet, or of the part of a document, that the table stands in.
    symbol
        The symbol that the format itself names for the table, as the answers of some APIs do.
    lines
        What each line of the text or row of the sheet is; None for formats without lines.
    encoding, delimiter, notes, doubts
        As in `Source`.
    """

    cells: pd.DataFrame
    rows: np.ndarray[Any, Any]
    format: Format
    surplus: list[Surplus] = field(default_factory=list)
    header: list[str | None] = field(default_factory=list)
    header_rows: list[list[str]] | None = None
    preamble: list[list[str]] = field(default_factory=list)
    repaired: dict[int, str] = field(default_factory=dict)
    sheet: str | None = None
    symbol: str | None = None
    lines: LineCounts | None = None
    encoding: str | None = None
    delimiter: str | None = None
    notes: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def row_count(self) -> int:
        """Data rows in the table."""
        return len(self.cells) + len(self.surplus)


def unique_names(names: list[str]) -> tuple[list[str], list[str]]:
    """Give each column a name of its own.

    Parameters
    ----------
    names
        The header as found; names may be empty or stand twice.

    Returns
    -------
    tuple[list[str], list[str]]
        The names, stripped, with ``column_3`` for a third one without name and ``price_2`` for a
        second ``price``; and a note for each that stood twice.
    """
    found: dict[str, None] = {}
    notes: list[str] = []
    taken = {name.strip() for name in names}
    times: Counter[str] = Counter()
    for position, raw in enumerate(names, start=1):
        name = raw.strip() or f"column_{position}"
        if name in found or (not raw.strip() and name in taken):
            # On from the last one found, so that thousands of one name take no long search.
            number = times[name] + 2
            while f"{name}_{number}" in taken or f"{name}_{number}" in found:
                number += 1
            times[name] = number - 1
            notes.append(f"a second column '{name}' is called '{name}_{number}'")
            name = f"{name}_{number}"
        found[name] = None
    return list(found), notes


def numbered(count: int) -> np.ndarray[Any, Any]:
    """Return 1 … `count`, the data rows of a file that keeps all of them."""
    import numpy as np

    return np.arange(1, count + 1, dtype="int64")
