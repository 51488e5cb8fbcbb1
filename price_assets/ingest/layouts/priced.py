"""Where the prices and their symbols stand, in a table whose time is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from price_assets.checkpoints import Doubt
from price_assets.ingest.errors import NoPricesError, PriceFileError

from .asked_columns import asked, listed, none_twice, quoted
from .column_roles import OPENING_NAMES, PLACE_RANK, SYMBOL_NAMES, best_rank, is_unnamed, plain_name
from .evidence import Evidence
from .headerless import constant_code, price_by_position
from .price_columns import Price, find_price, is_other_number, letters_are_bars
from .series import Series
from .symbol_bars import find_fields
from .symbol_columns import Symbols, find_symbol_columns
from .symbol_names import symbol_in_preamble, symbol_of_sheet
from .wide import find_series, symbols_of

if TYPE_CHECKING:
    from price_assets.checkpoints.provenance import SymbolFrom
    from price_assets.ingest.settings import TableSettings

    from .time_columns import Times


@dataclass(frozen=True)
class Priced:
    """The columns of the prices and their symbols; attributes as in `Layout`."""

    kind: Literal["long", "single", "wide", "transposed"]
    prices: list[str]
    symbol_from: SymbolFrom
    symbol_columns: list[str] = field(default_factory=list)
    price_symbols: list[str] = field(default_factory=list)
    symbol: str | None = None
    notes: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def find_priced(
    evidence: Evidence,
    times: Times,
    name: str,
    settings: TableSettings,
    *,
    stem: str,
    headerless: bool,
) -> Priced:
    """Find the columns of the symbol and of the price, or a column of prices per symbol.

    Parameters
    ----------
    evidence
        Of the table.
    times
        Columns of the time.
    name
        The file's name.
    settings
        What a person said about it.
    stem
        The symbol that the file is named for.
    headerless
        Whether the columns have no names.

    Returns
    -------
    Priced
        Long, single or wide.

    Raises
    ------
    NoPricesError
        If there is no price.
    PriceFileError
        If a column asked for is not there, or several might be the price.
    """
    rest = [column for column in evidence.columns if column not in times.columns]
    price = None
    if settings.price_column is not None:
        price = _asked_price(evidence, settings.price_column, name)
    symbols = find_symbols(evidence, times, price, rest, name, settings, headerless=headerless)
    none_twice([*times.columns, *symbols.columns, *([price.column] if price else [])], name)
    rest = [column for column in rest if column not in symbols.columns]
    found = _beside(
        evidence, times, symbols, price, rest, name, settings, stem=stem, headerless=headerless
    )
    return replace(found, doubts=[*found.doubts, *symbols.doubts])


def _beside(
    evidence: Evidence,
    times: Times,
    symbols: Symbols,
    price: Price | None,
    rest: Sequence[str],
    name: str,
    settings: TableSettings,
    *,
    stem: str,
    headerless: bool,
) -> Priced:
    """Find the prices beside the columns of the time and of the symbol, if there are any."""
    if price is None and headerless:
        price = price_by_position(evidence, times, rest, name)
    series = find_fields(evidence, rest) if price is None and not symbols.columns else None
    if price is None and series is None:
        price = find_price(evidence, rest, long=bool(symbols.columns))
    if symbols.columns:
        return _long(evidence, symbols, price, rest, name)
    if not times.columns and len(evidence.cells) > 1:
        raise NoPricesError(
            f"{name}: expected a column with times, or one with symbols beside the date in the "
            f"file's name, found {listed(evidence.columns)}; name it with timestamp_column or "
            "symbol_column"
        )
    if price is not None:
        return single(evidence, price, stem, settings)
    series = series or find_series(evidence, rest)
    if not series.prices:
        return single(evidence, _unnamed(evidence, rest, name), stem, settings)
    return _wide(evidence, series, stem, settings)


def find_symbols(
    evidence: Evidence,
    times: Times,
    price: Price | None,
    rest: Sequence[str],
    name: str,
    settings: TableSettings,
    *,
    headerless: bool,
) -> Symbols:
    """Find the columns of the symbol: those asked for, those with usual names, those needed."""
    if settings.symbol_column is not None:
        return Symbols(asked(evidence.columns, settings.symbol_column, "symbol_column", name))
    guess = price or (None if headerless else find_price(evidence, rest, long=False))
    taken = {guess.column} if guess else set()
    free = [column for column in rest if column not in taken]
    bars = letters_are_bars(evidence, rest) or any(plain_name(c) in OPENING_NAMES for c in rest)
    found = find_symbol_columns(
        evidence, times.columns, guess.column if guess else None, free, bars=bars
    )
    if headerless and not found.columns and (code := constant_code(evidence, free)) is not None:
        return Symbols([code])
    return found


def single(evidence: Evidence, price: Price, stem: str, settings: TableSettings) -> Priced:
    """Name the one symbol of a table: by the settings, the file, the header, the sheet, its name.

    Parameters
    ----------
    evidence, stem, settings
        As in `find_priced`.
    price
        The column of the price.
    """
    table = evidence.table
    choices: list[tuple[SymbolFrom, str | None]] = [
        ("settings", settings.symbol),
        ("file", table.symbol or symbol_in_preamble(table)),
        ("header", symbols_of(evidence, [price.column])[0] if price.symbol else None),
        ("sheet name", symbol_of_sheet(table.sheet)),
        ("file name", stem),
    ]
    where, symbol = next(choice for choice in choices if choice[1] is not None)
    return Priced(
        kind="single",
        prices=[price.column],
        symbol_from=where,
        symbol=symbol,
        notes=price.notes,
        doubts=price.doubts,
    )


def _asked_price(evidence: Evidence, wanted: str, name: str) -> Price:
    found = asked(evidence.columns, wanted, "price_column", name)
    if len(found) > 1:
        raise PriceFileError(
            f"{name}: expected one column in price_column, found {quoted(found)}; name one of them"
        )
    return Price(found[0])


def _long(
    evidence: Evidence, symbols: Symbols, price: Price | None, rest: Sequence[str], name: str
) -> Priced:
    letters = letters_are_bars(evidence, rest)
    numbers = [
        column
        for column in rest
        if evidence.facts(column).holds_numbers and not is_other_number(column, letters=letters)
    ]
    if price is None and len(numbers) == 1:
        price = Price(numbers[0])
    if price is not None:
        return Priced(
            kind="long",
            prices=[price.column],
            symbol_from="column",
            symbol_columns=symbols.columns,
            notes=[*symbols.notes, *price.notes],
            doubts=price.doubts,
        )
    if not numbers:
        raise _no_price(evidence, name, "and no column of numbers beside the symbol")
    if not all(_is_place(evidence, column) for column in symbols.columns):
        raise PriceFileError(
            f"{name}: expected a price column, found {listed(evidence.columns)}: none with a "
            "usual name, or several columns that might be it; name it with price_column"
        )
    series = find_series(evidence, rest)
    doubt = Doubt(
        what="columns of numbers beside the place",
        taken=f"{quoted(series.prices)} as a price each",
        other="one of them as the price of the place",
        setting="price_column",
    )
    return Priced(
        kind="wide",
        prices=series.prices,
        symbol_from="column",
        symbol_columns=symbols.columns,
        price_symbols=series.symbols,
        notes=[*symbols.notes, *series.notes],
        doubts=[*series.doubts, doubt],
    )


def _is_place(evidence: Evidence, column: str) -> bool:
    """Tell whether a column says where a price was paid, and not of what."""
    rank = best_rank(evidence.names(column), SYMBOL_NAMES)
    return rank is None or rank >= PLACE_RANK


def _unnamed(evidence: Evidence, rest: Sequence[str], name: str) -> Price:
    """Take the one column of numbers for the price, if a program has left it without a name."""
    numeric = [c for c in rest if evidence.facts(c).holds_numbers]
    if len(numeric) == 1 and is_unnamed(numeric[0]):
        return Price(numeric[0])
    raise _no_price(evidence, name, "and no column of numbers that has a symbol's name")


def _wide(evidence: Evidence, series: Series, stem: str, settings: TableSettings) -> Priced:
    said = settings.symbol or evidence.table.symbol or symbol_in_preamble(evidence.table)
    if len(series.prices) == 1 and said is not None:
        price = Price(series.prices[0], notes=series.notes, doubts=series.doubts)
        return single(evidence, price, stem, settings)
    notes = []
    if len(series.prices) == 1 and evidence.table.sheet is None and symbol_of_sheet(stem):
        (symbol,) = series.symbols
        if plain_name(symbol) not in plain_name(stem):
            notes.append(
                f"the symbol is '{symbol}', as the column is called, and not '{stem}', as the file "
                "is; set symbol where several files call their column so"
            )
    return Priced(
        kind="wide",
        prices=series.prices,
        symbol_from="header",
        price_symbols=series.symbols,
        notes=[*series.notes, *notes],
        doubts=series.doubts,
    )


def _no_price(evidence: Evidence, name: str, why: str) -> NoPricesError:
    return NoPricesError(
        f"{name}: expected a price column, found {listed(evidence.columns)}: none with a usual "
        f"name, {why}; name it with price_column"
    )
