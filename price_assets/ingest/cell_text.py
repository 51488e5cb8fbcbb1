"""A file's cells as text, for people who want to look at what is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .table import Surplus, Table

if TYPE_CHECKING:
    import pandas as pd


def cells_as_text(table: Table) -> pd.DataFrame:
    """Lay out all rows of a file, too long ones included, as text; see `read_table`."""
    import pandas as pd

    text = pd.DataFrame({name: _to_text(table.cells[name]) for name in table.cells.columns})
    text.index = pd.Index(table.rows)
    if table.surplus:
        text = pd.concat([text, _surplus_frame(table.header, table.surplus)]).sort_index()
    return text.reset_index(drop=True)


def _to_text(column: pd.Series) -> pd.Series:
    import orjson
    import pandas as pd

    if isinstance(column.dtype, pd.StringDtype):
        return column
    return (
        column.astype(object)
        .map(lambda cell: cell if isinstance(cell, str) else orjson.dumps(cell).decode(), "ignore")
        .astype("str")
    )


def _surplus_frame(header: Sequence[str | None], surplus: Sequence[Surplus]) -> pd.DataFrame:
    """Lay out the rows that are too long, with names for the fields that have none."""
    import pandas as pd

    width = max(len(row.cells) for row in surplus)
    names = [*header, *(f"column_{position}" for position in range(len(header) + 1, width + 1))]
    rows = [
        {name: cell for name, cell in zip(names, row.cells, strict=False) if name is not None}
        for row in surplus
    ]
    return pd.DataFrame(rows, index=pd.Index([row.row for row in surplus]), dtype="str")
