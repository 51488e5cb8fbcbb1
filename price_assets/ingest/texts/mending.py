"""Lines that break the rules of their dialect: the cheapest reading that gives a usual row."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

from .quoting import Quoting

_STRAY_QUOTE = 2
"""Cost of a quote inside a cell that nobody doubled, or at the end of one that has no opening."""
_STRAY_OPENING = 3
"""Cost of a quote that opens a cell and is text all the same."""
_BLANK_BEFORE = 1
"""Cost of blanks before an opening quote."""
_OTHER_WIDTH = 5
"""Cost of a row that is not of the usual width."""
_CLOSINGS = 12
"""Places tried for the end of a cell that a quote opens."""
_BUDGET = 3_000_000
"""Steps spent on the widths of one text's rows; beyond it the cheapest reading is taken."""


class _Step(NamedTuple):
    """The last cell of a path: its cost in all, where it begins, and its closing quote or -1."""

    cost: int
    begin: int
    cells: int
    closing: int


class Mender:
    """Reads malformed lines, one after another, in time that is linear in their length."""

    def __init__(self, quoting: Quoting) -> None:
        self.quoting = quoting
        self.budget = _BUDGET
        quote = re.escape(quoting.dialect.quote or "")
        mark = quoting.delimiter.pattern
        self._opening = re.compile(rf" *{quote}" if quote else "(?!)")
        self._closing = re.compile(rf"{quote}(?= *(?:{mark}|\Z))" if quote else "(?!)")
        self._quotes = re.compile(rf"{quote}+" if quote else "(?!)")

    def mend(self, line: str, width: int | None) -> list[str]:
        """Read a line that breaks the rules.

        Every quote that has to be text for a reading costs something, and so does a row that
        is not as wide as others; the shortest path from delimiter to delimiter is the reading
        that costs least.

        Parameters
        ----------
        line
            The line, without its end.
        width
            The usual number of cells; None where it is not known.
        """
        marks = _Marks(line, self)
        # best[i][n]: the cheapest way to have read n cells and stand at the i-th beginning.
        best: list[dict[int, _Step]] = [{} for _ in range(len(marks.begins) + 1)]
        best[0][0] = _Step(0, -1, 0, -1)
        for i in range(len(marks.begins)):
            if not best[i]:
                continue
            # Without a width to reach, or the time for it, counting cells is no use.
            most = 0 if width is None or self.budget < 0 else width + 2
            for after, cost, closing in marks.readings(i):
                self.budget -= len(best[i])
                for count, step in best[i].items():
                    total = min(count + 1, most)
                    rival = best[after].get(total)
                    if rival is None or step.cost + cost < rival.cost:
                        best[after][total] = _Step(step.cost + cost, i, count, closing)
        final = best[-1]
        count = min(final, key=lambda n: (final[n].cost + _OTHER_WIDTH * (n != width), -n))
        row: list[str] = []
        i = len(marks.begins)
        while i > 0:
            step = best[i][count]
            row.append(marks.cell(step.begin, step.closing))
            i, count = step.begin, step.cells
        return row[::-1]


class _Marks:
    """Where the delimiters and the quotes of one line are."""

    def __init__(self, line: str, mender: Mender) -> None:
        self.line = line
        self.mender = mender
        cuts = [m.span() for m in mender.quoting.delimiter.finditer(line)]
        self.begins = [0, *(end for _, end in cuts)]
        self.ends = [*(start for start, _ in cuts), len(line)]
        self.closings = [m.start() for m in mender._closing.finditer(line)]
        runs = [m.span() for m in mender._quotes.finditer(line)]
        self.run_begins = [begin for begin, _ in runs]
        self.run_ends = [end for _, end in runs]
        self.odd_runs = [0, *accumulate((end - begin) % 2 for begin, end in runs)]

    def readings(self, i: int) -> list[tuple[int, int, int]]:
        """List the ways to read the i-th cell: (the next beginning, cost, closing quote or -1)."""
        begin, end = self.begins[i], self.ends[i]
        opening = self.mender._opening.match(self.line, begin)
        if opening is None:
            quote = self.mender.quoting.dialect.quote
            stray = quote is not None and self.line.endswith(quote, begin, end)
            return [(i + 1, _STRAY_QUOTE * stray, -1)]
        blanks = _BLANK_BEFORE * (opening.end() - begin > 1)
        found = [(i + 1, _STRAY_OPENING, -1)]
        first = bisect_left(self.closings, opening.end())
        for closing in self.closings[first : first + _CLOSINGS]:
            after = bisect_left(self.ends, closing + 1) + 1
            cost = blanks + _STRAY_QUOTE * self._strays(opening.end(), closing)
            found.append((after, cost, closing))
        return found

    def cell(self, i: int, closing: int) -> str:
        """Return the text of a cell that begins at the i-th beginning."""
        if closing < 0:
            return self.mender.quoting.unescaped(self.line[self.begins[i] : self.ends[i]])
        opening = self.line.index(self.line[closing], self.begins[i])
        return self.mender.quoting.unquoted(self.line[opening + 1 : closing])

    def _strays(self, begin: int, end: int) -> int:
        """Count the runs of quotes within a stretch that are not pairs."""
        first = bisect_right(self.run_ends, begin)
        last = bisect_left(self.run_begins, end)
        if first >= last:
            return 0
        if last - first == 1:
            return (min(self.run_ends[first], end) - max(self.run_begins[first], begin)) % 2
        head = (self.run_ends[first] - max(self.run_begins[first], begin)) % 2
        tail = (min(self.run_ends[last - 1], end) - self.run_begins[last - 1]) % 2
        return head + tail + self.odd_runs[last - 1] - self.odd_runs[first + 1]
