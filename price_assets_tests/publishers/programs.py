"""Tables as statistics packages, databases and people write them."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

import json

from .case import Case, bars, comma, lines, spots

B = bars()
KEPT = len(B)

R_CSV = Case(
    "prices_r.csv",
    lines(
        '"","Date","Symbol","Adjusted"',
        [
            f'"{at}",{b.date()},"{s}",{"NA" if at == 3 else b.close}'
            for s in ("AAPL", "MSFT")
            for at, b in enumerate(B, 1)
        ],
    ),
    kept=2 * KEPT - 2,
    missing=2,
    symbols=2,
    spots=[(B[0].date(), "MSFT", B[0].close)],
)
R_TABLE = Case(
    "prices_r.txt",
    lines(
        '"date" "open" "close"',
        [f'"{at}" "{b.date()}" {b.open} {b.close}' for at, b in enumerate(B, 1)],
    ),
    kept=KEPT,
    spots=spots(B),
)
R_XTS = Case(
    "AAPL_xts.csv",
    lines(
        '"Index","AAPL.Open","AAPL.High","AAPL.Low","AAPL.Close","AAPL.Volume","AAPL.Adjusted"',
        [
            f"{b.date()},{b.open},{b.high},{b.low},{b.close},{b.volume},{b.close * 0.97:.3f}"
            for b in B
        ],
    ),
    kept=KEPT,
    spots=spots(B, "AAPL"),
)
PANDAS_WIDE = Case(
    "closes.csv",
    lines(
        ",AAPL,MSFT,H,L",
        [
            f"{b.date()} 00:00:00,{b.close},{b.open},{b.high},{'' if at == 1 else b.low}"
            for at, b in enumerate(B)
        ],
    ),
    kept=4 * KEPT - 1,
    missing=1,
    symbols=4,
    spots=[(B[5].date(), "H", B[5].high), (B[5].date(), "L", B[5].low)],
)
QUOTED_LINES = Case(
    "quoted_lines.csv",
    lines(
        '"Date,Open,High,Low,Close,Volume"',
        [f'"{b.date()},{b.open},{b.high},{b.low},{b.close},{b.volume}"' for b in B],
    ),
    kept=KEPT,
    spots=spots(B),
)
MATLAB = Case(
    "brent.dat",
    lines(
        "% Brent spot, USD per barrel",
        "% year month day price",
        [f"{b.date('%Y %m %d')}   {b.close:8.2f}" for b in B],
    ),
    kept=KEPT,
    spots=spots(B),
)
MARKDOWN = Case(
    "readme_prices.txt",
    lines(
        "| Date | Symbol | Close |",
        "|------|:------:|------:|",
        [f"| {b.date()} | BHP | {b.close} |" for b in B],
    ),
    kept=KEPT,
    spots=spots(B, "BHP"),
)
PSQL = Case(
    "psql_output.txt",
    lines(
        " trade_date | ticker |  close  ",
        "------------+--------+---------",
        [f" {b.date()} | BHP    | {b.close:7.2f} " for b in B],
        f"({KEPT} rows)",
        "",
    ),
    kept=KEPT,
    spots=spots(B, "BHP"),
)
FIXED_WIDTH = Case(
    "report.txt",
    lines(
        "DATE        TICKER   OPEN     CLOSE    VOLUME",
        "----------  ------   ------   ------   ------",
        [
            f"{b.date()}  {t:<6}   {b.open:6.2f}   {b.close:6.2f}   {b.volume:6d}"
            for t in ("BHP", "RIO")
            for b in B
        ],
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=spots(B, "RIO"),
)
JSON_RECORDS_NESTED = Case(
    "fred_observations.json",
    json.dumps(
        {
            "realtime_start": "2020-02-03",
            "realtime_end": "2020-02-03",
            "observation_start": "2020-01-02",
            "units": "lin",
            "output_type": 1,
            "file_type": "json",
            "order_by": "observation_date",
            "count": KEPT,
            "offset": 0,
            "limit": 100000,
            "observations": [
                {
                    "realtime_start": "2020-02-03",
                    "realtime_end": "2020-02-03",
                    "date": b.date(),
                    "value": "." if at == 3 else str(b.close),
                }
                for at, b in enumerate(B)
            ],
        }
    ),
    kept=KEPT - 1,
    missing=1,
    spots=spots(B),
)
PANDAS_JSON = Case(
    "frame.json",
    json.dumps(
        {
            "Date": {str(at): b.date() for at, b in enumerate(B)},
            "Close": {str(at): b.close for at, b in enumerate(B)},
        }
    ),
    kept=KEPT,
    spots=spots(B),
)
DECIMAL_SPACES = Case(
    "kurzy.csv",
    (
        lines(
            "Datum;Název;Kurz;Změna",
            [
                f"{b.time.day}.{b.time.month}.{b.time.year};ČEZ;{b.close * 30:,.2f};0,5 %".replace(
                    ",", "\u00a0", 1
                )
                .replace(".", ",", 3)
                .replace(",", ".", 2)
                for b in B
            ],
        )
    ).encode("cp1250"),
    kept=KEPT,
    spots=[(B[5].date(), "ČEZ", round(B[5].close * 30, 2))],
)
NO_NEWEST_LINE_END = Case(
    "cut.csv",
    lines("Date;Price", [f"{b.date()};{b.close}" for b in B]),
    kept=KEPT,
    spots=spots(B),
)
LONG_WITH_FIELDS = Case(
    "fields.csv",
    lines(
        "date,ticker,field,value",
        [
            f"{b.date()},{t},{field},{value}"
            for b in B
            for t in ("AAPL", "MSFT")
            for field, value in (("open", b.open), ("close", b.close))
        ],
    ),
    kept=4 * KEPT,
    symbols=4,
    spots=spots(B, "AAPL|close"),
)
SHOP = Case(
    "pricelog.csv",
    lines(
        "scraped_at,product,shop,price,in_stock",
        [
            f'{b.date()}T08:0{at % 10}:00+01:00,{product},{shop},"{comma(b.close * k)} €",{"true" if at % 4 else "false"}'
            for at, b in enumerate(B)
            for product, k in (("Milk 1 l", 0.01), ('"Coffee, ground"', 0.06))
            for shop in ("North", "South")
        ],
    ),
    kept=4 * KEPT,
    symbols=4,
    spots=[(f"{B[2].date()}T08:02:00+01:00", "Milk|North", round(B[2].close * 0.01, 2))],
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
