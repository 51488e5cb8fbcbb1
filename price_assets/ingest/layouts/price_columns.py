"""Which column is the price, where one column has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from price_assets.checkpoints import Doubt

from .asked_columns import quoted
from .bars import are_bars
from .column_roles import (
    ASK_NAMES,
    BID_NAMES,
    IDENTIFYING_WORDS,
    LETTERS,
    OTHER_NUMBERS,
    PRICE_NAMES,
    VOLUME_WORDS,
    WEAK_PRICE_NAMES,
    best_rank,
    has_letter_bars,
    is_unnamed,
    plain_name,
)
from .evidence import Evidence
from .price_words import names_a_symbol, price_word_rank

_NOTHING, _NO_NUMBER = 2, 3


@dataclass(frozen=True)
class Price:
    """The column of the price.

    Attributes
    ----------
    column
        Its name.
    symbol
        What the name says is priced, where it says so.
    notes, doubts
        What else might be the price.
    """

    column: str
    symbol: str | None = None
    notes: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def find_price(evidence: Evidence, candidates: Sequence[str], *, long: bool) -> Price | None:
    """Find the price by its name; a name whose cells are no numbers does not count beside others.

    Parameters
    ----------
    evidence
        Of the table.
    candidates
        The columns that are neither time nor symbol.
    long
        Whether a column has the symbols, so that no column's name is one.

    Returns
    -------
    Price or None
        The column with the best of the usual names: the close, then the price, the settlement,
        the last; without any, the bid beside an ask. None where no name is one.
    """
    letters = long or letters_are_bars(evidence, candidates)
    free = [c for c in candidates if letters or plain_name(c) not in LETTERS]
    ranked = []
    for position, column in enumerate(free):
        standing = _standing(evidence, column)
        if standing is not None:
            # Of names alike, the price in itself, which is always 1, is the last to be meant.
            place = (evidence.facts(column).distinct == 1, position)
            ranked.append((_emptiness(evidence, column), standing, place, column))
    ranked.sort()
    if not ranked:
        return _mean_or_bid(evidence, free, letters=letters, long=long)
    emptiness, (level, rank), _, best = ranked[0]
    if emptiness == _NOTHING:
        quoted_only = _mean_or_bid(evidence, free, letters=letters, long=long)
        if quoted_only is not None and plain_name(quoted_only.column) in BID_NAMES:
            return quoted_only
    others = [c for c in free if c != best and is_symbol_like(evidence, c, letters=letters)]
    if emptiness == _NO_NUMBER and others:
        return None
    if level == 1 and not long and names_a_symbol(best):
        return None if others else Price(best, symbol=best)
    if level == 1 and not long and others:
        return Price(best, doubts=[_doubt(best, others)])
    rivals = [item for item in ranked[1:] if item[0] == emptiness]
    tied = [item[-1] for item in rivals if item[1] == (level, rank)]
    doubts = [_doubt(best, tied)] if tied else []
    notes = []
    if rivals and not tied:
        listed = ", ".join(f"'{item[-1]}'" for item in rivals)
        notes.append(f"the price is '{best}'; {listed} could be asked for with price_column")
    return Price(best, notes=notes, doubts=doubts)


def letters_are_bars(evidence: Evidence, columns: Sequence[str]) -> bool:
    """Tell whether ``h``, ``l`` and ``c`` are the numbers of a bar, and not three tickers.

    Parameters
    ----------
    evidence
        Of the table.
    columns
        Names that might be such.

    Returns
    -------
    bool
        In capitals, as tickers are written, only if high is the highest and low the lowest.
    """
    if not has_letter_bars(columns):
        return False
    by_letter = {plain_name(column): column for column in columns}
    high, low, close = (by_letter[letter] for letter in ("h", "l", "c"))
    if not (high + low + close).isupper():
        return True
    return are_bars(evidence.cells, high, low, close)


def is_other_number(column: str, *, letters: bool) -> bool:
    """Tell whether a column has no name, or one of numbers that are no prices: ``trade id``.

    Parameters
    ----------
    column
        Its name.
    letters
        Whether ``o``, ``h``, ``l`` and ``v`` are such names, and not tickers.
    """
    plain = plain_name(column)
    if is_unnamed(column) or not VOLUME_WORDS.isdisjoint(plain.split()):
        return True
    if _is_identifier(plain):
        return True
    return plain in OTHER_NUMBERS and (letters or plain not in LETTERS)


def is_symbol_like(evidence: Evidence, column: str, *, letters: bool) -> bool:
    """Tell whether a column of numbers has a name that is no usual one."""
    return (
        evidence.facts(column).holds_numbers
        and not is_other_number(column, letters=letters)
        and plain_name(column) not in PRICE_NAMES
    )


def _is_identifier(plain: str) -> bool:
    *before, last = plain.split()
    return bool(before) and last in IDENTIFYING_WORDS


def _standing(evidence: Evidence, column: str) -> tuple[int, int] | None:
    """Whole usual names come before names with a word of price."""
    if (best := best_rank(evidence.price_names(column), PRICE_NAMES)) is not None:
        return 0, best
    rank = price_word_rank(column)
    return None if rank is None else (1, rank)


def _emptiness(evidence: Evidence, column: str) -> int:
    """Order columns by what is in them: numbers, nothing yet, a few numbers, no number."""
    facts = evidence.facts(column)
    if facts.filled and facts.holds_numbers:
        return 0
    if facts.a_number:
        return 1
    return _NOTHING if not facts.filled else _NO_NUMBER


def _mean_or_bid(
    evidence: Evidence, free: Sequence[str], *, letters: bool, long: bool
) -> Price | None:
    numeric = [c for c in free if evidence.facts(c).holds_numbers]
    bids = [c for c in numeric if plain_name(c) in BID_NAMES]
    asks = [c for c in numeric if plain_name(c) in ASK_NAMES]
    if bids and asks:
        return Price(bids[0], doubts=[_doubt(bids[0], asks[:1])])
    means = [c for c in numeric if plain_name(c) in WEAK_PRICE_NAMES]
    series = [
        c
        for c in numeric
        if is_symbol_like(evidence, c, letters=letters) and plain_name(c) not in WEAK_PRICE_NAMES
    ]
    return Price(means[0]) if means and (long or not series) else None


def _doubt(taken: str, others: Sequence[str]) -> Doubt:
    return Doubt(
        what="column of the price",
        taken=f"'{taken}'",
        other=quoted(others),
        setting="price_column",
    )
