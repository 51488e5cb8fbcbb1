"""Rows of cells as they stand in a text or a sheet, before anyone has said which is the header."""

from __future__ import annotations

from dataclasses import dataclass

Cell = str | int | float | bool | None
"""Text as found; numbers and booleans where the format itself has them; None where it has none."""


@dataclass(frozen=True)
class Grid:
    """The rows of a text or a sheet, blank ones included.

    Attributes
    ----------
    rows
        The cells of each row; rows may differ in length, and a blank line is ``[]``.
    lines
        The line of the text, or the row of the sheet, counted from 1, where each row begins.
    line_count
        Lines of the text, or rows of the sheet, in all; a row of text may span several.
    """

    rows: list[list[Cell]]
    lines: list[int]
    line_count: int
