"""A line of names that is delimited in another way than the rows below it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace

from price_assets.ingest.delimiters import USUAL_DELIMITERS, delimiter_name
from price_assets.ingest.grid import Grid

from .cell_kinds import TEXTS, kind_of
from .row_shapes import said
from .structure import Role, Structure

_FEWEST = 3
"""Names that are no remark: a title of two words fits two columns by chance."""


def with_foreign_names(grid: Grid, structure: Structure) -> Structure:
    """Take the last line above the data for the names, if another delimiter cuts it to measure.

    Parameters
    ----------
    grid
        The rows.
    structure
        What they are; one with names is returned as it is.
    """
    above = [at for at, role in enumerate(structure.roles) if role is Role.PREAMBLE]
    if structure.header or not above or Role.DATA not in structure.roles:
        return structure
    last = above[-1]
    row = grid.rows[last]
    cells = said(row)
    if last > structure.roles.index(Role.DATA) or len(cells) != 1:
        return structure
    text = str(cells[0])
    for delimiter in USUAL_DELIMITERS:
        names = _cut(text, delimiter)
        if len(names) == structure.width and _are_names(names):
            roles = list(structure.roles)
            roles[last] = Role.HEADER
            between = delimiter_name(delimiter)
            note = f"the names have {between} between them, and the rows another delimiter"
            return replace(
                structure,
                roles=roles,
                header=[names],
                names=names,
                notes=[*structure.notes, note],
                doubts=[],
            )
    return structure


def _cut(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:  # such as a field of more than 128 kB
        return []


def _are_names(cells: Sequence[str]) -> bool:
    plain = {cell.strip().casefold() for cell in cells}
    return (
        len(cells) >= _FEWEST
        and len(plain) == len(cells)
        and all(kind_of(cell) in TEXTS for cell in cells)
    )
