"""Text whose cells stand at the same columns of every line, with blanks between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from price_assets.ingest.grid import Cell, Grid

from .cell_shapes import is_data, is_date, is_number
from .lines import split_lines

if TYPE_CHECKING:
    import numpy as np

_SAMPLE_LINES = 2000
_LONGEST_LINE = 1000
# Shares of the lines that may be remarks and so run over the gutters, tried from the least.
_REMARKS = (0.0, 0.1, 0.25)
_CLEAN = 0.8
"""Share of the lines with numbers that have to keep to the gutters."""
_TABLE = 0.95
"""Share of the lines from the first to the last of the table that have to keep to the gutters."""
_FILLED = 0.5
"""Share of the lines in which two columns at least have something."""
_SECOND_WORDS = 0.8
"""Share of the lines up to which a column may be the second words of names."""
_WORD = re.compile(r"\S+")
_RULER = re.compile(r" *(?:-{2,}|={2,})(?: +(?:-+|=+))+ *")

_Span = tuple[int, int]


@dataclass(frozen=True)
class _Layout:
    """Where the columns stand, and the share of the lines with numbers that keep to them."""

    columns: list[_Span]
    clean: float = 0.0


def looks_fixed_width(sample: str) -> bool:
    """Tell whether the lines of a sample have blank gutters in common, and numbers or dates."""
    lines = _lines(sample)
    layout = _layout(lines)
    if len(layout.columns) < 2 or layout.clean < _CLEAN:
        return False
    body = [_cells(line, layout.columns) for line in _body(lines)]
    columns = list(zip(*body, strict=True))
    often = [column for column in columns if sum(map(bool, column)) >= _FILLED * len(body)]
    return len(often) > 1 and any(map(is_data, often))


def split_fixed_width(text: str, first_line: int = 1) -> Grid:
    """Cut a text into rows at the blank gutters that its lines have in common.

    A line of dashes under the header says where the columns stand; else the lines with numbers
    do. A word that stands over a gutter, as the names of a header do, goes to the column that
    it covers most of or is nearest to; a line of running text is one cell.

    Parameters
    ----------
    text
        All of the text, since every line bears on where the columns stand.
    first_line
        Number of its first line.
    """
    lines = _lines(text)
    columns = _layout(lines).columns
    rows: list[list[Cell]] = [list(_row(line, columns)) for line in lines]
    return Grid(rows, list(range(first_line, first_line + len(lines))), len(lines))


def _lines(text: str) -> list[str]:
    return [line.expandtabs(8) for line in split_lines(text)[0]]


def _body(lines: list[str]) -> list[str]:
    """Return the lines that could be data: short enough, of several words, with a digit."""
    found = (
        line
        for line in lines
        if len(line) <= _LONGEST_LINE and len(line.split()) > 1 and re.search(r"\d", line)
    )
    return [line for line, _ in zip(found, range(_SAMPLE_LINES), strict=False)]


def _layout(lines: list[str]) -> _Layout:
    import numpy as np

    body = _body(lines)
    ruler = next((line for line in lines[:_SAMPLE_LINES] if _RULER.fullmatch(line)), None)
    if ruler is not None:
        columns = [m.span() for m in _WORD.finditer(ruler)]
        return _Layout(columns, 1.0)
    if len(body) < 2:
        return _Layout([])
    best = _Layout([])
    filled = _filled(body)
    shares: np.ndarray[Any, Any] = filled.mean(axis=0)
    for remarks in _REMARKS:
        gutters = _spans(np.greater(shares, remarks))
        clean = [not _straddles(line, gutters) for line in body]
        kept = [line for line, keeps in zip(body, clean, strict=True) if keeps]
        if len(kept) < 2:
            continue
        first, last = clean.index(True), len(clean) - clean[::-1].index(True)
        if len(kept) < _TABLE * (last - first):
            continue
        columns = _spans(np.asarray(filled[clean].any(axis=0)))
        columns = _with_names(_with_dates(columns, kept), _header(lines, kept[0]), kept)
        if len(columns) > len(best.columns):
            best = _Layout(columns, len(kept) / (last - first))
    return best


def _filled(lines: list[str]) -> np.ndarray[Any, Any]:
    """Return, for each line (rows) and character (columns), whether it is no blank: bool."""
    import numpy as np

    width = max(map(len, lines))
    joined = "".join(line.ljust(width) for line in lines).encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(joined, dtype="<u4").reshape(len(lines), width)
    found: np.ndarray[Any, Any] = np.not_equal(codes, ord(" "))
    return found


def _spans(filled: np.ndarray[Any, Any]) -> list[_Span]:
    """Return the begin and end of each run of True."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate(([0], filled.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _straddles(line: str, columns: list[_Span]) -> bool:
    """Tell whether a word of the line reaches over two columns."""
    return any(
        sum(begin < b and end > a for a, b in columns) > 1
        for begin, end in (m.span() for m in _WORD.finditer(line))
    )


