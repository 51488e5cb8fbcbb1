"""Rows of a text: how wide they are, and what is mended of them before they make a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.grid import Cell, Grid
from price_assets.ingest.repairs.repair import mend_rows
from price_assets.ingest.repairs.whole_numbers import with_whole_numbers
from price_assets.ingest.rows.structure import Role, Structure
from price_assets.ingest.settings import TableSettings

from .dialect import Dialect
from .tokenizer import tokenize

_MOST_COLUMNS = 100_000
"""More of them are no table of prices, and each would take as much time as a table."""


def usual_width(text: str, dialect: Dialect) -> int:
    """Return how many fields most rows of a text have."""
    widths = Counter(len(row) for row in tokenize(text, dialect).rows if row)
    return max(widths, key=widths.__getitem__, default=0)


def check_width(structure: Structure, name: str, settings: TableSettings) -> None:
    """Refuse a text that has too many columns to be a table, or not those that were asked for.

    Raises
    ------
    PriceFileError
        So.
    """
    if structure.width > _MOST_COLUMNS:
        raise PriceFileError(
            f"{name}: expected a table of at most {_MOST_COLUMNS} columns, found "
            f"{structure.width}; it may lack its line ends: export it again"
        )
    if settings.delimiter and structure.width < 2:
        raise PriceFileError(
            f"{name}: expected columns with '{settings.delimiter}' between them, found one column; "
            "name the right delimiter, or none"
        )


def join_numbers(
    grid: Grid,
    structure: Structure,
    dialect: Dialect,
    lines: Sequence[str],
    settings: TableSettings,
) -> Structure:
    """Join numbers that commas cut, unless a person says that each field is a column."""
    if dialect.fixed_width or len(settings.column_names) >= structure.width:
        return structure
    return with_whole_numbers(grid, structure, lines, dialect.delimiter, dialect.quote or '"')


def repairs(
    grid: Grid, structure: Structure, dialect: Dialect, lines: Sequence[str]
) -> dict[int, tuple[list[str], str]]:
    """Mend the data rows that do not fit, by their place in the grid."""
    places = [place for place, role in enumerate(structure.roles) if role is Role.DATA]
    rows = [_texts(grid.rows[place]) for place in places]
    quote = dialect.quote or '"'
    raw = {}
    for number, place in enumerate(places):
        line = lines[grid.lines[place] - 1]
        if len(rows[number]) != structure.width or quote in line:
            raw[number] = line
    mended = mend_rows(
        rows,
        structure.width,
        dialect.delimiter,
        structure.names,
        raw,
        quote,
        structure.cut_numbers,
    )
    return {places[number]: (found.cells, found.what) for number, found in mended.items()}


def _texts(row: Sequence[Cell]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in row]
