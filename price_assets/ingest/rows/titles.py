"""Which of the rows above the data are names, and which are titles and remarks over them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from price_assets.ingest.grid import Cell

from .learned_column import LearnedColumn
from .row_evidence import is_name_of_time, is_usual_name
from .row_shapes import is_blank, said

_SENTENCE = re.compile(r":\s*$|https?://|www\.|[.;!?]\s*$|©|\S:\s\S")
_LONGEST_GROUP = 60  # characters
_NARROW = 3  # columns; a row of two cells above so few may be a remark and its name
_PAIR = 2


def first_header_row(
    rows: Sequence[Sequence[Cell]], gaps: Sequence[bool], columns: Sequence[LearnedColumn]
) -> int:
    """Find where the header begins among the rows above the data.

    A header is the lowest block of rows, without a blank one between them, in which a row names
    most columns: from the topmost such row on, and with the rows directly over it that name groups
    of columns. Titles name the first column or two, and pairs of a name and a value are titles.

    Parameters
    ----------
    rows
        The rows above the data that are not blank.
    gaps
        Whether a blank row stands above each.
    columns
        What the columns of the data look like.

    Returns
    -------
    int
        Position of the header's first row; ``len(rows)`` where all are titles.
    """
    width = len(columns) or max(map(len, rows), default=0)
    in_use = {place for place, column in enumerate(columns) if column.main_group is not None}
    size = len(in_use) or width
    named = [_named(row, width) for row in rows]
    end = len(rows)
    while end:
        begin = end - 1
        while begin and not gaps[begin]:
            begin -= 1
        complete = [at for at in range(begin, end) if _is_complete(rows[at], named, at, end, size)]
        if complete:
            top = _below_remarks(rows, complete, columns)
            while top > begin and _is_group_row(rows[top - 1], named[top - 1], named[top]):
                top -= 1
            return _over_the_gap(rows, named, top, size) if top == begin else top
        sparse = [at for at in range(begin, end) if not _is_title(rows[at], named[at], size)]
        if sparse:
            return sparse[0]
        end = begin
    return len(rows)


def _named(row: Sequence[Cell], width: int) -> list[int]:
    return [place for place, cell in enumerate(row[:width]) if not is_blank(cell)]


def _is_complete(
    row: Sequence[Cell], named: Sequence[list[int]], at: int, end: int, size: int
) -> bool:
    places = named[at]
    if len(places) * 2 <= size or _is_prose(row):
        return False
    at_the_left = places == list(range(len(places))) and len(places) <= _PAIR
    return not (at_the_left and any(len(named[below]) > _PAIR for below in range(at + 1, end)))


def _over_the_gap(
    rows: Sequence[Sequence[Cell]], named: Sequence[list[int]], top: int, size: int
) -> int:
    """Go on with complete rows over a blank one, where they name the same columns."""
    if size <= _NARROW:
        return top
    found = top
    while found and named[found - 1] == named[top] and not _is_prose(rows[found - 1]):
        found -= 1
    return found


def _below_remarks(
    rows: Sequence[Sequence[Cell]], complete: Sequence[int], columns: Sequence[LearnedColumn]
) -> int:
    """Take out pairs such as ``Currency,USD`` above names such as ``Date,Close``.

    A column of times has one name: another text above it is a remark's.
    """
    last = rows[complete[-1]]
    if len(columns) > _NARROW:
        return complete[0]
    for place in range(len(columns)):
        name = str(last[place]).strip() if place < len(last) else ""
        if not is_name_of_time(name):
            continue
        for number in range(len(complete) - 2, -1, -1):
            row = rows[complete[number]]
            above = row[place] if place < len(row) else None
            if not is_blank(above) and not is_name_of_time(str(above)):
                return complete[number + 1]
    return complete[0]


def _is_group_row(row: Sequence[Cell], places: list[int], below: list[int]) -> bool:
    """Tell whether a row over complete names says to which group some of them belong."""
    if not places or any(len(str(row[place])) > _LONGEST_GROUP for place in places):
        return False
    apart = len(places) > 1 and places[-1] >= len(places)
    if places[0] > 0 or apart:
        return True
    # Over a first column that the row below leaves unnamed it may stand by itself.
    fills_a_hole = bool(below) and below[0] > 0
    return fills_a_hole and (len(places) > 1 or is_usual_name(str(row[0])))


def _is_title(row: Sequence[Cell], places: list[int], size: int) -> bool:
    if not places or _is_prose(row):
        return True
    first = str(row[places[0]])
    if len(places) == 1 and size > 1:
        return places[0] == 0 and not is_usual_name(first)
    return len(places) <= _PAIR < size and (places[0] == 0 or bool(_SENTENCE.search(first)))


def _is_prose(row: Sequence[Cell]) -> bool:
    """Tell whether a row is a sentence, perhaps cut at its commas, or a ``key: value``."""
    texts = [str(cell) for cell in said(row)]
    if len(texts) == 1:
        return bool(_SENTENCE.search(texts[0]))
    if len(texts) == _PAIR and texts[0].rstrip().endswith(":"):
        return True
    goes_on = sum(text[0] == " " and text.strip()[0].islower() for text in texts[1:])
    return bool(_SENTENCE.search(texts[-1])) and goes_on * 2 >= len(texts) - 1 if texts else False
