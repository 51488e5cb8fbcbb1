"""Text to tables: a fast lane for regular blocks, a tolerant one for the others.

A small text is looked at as a whole. A large one comes in blocks that end where a record ends: its
header is found in a sample at its start, each block is verified while it is read, and only a block
in which something does not fit is read row by row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from price_assets.checkpoints import LineCounts
from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.grid import Cell, Grid
from price_assets.ingest.packing.content import Content
from price_assets.ingest.repairs.repair import mend_rows
from price_assets.ingest.rows.stacked_tables import stacked_tables
from price_assets.ingest.rows.structure import Role, Structure, find_structure, later_roles
from price_assets.ingest.rows.tabulate import to_table
from price_assets.ingest.settings import TableSettings
from price_assets.ingest.table import Table, numbered

from .dialect import Dialect, find_dialect
from .encodings import Encoding, find_encoding
from .fixed_width import split_fixed_width
from .regular_blocks import plain_signs, read_regular, to_frame
from .text import decoded_chunks
from .text_blocks import (
    TextBlocks,
    end_of_lines,
    joined,
    made_ahead,
    rest_of,
    with_tail,
    without_short,
)
from .tokenizer import complete_prefix, split_lines, tokenize

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_WHOLE_BYTES = 500_000
"""Texts up to this size are looked at as a whole."""
_SAMPLE_BYTES = 8_000
"""In a larger one, the header is found in so much of its beginning, and in so many lines."""
_SAMPLE_LINES = 100
_LARGEST_SAMPLE_BYTES = 1_000_000
_MOST_COLUMNS = 100_000
"""More of them are no table of prices, and each would take as much time as a table."""
_TAIL_BYTES = 16_000
"""So much of its end is read row by row, because footers stand there."""


def read_delimited(content: Content, settings: TableSettings) -> Iterator[Iterable[Table]]:
    """Read delimited or fixed-width text.

    Parameters
    ----------
    content
        Unpacked; not JSON.
    settings
        What a person said about it.

    Yields
    ------
    Iterable[Table]
        The blocks of one table, and one block for a text that is not large; a second table where
        another stands below the first.

    Raises
    ------
    PriceFileError
        If it is no text.
    """
    if not _is_larger(content, _WHOLE_BYTES):
        encoding = find_encoding(content, settings.encoding)
        text = "".join(decoded_chunks(content, encoding))
        dialect = find_dialect(text, content.name, settings.delimiter)
        yield from _read_whole(text, content.name, dialect, encoding, settings)
        return
    blocks = TextBlocks.of(content, settings.encoding)
    # A last block by itself might be a remark without the rows above it that tell what it is.
    stream = without_short(iter(blocks), _TAIL_BYTES)
    first = next(stream, memoryview(b""))
    later = list(islice(stream, 1))
    beginning = _sample_of(first)
    dialect = find_dialect(blocks.to_text(beginning), content.name, settings.delimiter)
    # What is left below the sample may be too little to tell a remark from the data.
    is_short = not later and len(first) - len(beginning) < _TAIL_BYTES
    stream = chain([first], later, stream)
    if dialect.fixed_width or is_short:
        text = "".join(blocks.to_text(block) for block in stream)
        yield from _read_whole(text, content.name, dialect, blocks.encoding, settings)
    else:
        yield _LargeText(blocks, dialect, settings).tables(stream)


def _sample_of(block: memoryview) -> memoryview:
    """Take the beginning of a text: so many bytes, and so many lines where those are long."""
    lines = bytes(block[:_LARGEST_SAMPLE_BYTES]).splitlines(keepends=True)[:_SAMPLE_LINES]
    size = max(sum(map(len, lines)), _SAMPLE_BYTES)
    return block[: end_of_lines(block[:size]) or None]


def _check_width(structure: Structure, name: str, settings: TableSettings) -> None:
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


def _is_larger(content: Content, size: int) -> bool:
    with content.open() as stream:
        return len(stream.read(size + 1)) > size


def _read_whole(
    text: str, name: str, dialect: Dialect, encoding: Encoding, settings: TableSettings
) -> Iterator[list[Table]]:
    grid = split_fixed_width(text) if dialect.fixed_width else tokenize(text, dialect)
    lines, _ = split_lines(text)
    tables = stacked_tables(grid, settings)
    for number, (part, structure, above) in enumerate(tables, start=1):
        _check_width(structure, name, settings)
        mended = {} if dialect.fixed_width else _repairs(part, structure, dialect, lines[above:])
        table = to_table(
            part,
            structure,
            format="fixed-width" if dialect.fixed_width else "delimited",
            repairs=mended,
            column_names=settings.column_names,
            encoding=encoding.name,
            delimiter=None if dialect.fixed_width else dialect.delimiter,
            sheet=None if number == 1 else str(number),
            notes=encoding.notes,
        )
        yield [table]


def _repairs(
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
    mended = mend_rows(rows, structure.width, dialect.delimiter, structure.names, raw, quote)
    return {places[number]: (found.cells, found.what) for number, found in mended.items()}


def _texts(row: Sequence[Cell]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in row]


@dataclass
class _LargeText:
    """Reads a text block by block, with the header found in a sample at its start.

    Attributes
    ----------
    row
        Data rows read so far.
    width
        Fields of a line, as far as is known.
    """

    text: TextBlocks
    dialect: Dialect
    settings: TableSettings
    row: int = 0
    width: int = 0

    def tables(self, blocks: Iterator[memoryview]) -> Iterator[Table]:
        """Read the first block's beginning, then block after block, then the text's end."""
        carried = next(blocks)
        beginning = _sample_of(carried)
        text = self.text.to_text(beginning)
        end = complete_prefix(text, self.dialect) or len(text)
        grid = tokenize(text[:end], self.dialect)
        below = joined(rest_of(beginning, text, end), carried[len(beginning) :])
        pieces = with_tail(chain([below], blocks), _TAIL_BYTES)
        # The fast lane goes ahead while the sample is looked at, with the width of most rows.
        widths = Counter(map(len, grid.rows))
        self.width = max(widths, key=widths.__getitem__, default=0)
        with made_ahead(self._cells, pieces) as ahead:
            top, structure = self._top(grid, text[:end])
            yield top
            columns = [str(name) for name in top.header]
            self.width = len(columns)
            rest = b""
            for (block, is_tail), (width, cells) in ahead:
                if is_tail:
                    tail = self.text.to_text(joined(rest, block))
                    yield self._tolerant(tail, structure, columns, at_end=True)
                    return
                if rest or width != self.width:
                    block = joined(rest, block)
                    width, cells = self._cells((block, False))
                found, rest = self._body(block, cells, structure, columns)
                yield from found

    def _cells(self, piece: tuple[memoryview, bool]) -> tuple[int, pa.Table | None]:
        """Read a block in the fast lane, if it is one for it; return the width it was given too."""
        (block, is_tail), width = piece, self.width
        signs = None if is_tail else plain_signs(block, self.dialect)
        return width, None if signs is None else read_regular(block, signs, self.dialect, width)

    def _top(self, grid: Grid, text: str) -> tuple[Table, Structure]:
        structure = find_structure(
            grid, header_rows=self.settings.header_rows, skip_rows=self.settings.skip_rows
        )
        _check_width(structure, self.text.content.name, self.settings)
        begin = next((i for i, role in enumerate(structure.roles) if role is Role.DATA), 0)
        # The sample's end is not the file's: what looks like a footer there is none.
        roles = [
            *structure.roles[:begin],
            *later_roles(structure, grid.rows[begin:], at_end=False),
        ]
        structure = replace(structure, roles=roles)
        table = to_table(
            grid,
            structure,
            format="delimited",
            repairs=_repairs(grid, structure, self.dialect, split_lines(text)[0]),
            column_names=_all_named(structure, self.settings.column_names),
            encoding=self.text.encoding.name,
            delimiter=self.dialect.delimiter,
            notes=self.text.encoding.notes,
        )
        return self._numbered(table), structure

    def _body(
        self, block: memoryview, cells: pa.Table | None, structure: Structure, columns: list[str]
    ) -> tuple[list[Table], bytes]:
        """Read a block, and return what belongs to a record that the next one completes."""
        if not block:
            return [], b""
        if cells is not None and not _repeats_header(cells, structure):
            return [self._regular(to_frame(cells, columns), columns)], b""
        text = self.text.to_text(block)
        end = complete_prefix(text, self.dialect)
        table = self._tolerant(text[:end], structure, columns, at_end=False)
        return [table], rest_of(block, text, end)

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
    ) -> Table:
        grid = tokenize(text, self.dialect)
        structure = replace(structure, roles=later_roles(structure, grid.rows, at_end=at_end))
        table = to_table(
            grid,
            structure,
            format="delimited",
            repairs=_repairs(grid, structure, self.dialect, split_lines(text)[0]),
            column_names=columns,
        )
        return self._numbered(replace(table, notes=[], doubts=[]))

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


def _all_named(structure: Structure, given: Sequence[str]) -> list[str]:
    """Name every column, since one that is empty here need not be empty in a later block."""
    names = [*given, *structure.names[len(given) :]]
    return [name.strip() or f"column_{at}" for at, name in enumerate(names, start=1)]


def _repeats_header(cells: pa.Table, structure: Structure) -> bool:
    """Tell whether a row may be the header again."""
    import pyarrow.compute as pc

    names = [row[0].strip() for row in structure.header if row and row[0].strip()]
    if not names:
        return False
    return any(pc.any(pc.equal(cells.column(0), name)).as_py() for name in names)
