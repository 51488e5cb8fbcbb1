"""Parts of a table that each have a title and the same header: a part for each symbol."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from price_assets.checkpoints import Doubt
from price_assets.ingest.grid import Cell, Grid
from price_assets.ingest.layouts.column_roles import PRICE_NAMES, SYMBOL_NAMES, plain_name
from price_assets.ingest.layouts.symbol_names import symbol_in_rows

from .cell_kinds import TEXTS, kind_of
from .learned_column import Group, LearnedColumn, learn_columns
from .row_shapes import said, sample, usual_length
from .structure import Role, Structure, later_roles

_LONGEST = 60  # characters
_COUNTED = re.compile(r"\b\d+\b")  # pages and the like are numbered
_REMARK = re.compile(r"[:=;]|[.!?]\s*$|https?://|www\.")
_PAIR = 2
_TIMES = 0.9
_MOSTLY = 0.8
_SHARED = 0.5


@dataclass(frozen=True)
class _Section:
    """Where a part begins, what its title says, and whether that is a text without a key."""

    start: int
    symbol: str
    is_bare: bool

    @property
    def name(self) -> str:
        plain = self.symbol.casefold()
        return " ".join(_COUNTED.sub(" ", plain).split()) if self.is_bare else plain


@dataclass(frozen=True)
class Sections:
    """The parts of a table.

    Attributes
    ----------
    starts
        Rows in which another part begins with its title; empty where the table is one.
    titles
        The rows, of those and of the first part, that are the symbol without saying so.
    doubts
        What the rows do not settle.
    """

    starts: list[int]
    titles: list[int]
    doubts: list[Doubt]


def find_sections(grid: Grid, structure: Structure) -> Sections:
    """Find where the header stands again under a title that names another symbol.

    A title that says ``Symbol: SILVER`` is believed. One that merely says ``Silver`` is the symbol
    if the rows below it have the times of other rows again, which are told apart by nothing else:
    ``February`` has other times than ``January``, and page 2 is told from page 1 by its number
    only.

    Parameters
    ----------
    grid
        The rows.
    structure
        What they are, as `find_structure` says it.

    Returns
    -------
    Sections
        None of them where the header stands again without a title, or under the same one, or
        where the header itself says what is priced.
    """
    roles = structure.roles
    headers = _headers(roles)
    if len(headers) < 2 or Role.DATA not in roles[: headers[1]]:
        return Sections([], [], [])
    structure = replace(structure, columns=_learned(grid.rows, roles, headers[:2]))
    if not _lacks_symbol(structure):
        return Sections([], [], [])
    blocks = [_titles(grid.rows, structure, at) for at in headers]
    depth = min((len(block) for block in blocks if block), default=0)
    current = _section(grid.rows, blocks[0], depth)
    titled = [] if current is None else [current]
    others: list[_Section] = []
    for block in blocks[1:]:
        found = _section(grid.rows, block, depth)
        if found is not None and (current is None or found.name != current.name):
            others.append(found)
            current = found
    bare = [section for section in others if section.is_bare]
    if bare and not _share_times(grid.rows, structure, [section.start for section in others]):
        others = [section for section in others if not section.is_bare]
        doubts = [_doubt(bare[0])] if titled else []
        return Sections([section.start for section in others], [], doubts)
    titles = [section.start for section in [*titled, *others] if section.is_bare and others]
    return Sections([section.start for section in others], titles, [])


def cut_sections(
    grid: Grid, structure: Structure, sections: Sections
) -> list[tuple[Grid, Structure]]:
    """Cut a table into its parts.

    Parameters
    ----------
    grid, structure
        The whole.
    sections
        As `find_sections` finds them.

    Returns
    -------
    list[tuple[Grid, Structure]]
        The rows of each part with its title, and their structure. A title that is the symbol
        without saying so stands there as the pair ``Symbol`` and the title, as others write it.
    """
    rows = [list(row) if at in sections.titles else row for at, row in enumerate(grid.rows)]
    for at in sections.titles:
        rows[at] = ["Symbol", *said(rows[at])]
    bounds = [0, *sections.starts, len(rows)]
    ends = [*(grid.lines[start] - 1 for start in sections.starts), grid.line_count]
    parts = []
    above = 0
    for (begin, end), line in zip(pairwise(bounds), ends, strict=True):
        lines = [number - above for number in grid.lines[begin:end]]
        part = Grid(rows[begin:end], lines, line - above)
        roles = _roles(structure, part, begin, is_last=end == len(rows))
        parts.append((part, replace(structure, roles=roles, next_table=None)))
        above = line
    return parts


def _roles(structure: Structure, part: Grid, begin: int, *, is_last: bool) -> list[Role]:
    """Say what the rows of a part are: titles, header, and then as in the whole table."""
    roles = structure.roles[begin : begin + len(part.rows)]
    header = roles.index(Role.HEADER)
    if begin:
        roles[:header] = [Role.PREAMBLE if r is Role.DATA else r for r in roles[:header]]
    if not is_last:
        first = roles.index(Role.DATA) if Role.DATA in roles else len(roles)
        roles[first:] = later_roles(structure, part.rows[first:], at_end=True)
    return roles


def _headers(roles: Sequence[Role]) -> list[int]:
    """Find the first row of each header."""
    said = [at for at, role in enumerate(roles) if role is not Role.BLANK]
    starts = said[:1] if said and roles[said[0]] is Role.HEADER else []
    return starts + [
        at
        for above, at in pairwise(said)
        if roles[at] is Role.HEADER and roles[above] is not Role.HEADER
    ]


def _lacks_symbol(structure: Structure) -> bool:
    """Tell whether neither a column nor the names of several prices say what is priced."""
    names = [plain_name(name) for name in structure.names]
    numbers = sum(column.share(Group.NUMBER) >= _MOSTLY for column in structure.columns)
    has_price = numbers == 1 or any(name in PRICE_NAMES for name in names)
    return has_price and not any(name in SYMBOL_NAMES for name in names)


def _learned(
    rows: Sequence[Sequence[Cell]], roles: Sequence[Role], headers: Sequence[int]
) -> list[LearnedColumn]:
    """Learn the columns from the rows between two headers that cannot be titles."""
    data = [
        rows[at]
        for at in range(*headers)
        if roles[at] is Role.DATA and not all(kind_of(cell) in TEXTS for cell in said(rows[at]))
    ]
    length = usual_length(data)
    return learn_columns(sample(data, length), length)


def _titles(rows: Sequence[Sequence[Cell]], structure: Structure, header: int) -> list[int]:
    """Find the rows without a gap between them that stand above a header as its titles."""
    roles = structure.roles
    at = header - 1
    while at >= 0 and roles[at] is Role.BLANK:
        at -= 1
    found: list[int] = []
    while at >= 0 and roles[at] in (Role.PREAMBLE, Role.DATA) and _is_title(rows[at], structure):
        found.insert(0, at)
        at -= 1
    return found


def _is_title(row: Sequence[Cell], structure: Structure) -> bool:
    """Tell whether a row is a text, or a pair of texts, that fits no column of times or numbers."""
    cells = said(row)
    if not cells or len(cells) > _PAIR or kind_of(cells[0]) not in TEXTS:
        return False
    fits = [column.settled(cell) for column, cell in zip(structure.columns, row, strict=False)]
    if len(cells) == 1:
        return False in fits and True not in fits
    is_pair = fits[:1] == [False] and symbol_in_rows([row]) is not None
    return is_pair or True not in fits


def _section(rows: Sequence[Sequence[Cell]], block: Sequence[int], depth: int) -> _Section | None:
    """Read the symbol in the titles of a part."""
    if not block:
        return None
    symbol = symbol_in_rows([rows[at] for at in block])
    if symbol is not None:
        return _Section(block[0], symbol, is_bare=False)
    # A remark on the part above, or a title of the whole file, stands over the part's own.
    cells = said(rows[block[-depth]])
    text = str(cells[0]).strip()
    if len(cells) > 1 or len(text) > _LONGEST or _REMARK.search(text):
        return None
    return _Section(block[-depth], text, is_bare=True)


def _share_times(
    rows: Sequence[Sequence[Cell]], structure: Structure, starts: Sequence[int]
) -> bool:
    """Tell whether parts cover the same times, and each of them has a time only once."""
    times = [at for at, c in enumerate(structure.columns) if c.share(Group.TIME) >= _TIMES]
    if not times:
        return False
    seen = []
    for begin, end in pairwise([0, *starts, len(rows)]):
        found = [
            tuple(str(rows[at][place]) for place in times)
            for at in range(begin, end)
            if structure.roles[at] is Role.DATA and len(rows[at]) > times[-1]
        ]
        if len(set(found)) < len(found) * _TIMES:
            return False
        seen.append(set(found))
    return any(
        len(one & other) >= _SHARED * min(len(one), len(other)) > 0 for one, other in pairwise(seen)
    )


def _doubt(section: _Section) -> Doubt:
    return Doubt(
        what="titles over parts with the same header",
        taken=f"the rows below '{section.symbol}' as more of the same symbol",
        other=f"rows of the symbol '{section.symbol}'",
        setting="symbol_column",
    )
