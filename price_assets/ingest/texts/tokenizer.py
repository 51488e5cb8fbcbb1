"""Delimited text to rows of cells: by the book where a text keeps it, by evidence where not."""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, cast

from price_assets.ingest.grid import Cell, Grid

from .lines import split_lines
from .mending import Mender
from .quoting import Quoting

if TYPE_CHECKING:
    from .dialect import Dialect

__all__ = ["complete_prefix", "split_lines", "tokenize", "troubled_lines"]

_SPAN_CHARACTERS = 1 << 18
"""A record with line ends inside its cells is shorter than this, or a quote in it is a stray."""
_STRAY_EVIDENCE = 3
"""Delimiters in the lines that a quoted cell goes on in, all as in rows, which make it none."""

_Rows = list[list[Cell]]


def tokenize(text: str, dialect: Dialect, first_line: int = 1) -> Grid:
    r"""Cut a text into rows of cells; every line belongs to exactly one row.

    Lines end in ``\n``, ``\r\n`` or ``\r``. A quote opens a cell only where the cell begins and
    closes it only where a delimiter or a line's end follows. Where that fails, the cheapest
    reading of the line is taken that gives it the usual width: a quote that never closes is
    text, and so is one inside a cell that nobody doubled.

    Parameters
    ----------
    text
        The text, or a block of it that ends where a record does.
    dialect
        How it is delimited and quoted; of fixed-width text see `split_fixed_width`.
    first_line
        Number of the text's first line.
    """
    reader = _Reader(text, dialect)
    rows, starts = reader.rows()
    return Grid(rows, [start + first_line for start in starts], len(reader.lines))


def complete_prefix(text: str, dialect: Dialect) -> int:
    """Return the offset after the last complete record of a block of text.

    A stream is cut there: what follows is the beginning of a record that the next block
    completes. A quote that has been open for longer than any cell is a stray one and holds
    nothing back.
    """
    # The second half of a line's end may stand at the beginning of the next block.
    end = max(text.rfind("\n"), text.rfind("\r", 0, max(len(text) - 1, 0))) + 1
    if not end or not dialect.quote or dialect.wrapped:
        return end
    # Whatever is open at the end began within a span of it, and rows are found again at once
    # wherever the reading begins.
    begin = max(end - 2 * _SPAN_CHARACTERS, 0)
    if begin:
        begin = text.find("\n", begin, end) + 1
    if text.find(dialect.quote, begin, end) < 0:
        return end
    opened = _Reader(text[begin:end], dialect).open_at_end()
    return end if opened is None else begin + opened


@dataclass(frozen=True)
class _Record:
    """A record that may span several lines, and the line after it."""

    row: list[str]
    next_line: int


