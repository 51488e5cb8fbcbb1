"""Names in a sentence."""

from __future__ import annotations

_NAMED = 5


def some_of(names: list[str]) -> str:
    """List a few names, and count the rest."""
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")
