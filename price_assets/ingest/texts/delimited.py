"""Text to tables: a fast lane for regular blocks, a tolerant one for the others.

A small text is looked at as a whole. A large one comes in blocks that end where a record ends: its
header is found in a sample at its start, each block is verified while it is read, and only a block
in which something does not fit is read row by row.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import chain, count, islice
from typing import TYPE_CHECKING

from price_assets.ingest.packing.content import Content
from price_assets.ingest.rows.stacked_tables import stacked_tables
from price_assets.ingest.rows.tabulate import to_table
from price_assets.ingest.settings import TableSettings
from price_assets.ingest.table import Table
from price_assets.progress import Progress

from . import large_text
from .dialect import Dialect, find_dialect
from .encodings import Encoding, find_encoding
from .fixed_width import split_fixed_width
from .records import check_width, join_numbers, repairs, usual_width
from .text import decoded_chunks
from .text_blocks import (
    TextBlocks,
    end_of_lines,
    without_short,
)
from .tokenizer import split_lines, tokenize

if TYPE_CHECKING:
    pass

LOGGER = logging.getLogger("price_assets.ingest")
_WHOLE_BYTES = 500_000
"""Texts up to this size are looked at as a whole."""
_SAMPLE_BYTES = 8_000
"""In a larger one, the header is found in so much of its beginning, and in so many lines."""
_SAMPLE_LINES = 100
_LARGEST_SAMPLE_BYTES = 1_000_000
_LINES_AFTER = 30
_USUALLY_ENOUGH = 1 << 16
_MEGABYTE = 1_000_000
_GROWTH = 8


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
    # Blocks of another encoding have another length than the file.
    size = content.size / _MEGABYTE if content.size and blocks.raw else None
    with Progress(LOGGER, f"ingest: MB of {content.name}", size) as progress:
        read = progress.over(blocks, lambda block: len(block) / _MEGABYTE)
        yield from _read_large(blocks, read, settings)


def _read_large(
    blocks: TextBlocks, read: Iterator[memoryview], settings: TableSettings
) -> Iterator[Iterable[Table]]:
    # A last block by itself might be a remark without the rows above it that tell what it is.
    stream = without_short(read, large_text.TAIL_BYTES)
    for number in count(1):
        first = next(stream, memoryview(b""))
        later = list(islice(stream, 1))
        beginning, dialect = _sample_of(first, blocks, settings)
        # What is left below the sample may be too little to tell a remark from the data.
        is_short = not later and len(first) - len(beginning) < large_text.TAIL_BYTES
        stream = chain([first], later, stream)
        if dialect.fixed_width or is_short:
            text = "".join(blocks.to_text(block) for block in stream)
            name = blocks.content.name
            yield from _read_whole(text, name, dialect, blocks.encoding, settings, number)
            return
        table = large_text.LargeText(blocks, dialect, settings, len(beginning), number)
        yield table.blocks(stream)
        if table.following is None:
            return
        stream = table.following


def _sample_of(
    block: memoryview, blocks: TextBlocks, settings: TableSettings
) -> tuple[memoryview, Dialect]:
    """Take so much of the beginning of a text that what comes next has the same form.

    Then the header is in it, however much stands above it. It is so many bytes at least, and so
    many lines where those are long.
    """
    size = max(len(_first_lines(block[:_LARGEST_SAMPLE_BYTES], _SAMPLE_LINES)), _SAMPLE_BYTES)
    while True:
        beginning = block[: end_of_lines(block[:size]) or None]
        text = blocks.to_text(beginning)
        dialect = find_dialect(text, blocks.content.name, settings.delimiter)
        after = _first_lines(block[len(beginning) :][:_LARGEST_SAMPLE_BYTES], _LINES_AFTER)
        if size >= _LARGEST_SAMPLE_BYTES or not after:
            return beginning, dialect
        below = blocks.to_text(after)
        if usual_width(text, dialect) == usual_width(below, dialect) and (
            dialect.fixed_width
            or find_dialect(below, blocks.content.name, settings.delimiter).delimiter
            == dialect.delimiter
        ):
            return beginning, dialect
        size *= _GROWTH


def _first_lines(block: memoryview, count: int) -> memoryview:
    lines = bytes(block[:_USUALLY_ENOUGH]).splitlines(keepends=True)
    if len(lines) <= count:
        lines = bytes(block).splitlines(keepends=True)
    return block[: end_of_lines(block[: sum(map(len, lines[:count]))])]


def _is_larger(content: Content, size: int) -> bool:
    with content.open() as stream:
        return len(stream.read(size + 1)) > size


def _read_whole(
    text: str,
    name: str,
    dialect: Dialect,
    encoding: Encoding,
    settings: TableSettings,
    first_number: int = 1,
) -> Iterator[list[Table]]:
    grid = split_fixed_width(text) if dialect.fixed_width else tokenize(text, dialect)
    lines, _ = split_lines(text)
    tables = stacked_tables(grid, settings)
    for number, (part, structure, above) in enumerate(tables, start=first_number):
        check_width(structure, name, settings)
        structure = join_numbers(part, structure, dialect, lines[above:], settings)
        mended = {} if dialect.fixed_width else repairs(part, structure, dialect, lines[above:])
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
