"""What a table's columns are: where the time, the symbol and the price or prices stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from price_assets.checkpoints import Doubt
from price_assets.ingest.errors import NoPricesError, PriceFileError

from .asked_columns import asked, listed, none_twice
from .cell_looks import reads_as_date, reads_as_number
from .column_roles import LATE_TIMES, is_unnamed, plain_name
from .evidence import Evidence
from .file_dates import date_in_name
from .headerless import count_from_midnight, is_headerless, times_by_position
from .price_columns import Price
from .priced import Priced, find_priced, find_symbols, single
from .side_by_side import Pairs, find_pairs
from .symbol_columns import columns_telling_rows_apart
from .symbol_names import symbol_of
from .time_columns import Part, Times, find_times, parts_of
from .transposed import TimeColumns, find_parts_of_days, find_parts_of_years, find_time_columns

if TYPE_CHECKING:
    from price_assets.checkpoints.provenance import SymbolFrom
    from price_assets.ingest.settings import TableSettings
    from price_assets.ingest.table import Table


@dataclass(frozen=True)
class Layout:
    """Which column of a table is what.

    Attributes
    ----------
    kind
        ``long``: a symbol column; ``single``: one symbol; ``wide``: a column per symbol;
        ``transposed``: a column per time.
    timestamp
        Columns that hold the time together; none where the columns' names or the file's name do.
    prices
        Column of the price; in a wide table one per symbol, in a transposed one per time.
    symbol_from
        Where the symbol stands.
    parts
        What each of the columns of the time says of it.
    date
        ISO date of all rows, where only the file's name has one.
    has_own_times
        Whether each of the columns of prices has its own column of the time.
    price_times
        In a transposed table the time that each of the columns of prices stands for, or the part
        of it that the row has not.
    time_joint
        What goes between the row's part of the time and the column's.
    symbol_columns
        Columns that make the symbol together.
    price_symbols
        In a wide table the symbol of each of the columns of prices; where there are columns of the
        symbol too, the rest of it.
    symbol
        The symbol, where all rows have the same one and no column has it.
    notes
        What a careful reader should know about this decision.
    doubts
        What the table does not settle.
    """

    kind: Literal["long", "single", "wide", "transposed"]
    timestamp: list[str]
    prices: list[str]
    symbol_from: SymbolFrom
    parts: list[Part] = field(default_factory=list)
    date: str | None = None
    has_own_times: bool = False
    price_times: list[str] = field(default_factory=list)
    time_joint: str = ""
    symbol_columns: list[str] = field(default_factory=list)
    price_symbols: list[str] = field(default_factory=list)
    symbol: str | None = None
    notes: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def decide_layout(table: Table, name: str, settings: TableSettings) -> Layout:
    """Decide which column is what, by the settings, by the usual names, by the cells.

    Parameters
    ----------
    table
        The table, or the first block of a large one.
    name
        The file's name, which may be the symbol, or have the date.
    settings
        What a person said about it.

    Returns
    -------
    Layout
        Holds for all blocks of the table.

    Raises
    ------
    NoPricesError
        If there is no time or no price.
    PriceFileError
        If a column named in the settings is not there or is something else already, or several
        columns might be the price and nothing tells which.
    """
    evidence = Evidence(table)
    headerless = is_headerless(evidence)
    stem = symbol_of(name, table.sheet)
    if (pairs := _pairs(evidence, settings, stem)) is not None:
        return Layout(
            kind="wide",
            timestamp=pairs.times,
            prices=pairs.prices,
            symbol_from="header",
            parts=["moment"] * len(pairs.times),
            has_own_times=True,
            price_symbols=pairs.symbols,
            doubts=pairs.doubts,
        )
    times, by_column = _find_times(evidence, name, settings, headerless=headerless)
    if by_column is not None:
        found = _transposed(evidence, times, by_column, name, stem, settings)
        return _laid_out(times or Times([], []), found, by_column=by_column)
    date = None
    if times is None or not times.certain:
        times, named = _dated_by_name(evidence, times, name, stem, headerless=headerless)
        date, stem = named or (None, stem)
    found = find_priced(evidence, times, name, settings, stem=stem, headerless=headerless)
    return _laid_out(times, found, date=date)


def _pairs(evidence: Evidence, settings: TableSettings, stem: str) -> Pairs | None:
    """Find series with dates of their own, unless a person has named columns."""
    named = (settings.timestamp_column, settings.symbol_column, settings.price_column)
    return find_pairs(evidence, stem) if named == (None, None, None) else None


def _laid_out(
    times: Times, found: Priced, *, date: str | None = None, by_column: TimeColumns | None = None
) -> Layout:
    dated = [f"the date {date} is taken from the file's name"] if date else []
    return Layout(
        kind=found.kind,
        timestamp=times.columns,
        prices=found.prices,
        symbol_from=found.symbol_from,
        parts=times.parts,
        date=date,
        price_times=by_column.times if by_column else [],
        time_joint=by_column.joint if by_column else "",
        symbol_columns=found.symbol_columns,
        price_symbols=found.price_symbols,
        symbol=found.symbol,
        notes=[*dated, *found.notes],
        doubts=[*times.doubts, *found.doubts],
    )


def _find_times(
    evidence: Evidence, name: str, settings: TableSettings, *, headerless: bool
) -> tuple[Times | None, TimeColumns | None]:
    """Find the time in columns, or in the names of columns, or half of it in each."""
    if settings.timestamp_column is not None:
        said = asked(evidence.columns, settings.timestamp_column, "timestamp_column", name)
        return parts_of(said), None
    if headerless:
        return times_by_position(evidence), None
    times = find_times(evidence)
    if times is None or not times.certain:
        by_column = find_time_columns(evidence)
        return (None if by_column else times), by_column
    if plain_name(times.columns[0]) in LATE_TIMES:
        by_column = find_time_columns(evidence)
        if by_column is not None and len(by_column.columns) > 1:
            return None, by_column
    if times.parts == ["moment"] and settings.price_column is None:
        rest = [column for column in evidence.columns if column not in times.columns]
        is_day = evidence.facts(times.columns[0]).is_dates
        find = find_parts_of_days if is_day else find_parts_of_years
        return times, find(evidence, rest)
    return times, None


def _dated_by_name(
    evidence: Evidence, times: Times | None, name: str, stem: str, *, headerless: bool
) -> tuple[Times, tuple[str, str] | None]:
    """Take the date from the file's name, if the rows have at most a time of day."""
    date = date_in_name(stem)
    clock = next((c for c in evidence.columns if evidence.facts(c).is_clock), None)
    if date is not None and clock is not None:
        return Times([clock], ["clock"]), date
    if date is not None and headerless and (counted := count_from_midnight(evidence)) is not None:
        return counted, date
    if date is not None and times is None:
        return Times([], []), date
    if times is not None and times.columns != [clock]:
        return times, None
    if clock is not None:
        raise NoPricesError(
            f"{name}: expected a column with dates, found only times of day, in '{clock}'; put the "
            "date in a column or, as 2024-01-31, in the file's name"
        )
    raise _no_time(evidence, name)


