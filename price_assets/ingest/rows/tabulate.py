"""Rows whose roles are known, to a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from price_assets.checkpoints import Format, LineCounts
from price_assets.ingest.columns import to_column
from price_assets.ingest.grid import Cell, Grid
from price_assets.ingest.table import Surplus, Table, unique_names

from .row_shapes import extent, is_blank
from .short_rows import Fullness, find_fullness, header_doubt
from .structure import Role, Structure

if TYPE_CHECKING:
    import pandas as pd


def to_table(
    grid: Grid,
    structure: Structure,
    *,
    format: Format,  # noqa: A002 - the name of the field of `Table`
    repairs: Mapping[int, tuple[list[str], str]] | None = None,
    column_names: Sequence[str] = (),
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    notes: Sequence[str] = (),
    fullness: Fullness | None = None,
) -> Table:
    """Make a table of the rows of data.

    Parameters
    ----------
    grid
        The rows.
    structure
        What each of them is.
    format
        How the file is written.
    repairs
        Rows of the grid, by their position, that were mended: the cells, and what was done.
    column_names
        The columns' names, from the left, where a person gives them, in place of the file's.
    encoding, delimiter, sheet, notes
        As in `Table`.
    fullness
        What `find_fullness` learned from other rows of the same table, by which the short ones
        are judged. Default: learned from these rows.

    Returns
    -------
    Table
        Short rows are filled up with null where what they lack is empty (`Fullness.ends_empty`);
        where a field before their end may be missing, they stand in ``surplus``. So do rows with
        too many fields, unless the fields too many are blank. A column without any cell is left
        out where the others have names and it has none.
    """
    import numpy as np

    given = [*column_names, *structure.names[len(column_names) :]]
    names, name_notes = unique_names(given)
    rows: list[Sequence[Cell]] = []
    numbers: list[int] = []
    surplus: list[Surplus] = []
    repaired: dict[int, str] = {}
    places = [place for place, role in enumerate(structure.roles) if role is Role.DATA]
    if fullness is None and any(len(grid.rows[place]) < len(names) for place in places):
        fullness = find_fullness(grid, structure)
    for number, place in enumerate(places, start=1):
        row: Sequence[Cell] = grid.rows[place]
        if repairs and place in repairs:
            row, repaired[number] = repairs[place]
        spare = len(names) - len(row)
        is_short = spare > 0 and fullness is not None and not fullness.ends_empty(row)
        if is_short or (spare < 0 and extent(row) > len(names)):
            surplus.append(Surplus(number, [_text(cell) for cell in row]))
            continue
        rows.append([*row, *[None] * spare] if spare > 0 else row[: len(names)] if spare else row)
        numbers.append(number)
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    is_named = any(map(str.strip, given))
    dropped = {
        at
        for at, column in enumerate(columns)
        if is_named
        and not given[at].strip()
        and all(map(is_blank, column))
        and all(is_blank(row.cells[at]) for row in surplus if at < len(row.cells))
    }
    kept = {
        name: column
        for at, (name, column) in enumerate(zip(names, columns, strict=True))
        if at not in dropped
    }
    return Table(
        cells=_frame(kept, len(rows)),
        rows=np.array(numbers, dtype="int64"),
        format=format,
        surplus=surplus,
        header=[None if at in dropped else name for at, name in enumerate(names)],
        header_rows=structure.header,
        preamble=[
            [_text(cell) for cell in row]
            for row, role in zip(grid.rows, structure.roles, strict=True)
            if role is Role.PREAMBLE
        ],
        repaired=repaired,
        sheet=sheet,
        lines=count_lines(grid, structure.roles),
        encoding=encoding,
        delimiter=delimiter,
        notes=[
            *notes,
            *structure.notes,
            *name_notes,
        ],
        doubts=[*structure.doubts, *header_doubt(grid, structure, given)],
    )


def count_lines(grid: Grid, roles: Sequence[Role]) -> LineCounts:
    """Count what the lines of a text, or the rows of a sheet, are.

    Parameters
    ----------
    grid
        The rows; one of text may span several lines, and all of them count.
    roles
        What each row is.

    Returns
    -------
    LineCounts
        The counts add up to the lines of the grid.
    """
    begins = [*grid.lines, grid.line_count + 1]
    counts: Counter[Role] = Counter({Role.BLANK: begins[0] - 1})
    for begin, end, role in zip(grid.lines, begins[1:], roles, strict=True):
        counts[role] += end - begin
    return LineCounts(
        total=grid.line_count,
        data=counts[Role.DATA],
        header=counts[Role.HEADER],
        preamble=counts[Role.PREAMBLE],
        footer=counts[Role.FOOTER],
        comment=counts[Role.COMMENT],
        blank=counts[Role.BLANK],
    )


def _frame(columns: Mapping[str, Sequence[Cell]], count: int) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {name: to_column(_without_blanks(cells)) for name, cells in columns.items()},
        index=pd.RangeIndex(count),
    )


def _without_blanks(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Turn empty text among numbers into null, so that the column is one of numbers."""
    if all(cell is None or isinstance(cell, str) for cell in cells):
        return cells
    return [None if is_blank(cell) else cell for cell in cells]


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)
