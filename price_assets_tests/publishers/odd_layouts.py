"""Tables that stand in a file in another way than most."""

# ruff: noqa: E501, RUF001 - the files' own lines

from __future__ import annotations

from datetime import timedelta

from .case import Case, bars, comma, lines

B = bars()
KEPT = len(B)
DE = "%d.%m.%Y"
ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

YEAR_MONTH_TABLE = Case(
    "rice_by_month.csv",
    lines(
        "Year," + ",".join(ENGLISH) + ",Average",
        [
            f"{year},"
            + ",".join(
                "" if (year, at) == (2019, 11) else f"{k + at / 100:.2f}" for at in range(12)
            )
            + f",{k + 0.055:.3f}"
            for year, k in ((2016, 1), (2017, 2), (2018, 3), (2019, 4))
        ],
    ),
    kept=47,
    missing=1,
    spots=[("2017-03-01", "*", 2.02)],
)
HOURS_ACROSS = Case(
    "hourly_across.csv",
    lines(
        "Date;" + ";".join(f"{hour:02d}:00" for hour in range(24)),
        [
            f"{day:02d}.01.2020;" + ";".join(comma(day + hour / 100) for hour in range(24))
            for day in range(14, 19)
        ],
    ),
    kept=120,
    spots=[("2020-01-15T03:00", "*", 15.03)],
)
TICKERS_ACROSS = Case(
    "Index levels.csv",
    lines(
        "Index levels,,,",
        "Source: own calculation,,,",
        ",,,",
        ",DAX,CAC 40,FTSE 100",
        [
            f'{b.date("%d/%m/%Y")},"{b.close * 130:,.2f}","{b.close * 60:,.2f}","{b.close * 75:,.2f}"'
            for b in B
        ],
    ),
    kept=3 * KEPT,
    symbols=3,
    spots=[(B[2].date(), "CAC 40", round(B[2].close * 60, 2))],
)
PRICES_AND_DATES_IN_ROWS = Case(
    "transposed.csv",
    lines(
        "Ticker,Name," + ",".join(b.date("%d-%b-%y") for b in B),
        [
            f"{t},{n}," + ",".join(f"{b.close * k:.2f}" for b in B)
            for t, n, k in (("AAPL", "Apple", 1), ("MSFT", "Microsoft", 2))
        ],
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=[(B[2].date(), "MSFT", round(B[2].close * 2, 2))],
)
ONE_ROW = Case(
    "today.csv",
    "Symbol,Date,Close\nAAPL,2020-01-02,300.35\n",
    kept=1,
    spots=[("2020-01-02", "AAPL", 300.35)],
)
SPACES = Case(
    "spaces.txt",
    lines(
        "Date        Time      Bid      Ask",
        [
            f"{b.date('%Y/%m/%d  %H:%M:%S')}  {b.close:.4f}  {b.close + 0.01:.4f}"
            for b in bars(20, 1.2, start="2020-01-02T10:00", step=timedelta(seconds=7), digits=4)
        ],
    ),
    kept=20,
)
QUARTERS = Case(
    "quarterly.csv",
    lines(
        "Quarter,House price index",
        [
            f"Q{q} {year},{100 + year % 10 * 4 + q}.5"
            for year in (2017, 2018, 2019)
            for q in (1, 2, 3, 4)
        ],
    ),
    kept=12,
    spots=[("2018-04-01", "*", 134.5)],
)
DAY_AND_MONTH_UNCLEAR = Case(
    "first_days.csv",
    lines("Date,Close", [f"0{month}/01/2019,{month + 0.5}" for month in range(1, 10)]),
    kept=9,
)
WEEKS = Case(
    "weekly.csv",
    lines("Week;Price", [f"2019-W{week:02d};{comma(week + 0.25)}" for week in range(1, 21)]),
    kept=20,
    spots=[("2018-12-31", "*", 1.25)],
)
FULLWIDTH = Case(
    "gakki.csv",
    lines(
        "年月,米(円／5kg),卵(円／kg)",
        [f"2019年{month}月,{2000 + month},{200 + month}" for month in range(1, 13)],
    ).encode("cp932"),
    kept=24,
    symbols=2,
    spots=[("2019-03-01", "米", 2003.0)],
)
SEMICOLON_US = Case(
    "sap_export.txt",
    lines(
        "---------------------------------------------",
        "|Date      |Material|Price   |Curr|",
        "---------------------------------------------",
        [
            f"|{b.date(DE)}|{m:<8}|{comma(b.close * k):>8}|EUR |"
            for m, k in (("M-01", 1), ("M-02", 9))
            for b in B
        ],
        "---------------------------------------------",
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=[(B[2].date(), "M-02", round(B[2].close * 9, 2))],
)
SECTIONED = Case(
    "two_tables.csv",
    lines(
        "Date,Gold",
        [f"{b.date()},{b.close}" for b in B],
        "",
        "Date,Silver,Platinum",
        [f"{b.date()},{b.low},{b.high}" for b in B],
    ),
    kept=3 * KEPT,
    symbols=3,
    spots=[(B[2].date(), "Gold", B[2].close), (B[2].date(), "Platinum", B[2].high)],
)
# Years, quarters and months are three series of one name; the months, which are most, are kept.
ONS_MIXED = Case(
    "series-mixed.csv",
    lines(
        '"Title","RPI: Ave price - Milk: Pasteurised, per pint"',
        '"CDID","CZNT"',
        '"Unit","Pence"',
        '"Release date","15-01-2020"',
        [f'"{year}","{year % 100 + 20}"' for year in range(2015, 2020)],
        [
            f'"{year} Q{q}","{year % 100 + 20 + q}"'
            for year in range(2018, 2020)
            for q in range(1, 5)
        ],
        [
            f'"{year} {month.upper()}","{year % 100 + 20 + at / 10}"'
            for year in range(2018, 2020)
            for at, month in enumerate(ENGLISH)
        ],
    ),
    kept=24,
    rejected=5 + 8,
    spots=[("2019-02-01", "*", 39.1)],
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
