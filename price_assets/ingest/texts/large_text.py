"""A table of a large text: a fast lane for its regular pieces, a tolerant one for the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from price_assets.checkpoints import LineCounts
from price_assets.ingest.grid import Grid
from price_assets.ingest.rows.second_table import second_table
from price_assets.ingest.rows.sections import find_sections
from price_assets.ingest.rows.short_rows import Fullness, find_fullness
from price_assets.ingest.rows.stacked_tables import MOST_TABLES, rows_from
from price_assets.ingest.rows.structure import Role, Structure, find_structure, later_roles
from price_assets.ingest.rows.tabulate import to_table
from price_assets.ingest.settings import TableSettings
from price_assets.ingest.table import Table, numbered

from .dialect import Dialect
from .records import check_width, join_numbers, repairs, usual_width
from .regular_blocks import regular_pieces, to_frame
from .text_blocks import TextBlocks, joined, made_ahead, rest_of, with_tail, without_short
from .tokenizer import complete_prefix, split_lines, tokenize

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

TAIL_BYTES = 16_000
"""So much of the end of a text is read row by row, because footers stand there."""
_MOST_SECTIONS = 2000
_ENOUGH_ROWS = 20
_ROWS_OF_HEAD = 20
_Item = tuple[memoryview, bool]
_Piece = tuple[memoryview, "pa.Table | None"]


@dataclass
class LargeText:
    """Reads a table of a text block by block, with the header found in a sample at its start.

    Attributes
    ----------
    sample
        Size of the beginning that the header is found in (bytes).
    number
        Which table of the text it is, from 1.
    following
        The blocks of the next table, once this one has been read to its end; None where it is
        the last.
    row
        Data rows read so far.
    width
        Fields of a line, as far as is known.
    fullness
        What the rows of the sample say about shorter ones; None where there were too few.
    head, head_roles
        The first rows, with titles, header and some data, and what they are.
    """

    text: TextBlocks
    dialect: Dialect
    settings: TableSettings
    sample: int
    number: int = 1
    following: Iterator[memoryview] | None = None
    row: int = 0
    width: int = 0
    fullness: Fullness | None = None
    head: Grid = field(default_factory=lambda: Grid([], [], 0))
    head_roles: Sequence[Role] = ()

    def blocks(self, blocks: Iterator[memoryview]) -> Iterator[Table]:
        """Read the first block's beginning, then block after block, then the table's end."""
        carried = next(blocks)
        beginning = carried[: self.sample]
        text = self.text.to_text(beginning)
        end = complete_prefix(text, self.dialect) or len(text)
        grid = tokenize(text[:end], self.dialect)
        below = rest_of(beginning, text, end)
        items = with_tail(chain([joined(below, carried[len(beginning) :])], blocks), TAIL_BYTES)
        # The fast lane goes ahead while the sample is looked at, with the width of most rows.
        self.width = usual_width(text[:end], self.dialect)
        with ExitStack() as stack:
            ahead = stack.enter_context(made_ahead(self._pieces, items))
            top, structure, cut = self._top(grid, text[:end])
            yield top
            if cut is not None:
                next_table = rest_of(beginning, text, cut)
                self._ends_before(next_table[: len(next_table) - len(below)], ahead, stack)
                return
            columns = [str(name) for name in top.header]
            self.width = len(columns)
            rest = b""
            for (block, is_tail), (width, pieces) in ahead:
                if width != self.width and not is_tail:
                    pieces = regular_pieces(block, self.dialect, self.width)
                coming = deque(pieces)
                while coming:
                    piece, cells = self._next_piece(coming, rest, is_tail=is_tail)
                    rest = b""
                    if not piece:
                        continue
                    if cells is not None and not _repeats_header(cells, structure):
                        yield self._regular(to_frame(cells, columns), columns)
                        continue
                    text = self.text.to_text(piece)
                    end = len(text) if is_tail else complete_prefix(text, self.dialect)
                    table, cut = self._tolerant(text[:end], structure, columns, at_end=is_tail)
                    yield table
                    if cut is not None:
                        left = b"".join([rest_of(piece, text, cut), *(one for one, _ in coming)])
                        self._ends_before(left, ahead, stack)
                        return
                    rest = rest_of(piece, text, end)

    def _next_piece(self, coming: deque[_Piece], rest: bytes, *, is_tail: bool) -> _Piece:
        """Take the next piece, with the beginning of its first record that was left before it."""
        piece, cells = coming.popleft()
        if not rest:
            return piece, cells
        whole = joined(rest, piece)
        if is_tail:
            return whole, None
        coming.extendleft(reversed(regular_pieces(whole, self.dialect, self.width)))
        return coming.popleft()

    def _ends_before(
        self, beginning: bytes, ahead: Iterator[tuple[_Item, Any]], stack: ExitStack
    ) -> None:
        """Leave what comes, which another table begins, and with it what must be closed then."""

        def blocks(open_until_then: ExitStack) -> Iterator[memoryview]:
            with open_until_then:
                yield memoryview(beginning)
                yield from (block for (block, _), _ in ahead)

        self.following = without_short(blocks(stack.pop_all()), TAIL_BYTES)

    def _pieces(self, item: _Item) -> tuple[int, list[_Piece]]:
        """Read a block in the fast lane as far as it goes, with the width that is known now."""
        (block, is_tail), width = item, self.width
        return width, [(block, None)] if is_tail else regular_pieces(block, self.dialect, width)

    def _top(self, grid: Grid, text: str) -> tuple[Table, Structure, int | None]:
        """Read the sample; say too where in it another table begins."""
        structure, cut = self._structure(grid), None
        if (at := self._next_table(grid, structure.next_table)) is not None:
            cut = _offset(text, grid.lines[at] - 1)
            grid = Grid(grid.rows[:at], grid.lines[:at], grid.lines[at] - 1)
            structure = self._structure(grid)
        check_width(structure, self.text.content.name, self.settings)
        lines, _ = split_lines(text)
        structure = join_numbers(grid, structure, self.dialect, lines, self.settings)
        if cut is None:
            begin = next((i for i, role in enumerate(structure.roles) if role is Role.DATA), 0)
            # The sample's end is not the file's: what looks like a footer there is none.
            roles = later_roles(structure, grid.rows[begin:], at_end=False)
            structure = replace(structure, roles=[*structure.roles[:begin], *roles])
        begin = next((i for i, role in enumerate(structure.roles) if role is Role.DATA), 0)
        stop = min(begin + _ROWS_OF_HEAD, len(grid.rows))
        line_count = grid.lines[stop - 1] if stop else 0
        self.head = Grid(grid.rows[:stop], grid.lines[:stop], line_count)
        self.head_roles = structure.roles[:stop]
        # What is found here holds for the rows below, few of which may be looked at together.
        fullness = find_fullness(grid, structure)
        self.fullness = fullness if len(structure.roles) >= _ENOUGH_ROWS else None
        table = to_table(
            grid,
            structure,
            format="delimited",
            repairs=repairs(grid, structure, self.dialect, lines),
            column_names=_all_named(structure, self.settings.column_names),
            encoding=self.text.encoding.name,
            delimiter=self.dialect.delimiter,
            sheet=None if self.number == 1 else str(self.number),
            notes=self.text.encoding.notes,
        )
        return self._numbered(table), structure, cut

    def _structure(self, grid: Grid) -> Structure:
        return find_structure(
            grid, header_rows=self.settings.header_rows, skip_rows=self.settings.skip_rows
        )

    def _next_table(self, grid: Grid, at: int | None) -> int | None:
        """Return where names stand again, if they are names of another table."""
        if at is None or self.number >= MOST_TABLES:
            return None
        return at if self._structure(rows_from(grid, at)).header else None

    def _next_section(self, grid: Grid, structure: Structure) -> int | None:
        """Return where a title with the symbol of the rows below stands over the header again."""
        if Role.HEADER not in structure.roles or self.number >= _MOST_SECTIONS:
            return None
        top = self.head
        lines = [*top.lines, *(line + top.line_count for line in grid.lines)]
        both = Grid([*top.rows, *grid.rows], lines, top.line_count + grid.line_count)
        roles = [*self.head_roles, *structure.roles]
        starts = find_sections(both, replace(structure, roles=roles)).starts
        return next((at - len(top.rows) for at in starts if at >= len(top.rows)), None)

    def _regular(self, cells: pd.DataFrame, columns: list[str]) -> Table:
        count = len(cells)
        table = Table(
            cells=cells,
            rows=numbered(count),
            format="delimited",
            header=list(columns),
            header_rows=[],
            lines=LineCounts(total=count, data=count),
        )
        return self._numbered(table)

    def _tolerant(
        self, text: str, structure: Structure, columns: list[str], *, at_end: bool
    ) -> tuple[Table, int | None]:
        """Read a piece row by row, up to where another table begins, which is returned too."""
        grid, cut = tokenize(text, self.dialect), None
        roles = later_roles(structure, grid.rows, at_end=at_end)
        data = [at for at, role in enumerate(roles) if role is Role.DATA]
        at = self._next_table(grid, second_table(grid.rows, data, structure.columns))
        if (begin := self._next_section(grid, replace(structure, roles=roles))) is not None:
            at = begin if at is None else min(at, begin)
        if at is not None:
            cut = _offset(text, grid.lines[at] - 1)
            grid = Grid(grid.rows[:at], grid.lines[:at], grid.lines[at] - 1)
            roles = later_roles(structure, grid.rows, at_end=True)
        structure = replace(structure, roles=roles)
        table = to_table(
            grid,
            structure,
            format="delimited",
            repairs=repairs(grid, structure, self.dialect, split_lines(text)[0]),
            column_names=columns,
            fullness=self.fullness,
        )
        notes, self.text.notes = self.text.notes, []
        return self._numbered(replace(table, notes=notes, doubts=[])), cut

    def _numbered(self, table: Table) -> Table:
        """Let the rows of a block go on from those before."""
        before = self.row
        self.row += table.row_count
        return replace(
            table,
            rows=table.rows + before,
            surplus=[replace(item, row=item.row + before) for item in table.surplus],
            repaired={row + before: what for row, what in table.repaired.items()},
        )


def _offset(text: str, lines: int) -> int:
    """Return how many characters so many lines of a text have."""
    found, ends = split_lines(text)
    return sum(map(len, found[:lines])) + sum(map(len, ends[:lines]))


def _all_named(structure: Structure, given: Sequence[str]) -> list[str]:
    """Name every column, since one that is empty here need not be empty in a later block."""
    names = [*given, *structure.names[len(given) :]]
    return [name.strip() or f"column_{at}" for at, name in enumerate(names, start=1)]


def _repeats_header(cells: pa.Table, structure: Structure) -> bool:
    """Tell whether a row may be the header again."""
    import pyarrow as pa
    import pyarrow.compute as pc

    # Any of its names: the header of another table may have them in another order.
    names = [name.strip() for row in structure.header for name in row if name.strip()]
    if not names:
        return False
    return bool(pc.any(pc.is_in(cells.column(0), pa.array(names, pa.large_string()))).as_py())
