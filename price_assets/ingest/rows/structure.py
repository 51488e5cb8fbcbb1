"""Which row of a text or a sheet is what: title, header, data, remark, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from price_assets.checkpoints import Doubt
from price_assets.ingest.grid import Cell, Grid
from price_assets.ingest.repairs.cut_numbers import CutNumbers

from .cell_kinds import BLANKS, TEXTS, kind_of
from .comments import find_comments, is_comment, is_tag_row, without_sign
from .data_start import find_data_start
from .footer import footer_length
from .header_names import join_names, place_names, to_text
from .learned_column import Group, LearnedColumn, group_of, learn_columns
from .misfits import names_before_misfit
from .row_shapes import extent, filled, said, sample, usual_length
from .second_table import end_of_first_table, second_table
from .titles import first_header_row

_LOOKED_AT = 60  # rows; a rule further below is drawn over a total
_RULE = re.compile(r":?[-=_]{3,}:?")
_CLEARLY = 1.5  # nats: four and a half times as likely as the other


class Role(StrEnum):
    """What a row is."""

    DATA = "data"
    HEADER = "header"
    PREAMBLE = "preamble"
    FOOTER = "footer"
    COMMENT = "comment"
    BLANK = "blank"


@dataclass(frozen=True)
class Structure:
    """What each row of a grid is.

    Attributes
    ----------
    roles
        One for each row of the grid.
    width
        Columns of the table.
    header
        The rows of the header as found, top first, each `width` cells; empty where there is none.
    names
        One for each column, joined from the rows of the header; not yet unique. Empty texts where
        there is no header.
    notes
        What a careful reader should know about this reading.
    doubts
        What the rows do not settle.
    next_table
        Where another table with other names begins below this one; its rows are called data here,
        so that none is lost where nobody reads them apart. None where there is none.
    columns
        What the cells of each column look like.
    comment
        The sign that begins the comment lines of the file, where there are any.
    cut_numbers
        How fields are joined to cells, where commas cut the numbers of most rows.
    """

    roles: list[Role]
    width: int
    header: list[list[str]]
    names: list[str]
    notes: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    next_table: int | None = None
    columns: list[LearnedColumn] = field(default_factory=list, repr=False, compare=False)
    comment: str | None = None
    cut_numbers: CutNumbers | None = None


def find_structure(
    grid: Grid,
    *,
    header_rows: int | None = None,
    skip_rows: int | None = None,
    names_expected: bool = True,
) -> Structure:
    """Say what each row is.

    Parameters
    ----------
    grid
        The rows, blank ones included.
    header_rows
        Rows of the header (count) where a person says so, 0 for none: the first below the lines
        to skip, or below the titles that are found.
    skip_rows
        Lines above the header (count) where a person says so.
    names_expected
        Whether files of this kind have a header as a rule.

    Returns
    -------
    Structure
        Rows are called anything but data only with evidence: a doubtful one is data.
    """
    rows = grid.rows
    roles = [Role.DATA if filled(row) else Role.BLANK for row in rows]
    for at, line in enumerate(grid.lines):
        if roles[at] is Role.DATA and line <= (skip_rows or 0):
            roles[at] = Role.PREAMBLE
    _mark_rules(rows, roles)
    comment = _mark_comments(rows, roles)
    _mark_tags(rows, roles)
    _mark_footer(rows, roles)
    kept = _data(roles)
    first = kept[: end_of_first_table([rows[at] for at in kept])]
    texts = [rows[at] for at in first]
    start, doubts = _data_start(texts, names_expected=names_expected)
    start = _above_times(texts, start)
    top = 0
    if skip_rows is None:
        data = texts[start:]
        columns = learn_columns(sample(data, usual_length(data)), usual_length(data))
        top = first_header_row(texts[:start], _gaps(first[:start], roles), columns)
        start = top + names_before_misfit(texts[top:start], usual_length(data))
    if header_rows is not None:
        start, doubts = min(top + header_rows, len(first)), []
    for position, at in enumerate(first[:start]):
        roles[at] = Role.PREAMBLE if position < top else Role.HEADER
    # Without the names among the rows, the last of them are judged once more.
    _mark_footer(rows, roles)
    data = [rows[at] for at in first[start:] if roles[at] is Role.DATA]
    found = [list(rows[at]) for at in first[top:start]]
    if found and comment:
        found[0][0] = without_sign(found[0][0], comment)
    header, columns, notes = place_names(found, data)
    for at in _data(roles):
        if _repeats(rows[at], header):
            roles[at] = Role.HEADER
    following = second_table(rows, _data(roles), columns)
    if following is not None:
        notes.append(f"line {grid.lines[following]} looks like the header of another table")
    width = len(columns)
    return Structure(
        roles=roles,
        width=width,
        header=header,
        names=join_names(header, width),
        notes=notes,
        doubts=doubts,
        next_table=following,
        columns=columns,
        comment=comment,
    )


def _mark_comments(rows: Sequence[Sequence[Cell]], roles: list[Role]) -> str | None:
    """Mark the comments; return the sign that they begin with."""
    below = [at for at, role in enumerate(roles) if role is not Role.PREAMBLE]
    sign, found = find_comments([rows[at] for at in below])
    for at in found:
        roles[below[at]] = Role.COMMENT
    return sign


def _mark_rules(rows: Sequence[Sequence[Cell]], roles: list[Role]) -> None:
    """Mark the line that is drawn under names: ``|---|:---:|`` has no cell that says anything."""
    data = _data(roles)
    for above, at in pairwise(data[:_LOOKED_AT]):
        cells = [str(cell).strip() for cell in said(rows[at])]
        if len(cells) > 1 and all(map(_RULE.fullmatch, cells)):
            if all(kind_of(cell) in {*TEXTS, *BLANKS} for cell in rows[above]):
                roles[at] = Role.HEADER
            return


def _mark_tags(rows: Sequence[Sequence[Cell]], roles: list[Role]) -> None:
    for at in _data(roles):
        if is_tag_row(rows[at]):
            roles[at] = Role.HEADER


def _mark_footer(rows: Sequence[Sequence[Cell]], roles: list[Role]) -> None:
    kept = _data(roles)
    length = footer_length([rows[at] for at in kept], _gaps(kept, roles))
    for at in kept[len(kept) - length :]:
        roles[at] = Role.FOOTER


def _data(roles: Sequence[Role]) -> list[int]:
    return [at for at, role in enumerate(roles) if role is Role.DATA]


def _data_start(rows: Sequence[Sequence[Cell]], *, names_expected: bool) -> tuple[int, list[Doubt]]:
    """Find the first row of data, and say so where the first row could be either."""
    if not rows:
        return 0, []
    found = find_data_start(rows, usual_length(rows), names_expected=names_expected)
    if found.margin >= _CLEARLY:
        return found.position, []
    taken, other = ("names", "data") if found.position else ("data", "names")
    doubt = Doubt(
        what="header", taken=f"the first row as {taken}", other=other, setting="header_rows"
    )
    return found.position, [doubt]


def _above_times(rows: Sequence[Sequence[Cell]], start: int) -> int:
    """Leave to the data what stands right above it with a time where every row has one."""
    data = rows[start:]
    columns = learn_columns(sample(data, usual_length(data)), usual_length(data))
    times = [at for at, column in enumerate(columns) if column.always_time]
    while len(data) > 1 and start and _has_time(rows[start - 1], times):
        start -= 1
    return start


def _has_time(row: Sequence[Cell], columns: Sequence[int]) -> bool:
    return any(at < len(row) and group_of(row[at]) == Group.TIME for at in columns)


def later_roles(
    structure: Structure, rows: Sequence[Sequence[Cell]], *, at_end: bool
) -> list[Role]:
    """Say what rows are that come after those that the structure was found in.

    Parameters
    ----------
    structure
        As found in the rows before.
    rows
        The next rows.
    at_end
        Whether the last of them is the last of the file, so that remarks may stand there.

    Returns
    -------
    list[Role]
        One for each row.
    """
    roles = [_later_role(structure, row) for row in rows]
    if at_end:
        kept = _data(roles)
        length = footer_length([rows[at] for at in kept], _gaps(kept, roles), structure.columns)
        for at in kept[len(kept) - length :]:
            roles[at] = Role.FOOTER
    return roles


def _later_role(structure: Structure, row: Sequence[Cell]) -> Role:
    if not filled(row):
        return Role.BLANK
    if structure.comment and is_comment(row, structure.comment, structure.width):
        return Role.COMMENT
    if is_tag_row(row) or _repeats(row, structure.header):
        return Role.HEADER
    return Role.DATA


def _repeats(row: Sequence[Cell], header: Sequence[Sequence[str]]) -> bool:
    """Tell whether a row is one of the header's again."""
    for names in header:
        count = extent(names)
        if count and all(
            to_text(cell).strip().casefold() == name.strip().casefold()
            for cell, name in zip(row, names[:count], strict=False)
        ):
            return extent(row) == count
    return False


def _gaps(places: Sequence[int], roles: Sequence[Role]) -> list[bool]:
    """Tell of each place whether a blank row stands between it and the one before."""
    return [
        position > 0 and Role.BLANK in roles[places[position - 1] + 1 : place]
        for position, place in enumerate(places)
    ]