def _no_time(evidence: Evidence, name: str) -> NoPricesError:
    if is_headerless(evidence):
        return NoPricesError(
            f"{name}: expected a column with times, found {len(evidence.columns)} columns without "
            "names, none of which reads as times; add one, or put the date in the file's name"
        )
    named = [column for column in evidence.columns if not is_unnamed(column)]
    like_data = sum(reads_as_number(column) or reads_as_date(column) for column in named)
    if evidence.table.header_rows and like_data * 2 > len(named):
        return NoPricesError(
            f"{name}: expected a first line of column names, found {listed(evidence.columns)}, "
            "which looks like data; put a line of names first, give them in column_names, or name "
            "the time's column with timestamp_column"
        )
    return NoPricesError(
        f"{name}: expected a column with times, found {listed(evidence.columns)}; name it with "
        "timestamp_column, or add one"
    )


def _transposed(
    evidence: Evidence,
    times: Times | None,
    by_column: TimeColumns,
    name: str,
    stem: str,
    settings: TableSettings,
) -> Priced:
    """Find the symbols of the rows of a table whose columns are times."""
    timed = times.columns if times else []
    used = {*by_column.columns, *timed}
    rest = [column for column in evidence.columns if column not in used]
    if settings.symbol_column is None and times is None:
        symbols = columns_telling_rows_apart(evidence, rest)
    else:
        symbols = find_symbols(
            evidence, times or Times([], []), None, rest, name, settings, headerless=False
        ).columns
    none_twice([*symbols, *timed, *by_column.columns], name)
    if symbols:
        return Priced("transposed", by_column.columns, "column", symbol_columns=symbols)
    if times is None and len(evidence.cells) > 1:
        raise PriceFileError(
            f"{name}: expected a column that tells the rows apart, found "
            f"{listed(evidence.columns)}; name it with symbol_column"
        )
    one = single(evidence, Price(by_column.columns[0]), stem, settings)
    return Priced("transposed", by_column.columns, one.symbol_from, symbol=one.symbol)
