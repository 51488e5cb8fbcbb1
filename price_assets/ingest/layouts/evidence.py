"""What the cells of a table's columns look like, looked at once for all who decide by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .column_roles import AMOUNTS_TOO, TIMESTAMP_NAMES, plain_name
from .facts import Facts, look_at

if TYPE_CHECKING:
    import pandas as pd

    from price_assets.ingest.table import Table

_LOOKED_AT = 400  # cells of a column
_LOOKED_AT_OF_MANY = 100  # and of each where there are hundreds
_MANY_COLUMNS = 100


class Evidence:
    """The columns of a table, their names and their facts.

    Attributes
    ----------
    table
        The table; of a file in blocks the first.
    columns
        Names of its columns, in their order.
    places
        The place of each among them.
    fields
        The place of each in the rows of the header.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.columns = [str(column) for column in table.cells.columns]
        self.places = {column: place for place, column in enumerate(self.columns)}
        self.fields = {c: place for place, c in enumerate(table.header) if c is not None}
        self._facts: dict[str, Facts] = {}
        self._aliases = _aliases(table, self.columns)

    @property
    def cells(self) -> pd.DataFrame:
        """The table's cells."""
        return self.table.cells

    def facts(self, column: str) -> Facts:
        """Return what a column's cells look like."""
        if column not in self._facts:
            looked_at = _LOOKED_AT if len(self.columns) <= _MANY_COLUMNS else _LOOKED_AT_OF_MANY
            self._facts[column] = look_at(self.cells[column], looked_at)
        return self._facts[column]

    def names(self, column: str) -> list[str]:
        """Return what a column is called: by its whole name, and by each row of the header."""
        return self._aliases[column]

    def price_names(self, column: str) -> list[str]:
        """Return what a column is called, whole and by the rows of the header with names.

        Rows of units or of frequencies, such as ``Index`` or ``Daily``, are not among them: a row
        of names calls some column a time.
        """
        rows = self.table.header_rows or []
        if len(rows) < 2 or column not in self.fields:
            return [column]
        place = self.fields[column]
        named = [row for row in rows if any(plain_name(cell) in TIMESTAMP_NAMES for cell in row)]
        return [column, *(row[place].strip() for row in named if place < len(row) and row[place])]

    def may_be_symbols(self, column: str) -> bool:
        """Tell whether a column with a symbol's usual name can hold symbols, and not prices."""
        facts = self.facts(column)
        if facts.is_dates or facts.booleans * 2 > facts.filled:
            return False
        if facts.filled == 0 or not facts.is_numeric:
            return True
        if facts.fractions * 2 > facts.filled:
            return False
        return plain_name(column) not in AMOUNTS_TOO or facts.distinct * 2 <= facts.filled


def _aliases(table: Table, columns: list[str]) -> dict[str, list[str]]:
    found = {column: [column] for column in columns}
    rows = table.header_rows or []
    if len(rows) > 1:
        for position, column in enumerate(table.header):
            if column in found:
                found[column] += [
                    row[position].strip()
                    for row in rows
                    if position < len(row) and row[position].strip()
                ]
    return found
