"""The form of a cell: its runs of characters, and what it is as a number."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

CLASS_SIZE = {"d": 10, "A": 26, "a": 26, "x": 100, "?": 100}
"""How many characters a class has: digits, capitals, small letters, others; a mark is its own."""
LONGEST_SHAPE = 60
"""A longer cell is text, whatever its characters are."""
_MARKS = 6.0
_NUMBER = re.compile(
    r"(?P<before>[^\w.,+-]{0,2}[+-]?[^\w.,+-]{0,2})"
    r"(?:(?P<plain>\d+)(?:(?P<mark>[.,])(?P<decimals>\d*))?|(?P<bare>[.,])(?P<only>\d+))"
    r"(?P<after>[^\w.,]{0,2})"
)


class _Classes(dict[int, str]):
    """Class of each character: its kind for letters and digits, itself for ASCII marks."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isdigit():
            found = "d"
        elif character.isalpha():
            found = "A" if character.isupper() else "a" if character.islower() else "x"
        elif character.isspace():
            found = " "
        else:
            found = character if character.isascii() else "?"
        self[code] = found
        return found


CLASSES = _Classes()
_RUN = re.compile(r"(.)\1*", re.DOTALL)


@lru_cache(maxsize=65_536)
def shape_of(cell: str) -> tuple[str, tuple[int, ...]]:
    """Write a cell as its runs of character classes, ``d/d/d`` and (2, 2, 4) for a date."""
    runs = [match.group() for match in _RUN.finditer(cell.translate(CLASSES))]
    return "".join(run[0] for run in runs), tuple(len(run) for run in runs)


def characters_cost(cell: str) -> float:
    """Log-likelihood of the characters of a cell (0 or less) where nothing is known of it."""
    return sum(
        -math.log(CLASS_SIZE.get(kind, 1)) - math.log(_MARKS) for kind in cell.translate(CLASSES)
    )


@dataclass(frozen=True)
class Number:
    """A number as it is written.

    Attributes
    ----------
    form
        What stands before it, its decimal mark, whether it begins with a zero too many, and
        what stands behind it.
    decimals, digits
        How many, of all its digits.
    magnitude
        log10 of its absolute value; None for zero.
    """

    form: tuple[str, str, bool, str]
    decimals: int
    digits: int
    magnitude: float | None


@lru_cache(maxsize=65_536)
def _parsed(cell: str) -> Number | None:
    found = _NUMBER.fullmatch(cell)
    if found is None:
        return None
    whole, fraction = found["plain"] or "", found["decimals"] or found["only"] or ""
    value = float(f"{whole or '0'}.{fraction or '0'}")
    padded = len(whole) > 1 and whole.startswith("0")
    return Number(
        form=(found["before"], found["mark"] or found["bare"] or "", padded, found["after"]),
        decimals=len(fraction),
        digits=len(whole) + len(fraction),
        magnitude=math.log10(value) if value > 0 else None,
    )


def number_of(cell: str) -> Number | None:
    """Read a cell as a number, as far as its form goes; None for any other."""
    return _parsed(cell) if len(cell) <= LONGEST_SHAPE else None
