"""Workbooks as agencies and terminals hand them out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from price_assets_tests.ingest.workbook.office import DATE, number, row, text, xlsx

from .case import Case, bars, spots

B = bars(base=60.0)
KEPT = len(B)


def sheet(rows: Sequence[Sequence[str | float | datetime | None]]) -> str:
    """Write rows of texts, numbers and dates."""
    return "".join(row(at, *(_cell(cell) for cell in cells)) for at, cells in enumerate(rows, 1))


def _cell(cell: str | float | datetime | None) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return text(cell)
    if isinstance(cell, datetime):
        return number((cell - datetime(1899, 12, 30)).days, DATE)
    return number(cell)


EIA = Case(
    "RNGWHHDd.xlsx",
    xlsx(
        {
            "Contents": sheet(
                [
                    [None, "Workbook Contents"],
                    [],
                    [None, "Henry Hub Natural Gas Spot Price (Dollars per Million Btu)"],
                    [],
                    [
                        None,
                        "Worksheet Name",
                        "Description",
                        "# Of Series",
                        "Frequency",
                        "Latest Data for",
                    ],
                    [None, "Data 1", "Henry Hub Natural Gas Spot Price", 1, "Daily", "1/17/2020"],
                    [None, "Release Date:", "2/3/2020"],
                    [
                        None,
                        "Available from Web Page:",
                        "http://www.eia.gov/dnav/ng/hist/rngwhhdD.htm",
                    ],
                ]
            ),
            "Data 1": sheet(
                [
                    [
                        "Back to Contents",
                        "Data 1: Henry Hub Natural Gas Spot Price (Dollars per Million Btu)",
                    ],
                    ["Sourcekey", "RNGWHHD"],
                    ["Date", "Henry Hub Natural Gas Spot Price (Dollars per Million Btu)"],
                    *([b.time, b.close] for b in B),
                    [datetime(2020, 1, 20), None],
                ]
            ),
        }
    ),
    kept=KEPT,
    missing=1,
    spots=spots(B),
)
IMF = Case(
    "external-data.xlsx",
    xlsx(
        {
            "ExternalData": sheet(
                [
                    ["Commodity", "PALLFNF", "POILBRE", "PGOLD"],
                    [
                        "Commodity.Description",
                        "All Commodity Price Index, 2016 = 100",
                        "Brent Crude",
                        "Gold",
                    ],
                    ["Data Type", "Index", "USD", "USD"],
                    ["Frequency", "Monthly", "Monthly", "Monthly"],
                    *(
                        [
                            f"{year}M{month}",
                            100.25 + month,
                            60.5 + month / 8,
                            "n.a." if month == 2 else 1500.25 + month,
                        ]
                        for year in (2018, 2019)
                        for month in range(1, 13)
                    ),
                ]
            )
        }
    ),
    kept=70,
    missing=2,
    symbols=3,
    spots=[("2019-10-01", "*", 61.75)],
)
PINK_SHEET = Case(
    "CMO-Annual.xlsx",
    xlsx(
        {
            "AFOSHEET": "",
            "Annual Prices (Nominal)": sheet(
                [
                    ["World Bank Commodity Price Data (The Pink Sheet)"],
                    ["annual prices in nominal US dollars, 1960 to present"],
                    ["(nominal US dollars)"],
                    ["Updated on January 03, 2020"],
                    [],
                    [None, "Crude oil, Brent", "Coal, Australian", "Cocoa"],
                    [None, "($/bbl)", "($/mt)", "($/kg)"],
                    [None, "CRUDE_BRENT", "COAL_AUS", "COCOA"],
                    *(
                        [
                            float(year),
                            1.5 + year - 1960,
                            "…" if year < 1970 else 7.75 + year - 1970,
                            0.625,
                        ]
                        for year in range(1960, 1984)
                    ),
                ]
            ),
        }
    ),
    kept=62,
    missing=10,
    symbols=3,
    spots=[("1961-01-01", "Brent", 2.5)],
)
BLOOMBERG = Case(
    "bdh.xlsx",
    xlsx(
        {
            "Sheet1": sheet(
                [
                    ["Start Date", datetime(2020, 1, 2)],
                    ["End Date", datetime(2020, 1, 17)],
                    [],
                    [None, "SPX Index", "CCMP Index", "INDU Index"],
                    ["Dates", "PX_LAST", "PX_LAST", "PX_LAST"],
                    *(
                        [b.time, b.close, b.high, b.low if at else "#N/A N/A"]
                        for at, b in enumerate(B)
                    ),
                ]
            )
        }
    ),
    kept=3 * KEPT - 1,
    missing=1,
    symbols=3,
    spots=[*spots(B, "SPX Index"), (B[3].date(), "INDU Index", B[3].low)],
)
PER_SHEET = Case(
    "etfs.xlsx",
    xlsx(
        {
            name: sheet([["Date", "Open", "Close"], *([b.time, b.open, b.close + k] for b in B)])
            for name, k in (("SPY", 0), ("QQQ", 100))
        }
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=spots(B, "SPY"),
)
NOTES_SHEET = Case(
    "fund.xlsx",
    xlsx(
        {
            "Notes": sheet(
                [["This workbook holds the prices of the fund."], ["Contact: funds@example.org"]]
            ),
            "Prices": sheet(
                [
                    ["Valuation date", "Class A", "Class B"],
                    *([b.time, b.close, b.high] for b in B),
                    [],
                    ["Past performance is no guide to the future."],
                ]
            ),
        }
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=spots(B, "Class A"),
)
TEXT_NUMBERS = Case(
    "text_numbers.xlsx",
    xlsx(
        {
            "Sheet1": sheet(
                [
                    ["Datum", "Kurs"],
                    *([b.date("%d.%m.%Y"), f"{b.close:.2f}".replace(".", ",")] for b in B),
                ]
            )
        }
    ),
    kept=KEPT,
    spots=spots(B),
)
SERIAL_DAYS = Case(
    "serial_days.xlsx",
    xlsx(
        {
            "Sheet1": sheet(
                [
                    ["Date", "Price"],
                    *([float((b.time - datetime(1899, 12, 30)).days), b.close] for b in B),
                ]
            )
        }
    ),
    kept=KEPT,
    spots=spots(B),
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