class _Reader:
    """One text in the course of being cut."""

    def __init__(self, text: str, dialect: Dialect) -> None:
        self.dialect = dialect
        self.quoting = Quoting(dialect)
        self.mender = Mender(self.quoting)
        self.lines, ends = split_lines(text)
        if dialect.wrapped:
            self.lines = [self.quoting.unwrapped(line) for line in self.lines]
            text = "".join(line + end for line, end in zip(self.lines, ends, strict=True))
        self.text = text
        lengths = (len(line) + len(end) for line, end in zip(self.lines, ends, strict=True))
        self.offsets = [0, *accumulate(lengths)]
        self.records: dict[int, _Record | None] = {}
        self.simple = self._simple_rows()
        self.troubled = [index for index, row in enumerate(self.simple) if row is None]
        self.width = self._usual_width() if self.troubled else None

    def rows(self) -> tuple[_Rows, list[int]]:
        """Return the rows, and the index of the line where each begins."""
        rows: list[list[str] | None] = []
        starts: list[int] = []
        at = 0
        for index in self.troubled:
            if index < at:
                continue
            rows += self.simple[at:index]
            starts += range(at, index + 1)
            record = self._plausible_record(index)
            if record is None:
                rows.append(self.mender.mend(self.lines[index], self.width))
                at = index + 1
            else:
                rows.append(record.row)
                at = record.next_line
        rows += self.simple[at:]
        starts += range(at, len(self.simple))
        return cast("_Rows", rows), starts

    def open_at_end(self) -> int | None:
        """Return the offset of the last record, if its quote is still open at the text's end."""
        at = 0
        for index in self.troubled:
            if index < at:
                continue
            if record := self._plausible_record(index):
                at = record.next_line
            elif len(self.text) - self.offsets[
                index
            ] < _SPAN_CHARACTERS and self.quoting.runs_off_the_end(self.text, self.offsets[index]):
                return self.offsets[index]
        return None

    def troubled_count(self) -> int:
        """Count the lines that are in no record by the book."""
        count = at = 0
        for index in self.troubled:
            if index < at:
                continue
            record = self._plausible_record(index)
            count += record is None
            at = record.next_line if record else index + 1
        return count

    def _simple_rows(self) -> list[list[str] | None]:
        """Read the lines that are a record each by the book; None for any other."""
        quote, escape = self.dialect.quote, self.dialect.escape
        special = [mark for mark in (quote, escape) if mark and mark in self.text]
        if not special:
            return [*self.quoting.split_all(self.lines)]
        split = self.quoting.split
        book = self._by_csv if escape not in special else self.quoting.record_of
        return [
            book(line) if any(mark in line for mark in special) else split(line)
            for line in self.lines
        ]

    def _by_csv(self, line: str) -> list[str] | None:
        if len(self.dialect.delimiter) > 1 or self.dialect.delimiter == " ":
            return self.quoting.record_of(line)
        try:
            return next(
                csv.reader(
                    (line,),
                    delimiter=self.dialect.delimiter,
                    quotechar=self.dialect.quote,
                    skipinitialspace=self.dialect.skip_space,
                    strict=True,
                )
            )
        except csv.Error:
            return None

    def _usual_width(self) -> int | None:
        """Return the most frequent width of the records that need no mending."""
        widths: Counter[int] = Counter()
        at = 0
        for index, row in enumerate(self.simple):
            if index < at:
                continue
            if row is None:
                if record := self._record(index):
                    widths[len(record.row)] += 1
                    at = record.next_line
            elif len(row) > 1:
                widths[len(row)] += 1
        return max(widths, key=lambda width: (widths[width], width)) if widths else None

    def _record(self, index: int) -> _Record | None:
        """Read the record that begins on a line and goes on over the next ones, by the book."""
        if index not in self.records:
            self.records[index] = self._read_record(index)
        return self.records[index]

    def _read_record(self, index: int) -> _Record | None:
        start = self.offsets[index]
        found = self.quoting.record_at(self.text, start, start + _SPAN_CHARACTERS)
        if found is None:
            return None
        row, end = found
        return _Record(row, bisect_left(self.offsets, end, lo=index + 1))

    def _plausible_record(self, index: int) -> _Record | None:
        """Return the record over several lines, unless the lines are better read one by one."""
        record = self._record(index)
        if record is None or self.width is None:
            return record
        if len(record.row) != self.width:
            return None
        # A remark may go on in a line with as many delimiters as a row has, but hardly begin, go
        # on and end in such lines only.
        inner = self.simple[index + 1 : record.next_line]
        if self._usual(inner) and (self.width - 1) * len(inner) >= _STRAY_EVIDENCE:
            head = self.mender.mend(self.lines[index], self.width)
            return None if len(head) == self.width else record
        return record

    def _usual(self, rows: list[list[str] | None]) -> bool:
        return all(row is not None and len(row) == self.width for row in rows)


def troubled_lines(text: str, dialect: Dialect) -> int:
    """Count the lines that are in no record by the book."""
    return _Reader(text, dialect).troubled_count()
