"""What a file's columns are: where the time, the symbol and the price or prices stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal

from .column_roles import (
    CLOCK_NAMES,
    CURRENCY_NAMES,
    LETTERS,
    OPENING_NAMES,
    PRICE_NAMES,
    SYMBOL_NAMES,
    TIMESTAMP_NAMES,
    has_letter_bars,
    is_number_or_date,
    looks_like_clock,
    looks_like_dates,
    looks_numeric,
    may_be_symbols,
    plain_name,
    rank_of,
)
from .errors import PriceFileError
from .settings import IngestSettings
from .wide import find_symbol_columns, is_other_number

if TYPE_CHECKING:
    import pandas as pd

_ENDINGS = re.compile(r"\.(gz|csv|tsv|txt|psv|dat|json|jsonl|ndjson|parquet|pq)$", re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """Which column of a file is what.

    Attributes
    ----------
    kind
        ``long``: a symbol column; ``single``: one symbol; ``wide``: a column per symbol.
    timestamp
        Column of the time; two where date and time of day stand apart.
    prices
        Column of the price; in a wide file one per symbol.
    symbol_from
        Where the symbol stands.
    symbol_column
        Column of the symbol, if there is one.
    symbol
        The symbol, where the whole file has one that stands in no column and no header.
    notes
        What a careful reader should know about this decision.
    """

    kind: Literal["long", "single", "wide"]
    timestamp: list[str]
    prices: list[str]
    symbol_from: Literal["column", "header", "file name", "settings"]
    symbol_column: str | None = None
    symbol: str | None = None
    notes: list[str] = field(default_factory=list)


def decide_layout(
    cells: pd.DataFrame, name: str, settings: IngestSettings, *, has_header: bool = True
) -> Layout:
    """Decide which column is what, by the settings, by the usual names, by the cells.

    Parameters
    ----------
    cells
        The file's cells, one column for each of the file's.
    name
        The file's name, which may be the symbol.
    settings
        What a person said about it.
    has_header
        Whether the names are the file's first line, which may be missing, and not a part of its
        format.

    Raises
    ------
    PriceFileError
        If there is no time or no price, or a column named in the settings is not there or is
        something else already.
    """
    timestamp = _find_timestamp(cells, name, settings, has_header=has_header)
    rest = [column for column in cells.columns if column not in timestamp]
    symbol = _find_symbol(cells, rest, name, settings)
    rest = [column for column in rest if column != symbol]
    price = _find_price(cells, rest, name, settings, long=symbol is not None)
    _none_twice([*timestamp, symbol, price], name)
    if symbol is not None:
        if price is None:
            raise _no_price(cells, name, "or several columns that might be it")
        return Layout("long", timestamp, [price], "column", symbol_column=symbol)
    if price is not None:
        if settings.symbol is not None:
            return Layout("single", timestamp, [price], "settings", symbol=settings.symbol)
        return Layout("single", timestamp, [price], "file name", symbol=symbol_of(name))
    prices, notes = find_symbol_columns(cells, rest)
    if not prices:
        raise _no_price(cells, name, "and no column of numbers that has a symbol's name")
    if settings.symbol is not None and len(prices) == 1:
        return Layout("single", timestamp, prices, "settings", symbol=settings.symbol, notes=notes)
    return Layout("wide", timestamp, prices, "header", notes=notes)


def symbol_of(name: str) -> str:
    """Return the symbol that a file is named for: ``fx/EURUSD.csv.gz`` is ``EURUSD``."""
    stem = PurePosixPath(name).name
    while (shorter := _ENDINGS.sub("", stem)) != stem and shorter:
        stem = shorter
    return stem


def _named(cells: pd.DataFrame, wanted: str, setting: str, name: str) -> str:
    columns = list(map(str, cells.columns))
    if wanted in columns:
        return wanted
    for column in columns:
        if column.casefold() == wanted.strip().casefold():
            return column
    raise PriceFileError(
        f"{name}: expected a column '{wanted}' as {setting} says, found {_listed(cells)}; "
        f"correct {setting}"
    )


def _none_twice(columns: list[str | None], name: str) -> None:
    found = [column for column in columns if column is not None]
    for column in found:
        if found.count(column) > 1:
            raise PriceFileError(
                f"{name}: expected a column each for the time, the symbol and the price, found "
                f"'{column}' for two of them; correct timestamp_column, symbol_column or "
                "price_column"
            )


def _find_timestamp(
    cells: pd.DataFrame, name: str, settings: IngestSettings, *, has_header: bool
) -> list[str]:
    if settings.timestamp_column is not None:
        return [_named(cells, settings.timestamp_column, "timestamp_column", name)]
    ranked = [
        (not dates, rank, position, str(column))
        for position, column in enumerate(cells.columns)
        if (rank := rank_of(column, TIMESTAMP_NAMES)) is not None
        and ((dates := looks_like_dates(cells[column], named=True)) or not _is_letter(column))
    ]
    if ranked:
        return _with_clock(cells, min(ranked)[-1])
    names = [column for column in cells.columns if not re.fullmatch(r"column_\d+", column)]
    if has_header and names and sum(map(is_number_or_date, names)) * 2 > len(names):
        raise PriceFileError(
            f"{name}: expected a first line of column names, found {_listed(cells)}, which looks "
            "like data; put a line of names first, or name the time's column with timestamp_column"
        )
    for column in cells.columns:
        if looks_like_dates(cells[column]):
            return _with_clock(cells, str(column))
    raise PriceFileError(
        f"{name}: expected a column with times, found {_listed(cells)}; name it with "
        "timestamp_column, or add one"
    )


def _with_clock(cells: pd.DataFrame, date: str) -> list[str]:
    """Add the column of the time of day, where that stands apart from the date."""
    if not looks_like_clock(cells[date]):
        for column in cells.columns:
            usual = column != date and rank_of(column, CLOCK_NAMES) is not None
            if usual and looks_like_clock(cells[column]):
                return [date, str(column)]
    return [date]


def _find_symbol(
    cells: pd.DataFrame, rest: list[str], name: str, settings: IngestSettings
) -> str | None:
    if settings.symbol_column is not None:
        return _named(cells, settings.symbol_column, "symbol_column", name)
    taken = settings.price_column.strip().casefold() if settings.price_column else None
    free = [
        column for column in rest if column.casefold() != taken and may_be_symbols(cells[column])
    ]
    # The currency of a bar is no symbol; that of a rate is.
    bars = has_letter_bars(rest) or any(plain_name(c) in OPENING_NAMES for c in rest)
    return _best(free, SYMBOL_NAMES) or (None if bars else _best(free, CURRENCY_NAMES))


def _find_price(
    cells: pd.DataFrame, rest: list[str], name: str, settings: IngestSettings, *, long: bool
) -> str | None:
    if settings.price_column is not None:
        return _named(cells, settings.price_column, "price_column", name)
    letters = long or has_letter_bars(rest)  # beside a symbol column a letter is no ticker
    if found := _best([c for c in rest if letters or not _is_letter(c)], PRICE_NAMES):
        return found
    if not long:
        return None
    numeric = [
        column
        for column in rest
        if not is_other_number(column, letters=letters) and looks_numeric(cells[column])
    ]
    return numeric[0] if len(numeric) == 1 else None


def _is_letter(column: str) -> bool:
    return plain_name(column) in LETTERS


def _best(columns: list[str], usual: tuple[str, ...]) -> str | None:
    ranked = [
        (rank, position, column)
        for position, column in enumerate(columns)
        if (rank := rank_of(column, usual)) is not None
    ]
    return min(ranked)[-1] if ranked else None


def _no_price(cells: pd.DataFrame, name: str, why: str) -> PriceFileError:
    return PriceFileError(
        f"{name}: expected a price column, found {_listed(cells)}: none with a usual name, {why}; "
        "name it with price_column"
    )


def _listed(cells: pd.DataFrame) -> str:
    columns = list(map(str, cells.columns))
    if not columns:
        return "no columns"
    names = [f"'{column}'" if len(column) <= 40 else f"'{column[:40]}…'" for column in columns]
    shown = ", ".join(names[:12])
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return f"the columns {shown}{more}"
