"""What the cells of a column look like, learned from some of them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from price_assets.ingest.grid import Cell

from .cell_kinds import BLANKS, NUMBERS, TEXTS, TIMES, Kind, kind_of


class Group(IntEnum):
    """Kinds that stand in for each other: a price of 12 among prices of 12.5."""

    BLANK = 0
    NUMBER = 1
    TIME = 2
    TEXT = 3
    OTHER = 4


_GROUPS = {
    **dict.fromkeys(Kind, Group.OTHER),
    **dict.fromkeys(BLANKS, Group.BLANK),
    **dict.fromkeys(NUMBERS, Group.NUMBER),
    **dict.fromkeys(TIMES, Group.TIME),
    **dict.fromkeys(TEXTS, Group.TEXT),
}
# How often a cell of a column not yet known looks like this: the prior of every column.
_USUAL_KINDS = {
    Kind.WORD: 0.16,
    Kind.CODE: 0.10,
    Kind.TEXT: 0.07,
    Kind.EMPTY: 0.10,
    Kind.MARKER: 0.04,
    Kind.INTEGER: 0.20,
    Kind.NUMBER: 0.22,
    Kind.DATE: 0.06,
    Kind.CLOCK: 0.01,
    Kind.MOMENT: 0.02,
    Kind.BOOLEAN: 0.015,
    Kind.TAG: 0.005,
}
_USUAL_GROUPS = {
    group: sum(share for kind, share in _USUAL_KINDS.items() if _GROUPS[kind] == group)
    for group in Group
}
_USUAL_LENGTHS = (0.08, 0.10, 0.17, 0.22, 0.17, 0.13, 0.08, 0.05)
_USUAL_SHAPES = {
    "upper": 0.12,
    "upper and digits": 0.13,
    "lower": 0.07,
    "title": 0.20,
    "words": 0.22,
    "lower words": 0.06,
    "joined": 0.03,
    "digits": 0.12,
    "no letters": 0.05,
}
_PRIOR_CELLS = 2.0  # cells that the prior of lengths and shapes is worth
_USUALLY_LETTERED = 0.05  # numbers with letters, such as `100 JPY`, among numbers
_NEARLY_ALL = 0.8
_MOST_COLUMNS = 16_384
_KEPT_CHARACTERS = 200
_LETTERED = re.compile(r"[^\W\d_]{2}")
_JOINED = re.compile(r"\S*(?:[a-z][A-Z]|_)\S*")


class LearnedColumn:
    """What the cells of one column have looked like so far.

    Likelihoods are Dirichlet-smoothed frequencies; how often a text not seen before may come is
    estimated as by Good and Turing (I. J. Good, Biometrika 40, 1953).
    """

    def __init__(self) -> None:
        self.count = 0
        self.kinds: Counter[Kind] = Counter()
        self._groups: Counter[Group] = Counter()
        self._lengths: Counter[int] = Counter()
        self._shapes: Counter[str] = Counter()
        self._values: Counter[str] = Counter()
        self._seen_once = 0
        self._lettered = 0

    def learn(self, cell: Cell) -> None:
        """Add one cell."""
        kind = kind_of(cell)
        group = _GROUPS[kind]
        self.count += 1
        self.kinds[kind] += 1
        self._groups[group] += 1
        self._lettered += is_lettered_number(cell)
        if group == Group.TEXT:
            text = str(cell)
            self._lengths[length_of(text)] += 1
            self._shapes[shape_of(text)] += 1
            value = _value(text)
            before = self._values[value]
            self._values[value] = before + 1
            self._seen_once += (before == 0) - (before == 1)

    def log_likelihood(self, cell: Cell) -> float:
        """Return the log of the probability that the next cell of this column is like that."""
        kind = kind_of(cell)
        group = _GROUPS[kind]
        usual = _USUAL_GROUPS[group]
        of_group = (self._groups[group] + usual) / (self.count + 1)
        within = (self.kinds[kind] + _PRIOR_CELLS * _USUAL_KINDS[kind] / usual) / (
            self._groups[group] + _PRIOR_CELLS
        )
        found = math.log(of_group * within)
        if group == Group.NUMBER:
            return found + self._of_number(cell)
        return found + self._of_text(str(cell)) if group == Group.TEXT else found

    def _of_number(self, cell: Cell) -> float:
        numbers = self._groups[Group.NUMBER]
        lettered = (self._lettered + _PRIOR_CELLS * _USUALLY_LETTERED) / (numbers + _PRIOR_CELLS)
        return math.log(lettered if is_lettered_number(cell) else 1 - lettered)

    def _of_text(self, text: str) -> float:
        texts = self._groups[Group.TEXT]
        unseen = (self._seen_once + 1) / (texts + _PRIOR_CELLS)
        length, shape = length_of(text), shape_of(text)
        near = sum(self._lengths[length + step] * part for step, part in _NEAR)
        of_length = (near + _PRIOR_CELLS * _USUAL_LENGTHS[length]) / (texts + _PRIOR_CELLS)
        of_shape = (self._shapes[shape] + _PRIOR_CELLS * _USUAL_SHAPES[shape]) / (
            texts + _PRIOR_CELLS
        )
        # Length and shape say in part the same: each counts for the half of what it says.
        form = 0.5 * math.log(of_length * of_shape)
        return form + math.log(1 - unseen if self.has_seen(text) else unseen)

    def has_seen(self, cell: Cell) -> bool:
        """Tell whether this text stood in the column before."""
        return _value(str(cell)) in self._values

    @property
    def main_group(self) -> Group | None:
        """The group of most cells that say something; None where none does."""
        said = [(count, -group) for group, count in self._groups.items() if group != Group.BLANK]
        return Group(-max(said)[1]) if said else None

    def share(self, group: Group) -> float:
        """Return the share of a group among the cells that say something."""
        said = self.count - self._groups[Group.BLANK]
        return self._groups[group] / said if said else 0.0

    @property
    def always_time(self) -> bool:
        """Whether every cell so far is a time."""
        return 0 < self.count == self._groups[Group.TIME]

    def settled(self, cell: Cell) -> bool | None:
        """Tell whether a cell fits a column that nearly always holds times, or numbers.

        Returns
        -------
        bool | None
            None where the column is of another kind or the cell is blank.
        """
        group = group_of(cell)
        if group == Group.BLANK:
            return None
        for main in (Group.TIME, Group.NUMBER):
            if self.share(main) >= _NEARLY_ALL:
                return group == main
        return None


_NEAR = ((-1, 0.2), (0, 0.6), (1, 0.2))


def learn_columns(rows: Sequence[Sequence[Cell]], width: int) -> list[LearnedColumn]:
    """Learn what the columns look like from rows; a row that is too short ends in blanks.

    Of more columns than any sheet has, the last are left unknown.
    """
    columns = [LearnedColumn() for _ in range(min(width, _MOST_COLUMNS))]
    for row in rows:
        learn_row(row, columns)
    return columns + [LearnedColumn()] * (width - len(columns))


def learn_row(row: Sequence[Cell], columns: Sequence[LearnedColumn]) -> None:
    """Add one row."""
    for position, column in enumerate(columns):
        column.learn(row[position] if position < len(row) else None)


def group_of(cell: Cell) -> Group:
    """Return the group of kinds that a cell is of."""
    return _GROUPS[kind_of(cell)]


def is_lettered_number(cell: Cell) -> bool:
    """Tell whether a cell is a number with a word beside it: an amount, or a name of a price."""
    return (
        isinstance(cell, str)
        and kind_of(cell) == Kind.NUMBER
        and _LETTERED.search(cell) is not None
    )


def length_of(text: str) -> int:
    """Return the class of a text's length: 1, 2, to 4, to 8 … to 64 characters, and more."""
    return min(max(len(text.strip()) - 1, 0).bit_length(), len(_USUAL_LENGTHS) - 1)


@lru_cache(maxsize=1 << 16)
def shape_of(text: str) -> str:
    """Return how a text is written: upper case, several words, joined words, and so on."""
    text = text.strip()
    letters = [sign for sign in text if sign.isalpha()]
    if not letters:
        return "no letters"
    if any(map(str.isdigit, text)):
        return "upper and digits" if all(map(str.isupper, letters)) else "digits"
    if len(text.split()) > 1:
        return "words" if text[0].isupper() or not text[0].isalpha() else "lower words"
    if all(map(str.isupper, letters)) and "_" not in text:
        return "upper"
    if _JOINED.fullmatch(text):
        return "joined"
    return "title" if text[0].isupper() else "lower"


def _value(text: str) -> str:
    return text.strip().casefold()[:_KEPT_CHARACTERS]
