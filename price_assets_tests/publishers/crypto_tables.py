"""Tables of the exchanges of coins and of those who collect them."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

from datetime import timedelta

from .case import Case, bars, lines, spots

B = bars()
KEPT = len(B)
HOURS = bars(14, 9000.0, start="2022-03-01", step=timedelta(hours=1))
NEWEST_FIRST = HOURS[::-1]

KRAKEN = Case(
    "XBTUSD_60.csv",
    lines(
        [
            f"{b.seconds},{b.open},{b.high},{b.low},{b.close},{b.volume / 977:.8f},{b.volume % 97 + 3}"
            for b in HOURS
        ]
    ),
    kept=14,
    spots=spots(HOURS),
)
BINANCE = Case(
    "BTCUSDT-1h-2022-03.csv",
    lines(
        [
            f"{b.seconds}000,{b.open:.8f},{b.high:.8f},{b.low:.8f},{b.close:.8f},{b.volume / 9:.8f},{b.seconds + 3599}999,{b.volume * 41.5:.8f},{b.volume % 997},{b.volume / 20:.8f},{b.volume * 20.5:.8f},0"
            for b in HOURS
        ]
    ),
    kept=14,
    spots=spots(HOURS),
)
BINANCE_MICROSECONDS = Case(
    "ETHUSDT-1h-2025-01.csv",
    lines(
        [
            f"{b.seconds}000000,{b.open:.8f},{b.high:.8f},{b.low:.8f},{b.close:.8f},{b.volume / 9:.8f},{b.seconds + 3599}999999,{b.volume * 41.5:.8f},{b.volume % 997},{b.volume / 20:.8f},{b.volume * 20.5:.8f},0"
            for b in HOURS
        ]
    ),
    kept=14,
    spots=spots(HOURS),
)
BINANCE_FUTURES = Case(
    "BTCUSDT-1m.csv",
    lines(
        "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore",
        [
            f"{b.seconds}000,{b.open},{b.high},{b.low},{b.close},{b.volume},{b.seconds + 59}999,{b.volume * 2},{b.volume % 97},1,2,0"
            for b in HOURS
        ],
    ),
    kept=14,
    spots=spots(HOURS),
)
BINANCE_TRADES = Case(
    "BTCUSDT-trades-2022-03-01.csv",
    lines(
        [
            f"{1281540000 + at},{b.close:.8f},{b.volume / 1e6:.8f},{b.close * b.volume / 1e6:.8f},{b.seconds}{at:03d},{'True' if at % 3 else 'False'},True"
            for at, b in enumerate(HOURS)
        ]
    ),
    kept=14,
    spots=[(HOURS[5].date("%Y-%m-%dT%H:%M:%S.005"), "*", HOURS[5].close)],
)
COINBASE = Case(
    "coinbase_btc.csv",
    lines(
        "time,low,high,open,close,volume",
        [f"{b.seconds},{b.low},{b.high},{b.open},{b.close},{b.volume}" for b in NEWEST_FIRST],
    ),
    kept=14,
    spots=spots(HOURS),
)
CRYPTODATADOWNLOAD = Case(
    "Bitstamp_BTCUSD_1h.csv",
    lines(
        "https://www.CryptoDataDownload.com",
        "unix,date,symbol,open,high,low,close,Volume BTC,Volume USD",
        [
            f"{b.seconds},{b.date('%Y-%m-%d %H:%M:%S')},BTC/USD,{b.open},{b.high},{b.low},{b.close},{b.volume / 1000},{b.volume * 9}"
            for b in NEWEST_FIRST
        ],
        end="\r\n",
    ),
    kept=14,
    spots=spots(HOURS, "BTC/USD"),
)
CRYPTODATADOWNLOAD_OLD = Case(
    "Coinbase_ETHUSD_1h.csv",
    lines(
        "https://www.CryptoDataDownload.com",
        "Date,Symbol,Open,High,Low,Close,Volume ETH,Volume USD",
        [
            f"{b.date('%Y-%m-%d %I-%p')},ETHUSD,{b.open},{b.high},{b.low},{b.close},{b.volume / 1000},{b.volume * 9}"
            for b in NEWEST_FIRST
        ],
    ),
    kept=14,
    spots=spots(HOURS, "ETHUSD"),
)
BITCOINCHARTS = Case(
    "bitstampUSD.csv",
    lines([f"{b.seconds},{b.close:.12f},{b.volume / 9999:.12f}" for b in HOURS]),
    kept=14,
    spots=spots(HOURS),
)
KAGGLE_BITSTAMP = Case(
    "bitstampUSD_1-min_data_2012-01-01_to_2021-03-31.csv",
    lines(
        "Timestamp,Open,High,Low,Close,Volume_(BTC),Volume_(Currency),Weighted_Price",
        [
            f"{b.seconds},{b.open},{b.high},{b.low},{b.close},{b.volume / 999},{b.volume * 9},{b.close}"
            if at % 3 == 0
            else f"{b.seconds},NaN,NaN,NaN,NaN,NaN,NaN,NaN"
            for at, b in enumerate(HOURS)
        ],
    ),
    kept=5,
    missing=9,
    spots=[(HOURS[6].date("%Y-%m-%dT%H:%M:%S"), "*", HOURS[6].close)],
)
COINMARKETCAP = Case(
    "Bitcoin_1.1.2020-31.1.2020_historical_data_coinmarketcap.csv",
    "\ufeff"
    + lines(
        "timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;timestamp",
        [
            f'"{b.date()}T00:00:00.000Z";"{b.date()}T23:59:59.999Z";"{b.date()}T08:17:00.000Z";"{b.date()}T17:45:00.000Z";"2781";{b.open};{b.high};{b.low};{b.close};{b.volume * 99};{b.volume * 99999};"{b.date()}T23:59:59.999Z"'
            for b in B[::-1]
        ],
    ),
    kept=KEPT,
    spots=[(f"{b.date()}T23:59:59.999Z", "*", b.close) for b in B[::5]],
)
COINMARKETCAP_OLD = Case(
    "bitcoin_price.csv",
    lines(
        '"Date","Open","High","Low","Close","Volume","Market Cap"',
        [
            f'"{b.date("%b %d, %Y")}",{b.open},{b.high},{b.low},{b.close},"{b.volume * 9:,}","{b.volume * 99999:,}"'
            for b in B[::-1]
        ],
        '"Dec 27, 2013",763.28,777.51,713.60,735.07,"-","-"',
    ),
    kept=KEPT + 1,
    spots=[*spots(B), ("2013-12-27", "*", 735.07)],
)
COINGECKO = Case(
    "btc-usd-max.csv",
    lines(
        "snapped_at,price,market_cap,total_volume",
        [f"{b.date()} 00:00:00 UTC,{b.close},{b.volume * 1e6},0.0" for b in B],
        "2020-02-01 00:00:00 UTC,9380.18,,",
    ),
    kept=KEPT + 1,
    spots=spots(B),
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
