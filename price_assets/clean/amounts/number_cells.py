"""A column of numbers looked at: all it says before its decimal mark is decided."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from price_assets.clean.text_columns import to_arrow_text

from .decimal_mark import COMMA, POINT, Votes, amounts_with_mark, mark_by_size
from .folding import fold_numbers
from .fractions import read_fractions
from .number_grammar import take_apart
from .number_units import decide_units

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_LOOKED_AT_FIRST = 1000
_OPEN = r"^[-+]?[1-9]\d{0,2}[.]\d{3}$"
_TELLS_POINT = r"^[-+]?(?:\d+[.](?:\d{0,2}|\d{4,})|0\d*[.]\d*|\d{4,}[.]\d*|[.]\d+)(?:[eE].*)?$"


@dataclass(frozen=True)
class NumberCells:
    """The different cells of a column, read with either decimal mark.

    Attributes
    ----------
    places
        dtype ``int64``, for each cell of the column its place among the different ones, -1 for
        null; None where the cells stand as they are.
    point, comma
        dtype ``float64``: the cell with a decimal point and with a decimal comma; NaN where it
        cannot be read so.
    text
        pyarrow string array: the cells as written; None for numbers of the format.
    currency
        pyarrow string array, null where none stands with the number.
    body
        pyarrow string array: digits and marks; null where there is no number.
    unit
        The unit that the column shares; empty for none.
    remarks
        Footnote marks and status codes that stand with single numbers.
    plain
        Whether every cell is written as programs write numbers; ``comma`` is `point` then.
    numbers
        dtype ``float64``, for each cell of the column: what stands among the texts as a number
        of the format, which no decimal mark changes; None where there are none.
    """

    places: np.ndarray[Any, Any] | None
    point: np.ndarray[Any, Any]
    comma: np.ndarray[Any, Any]
    text: Any
    currency: Any
    body: Any
    unit: str = ""
    remarks: list[str] = field(default_factory=list)
    plain: bool = False
    numbers: np.ndarray[Any, Any] | None = None

    @cached_property
    def votes(self) -> Votes:
        """What the cells say of the decimal mark; of many plain cells the first ones."""
        import numpy as np
        import pyarrow.compute as pc

        if self.text is None:
            return Votes()
        if not self.plain:
            point, comma = np.isfinite(self.point), np.isfinite(self.comma)
            return Votes(int((point & ~comma).sum()), int((comma & ~point).sum()))
        for part in (self.text.slice(0, _LOOKED_AT_FIRST), self.text):
            if pc.any(pc.match_substring(part, ".")).as_py():
                found = pc.sum(pc.match_substring_regex(pc.unique(part), _TELLS_POINT)).as_py()
                if found:
                    return Votes(point=int(found))
        return Votes()

    @cached_property
    def first_open(self) -> str | None:
        """The first cell that the two marks read as different numbers; None where there is none."""
        import numpy as np
        import pyarrow.compute as pc

        if self.text is None:
            return None
        if self.plain:
            found = pc.index(pc.fill_null(pc.match_substring_regex(self.text, _OPEN), False), True)
            place = int(found.as_py())
        else:
            both = np.isfinite(self.point) & np.isfinite(self.comma)
            differing = np.flatnonzero(both & (self.point != self.comma))
            place = int(differing[0]) if len(differing) else -1
        return None if place < 0 else str(self.text[place].as_py())

    @cached_property
    def marked(self) -> bool:
        """Whether a point or a comma stands in one of the numbers."""
        import pyarrow.compute as pc

        if self.body is None:
            return False
        return bool(pc.any(pc.match_substring_regex(self.body, "[.,]")).as_py())

    @cached_property
    def by_size(self) -> str | None:
        """The decimal mark that the whole numbers of the column tell, where no cell does."""
        if self.first_open is None or self.votes != Votes():
            return None
        cells = self.in_full()
        return mark_by_size(cells.point, cells.comma)

    def in_full(self) -> NumberCells:
        """Return the same column with both readings, where it is plain."""
        if not self.plain:
            return self
        encoded = self.text.dictionary_encode()
        places = encoded.indices.fill_null(-1).to_numpy().astype("int64")
        found = _look_at_different(encoded.dictionary, places, eighths=False)
        return replace(found, numbers=self.numbers)

    def at_rows(self, values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Set out a value of each different cell at the column's rows; NaN at null."""
        import numpy as np

        rows = values if self.places is None else np.append(values, np.nan)[self.places]
        if self.numbers is None:
            return rows
        return np.where(np.isfinite(self.numbers), self.numbers, rows)


