"""Bars of several symbols side by side, such as ``AAPL.Close`` beside ``MSFT.Close``."""

from __future__ import annotations

from collections.abc import Sequence

from price_assets.checkpoints import Doubt

from .asked_columns import quoted
from .column_roles import LETTERS, OTHER_NUMBERS, PRICE_NAMES, is_unnamed, plain_name
from .evidence import Evidence
from .price_words import (
    PRICE_FIELDS,
    Field,
    field_of,
    is_unit,
    names_a_symbol,
    price_word_rank,
    split_field,
)
from .series import Series


def find_fields(evidence: Evidence, candidates: Sequence[str]) -> Series | None:
    """Find bars of several symbols side by side: a column for each field of each symbol.

    Parameters
    ----------
    evidence
        Of the table.
    candidates
        The columns that are not the time.

    Returns
    -------
    Series or None
        The close of each symbol, or the next best of its fields. None where names are not made
        of symbol and field: neither by two rows of the header nor each by itself.
    """
    named = _by_header_rows(evidence, candidates) or _by_names(evidence, candidates)
    if not named:
        return _by_shared_words(evidence, candidates)
    symbols = list(dict.fromkeys(symbol for symbol, _ in named.values()))
    prices, priced, notes = [], [], []
    for symbol in symbols:
        fields = {field: column for column, (owner, field) in named.items() if owner == symbol}
        best = next((fields[field] for field in PRICE_FIELDS if field in fields), None)
        if best is None:
            notes.append(f"symbol '{symbol}' has no column of prices: {quoted(fields.values())}")
            continue
        prices.append(best)
        priced.append(symbol)
    if not prices:
        return None
    others = [c for c in candidates if c not in named and evidence.facts(c).a_number]
    if others:
        notes.append(f"columns of numbers that belong to no symbol: {quoted(others)}")
    doubts = []
    if any(named[column][1] == "bid" for column in prices):
        asks = [c for c, (symbol, field) in named.items() if field == "ask" and symbol in priced]
        if asks:
            doubts.append(
                Doubt(
                    what="column of the price",
                    taken=quoted(prices),
                    other=quoted(asks),
                    setting="price_column",
                )
            )
    return Series(prices, priced, notes, doubts)


def _by_shared_words(evidence: Evidence, candidates: Sequence[str]) -> Series | None:
    """Find prices of several places: ``AT_price_day_ahead`` beside ``DE_LU_price_day_ahead``."""
    found = [
        column
        for column in candidates
        if evidence.facts(column).holds_numbers
        and plain_name(column) not in PRICE_NAMES
        and price_word_rank(column) is not None
    ]
    if len(found) < 2 or not any(map(names_a_symbol, found)):
        return None
    words_of = [plain_name(column).split() for column in found]
    shared = _common_end(words_of)
    if not shared or price_word_rank(" ".join(shared)) is None or len(shared) < 2:
        return None
    own = [" ".join(words[: -len(shared)]) for words in words_of]
    if not all(own) or len(set(own)) < len(own):
        return None
    others = [c for c in candidates if c not in found and evidence.facts(c).a_number]
    notes = [f"columns of numbers that are no prices: {quoted(others)}"] if others else []
    return Series(found, found, notes)


def _common_end(words_of: Sequence[Sequence[str]]) -> list[str]:
    """Return the last words that all names share."""
    shared: list[str] = []
    for at in range(1, min(map(len, words_of)) + 1):
        if len({words[-at] for words in words_of}) > 1:
            break
        shared.insert(0, words_of[0][-at])
    return shared


def _by_header_rows(
    evidence: Evidence, candidates: Sequence[str]
) -> dict[str, tuple[str, Field]] | None:
    """Read symbols from one row of the header and fields from another, as pandas writes them."""
    rows = evidence.table.header_rows or []
    if len(rows) < 2:
        return None
    columns = [c for c in candidates if c in evidence.fields and evidence.facts(c).is_numeric]
    places = [evidence.fields[column] for column in columns]
    laid = [[row[place].strip() if place < len(row) else "" for place in places] for row in rows]
    for cells in laid:
        fields = [field_of(cell) for cell in cells]
        if len(columns) < 2 or None in fields:
            continue
        for other in laid:
            symbols = carried(other)
            pairs = list(zip(symbols, fields, strict=True))
            if other is not cells and all(symbols) and len(set(pairs)) == len(pairs):
                if all(field_of(symbol) or is_unit(symbol) for symbol in symbols):
                    continue
                return {
                    column: (symbol, found)
                    for column, (symbol, found) in zip(columns, pairs, strict=True)
                    if found is not None
                }
    return None


def carried(cells: Sequence[str]) -> list[str]:
    """Carry the name of a group over the columns to its right that have none."""
    filled: list[str] = []
    for cell in cells:
        filled.append(cell or (filled[-1] if filled else ""))
    return filled


def _by_names(evidence: Evidence, candidates: Sequence[str]) -> dict[str, tuple[str, Field]] | None:
    """Part names such as ``AAPL.Close``, where symbols and fields come again."""
    named = {
        column: split
        for column in candidates
        if plain_name(column) not in PRICE_NAMES and (split := split_field(column)) is not None
    }
    fields_of: dict[str, set[Field]] = {}
    owners_of: dict[Field, set[str]] = {}
    for symbol, found in named.values():
        fields_of.setdefault(symbol, set()).add(found)
        owners_of.setdefault(found, set()).add(symbol)
    several_fields = [symbol for symbol, fields in fields_of.items() if len(fields) > 1]
    # 'Gold price' and 'Silver price' are whole names of their own.
    shared = [f for f in PRICE_FIELDS if f != "price" and len(owners_of.get(f, ())) > 1]
    if not named or len(set(named.values())) < len(named) or not (several_fields or shared):
        return None
    numeric = [
        c
        for c in candidates
        if evidence.facts(c).holds_numbers
        and not is_unnamed(c)
        and plain_name(c) not in OTHER_NUMBERS
    ]
    # 'bid.o', 'bid.h' and 'bid.l' are fields of a bid, and no symbols.
    letters = {plain_name(symbol) for symbol in fields_of}
    if letters <= LETTERS and ({"h", "l"} <= letters or "".join(fields_of).islower()):
        return None
    return named if sum(column in named for column in numeric) * 2 > len(numeric) else None
