"""The rows ahead: observations whose price has not come yet, and of which something is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from price_assets.checkpoints import Source

from .duplicates import resolve
from .values import Values

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_A_ROW_EACH = frozenset({"long", "single"})


def rows_ahead(
    values: Values,
    codes: np.ndarray[Any, Any],
    kept: np.ndarray[Any, Any],
    names: pd.Series,
    sources: Sequence[Source],
) -> np.ndarray[Any, Any]:
    """Find the rows ahead, one for each symbol and time.

    Parameters
    ----------
    values
        What the rows of the raw table say.
    codes
        The symbol of each row, as a number that sorts as the symbols do; -1 for none.
    kept
        Positions of the rows whose prices stay, sorted by symbol and instant.
    names
        The source of each row.
    sources
        How the files were read. In wide and transposed ones the other columns belong to a row of
        many prices, or to a symbol, and say nothing of one price: their rows are not ahead.

    Returns
    -------
    numpy.ndarray
        Positions of rows whose price the source marks as missing, after their symbol's last price,
        with a number in some other column; of several with one key the last. Sorted by symbol and
        instant.
    """
    import numpy as np

    latest = np.full(codes.max(initial=-1) + 1, np.datetime64("NaT"), "datetime64[us]")
    ends = np.diff(codes[kept], append=-1) != 0
    latest[codes[kept[ends]]] = values.instants[kept[ends]]
    places = np.flatnonzero(values.missing & (codes >= 0))
    # Nothing is after NaT: neither a time that cannot be read, nor one of a symbol without prices.
    places = places[values.instants[places] > latest[codes[places]]]
    known = np.zeros(len(places), bool)
    for numbers in values.extras.values():
        known |= ~np.isnan(numbers[places])
    places = places[known]
    others = [item.source for item in sources if item.layout not in _A_ROW_EACH]
    places = places[~names.iloc[places].isin(others).to_numpy(bool)]
    found = resolve(codes[places], values.instants[places], values.prices[places])
    result: np.ndarray[Any, Any] = places[found.kept]
    return result
