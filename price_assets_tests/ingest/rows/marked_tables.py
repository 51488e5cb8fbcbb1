"""Tables as people and offices publish them, with the role of each row; the figures are made up.

In ``marked_tables.txt`` each line begins with the role of its row: P for a title, H for a row of
the header, D for data, F for a footer, C for a comment and B for a blank row.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from price_assets.ingest.grid import Grid
from price_assets.ingest.rows.structure import Role

ROLES = {
    "P": Role.PREAMBLE,
    "H": Role.HEADER,
    "D": Role.DATA,
    "F": Role.FOOTER,
    "C": Role.COMMENT,
    "B": Role.BLANK,
}
_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}


def grid_of(lines: list[str], delimiter: str = ",") -> Grid:
    """Cut lines into cells; ``two blanks`` cuts where two or more of them stand."""
    sign = _DELIMITERS.get(delimiter, delimiter)
    rows = [
        re.split(r"\s{2,}", line.strip())
        if delimiter == "two blanks" and line.strip()
        # Nothing else in these lines needs a reader that knows more than quotes.
        else next(csv.reader([line], delimiter=sign if len(sign) == 1 else ","), [])
        for line in lines
    ]
    return Grid([list(row) for row in rows], list(range(1, len(rows) + 1)), len(rows))


def marked(text: str, delimiter: str = ",") -> tuple[Grid, list[Role]]:
    """Read lines that begin with the role of their row."""
    pairs = [line.split("|", 1) for line in text.strip("\n").splitlines()]
    return grid_of([line for _, line in pairs], delimiter), [ROLES[role] for role, _ in pairs]


def marked_tables() -> dict[str, tuple[Grid, list[Role]]]:
    """Read all of them, by name."""
    text = Path(__file__).with_name("marked_tables.txt").read_text(encoding="utf-8")
    found = {}
    for part in text.split("=== ")[1:]:
        title, _, lines = part.partition("\n")
        match = re.fullmatch(r"(.*) \((.*)\)", title)
        assert match is not None, title
        found[match[1]] = marked(lines, match[2])
    return found
