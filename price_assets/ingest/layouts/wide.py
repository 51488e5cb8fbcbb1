"""Which columns of a wide table are prices, and of which symbols."""

from __future__ import annotations

from collections.abc import Sequence

from .asked_columns import quoted
from .bars import rough_numbers
from .cell_looks import as_written
from .column_roles import LETTERS, NEVER_SYMBOLS, OTHER_NUMBERS, is_unnamed, plain_name
from .evidence import Evidence
from .price_columns import is_other_number, letters_are_bars
from .price_words import is_unit
from .series import Series

_FEWEST_STEPS = 4
_NEARLY_ALL = 0.9


def find_series(evidence: Evidence, candidates: Sequence[str]) -> Series:
    """Find the columns that are symbols, and say of every other one why it is none.

    A column is one if its cells are numbers, or if at least one is beside a column of numbers: its
    texts are refused later, each by itself. A usual name of something else (``volume``, ``id``)
    is no symbol's, unless it is written as a ticker and stands between symbols.

    Parameters
    ----------
    evidence
        Of the table.
    candidates
        The columns that are neither time nor symbol nor price.

    Returns
    -------
    Series
        The symbols by the row of the header that names them best.
    """
    letters = letters_are_bars(evidence, candidates)
    free = [
        column
        for column in candidates
        if not is_other_number(column, letters=letters) or _has_header_name(evidence, column)
    ]
    free = [column for column in free if not _is_empty_remark(evidence, column)]
    sure = {column for column in free if evidence.facts(column).is_numeric}
    sure = {column for column in sure if evidence.facts(column).booleans == 0}
    counters = _counters(evidence, sure) | _flags(evidence, sure) | _of_others(sure)
    sure -= counters
    if not sure:
        return Series([], [])
    found = sure | {c for c in free if c not in counters and evidence.facts(c).a_number}
    found |= {column for column in candidates if _is_ticker_between(evidence, column, sure)}
    prices = [column for column in candidates if column in found]
    others = [column for column in candidates if column not in found]
    numbers = [column for column in others if evidence.facts(column).a_number]
    notes = []
    if numbers:
        notes.append(
            f"columns of numbers that are not taken as symbols because of their names: "
            f"{quoted(numbers)}; rename those that are symbols"
        )
    texts = [
        column
        for column in others
        if column not in numbers and not (is_unnamed(column) and evidence.facts(column).filled == 0)
    ]
    if texts:
        notes.append(f"columns without a number, which are no symbols: {quoted(texts)}")
    return Series(prices, symbols_of(evidence, prices), notes)


def symbols_of(evidence: Evidence, prices: Sequence[str]) -> list[str]:
    """Name each column by the row of the header that names them best.

    Parameters
    ----------
    evidence
        Of the table.
    prices
        The columns.

    Returns
    -------
    list[str]
        By the first row that is full and different in each column and holds names, not units;
        without such a row by the joined names.
    """
    rows = evidence.table.header_rows or []
    if len(rows) < 2 or not prices:
        return list(prices)
    places = [evidence.fields[column] for column in prices]
    full = []
    for row in rows:
        cells = [row[place].strip() if place < len(row) else "" for place in places]
        if all(cells) and len(set(cells)) == len(cells):
            units = sum(is_unit(cell) for cell in cells)
            plain = sum(any(map(str.islower, cell)) or " " in cell for cell in cells)
            full.append((units * 2 > len(cells), plain * 2 <= len(cells), cells))
    # Sorting is stable: of rows alike the upper one names them.
    return min(full, key=lambda item: item[:2])[2] if full else list(prices)


def _has_header_name(evidence: Evidence, column: str) -> bool:
    """Tell whether one of several header rows names a column that has no usual other name."""
    names = evidence.names(column)[1:]
    return bool(names) and not any(plain_name(name) in OTHER_NUMBERS for name in names)


def _flags(evidence: Evidence, columns: set[str]) -> set[str]:
    """Find the columns of nothing but 0, or 0 and 1, beside columns of decimals."""
    if not any(evidence.facts(column).fractions for column in columns):
        return set()
    return {
        column
        for column in columns
        if evidence.facts(column).filled > 1
        and set(rough_numbers(evidence.cells[column]).tolist()) in ({0.0}, {0.0, 1.0})
    }


def _of_others(columns: set[str]) -> set[str]:
    """Find the columns that are named for another and say something else of it: ``e5change``."""
    plain = {plain_name(column) for column in columns}
    return {
        column
        for column in columns
        if any(
            plain_name(column).startswith(name)
            and plain_name(column).removeprefix(name).strip() in OTHER_NUMBERS - LETTERS
            for name in plain
        )
    }


def _is_empty_remark(evidence: Evidence, column: str) -> bool:
    return plain_name(column) in NEVER_SYMBOLS and evidence.facts(column).filled == 0


def _counters(evidence: Evidence, columns: set[str]) -> set[str]:
    """Find the columns that count the rows, one by one, beside columns of decimals."""
    import numpy as np

    whole = {column for column in columns if not evidence.facts(column).fractions}
    if len(whole) * 2 >= len(columns):
        return set()
    counters = set()
    for column in whole:
        steps = np.diff(rough_numbers(evidence.cells[column]))
        if len(steps) < _FEWEST_STEPS or (np.abs(steps) == 1).mean() <= _NEARLY_ALL:
            continue
        # 1831.00 is an amount, whatever follows it.
        if all(as_written(cell).strip().isdigit() for cell in evidence.cells[column].dropna()):
            counters.add(column)
    return counters


def _is_ticker_between(evidence: Evidence, column: str, sure: set[str]) -> bool:
    """Tell whether ``ID`` or ``LOW`` stands between symbols and is written as a ticker."""
    names = evidence.columns
    place = evidence.places[column]
    around = names[max(place - 1, 0) : place] + names[place + 1 : place + 2]
    last = place == len(names) - 1 and plain_name(column) == "id"
    return (
        column.isupper()
        and len(column) <= 5
        and plain_name(column) not in LETTERS
        and evidence.facts(column).is_numeric
        and (len(around) == 2 or last)
        and all(name in sure and name.isupper() for name in around)
    )
