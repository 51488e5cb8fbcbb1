"""Programs and vendors for trading currencies."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

from datetime import timedelta

from .case import Case, bars, lines, spots

B = bars()
KEPT = len(B)
HOURS = bars(14, 9000.0, start="2022-03-01", step=timedelta(hours=1))
MINUTES = bars(15, 1.3, start="2012-02-01", step=timedelta(minutes=1), digits=6)

METATRADER_5 = Case(
    "EURUSD_H1.csv",
    lines(
        "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>",
        [
            f"{b.date('%Y.%m.%d')}\t{b.date('%H:%M:%S')}\t{b.open:.5f}\t{b.high:.5f}\t{b.low:.5f}\t{b.close:.5f}\t{b.volume}\t0\t5"
            for b in MINUTES
        ],
        end="\r\n",
    ),
    kept=15,
    spots=[(b.date("%Y-%m-%dT%H:%M"), "*", round(b.close, 5)) for b in MINUTES[::6]],
)
METATRADER_5_DAILY = Case(
    "GOLD_Daily.csv",
    lines(
        "<DATE>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>",
        [
            f"{b.date('%Y.%m.%d')}\t{b.open}\t{b.high}\t{b.low}\t{b.close}\t{b.volume}\t0\t20"
            for b in B
        ],
    ).encode("utf-16"),
    kept=KEPT,
    spots=spots(B),
)
METATRADER_4 = Case(
    "USDJPY1.csv",
    lines(
        [
            f"{b.date('%Y.%m.%d,%H:%M')},{b.open:.5f},{b.high:.5f},{b.low:.5f},{b.close:.5f},{b.volume}"
            for b in MINUTES
        ]
    ),
    kept=15,
    spots=[(b.date("%Y-%m-%dT%H:%M"), "*", round(b.close, 5)) for b in MINUTES[::6]],
)
METATRADER_5_TICKS = Case(
    "EURUSD_ticks.csv",
    lines(
        "<DATE>\t<TIME>\t<BID>\t<ASK>\t<LAST>\t<VOLUME>\t<FLAGS>",
        [
            f"2020.01.02\t10:00:{at:02d}.{at * 7:03d}\t{b.close:.5f}\t{b.close + 0.0001:.5f}\t\t\t6"
            for at, b in enumerate(MINUTES)
        ],
    ),
    kept=15,
    spots=[("2020-01-02T10:00:03.021", "*", round(MINUTES[3].close, 5))],
)
DUKASCOPY = Case(
    "EURUSD_Candlestick_1_Hour_BID_01.01.2020-31.01.2020.csv",
    lines(
        "Gmt time,Open,High,Low,Close,Volume",
        [
            f"{b.date('%d.%m.%Y %H:%M:%S')}.000,{b.open},{b.high},{b.low},{b.close},{b.volume / 7:.4f}"
            for b in HOURS
        ],
    ),
    kept=14,
    spots=spots(HOURS),
)
DUKASCOPY_LOCAL = Case(
    "XAUUSD_Candlestick_1_D_BID.csv",
    lines(
        "Local time,Open,High,Low,Close,Volume",
        [
            f"{b.date('%d.%m.%Y')} 00:00:00.000 GMT+0100,{b.open},{b.high},{b.low},{b.close},{b.volume}"
            for b in B
        ],
    ),
    kept=KEPT,
    spots=[(f"{b.date()}T00:00:00+01:00", "*", b.close) for b in B[::5]],
)
HISTDATA = Case(
    "DAT_ASCII_EURUSD_M1_2012.csv",
    lines(
        [
            f"{b.date('%Y%m%d %H%M%S')};{b.open:.6f};{b.high:.6f};{b.low:.6f};{b.close:.6f};0"
            for b in MINUTES
        ],
        end="\r\n",
    ),
    kept=15,
    spots=[(b.date("%Y-%m-%dT%H:%M"), "*", b.close) for b in MINUTES[::6]],
)
HISTDATA_TICKS = Case(
    "DAT_ASCII_EURUSD_T_201202.csv",
    lines(
        [
            f"20120201 000{at // 10}{at % 10:02d}{at * 61:03d},{b.close:.6f},{b.close + 0.00017:.6f},0"
            for at, b in enumerate(MINUTES)
        ]
    ),
    kept=15,
    spots=[("2012-02-01T00:00:02.122", "*", MINUTES[2].close)],
)
TRUEFX = Case(
    "EURUSD-2012-01.csv",
    lines(
        [
            f"EUR/USD,20120101 21:55:{at:02d}.{at * 13:03d},{b.close:.5f},{b.close + 0.0002:.5f}"
            for at, b in enumerate(MINUTES)
        ]
    ),
    kept=15,
    spots=[("2012-01-01T21:55:04.052", "EUR/USD", round(MINUTES[4].close, 5))],
)
OANDA = Case(
    "oanda.csv",
    lines(
        '"OANDA Historical Currency Converter"',
        "",
        '"End Date","USD/EUR","USD/GBP"',
        [f'"{b.date()}","{b.close / 110:.6f}","{b.close / 130:.6f}"' for b in B],
        "",
        '"Rates are for information only"',
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=[(B[1].date(), "USD/EUR", round(B[1].close / 110, 6))],
)
LEAN_DAILY = Case(
    "aapl.csv",
    lines(
        [
            f"{b.date('%Y%m%d')} 00:00,{b.open * 10000:.0f},{b.high * 10000:.0f},{b.low * 10000:.0f},{b.close * 10000:.0f},{b.volume}"
            for b in B
        ]
    ),
    kept=KEPT,
    spots=[(b.date(), "*", round(b.close * 10000)) for b in B[::5]],
)
LEAN_MINUTE = Case(
    "20131007_spy_minute_trade.csv",
    lines(
        [
            f"{34200000 + 60000 * at},{b.open * 10000:.0f},{b.high * 10000:.0f},{b.low * 10000:.0f},{b.close * 10000:.0f},{b.volume}"
            for at, b in enumerate(B)
        ]
    ),
    kept=KEPT,
    spots=[("2013-10-07T09:33:00", "*", round(B[3].close * 10000))],
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
