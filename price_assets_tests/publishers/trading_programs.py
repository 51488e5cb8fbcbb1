"""Programs for trading and vendors of their bars and ticks."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

from datetime import timedelta

from .case import Case, bars, lines, spots

HOURS = bars(14, 250.0, start="2022-03-01", step=timedelta(hours=1))
MINUTES = bars(20, 120.0, start="2020-01-02T09:30", step=timedelta(minutes=1))
T = "%Y-%m-%dT%H:%M:%S"

BANKNIFTY = Case(
    "BANKNIFTY.txt",
    lines(
        [
            f"BANKNIFTY,{b.date('%Y%m%d')},{b.date('%H:%M')},{b.open},{b.high},{b.low},{b.close},{b.volume},0"
            for b in MINUTES
        ]
    ),
    kept=20,
    spots=spots(MINUTES, "BANKNIFTY"),
)
FIRST_RATE = Case(
    "AAPL_1min.txt",
    lines(
        [
            f"{b.date('%Y-%m-%d %H:%M:%S')},{b.open},{b.high},{b.low},{b.close},{b.volume}"
            for b in MINUTES
        ]
    ),
    kept=20,
    spots=spots(MINUTES),
)
KIBOT = Case(
    "IBM_unadjusted.txt",
    lines(
        [
            f"{b.date('%m/%d/%Y,%H:%M')},{b.open},{b.high},{b.low},{b.close},{b.volume}"
            for b in bars(40, 120.0, start="2020-01-10T09:30", step=timedelta(hours=24))
        ]
    ),
    kept=40,
    spots=[("2020-01-10T09:30", "*", bars(1, 120.0)[0].close)],
)
SIERRA_CHART = Case(
    "ESH20.scid_BarData.txt",
    lines(
        "Date, Time, Open, High, Low, Last, Volume, # of Trades, OHLC Avg, HLC Avg, HL Avg, Bid Volume, Ask Volume",
        [
            f"{b.date('%Y/%-m/%-d')}, {b.date('%H:%M:%S')}.000000, {b.open}, {b.high}, {b.low}, {b.close}, {b.volume}, {b.volume // 9}, {b.open}, {b.close}, {b.low}, {b.volume // 2}, {b.volume // 2}"
            for b in MINUTES
        ],
    ),
    kept=20,
    spots=spots(MINUTES),
)
TRADESTATION = Case(
    "@ES 1 min.txt",
    lines(
        '"Date","Time","Open","High","Low","Close","Up","Down"',
        [
            f"{b.date('%m/%d/%Y,%H:%M')},{b.open},{b.high},{b.low},{b.close},{b.volume},{b.volume - 9}"
            for b in MINUTES
        ],
        end="\r\n",
    ),
    kept=20,
)
TRADINGVIEW = Case(
    "NASDAQ_AAPL, 1D.csv",
    lines(
        "time,open,high,low,close,Volume,Volume MA",
        [
            f"{b.seconds},{b.open},{b.high},{b.low},{b.close},{b.volume},{b.volume if at > 5 else 'NaN'}"
            for at, b in enumerate(HOURS)
        ],
    ),
    kept=14,
    spots=spots(HOURS),
)
AMIBROKER = Case(
    "amibroker.csv",
    lines(
        "Ticker,Date/Time,Open,High,Low,Close,Volume",
        [
            f"{t},{b.date('%d/%m/%Y %H:%M:%S')},{b.open},{b.high},{b.low},{b.close},{b.volume}"
            for t in ("ACC", "TCS")
            for b in bars(16, start="2020-01-08")
        ],
    ),
    kept=32,
    symbols=2,
    spots=[("2020-01-08", "ACC", bars(1)[0].close)],
)
INTERACTIVE_BROKERS = Case(
    "SPY_1hour.csv",
    lines(
        ",date,open,high,low,close,volume,average,barCount",
        [
            f"{at},{b.date('%Y-%m-%d %H:%M:%S')}-05:00,{b.open},{b.high},{b.low},{b.close},{b.volume},{b.close - 0.04:.3f},{b.volume // 5}"
            for at, b in enumerate(HOURS)
        ],
    ),
    kept=14,
    spots=[(HOURS[3].date(T) + "-05:00", "*", HOURS[3].close)],
)
ALPACA = Case(
    "bars.csv",
    lines(
        "symbol,timestamp,open,high,low,close,volume,trade_count,vwap",
        [
            f"{t},{b.date('%Y-%m-%d %H:%M:%S')}+00:00,{b.open},{b.high},{b.low},{b.close},{b.volume}.0,{b.volume // 3}.0,{b.close - 0.02:.4f}"
            for t in ("AAPL", "F")
            for b in HOURS
        ],
    ),
    kept=28,
    symbols=2,
    spots=spots(HOURS, "F"),
)
POLYGON_FILES = Case(
    "2022-03-01.csv",
    lines(
        "ticker,volume,open,close,high,low,window_start,transactions",
        [
            f"{t},{b.volume},{b.open},{b.close},{b.high},{b.low},{b.seconds}000000000,{b.volume // 77}"
            for t in ("A", "AA")
            for b in HOURS
        ],
    ),
    kept=28,
    symbols=2,
    spots=spots(HOURS, "AA"),
)
BYBIT = Case(
    "BTCUSD2020-03-02.csv",
    lines(
        "timestamp,symbol,side,size,price,tickDirection,trdMatchID,grossValue,homeNotional,foreignNotional",
        [
            f"{b.seconds}.{at:04d},BTCUSD,{'Buy' if at % 2 else 'Sell'},{b.volume},{b.close},ZeroPlusTick,d1c2-{at:04x}-77,{b.volume * 9},{b.volume / 9},{b.volume}"
            for at, b in enumerate(HOURS)
        ],
    ),
    kept=14,
    spots=[(HOURS[0].date(T), "BTCUSD", HOURS[0].close)],
)
BITMEX = Case(
    "20200102.csv",
    lines(
        "timestamp,symbol,side,size,price,tickDirection,trdMatchID,grossValue,homeNotional,foreignNotional",
        [
            f"2020-01-02D00:00:{at:02d}.143{at:03d}000,{s},{'Buy' if at % 2 else 'Sell'},{b.volume},{b.close},ZeroPlusTick,d1c2-{at:04x}-77,{b.volume * 9},{b.volume / 9},{b.volume}"
            for s in ("ETHUSD", "XBTUSD")
            for at, b in enumerate(HOURS)
        ],
    ),
    kept=28,
    symbols=2,
    spots=[("2020-01-02T00:00:03.143003", "XBTUSD", HOURS[3].close)],
)
COINAPI = Case(
    "BITSTAMP_SPOT_BTC_USD.csv",
    lines(
        "time_period_start;time_period_end;time_open;time_close;price_open;price_high;price_low;price_close;volume_traded;trades_count",
        [
            f"{b.date(T)}.0000000Z;{(b.time + timedelta(hours=1)).strftime(T)}.0000000Z;{b.date(T)}.1230000Z;{b.date(T)}.9870000Z;{b.open};{b.high};{b.low};{b.close};{b.volume / 7};{b.volume}"
            for b in HOURS
        ],
    ),
    kept=14,
    spots=spots(HOURS),
)
MINUTE_BARS_IN_TWO = Case(
    "bidask.csv",
    lines(
        "Datetime,bid,ask",
        [
            f"02/03/2010 16:53:{50 + at},{0.5346 + at / 10000:.4f},{0.5347 + at / 10000:.4f}"
            for at in range(8)
        ],
    ),
    kept=8,
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
