"""What the cells of a column look like, learned from the rows that fit their table."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from .cell_forms import CLASS_SIZE, CLASSES, LONGEST_SHAPE, Number, number_of, shape_of

_TYPED_SHARE = 0.9
_USUAL_SHARE = 0.02
_LEAST_SPREAD = 0.05
_OUT_OF_RANGE = 0.5
_ENOUGH = 8
_UNSEEN = -30.0


class _Steps(dict[tuple[str, str], float]):
    """Log-probability of a character, by its class and that of the one before it."""

    def __init__(self, pairs: Counter[tuple[str, str]]) -> None:
        super().__init__()
        self._pairs = pairs
        self._firsts: Counter[str] = Counter()
        for (first, _), count in pairs.items():
            self._firsts[first] += count

    def __missing__(self, pair: tuple[str, str]) -> float:
        share = (self._pairs[pair] + 0.02) / (self._firsts[pair[0]] + 1.0)
        self[pair] = math.log(share) - math.log(CLASS_SIZE.get(pair[1], 1))
        return self[pair]


class ColumnModel:
    """Smoothed likelihood of a cell under a column.

    A cell is drawn from one of four sources, whose weights are the Good-Turing estimates of what
    the column has not shown yet: a value that comes again and again, a number of the column's
    form and size, a shape seen before (the runs of its character classes, each with its length),
    or text (a chain of character classes).

    Parameters
    ----------
    cells
        The column's cells in the rows that fit, as found.

    Attributes
    ----------
    is_number
        Whether nearly all cells are numbers.
    has_form
        Whether nearly all cells are numbers, dates, times or codes, whose form shows a wrong one.
    is_closed
        Whether nearly all values come again, as those of currencies, units and symbols do.

    Notes
    -----
    I. J. Good, "The population frequencies of species and the estimation of population
    parameters", Biometrika 40 (1953): the share of what was seen once estimates the probability
    of what was not seen.
    """

    def __init__(self, cells: Sequence[str]) -> None:
        self._count = len(cells)
        filled = [cell for cell in cells if cell.strip()]
        self._empty = self._count - len(filled)
        self._filled = max(len(filled), 1)
        self._values = Counter(filled)
        self._learn_numbers(filled)
        self._learn_shapes(filled)
        self._learn_text(filled)
        self._known: dict[str, float] = {}

    def _learn_numbers(self, filled: list[str]) -> None:
        numbers = [number for cell in filled if (number := number_of(cell))]
        self._forms = Counter(number.form for number in numbers)
        self._surroundings = {(before, after) for before, _, _, after in self._forms}
        self._decimals = Counter(number.decimals for number in numbers)
        sizes = sorted(number.magnitude for number in numbers if number.magnitude is not None)
        self._middle = sizes[len(sizes) // 2] if sizes else 0.0
        distances = sorted(abs(size - self._middle) for size in sizes)
        spread = 1.4826 * distances[len(distances) // 2] if distances else 1.0
        self._spread = max(spread, _LEAST_SPREAD)
        self._range = (sizes[0], sizes[-1]) if sizes else (0.0, 0.0)
        self._zeros = len(numbers) - len(sizes)
        self._number_count = len(numbers)
        self.is_number = len(filled) > 0 and len(numbers) >= _TYPED_SHARE * len(filled)

    def _learn_shapes(self, filled: list[str]) -> None:
        shapes = [shape_of(cell) for cell in filled if len(cell) <= LONGEST_SHAPE]
        self._shapes = Counter(form for form, _ in shapes)
        once = len(filled) - sum(count for count in self._shapes.values() if count > 1)
        self._new_shape = _unseen(once, len(filled))
        lengths: defaultdict[tuple[str, int], Counter[int]] = defaultdict(Counter)
        for form, runs in shapes:
            for position, length in enumerate(runs):
                lengths[form, position][length] += 1
        self._lengths = dict(lengths)
        wordy = sum(map(_is_wordy, filled))
        shaped = _repeated(self._shapes) >= _TYPED_SHARE * len(filled)
        is_code = len(filled) > 1 and shaped and wordy <= 0.5 * len(filled)
        self.has_form = self.is_number or is_code
        repeated = _repeated(self._values) >= _TYPED_SHARE * len(filled)
        self.is_closed = len(filled) > 1 and repeated
        least = 2 if self.is_closed else max(3, _USUAL_SHARE * len(filled))
        self._usual = {value: n for value, n in self._values.items() if n >= least}
        self._new_value = _unseen(len(filled) - sum(self._usual.values()), len(filled))

    def _learn_text(self, filled: list[str]) -> None:
        pairs: Counter[tuple[str, str]] = Counter()
        for cell in filled:
            classes = f"\n{cell.translate(CLASSES)[:200]}\n"
            pairs.update(pairwise(classes))
        self._steps = _Steps(pairs)

    @property
    def is_typed(self) -> bool:
        """Whether a wrong cell is known by its form or as a new value, as in text it is not."""
        return self.has_form or self.is_closed

    @property
    def ends_rigidly(self) -> bool:
        """Whether the form says where a cell ends, though a digit or a letter follows it."""
        decimals = [count for count in self._decimals if count]
        same_decimals = self._number_count == self._filled and len(self._decimals) == 1
        return self._is_uniform or (self._is_known and same_decimals and bool(decimals))

    @property
    def begins_rigidly(self) -> bool:
        """Whether the form says where a cell begins, though a digit or a letter precedes it."""
        same_form = self._number_count == self._filled and len(self._forms) == 1
        has_mark = all(mark for _, mark, _, _ in self._forms)
        low, high = self._range
        same_size = not self._zeros and math.floor(low) == math.floor(high)
        return self._is_uniform or (self._is_known and same_form and has_mark and same_size)

    @property
    def _is_known(self) -> bool:
        return self._filled >= _ENOUGH

    @property
    def _is_uniform(self) -> bool:
        """Whether all cells have one shape and its parts one length each."""
        is_one = len(self._shapes) == 1 and self._shapes.total() == self._filled
        return self._is_known and is_one and all(len(runs) == 1 for runs in self._lengths.values())

    @property
    def log_empty(self) -> float:
        """Log-probability that the column has nothing in a row."""
        return math.log((self._empty + 0.1) / (self._count + 1.0))

    @property
    def is_often_empty(self) -> bool:
        """Whether an empty cell is nothing strange in this column."""
        return self._empty >= 0.05 * self._count

    def log_likelihood(self, cell: str) -> float:
        """Log-probability density of a cell; comparable between columns and cuts of one text."""
        if not cell.strip():
            return self.log_empty
        if (known := self._known.get(cell)) is not None:
            return known
        found = math.log1p(-math.exp(self.log_empty)) + self._of_filled(cell)
        if len(cell) <= LONGEST_SHAPE:
            self._known[cell] = found
        return found

    def fits(self, cell: str, *, strictly: bool = False) -> bool:
        """Tell whether a cell has the form of the column's cells.

        Parameters
        ----------
        cell
            Text as found.
        strictly
            Ask for the lengths of its parts too: as many digits and decimals as are seen in the
            column, a number within a factor of three of the numbers there, and a known value
            where the column has few.
        """
        if not cell.strip():
            return self.is_often_empty
        if self._values[cell] > 1:
            return True
        if not self.has_form:
            return not (strictly and self.is_closed)
        number = number_of(cell)
        if number is not None and self.is_number and self._is_of_its_kind(number, strictly):
            return True
        form, runs = shape_of(cell)
        if self._shapes[form] < 2 or self.is_number:
            return False
        return not strictly or all(
            length in self._lengths[form, position] for position, length in enumerate(runs)
        )

    def _is_of_its_kind(self, number: Number, strictly: bool) -> bool:
        if not strictly:
            before, _, _, after = number.form
            return (before, after) in self._surroundings
        if not self._forms[number.form]:
            return False
        low, high = self._range
        if number.magnitude is None:
            return self._zeros > 0
        in_range = low - _OUT_OF_RANGE <= number.magnitude <= high + _OUT_OF_RANGE
        return self._decimals[number.decimals] > 0 and in_range

    def _of_filled(self, cell: str) -> float:
        ways = [math.log(self._new_value) + self._of_new(cell)]
        if count := self._usual.get(cell):
            ways.append(math.log1p(-self._new_value) + math.log(count / self._filled))
        return _log_sum(ways)

    def _of_new(self, cell: str) -> float:
        ways = [math.log(self._new_shape) + self._as_text(cell)]
        seen = math.log1p(-self._new_shape)
        number = number_of(cell) if self.is_number else None
        if number is not None:
            ways.append(seen + self._as_number(number))
        ways.append(seen - (math.log(2.0) if self.is_number else 0.0) + self._as_shape(cell))
        return _log_sum(ways)

    def _as_number(self, number: Number) -> float:
        form = (self._forms[number.form] + 0.01) / (self._number_count + 1.0)
        decimals = (self._decimals[number.decimals] + 0.05) / (self._number_count + 1.0)
        known = math.log(form) + math.log(decimals)
        if number.magnitude is None:
            return known + math.log((self._zeros + 0.05) / (self._number_count + 1.0))
        # Student's t with two degrees of freedom: prices have tails.
        distance = (number.magnitude - self._middle) / self._spread
        size = -1.5 * math.log1p(distance * distance / 2.0) - math.log(2.83 * self._spread)
        # The size says the first digit; each further one is as good as any other.
        return known + min(size, 0.0) - (number.digits - 1) * math.log(10.0)

    def _as_shape(self, cell: str) -> float:
        if len(cell) > LONGEST_SHAPE:
            return _UNSEEN * len(cell)
        form, runs = shape_of(cell)
        count = self._shapes[form]
        if not count:
            return _UNSEEN * len(cell)
        total = math.log(count / self._filled)
        for position, (kind, length) in enumerate(zip(form, runs, strict=True)):
            seen = self._lengths[form, position][length]
            total += math.log((seen + 0.5 * 0.5**length) / (count + 0.5))
            total -= length * math.log(CLASS_SIZE.get(kind, 1))
        return total

    def _as_text(self, cell: str) -> float:
        classes = f"\n{cell.translate(CLASSES)}\n"
        return sum(map(self._steps.__getitem__, pairwise(classes)))


def _is_wordy(cell: str) -> bool:
    """Tell words from codes: no digit, and letters that are not capitals, or a blank."""
    form, _ = shape_of(cell[:LONGEST_SHAPE])
    return "d" not in form and any(kind in form for kind in "ax ")


def _repeated(counts: Counter[str]) -> int:
    return sum(count for count in counts.values() if count > 1)


def _unseen(once: int, total: int) -> float:
    """Estimate the probability of something new by the share of what was seen once."""
    return (once + 0.5) / (total + 1.0)


def _log_sum(terms: list[float]) -> float:
    largest = max(terms)
    return largest + math.log(sum(math.exp(term - largest) for term in terms))
