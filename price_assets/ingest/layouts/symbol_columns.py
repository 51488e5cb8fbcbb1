"""Which column, or which columns together, tell the symbol of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from price_assets.checkpoints import Doubt

from .column_roles import (
    CURRENCY_NAMES,
    DIMENSION_NAMES,
    LAST_DIMENSIONS,
    NEVER_SYMBOLS,
    PLACE_RANK,
    PRICE_NAMES,
    RATE_RANKS,
    SYMBOL_NAMES,
    best_rank,
    plain_name,
)
from .evidence import Evidence
from .price_levels import find_levels

if TYPE_CHECKING:
    import numpy as np

_NEARLY_ALL = 0.98
"""So many rows must be told apart by symbol and time; the others are duplicates to resolve."""
_MOST_COLUMNS = 6
_MOST_ROWS = 50_000
_FEW_ROWS = 20
_GAPS = 50
"""A column with more than one blank cell in so many is the symbol only if no other is."""
_AMOUNT_AS_NAME = re.compile(r"\d{1,6}\s?[^\W\d_]{2,}|[^\W\d_]+\s?\d{1,6}")
# Dates and numbers that tell contracts apart.
_TERMS = frozenset({"expiry", "expiration", "maturity", "tenor", "term", "strike", "delivery"})


@dataclass(frozen=True)
class Symbols:
    """The columns of the symbol; none where no column has it."""

    columns: list[str]
    notes: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def find_symbol_columns(
    evidence: Evidence,
    times: Sequence[str],
    price: str | None,
    candidates: Sequence[str],
    *,
    bars: bool,
) -> Symbols:
    """Find what tells the rows of one time apart.

    A column with a usual name is the symbol. Where rows of one symbol and one time still differ in
    price, the fewest further columns of texts are added that make nearly all pairs of symbol and
    time unique; without a usual name such columns are the symbol by themselves. Where the
    times alone are unique, so is a column whose texts go with price levels of their own.

    Parameters
    ----------
    evidence
        Of the table.
    times
        Columns of the time.
    price
        Column of the price, if it is known by now.
    candidates
        The columns that are neither.
    bars
        Whether the rows are bars of open, high and low: their currency and their place are no
        symbols.

    Returns
    -------
    Symbols
        With a note where several columns make one symbol, and a doubt where one might be it.
    """
    usual = _usual(evidence, candidates, bars=bars)
    if usual is not None and _is_unit_of_price(evidence, usual, price):
        usual = None
    free = [
        column
        for column in candidates
        if column != usual
        and evidence.facts(column).distinct > 1
        and plain_name(column) not in NEVER_SYMBOLS
        and _is_text_or_code(evidence, column)
    ]
    if not free or not len(evidence.cells):
        return Symbols([usual] if usual else [])
    keys = _Keys(evidence, [*times], [*([usual] if usual else []), *free], price)
    chosen = _fewest(keys, evidence, usual, free)
    if chosen is None:
        note = "several prices of one symbol stand at one time, and no column tells them apart"
        return Symbols([usual] if usual else [], [note])
    if price is not None and all(_says_nothing(evidence, column) for column in chosen):
        by_levels = _by_levels(evidence, price, chosen, free)
        if by_levels is not None:
            return by_levels
    notes = []
    if len(chosen) > 1:
        listed = ", ".join(f"'{column}'" for column in chosen)
        notes.append(f"columns {listed} together are the symbol: they tell rows of one time apart")
    elif chosen and usual is None:
        notes.append(f"column '{chosen[0]}' is the symbol: it tells rows of one time apart")
    return Symbols(chosen, notes)


def _says_nothing(evidence: Evidence, column: str) -> bool:
    """Tell whether a column says of all rows that they come from the same place."""
    rank = best_rank(evidence.names(column), SYMBOL_NAMES)
    return evidence.facts(column).distinct < 2 and (rank is None or rank >= PLACE_RANK)


def _by_levels(
    evidence: Evidence, price: str, chosen: list[str], free: Sequence[str]
) -> Symbols | None:
    levels = find_levels(evidence, price, free)
    if levels is None:
        return None
    if levels.sure:
        note = f"column '{levels.column}' is the symbol: its texts go with price levels"
        return Symbols([levels.column], [note])
    doubt = Doubt(
        what="column of the symbol",
        taken=f"'{chosen[0]}'" if chosen else "none",
        other=f"'{levels.column}', whose texts go with different prices",
        setting="symbol_column",
    )
    return Symbols(chosen, doubts=[doubt])


def columns_telling_rows_apart(evidence: Evidence, candidates: Sequence[str]) -> list[str]:
    """Find the columns of names that tell the rows of a table apart whose columns are times.

    Parameters
    ----------
    evidence
        Of the table.
    candidates
        The columns that are no times.

    Returns
    -------
    list[str]
        The one with the best of the usual names, and those that are needed beside it.
    """
    usual = _usual(evidence, candidates, bars=False)
    free = [c for c in candidates if c != usual and evidence.facts(c).is_text]
    if usual is None and not free:
        return [c for c in candidates if evidence.facts(c).distinct == len(evidence.cells) > 1][:1]
    keys = _Keys(evidence, [], [*([usual] if usual else []), *free], None)
    chosen = _fewest(keys, evidence, usual, free)
    if chosen:
        return chosen
    return [usual] if usual else free[:1]


def _usual(evidence: Evidence, candidates: Sequence[str], *, bars: bool) -> str | None:
    ranked = []
    for position, column in enumerate(candidates):
        if not evidence.may_be_symbols(column):
            continue
        rank = best_rank(evidence.names(column), SYMBOL_NAMES)
        empty = evidence.facts(column).filled == 0 and len(evidence.cells) > 0
        if rank is None and not bars and plain_name(column) in CURRENCY_NAMES:
            rank = PLACE_RANK + 1
        if rank is None or (empty and evidence.facts(column).markers == 0):
            continue
        if bars and rank >= PLACE_RANK and evidence.facts(column).distinct < 2:
            continue
        gaps = evidence.facts(column).blank * _GAPS > evidence.facts(column).filled
        ranked.append((gaps, rank, position, column))
    return min(ranked)[-1] if ranked else None


def _is_unit_of_price(evidence: Evidence, column: str, price: str | None) -> bool:
    """Tell whether a column has the one currency of all prices, and not what a rate is of."""
    if plain_name(column) not in CURRENCY_NAMES or evidence.facts(column).distinct > 1:
        return False
    return price is not None and PRICE_NAMES.get(plain_name(price)) not in RATE_RANKS


def _is_text_or_code(evidence: Evidence, column: str) -> bool:
    facts = evidence.facts(column)
    if facts.is_text:
        return True
    if facts.is_numeric and _are_amounts_as_names(evidence, column):
        return True
    if plain_name(column) in DIMENSION_NAMES and facts.is_numeric and not facts.fractions:
        return 0 < facts.distinct * 2 <= facts.filled
    words = set(plain_name(column).split())
    if words & _TERMS and not facts.booleans:
        return facts.filled > 0
    coded = {"id", "code", "no", "number", "permno", "sku", "store", "key"} & words
    return bool(coded) and facts.is_numeric and not facts.fractions and facts.filled > 0


def _are_amounts_as_names(evidence: Evidence, column: str) -> bool:
    """Tell whether cells are ``1 EUR`` and ``100 JPY``, or ``EUR1``: a few, again and again."""
    if evidence.facts(column).distinct * 2 > evidence.facts(column).filled:
        return False
    cells = evidence.cells[column].dropna().unique().tolist()
    return len(cells) > 1 and all(_AMOUNT_AS_NAME.fullmatch(str(cell).strip()) for cell in cells)


class _Keys:
    """Codes of the columns' values, to count what a choice of columns tells apart."""

    def __init__(
        self, evidence: Evidence, times: list[str], columns: list[str], price: str | None
    ) -> None:
        import numpy as np
        import pandas as pd

        cells = evidence.cells
        if len(cells) > _MOST_ROWS:
            # Rows that follow one another: of two symbols in turn, every second row shows one.
            cells = cells.iloc[:_MOST_ROWS]
        names = list(dict.fromkeys([*times, *columns, *([price] if price else [])]))
        codes = {name: pd.factorize(cells[name])[0].astype(np.int64) for name in names}
        every = _together([codes[name] for name in names], len(cells))
        # A row that stands twice, price and all, needs no symbol to tell it apart.
        _, first = np.unique(every, return_index=True)
        self._codes = {name: code[first] for name, code in codes.items()}
        self._times = times
        self.count = len(first)
        self.distinct_times = len(np.unique(self._code(times)))

    def _code(self, names: Sequence[str]) -> np.ndarray[Any, Any]:
        return _together([self._codes[name] for name in names], self.count)

    def told_apart(self, columns: Sequence[str]) -> float:
        """Share of the rows that these columns and the time tell from all others before them."""
        import numpy as np

        found = len(np.unique(self._code([*self._times, *columns])))
        return found / self.count if self.count else 1.0

    def distinct(self, column: str) -> int:
        """Different values of a column."""
        import numpy as np

        return len(np.unique(self._codes[column]))


