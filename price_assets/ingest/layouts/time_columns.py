"""Which columns hold the time: one, a date and a time of day, or year, month and day apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Literal

from price_assets.checkpoints import Doubt
from price_assets.ingest.rows.cell_kinds import is_name_of_month

from .clock_columns import has_clock, is_clock_of_digits, is_hours, is_span_of_hours
from .column_roles import (
    CLOCK_NAMES,
    DAY_NAMES,
    HOUR_NAMES,
    LATE_TIMES,
    LETTERS,
    MINUTE_NAMES,
    MONTH_NAMES,
    PERIOD_NAMES,
    QUARTER_NAMES,
    TIMESTAMP_NAMES,
    WEEK_NAMES,
    YEAR_NAMES,
    best_rank,
    is_unnamed,
    plain_name,
)
from .evidence import Evidence

Part = Literal[
    "moment",
    "clock",
    "span",
    "year",
    "month",
    "day",
    "hour",
    "minute",
    "quarter",
    "week",
    "period",
    "milliseconds",
    "seconds",
]
"""What one column says of the time; the last two count from midnight."""

_PARTS: tuple[tuple[Part, frozenset[str]], ...] = (
    ("year", YEAR_NAMES),
    ("month", MONTH_NAMES),
    ("day", DAY_NAMES),
    ("hour", HOUR_NAMES),
    ("minute", MINUTE_NAMES),
    ("quarter", QUARTER_NAMES),
    ("week", WEEK_NAMES),
    ("period", PERIOD_NAMES),
)
_SURE_RANKS = 2
"""Names of these first ranks mean a time in any file; the others need cells that read so."""


@dataclass(frozen=True)
class Times:
    """The columns of the time.

    Attributes
    ----------
    columns
        In the order in which they are put together.
    parts
        What each of them says.
    certain
        Whether the cells, and not a name alone, say that this is the time.
    doubts
        What else might be the time.
    """

    columns: list[str]
    parts: list[Part]
    certain: bool = True
    doubts: list[Doubt] = field(default_factory=list)


def find_times(evidence: Evidence) -> Times | None:
    """Find the columns of the time by their cells and their names.

    Parameters
    ----------
    evidence
        Of the table.

    Returns
    -------
    Times or None
        A column of dates, with the time of day where that stands apart; else year, month and so
        on; else epoch numbers; else a column that is named a time. None where nothing is one.
    """
    dated = [c for c in evidence.columns if evidence.facts(c).is_dates]
    if dated:
        ranked = sorted((_standing(evidence, column), column) for column in dated)
        best = ranked[0][1]
        rivals = [c for standing, c in ranked[1:] if standing[:-1] == ranked[0][0][:-1]]
        doubts = [
            Doubt(
                what="column of the time",
                taken=f"'{best}'",
                other=" or ".join(f"'{column}'" for column in rivals),
                setting="timestamp_column",
            )
        ]
        return with_clock(evidence, best, doubts if rivals else [])
    named = [
        (rank, position, column)
        for position, column in enumerate(evidence.columns)
        if (rank := _rank(evidence, column)) is not None
    ]
    believed = [item for item in named if _is_believed(evidence, item[2])]
    whole = [item for item in believed if not _may_be(evidence, item[2], "year")]
    if not whole and (calendar := _calendar(evidence)):
        return calendar
    if believed:
        return with_clock(evidence, min(whole or believed)[-1], [])
    for column in evidence.columns:
        facts = evidence.facts(column)
        if facts.filled and facts.epochs >= 0.95 * facts.filled:
            return Times([column], ["moment"])
    if (years := _unnamed_years(evidence)) is not None:
        return years
    empty = len(evidence.cells) == 0
    bare = [i for i in named if (i[0] < _SURE_RANKS or empty) and not _is_letter(i[2])]
    return with_clock(evidence, min(bare)[-1], [], certain=False) if bare else None


def _unnamed_years(evidence: Evidence) -> Times | None:
    """Find a first column without a name that holds years, each another or with months beside."""
    first, second = [*evidence.columns, "", ""][:2]
    if not first or not is_unnamed(first):
        return None
    facts = evidence.facts(first)
    if not 1 < facts.years == facts.filled == len(evidence.cells[first].dropna()):
        return None
    if facts.distinct == facts.filled:
        return Times([first], ["moment"])
    if second and is_unnamed(second):
        cells = evidence.cells[second].dropna().unique().tolist()
        if cells and all(is_name_of_month(str(cell)) for cell in cells):
            return Times([first, second], ["year", "month"])
    return None


def parts_of(columns: Sequence[str]) -> Times:
    """Say what each of the columns that a person named for the time says of it."""
    found = [_part(column) for column in columns]
    if len(columns) == 1 or found[0] != "year" or None in found:
        clocks: list[Part] = ["clock"] * (len(columns) - 1)
        return Times(list(columns), ["moment", *clocks])
    return Times(list(columns), [part for part in found if part is not None])


def with_clock(
    evidence: Evidence, date: str, doubts: list[Doubt], *, certain: bool = True
) -> Times:
    """Add the column of the time of day, where that stands apart from the date.

    Parameters
    ----------
    evidence
        Of the table.
    date
        Column of the date.
    doubts, certain
        As in `Times`.

    Returns
    -------
    Times
        Of two columns where another one has a usual name and times of day, has them and stands
        right after the date, or has the hours of the day as numbers.
    """
    if not evidence.facts(date).is_clock and not has_clock(evidence, date):
        after = evidence.places[date] + 1
        for place, column in enumerate(evidence.columns):
            if column == date:
                continue
            facts = evidence.facts(column)
            usual = any(plain_name(name) in CLOCK_NAMES for name in evidence.names(column))
            if facts.is_clock and (usual or place == after):
                return Times([date, column], ["moment", "clock"], certain, doubts)
            if usual and is_span_of_hours(evidence, column):
                return Times([date, column], ["moment", "span"], certain, doubts)
            if usual and is_clock_of_digits(evidence, column):
                return Times([date, column], ["moment", "clock"], certain, doubts)
            if _named(evidence, column, HOUR_NAMES) and is_hours(evidence, column):
                return Times([date, column], ["moment", "clock"], certain, doubts)
    return Times([date], ["moment"], certain, doubts)


def _standing(evidence: Evidence, column: str) -> tuple[int, int, int]:
    """Order columns of dates: by usual names, then others, then those of another time."""
    rank = _rank(evidence, column)
    late = _named(evidence, column, LATE_TIMES)
    by_name = 50 if rank is None else rank
    if rank is None and {"date", "time", "datetime"} & set(plain_name(column).split()):
        by_name = 40
    return int(late), by_name, evidence.places[column]


def _rank(evidence: Evidence, column: str) -> int | None:
    return best_rank(evidence.names(column), TIMESTAMP_NAMES)


def _named(evidence: Evidence, column: str, usual: frozenset[str]) -> bool:
    return any(plain_name(name) in usual for name in evidence.names(column))


def _part(column: str) -> Part | None:
    plain = plain_name(column)
    return next((part for part, usual in _PARTS if plain in usual), None)


def _is_letter(column: str) -> bool:
    return plain_name(column) in LETTERS


def _is_believed(evidence: Evidence, column: str) -> bool:
    facts = evidence.facts(column)
    if facts.filled == 0:
        return False
    return facts.may_be_dates and (not _is_letter(column) or facts.epochs * 2 > facts.filled)


def _calendar(evidence: Evidence) -> Times | None:
    """Find year and month and so on, each in a column of its own."""
    found: dict[Part, str] = {}
    for column in evidence.columns:
        for name in evidence.names(column):
            part = _part(name)
            if part is not None and part not in found and _may_be(evidence, column, part):
                found[part] = column
                break
    if "year" not in found:
        return None
    finer: tuple[Part, ...]
    for finer in (("month", "day", "hour", "minute"), ("quarter",), ("week",), ("period",)):
        there = list(takewhile(lambda part: part in found, finer))
        if not there:
            continue
        parts: list[Part] = ["year", *there]
        columns = [found[part] for part in parts]
        clock = next((c for c in evidence.columns if evidence.facts(c).is_clock), None)
        if parts[-1] == "day" and clock is not None:
            return Times([*columns, clock], [*parts, "clock"])
        return Times(columns, parts)
    return None


def _may_be(evidence: Evidence, column: str, part: Part) -> bool:
    facts = evidence.facts(column)
    if part == "year":
        return facts.years * 2 > facts.filled
    if part in ("day", "hour", "minute"):
        return facts.filled > 0 and facts.numbers == facts.filled and not facts.fractions
    return facts.filled > 0 and not facts.fractions