def look_at(column: pd.Series, *, eighths: bool = False) -> NumberCells:
    """Look at a column of numbers.

    Parameters
    ----------
    column
        Text, numbers, or both.
    eighths
        Whether ``134-2`` may be 134 and two eighths.

    Returns
    -------
    NumberCells
        Without a decision on the decimal mark.
    """
    import numpy as np
    import pyarrow as pa

    if column.dtype.kind in "iuf":
        amount = column.to_numpy("float64", na_value=np.nan)
        amount = np.where(np.isfinite(amount), amount, np.nan)
        nothing = pa.nulls(len(column), pa.large_string())
        return NumberCells(None, amount, amount, None, nothing, None)
    numbers = None
    if column.dtype == object:
        is_number = column.map(lambda cell: isinstance(cell, (int, float))) & ~column.isna()
        is_number &= column.map(lambda cell: not isinstance(cell, bool))
        if is_number.any():
            numbers = column.where(is_number).to_numpy("float64", na_value=np.nan)
            numbers[~np.isfinite(numbers)] = np.nan
            column = column.mask(is_number)
    text = to_arrow_text(column)
    found = _look_at_plain(text)
    if found is None:
        encoded = text.dictionary_encode()
        codes = encoded.indices.fill_null(-1).to_numpy().astype("int64")
        found = _look_at_different(encoded.dictionary, codes, eighths)
    return replace(found, numbers=numbers)


def _look_at_plain(text: Any) -> NumberCells | None:
    """Look at cells that are all numbers as programs write them; None where one is not."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if len(text) == text.null_count:
        return None
    try:
        amount = pc.cast(text, pa.float64())
    except pa.ArrowInvalid:
        return None
    if not pc.all(pc.is_finite(amount)).as_py():  # 'inf', 'nan' and 1e999 are no prices
        return None
    values = np.asarray(amount.to_numpy(zero_copy_only=False), "float64")
    nothing = pa.nulls(len(text), pa.large_string())
    return NumberCells(None, values, values, text, nothing, text, plain=True)


def _look_at_different(text: Any, places: np.ndarray[Any, Any], eighths: bool) -> NumberCells:
    import numpy as np
    import pyarrow.compute as pc

    folded = fold_numbers(text)
    parts = take_apart(folded)
    counts = np.bincount(places[places >= 0], minlength=len(text))
    has_body = pc.is_valid(parts.body)
    units = decide_units(
        pc.if_else(has_body, parts.unit, None),
        parts.gap,
        pc.if_else(has_body, parts.footnote, None),
        counts,
    )
    fraction = read_fractions(folded, eighths=eighths)
    readings = []
    for mark in (POINT, COMMA):
        amount = amounts_with_mark(parts.body, mark, parts.power, parts.exponent, parts.negative)
        amount[units.foreign] = np.nan
        readings.append(np.where(np.isnan(fraction), amount, fraction))
    point, comma = readings
    readable = np.isfinite(point) | np.isfinite(comma)
    currency = pc.if_else(pc.not_equal(parts.currency, ""), parts.currency, None)
    currency = pc.if_else(_mask(readable), currency, None)
    body = pc.if_else(_mask(readable & np.isnan(fraction)), parts.body, None)
    return NumberCells(places, point, comma, text, currency, body, units.shared, units.remarks)


def _mask(flags: np.ndarray[Any, Any]) -> Any:
    import pyarrow as pa

    return pa.array(flags, pa.bool_())
