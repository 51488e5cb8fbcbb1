"""How far a cell looks like data: a number, a date, a code, a word; or like two cells in one."""

# ruff: noqa: RUF001 - letters and signs of many scripts are the subject.
from __future__ import annotations

import re
from collections.abc import Sequence

_NEARLY_ALL = 0.8
_LONGEST = 200
"""Longer cells are running text (characters)."""

_NUMBER = re.compile(
    r"[-+(]?\s?(?:[A-Z]{3}\s?|[$€£¥₹]\s?)?[-+]?(?:\d+|\d{1,3}(?:[.,' \u00a0\u202f’]\d{2,3})+)?"
    r"(?:[.,]\d+)?(?:[eE][-+]?\d+)?\)?\s?(?:%|[$€£¥₹]|[A-Za-z]{1,3})?"
)
_DATE = re.compile(
    r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?"
    r"(?:\s?(?:[AP]M|Z|[-+]\d{2}:?\d{2}|[A-Z]{3,4}))?"
    r"|\d{8}|\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[AP]M)?|\d{4}[-/]\d{1,2}"
    r"|(?:[^\W\d_]{3,9}\.?[ -])?\d{1,2}[ ,.-]+(?:[^\W\d_]{3,9}\.?[ ,-]+)?\d{2,4}",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_][\w.&/+#%()'’-]*")
_EMPTY = {"", "-", "--", "n/a", "na", "nan", "null", "none", ".", "..", "...", "#n/a", "?"}
_LEFTOVER = re.compile(r"[;\t|~^\x1e\x1f\x01]|[^\s,],[^\s,]")
_LINK = re.compile(r"(?:https?|ftp)://\S+|[\w.+-]+@[\w-]+\.[\w.]+")


def is_number(cell: str) -> bool:
    """Tell whether a cell looks like an amount, with a sign, a currency or a unit perhaps."""
    bare = cell.strip()
    return _NUMBER.fullmatch(bare) is not None and any(map(str.isdigit, bare))


def is_date(cell: str) -> bool:
    """Tell whether a cell looks like a date, a time, or both."""
    return _DATE.fullmatch(cell.strip()) is not None


def is_data(column: Sequence[str]) -> bool:
    """Tell whether nearly all cells of a column that are not empty are numbers or dates."""
    filled = [cell for cell in column if cell.strip()]
    found = sum(is_number(cell) or is_date(cell) for cell in filled)
    return found > 0 and found >= _NEARLY_ALL * len(filled)


def shape_score(cell: str) -> float:
    """Score a cell between 0 and 1: how sure it is that it is one cell and a whole one."""
    bare = cell.strip()
    if bare.lower() in _EMPTY:
        return 0.9
    if len(bare) > _LONGEST:
        return 0.6
    if is_number(bare) or is_date(bare) or _LINK.fullmatch(bare):
        return 1.0
    if _WORD.fullmatch(bare):
        return 0.9
    if _LEFTOVER.search(bare) or bare.endswith((":", ",", ";", "=", '"')):
        return 0.1
    return 0.6
