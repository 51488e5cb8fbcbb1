"""One name for each column, from one or several rows of a header that may be too short."""

from __future__ import annotations

import math
from collections.abc import Sequence

from price_assets.ingest.grid import Cell
from price_assets.ingest.layouts.column_roles import (
    CLOCK_NAMES,
    CURRENCY_NAMES,
    OTHER_NUMBERS,
    PRICE_NAMES,
    SYMBOL_NAMES,
    TIMESTAMP_NAMES,
    plain_name,
)

from .cell_kinds import BLANKS, Kind
from .learned_column import LearnedColumn, learn_columns
from .row_shapes import extent, sample, usual_length

_FULL = 0.9  # share of the columns that a row must name for groups over it to be carried
_SPARSE = 0.8
_UNNAMED_BLANK = 1.0  # a column without cells is the likeliest to have no name
_UNNAMED_FIRST = 0.1  # then the first, for row names
_MISFIT = -0.5

# What the cells under a usual name look like, from 0 to 1.
_NUMBERS = {Kind.INTEGER: 1.0, Kind.NUMBER: 1.0}
_DAYS = {Kind.DATE: 1.0, Kind.MOMENT: 1.0, Kind.INTEGER: 0.2, Kind.CLOCK: 0.1}
_CLOCKS = {Kind.CLOCK: 1.0, Kind.MOMENT: 0.9, Kind.DATE: 0.5, Kind.INTEGER: 0.2}
_LABELS = {Kind.CODE: 1.0, Kind.WORD: 1.0, Kind.TEXT: 1.0, Kind.INTEGER: 0.3}


def place_names(
    header: Sequence[Sequence[Cell]], data: Sequence[Sequence[Cell]]
) -> tuple[list[list[str]], list[LearnedColumn], list[str]]:
    """Put the cells of a header over the columns of the data.

    Parameters
    ----------
    header
        Its rows as found, top first.
    data
        The rows of the table.

    Returns
    -------
    tuple[list[list[str]], list[LearnedColumn], list[str]]
        The header's rows, each as wide as the table; what the columns look like; and a note where
        there are not as many names as columns.
    """
    fields = usual_length(data, header)
    named = max(map(extent, header), default=0)
    longest = max(map(len, header), default=0)
    width = max(named, fields)
    columns = learn_columns(sample(data, width), width)
    places = list(range(width))
    notes: list[str] = []
    if data and 0 < longest < fields:
        padded = [[*map(to_text, row), *[""] * (longest - len(row))] for row in header]
        places = align_names(join_names(padded, longest), columns)
        unnamed = sorted(set(range(width)) - set(places))
        if any(columns[place].main_group is not None for place in unnamed):
            which = ", ".join(str(place + 1) for place in unnamed)
            notes.append(
                f"the header has {longest} names and the rows have {fields} fields: by what the "
                f"cells look like, field {which} has no name"
            )
    elif data and named > fields:
        notes.append(f"the header has {named} names and the rows have {fields} fields")
    rows = []
    for row in header:
        cells = [""] * width
        for place, cell in zip(places, row, strict=False):
            cells[place] = to_text(cell)
        rows.append(cells)
    return rows, columns, notes


def to_text(cell: Cell) -> str:
    """Return a header's cell as text: a year that a sheet holds as 2019.0 as ``2019``."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def join_names(header: Sequence[Sequence[str]], width: int) -> list[str]:
    """Join the rows of a header to one name for each column, with a blank between them.

    A name that stands over several columns, in a row above a fuller one, is the name of all of
    them: it is carried to the right as far as the next.

    Parameters
    ----------
    header
        Its rows, top first, `width` cells each.
    width
        Columns of the table.
    """
    rows = [_carried(number, header) for number in range(len(header))]
    return [
        " ".join(part for row in rows if (part := " ".join(row[column].split())))
        for column in range(width)
    ]


def _carried(number: int, header: Sequence[Sequence[str]]) -> list[str]:
    row = header[number]
    count = sum(map(_says, row))
    fuller = next((r for r in header[number + 1 :] if sum(map(_says, r)) >= _FULL * len(r)), None)
    if fuller is None or not count or count >= _SPARSE * len(row):
        return list(row)
    carried: list[str] = []
    last = ""
    for column, cell in enumerate(row):
        # A new group in a row above ends those in the rows below it.
        if any(_says(above[column]) for above in header[:number]):
            last = ""
        last = cell if _says(cell) else last
        carried.append(last if _says(fuller[column]) else cell)
    return carried


def _says(cell: str) -> bool:
    return bool(cell.strip())


def align_names(names: Sequence[str], columns: Sequence[LearnedColumn]) -> list[int]:
    """Say over which column each of too few names stands.

    Parameters
    ----------
    names
        Fewer than there are columns.
    columns
        What their cells look like.

    Returns
    -------
    list[int]
        A column for each name, rising: of all ways to leave columns unnamed the one in which the
        usual names fit their cells best (a dynamic programme); where nothing speaks for another,
        the last columns are the unnamed ones.
    """
    spare = len(columns) - len(names)
    # best[n][k]: the fit of the first n names where k columns so far are unnamed.
    best = [[-math.inf] * (spare + 1) for _ in range(len(names) + 1)]
    skips = [[False] * (spare + 1) for _ in range(len(names) + 1)]
    best[0][0] = 0.0
    for number in range(len(names) + 1):
        for skipped in range(spare + 1):
            column = number + skipped - 1
            if number:
                named = best[number - 1][skipped] + _fit(names[number - 1], columns[column])
                best[number][skipped] = named
            if skipped:
                unnamed = best[number][skipped - 1] + _unnamed(column, columns)
                skips[number][skipped] = unnamed >= best[number][skipped]
                best[number][skipped] = max(unnamed, best[number][skipped])
    places: list[int] = []
    number, skipped = len(names), spare
    while number:
        if skips[number][skipped]:
            skipped -= 1
        else:
            number -= 1
            places.append(number + skipped)
    return places[::-1]


def _unnamed(column: int, columns: Sequence[LearnedColumn]) -> float:
    if columns[column].main_group is None:
        return _UNNAMED_BLANK
    return _UNNAMED_FIRST if column == 0 else 0.0


def _fit(name: str, column: LearnedColumn) -> float:
    expected = _expected_kinds(name)
    said = sum(count for kind, count in column.kinds.items() if kind not in BLANKS)
    if expected is None or not said:
        return 0.0
    return sum(
        expected.get(kind, _MISFIT) * count / said
        for kind, count in column.kinds.items()
        if kind not in BLANKS
    )


def _expected_kinds(name: str) -> dict[Kind, float] | None:
    plain = plain_name(name)
    if plain in CLOCK_NAMES:
        return _CLOCKS
    if plain in TIMESTAMP_NAMES:
        return _DAYS
    if plain in SYMBOL_NAMES or plain in CURRENCY_NAMES:
        return _LABELS
    return _NUMBERS if plain in PRICE_NAMES or plain in OTHER_NUMBERS else None
