"""Tables that stand one below the other in a text or a sheet, each with names of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from price_assets.ingest.grid import Grid
from price_assets.ingest.settings import TableSettings

from .foreign_names import with_foreign_names
from .sections import cut_sections, find_sections
from .structure import Structure, find_structure

MOST_TABLES = 20
"""Tables of other names that are told apart; what comes after is read as rows of the last."""


def stacked_tables(grid: Grid, settings: TableSettings) -> Iterator[tuple[Grid, Structure, int]]:
    """Find the tables of a grid and what each of their rows is.

    Parameters
    ----------
    grid
        All rows.
    settings
        What a person said about the header.

    Yields
    ------
    tuple[Grid, Structure, int]
        The rows of one table with what stands around it, their structure, and how many lines
        stand above them. The line counts add up to the grid's.
    """
    above = 0
    for number in range(1, MOST_TABLES + 1):
        structure = _structure(grid, settings)
        at = structure.next_table if number < MOST_TABLES else None
        if at is not None and at in find_sections(grid, structure).starts:
            # The title of a part, such as `Ticker,SILVER`, and no names.
            at, structure = None, replace(structure, notes=structure.notes[:-1])
        if at is None:
            yield from _sections(grid, structure, above)
            return
        ends = grid.lines[at] - 1
        if not _structure(rows_from(grid, at), settings).header:  # names that are none
            yield from _sections(grid, replace(structure, next_table=None), above)
            return
        first = Grid(grid.rows[:at], grid.lines[:at], ends)
        yield from _sections(first, _structure(first, settings), above)
        grid = rows_from(grid, at)
        above += ends


def _sections(
    grid: Grid, structure: Structure, above: int
) -> Iterator[tuple[Grid, Structure, int]]:
    """Cut a table where its header stands again for another symbol."""
    sections = find_sections(grid, structure)
    structure = replace(structure, doubts=[*structure.doubts, *sections.doubts])
    if not sections.starts:
        yield grid, structure, above
        return
    for part, found in cut_sections(grid, structure, sections):
        yield part, found, above
        above += part.line_count


def rows_from(grid: Grid, at: int) -> Grid:
    """Return the rows of a grid from one of them on, their lines counted anew."""
    above = grid.lines[at] - 1
    lines = [line - above for line in grid.lines[at:]]
    return Grid(grid.rows[at:], lines, grid.line_count - above)


def _structure(grid: Grid, settings: TableSettings) -> Structure:
    found = find_structure(grid, header_rows=settings.header_rows, skip_rows=settings.skip_rows)
    return found if settings.header_rows == 0 else with_foreign_names(grid, found)
