"""The canonical table as arrays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from price_assets.checkpoints import CleanPrices, PriceAssetsError, to_instants

from .arrays import Floats, Integers

if TYPE_CHECKING:
    import pandas as pd

# Squares and ratios of larger prices would leave the range of a double.
_LARGEST_PRICE = 1e60


@dataclass(frozen=True, eq=False)
class Ahead:
    """Rows whose price is still to come, later than their symbol's last price.

    Attributes
    ----------
    starts
        Row at which each symbol starts, and the number of rows at the end; shape (S + 1,).
    texts
        Timestamps as the table has them; length A.
    times
        The same as microseconds since 1970; shape (A,).
    columns
        The numeric columns by name, NaN where absent; shape (A,).
    """

    starts: Integers
    texts: list[str]
    times: Integers
    columns: dict[str, Floats]

    def rows_of(self, number: int) -> Integers:
        """Return the rows of a symbol, by its number, in the order of time."""
        return np.arange(self.starts[number], self.starts[number + 1])


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
    columns
        The other numeric columns by name, NaN where absent; shape (N,).
    ahead
        The rows ahead.
    """

    symbols: list[str]
    starts: Integers
    texts: list[str]
    times: Integers
    prices: Floats
    columns: dict[str, Floats]
    ahead: Ahead

    @property
    def rows(self) -> int:
        """How many prices there are."""
        return len(self.prices)

    def span(self, number: int) -> slice:
        """Return the rows of a symbol, by its number."""
        return slice(int(self.starts[number]), int(self.starts[number + 1]))

    def newest(self, after: int, before: int) -> Panel:
        """Take each symbol's rows later than a time, and so many rows before those.

        Parameters
        ----------
        after
            Microseconds since 1970.
        before
            Count; at least one row of each symbol is taken.
        """
        kept, sizes = [], []
        for number in range(len(self.symbols)):
            span = self.span(number)
            later = int(np.searchsorted(self.times[span], after, side="right"))
            start = span.start + max(0, min(later, span.stop - span.start - 1) - before)
            kept.append(np.arange(start, span.stop))
            sizes.append(span.stop - start)
        rows = np.concatenate(kept)
        return replace(
            self,
            starts=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
            texts=[self.texts[row] for row in rows],
            times=self.times[rows],
            prices=self.prices[rows],
            columns={name: values[rows] for name, values in self.columns.items()},
        )

    def ends(self) -> tuple[str, str]:
        """Return the texts of the first and the last timestamp of the whole panel."""
        return self.texts[int(self.times.argmin())], self.texts[int(self.times.argmax())]


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
    import pandas as pd

    if not {"symbol", "timestamp", "price"} <= set(frame.columns) or not len(frame):
        return frame
    try:
        frame = frame.astype({"symbol": "str", "timestamp": "str", "price": "float64"})
        # Numbers are sorted in a fraction of the time that names take.
        symbol = pd.factorize(frame["symbol"], sort=True)[0]
        order = np.lexsort((to_microseconds(frame["timestamp"]), symbol))
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
    extras = [str(name) for name in frame.columns if name not in ("symbol", "timestamp", "price")]
    return Panel(
        symbols=[str(name) for name in names],
        starts=starts,
        texts=frame["timestamp"].tolist(),
        times=to_microseconds(frame["timestamp"]),
        prices=prices,
        columns={name: frame[name].to_numpy("float64", na_value=np.nan) for name in extras},
        ahead=_to_ahead(clean.ahead_frame, [str(name) for name in names], extras),
    )


def _to_ahead(frame: pd.DataFrame, names: list[str], extras: list[str]) -> Ahead:
    """Turn the rows ahead into arrays; those of symbols without any price are left out."""
    frame = frame[frame["symbol"].isin(names)]
    number = {name: place for place, name in enumerate(names)}
    code = np.array([number[name] for name in frame["symbol"]], dtype=np.int64)
    order = np.argsort(code, kind="stable")
    frame = frame.iloc[order]
    return Ahead(
        starts=np.searchsorted(code[order], np.arange(len(names) + 1)).astype(np.int64),
        texts=frame["timestamp"].tolist(),
        times=to_microseconds(frame["timestamp"]) if len(frame) else np.zeros(0, dtype=np.int64),
        columns={
            name: frame[name].to_numpy("float64", na_value=np.nan)
            if name in frame.columns
            else np.full(len(frame), np.nan)
            for name in extras
        },
    )
