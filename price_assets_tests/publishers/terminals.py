"""Terminals of banks, and spreadsheets made with them."""

from __future__ import annotations

from .case import Case, bars, comma, lines, spots

B = bars()
KEPT = len(B)
US = "%m/%d/%Y"

BLOOMBERG_PAIRS = Case(
    "bdh.csv",
    lines(
        "AAPL US Equity,,,MSFT US Equity,",
        "Date,PX_LAST,,Date,PX_LAST",
        [
            f"{b.date(US)},{b.close},,"
            + (f"{B[at + 2].date(US)},{B[at + 2].low}" if at + 2 < KEPT else ",")
            for at, b in enumerate(B)
        ],
    ),
    kept=2 * KEPT - 2,
    missing=2,
    symbols=2,
    spots=[*spots(B, "AAPL"), (B[4].date(), "MSFT", B[4].low)],
)
BLOOMBERG_ONE = Case(
    "CL1 Comdty.csv",
    lines(
        "Security,CL1 Comdty,,",
        "Start Date,1/2/2020,,",
        "End Date,1/17/2020,,",
        "Period,D,,",
        "Currency,USD,,",
        ",,,",
        "Date,PX_LAST,PX_VOLUME,OPEN_INT",
        [
            f"{b.time.month}/{b.time.day}/{b.time.year},{b.close},{b.volume},{b.volume * 3}"
            for b in B[::-1]
        ],
    ),
    kept=KEPT,
    spots=spots(B, "CL1 Comdty"),
)
DATASTREAM = Case(
    "datastream.csv",
    lines(
        "Name,APPLE - TOT RETURN IND,MICROSOFT - TOT RETURN IND",
        "Code,@AAPL(RI),@MSFT(RI)",
        "CURRENCY,U$,U$",
        [f"{b.date('%d/%m/%Y')},{b.close},{b.low}" for b in B],
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=[(B[8].date(), "*", B[8].close), (B[8].date(), "*", B[8].low)],
)
REFINITIV = Case(
    "VOD.L_history.csv",
    lines(
        "Instrument,Date,Price Close,Price Open,Volume",
        [
            f"{ric},{b.date()}T00:00:00Z,{b.close if at != 2 else ''},{b.open},{b.volume}"
            for ric in ("VOD.L", "BP.L")
            for at, b in enumerate(B)
        ],
    ),
    kept=2 * KEPT - 2,
    missing=2,
    symbols=2,
    spots=spots(B, "BP.L"),
)
CAPITAL_IQ = Case(
    "Apple Inc NasdaqGSAAPL Historical Pricing.csv",
    lines(
        "Apple Inc. (NasdaqGS:AAPL) > Historical Pricing,,",
        ",,",
        "Pricing Date,NasdaqGS:AAPL - Share Pricing (USD),NasdaqGS:AAPL - Volume (mm)",
        [f"{b.date('%b-%d-%Y')},{b.close},{b.volume / 1000:.2f}" for b in B],
        ",,",
        '"* Prices are split adjusted. Source: S&P Capital IQ",,',
    ),
    kept=KEPT,
    spots=spots(B),
)
EXCEL_SEPARATOR = Case(
    "kurse_excel.csv",
    (
        "\ufeff"
        + lines(
            "sep=;",
            "Datum;Kurs (€);Stück",
            [f"{b.date('%d.%m.%Y')};{comma(b.close * 12)} €;{b.volume}" for b in B],
            end="\r\n",
        )
    ),
    kept=KEPT,
    spots=[(B[5].date(), "*", round(B[5].close * 12, 2))],
)
EXCEL_TITLES = Case(
    "Fund prices.csv",
    lines(
        "Global Growth Fund - daily prices,,,",
        "Prepared by: Fund Accounting,,,",
        ",,,",
        "Valuation date,NAV per unit,Units in issue,Comment",
        [f'{b.date("%d-%b-%y")},"{b.close * 12:,.4f}","{b.volume:,}",' for b in B],
        'Average,"1,203.1125",,',
        ",,,",
        "Past performance is no guide to future returns.,,,",
    ),
    kept=KEPT,
    spots=[(B[5].date(), "*", round(B[5].close * 12, 4))],
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
