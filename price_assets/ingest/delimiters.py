"""The delimiters that people use, and how they are called in notes."""

from __future__ import annotations

USUAL_DELIMITERS = (",", ";", "\t", "|", " ")
_NAMES = {" ": "a blank", "\t": "a tab"}


def delimiter_name(delimiter: str) -> str:
    """Write a delimiter for people."""
    return _NAMES.get(delimiter, f"'{delimiter}'")
