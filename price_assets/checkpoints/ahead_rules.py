"""The rule of the rows ahead, in words that name the first rows concerned."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .ahead import ahead_columns
from .columns import CLEAN_KEY
from .frames import field_type_of
from .timestamps import to_instants

if TYPE_CHECKING:
    import pandas as pd

    from .tables import CleanPrices


def rows_ahead(document: CleanPrices) -> list[str]:
    """Rows ahead have numbers but no price, and come after their symbol's last price, in order."""
    ahead = document.ahead_frame
    if not len(ahead):
        return []
    return _wrong_form(document, ahead) or [
        *_out_of_order(document, ahead),
        *_not_missing(document, ahead),
    ]


def _wrong_form(document: CleanPrices, ahead: pd.DataFrame) -> list[str]:
    import numpy as np

    expected = ahead_columns(document.frame)
    if list(ahead.columns) != expected:
        return [f"rows ahead have the columns {', '.join(ahead.columns)}; expected {expected}"]
    problems = []
    for name in expected:
        wanted, found = field_type_of(document.frame[name]), field_type_of(ahead[name])
        if found != wanted:
            problems.append(f"column '{name}' of the rows ahead has type {found}, not {wanted}")
    if problems:
        return problems
    key, extras = ahead[list(CLEAN_KEY)], ahead[expected[len(CLEAN_KEY) :]]
    if key.isna().any(axis=None):
        problems.append("rows ahead lack a symbol or a time")
    if np.isinf(extras.to_numpy("float64", na_value=0.0)).any():
        problems.append("rows ahead have infinite numbers")
    without = ahead[~extras.notna().any(axis=1)]
    return problems + [
        f"{row.symbol} at {row.timestamp} is ahead and has no number"
        for row in without.head(5).itertuples()
    ]


def _out_of_order(document: CleanPrices, ahead: pd.DataFrame) -> list[str]:
    # The table is sorted, by a rule of its own: the last row of a symbol is the latest.
    last = document.frame.drop_duplicates("symbol", keep="last")
    try:
        instants = to_instants(ahead["timestamp"])
        latest = to_instants(last.set_index("symbol")["timestamp"])
    except ValueError as error:
        return [f"a timestamp is not ISO 8601: {error}"]
    # A symbol without prices has no latest one, and nothing is after that.
    after = instants.gt(ahead["symbol"].map(latest))
    same = ahead["symbol"].eq(ahead["symbol"].shift())
    falls = (same & instants.le(instants.shift())) | ahead["symbol"].lt(ahead["symbol"].shift())
    return [
        *(
            f"{row.symbol} at {row.timestamp} is ahead, but not after a last price"
            for row in ahead[~after].head(5).itertuples()
        ),
        *(
            f"{row.symbol} at {row.timestamp} is ahead and stands twice, or after a later row"
            for row in ahead[falls].head(5).itertuples()
        ),
    ]


def _not_missing(document: CleanPrices, ahead: pd.DataFrame) -> list[str]:
    """Each row ahead is one of the prices that are counted as missing."""
    missing: Counter[str] = Counter()
    for symbols in document.summary.missing.values():
        missing.update(symbols)
    return [
        f"{symbol} has {count} rows ahead, but {missing[symbol]} missing prices"
        for symbol, count in Counter(ahead["symbol"]).items()
        if count > missing[symbol]
    ]
