"""Delimited text to cells: one fast lane for regular files, one tolerant lane for the others."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from .errors import PriceFileError
from .table import Surplus, Table, numbered, unique_names
from .text import Text

if TYPE_CHECKING:
    import pandas as pd

_DELIMITERS = (",", ";", "\t", "|")
_NAMES = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_SAMPLE_CHARACTERS = 64_000
_SAMPLE_ROWS = 200
_BLOCK_BYTES = 16 << 20


def read_delimited(text: Text, name: str, delimiter: str | None = None) -> Table:
    """Read delimited text; the first line that is not empty has the columns' names.

    Parameters
    ----------
    text
        The file's text.
    name
        The file's name, for messages.
    delimiter
        Use this one and no other.

    Raises
    ------
    PriceFileError
        If there is only one column, or no delimiter can be made out.
    """
    delimiter = _named_delimiter(delimiter, name) if delimiter else find_delimiter(text, name)
    header = next(_rows(text.content, delimiter), [])
    if len(header) < 2:
        raise PriceFileError(
            f"{name}: expected columns with '{delimiter}' between them, found one column "
            f"'{_shortened(header)}'; name the right delimiter in the settings"
        )
    names, notes = unique_names(header)
    unnamed = {name for name, found in zip(names, header, strict=True) if not found.strip()}
    cells = _read_regular(text, delimiter, len(names))
    surplus: list[Surplus] = []
    if cells is None:
        cells, rows, surplus, found_notes = _read_tolerant(text, delimiter, len(names), name)
        notes += found_notes
    else:
        rows = numbered(len(cells))
    cells.columns = names
    used = {
        column
        for row in surplus
        for column, cell in zip(names, row.cells, strict=False)
        if cell.strip()
    }
    dropped = {column for column in unnamed - used if _is_blank(cells[column])}
    return Table(
        cells=cells.drop(columns=sorted(dropped)),
        rows=rows,
        format="delimited",
        surplus=surplus,
        header=[None if column in dropped else column for column in names],
        encoding=text.encoding,
        delimiter=delimiter,
        notes=[*text.notes, *notes],
    )


def find_delimiter(text: Text, name: str) -> str:
    """Find the delimiter that cuts most lines of a sample into as many fields as the header has.

    Raises
    ------
    PriceFileError
        If none of them cuts the header.
    """
    sample = text.content[:_SAMPLE_CHARACTERS]
    if len(sample) < len(text.content) and (end := sample.rfind("\n")) > 0:
        sample = sample[:end]
    best, best_score = None, (0.0, 0)
    first: list[str] = []
    for delimiter in _DELIMITERS:
        rows = list(islice(_rows(sample, delimiter), _SAMPLE_ROWS))
        first = rows[0] if rows else []
        if len(first) < 2:
            continue
        alike = sum(len(row) == len(first) for row in rows) - 1
        score = (alike / max(len(rows) - 1, 1), len(first))
        if best is None or score > best_score:
            best, best_score = delimiter, score
    if best is None:
        raise PriceFileError(
            f"{name}: expected columns with comma, semicolon, tab or pipe between them, found one "
            f"column '{_shortened(first)}'; a price needs a time and a value. Name the delimiter "
            "in the settings if it is another"
        )
    return best


def _named_delimiter(delimiter: str, name: str) -> str:
    character = _NAMES.get(delimiter.lower(), delimiter)
    if len(character) != 1 or character in '\r\n"' or not character.isascii():
        raise PriceFileError(
            f"{name}: expected one character as delimiter, found '{delimiter}' in the settings; "
            "use for example ';' or 'tab'"
        )
    return character


def _rows(content: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows that are not empty, as far as they can be read."""
    try:
        for row in csv.reader(io.StringIO(content, newline=""), delimiter=delimiter):
            if not _is_empty(row):
                yield row
    except csv.Error:  # such as a field of more than 128 kB
        return


def _is_empty(row: list[str]) -> bool:
    return not row or (len(row) == 1 and not row[0].strip())


def _read_regular(text: Text, delimiter: str, width: int) -> pd.DataFrame | None:
    """Read a file whose every line has as many fields as its header; None for any other."""
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import csv as arrow_csv

    columns = [str(position) for position in range(width)]
    quoted = '"' in text.content
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(text.content.encode()),
            read_options=arrow_csv.ReadOptions(column_names=columns, block_size=_BLOCK_BYTES),
            parse_options=arrow_csv.ParseOptions(delimiter=delimiter, newlines_in_values=quoted),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowException:
        return None
    # A quote that never closes swallows the lines after it without a word.
    if quoted and any(pc.any(pc.match_substring(c, "\n")).as_py() for c in table.columns):
        return None
    frame: pd.DataFrame = table.slice(1).to_pandas()
    return frame.reset_index(drop=True)


def _read_tolerant(
    text: Text, delimiter: str, width: int, name: str
) -> tuple[pd.DataFrame, Any, list[Surplus], list[str]]:
    """Read any file, row by row: what is absent is null, what is too much is set apart."""
    import numpy as np
    import pandas as pd

    records, notes = _records(text.content, delimiter, name)
    rows: list[int] = []
    kept: list[list[str | None]] = []
    surplus: list[Surplus] = []
    for number, record in enumerate(records[1:], start=1):
        while len(record) > width and not record[-1].strip():
            record.pop()
        if len(record) > width:
            surplus.append(Surplus(number, record))
        else:
            rows.append(number)
            kept.append([*record, *[None] * (width - len(record))])
    columns = list(zip(*kept, strict=True)) or [()] * width
    cells = pd.DataFrame({i: pd.Series(list(c), dtype="str") for i, c in enumerate(columns)})
    return cells, np.array(rows, dtype="int64"), surplus, notes


def _records(content: str, delimiter: str, name: str) -> tuple[list[list[str]], list[str]]:
    """Read all rows; quotes first by the book, then leniently, then as plain characters."""
    failure: csv.Error | None = None
    ways: tuple[tuple[Literal[0, 3], bool], ...] = (
        (csv.QUOTE_MINIMAL, True),
        (csv.QUOTE_MINIMAL, False),
        (csv.QUOTE_NONE, False),
    )
    for quoting, strict in ways:
        lines = io.StringIO(content, newline="")
        try:
            found = csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=strict)
            records = [row for row in found if not _is_empty(row)]
        except csv.Error as error:
            failure = error
            continue
        if quoting == csv.QUOTE_NONE:
            records = [[_without_opening_quote(cell) for cell in row] for row in records]
            return records, ["a quote opens and never closes: quotes are read as text"]
        if strict or not _swallows_lines(records):
            return records, []
    raise PriceFileError(f"{name}: expected delimited text, found none ({failure})")


def _without_opening_quote(cell: str) -> str:
    """Take the quotes off a field that was read as plain characters: ``"A`` and ``"A"``."""
    bare = cell.strip()
    return bare[1:].removesuffix('"') if bare.startswith('"') else cell


def _swallows_lines(records: list[list[str]]) -> bool:
    """Tell whether the last row looks like what a quote that never closes leaves behind."""
    return any(re.search(r"[\r\n]", cell) for cell in records[-1]) if records else False


def _is_blank(column: pd.Series) -> bool:
    return bool((column.isna() | (column.str.strip() == "")).all())


def _shortened(fields: list[str]) -> str:
    text = fields[0].strip() if fields else ""
    return text if len(text) <= 40 else f"{text[:40]}…"