def _with_dates(columns: list[_Span], lines: list[str]) -> list[_Span]:
    """Join neighbours that are the words of one date, such as ``Jan 01 2000``."""

    def is_tight(left: _Span, right: _Span) -> bool:
        return right[0] - left[1] == 1 and all(
            line[left[1] - 1 : left[1]].strip() and line[right[0] : right[0] + 1].strip()
            for line in lines
        )

    def is_one_date(first: int, last: int) -> bool:
        cells = (line[columns[first][0] : columns[last][1]] for line in lines)
        return all(is_date(cell) and not is_number(cell) for cell in cells)

    found: list[_Span] = []
    at = 0
    while at < len(columns):
        end = at
        while end + 1 < len(columns) and is_tight(columns[end], columns[end + 1]):
            end += 1
        while end > at and not is_one_date(at, end):
            end -= 1
        found.append((columns[at][0], columns[end][1]))
        at = end + 1
    return found


def _with_names(columns: list[_Span], header: str, lines: list[str]) -> list[_Span]:
    """Join a column to the one before it where it holds the second words of names.

    They are words behind a single blank in every line that has any, some lines have none, and
    the header has no name for them.
    """
    names = [m.span() for m in _WORD.finditer(header)]

    def is_named(span: _Span) -> bool:
        return any(begin < span[1] + 1 and end > span[0] - 1 for begin, end in names)

    def has_no_number(span: _Span) -> bool:
        return not any(is_number(line[span[0] : span[1]]) for line in lines)

    def goes_on(span: _Span) -> bool:
        found = [line for line in lines if line[span[0] : span[1]].strip()]
        behind_one_blank = (re.match(r".*\S $", line[: _begin(line, span)]) for line in found)
        return len(found) <= _SECOND_WORDS * len(lines) and all(behind_one_blank)

    found = columns[:1]
    for span in columns[1:]:
        words = has_no_number(found[-1]) and has_no_number(span)
        if words and goes_on(span) and not is_named(span):
            found[-1] = (found[-1][0], span[1])
        else:
            found.append(span)
    return found


def _begin(line: str, span: _Span) -> int:
    return span[0] + len(line[span[0] :]) - len(line[span[0] :].lstrip())


def _header(lines: list[str], first: str) -> str:
    """Return the line of names above the first line of the body."""
    above = [line for line in lines[: lines.index(first)] if len(line.split()) > 1]
    return above[-1] if above else ""


def _row(line: str, columns: list[_Span]) -> list[str]:
    """Cut a line; one cell where it is running text or there are no columns."""
    if not line.strip():
        return []
    if not columns:
        return [line.strip()]
    if _straddles(line, columns):
        phrases = re.split(r" {2,}", line.strip())
        if len(phrases) == len(columns):
            return phrases
        words = line.split()
        if len(words) == len(columns):
            return words
        if len(phrases) * 2 <= len(columns) or len(phrases) == 1:
            return [line.strip()]
    return _cells(line, columns)


def _cells(line: str, columns: list[_Span]) -> list[str]:
    """Give each word to the column that it covers most of, or else is nearest to."""
    places: list[list[_Span]] = [[] for _ in columns]
    for word in _WORD.finditer(line):
        begin, end = word.span()
        overlaps = [min(end, b) - max(begin, a) for a, b in columns]
        places[overlaps.index(max(overlaps))].append((begin, end))
    return [line[spans[0][0] : spans[-1][1]] if spans else "" for spans in places]
