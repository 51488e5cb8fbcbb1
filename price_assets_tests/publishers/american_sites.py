"""Sites of North America that hand out the history of one stock, index or fund."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

from .case import Case, bars, lines, spots

B = bars()
KEPT = len(B)
NEWEST_FIRST = B[::-1]
US = "%m/%d/%Y"

YAHOO = Case(
    "AAPL.csv",
    lines(
        "Date,Open,High,Low,Close,Adj Close,Volume",
        [
            f"{b.date()},{b.open:.6f},{b.high:.6f},{b.low:.6f},{b.close:.6f},{b.close * 0.97:.6f},{b.volume}"
            for b in B
        ],
        "2020-01-20,null,null,null,null,null,null",
    ),
    kept=KEPT,
    missing=1,
    spots=spots(B),
)
YAHOO_PASTED = Case(
    "pasted from the page.txt",
    lines(
        "Date\tOpen\tHigh\tLow\tClose\tAdj Close\tVolume",
        [
            f"{b.date('%b')} {b.time.day}, {b.date('%Y')}\t{b.open}\t{b.high}\t{b.low}\t{b.close:.2f}\t{b.close:.2f}\t{b.volume:,}"
            for b in NEWEST_FIRST
        ],
        "Nov 7, 2019\t0.77 Dividend\t\t\t\t\t",
    ),
    kept=KEPT,
    missing=1,
    spots=spots(B),
)
YFINANCE = Case(
    "yf_download.csv",
    lines(
        "Price,Close,Close,High,High,Low,Low,Open,Open,Volume,Volume",
        "Ticker,AAPL,MSFT,AAPL,MSFT,AAPL,MSFT,AAPL,MSFT,AAPL,MSFT",
        "Date,,,,,,,,,,",
        [
            f"{b.date()},{b.close},{b.close * 2:.2f},{b.high},{b.high * 2:.2f},{b.low},{b.low * 2:.2f},{b.open},{b.open * 2:.2f},{b.volume},{b.volume * 2}"
            for b in B
        ],
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=[
        *spots(B, "AAPL"),
        (B[3].date(), "MSFT", round(B[3].close * 2, 2)),
    ],
)
YFINANCE_ONE = Case(
    "yf_one.csv",
    lines(
        "Price,Adj Close,Close,High,Low,Open,Volume",
        "Ticker,AAPL,AAPL,AAPL,AAPL,AAPL,AAPL",
        "Date,,,,,,",
        [f"{b.date()},{b.close * 0.9},{b.close},{b.high},{b.low},{b.open},{b.volume}" for b in B],
    ),
    kept=KEPT,
    spots=spots(B, "AAPL"),
)
NASDAQ = Case(
    "HistoricalQuotes.csv",
    lines(
        "Date, Close/Last, Volume, Open, High, Low",
        [
            f"{b.date(US)}, ${b.close}, {b.volume}, ${b.open}, ${b.high}, ${b.low}"
            for b in NEWEST_FIRST
        ],
    ),
    kept=KEPT,
    spots=spots(B),
)
NASDAQ_OLD = Case(
    "HistoricalQuotes (1).csv",
    lines(
        '"date","close","volume","open","high","low"',
        '"16:00","101.2500","1,234,567","100.0000","102.0000","99.0000"',
        [
            f'"{b.date("%Y/%m/%d")}","{b.close:.4f}","{b.volume}.0000","{b.open:.4f}","{b.high:.4f}","{b.low:.4f}"'
            for b in NEWEST_FIRST
        ],
    ),
    kept=KEPT,
    rejected=1,
    spots=spots(B),
)
WSJ = Case(
    "HistoricalPrices.csv",
    lines(
        "Date, Open, High, Low, Close, Volume",
        [
            f"{b.date('%m/%d/%y')}, {b.open}, {b.high}, {b.low}, {b.close}, {b.volume}"
            for b in NEWEST_FIRST
        ],
    ),
    kept=KEPT,
    spots=spots(B),
)
MARKETWATCH = Case(
    "Download Data - INDEX_US_SPX.csv",
    lines(
        "Date,Open,High,Low,Close",
        [
            f'{b.date(US)},"{b.open * 30:,.2f}","{b.high * 30:,.2f}","{b.low * 30:,.2f}","{b.close * 30:,.2f}"'
            for b in NEWEST_FIRST
        ],
    ),
    kept=KEPT,
    spots=[(b.date(), "*", round(b.close * 30, 2)) for b in B[::5]],
)
GOOGLE = Case(
    "goog.csv",
    "\ufeff"
    + lines(
        "Date,Open,High,Low,Close,Volume",
        [
            f"{b.time.day}-{b.date('%b-%y')},{b.open},{b.high},{b.low},{b.close},{b.volume}"
            for b in NEWEST_FIRST
        ],
    ),
    kept=KEPT,
    spots=spots(B),
)
GOOGLE_SHEET = Case(
    "Untitled spreadsheet - Sheet1.csv",
    lines(
        "Date,Close",
        [f"{b.time.month}/{b.time.day}/{b.time.year} 16:00:00,{b.close}" for b in B],
    ),
    kept=KEPT,
    spots=[(b.date("%Y-%m-%dT16:00:00"), "*", b.close) for b in B[::5]],
)
QUANDL = Case(
    "WIKI_PRICES.csv",
    lines(
        "ticker,date,open,high,low,close,volume,ex-dividend,split_ratio,adj_open,adj_high,adj_low,adj_close,adj_volume",
        [
            f"{t},{b.date()},{b.open * k:.2f},{b.high * k:.2f},{b.low * k:.2f},{b.close * k:.2f},{b.volume}.0,0.0,1.0,{b.open / 2:.6f},{b.high / 2:.6f},{b.low / 2:.6f},{b.close / 2:.6f},{b.volume}.0"
            for t, k in (("A", 1), ("AA", 2))
            for b in B
        ],
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=[(B[4].date(), "AA", round(B[4].close * 2, 2))],
)
EODDATA = Case(
    "NASDAQ_20200103.txt",
    lines(
        "<ticker>,<date>,<open>,<high>,<low>,<close>,<vol>",
        [
            f"{name},20200103,{b.open},{b.high},{b.low},{b.close},{b.volume}"
            for name, b in zip(("AAL", "AAPL", "ADBE", "ADI", "T", "H", "L", "C"), B, strict=False)
        ],
    ),
    kept=8,
    symbols=8,
    spots=[("2020-01-03", "H", B[5].close), ("2020-01-03", "C", B[7].close)],
)
METASTOCK = Case(
    "EOD.txt",
    lines(
        [
            f"{t},{b.date('%Y%m%d')},{b.open * k:.2f},{b.high * k:.2f},{b.low * k:.2f},{b.close * k:.2f},{b.volume}"
            for b in B
            for t, k in (("ALV", 1), ("BAS", 2), ("SAP", 3))
        ]
    ),
    kept=3 * KEPT,
    symbols=3,
    spots=[*spots(B, "ALV"), (B[7].date(), "SAP", round(B[7].close * 3, 2))],
)
ALPHA_VANTAGE = Case(
    "daily_IBM.csv",
    lines(
        "timestamp,open,high,low,close,volume",
        [
            f"{b.date()},{b.open:.4f},{b.high:.4f},{b.low:.4f},{b.close:.4f},{b.volume}"
            for b in NEWEST_FIRST
        ],
        end="\r\n",
    ),
    kept=KEPT,
    spots=spots(B),
)
TIINGO = Case(
    "tiingo_spy.csv",
    lines(
        "date,close,high,low,open,volume,adjClose,adjHigh,adjLow,adjOpen,adjVolume,divCash,splitFactor",
        [
            f"{b.date()}T00:00:00+00:00,{b.close},{b.high},{b.low},{b.open},{b.volume},{b.close * 0.93},{b.high * 0.93},{b.low * 0.93},{b.open * 0.93},{b.volume},0.0,1.0"
            for b in B
        ],
    ),
    kept=KEPT,
    spots=spots(B),
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
