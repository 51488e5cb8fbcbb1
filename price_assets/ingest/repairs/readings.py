"""Which of the ways to read a row is right, if that is clear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .alignment import Alignment, Edit
from .cell_cuts import changed, is_sound_cut
from .column_model import ColumnModel
from .odd_rows import MOST_MISFITS
from .row_pieces import Cutting

_MARGIN = 6.0
"""By how much the log-likelihood of a reading must be greater than that of any other."""
_FORM_MARGIN = 5.0
"""The same for each cell that differs, beside one where these have the forms of their columns."""
_FEW = 4

_MOST_MISFITS = 2


@dataclass(frozen=True)
class Reading:
    """A way to read a row.

    Attributes
    ----------
    alignment
        How its pieces are laid out over the columns.
    cutting
        How its text was cut into pieces.
    score
        Log-likelihood of both together.
    """

    alignment: Alignment
    cutting: Cutting
    score: float


def chosen(readings: Sequence[Reading], columns: Sequence[ColumnModel]) -> Reading | None:
    """Return the likeliest reading if it stands out and is sound; None otherwise.

    Parameters
    ----------
    readings
        Ways to read one row, likeliest first.
    columns
        A model for each column.
    """
    best = next((reading for reading in readings if not _has_surplus(reading)), None)
    if best is None:
        return None
    for other in readings:
        margin = best.score - other.score
        if _is_rival(best, other, columns, margin):
            return None
    return best if _is_sound(best, columns) else None


def _is_rival(best: Reading, other: Reading, columns: Sequence[ColumnModel], margin: float) -> bool:
    """Tell whether a reading is serious beside the best one.

    One that is much less likely still is, where it takes no more errors and differs in numbers,
    dates and codes only, nearly all of the forms of their columns or blank: the prices of a row
    are like each other, and how often one was seen in a column says little about the next.
    To take the rest of a row for the end of its last text loses nothing, whatever it was.
    """
    mine, its = best.alignment.cells, other.alignment.cells
    differing = [
        column for column in range(len(columns)) if mine[column].strip() != its[column].strip()
    ]
    if not differing:
        return margin < _MARGIN and _has_surplus(other)
    if margin < _MARGIN:
        in_text = not any(columns[column].is_typed for column in differing)
        return not (in_text and _has_surplus(other) and margin > -_MARGIN)
    if margin >= _FORM_MARGIN * max(len(differing), _FEW):
        return False
    if len(other.alignment.edits) > len(best.alignment.edits):
        return False
    if _has_surplus(other) and len(differing) < _FEW:
        return False
    fitting = sum(
        columns[column].has_form
        and (not its[column].strip() or changed(columns[column], its[column])[1])
        for column in differing
    )
    return fitting >= (1.0 - MOST_MISFITS) * len(differing)


def _has_surplus(reading: Reading) -> bool:
    return any(edit.kind == "surplus" for edit in reading.alignment.edits)


def _is_sound(reading: Reading, columns: Sequence[ColumnModel]) -> bool:
    """Tell whether the cells that were changed, and nearly all others, look like their columns."""
    cells, edits = reading.alignment.cells, reading.alignment.edits
    if not all(_is_sound_edit(edit, cells, columns) for edit in edits):
        return False
    lost = [column for edit in edits if edit.kind == "absent" for column in _columns_of(edit)]
    if sum(not columns[column].is_often_empty for column in lost) > 1:
        return False
    changed_columns = {column for edit in edits for column in _columns_of(edit)}
    formed = [
        (model, cell)
        for column, (model, cell) in enumerate(zip(columns, cells, strict=True))
        if model.has_form and column not in changed_columns
    ]
    filled = sum(bool(cell.strip()) for _, cell in formed)
    misfits = sum(not model.fits(cell) for model, cell in formed)
    return misfits <= min(MOST_MISFITS * filled, _MOST_MISFITS)


def _could_be_another(dropped: int, cells: Sequence[str], columns: Sequence[ColumnModel]) -> bool:
    """Tell whether another blank of the row could be the one too many.

    Then the cells between the two stand one column further on, and those of columns that are
    like each other fit there as well.
    """
    behind, before = range(dropped, len(cells)), range(dropped - 1, -1, -1)
    for step, between in ((1, behind), (-1, before)):
        filled = fitting = 0
        for column in between:
            cell = cells[column]
            if not cell.strip():
                if filled and fitting > (1.0 - MOST_MISFITS) * filled:
                    return True
            elif 0 <= column + step < len(cells):
                model = columns[column + step]
                filled += 1
                fitting += model.has_form and model.fits(cell, strictly=True)
    return False


def _is_sound_edit(edit: Edit, cells: Sequence[str], columns: Sequence[ColumnModel]) -> bool:
    if edit.kind == "drop":
        return not _could_be_another(edit.column, cells, columns)
    if edit.kind == "join":
        return changed(columns[edit.column], cells[edit.column])[1]
    if edit.kind == "split":
        first, second = _columns_of(edit)
        return is_sound_cut((cells[first], cells[second]), columns[first], columns[second])
    lost = sum(not columns[column].is_often_empty for column in _columns_of(edit))
    if edit.kind == "cut short" and 2 * lost > len(columns):
        return False
    # What is absent may stand in the cell beside it, where its separator was lost.
    beside = {edit.column - 1, edit.column + edit.span} & set(range(len(columns)))
    return not lost or all(
        columns[column].is_typed and columns[column].fits(cells[column], strictly=True)
        for column in beside
    )


def _columns_of(edit: Edit) -> range:
    """Return the columns whose cells are not as they stood in the row."""
    if edit.kind in ("drop", "surplus"):
        return range(0)
    return range(edit.column, edit.column + (1 if edit.kind == "join" else edit.span))
