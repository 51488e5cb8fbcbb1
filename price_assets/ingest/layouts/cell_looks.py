"""What one cell can be taken for, beside what it looks like: a price may look like a date."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from price_assets.ingest.rows.cell_kinds import BLANKS, DAYS, NUMBERS, Kind, kind_of

_PLAIN_NUMBER = re.compile(r"[-+\u2212]?\d+([.,]\d+)?([eE][-+]?\d+)?")
_YEAR_AND_MONTH = re.compile(r"(1[5-9]|20)\d\d\.?(0[1-9]|1[0-2])")
_YEAR = re.compile(r"(1[5-9]|20)\d\d(\.0)?")
_DAY_NUMBER = re.compile(r"[2-5]\d{4}([.,]\d+)?")
# 1990 to 2065, in seconds, milli-, micro- or nanoseconds.
_EPOCH = re.compile(r"(6[3-9]\d|[7-9]\d\d|[12]\d{3})\d{6}(\d{3}|\d{6}|\d{9})?([.,]\d+)?")
_DATE_IN_WORDS = re.compile(
    r"""( \d{8}[ T]\d{4,9}$
        | (1[5-9]|20)\d\d\s?[-./년年]\s?\d{1,2}\s?[-./월月]\s?\d{1,2}\D
        | [^\W\d_]{2,10}\.?,?\s+[^\W\d_]{3,10}\.?\s+\d{1,2},?\s+\d{4}\b
        | [^\W\d_]{2,10}\.?,\s+\d{1,2}\.?\s+[^\W\d_]{3,10}\.?\s+\d{4}\b
        | /Date\(-?\d+)""",
    re.VERBOSE,
)
_HALF_YEAR = re.compile(r"((19|20)\d\d[-\s]?H[12]|H[12][-\s]?(19|20)\d\d)", re.IGNORECASE)
_FRACTION = re.compile(r"\d[.,]\d*[1-9]\d*\D*$")


class Looks(NamedTuple):
    """What a cell can be taken for.

    Attributes
    ----------
    date
        A date, alone or with a time, and nothing else.
    named_date
        A date if the column is called so: a year, a day number, an epoch too.
    epoch, year, clock, number, fraction, boolean, code
        Seconds and so on since 1970, a year, a time of day, a number, one with decimals, a truth
        value, a code such as ``AAPL`` or ``EUR/USD``.
    blank
        Nothing, or a sign for missing.
    """

    date: bool
    named_date: bool
    epoch: bool
    year: bool
    clock: bool
    number: bool
    fraction: bool
    boolean: bool
    code: bool
    blank: bool


def reads_as_date(text: str) -> bool:
    """Tell whether a text can only be a date; ``1234.56`` could be a price."""
    return looks_of(text).date


def reads_as_number(text: str) -> bool:
    """Tell whether a text is a number."""
    return looks_of(text).number


def is_half_year(text: str) -> bool:
    """Tell whether a text is half of a year: ``2004-H1``, ``H1 2004``."""
    return _HALF_YEAR.fullmatch(text) is not None


@lru_cache(maxsize=1 << 16)
def looks_of(text: str) -> Looks:
    """Tell what a cell can be taken for.

    Parameters
    ----------
    text
        The cell as text.
    """
    kind, stripped = kind_of(text), text.strip()
    plain = _PLAIN_NUMBER.fullmatch(stripped) is not None
    year = plain and _YEAR.fullmatch(stripped) is not None
    epoch = plain and _EPOCH.fullmatch(stripped) is not None
    number = kind in NUMBERS or plain
    date = (
        (kind in DAYS and (not plain or stripped.isdigit()))
        or _DATE_IN_WORDS.match(stripped) is not None
        or is_half_year(stripped)
    )
    named_date = date or epoch or year or kind in DAYS
    if plain and not named_date:
        named_date = any(shape.fullmatch(stripped) for shape in (_YEAR_AND_MONTH, _DAY_NUMBER))
    return Looks(
        date=date,
        named_date=named_date,
        epoch=epoch,
        year=year,
        clock=kind is Kind.CLOCK,
        number=number,
        fraction=number and _FRACTION.search(stripped) is not None,
        boolean=kind is Kind.BOOLEAN,
        code=kind is Kind.CODE and not number,
        blank=kind in BLANKS,
    )


def as_written(cell: object) -> str:
    """Write a cell as text, a whole number without decimals."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**63:
        return str(int(cell))
    return str(cell)
