"""A file's cells to observations: one row each, under the names of the raw table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from price_assets.checkpoints import Rejection
from price_assets.checkpoints.columns import RAW_COLUMNS

from .layout import Layout
from .table import Surplus, Table

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_RAW_NAMES = tuple(column.name for column in RAW_COLUMNS)
TOO_MANY_FIELDS = "too many fields"
INFINITE_PRICE = "infinite price"


@dataclass(frozen=True)
class Observations:
    """The observations of one file.

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
    """Set out each observation of a file as a row; in a wide file each price cell is one.

    Parameters
    ----------
    table
        The file's cells.
    layout
        Which column is what.
    name
        The file's name, which goes to ``source``.

    Returns
    -------
    Observations
        In the order of the file; a wide row's cells from left to right.
    """
    import numpy as np
    import pandas as pd

    cells, width = table.cells, len(layout.prices)
    count = len(cells) * width
    repeat = np.repeat(np.arange(len(cells)), width)
    extras = _extra_names(cells, layout)
    columns = {
        "source": _constant(name, count),
        "row": pd.Series(table.rows[repeat], dtype="int64"),
        "column": _tiled(layout.prices, len(cells)),
        "timestamp": _repeated(_timestamps(cells, layout.timestamp), repeat, width),
        "symbol": _symbols(cells, layout, repeat),
        "price": _prices(cells, layout.prices),
    }
    notes = []
    for found, kept in extras.items():
        column, infinite = _finite(cells[found])
        columns[kept] = _repeated(column, repeat, width)
        if infinite:
            notes.append(f"{infinite} infinite numbers in column '{found}' are left out")
    if table.surplus:
        notes.append(
            f"{len(table.surplus)} of {table.row_count} rows have more fields than the header has "
            "names"
        )
    frame = pd.DataFrame(columns)
    rejected = [item for row in table.surplus for item in _too_wide(row, table, layout, name)]
    frame, infinite_prices = _without_infinite(frame)
    return Observations(frame, [*rejected, *infinite_prices], extras, notes)


def _extra_names(cells: pd.DataFrame, layout: Layout) -> dict[str, str]:
    used = {*layout.timestamp, *layout.prices, layout.symbol_column}
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
    import numpy as np
    import pandas as pd

    return pd.Series([text], dtype="str").take(np.zeros(count, "int64")).reset_index(drop=True)


def _tiled(texts: list[str], times: int) -> pd.Series:
    import numpy as np
    import pandas as pd

    order = np.tile(np.arange(len(texts)), times)
    return pd.Series(texts, dtype="str").take(order).reset_index(drop=True)


def _repeated(column: pd.Series, repeat: np.ndarray, width: int) -> pd.Series:
    return column if width == 1 else column.take(repeat).reset_index(drop=True)


def _timestamps(cells: pd.DataFrame, columns: list[str]) -> pd.Series:
    if len(columns) == 1:
        found = cells[columns[0]]
        infinite = _is_infinite(found).astype(bool)
        # As text it is an unreadable time, which has its place in the documents.
        return found.astype(object).mask(infinite, "inf") if infinite.any() else found
    date, clock = (cells[column].astype("str") for column in columns)
    return date.str.strip() + " " + clock.str.strip()


def _symbols(cells: pd.DataFrame, layout: Layout, repeat: np.ndarray) -> pd.Series:
    if layout.symbol_column is not None:
        return _as_text(cells[layout.symbol_column])
    if layout.symbol is not None:
        return _constant(layout.symbol, len(repeat))
    return _tiled(layout.prices, len(cells))


def _as_text(column: pd.Series) -> pd.Series:
    """Write symbols that the format has as numbers (``600519``) as text."""
    import pandas as pd

    if isinstance(column.dtype, pd.StringDtype):
        return column
    return column.astype(object).map(str, na_action="ignore").astype("str")


def _prices(cells: pd.DataFrame, columns: list[str]) -> pd.Series:
    import numpy as np

    from .stacking import stack

    if len(columns) == 1:
        return cells[columns[0]]
    below = stack([cells[column] for column in columns], [len(cells)] * len(columns))
    order = np.arange(len(below)).reshape(len(columns), len(cells)).T.ravel()
    return below.take(order).reset_index(drop=True)


def _finite(column: pd.Series) -> tuple[pd.Series, int]:
    infinite = _is_infinite(column)
    count = int(infinite.sum())
    return (column.mask(infinite), count) if count else (column, 0)


def _is_infinite(column: pd.Series) -> pd.Series:
    import numpy as np
    import pandas as pd

    if column.dtype.kind == "f":
        return pd.Series(np.isinf(column.to_numpy()), index=column.index)
    if column.dtype == object:
        return column.map(lambda cell: isinstance(cell, float) and abs(cell) == float("inf"))
    return pd.Series(np.zeros(len(column), bool), index=column.index)


def _without_infinite(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Rejection]]:
    """Set apart prices that are infinite, which JSON cannot hold."""
    infinite = _is_infinite(frame["price"]).astype(bool)
    if not infinite.any():
        return frame, []
    columns = [frame.loc[infinite, name].tolist() for name in _RAW_NAMES]
    rejected = [
        Rejection(
            source=source,
            row=row,
            column=column,
            reason=INFINITE_PRICE,
            symbol=_text_or_none(symbol),
            timestamp=_text_or_none(timestamp),
            price=str(price),
        )
        for source, row, column, timestamp, symbol, price in zip(*columns, strict=True)
    ]
    return frame[~infinite].reset_index(drop=True), rejected


def _text_or_none(value: object) -> str | None:
    """Return a cell as text; None where it is null."""
    return None if value is None or value != value else str(value)


def _too_wide(surplus: Surplus, table: Table, layout: Layout, name: str) -> list[Rejection]:
    """Refuse each observation of a row whose fields do not fit the header."""
    by_column = {
        column: cell
        for column, cell in zip(table.header, surplus.cells, strict=False)
        if column is not None
    }
    timestamp = " ".join(by_column[column].strip() for column in layout.timestamp)
    return [
        Rejection(
            source=name,
            row=surplus.row,
            column=price,
            reason=TOO_MANY_FIELDS,
            symbol=by_column[layout.symbol_column]
            if layout.symbol_column is not None
            else layout.symbol or price,
            timestamp=timestamp,
            price=by_column[price],
        )
        for price in layout.prices
    ]
