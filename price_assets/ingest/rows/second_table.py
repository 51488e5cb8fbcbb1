"""Where another table begins below the first, in the same text or sheet."""

from __future__ import annotations

from collections.abc import Sequence

from price_assets.ingest.grid import Cell

from .cell_kinds import DAYS, TEXTS, kind_of
from .learned_column import Group, LearnedColumn, group_of, is_lettered_number
from .row_shapes import filled, folded, is_blank, said

_ROWS_ABOVE = 8  # rows of data that are enough where the names are all others
_LOOKED_BACK = 60  # rows; the names of the first table stand among so many
_SETTLED = 0.8
_MOST_TITLES = 3  # rows
_PAIR = 2
_MOST_TRIED = 1000  # rows of words among rows of numbers are no headers if they are so many


def end_of_first_table(rows: Sequence[Sequence[Cell]]) -> int:
    """Find where names stand again below data, before it is known which rows are names.

    What the columns look like is learned from the rows above, since a second table may have
    other columns and more rows.

    Parameters
    ----------
    rows
        The rows that are not blank and no comments.

    Returns
    -------
    int
        Position of the row of names, or of its titles where the names stand above already;
        ``len(rows)`` where there is none.
    """
    tried = 0
    for position in range(2, len(rows) - 1):
        row = rows[position]
        if not _is_names(row) or tried > _MOST_TRIED:
            continue
        tried += 1
        stands_over = _values_under(row, rows[position + 1])
        top = position
        while top and position - top < _MOST_TITLES and _is_title(rows[top - 1]):
            top -= 1
        above = 0
        while above < top and _values_under(row, rows[top - 1 - above]):
            above += 1
        known = above and _known(row, rows[: min(top, _LOOKED_BACK)])
        if stands_over and (known or (above >= _ROWS_ABOVE and top == position)):
            return top
    return len(rows)


def second_table(
    rows: Sequence[Sequence[Cell]], places: Sequence[int], columns: Sequence[LearnedColumn]
) -> int | None:
    """Find a row of names for other columns, with rows under it that are none.

    Parameters
    ----------
    rows
        All rows.
    places
        Those among them that are data of the first table, as far as is known.
    columns
        What its columns look like.

    Returns
    -------
    int | None
        The position of the row of names in `rows`.
    """
    settled = [
        at
        for at, column in enumerate(columns)
        if column.share(Group.TIME) >= _SETTLED or column.share(Group.NUMBER) >= _SETTLED
    ]
    for number in range(1, len(places) - 1):
        row = rows[places[number]]
        first = next(iter(said([row[at] for at in settled if at < len(row)])), None)
        if group_of(first) != Group.TEXT or filled(row) * 2 <= len(columns):
            continue
        if _is_names(row) and _values_under(row, rows[places[number + 1]]):
            return places[number]
    return None


def _is_names(row: Sequence[Cell]) -> bool:
    """Tell whether a row is several different words, and no row of data that was cut wrongly."""
    if len(row) < 2 or is_blank(row[0]) or kind_of(row[0]) not in TEXTS:
        return False
    if kind_of(str(row[0]).split()[0]) in DAYS:
        return False
    cells = folded(row)
    if len(cells) < 2 or len(set(cells)) < len(cells):
        return False
    return all(kind_of(cell) in TEXTS or is_lettered_number(cell) for cell in said(row))


def _is_title(row: Sequence[Cell]) -> bool:
    """Tell whether a row is one text, or a pair of them."""
    cells = said(row)
    return len(cells) <= _PAIR and all(kind_of(cell) in TEXTS for cell in cells)


def _values_under(names: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Tell whether a row has numbers or times where the other has names, and is as full."""
    if filled(row) * 2 < filled(names):
        return False
    return any(
        group_of(cell) in (Group.NUMBER, Group.TIME) and not is_blank(name)
        for name, cell in zip(names, row, strict=False)
    )


def _known(row: Sequence[Cell], above: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether at least half of the names stand in one row above."""
    names = set(folded(row))
    return any(len(names.intersection(folded(other))) * 2 >= len(names) for other in above)
