"""The canonical table as arrays, and every one-step-ahead forecast that can be made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from price_assets.checkpoints import CleanPrices, PriceAssetsError, to_instants

from .arrays import Flags, Floats, Integers
from .next_timestamp import next_timestamp

if TYPE_CHECKING:
    import pandas as pd

# Squares and ratios of larger prices and smaller changes would leave the range of a double.
_LARGEST_PRICE = 1e60
_SMALLEST_CHANGE = 1e-60


@dataclass(frozen=True, eq=False)
class Panel:
    """All prices, symbol after symbol, each in the order of time.

    Attributes
    ----------
    symbols
        Names, in the table's order; length S.
    starts
        Row at which each symbol starts, and the number of rows at the end; shape (S + 1,).
    texts
        Timestamps as the table has them; length N.
    times
        The same as microseconds since 1970 UTC, local ones taken as UTC; shape (N,).
    prices
        In the units of the source; shape (N,).
    """

    symbols: list[str]
    starts: Integers
    texts: list[str]
    times: Integers
    prices: Floats

    @property
    def rows(self) -> int:
        """How many prices there are."""
        return len(self.prices)

    def span(self, number: int) -> slice:
        """Return the rows of a symbol, by its number."""
        return slice(int(self.starts[number]), int(self.starts[number + 1]))

    def ends(self) -> tuple[str, str]:
        """Return the texts of the first and the last timestamp of the whole panel."""
        return self.texts[int(self.times.argmin())], self.texts[int(self.times.argmax())]


@dataclass(frozen=True, eq=False)
class Steps:
    """Every target: each price of the panel, and after each symbol's last the next, unknown one.

    All arrays have shape (N + S,); a symbol's unknown step stands directly after its rows.

    Attributes
    ----------
    code
        Number of the symbol.
    place
        How many prices of the symbol stand before the target.
    time
        Time of the target, microseconds; that of an unknown step is inferred.
    price
        The target's price; NaN where it is unknown.
    last
        The price before the target, the naive forecast; NaN at the first price.
    change
        ``price - last``; NaN where one of them is, 0 where it is below 1e-60.
    row
        Row of the panel, -1 where the price is unknown.
    next_texts
        Timestamp of each symbol's unknown step, in the form of the symbol's own; length S.
    """

    code: Integers
    place: Integers
    time: Integers
    price: Floats
    last: Floats
    change: Floats
    row: Integers
    next_texts: list[str]

    @property
    def known(self) -> Flags:
        """Targets that came and have a price before them: those that can be measured."""
        return (self.row >= 0) & (self.place >= 1)

    @property
    def unknown(self) -> Integers:
        """Where the unknown steps stand, one for each symbol; shape (S,)."""
        return np.flatnonzero(self.row < 0)


def as_clean(prices: CleanPrices | pd.DataFrame) -> CleanPrices:
    """Take a document or a plain table of symbol, timestamp and price.

    Raises
    ------
    PriceAssetsError
        If there are no rows.
    InvalidDocumentError
        If a plain table breaks the rules of clean prices.
    """
    if not isinstance(prices, CleanPrices):
        prices = CleanPrices.from_frame(_in_order(prices))
    if prices.row_count == 0:
        raise PriceAssetsError(
            "there are no clean prices to forecast; expected at least one row: see the rejected "
            "rows in prices_clean.json, and put a file of prices into the landing zone"
        )
    return prices


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Sort a plain table; what else is wrong with it the document's rules say."""
    if not {"symbol", "timestamp", "price"} <= set(frame.columns) or not len(frame):
        return frame
    try:
        frame = frame.astype({"symbol": "str", "timestamp": "str", "price": "float64"})
        order = np.lexsort((to_microseconds(frame["timestamp"]), frame["symbol"].to_numpy(object)))
    except (TypeError, ValueError) as error:
        raise PriceAssetsError(f"the table cannot be read as clean prices: {error}") from error
    return frame.iloc[order]


def to_microseconds(timestamps: pd.Series) -> Integers:
    """Read canonical timestamps as microseconds since 1970 UTC, local ones taken as UTC."""
    instants = to_instants(timestamps).dt.tz_localize(None)
    return np.asarray(instants.to_numpy("datetime64[us]").astype(np.int64))


def to_panel(clean: CleanPrices) -> Panel:
    """Turn a clean table into arrays.

    Raises
    ------
    PriceAssetsError
        If a price is too large to compute with.
    """
    import pandas as pd

    frame = clean.frame
    codes, names = pd.factorize(frame["symbol"])
    starts = np.flatnonzero(np.diff(codes, prepend=-1, append=-1)).astype(np.int64)
    prices = frame["price"].to_numpy("float64")
    if (worst := int(np.abs(prices).argmax())) >= 0 and abs(prices[worst]) > _LARGEST_PRICE:
        raise PriceAssetsError(
            f"{names[codes[worst]]} has the price {prices[worst]}; expected prices between "
            f"-{_LARGEST_PRICE:g} and {_LARGEST_PRICE:g}: correct it in the source"
        )
    return Panel(
        symbols=[str(name) for name in names],
        starts=starts,
        texts=frame["timestamp"].tolist(),
        times=to_microseconds(frame["timestamp"]),
        prices=prices,
    )


def to_steps(panel: Panel) -> Steps:
    """List every target of a panel; see `Steps`."""
    sizes = np.diff(panel.starts)
    code = np.repeat(np.arange(len(sizes)), sizes + 1)
    place = np.arange(len(code)) - np.repeat(panel.starts[:-1] + np.arange(len(sizes)), sizes + 1)
    known = place < sizes[code]
    row = np.full(len(code), -1, dtype=np.int64)
    row[known] = np.arange(panel.rows)
    next_texts, next_times = _next_steps(panel)
    time = np.empty(len(code), dtype=np.int64)
    time[known], time[~known] = panel.times, next_times
    price = np.full(len(code), np.nan)
    price[known] = panel.prices
    last = np.full(len(code), np.nan)
    # Before a symbol's first price stands the unknown one of the symbol before it: NaN as well.
    last[1:] = price[:-1]
    change = price - last
    change[np.abs(change) < _SMALLEST_CHANGE] = 0.0
    return Steps(code, place, time, price, last, change, row, next_texts)


def _next_steps(panel: Panel) -> tuple[list[str], Integers]:
    steps = [
        next_timestamp(panel.texts[panel.span(number)][-1], panel.times[panel.span(number)])
        for number in range(len(panel.symbols))
    ]
    return [text for text, _ in steps], np.array([time for _, time in steps], dtype=np.int64)