def _together(codes: Sequence[np.ndarray[Any, Any]], count: int) -> np.ndarray[Any, Any]:
    import numpy as np

    joined = np.zeros(count, np.int64)
    for code in codes:
        _, dense = np.unique(
            joined * (int(code.max(initial=0)) + 2) + code + 1, return_inverse=True
        )
        joined = dense.astype(np.int64)
    return joined


def _fewest(
    keys: _Keys, evidence: Evidence, usual: str | None, free: Sequence[str]
) -> list[str] | None:
    """Add columns until they tell nearly all rows apart; None where they never do."""
    chosen = [usual] if usual else []
    told = keys.told_apart(chosen)
    left = [column for column in free if not _is_row_number(keys, column)]
    while told < _NEARLY_ALL and left and len(chosen) < _MOST_COLUMNS:
        gains = {column: keys.told_apart([*chosen, column]) for column in left}
        best = max(left, key=lambda column: _worth(evidence, column, gains[column], told))
        if gains[best] <= told:
            break
        chosen.append(best)
        left.remove(best)
        told = gains[best]
    if told < _NEARLY_ALL:
        return None
    for column in [c for c in chosen if c != usual]:
        without = [other for other in chosen if other != column]
        if (without or usual is None) and keys.told_apart(without) >= _NEARLY_ALL:
            chosen = without
    return sorted(chosen, key=lambda c: (c != usual, evidence.places[c]))


def _is_row_number(keys: _Keys, column: str) -> bool:
    """Tell whether a column has a value of its own in most rows, though times come again."""
    many = keys.distinct_times > 1 and keys.count >= _FEW_ROWS
    return many and keys.distinct(column) * 2 > keys.count


def _worth(
    evidence: Evidence, column: str, gain: float, told: float
) -> tuple[bool, bool, bool, float]:
    """Order candidates: usual names that help, then those that suffice, codes first."""
    plain = plain_name(column)
    usual = plain in DIMENSION_NAMES or SYMBOL_NAMES.get(plain, PLACE_RANK + 1) <= PLACE_RANK
    facts, suffices = evidence.facts(column), gain >= _NEARLY_ALL
    helps = (gain - told) >= 0.1 * (1 - told)
    return (
        usual and helps and plain not in LAST_DIMENSIONS,
        suffices and plain not in LAST_DIMENSIONS,
        suffices and facts.codes == facts.filled,
        gain,
    )
