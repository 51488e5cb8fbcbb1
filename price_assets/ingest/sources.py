"""One landed file to its sources: each table in it, its observations, and the record of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any
from urllib.parse import quote

from price_assets.checkpoints import LineCounts, Source, SourceColumns

from .errors import NoPricesError, PriceFileError
from .file_settings import FileRules
from .formats import read_tables
from .index_sheets import sheets_without_prices
from .landing import LandedFile
from .layouts.layout import Layout, decide_layout
from .layouts.observations import Observations, to_observations
from .layouts.sheet_symbols import named_by_sheet
from .packing.content import Content, Fingerprint, fingerprint_of, read_content
from .packing.unpack import unpack
from .settings import IngestSettings, TableSettings
from .table import Table
from .used_settings import said_for_all, settings_used

BYTES_IN_MB = 1_000_000
_MORE_PIECES = 16
_PIECE_ROWS = 40


@dataclass(frozen=True)
class Refused:
    """A file, or a member of an archive, that cannot be read, and why."""

    name: str
    error: PriceFileError
    fingerprint: Fingerprint | None = None

    def record(self) -> Source:
        """Write it down among the sources."""
        found = self.fingerprint or fingerprint_of(b"")
        return Source(
            source=self.name,
            uri=quote(self.name),
            sha256=found.sha256,
            bytes=found.size,
            rows=0,
            observations=0,
            error=str(self.error),
        )


@dataclass
class OpenSource:
    """A table of a file whose layout is known, to be read to its end.

    Attributes
    ----------
    name
        ``file``, ``file!member``, ``file#sheet``.
    settings
        What a person said about this table.
    """

    name: str
    content: Content
    fingerprint: Fingerprint
    layout: Layout
    settings: Mapping[str, Any]
    used: set[str]
    _first: Table
    _later: Iterator[Table]
    _totals: _Totals = field(default_factory=lambda: _Totals())

    def observations(self) -> Iterator[Observations]:
        """Read the table block by block; to be gone through once."""
        for table in chain([self._first], self._later):
            found = to_observations(table, self.layout, self.name)
            self._totals.add(table, found)
            yield found

    @property
    def observation_count(self) -> int:
        """How many observations the table has, once it has been read to its end."""
        # Not counted from what was found: the rule that no row is lost compares the two.
        return self._totals.rows * len(self.layout.prices)

    def record(self) -> Source:
        """Write down how the table was read, once it has been read to its end."""
        first, layout, totals = self._first, self.layout, self._totals
        notes = [*first.notes, *layout.notes, *totals.notes]
        if totals.surplus:
            notes.append(
                f"{totals.surplus} of {totals.rows} rows have more or fewer fields than the header "
                "has names, and are rejected"
            )
        if totals.rows == 0:
            notes.append("no data rows")
        return Source(
            source=self.name,
            uri=quote(self.name),
            sha256=self.fingerprint.sha256,
            bytes=self.fingerprint.size,
            rows=totals.rows,
            observations=self.observation_count,
            format=first.format,
            compression=", ".join(self.content.compression) or None,
            encoding=first.encoding,
            delimiter=first.delimiter,
            layout=layout.kind,
            symbol_from=layout.symbol_from,
            columns=SourceColumns(
                timestamp=layout.timestamp,
                symbol=layout.symbol_columns,
                price=layout.prices,
                extra=totals.extras,
            ),
            header_rows=None if first.header_rows is None else len(first.header_rows),
            lines=totals.lines,
            repaired=totals.repaired,
            settings=dict(self.settings),
            notes=list(dict.fromkeys(notes)),
            doubts=[*first.doubts, *layout.doubts],
        )


@dataclass
class _Totals:
    rows: int = 0
    surplus: int = 0
    lines: LineCounts | None = None
    extras: dict[str, str] = field(default_factory=dict)
    repaired: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, table: Table, found: Observations) -> None:
        self.rows += table.row_count
        self.surplus += len(table.surplus)
        self.lines = _sum(self.lines, table.lines)
        self.extras.update(found.extras)
        self.repaired.update(table.repaired)
        self.notes += [*table.notes, *found.notes]


def _sum(one: LineCounts | None, other: LineCounts | None) -> LineCounts | None:
    if one is None or other is None:
        return one or other
    both = {name: getattr(one, name) + getattr(other, name) for name in LineCounts.model_fields}
    return LineCounts(**both)


@dataclass(frozen=True)
class LeftOut:
    """A sheet, or a member of an archive, without prices, beside others that have some."""

    name: str
    error: NoPricesError
    fingerprint: Fingerprint
    lines: LineCounts | None = None

    def record(self) -> Source:
        """Write it down among the sources."""
        return Source(
            source=self.name,
            uri=quote(self.name),
            sha256=self.fingerprint.sha256,
            bytes=self.fingerprint.size,
            rows=0,
            observations=0,
            lines=self.lines,
            notes=[f"left out, no prices in it: {self.error}"],
        )


Opened = OpenSource | LeftOut | Refused


def open_sources(file: LandedFile, settings: IngestSettings, rules: FileRules) -> Iterator[Opened]:
    """Open the tables of a file, one after the other.

    Parameters
    ----------
    file
        As listed.
    settings
        What a person said about all files.
    rules
        What a person said about the files of its landing zone.

    Yields
    ------
    OpenSource, LeftOut or Refused
        Each to be read to its end before the next is asked for.
    """
    fingerprint = None
    left_out: list[LeftOut] = []
    some = False
    try:
        whole, fingerprint = read_content(file)
        for content in unpack(whole, settings.unpack_limit * BYTES_IN_MB):
            for source in _open_content(content, fingerprint, settings, rules, file.name):
                if isinstance(source, LeftOut):
                    left_out.append(source)
                else:
                    some = True
                    yield source
    except PriceFileError as error:
        yield Refused(file.name, error, fingerprint)
        return
    if some:
        yield from left_out
    elif left_out:
        yield Refused(file.name, _none_has_prices(file.name, left_out), fingerprint)
    else:
        empty = PriceFileError(f"{file.name}: expected prices, found an empty file; remove it")
        yield Refused(file.name, empty, fingerprint)


def _none_has_prices(name: str, left_out: list[LeftOut]) -> PriceFileError:
    if len(left_out) == 1:
        return left_out[0].error
    return PriceFileError(
        f"{name}: expected a table with times and prices, found none in {len(left_out)} parts of "
        f"the file; the first is {left_out[0].error}"
    )


def _open_content(
    content: Content,
    fingerprint: Fingerprint,
    settings: IngestSettings,
    rules: FileRules,
    file_name: str,
) -> Iterator[Opened]:
    """Open the tables of a file, or of one member; what is wrong with it is wrong with it alone."""
    said = {**said_for_all(settings), **rules.of(file_name, content.name)}
    asked = TableSettings(**{k: v for k, v in said.items() if k in TableSettings.model_fields})
    try:
        limit = settings.unpack_limit * BYTES_IN_MB
        tables = read_tables(content, asked, limit)
        for first, later, instead, others in _with_first(tables, asked):
            second = next(later, None)
            if not first.header and first.lines is not None:
                error = NoPricesError(
                    f"{content.name}: expected prices, found an empty file; copy it again or "
                    "remove it"
                )
                yield LeftOut(content.name, error, fingerprint)
                continue
            name = f"{content.name}#{first.sheet}" if first.sheet is not None else content.name
            try:
                if instead is not None:
                    raise NoPricesError(
                        f"{name}: expected prices, found {instead}, and prices in another sheet; "
                        "read it by naming it with sheet"
                    )
                layout = decide_layout(_evidence(first, second), name, asked)
                layout = named_by_sheet(layout, first, others)
            except NoPricesError as error:
                lines = first.lines
                for block in chain([] if second is None else [second], later):
                    lines = _sum(lines, block.lines)
                yield LeftOut(name, error, fingerprint, lines)
                continue
            yield OpenSource(
                name=name,
                content=content,
                fingerprint=fingerprint,
                layout=layout,
                settings=said,
                used=settings_used(first, layout),
                _first=first,
                _later=later if second is None else chain([second], later),
            )
    except PriceFileError as error:
        yield Refused(content.name, error, fingerprint)


def _with_first(
    tables: Iterator[Iterable[Table]], asked: TableSettings
) -> Iterator[tuple[Table, Iterator[Table], str | None, list[Table]]]:
    """Yield the first block of each table, the later ones, what it holds if no prices, and others.

    The others are the sheets beside a sheet that may hold prices.
    """
    for blocks in tables:
        later = iter(blocks)
        first = next(later)
        of_workbook = first.sheet is not None and first.encoding is None
        if not of_workbook or first.lines is None or asked.sheet is not None:
            yield first, later, None, []
            continue
        # Sheets are in memory as wholes, and what one is called says something of the others.
        sheets = [first, *(table for others in tables for table in others)]
        without = sheets_without_prices(sheets)
        priced = [sheet for sheet in sheets if (sheet.sheet or "") not in without]
        for sheet in sheets:
            others = [other for other in priced if other is not sheet]
            yield sheet, iter(()), without.get(sheet.sheet or ""), others


def _evidence(first: Table, second: Table | None) -> Table:
    """Add rows from all over the second block to the first, which is small in a large text.

    A file sorted by symbol begins with many rows of one.
    """
    import numpy as np
    import pandas as pd

    if second is None or not len(second.cells):
        return first
    # Pieces and not single rows: a piece of a column costs nothing, a selection copies it all.
    step = max(_PIECE_ROWS, len(second.cells) // _MORE_PIECES)
    pieces = [slice(at, at + _PIECE_ROWS) for at in range(0, len(second.cells), step)]
    cells = pd.concat(
        [first.cells, *(second.cells.iloc[piece] for piece in pieces)], ignore_index=True
    )
    rows = np.concatenate([first.rows, *(second.rows[piece] for piece in pieces)])
    return replace(first, cells=cells, rows=rows)
