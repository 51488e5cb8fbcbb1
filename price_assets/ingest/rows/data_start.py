"""Where the data begins below titles and names."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from price_assets.ingest.grid import Cell

from .cell_kinds import TEXTS, kind_of
from .learned_column import LearnedColumn, group_of, learn_columns, learn_row
from .row_evidence import header_evidence, sequence_columns, title_evidence
from .row_shapes import filled, is_blank, said, some, spread, usual_fill

_JUDGED_ROWS = 60  # no titles and header are longer
_LEARNED_ROWS = 400
_JUDGED_COLUMNS = 40  # at the left, and as many of the others
_NO_HEADER = math.log(0.15)
_ONE_ROW = math.log(0.60)
_MORE_ROWS = math.log(0.25)
_EACH_TITLE = 0.5
_EACH_MORE_NAMES = 2.0
_EACH_MORE_TEXTS = 6.0  # names over columns of text, where nothing but their look tells them
_FULL_TITLE = 4.0
_NO_DATA = 6.0
_ODD_LENGTH = math.log(0.15)
_MOST_OF_LENGTH = 3.0
_RARE = 0.1
_ROWS_BELOW = 40  # rows whose steps are compared with those of a header


@dataclass(frozen=True)
class DataStart:
    """Where the data begins.

    Attributes
    ----------
    position
        Position of the first row of data; the number of rows where there is none.
    margin
        How much likelier this is than the best place that says otherwise of whether there are
        names at all, in nats.
    """

    position: int
    margin: float


def find_data_start(
    rows: Sequence[Sequence[Cell]], width: int, *, names_expected: bool
) -> DataStart:
    """Find the likeliest change from titles and names to data.

    From the last row looked at to the first, each row is judged by what the rows below it look
    like, and then learned from; so a file of three rows is judged by the same rule as a long one.

    Parameters
    ----------
    rows
        The rows that are not blank and no comments.
    width
        Columns of the table.
    names_expected
        Whether files of this kind have names as a rule.
    """
    head = rows[:_JUDGED_ROWS]
    body = some(rows[len(head) :], _LEARNED_ROWS)
    judge = _Judge([*head, *body], width)
    for row in body:
        judge.learn(row)
    evidence = [(0.0, 0.0)] * len(head)
    for position in range(len(head) - 1, -1, -1):
        evidence[position] = judge.evidence(position)
        judge.learn_at(position)
    scores = [_NO_HEADER if names_expected else _ONE_ROW]
    total = dearest = 0.0
    for count, (found, cost) in enumerate(evidence, start=1):
        total += found - cost
        dearest = max(dearest, cost)  # one row of names is what is expected, and costs nothing
        scores.append(total + dearest + (_ONE_ROW if count == 1 else _MORE_ROWS))
    if len(rows) > 1 and len(head) == len(rows):
        scores[-1] -= _NO_DATA
    best = max(range(len(scores)), key=lambda start: (scores[start], -start))
    others = scores[1:] if best == 0 else scores[:1]
    margin = scores[best] - max(others, default=-math.inf)
    return DataStart(judge.first_like_data(best), margin)


class _Judge:
    """Judges rows by those below it."""

    def __init__(self, rows: Sequence[Sequence[Cell]], width: int) -> None:
        left = list(range(min(width, _JUDGED_COLUMNS)))
        others = spread(width - len(left), _JUDGED_COLUMNS)
        self._places = [*left, *(len(left) + place for place in others)]
        self._lengths_found = [len(row) for row in rows]
        self._rows = [self._cut(row) for row in rows]
        self._signatures = [tuple(map(group_of, row)) for row in self._rows]
        common = Counter(self._signatures)
        self._usual = {
            signature for signature, count in common.items() if count > 2 + _RARE * len(rows)
        }
        self._fill = usual_fill(rows)
        self._columns = [LearnedColumn() for _ in self._places]
        self._lengths: Counter[int] = Counter()
        self._repeats = self._find_repeats()

    def _cut(self, row: Sequence[Cell]) -> list[Cell]:
        return [row[place] if place < len(row) else None for place in self._places]

    def _find_repeats(self) -> set[int]:
        """Find the rows of text that stand a second time between rows of other kinds."""
        last: dict[tuple[str, ...], int] = {}
        found = set()
        for position, row in enumerate(self._rows):
            if self._signatures[position] in self._usual:
                continue
            cells = said(row)
            if len(cells) > 1 and all(kind_of(cell) in TEXTS for cell in cells):
                key = tuple(str(cell).strip().casefold() for cell in row)
                if position - last.get(key, position) > 1:
                    found.add(position)
                last[key] = position
        return found

    def learn(self, row: Sequence[Cell]) -> None:
        # Titles and remarks say nothing about the columns.
        if self._fill >= 3 and filled(row) * 3 <= self._fill:
            return
        self._lengths[len(row)] += 1
        learn_row(self._cut(row), self._columns)

    def learn_at(self, position: int) -> None:
        row = self._rows[position]
        if position in self._repeats or (self._fill >= 3 and filled(row) * 3 <= self._fill):
            return
        self._lengths[self._lengths_found[position]] += 1
        learn_row(row, self._columns)

    def evidence(self, position: int) -> tuple[float, float]:
        """Weigh a row against data; and say how unlikely one more such row above it is, in nats."""
        if position in self._repeats:
            return 0.0, 0.0
        row = self._rows[position]
        below = self._rows[position + 1 : position + 1 + _ROWS_BELOW]
        sequence = sequence_columns(row, self._columns, below)
        as_names = header_evidence(row, self._columns, sequence)
        as_title = title_evidence(row, self._columns)
        if filled(row) * 2 > self._fill:
            as_title -= _FULL_TITLE
            if self._signatures[position] in self._usual:
                as_title = -math.inf
        found = max(as_names, as_title) + self._of_length(self._lengths_found[position])
        if self._comes_again(position):
            found = min(found, 0.0)
        if as_title > as_names:
            return found, _EACH_TITLE
        fits = [column.settled(cell) for cell, column in zip(row, self._columns, strict=True)]
        return found, _EACH_MORE_NAMES if False in fits or sequence else _EACH_MORE_TEXTS

    def _of_length(self, length: int) -> float:
        count = self._lengths.total()
        alike = math.log((self._lengths[length] + 0.5) / (count + 1))
        return min(max(_ODD_LENGTH - alike, 0.0), _MOST_OF_LENGTH) if count else 0.0

    def _comes_again(self, position: int) -> bool:
        """Tell whether a sparse row, as over a section, comes again below usual rows."""
        signature = self._signatures[position]
        if filled(self._rows[position]) * 2 > self._fill:
            return False
        later = self._signatures[position + 1 :]
        if signature not in later:
            return False
        between = self._rows[position + 1 : position + 1 + later.index(signature)]
        return any(filled(row) * 2 > self._fill for row in between)

    def first_like_data(self, start: int) -> int:
        """Go up from the first row of data over rows with times and numbers where it has them."""
        columns = learn_columns(self._rows[start:], len(self._places))
        while start:
            row = self._rows[start - 1]
            fits = [
                False if is_blank(cell) and column.always_time else column.settled(cell)
                for cell, column in zip(row, columns, strict=True)
            ]
            below = self._rows[start : start + _ROWS_BELOW]
            if True not in fits or False in fits or sequence_columns(row, columns, below):
                break
            start -= 1
        return start
