"""A file's cells as text, for people who want to look at what is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .table import Surplus, Table

if TYPE_CHECKING:
    import pandas as pd


def cells_as_text(blocks: Sequence[Table]) -> pd.DataFrame:
    """Lay out all rows of a table, too long ones included, as text; see `read_table`.

    Parameters
    ----------
    blocks
        The blocks of one table; at least one.
    """
    import pandas as pd

    width = max(
        len(blocks[0].header),
        *(len(row.cells) for block in blocks for row in block.surplus),
        0,
    )
    frames = [_by_position(block, width) for block in blocks]
    text = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
    names, header_rows = _names(blocks[0])
    if header_rows == 0 and len(text):
        names = ["" if cell != cell else cell for cell in text.iloc[0].tolist()]
        text = text.iloc[1:].reset_index(drop=True)
    text.columns = pd.Index([*names, *[""] * (width - len(names))], dtype="str")
    text.attrs["header_rows"] = header_rows
    return text


def _names(table: Table) -> tuple[list[str], int | None]:
    """Return the names as found, by position, and how many rows the header has."""
    if table.header_rows is None:
        return [str(name) for name in table.header], None
    joined = [
        " ".join(part for part in parts if part.strip())
        for parts in zip(*table.header_rows, strict=True)
    ]
    return joined, len(table.header_rows)


def _by_position(table: Table, width: int) -> pd.DataFrame:
    """Lay out a block's rows with the positions of the fields as names."""
    import pandas as pd

    columns = {
        position: _to_text(table.cells[name])
        if name is not None
        else pd.Series([""] * len(table.cells), dtype="str")
        for position, name in enumerate(table.header)
    }
    text = pd.DataFrame(columns, index=pd.RangeIndex(len(table.cells)))
    text = text.reindex(columns=range(width))
    text.index = pd.Index(table.rows)
    if table.surplus:
        text = pd.concat([text, _surplus_frame(table.surplus, width)]).sort_index()
    return text.astype("str").reset_index(drop=True)


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


def _surplus_frame(surplus: Sequence[Surplus], width: int) -> pd.DataFrame:
    import pandas as pd

    rows = [[*row.cells, *[None] * (width - len(row.cells))] for row in surplus]
    return pd.DataFrame(
        rows, index=pd.Index([row.row for row in surplus]), columns=range(width), dtype="str"
    )
