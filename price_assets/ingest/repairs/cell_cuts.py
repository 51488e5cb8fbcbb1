"""Cells that were cut in two or joined of several: where, and whether they look like a cell."""

from __future__ import annotations

import re

from .column_model import ColumnModel

_GROUPED = -1.0
_MISSHAPEN = -4.0
_LONGEST_CUT = 40
_LONGEST_TEXT = 2_000
_GROUPS = re.compile(r"(\D{0,3}[1-9]\d{0,2})((?:([,' ])\d{3})(?:\3\d{3})*)((?:\.\d*)?\D{0,2})")


def changed(model: ColumnModel, cell: str) -> tuple[float, bool]:
    """Judge a cell that was cut or joined.

    A number whose pieces are groups of three digits is read without the separators too.

    Returns
    -------
    tuple[float, bool]
        Its log-likelihood, lower where it has not the form of its column, and whether it has.
    """
    score, fits = model.log_likelihood(cell), model.fits(cell, strictly=True)
    if model.is_number and (plain := ungrouped(cell)):
        score = max(score, model.log_likelihood(plain) + _GROUPED)
        fits = fits or model.fits(plain, strictly=True)
    if not model.has_form:
        return score, True
    return score + (0.0 if fits else _MISSHAPEN), fits


def ungrouped(cell: str) -> str | None:
    """Return a number without its thousands separators: ``1234.5`` for ``1,234.5``."""
    found = _GROUPS.fullmatch(cell)
    return f"{found[1]}{found[2].replace(found[3], '')}{found[4]}" if found else None


def cuts(
    text: str, left: ColumnModel, right: ColumnModel, count: int
) -> list[tuple[float, tuple[str, str]]]:
    """Find the `count` likeliest ways to cut a text in two that hold a cell of each column.

    Only a column whose cells have a form says where it ends or begins; between two columns of
    text there is no cut, nor in a text that is very long.
    """
    if len(text) > _LONGEST_TEXT:
        return []
    places: set[int] = set()
    if left.is_typed:
        places.update(range(1, min(len(text), _LONGEST_CUT)))
    if right.is_typed:
        places.update(range(max(1, len(text) - _LONGEST_CUT), len(text)))
    found = [
        (changed(left, text[:place])[0] + changed(right, text[place:])[0], place)
        for place in sorted(places)
        if text[:place].strip() and text[place:].strip()
    ]
    found.sort(reverse=True)
    return [(score, (text[:place], text[place:])) for score, place in found[:count]]


def is_sound_cut(cells: tuple[str, str], left: ColumnModel, right: ColumnModel) -> bool:
    """Tell whether two cells fit their columns, and could not be cut a character further on.

    Between two digits or two letters the place is certain only where one of the columns always
    ends or begins in the same way, or has few values.
    """
    ending, beginning = cells
    if not (left.fits(ending, strictly=True) and right.fits(beginning, strictly=True)):
        return False
    last, first = ending[-1], beginning[0]
    if not (last.isdigit() and first.isdigit()) and not (last.isalpha() and first.isalpha()):
        return True
    is_listed = any(model.is_closed and not model.is_number for model in (left, right))
    return is_listed or left.ends_rigidly or right.begins_rigidly
