"""A table whose rows are wider than its header because commas cut their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from price_assets.checkpoints import Doubt
from price_assets.ingest.grid import Grid
from price_assets.ingest.rows.learned_column import Group, learn_columns
from price_assets.ingest.rows.structure import Role, Structure

from .cut_numbers import find_cut_numbers, joined, joined_spans, may_be_cut
from .row_pieces import pieces_of

_LEARNED_ROWS = 1_000


def with_whole_numbers(
    grid: Grid, structure: Structure, lines: Sequence[str], delimiter: str, quote: str = '"'
) -> Structure:
    """Take the header's width for the table's, where its numbers are cut at commas.

    Parameters
    ----------
    grid
        The rows, cut at the delimiter.
    structure
        What they are.
    lines
        The lines of the text that the rows stand in.
    delimiter, quote
        The file's.

    Returns
    -------
    Structure
        With `cut_numbers` and the columns that the header names; with a doubt where the rows have
        fields that no name stands over and that may be parts of numbers; else as it is.
    """
    places = [at for at, role in enumerate(structure.roles) if role is Role.DATA]
    named = [
        at for at in range(structure.width) if any(row[at].strip() for row in structure.header)
    ]
    longest = max(
        (len(grid.rows[at]) for at, role in enumerate(structure.roles) if role is Role.HEADER),
        default=0,
    )
    if delimiter != "," or not 1 < len(named) == longest < structure.width:
        return structure
    unnamed = [structure.columns[at] for at in set(range(structure.width)) - set(named)]
    # A time or a field without anything is no part of a number, and tells why there is one more.
    if any(column.main_group in (Group.TIME, None) for column in unnamed):
        return structure
    rows = [
        pieces_of(grid.rows[at], lines[grid.lines[at] - 1], delimiter, quote)
        for at in places
        if len(grid.rows[at]) == structure.width
    ]
    names = [structure.names[at] for at in named]
    found = find_cut_numbers(rows, names) if rows else None
    if found is None:
        example = may_be_cut(rows) if rows else None
        return _doubted(structure, longest, example)
    cells = [
        joined([piece.text for piece in row], spans, delimiter)
        for row in rows[:: max(1, len(rows) // _LEARNED_ROWS)]
        if (spans := joined_spans(row, found)) is not None
    ]
    which = ", ".join(f"'{names[column]}'" for column in found.columns)
    note = (
        f"the header has {longest} names and the rows have {structure.width} fields: a comma cuts "
        f"the numbers of {which}, and their parts are joined, as in {found.example}"
    )
    lengths = Counter(len(grid.rows[at]) for at in places)
    is_settled = found.proven or lengths[longest] > 0 or len(found.columns) > 1
    doubt = Doubt(
        what="fields without a name",
        taken=f"{found.example} as one number",
        other="two numbers, the second one in a column without a name",
        setting="column_names",
        thousandfold=True,
    )
    return replace(
        structure,
        width=longest,
        header=[[row[at] for at in named] for row in structure.header],
        names=names,
        notes=[note, *(n for n in structure.notes if not n.startswith("the header has "))],
        doubts=structure.doubts if is_settled else [*structure.doubts, doubt],
        columns=learn_columns(cells, longest),
        cut_numbers=found,
    )


def _doubted(structure: Structure, named: int, example: str | None) -> Structure:
    if example is None:
        return structure
    doubt = Doubt(
        what=f"{named} names over rows of {structure.width} fields",
        taken=f"{example} as two numbers",
        other="one number that its own comma cuts",
        setting="column_names",
        thousandfold=True,
    )
    return replace(structure, doubts=[*structure.doubts, doubt])
