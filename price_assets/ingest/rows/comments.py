"""Which rows are comments, and which are HXL tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from price_assets.ingest.grid import Cell

from .cell_kinds import TEXTS, Kind, kind_of
from .row_shapes import filled, is_blank, usual_fill

_SIGN = re.compile(r"\s*(#|//|;|!|%)")
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=.?\"?\s*", re.IGNORECASE)
_FEWEST_TAGS = 2


def find_comments(rows: Sequence[Sequence[Cell]]) -> tuple[str | None, set[int]]:
    """Find the lines that a sign at their start marks as comments.

    Parameters
    ----------
    rows
        Blank ones included.

    Returns
    -------
    tuple[str | None, set[int]]
        The sign, and the positions of the rows. ``# date open close`` directly above the data is
        the header and no comment; a row of data that begins with the sign is data, unless nothing
        but comments stands above it.
    """
    signs: Counter[str] = Counter()
    said = [at for at, row in enumerate(rows) if row and any(not is_blank(cell) for cell in row)]
    for at in said:
        if sign := _sign_of(rows[at]):
            signs[sign] += 1
    found = {said[0]} if said and _is_separator_line(rows[said[0]]) else set()
    if not signs:
        return None, found
    sign, count = max(signs.items(), key=lambda item: (item[1], item[0]))
    if count * 2 > len(said) and len(said) > 1 and count == len(said):
        return None, found
    others = [rows[at] for at in said if _sign_of(rows[at]) != sign]
    if count * 2 > len(said) and not _begins_with_comments(rows, said, sign):
        return None, found
    fill = usual_fill(others)
    above = True
    for at in said:
        if _sign_of(rows[at]) != sign:
            above = above and filled(rows[at]) * 2 <= fill
        elif above or is_comment(rows[at], sign, fill):
            found.add(at)
    last = _last_above(said, found)
    if last is not None and _is_header(rows, said, last, fill):
        found.discard(last)
    return sign, found


def is_comment(row: Sequence[Cell], sign: str, fill: int) -> bool:
    """Tell whether a row below the first data is a comment: it has the sign and is no full row."""
    return _sign_of(row) == sign and filled(row) * 2 <= max(fill, 2)


def without_sign(cell: Cell, sign: str) -> Cell:
    """Return the first cell of a header without the sign of a comment before it."""
    return cell.strip().removeprefix(sign).strip() if isinstance(cell, str) else cell


def is_tag_row(row: Sequence[Cell]) -> bool:
    """Tell whether a row holds HXL tags, such as ``#date`` and ``#item+name``."""
    first = next((cell for cell in row if not is_blank(cell)), None)
    if kind_of(first) != Kind.TAG:
        return False
    kinds = [kind_of(cell) for cell in row]
    tags = kinds.count(Kind.TAG)
    return tags >= _FEWEST_TAGS and tags == len(kinds) - kinds.count(Kind.EMPTY)


def _sign_of(row: Sequence[Cell]) -> str | None:
    first = row[0] if row else None
    if not isinstance(first, str) or is_tag_row(row):
        return None
    match = _SIGN.match(first)
    # A bare `#` is the name of a column of numbers, or a marker.
    if match is None or (kind_of(first) == Kind.MARKER and filled(row) > 1):
        return None
    return match[1]


def _is_separator_line(row: Sequence[Cell]) -> bool:
    return (
        not is_blank(row[0]) and filled(row) == 1 and bool(_SEPARATOR_LINE.fullmatch(str(row[0])))
    )


def _begins_with_comments(rows: Sequence[Sequence[Cell]], said: Sequence[int], sign: str) -> bool:
    """Tell whether the rows with the sign stand together at the top, before all others."""
    begins = [_sign_of(rows[at]) == sign for at in said]
    return begins == sorted(begins, reverse=True)


def _last_above(said: Sequence[int], found: set[int]) -> int | None:
    last = None
    for at in said:
        if at not in found:
            return last
        last = at
    return None


def _is_header(rows: Sequence[Sequence[Cell]], said: Sequence[int], last: int, fill: int) -> bool:
    row = rows[last]
    following = rows[said[said.index(last) + 1]]
    texts = sum(kind_of(cell) in TEXTS for cell in row)
    below = sum(kind_of(cell) in TEXTS for cell in following)
    names = texts * 2 > filled(row) and below * 2 < filled(following) + texts
    return filled(row) > 1 and filled(row) >= fill and names and below < texts
