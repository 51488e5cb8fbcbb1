"""Which column of texts goes with price levels of its own: several series in one column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from .bars import rough_numbers
from .column_roles import LAST_DIMENSIONS, plain_name
from .evidence import Evidence
from .price_words import is_unit

if TYPE_CHECKING:
    import numpy as np

_LOOKED_AT = 2000  # rows
_GROUPED = re.compile(r"(?<=\d)[\s'\u2019](?=\d{3})")
_GAPS = 50
"""A name is missing in at most one row of so many; remarks are missing in most."""
_FEW = 2 / 3
"""Texts that are names repeat: at most so many different ones per row."""
_CLEARLY = 5.0
"""So many times larger than the steps within a series are the jumps between series."""
_JUMP = 0.4
"""Logarithm of the ratio of two levels, one and a half, that no next price of one series has."""
_SMALL_JUMP = 0.02
"""What is smaller may be the spread between the two sides of a market."""
_GOODS = ("mass-", "volume-", "energy-", "length-", "area-")


@dataclass(frozen=True)
class Levels:
    """A column whose texts go with price levels.

    Attributes
    ----------
    column
        Its name.
    sure
        Whether nothing but several series explains the levels.
    """

    column: str
    sure: bool


def find_levels(evidence: Evidence, price: str, candidates: Sequence[str]) -> Levels | None:
    """Find the column of texts that cuts the prices into series, each with a level of its own.

    Where the text changes from one row to the next the price jumps, and between the rows of one
    text it moves little. A label of times, such as a quarter, fails this: the price goes on across
    its changes. So do the sides of trades and weekdays.

    Parameters
    ----------
    evidence
        Of the table.
    price
        Column of the price.
    candidates
        Columns that might be the symbol and have no usual name.

    Returns
    -------
    Levels or None
        The column with the smallest steps between its rows. It is sure if the prices come back to
        a level, by a factor of 1.5 or more, and the texts are no units: what happens once may be
        an event in one series.
    """
    import numpy as np
    import pandas as pd

    head = evidence.cells[price].iloc[:_LOOKED_AT]
    if head.dtype.kind not in "iuf":
        head = head.astype(object).map(lambda cell: _GROUPED.sub("", str(cell)))
    prices = rough_numbers(head)
    positive = prices > 0
    if positive.sum() < 3:
        return None
    logarithms = np.log(prices[positive])
    found: list[tuple[bool, float, int, str]] = []
    for place, column in enumerate(candidates):
        if not _may_be_names(evidence, column):
            continue
        codes, texts = pd.factorize(evidence.cells[column].iloc[:_LOOKED_AT][positive])
        if not 1 < len(texts) <= len(codes) * _FEW:
            continue
        step, jump, comes_back = _steps(logarithms, codes)
        if jump < max(_SMALL_JUMP, _CLEARLY * step):
            continue
        units = all(is_unit(str(text)) or _is_measure(str(text)) for text in texts)
        found.append((not (comes_back and jump >= _JUMP and not units), step, place, column))
    if not found:
        return None
    unsure, _, _, column = min(found)
    return Levels(column, not unsure)


def _may_be_names(evidence: Evidence, column: str) -> bool:
    facts = evidence.facts(column)
    missing = facts.blank + facts.markers
    usual = plain_name(column) in LAST_DIMENSIONS
    return facts.is_text and not usual and missing * _GAPS <= facts.filled


def _steps(
    logarithms: np.ndarray[Any, Any], codes: np.ndarray[Any, Any]
) -> tuple[float, float, bool]:
    """Return the median step within texts and between them, and whether a text comes again."""
    import numpy as np

    changes = codes[1:] != codes[:-1]
    between = np.abs(np.diff(logarithms))[changes]
    order = np.argsort(codes, kind="stable")
    same = codes[order][1:] == codes[order][:-1]
    within = np.abs(np.diff(logarithms[order]))[same]
    if not len(between) or not len(within):
        return 0.0, 0.0, False
    comes_back = int(changes.sum()) >= len(np.unique(codes))
    return float(np.median(within)), float(np.median(between)), comes_back


def _is_measure(text: str) -> bool:
    return text.strip().casefold() in _measures()


@cache
def _measures() -> frozenset[str]:
    """Return the names and signs of the units that goods come in (Unicode CLDR, by Babel)."""
    from babel import Locale
    from babel.units import format_unit

    lengths: tuple[Literal["short", "long"], ...] = ("short", "long")
    return frozenset(
        format_unit(1, unit, length=length, locale=locale).replace("1", "").strip().casefold()
        for locale in ("en", "de", "fr", "es")
        for unit in map(str, Locale(locale).unit_display_names)
        for length in lengths
        if unit.startswith(_GOODS)
    )
