"""The decimal mark: what a number means with a point for it and with a comma for it.

``1.234`` is a little more than one or a little more than a thousand; ``1.5`` can be read in one
way only, and so tells the mark. Both readings are made, and what they make of a cell says whether
it tells the mark, leaves it open, or has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

POINT, COMMA = ".", ","
_GROUP = "[1-9][0-9]{0,2}"
_FEWEST = 3  # whole numbers; one or two may be slips
_ABOUT = 3.0
_MOST = 0.9


@dataclass(frozen=True)
class Votes:
    """How many different cells can only be read with one decimal mark."""

    point: int = 0
    comma: int = 0

    def __add__(self, other: Votes) -> Votes:
        return Votes(self.point + other.point, self.comma + other.comma)

    @property
    def mark(self) -> str | None:
        """The mark of the majority; None where there is none."""
        if self.point == self.comma:
            return None
        return POINT if self.point > self.comma else COMMA

    @property
    def contradictory(self) -> bool:
        """Whether both marks have votes."""
        return self.point > 0 and self.comma > 0


def with_mark(body: Any, mark: str, has_exponent: Any) -> Any:
    """Write numbers as programs do, taking `mark` for the decimal mark.

    Parameters
    ----------
    body
        pyarrow string array of digits with points, commas, spaces and apostrophes.
    mark
        ``.`` or ``,``. The other one may set thousands apart, by threes or as in India, and so
        may a space or an apostrophe.
    has_exponent
        pyarrow boolean array: a power of ten follows, beside which nothing sets thousands apart.

    Returns
    -------
    pyarrow.Array
        Strings of digits with at most one point; null where a number cannot be read so.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    other = COMMA if mark == POINT else POINT
    m, o = rf"[{mark}]", rf"[{other}]"
    plain = rf"^(?:[0-9]+(?:{m}[0-9]*)?|{m}[0-9]+)$"
    groups = (
        rf"{_GROUP}(?:{o}[0-9]{{3}})+",
        rf"[1-9][0-9]?(?:{o}[0-9]{{2}})+{o}[0-9]{{3}}",
        rf"{_GROUP}(?: [0-9]{{3}})+",
        rf"{_GROUP}(?:'[0-9]{{3}})+",
    )
    grouped = rf"^(?:{'|'.join(groups)})(?:{m}[0-9]*)?$"
    fits = pc.or_(
        pc.match_substring_regex(body, plain),
        pc.and_(pc.match_substring_regex(body, grouped), pc.invert(has_exponent)),
    )
    digits = pc.replace_substring_regex(body, rf"[{other}' ]", "")
    digits = pc.replace_substring(digits, mark, POINT)
    return pc.if_else(pc.fill_null(fits, False), digits, pa.scalar(None, digits.type))


def amounts_with_mark(
    body: Any, mark: str, power: Any, has_exponent: Any, negative: Any
) -> np.ndarray[Any, Any]:
    """Read numbers with one decimal mark.

    Parameters
    ----------
    body, mark, has_exponent
        As for `with_mark`.
    power
        pyarrow ``int32`` array: the power of ten that stands with each.
    negative
        pyarrow boolean array.

    Returns
    -------
    numpy.ndarray
        dtype ``float64``; NaN where a number cannot be read so, or is infinite.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    digits = with_mark(body, mark, has_exponent)
    # The power is written into the number, so that 3.31B is the double next to 3310000000.
    raised = pc.binary_join_element_wise(
        digits, pc.cast(power, digits.type), pa.scalar("e", digits.type)
    )
    written = pc.if_else(pc.not_equal(power, 0), raised, digits)
    amount = pc.cast(written, pa.float64())
    amount = pc.if_else(negative, pc.negate(amount), amount)
    values = np.array(amount.to_numpy(zero_copy_only=False), "float64")
    values[~np.isfinite(values)] = np.nan
    return values


def mark_by_size(point: np.ndarray[Any, Any], comma: np.ndarray[Any, Any]) -> str | None:
    """Tell the mark by the whole numbers that stand beside numbers like ``1.234``.

    Parameters
    ----------
    point, comma
        dtype ``float64``: different cells read with either mark, NaN where they cannot be.

    Returns
    -------
    str or None
        The mark that makes the others about as large as the whole numbers are, where the other
        mark does not: beside 998 and 1017, ``1.001`` is 1001. None where neither or both do.
    """
    import numpy as np

    same = point == comma
    whole = np.abs(point[same & (point != 0)])
    differing = np.isfinite(point) & np.isfinite(comma) & ~same
    if len(whole) < _FEWEST or not differing.any():
        return None
    low, high = whole.min() / _ABOUT, whole.max() * _ABOUT

    def share_inside(values: np.ndarray[Any, Any]) -> float:
        sizes = np.abs(values[differing])
        return float(np.mean((sizes >= low) & (sizes <= high)))

    of_point, of_comma = share_inside(point), share_inside(comma)
    if of_point >= _MOST and of_comma <= 1 - _MOST:
        return POINT
    return COMMA if of_comma >= _MOST and of_point <= 1 - _MOST else None
