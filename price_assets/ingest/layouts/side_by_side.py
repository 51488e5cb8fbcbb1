"""Series side by side, each with dates of its own, as add-ins of spreadsheets lay them out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from price_assets.checkpoints import Doubt

from .asked_columns import quoted
from .column_roles import plain_name
from .evidence import Evidence
from .price_columns import find_price
from .symbol_bars import carried

_AGAIN = re.compile(r"_\d+$")


@dataclass(frozen=True)
class Pairs:
    """Columns of prices, the column of the time of each, and its symbol."""

    times: list[str]
    prices: list[str]
    symbols: list[str]
    doubts: list[Doubt] = field(default_factory=list)


def find_pairs(evidence: Evidence, stem: str) -> Pairs | None:
    """Find groups of columns that all begin with a column of dates of the same name.

    Parameters
    ----------
    evidence
        Of the table.
    stem
        What the file is named for.

    Returns
    -------
    Pairs or None
        Of ``Date, WTI, Date, Brent``; or of ``Date, PX_LAST, Date, PX_LAST`` below a row with the
        symbols; without symbols, by the stem and a number, with a doubt. None where the columns do
        not repeat like that, or repeat cell by cell.
    """
    filled = [c for c in evidence.columns if evidence.facts(c).filled]
    starts = [place for place, column in enumerate(filled) if evidence.facts(column).is_dates]
    if len(starts) < 2 or starts[0] != 0:
        return None
    groups = [filled[a:b] for a, b in zip(starts, [*starts[1:], len(filled)], strict=True)]
    if len({plain_name(_AGAIN.sub("", _lowest(evidence, group[0]))) for group in groups}) > 1:
        return None
    times, prices = [], []
    for group in groups:
        price = _price_of(evidence, group[1:])
        if price is None:
            return None
        times.append(group[0])
        prices.append(price)
    symbols = _symbols(evidence, times, prices)
    if symbols is not None:
        return Pairs(times, prices, symbols)
    if _are_copies(evidence, times) and _are_copies(evidence, prices):
        return None
    numbered = [f"{stem} {number}" for number, _ in enumerate(prices, start=1)]
    doubt = Doubt(
        what="symbols of series side by side",
        taken=f"{quoted(numbered)}, from left to right",
        other="symbols that the file does not have",
        setting="column_names",
    )
    return Pairs(times, prices, numbered, [doubt])


def _are_copies(evidence: Evidence, columns: Sequence[str]) -> bool:
    first, *others = (evidence.cells[column] for column in columns)
    return all(first.equals(other) for other in others)


def _lowest(evidence: Evidence, column: str) -> str:
    """Return what the row of the header right above the cells calls a column."""
    return evidence.names(column)[-1]


def _price_of(evidence: Evidence, columns: Sequence[str]) -> str | None:
    numeric = [c for c in columns if evidence.facts(c).holds_numbers]
    if len(numeric) == 1:
        return numeric[0]
    found = find_price(evidence, numeric, long=True)
    return found.column if found else None


def _symbols(evidence: Evidence, times: Sequence[str], prices: Sequence[str]) -> list[str] | None:
    """Name the groups by a row of the header that differs between them, else by the prices."""
    for row in evidence.table.header_rows or []:
        cells = carried([str(cell).strip() for cell in row])
        for columns in (times, prices):
            named = [cells[evidence.fields[column]] for column in columns]
            if all(named) and len(set(named)) == len(named):
                return named
    names = [_AGAIN.sub("", _lowest(evidence, price)) for price in prices]
    return names if len(set(names)) == len(names) else None
