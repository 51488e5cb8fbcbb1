"""Which columns of a wide file are symbols."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .column_roles import (
    LETTERS,
    OTHER_NUMBERS,
    has_letter_bars,
    holds_a_number,
    looks_numeric,
    plain_name,
)

if TYPE_CHECKING:
    import pandas as pd


def find_symbol_columns(cells: pd.DataFrame, candidates: list[str]) -> tuple[list[str], list[str]]:
    """Find the columns that are symbols, and say of every other one why it is none.

    A column is one if its cells are numbers, or if at least one is beside a column of numbers: its
    texts are refused later, each by itself. A usual name of something else (``volume``, ``id``)
    is no symbol's, unless it is written as a ticker and stands between symbols.

    Parameters
    ----------
    cells
        The file's cells.
    candidates
        The columns that are neither time nor symbol nor price.

    Returns
    -------
    tuple[list[str], list[str]]
        The symbols, in the order of the file, none where no column is surely one; and notes.
    """
    letters = has_letter_bars(candidates)
    free = [column for column in candidates if not is_other_number(column, letters=letters)]
    sure = {column for column in free if looks_numeric(cells[column])}
    if not sure:
        return [], []
    symbols = sure | {c for c in free if c not in sure and holds_a_number(cells[c])}
    symbols |= {column for column in candidates if _is_ticker_between(column, cells, sure)}
    others = [column for column in candidates if column not in symbols]
    numbers = [column for column in others if holds_a_number(cells[column])]
    notes = []
    if numbers:
        notes.append(
            f"columns of numbers that are not taken as symbols because of their names: "
            f"{_listed(numbers)}; rename those that are symbols"
        )
    if texts := [column for column in others if column not in numbers]:
        notes.append(f"columns without a number, which are no symbols: {_listed(texts)}")
    return [column for column in candidates if column in symbols], notes


def is_other_number(column: str, *, letters: bool) -> bool:
    """Tell whether a column has no name, or a usual name of numbers that are no prices.

    Parameters
    ----------
    column
        Its name.
    letters
        Whether ``o``, ``h``, ``l`` and ``v`` are such names, and not tickers.
    """
    plain = plain_name(column)
    if re.fullmatch(r"column_\d+", column) or plain == "":
        return True
    return plain in OTHER_NUMBERS and (letters or plain not in LETTERS)


def _is_ticker_between(column: str, cells: pd.DataFrame, sure: set[str]) -> bool:
    """Tell whether ``ID`` or ``LOW`` stands between symbols and is written as a ticker."""
    names = list(map(str, cells.columns))
    place = names.index(column)
    around = names[max(place - 1, 0) : place] + names[place + 1 : place + 2]
    last = place == len(names) - 1 and plain_name(column) == "id"
    return (
        column.isupper()
        and len(column) <= 5
        and looks_numeric(cells[column])
        and (len(around) == 2 or last)
        and all(name in sure and name.isupper() for name in around)
    )


def _listed(columns: list[str]) -> str:
    shown = ", ".join(f"'{column}'" for column in columns[:12])
    return shown if len(columns) <= 12 else f"{shown} and {len(columns) - 12} more"
