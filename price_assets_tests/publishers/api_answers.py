"""Answers of interfaces, as JSON."""

from __future__ import annotations

import json
from datetime import timedelta

from .case import Case, bars, lines, spots

B = bars()
KEPT = len(B)
HOURS = bars(14, 9000.0, start="2022-03-01", step=timedelta(hours=1))

COINGECKO_JSON = Case(
    "market_chart.json",
    json.dumps(
        {
            "prices": [[b.seconds * 1000, b.close] for b in HOURS],
            "market_caps": [[b.seconds * 1000, b.close * 1.8e7] for b in HOURS],
            "total_volumes": [[b.seconds * 1000, b.volume * 1e5] for b in HOURS],
        }
    ),
    kept=14,
    spots=spots(HOURS),
)
BINANCE_JSON = Case(
    "klines.json",
    json.dumps(
        [
            [
                *(b.seconds * 1000, str(b.open), str(b.high), str(b.low), str(b.close)),
                *(str(b.volume), b.seconds * 1000 + 3599999, "2434.19055334", b.volume % 97),
                *("1756.87402397", "28.46694368", "0"),
            ]
            for b in HOURS
        ]
    ),
    kept=14,
    spots=spots(HOURS),
)
KRAKEN_JSON = Case(
    "OHLC.json",
    json.dumps(
        {
            "error": [],
            "result": {
                "XXBTZUSD": [
                    [b.seconds, *map(str, (b.open, b.high, b.low, b.close, b.close, b.volume)), 9]
                    for b in HOURS
                ],
                "last": HOURS[-2].seconds,
            },
        }
    ),
    kept=14,
    spots=spots(HOURS, "XXBTZUSD"),
)
CRYPTOCOMPARE = Case(
    "histohour.json",
    json.dumps(
        {
            "Response": "Success",
            "Message": "",
            "HasWarning": False,
            "Type": 100,
            "RateLimit": {},
            "Data": {
                "Aggregated": False,
                "TimeFrom": HOURS[0].seconds,
                "TimeTo": HOURS[-1].seconds,
                "Data": [
                    {
                        "time": b.seconds,
                        "high": b.high,
                        "low": b.low,
                        "open": b.open,
                        "volumefrom": b.volume,
                        "volumeto": b.volume * 9000,
                        "close": b.close,
                        "conversionType": "direct",
                        "conversionSymbol": "",
                    }
                    for b in HOURS
                ],
            },
        },
        indent=1,
    ),
    kept=14,
    spots=spots(HOURS),
)
TICK_LINES = Case(
    "trades.jsonl",
    lines(
        [
            json.dumps(
                {
                    "e": "trade",
                    "E": b.seconds * 1000,
                    "s": "BTCUSDT",
                    "t": 12345 + at,
                    "p": f"{b.close:.8f}",
                    "q": "0.00100000",
                    "T": b.seconds * 1000,
                    "m": bool(at % 2),
                }
            )
            for at, b in enumerate(HOURS)
        ]
    ),
    kept=14,
    spots=[(HOURS[2].date("%Y-%m-%dT%H:%M:%S"), "BTCUSDT", HOURS[2].close)],
)
POLONIEX = Case(
    "returnChartData.json",
    json.dumps(
        [
            {
                "date": b.seconds,
                "high": b.high,
                "low": b.low,
                "open": b.open,
                "close": b.close,
                "volume": b.volume,
                "quoteVolume": b.volume / 9,
                "weightedAverage": b.close - 1,
            }
            for b in HOURS
        ]
    ),
    kept=14,
    spots=spots(HOURS),
)
COINDESK = Case(
    "bpi.json",
    json.dumps(
        {
            "bpi": {b.date(): b.close for b in B},
            "disclaimer": "This data was produced from an index. Value data returned as USD.",
            "time": {
                "updated": "Feb 3, 2020 00:03:00 UTC",
                "updatedISO": "2020-02-03T00:03:00+00:00",
            },
        }
    ),
    kept=KEPT,
    spots=spots(B),
)
RATES_API = Case(
    "rates.json",
    json.dumps(
        {
            "success": True,
            "timeseries": True,
            "start_date": "2020-01-02",
            "end_date": "2020-01-17",
            "base": "EUR",
            "rates": {b.date(): {"USD": b.close, "GBP": b.low, "JPY": b.high} for b in B},
        }
    ),
    kept=3 * KEPT,
    symbols=3,
    spots=spots(B, "USD"),
)
YAHOO_CHART = Case(
    "chart.json",
    json.dumps(
        {
            "chart": {
                "result": [
                    {
                        "meta": {
                            "currency": "USD",
                            "symbol": "AAPL",
                            "regularMarketPrice": 300.35,
                            "validRanges": ["1d", "5d"],
                        },
                        "timestamp": [b.seconds for b in HOURS],
                        "indicators": {
                            "quote": [
                                {
                                    "close": [b.close for b in HOURS[:-1]] + [None],
                                    "open": [b.open for b in HOURS[:-1]] + [None],
                                    "volume": [b.volume for b in HOURS[:-1]] + [None],
                                    "high": [b.high for b in HOURS[:-1]] + [None],
                                    "low": [b.low for b in HOURS[:-1]] + [None],
                                }
                            ]
                        },
                    }
                ],
                "error": None,
            }
        }
    ),
    kept=13,
    missing=1,
    spots=[(HOURS[4].date("%Y-%m-%dT%H:%M:%S"), "AAPL", HOURS[4].close)],
)
POLYGON = Case(
    "aggs.json",
    json.dumps(
        {
            "ticker": "AAPL",
            "queryCount": KEPT,
            "resultsCount": KEPT,
            "adjusted": True,
            "results": [
                {
                    "v": b.volume,
                    "vw": b.close - 0.1,
                    "o": b.open,
                    "c": b.close,
                    "h": b.high,
                    "l": b.low,
                    "t": b.seconds * 1000,
                    "n": b.volume % 91,
                }
                for b in HOURS
            ],
            "status": "OK",
            "request_id": "6a7e466379af0a71039d60cc78e72282",
            "count": KEPT,
        }
    ),
    kept=14,
    spots=spots(HOURS, "AAPL"),
)
ALPHA_VANTAGE_JSON = Case(
    "query.json",
    json.dumps(
        {
            "Meta Data": {
                "1. Information": "Daily Prices (open, high, low, close) and Volumes",
                "2. Symbol": "IBM",
                "3. Last Refreshed": "2020-01-17",
                "4. Output Size": "Compact",
                "5. Time Zone": "US/Eastern",
            },
            "Time Series (Daily)": {
                b.date(): {
                    "1. open": f"{b.open:.4f}",
                    "2. high": f"{b.high:.4f}",
                    "3. low": f"{b.low:.4f}",
                    "4. close": f"{b.close:.4f}",
                    "5. volume": str(b.volume),
                }
                for b in B[::-1]
            },
        },
        indent=4,
    ),
    kept=KEPT,
    spots=spots(B, "IBM"),
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
