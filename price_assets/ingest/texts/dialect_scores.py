"""The evidence for one dialect against another: rows of one width, cells that look like data."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .cell_shapes import is_data, shape_score
from .tokenizer import tokenize, troubled_lines

if TYPE_CHECKING:
    from .dialect import Dialect


@dataclass(frozen=True)
class Reading:
    """What a dialect makes of a sample.

    Attributes
    ----------
    score
        Between 0 and 1, 0 for one column.
    regular
        Share of the rows that have the usual width.
    width
        The usual width; 1 where no row has more.
    troubled
        Lines that break the dialect's own rules.
    quoted
        Whether cells stand in quotes.
    data
        Whether a column holds numbers or dates.
    """

    score: float
    regular: float
    width: int
    troubled: int
    quoted: bool = False
    data: bool = False


def read(text: str, dialect: Dialect) -> Reading:
    """Read a sample in a dialect and say how well it goes.

    The score is the product of how much of the text is rows of one width, and of how far the
    cells of those rows look like data; after van den Burg, Nazábal and Sutton, "Wrangling messy
    CSV files by detecting row and type patterns" (2019), but with a weight for each width by
    its share, so that a title and a footer do not speak against a table.
    """
    rows = [row for row in tokenize(text, dialect).rows if row]
    troubled = troubled_lines(text, dialect)
    total = len(rows)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return Reading(0.0, 0.0, 1, troubled)
    pattern = sum((count / total) ** 2 * (width - 1) / width for width, count in widths.items())
    width = max(widths, key=lambda w: (widths[w], w))
    usual = [[str(cell) for cell in row] for row in rows if len(row) == width]
    types = sum(shape_score(cell) for row in usual for cell in row) / (width * len(usual))
    # The first row may be the header.
    data = any(is_data(column) for column in zip(*(usual[1:] or usual), strict=True))
    return Reading(pattern * types, widths[width] / total, width, troubled, data=data)
