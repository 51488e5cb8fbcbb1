"""Rows of the right length that are wrong all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .column_model import ColumnModel
from .row_pieces import cut, has_other_delimiter

MOST_MISFITS = 0.2
"""Share of the cells of a row that may look unlike their columns."""


def is_whole(row: Sequence[str], line: str) -> bool:
    """Tell whether a text is all of a row, and not only the first of its lines."""
    is_long_enough = sum(map(len, row)) + len(row) - 1 <= len(line)
    return is_long_enough and ("\n" in line or not any("\n" in cell for cell in row))


def accidental_rows(
    rows: Sequence[Sequence[str]],
    width: int,
    lines: Mapping[int, str],
    delimiter: str,
    quote: str,
) -> Iterator[int]:
    """Find the rows that have the right length by accident.

    Those are rows with a quote that is not where it belongs, and rows that hold much less than
    the others and enough of another delimiter.
    """
    filled = [width - list(row).count("") if len(row) == width else 0 for row in rows]
    usual = sorted(filled)[len(rows) // 2] if rows else 0
    for number, row in enumerate(rows):
        if len(row) != width:
            continue
        is_other = 0 < filled[number] <= usual / 2 and has_other_delimiter(
            delimiter.join(row), delimiter, width
        )
        if is_other or _has_stray_quote(row, lines.get(number), delimiter, quote):
            yield number


def misplaced_rows(
    rows: Sequence[Sequence[str]], bad: set[int], columns: Sequence[ColumnModel]
) -> list[int]:
    """Find the rows of the right length whose cells have the forms of other columns."""
    formed = [(position, model) for position, model in enumerate(columns) if model.has_form]
    found: list[int] = []
    for number, row in enumerate(rows):
        if number not in bad:
            misfits = sum(not model.fits(row[position]) for position, model in formed)
            if misfits > 1 and misfits > MOST_MISFITS * len(formed):
                found.append(number)
    return found


def _has_stray_quote(row: Sequence[str], line: str | None, delimiter: str, quote: str) -> bool:
    if line is None or not any(quote in cell for cell in row):
        return False
    return cut(line.rstrip("\r\n"), delimiter, quote).strays > 0
