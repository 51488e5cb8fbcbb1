"""Is a row one of names, a title, or data: the evidence, as logs of likelihood ratios in nats.

Each cell is compared with what its column looks like below, and with what the cells of headers
and titles look like in all files; a row's evidence is the sum over its cells, in the manner of
naive Bayes. Above 0 speaks against data.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from price_assets.ingest.grid import Cell
from price_assets.ingest.layouts.column_roles import (
    CLOCK_NAMES,
    CURRENCY_NAMES,
    OTHER_NUMBERS,
    PRICE_NAMES,
    SYMBOL_NAMES,
    TIMESTAMP_NAMES,
    plain_name,
)

from .cell_kinds import DAYS, TEXTS, Kind, kind_of
from .learned_column import Group, LearnedColumn, is_lettered_number, length_of, shape_of

_IN_HEADERS = {
    Kind.WORD: 0.60,
    Kind.CODE: 0.22,
    Kind.TEXT: 0.06,
    Kind.EMPTY: 0.06,
    Kind.MARKER: 0.005,
    Kind.INTEGER: 0.01,
    Kind.NUMBER: 0.006,
    Kind.DATE: 0.008,
    Kind.CLOCK: 0.002,
    Kind.MOMENT: 0.002,
    Kind.BOOLEAN: 0.002,
    Kind.TAG: 0.025,
}
_AMOUNTS_IN_HEADERS = 0.03  # `100 JPY` over its prices
_LENGTHS_IN_HEADERS = (0.03, 0.05, 0.16, 0.33, 0.27, 0.11, 0.04, 0.01)
_SHAPES_IN_HEADERS = {
    "upper": 0.14,
    "upper and digits": 0.04,
    "lower": 0.15,
    "title": 0.20,
    "words": 0.22,
    "lower words": 0.03,
    "joined": 0.15,
    "digits": 0.05,
    "no letters": 0.02,
}
_SEEN_IN_HEADERS = 0.02
_IN_TITLES = {
    Kind.TEXT: 0.45,
    Kind.WORD: 0.40,
    Kind.CODE: 0.07,
    Kind.MARKER: 0.02,
    Kind.EMPTY: 0.02,
    Kind.DATE: 0.005,
    Kind.MOMENT: 0.005,
    Kind.INTEGER: 0.005,
    Kind.TAG: 0.005,
}
_FILLED_IN_TITLES = 0.1  # cells of a title beside its first
_MOST = 4.0  # nats that one cell may say: one odd cell is no proof
_MOST_OVER_TIMES = 6.0  # a word over nothing but times
_COLUMNS_APART = 3
_NUMBER_AS_NAME = 0.25  # in a header whose names are codes of digits
_CODES_ARE_NUMBERS = 2.5  # nats; few headers are like that
_USUAL_NAME = 3.0
_USUAL_NAMES_COUNTED = 3
_IN_SEQUENCE = 1.5
_SHORTEST_RUN = 3
_SHORTEST_RUN_OF_YEARS = 2
_MOST_BODY_RUNS = 0.2
_YEAR = re.compile(r"((?:1[5-9]|20|21)\d\d)\D{0,3}")
_WHOLE = re.compile(r"\(?(\d{1,9})\)?")

_MORE_NAMES = frozenset(
    {
        *("country", "region", "city", "state", "market", "unit", "type", "category", "status"),
        *("description", "comments", "notes", "source", "frequency", "location", "area", "group"),
        *("title", "address", "phone", "email", "url", "first name", "last name", "gender", "age"),
        *("total", "units", "currency", "note", "remark", "flag", "obs status", "freq", "sector"),
        *("latitude", "longitude", "lat", "lon", "number", "no", "nr", "side", "exchange"),
        *("indicator", "geo", "id", "name", "code"),
    }
)
_USUAL_NAMES = frozenset(
    {
        *TIMESTAMP_NAMES,
        *CLOCK_NAMES,
        *SYMBOL_NAMES,
        *CURRENCY_NAMES,
        *PRICE_NAMES,
        *OTHER_NUMBERS,
        *_MORE_NAMES,
    }
)
_LONGEST_NAME = 60
_GIVEN_BY_SOFTWARE = re.compile(
    r"(field|col|column|var|variable|feature|attribute|f|c|v|x)[ _]?\d{1,4}", re.IGNORECASE
)


@lru_cache(maxsize=1 << 14)
def is_usual_name(text: str) -> bool:
    """Tell whether a text is a usual name of a column."""
    if len(text) > _LONGEST_NAME:
        return False
    return plain_name(text) in _USUAL_NAMES or bool(_GIVEN_BY_SOFTWARE.fullmatch(text.strip()))


@lru_cache(maxsize=1 << 14)
def is_name_of_time(text: str) -> bool:
    """Tell whether a text is a usual name of a column of times."""
    return len(text) <= _LONGEST_NAME and plain_name(text) in TIMESTAMP_NAMES


def header_evidence(
    row: Sequence[Cell],
    columns: Sequence[LearnedColumn],
    in_sequence: frozenset[int] = frozenset(),
) -> float:
    """Weigh a row of names against a row of data.

    Parameters
    ----------
    row
        Its cells.
    columns
        What the columns look like below it.
    in_sequence
        The columns over which it has dates or numbers in even steps, as a header may.
    """
    found = with_codes = 0.0
    usual = 0
    for position, column in enumerate(columns):
        if position in in_sequence:
            found += _IN_SEQUENCE
            with_codes += _IN_SEQUENCE
            continue
        cell = row[position] if position < len(row) else None
        data = column.log_likelihood(cell)
        most = _MOST_OVER_TIMES if column.share(Group.TIME) == 1 else _MOST
        as_name = _bounded(_as_name(cell, column) - data, most)
        found += as_name
        is_code = kind_of(cell) == Kind.INTEGER
        with_codes += _bounded(math.log(_NUMBER_AS_NAME) - data) if is_code else as_name
        if isinstance(cell, str) and is_usual_name(cell) and not column.has_seen(cell):
            usual += 1
    found = max(found, with_codes - _CODES_ARE_NUMBERS)
    # The less is known of the columns, the more their cells say one and the same.
    known = columns[0].count if columns else 0
    found *= min(1.0, _COLUMNS_APART * (known + 1) / max(len(columns), 1))
    return found + _USUAL_NAME * min(usual, _USUAL_NAMES_COUNTED)


def _as_name(cell: Cell, column: LearnedColumn) -> float:
    kind = kind_of(cell)
    if is_lettered_number(cell):
        return math.log(_AMOUNTS_IN_HEADERS)
    found = math.log(_IN_HEADERS[kind])
    if kind in TEXTS:
        text = str(cell)
        found += math.log(_SEEN_IN_HEADERS if column.has_seen(text) else 1 - _SEEN_IN_HEADERS)
        form = _LENGTHS_IN_HEADERS[length_of(text)] * _SHAPES_IN_HEADERS[shape_of(text)]
        found += 0.5 * math.log(form)
    return found


def title_evidence(row: Sequence[Cell], columns: Sequence[LearnedColumn]) -> float:
    """Weigh a title or a remark, few cells at the left, against a row of data."""
    found = 0.0
    for position, column in enumerate(columns):
        cell = row[position] if position < len(row) else None
        kind = kind_of(cell)
        if position == 0:
            share = _IN_TITLES.get(kind, 0.005)
        elif kind == Kind.EMPTY:
            share = 1 - _FILLED_IN_TITLES
        else:
            share = _FILLED_IN_TITLES * _IN_TITLES.get(kind, 0.05)
        found += _bounded(math.log(share) - column.log_likelihood(cell))
    return found


def _bounded(evidence: float, most: float = _MOST) -> float:
    return min(max(evidence, -most), most)


def sequence_columns(
    row: Sequence[Cell], columns: Sequence[LearnedColumn], body: Sequence[Sequence[Cell]]
) -> frozenset[int]:
    """Find where a row has dates, years or numbers in even steps over columns without such.

    Parameters
    ----------
    row
        Its cells.
    columns
        What the columns look like below it.
    body
        Some rows from below it; steps that those have too are no sign of a header.
    """
    dates = frozenset(
        position
        for position, (cell, column) in enumerate(zip(row, columns, strict=False))
        if kind_of(cell) in DAYS and column.main_group is not None and column.share(Group.TIME) == 0
    )
    if len(dates) >= _SHORTEST_RUN_OF_YEARS:
        return dates
    steps = _even_steps(row)
    if steps and body:
        alike = sum(len(_even_steps(other) & steps) * 2 > len(steps) for other in body)
        if alike > _MOST_BODY_RUNS * len(body):
            return frozenset()
    return steps


def _even_steps(row: Sequence[Cell]) -> frozenset[int]:
    """Return the positions of the numbers that follow each other in even steps."""
    found: set[int] = set()
    run: list[tuple[int, int, bool]] = []
    for position, cell in enumerate(row):
        number, is_year = _whole_number(cell)
        if number is None:
            run = []
            continue
        last_step = run[-1][1] - run[-2][1] if len(run) > 1 else None
        step = number - run[-1][1] if run else None
        if step is not None and not _goes_on(step, last_step, is_year and run[-1][2]):
            run = run[-1:] if step else []
        run.append((position, number, is_year))
        years = all(year for _, _, year in run) and abs(run[-1][1] - run[0][1]) == len(run) - 1
        if len(run) >= (_SHORTEST_RUN_OF_YEARS if years else _SHORTEST_RUN):
            found.update(place for place, _, _ in run)
    return frozenset(found)


def _goes_on(step: int, last_step: int | None, years: bool) -> bool:
    """Tell whether a number follows in an even step; years may leave some out."""
    if not step or last_step is None or step == last_step:
        return step != 0
    return years and (step > 0) == (last_step > 0)


def _whole_number(cell: Cell) -> tuple[int | None, bool]:
    if isinstance(cell, float):
        cell = int(cell) if cell.is_integer() else None
    text = str(cell).strip()
    if year := _YEAR.fullmatch(text):
        return int(year[1]), True
    whole = _WHOLE.fullmatch(text)
    return (int(whole[1]) if whole else None), False
