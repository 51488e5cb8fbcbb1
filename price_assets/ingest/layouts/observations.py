"""A file's cells to observations: one row each, under the names of the raw table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from price_assets.checkpoints import Rejection
from price_assets.checkpoints.columns import RAW_COLUMNS
from price_assets.ingest.table import Surplus, Table

from .layout import Layout
from .observation_times import join_times, whole_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd

_RAW_NAMES = tuple(column.name for column in RAW_COLUMNS)
_PIECE_ROWS = 1 << 16
TOO_MANY_FIELDS = "too many fields"
TOO_FEW_FIELDS = "too few fields"
INFINITE_PRICE = "infinite price"
SEPARATOR = " / "
"""Between the parts of a symbol that several columns make together."""


@dataclass(frozen=True)
class Observations:
    """The observations of one table, or of one block of a large one.

    Attributes
    ----------
    frame
        Columns of `RAW_COLUMNS` and then the extras.
    rejected
        Observations that cannot stand in the table.
    extras
        The extras' names in `frame`, by their names in the file.
    notes
        What a careful reader should know.
    """

    frame: pd.DataFrame
    rejected: list[Rejection]
    extras: dict[str, str]
    notes: list[str]


def to_observations(table: Table, layout: Layout, name: str) -> Observations:
    """Set out each observation of a table as a row; in a wide one each price cell is one.

    Parameters
    ----------
    table
        The table, or one block of it.
    layout
        Which column is what.
    name
        The file's name, which goes to ``source``.

    Returns
    -------
    Observations
        In the order of the file; the cells of a wide or transposed row from left to right.
    """
    import numpy as np
    import pandas as pd

    cells, width = table.cells, len(layout.prices)
    count = len(cells) * width
    repeat = np.repeat(np.arange(len(cells)), width) if width > 1 else np.arange(len(cells))
    extras = _extra_names(cells, layout)
    columns = {
        "source": _constant(name, count),
        "row": pd.Series(table.rows if width == 1 else table.rows[repeat], dtype="int64"),
        "column": _tiled(layout.prices, len(cells)),
        "timestamp": _timestamps(cells, layout, repeat),
        "symbol": _symbols(cells, layout, repeat),
        "price": _side_by_side(cells, layout.prices),
    }
    notes = []
    for found, kept in extras.items():
        column, infinite = _finite(cells[found])
        columns[kept] = _repeated(column, repeat, width)
        if infinite:
            notes.append(f"{infinite} infinite numbers in column '{found}' are left out")
    frame, infinite_prices = _without_infinite(pd.DataFrame(columns, copy=False))
    rejected = [*_misfits(table, layout, name), *infinite_prices]
    return Observations(frame, rejected, extras, notes)


def _extra_names(cells: pd.DataFrame, layout: Layout) -> dict[str, str]:
    used = {*layout.timestamp, *layout.prices, *layout.symbol_columns}
    others = [str(column) for column in cells.columns if column not in used]
    names: dict[str, str] = {}
    taken = {*_RAW_NAMES, *(column for column in others if column not in _RAW_NAMES)}
    for column in others:
        kept = column
        if column in _RAW_NAMES:
            while kept in taken:
                kept = f"x_{kept}"
            taken.add(kept)
        names[column] = kept
    return names


def _constant(text: str, count: int) -> pd.Series:
    """Repeat a text; all of the column is views of one piece, which costs nothing."""
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    piece = _piece(text)
    whole, rest = divmod(count, len(piece))
    views = pa.chunked_array([*[piece] * whole, piece.slice(0, rest)], piece.type)
    dtype: Any = pd.StringDtype(na_value=np.nan)
    return pd.Series(dtype.__from_arrow__(views), copy=False)


@lru_cache(maxsize=8)
def _piece(text: str) -> Any:
    import pyarrow as pa

    return pa.repeat(pa.scalar(text, pa.large_string()), _PIECE_ROWS)


def _tiled(texts: list[str], times: int) -> pd.Series:
    import numpy as np
    import pandas as pd

    if len(texts) == 1:
        return _constant(texts[0], times)
    order = np.tile(np.arange(len(texts)), times)
    return pd.Series(texts, dtype="str").take(order).reset_index(drop=True)


def _repeated(column: pd.Series, repeat: np.ndarray, width: int) -> pd.Series:
    return column if width == 1 else column.take(repeat).reset_index(drop=True)


def _timestamps(cells: pd.DataFrame, layout: Layout, repeat: np.ndarray) -> pd.Series:
    width = len(layout.prices)
    if layout.price_times and not layout.timestamp:
        return _tiled(layout.price_times, len(cells))
    if layout.has_own_times:
        return _side_by_side(cells, layout.timestamp)
    found = join_times(cells, layout.timestamp, layout.parts, layout.date)
    if layout.price_times:
        rows = _repeated(whole_text(found), repeat, width)
        return rows + layout.time_joint + _tiled(layout.price_times, len(cells))
    if (infinite := _is_infinite(found)) is not None:
        # As text it is an unreadable time, which has its place in the documents.
        found = found.astype(object).mask(infinite, "inf")
    return _repeated(found, repeat, width)


def _symbols(cells: pd.DataFrame, layout: Layout, repeat: np.ndarray) -> pd.Series:
    width = len(layout.prices)
    if not layout.symbol_columns:
        if layout.symbol is not None:
            return _constant(layout.symbol, len(repeat))
        return _tiled(layout.price_symbols, len(cells))
    parts = [whole_text(cells[column]) for column in layout.symbol_columns]
    symbols = _repeated(_joined(parts), repeat, width)
    if layout.price_symbols:
        return _joined([symbols, _tiled(layout.price_symbols, len(cells))])
    return symbols


def _joined(parts: Sequence[pd.Series]) -> pd.Series:
    """Join the parts of symbols; one that is null or blank is left out, null where all are."""
    joined = parts[0]
    if len(parts) > 1:
        joined = joined.str.strip()
    for part in parts[1:]:
        stripped = part.str.strip()
        there = stripped.notna() & (stripped != "")
        before = joined.notna() & (joined != "")
        both = joined + SEPARATOR + stripped
        joined = joined.where(~there, both.where(before, stripped))
    return joined


def _side_by_side(cells: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Put the cells of several columns one below the other, row by row."""
    import numpy as np

    from price_assets.ingest.stacking import stack

    if len(columns) == 1:
        return cells[columns[0]]
    below = stack([cells[column] for column in columns], [len(cells)] * len(columns))
    order = np.arange(len(below)).reshape(len(columns), len(cells)).T.ravel()
    return below.take(order).reset_index(drop=True)


