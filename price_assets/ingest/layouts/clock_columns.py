"""Which columns hold a time of day, however it is written."""

from __future__ import annotations

from .evidence import Evidence


def has_clock(evidence: Evidence, column: str) -> bool:
    """Tell whether cells have a time of day, after a date or alone."""
    cells = evidence.cells[column].dropna().head(20).astype(str)
    return bool(len(cells)) and bool(cells.str.contains(r"\d:\d\d|\d\d\s\d{4,6}").mean() > 0.5)


def is_clock_of_digits(evidence: Evidence, column: str) -> bool:
    """Tell whether cells are ``0930`` or ``093000``: minutes and seconds never reach sixty."""
    facts = evidence.facts(column)
    if not facts.filled or facts.numbers < facts.filled or facts.fractions:
        return False
    cells = evidence.cells[column].dropna().head(2000).astype(str).str.strip()
    return bool(
        cells.str.fullmatch(r"([01]?\d|2[0-4])?[0-5]?\d([0-5]\d)?(\.0)?").all()
        and (cells.str.len() >= 3).any()
    )


def is_span_of_hours(evidence: Evidence, column: str) -> bool:
    """Tell whether cells are ``00 - 01`` or ``00:00-01:00``, of which the first is the time."""
    cells = evidence.cells[column].dropna().head(100).astype(str).str.strip()
    return bool(len(cells)) and bool(
        cells.str.fullmatch(r"\d{1,2}(:\d\d)?\s*[-\u2013]\s*\d{1,2}(:\d\d)?").all()
    )


def is_hours(evidence: Evidence, column: str) -> bool:
    """Tell whether cells are the hours of a day, of which the longest has 25."""
    import pandas as pd

    facts = evidence.facts(column)
    if not facts.filled or facts.numbers < facts.filled:
        return False
    hours = pd.to_numeric(evidence.cells[column], errors="coerce").dropna()
    return bool(len(hours)) and bool(hours.between(0, 25).all() and (hours % 1 == 0).all())
