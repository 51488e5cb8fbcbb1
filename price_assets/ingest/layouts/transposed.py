"""Tables whose columns are times: a row per symbol, per day or per year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from price_assets.ingest.rows.cell_kinds import DAYS, kind_of

from .cell_looks import is_half_year
from .column_roles import plain_name, words
from .evidence import Evidence

_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_YEAR = re.compile(r"[Yy]?((?:1[5-9]|20)\d\d)(?:\.0)?")
_MONTH_NUMBER = re.compile(r"(?:1[5-9]|20)\d\d(?:0[1-9]|1[0-2])")
_HOUR = re.compile(r"(?:h|hr|he|hour|hora|stunde|heure|godzina|uur|ora)?\s?0?(\d{1,2})(?:\s?h)?")
_HOUR_CLOCK = re.compile(r"([01]?\d|2[0-4]):[0-5]\d(?::\d\d)?")
_QUARTER = re.compile(r"q(?:tr|uarter)?\s?([1-4])|([1-4])\. quarter")
_FEWEST_HOURS = 23
_MONTHS = 12
_FEWEST_LETTERS = 3
_LOCALES = sorted(
    words("en de fr es pt it nl pl cs sk sv da nb fi tr ru uk ro hu el id hr lt lv et")
)


@dataclass(frozen=True)
class TimeColumns:
    """Columns that are times.

    Attributes
    ----------
    columns
        Their names.
    times
        The time that each stands for, as text; a part of it where the row has the other.
    joint
        What goes between the row's part and the column's.
    """

    columns: list[str]
    times: list[str]
    joint: str = ""


def find_time_columns(evidence: Evidence) -> TimeColumns | None:
    """Find columns that are called dates, months, quarters or years, and hold numbers.

    Parameters
    ----------
    evidence
        Of the table.

    Returns
    -------
    TimeColumns or None
        None where there are none, or only one that is a bare year.
    """
    for names in _ways_of_naming(evidence):
        dated = {c: time for c, name in names.items() if (time := _time_of(name)) is not None}
        years = [column for column, time in dated.items() if _YEAR.fullmatch(time)]
        if len(years) < len(dated):
            dated = {c: time for c, time in dated.items() if c not in years}
        held = {c: t for c, t in dated.items() if _may_hold_prices(evidence, c)}
        if len(held) * 2 > len(dated) and len(set(dated.values())) == len(dated):
            held = dated  # between columns of prices, texts are prices that cannot be read
        if not held or (years and len(held) < 2 and len(years) == len(dated)):
            continue
        if len(set(held.values())) == len(held) and any(evidence.facts(c).a_number for c in held):
            return TimeColumns(list(held), list(held.values()))
    return None


def find_parts_of_days(evidence: Evidence, candidates: Sequence[str]) -> TimeColumns | None:
    """Find the columns of the hours of a day, in a table with a row a day."""
    hours = {}
    for column in candidates:
        plain = column.strip()
        match = _HOUR.fullmatch(plain_name(column))
        if _HOUR_CLOCK.fullmatch(plain):
            hours[column] = plain
        elif match and int(match[1]) <= 24:
            hours[column] = match[1]
    held = {c: hour for c, hour in hours.items() if _may_hold_prices(evidence, c)}
    if len(held) < _FEWEST_HOURS or len(set(held.values())) < len(held):
        return None
    return TimeColumns(list(held), list(held.values()), " ")


def find_parts_of_years(evidence: Evidence, candidates: Sequence[str]) -> TimeColumns | None:
    """Find the columns of the months, or of the quarters, in a table with a row a year."""
    months = _months(candidates)
    if len(months) == _MONTHS and all(_may_hold_prices(evidence, c) for c in months):
        return TimeColumns(list(months), [f"{number:02d}" for number in months.values()], "-")
    quarters = {c: match for c in candidates if (match := _QUARTER.fullmatch(plain_name(c)))}
    if len(quarters) == 4 and all(_may_hold_prices(evidence, c) for c in quarters):
        return TimeColumns(list(quarters), [f"Q{m[1] or m[2]}" for m in quarters.values()])
    return None


def _ways_of_naming(evidence: Evidence) -> list[dict[str, str]]:
    """Name the columns whole, then by each row of the header."""
    ways = [{column: column for column in evidence.columns}]
    rows = evidence.table.header_rows or []
    if len(rows) > 1:
        ways += [
            {c: row[p].strip() for c, p in evidence.fields.items() if p < len(row)} for row in rows
        ]
    return ways


def _time_of(name: str) -> str | None:
    """Return the time that a column is named for: ``1960`` of ``1960 [YR1960]`` and ``Y1960``."""
    text = (_BRACKETED.sub("", name) or name).strip()
    if year := _YEAR.fullmatch(text):
        return year[1]
    if _MONTH_NUMBER.fullmatch(text) or is_half_year(text):
        return text
    return text if kind_of(text) in DAYS else None


def _months(candidates: Sequence[str]) -> dict[str, int]:
    """Give a number to the columns that are called by the twelve months of one language."""
    plain = {column: plain_name(column) for column in candidates if plain_name(column).isalpha()}
    if len(plain) < _MONTHS:
        return {}
    for numbers in _numbers_by_month():
        found = {column: _number_of(name, numbers) for column, name in plain.items()}
        months = {column: number for column, number in found.items() if number is not None}
        if len(set(months.values())) == len(months) == _MONTHS:
            return months
    return {}


def _number_of(name: str, numbers: dict[str, int]) -> int | None:
    """Return a month's number, by its whole name or by its first letters."""
    if name in numbers or len(name) < _FEWEST_LETTERS:
        return numbers.get(name)
    begun = {number for month, number in numbers.items() if month.startswith(name)}
    return begun.pop() if len(begun) == 1 else None


@cache
def _numbers_by_month() -> list[dict[str, int]]:
    """Return the numbers of the months by name, for each language (Unicode CLDR, by Babel)."""
    from babel.dates import get_month_names

    return [
        {
            plain_name(name): number
            for width in ("abbreviated", "wide")
            for context in ("format", "stand-alone")
            for number, name in get_month_names(width, context, locale).items()
        }
        for locale in _LOCALES
    ]


def _may_hold_prices(evidence: Evidence, column: str) -> bool:
    facts = evidence.facts(column)
    return facts.filled == 0 or facts.holds_numbers
