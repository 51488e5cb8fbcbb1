"""Data sets of stocks as people pass them on."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

from .case import Case, bars, lines, spots

B = bars()
KEPT = len(B)

KAGGLE_STOCKS = Case(
    "all_stocks_5yr.csv",
    lines(
        "date,open,high,low,close,volume,Name",
        [
            f"{b.date()},{b.open if at != 3 else ''},{b.high},{b.low},{b.close},{b.volume},{name}"
            for name in ("AAL", "AAPL", "ZTS")
            for at, b in enumerate(B)
        ],
    ),
    kept=3 * KEPT,
    symbols=3,
    spots=spots(B, "ZTS"),
)
PLOTLY = Case(
    "finance-charts-apple.csv",
    lines(
        "Date,AAPL.Open,AAPL.High,AAPL.Low,AAPL.Close,AAPL.Volume,AAPL.Adjusted,dn,mavg,up,direction",
        [
            f"{b.date()},{b.open},{b.high},{b.low},{b.close},{b.volume},{b.close * 0.95},{b.low * 0.98},{b.close * 1.01},{b.high * 1.02},{'Increasing' if b.close > b.open else 'Decreasing'}"
            for b in B
        ],
    ),
    kept=KEPT,
    spots=spots(B),
)
SP500_MONTHLY = Case(
    "sp500.csv",
    lines(
        "date,price",
        [
            f"{month} 1 {year},{1000 + 7.25 * at:.2f}"
            for at, (year, month) in enumerate(
                (y, m) for y in (2000, 2001) for m in ("Jan", "Feb", "Mar", "Apr", "May", "Jun")
            )
        ],
    ),
    kept=12,
    spots=[("2000-01-01", "*", 1000.0), ("2001-06-01", "*", 1079.75)],
)
OPTIONS = Case(
    "chain_ES.csv",
    lines(
        "quote_date,underlying,root,expiration,strike,option_type,open,high,low,close,trade_volume",
        [
            f"2020-01-03,^SPX,SPXW,2020-01-{17 if at < 6 else 31},{3200 + 10 * (at % 6)},{'CP'[at % 2]},{b.open},{b.high},{b.low},{b.close},{b.volume}"
            for at, b in enumerate(B)
        ],
    ),
    kept=KEPT,
    symbols=KEPT,
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
