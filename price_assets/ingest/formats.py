"""Which format a content has, by its bytes, and its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from .arrow.arrow_files import is_arrow, is_parquet, read_arrow, read_parquet
from .json_files.json_tables import looks_like_json, read_json
from .packing.content import Content, content_of
from .rows.stacked_tables import stacked_tables
from .rows.tabulate import to_table
from .settings import TableSettings
from .texts.delimited import read_delimited
from .texts.encodings import find_encoding
from .texts.text import decode_text, decoded_chunks
from .workbook.workbooks import Sheet, is_workbook, read_workbook

if TYPE_CHECKING:
    from .table import Table


def read_tables(content: Content, settings: TableSettings, limit: int) -> Iterator[Iterable[Table]]:
    """Read the tables of a content, whatever its format; each comes in one or more blocks.

    The bytes decide, never the name: a Parquet file called ``.csv`` is a Parquet file.

    Parameters
    ----------
    content
        Unpacked.
    settings
        What a person said about it.
    limit
        Bytes that a workbook or a Parquet file may unpack to.

    Yields
    ------
    Iterable[Table]
        The blocks of one table, at least one, to be gone through once, in the order of the file.
        All have the same columns; their `rows` go on from one to the next, and their `lines` add
        up.

    Raises
    ------
    PriceFileError
        If it is in no format known here, or damaged.
    """
    if is_parquet(content):
        yield read_parquet(content, limit)
    elif is_arrow(content):
        yield read_arrow(content, limit)
    elif is_workbook(content):
        for sheet in read_workbook(content, settings, limit):
            for table in _tables_of(sheet, settings):
                yield [table]
    elif _begins_as_json(content, settings):
        text = decode_text(content.read(), content.name, settings.encoding)
        for table in read_json(text, content.name):
            yield [table]
    else:
        yield from read_delimited(content, settings)


def _begins_as_json(content: Content, settings: TableSettings) -> bool:
    head = content_of(content.head, content.name)
    # The head may end in the middle of a character, which is no fault of the file.
    encoding = replace(find_encoding(head, settings.encoding), errors="replace")
    return looks_like_json(next(decoded_chunks(head, encoding), ""))


def _tables_of(sheet: Sheet, settings: TableSettings) -> Iterator[Table]:
    for number, (grid, structure, _) in enumerate(stacked_tables(sheet.grid, settings), start=1):
        yield to_table(
            grid,
            structure,
            format=sheet.format,
            column_names=settings.column_names,
            sheet=sheet.name if number == 1 else f"{sheet.name}#{number}",
            notes=sheet.notes,
        )
