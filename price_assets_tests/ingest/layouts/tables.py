"""Small tables as the readers give them, from text."""

from __future__ import annotations

import csv
import io

import pandas as pd

from price_assets.ingest.layouts.layout import Layout, decide_layout
from price_assets.ingest.layouts.observations import to_observations
from price_assets.ingest.settings import TableSettings
from price_assets.ingest.table import Table, numbered, unique_names


def a_table(text: str, header_rows: int = 1, delimiter: str = ",", **attributes: object) -> Table:
    """Lay out a text of which the first rows are the header."""
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if row]
    header, body = rows[:header_rows], rows[header_rows:]
    width = max(map(len, rows))
    header = [[*row, *[""] * (width - len(row))] for row in header]
    joined = [" ".join(cell for cell in cells if cell) for cells in zip(*header, strict=True)]
    names, _ = unique_names(joined or [""] * width)
    cells = {
        name: pd.Series([row[place] if place < len(row) else None for row in body], dtype="str")
        for place, name in enumerate(names)
    }
    return Table(
        cells=pd.DataFrame(cells),
        rows=numbered(len(body)),
        format="delimited",
        header=list(names),
        header_rows=header,
        **attributes,
    )


def laid_out(table: Table, name: str = "x.csv", **settings: str) -> Layout:
    """Decide on a table's layout."""
    return decide_layout(table, name, TableSettings(**settings))


def observed(table: Table, name: str = "x.csv", **settings: str) -> list[tuple[str, str, str]]:
    """Return the time, symbol and price of each observation."""
    found = to_observations(table, laid_out(table, name, **settings), name)
    assert found.rejected == []
    return list(
        zip(*(found.frame[c].tolist() for c in ("timestamp", "symbol", "price")), strict=True)
    )
