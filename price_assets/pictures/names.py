"""Names of symbols and files on an axis."""

from __future__ import annotations

import unicodedata

_LONGEST = 18


def short(name: str, longest: int = _LONGEST) -> str:
    """Cut a name to what an axis has room for, and leave out what is not printed."""
    printed = "".join(
        " " if unicodedata.category(letter).startswith(("C", "Z")) else letter for letter in name
    )
    return printed if len(printed) <= longest else printed[: longest - 1] + "…"
