r"""The lines of a text: they end in ``\n``, ``\r\n`` or ``\r`` and in nothing else."""

from __future__ import annotations

import re

_LINE_END = re.compile(r"(\r\n|\r|\n)")


def split_lines(text: str) -> tuple[list[str], list[str]]:
    r"""Split a text into its lines and the line end of each.

    Parameters
    ----------
    text
        The text; its last line may have no end. What `str.splitlines` takes for line ends
        besides (form feeds, ``\x85``, ``\u2028``) stands inside cells.

    Returns
    -------
    tuple[list[str], list[str]]
        The lines without their ends, and as many ends; the last may be empty.
    """
    if "\r" not in text:
        lines = text.split("\n")
        ends = ["\n"] * (len(lines) - 1) + [""]
    else:
        parts = _LINE_END.split(text)
        lines, ends = parts[::2], [*parts[1::2], ""]
    if not lines[-1]:
        lines.pop()
        ends.pop()
    return lines, ends
