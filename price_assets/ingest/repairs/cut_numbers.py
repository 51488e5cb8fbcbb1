"""Numbers that commas of their own cut in parts, in all rows of a text with commas between fields.

Whoever writes ``02/01/2024,Onion,1,402`` under three names has one number where a reader finds two
fields. One such row among good ones is mended by what the good ones look like; here no row is good,
and the header's names say how many fields there should be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise

from price_assets.ingest.layouts.column_roles import (
    CLOCK_NAMES,
    CURRENCY_NAMES,
    OTHER_NUMBERS,
    PRICE_NAMES,
    SYMBOL_NAMES,
    TIMESTAMP_NAMES,
    plain_name,
)

from .alignment import Piece

_NEARLY_ALL = 0.95
_LOOKED_AT = 1_000  # rows
_MOST_FIELDS = 200
_MOST_MORE = 12  # fields more than names
_MOST_FOUND = 20  # ways to join the fields that are compared
_ENOUGH_ROWS = 3  # that tell whether a part is the same in all of them
_MOST_DECIMALS = 4
_GROUP = 3
_INDIAN_GROUP = 2  # 1,45,000: of lakhs and crores, above the thousands
_LONGEST_WHOLE = 7
_SIGN = r"(?:[+-]|[^\w\s.,+-]|[A-Za-z]{1,3}(?:\.\s?|\s|(?=[^\w\s.,])))\s?"
_FIRST = re.compile(rf"\s*((?:{_SIGN}){{0,2}})(\d{{1,{_LONGEST_WHOLE}}})")
_LAST = re.compile(r"(\d+)(\.\d*)?((?:/-|\s?[^\w\s.,]|\s?[A-Za-z]{1,3}\.?)?)\s*")
_ZEROS = re.compile(r"0\d+")


@dataclass(frozen=True)
class CutNumbers:
    """How the fields of most rows make the columns of their table.

    Attributes
    ----------
    spans
        For each column, how many neighbouring fields are its cell.
    decimals
        Digits of the last part of each joined column where it holds decimals; 0 for groups of
        thousands and for columns that are not cut.
    example
        A number that was joined.
    proven
        Whether a part cannot be a number of its own: it begins with a zero too many, or a sign
        stands before the first part, or behind the last.
    """

    spans: tuple[int, ...]
    decimals: tuple[int, ...]
    example: str
    proven: bool

    @property
    def columns(self) -> list[int]:
        """The columns that are cut."""
        return [column for column, span in enumerate(self.spans) if span > 1]


def find_cut_numbers(rows: Sequence[Sequence[Piece]], names: Sequence[str]) -> CutNumbers | None:
    """Find the one way to join neighbouring fields to as many as there are names.

    Parameters
    ----------
    rows
        Rows of one length, with more fields than there are names.
    names
        The header's names.

    Returns
    -------
    CutNumbers | None
        The same columns are joined in nearly all rows, of parts that fit a number: one to three
        digits and groups of exactly three (of two above the thousands, as Indians write; the last
        with a decimal point, if any), or digits and the same one to four decimals throughout. Of
        several ways, one in which all columns are cut alike goes before others, and then one in
        which only columns with the names of prices are. None where this leaves none or several.
    """
    ways = _ways(rows, names)
    for is_better in (_is_alike, lambda way: _of_prices(way, names)):
        ways = [way for way in ways if is_better(way)] or ways
    return ways[0] if len(ways) == 1 else None


def may_be_cut(rows: Sequence[Sequence[Piece]]) -> str | None:
    """Return an example of two neighbouring fields that may be one number cut at a comma.

    Parameters
    ----------
    rows
        Rows of one length, with more fields than names.

    Returns
    -------
    str | None
        Of fields that hold whole numbers in nearly all rows, the second one at most four digits;
        ``1,402`` with the comma put back. None where there are none.
    """
    rows = rows[:_LOOKED_AT]
    for at in range(len(rows[0]) - 1):
        if at == 0 and _counts_up(rows):
            continue
        found = [_parted(row[at : at + 2]) for row in rows]
        fitting = [
            parts
            for parts in found
            if parts and not parts.point and len(parts.digits[-1]) <= _MOST_DECIMALS
        ]
        if len(fitting) >= _NEARLY_ALL * len(rows):
            return ",".join(fitting[0].digits)
    return None


def joined_spans(row: Sequence[Piece], found: CutNumbers) -> tuple[int, ...] | None:
    """Say how the fields of a row are joined: in the usual way, or the only one of numbers.

    Parameters
    ----------
    row
        Its fields, more than there are columns.
    found
        How most rows are cut.

    Returns
    -------
    tuple[int, ...] | None
        For each column, how many fields are its cell; None where that is not clear.
    """

    def is_cell(column: int, at: int, span: int) -> bool:
        if found.spans[column] == 1:
            return span == 1
        if span == 1:
            return not _ZEROS.fullmatch(row[at].text.strip())
        return _fits(_parted(row[at : at + span]), found.decimals[column])

    if len(row) > _MOST_FIELDS or len(row) - len(found.spans) > _MOST_MORE:
        return None
    ways = list(islice(_all_spans(len(row), len(found.spans), is_cell), _MOST_FOUND))
    if found.spans in ways:
        return found.spans
    return ways[0] if len(ways) == 1 else None


def joined(row: Sequence[str], spans: Sequence[int], delimiter: str) -> list[str]:
    """Join so many fields for each cell, with the delimiter put back between them."""
    starts = accumulate(spans, initial=0)
    return [delimiter.join(row[at : at + span]) for at, span in zip(starts, spans, strict=False)]


def _ways(rows: Sequence[Sequence[Piece]], names: Sequence[str]) -> list[CutNumbers]:
    fields, more = len(rows[0]), len(rows[0]) - len(names)
    if fields > _MOST_FIELDS or not 0 < more <= _MOST_MORE:
        return []
    rows = rows[:: max(1, len(rows) // _LOOKED_AT)]
    decimals = {
        (at, span): found
        for at in range(int(_counts_up(rows)), fields)
        for span in range(2, min(more + 1, fields - at) + 1)
        if (found := _decimals([_parted(row[at : at + span]) for row in rows])) is not None
    }
    joinable = [not _is_no_number(name) for name in names]

    def is_cell(column: int, at: int, span: int) -> bool:
        return span == 1 or (joinable[column] and (at, span) in decimals)

    return [
        _cut_so(rows, spans, decimals)
        for spans in islice(_all_spans(fields, len(names), is_cell), _MOST_FOUND)
    ]


def _all_spans(
    fields: int, columns: int, is_cell: Callable[[int, int, int], bool]
) -> Iterator[tuple[int, ...]]:
    """Go through all ways to lay the fields out over the columns, without trying dead ends."""
    steps: dict[tuple[int, int], list[int]] = {(columns, fields): []}
    for column in range(columns - 1, -1, -1):
        for at in range(column, fields - (columns - column) + 1):
            spans = [
                span
                for span in range(1, fields - at + 1)
                if (column + 1, at + span) in steps and is_cell(column, at, span)
            ]
            if spans:
                steps[column, at] = spans

    def onwards(column: int, at: int) -> Iterator[tuple[int, ...]]:
        if column == columns:
            yield ()
            return
        for span in steps.get((column, at), []):
            for rest in onwards(column + 1, at + span):
                yield (span, *rest)

    return onwards(0, 0)


def _cut_so(
    rows: Sequence[Sequence[Piece]],
    spans: tuple[int, ...],
    decimals: Mapping[tuple[int, int], int],
) -> CutNumbers:
    starts = list(accumulate(spans, initial=0))
    places = [(at, span) for at, span in zip(starts, spans, strict=False) if span > 1]
    parts = [
        found for at, span in places for row in rows if (found := _parted(row[at : at + span]))
    ]
    at, span = places[0]
    example = next(row[at : at + span] for row in rows if _parted(row[at : at + span]))
    return CutNumbers(
        spans=spans,
        decimals=tuple(decimals.get(key, 0) for key in zip(starts, spans, strict=False)),
        example=",".join(piece.text for piece in example).strip(),
        proven=all(found.dressed for found in parts)
        or any(map(_ZEROS.fullmatch, [part for found in parts for part in found.digits[1:]])),
    )


@dataclass(frozen=True)
class _Parts:
    digits: tuple[str, ...]
    point: bool
    dressed: bool


def _parted(pieces: Sequence[Piece]) -> _Parts | None:
    """Read fields as the parts of one number; None where they are not only digits."""
    first, last = _FIRST.fullmatch(pieces[0].text), _LAST.fullmatch(pieces[-1].text)
    middle = tuple(piece.text for piece in pieces[1:-1])
    if first is None or last is None or any(piece.quoted for piece in pieces):
        return None
    if not all(part.isdecimal() for part in middle):
        return None
    return _Parts((first[2], *middle, last[1]), bool(last[2]), bool(first[1] or last[3]))


def _fits(parts: _Parts | None, decimals: int) -> bool:
    """Tell whether parts make a number with so many decimals, or with groups where that is 0."""
    if parts is None or _ZEROS.fullmatch(parts.digits[0]):
        return False
    first, *others = parts.digits
    if decimals:
        return len(others) == 1 and len(others[0]) == decimals and not parts.point
    between = {len(part) for part in others[:-1]} or {_GROUP}
    is_grouped = between == {_GROUP} or (between == {_INDIAN_GROUP} and len(first) < _GROUP)
    return len(first) <= _GROUP and first != "0" and is_grouped and len(others[-1]) == _GROUP


def _decimals(found: Sequence[_Parts | None]) -> int | None:
    """Return how many decimals nearly all have, 0 for groups; None where they differ."""
    wholes = {parts.digits[0] for parts in found if parts}
    ends = {parts.digits[1:] for parts in found if parts}
    is_constant = len(found) >= _ENOUGH_ROWS and len(ends) == 1 and len(wholes) > 1
    if is_constant and not _ZEROS.fullmatch(next(iter(ends))[-1]):
        return None  # the same number beside each price, such as a size of lots
    for decimals in range(_MOST_DECIMALS + 1):
        if sum(_fits(parts, decimals) for parts in found) >= _NEARLY_ALL * len(found):
            return decimals
    return None


def _counts_up(rows: Sequence[Sequence[Piece]]) -> bool:
    """Tell whether the first fields are the numbers of the rows."""
    texts = [row[0].text.strip() for row in rows]
    if len(texts) < _ENOUGH_ROWS or not all(_FIRST.fullmatch(t) and t.isdecimal() for t in texts):
        return False
    return len({int(later) - int(text) for text, later in pairwise(texts)} - {0}) == 1


def _is_no_number(name: str) -> bool:
    plain = plain_name(name)
    is_number = plain in PRICE_NAMES or plain in OTHER_NUMBERS
    others = (TIMESTAMP_NAMES, CLOCK_NAMES, SYMBOL_NAMES, CURRENCY_NAMES)
    return not is_number and any(plain in known for known in others)


def _is_alike(way: CutNumbers) -> bool:
    return len({way.decimals[column] for column in way.columns}) == 1


def _of_prices(way: CutNumbers, names: Sequence[str]) -> bool:
    return all(plain_name(names[column]) in PRICE_NAMES for column in way.columns)
