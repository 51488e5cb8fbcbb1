"""The decimal mark of a source's prices: by the prices, the columns and the files beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .amounts.decimal_mark import COMMA, POINT, Votes
from .companions import is_companion
from .looks import Look
from .settings import DecimalMark

if TYPE_CHECKING:
    import numpy as np

    from .amounts.number_cells import NumberCells

_MARKS = {DecimalMark.point: POINT, DecimalMark.comma: COMMA}
_NEAR = 30.0  # about the root of a thousand: one of the two readings is nearer than this
_MOST = 0.9


@dataclass(frozen=True)
class MarkDecision:
    """A decimal mark and what decided on it.

    Attributes
    ----------
    mark
        ``.`` or ``,``.
    by
        What decided, in words for the record; empty for the prices themselves.
    said
        Whether a person said it.
    decided
        Whether it was not the default.
    """

    mark: str
    by: str = ""
    said: bool = False
    decided: bool = True


def decide_marks(looks: Mapping[str, Look]) -> dict[str, MarkDecision]:
    """Decide on the decimal mark of each source.

    A person's word comes first; then the votes of the cells that can be read in one way only,
    of the prices and of those beside them (open, high …); then what makes a price about as large
    as those; then the votes of the file's other columns; then the size of whole numbers in the
    column; then what all decided files of the same form have. The default is the comma where
    commas stand in prices, and semicolons between fields or points in dates, as programs write
    them where the comma is the decimal mark; else the point.

    Parameters
    ----------
    looks
        By name, the sources.

    Returns
    -------
    dict
        By name, the decisions.
    """
    own = {name: _by_itself(look) for name, look in looks.items()}
    of_forms: dict[object, set[str]] = {}
    for name, look in looks.items():
        decision = own[name]
        if look.form is not None and decision is not None and not decision.said:
            of_forms.setdefault(look.form, set()).add(decision.mark)
    return {
        name: own[name] or _by_others(of_forms.get(look.form, set())) or _default(look)
        for name, look in looks.items()
    }


def _by_itself(look: Look) -> MarkDecision | None:
    if look.settings.decimal is not None:
        return MarkDecision(_MARKS[look.settings.decimal], said=True)
    if look.prices.votes.mark is not None:
        return MarkDecision(look.prices.votes.mark)
    beside, others = _columns_beside(look)
    found = (
        (sum((cells.votes for cells in beside), look.prices.votes).mark, "by the prices beside it"),
        (_by_row(look.prices, beside), "by the size of the prices beside it"),
        (sum((cells.votes for cells in others), Votes()).mark, "by the file's other columns"),
        (look.prices.by_size, "by the size of whole numbers"),
    )
    return next((MarkDecision(mark, by) for mark, by in found if mark is not None), None)


def _columns_beside(look: Look) -> tuple[list[NumberCells], list[NumberCells]]:
    """Return the columns that are prices too, and those that hold other numbers."""
    beside, others = [], []
    for name, (cells, absent) in look.extras.items():
        if is_companion(name):
            beside.append(cells)
        elif cells.text is not None and cells.votes != Votes() and _mostly_numbers(cells, absent):
            others.append(cells)
    return beside, others


def _mostly_numbers(cells: NumberCells, absent: np.ndarray[Any, Any]) -> bool:
    import numpy as np

    readable = np.isfinite(cells.at_rows(cells.point)) | np.isfinite(cells.at_rows(cells.comma))
    return int(readable.sum()) * 2 > int((~absent).sum())


def _by_row(prices: NumberCells, beside: list[NumberCells]) -> str | None:
    """Tell the mark that makes the prices about as large as those beside them."""
    import numpy as np

    if not beside or prices.first_open is None:
        return None
    prices = prices.in_full()
    point, comma = (np.abs(prices.at_rows(cells)) for cells in (prices.point, prices.comma))
    near = {POINT: 0, COMMA: 0}
    compared = 0
    for cells in beside:
        full = cells.in_full()
        sure = np.abs(full.at_rows(np.where(full.point == full.comma, full.point, np.nan)))
        with np.errstate(invalid="ignore"):
            rows = (point != comma) & (sure > 0)
            compared += int(rows.sum())
            for mark, values in ((POINT, point), (COMMA, comma)):
                close = (values < sure * _NEAR) & (values * _NEAR > sure)
                near[mark] += int((close & rows).sum())
    for mark, other in ((POINT, COMMA), (COMMA, POINT)):
        if compared and near[mark] >= _MOST * compared and near[other] <= (1 - _MOST) * compared:
            return mark
    return None


def _by_others(marks: set[str]) -> MarkDecision | None:
    if len(marks) != 1:
        return None
    return MarkDecision(next(iter(marks)), "by other files of this form")


def _default(look: Look) -> MarkDecision:
    """Take the comma where it is in prices, beside semicolons between fields or dotted dates.

    Where the prices have points alone, the point is the likelier mark there too.
    """
    import pyarrow.compute as pc

    text = look.prices.text
    commas = text is not None and pc.any(pc.match_substring(text, ",")).as_py()
    is_comma = commas and (look.delimiter == ";" or look.has_dotted_dates)
    return MarkDecision(COMMA if is_comma else POINT, decided=False)
