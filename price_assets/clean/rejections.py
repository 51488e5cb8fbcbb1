"""The list of what was refused, with reasons that can be counted."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from price_assets.checkpoints import Rejection, Source

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


class Reason(IntEnum):
    """Why an observation is refused; where several hold, the first of these is given."""

    NONE = 0
    MISSING_SYMBOL = 1
    MISSING_TIMESTAMP = 2
    UNREADABLE_TIMESTAMP = 3
    INFINITE_PRICE = 4
    UNREADABLE_PRICE = 5
    DUPLICATE = 6
    SUPERSEDED = 7

    @property
    def text(self) -> str:
        """How it stands in the document."""
        return self.name.lower().replace("_", " ")


def to_rejections(
    rows: pd.DataFrame,
    reasons: np.ndarray[Any, Any],
    timestamps: np.ndarray[Any, Any],
    prices: np.ndarray[Any, Any],
) -> list[Rejection]:
    """List the rows that have a reason.

    Parameters
    ----------
    rows
        The raw table's rows.
    reasons
        dtype ``int8``: a `Reason` for each row.
    timestamps
        dtype ``object``: canonical times; None where unreadable, and then given as found.
    prices
        dtype ``float64``: prices; NaN where unreadable, and then given as found.

    Returns
    -------
    list[Rejection]
        In the order of the rows.
    """
    import numpy as np

    places = np.flatnonzero(reasons)
    some = rows.iloc[places]
    names = ("source", "row", "column", "symbol", "timestamp", "price")
    source, row, column, symbol, found_time, found_price = (_cells(some[name]) for name in names)
    texts = {int(reason): reason.text for reason in Reason}
    return [
        Rejection(
            source=source[i],
            row=row[i],
            column=column[i],
            reason=texts[reason],
            symbol=symbol[i],
            timestamp=_plain(found_time[i]) if time is None else time,
            price=_plain(found_price[i]) if price != price else price,
        )
        for i, (reason, time, price) in enumerate(
            zip(reasons[places].tolist(), timestamps[places], prices[places].tolist(), strict=True)
        )
    ]


def in_order(rejected: Iterable[Rejection], sources: Iterable[Source]) -> list[Rejection]:
    """Sort rejections by file, in the order of the files, and row."""
    order = {source.source: position for position, source in enumerate(sources)}
    return sorted(rejected, key=lambda item: (order.get(item.source, len(order)), item.row))


def _cells(column: pd.Series) -> list[Any]:
    return column.astype(object).where(column.notna(), None).tolist()


def _plain(cell: Any) -> Any:
    """Return a cell as found: text, a number that JSON has, or None."""
    if isinstance(cell, bool) or (isinstance(cell, float) and abs(cell) == float("inf")):
        return str(cell)
    return cell