def _finite(column: pd.Series) -> tuple[pd.Series, int]:
    infinite = _is_infinite(column)
    return (column, 0) if infinite is None else (column.mask(infinite), int(infinite.sum()))


def _is_infinite(column: pd.Series) -> pd.Series | None:
    """Tell which numbers are infinite; None where none is."""
    import numpy as np
    import pandas as pd

    if column.dtype.kind == "f":
        found = pd.Series(np.isinf(column.to_numpy()), index=column.index)
    elif column.dtype == object:
        found = column.map(lambda cell: isinstance(cell, float) and abs(cell) == float("inf"))
        found = found.astype(bool)
    else:
        return None
    return found if found.any() else None


def _without_infinite(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Rejection]]:
    """Set apart prices that are infinite, which JSON cannot hold."""
    infinite = _is_infinite(frame["price"])
    if infinite is None:
        return frame, []
    rejected = _rejections(frame[infinite], INFINITE_PRICE)
    return frame[~infinite].reset_index(drop=True), rejected


def _rejections(frame: pd.DataFrame, reason: str) -> list[Rejection]:
    columns = [frame[name].tolist() for name in _RAW_NAMES]
    return [
        Rejection(
            source=source,
            row=row,
            column=column,
            reason=reason,
            symbol=_text_or_none(symbol),
            timestamp=_text_or_none(timestamp),
            price=_text_or_none(price),
        )
        for source, row, column, timestamp, symbol, price in zip(*columns, strict=True)
    ]


def _text_or_none(value: object) -> str | None:
    """Return a cell as text; None where it is null."""
    return None if value is None or value != value else str(value)


def _misfits(table: Table, layout: Layout, name: str) -> list[Rejection]:
    """Refuse each observation of the rows whose fields do not fit the header."""
    width = len(table.header)
    long = [row for row in table.surplus if len(row.cells) > width]
    short = [row for row in table.surplus if len(row.cells) <= width]
    return [
        rejection
        for rows, reason in ((long, TOO_MANY_FIELDS), (short, TOO_FEW_FIELDS))
        if rows
        for rejection in _rejections(
            to_observations(_as_table(rows, table), layout, name).frame, reason
        )
    ]


def _as_table(surplus: Sequence[Surplus], table: Table) -> Table:
    """Lay out rows that do not fit, without the fields that have no name."""
    import numpy as np
    import pandas as pd

    rows = [
        {column: cell for column, cell in zip(table.header, row.cells, strict=False) if column}
        for row in surplus
    ]
    return Table(
        cells=pd.DataFrame(rows, columns=table.cells.columns, dtype="str"),
        rows=np.array([row.row for row in surplus], "int64"),
        format=table.format,
    )
