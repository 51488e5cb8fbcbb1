"""The answers of public APIs, as their documentation shows them, read without any setting."""

from __future__ import annotations

import json
from typing import Any

import pytest

from price_assets.ingest.json_files.json_tables import read_json
from price_assets.ingest.table import Table
from price_assets.ingest.texts.text import Text

_PLAIN_DAYS = ["2020-01-01", "2020-01-02", "2020-01-03"]

# The answer; and of each table its symbol, its rows, its columns and its first row.
Expected = tuple[str | None, int, list[str], list[Any]]
ANSWERS: dict[str, tuple[Any, list[Expected]]] = {
    "Alpha Vantage daily": (
        {
            "Meta Data": {"1. Information": "Daily Prices", "2. Symbol": "IBM"},
            "Time Series (Daily)": {
                "2024-01-03": {"1. open": "161.0", "4. close": "1601.10", "5. volume": "4086065"},
                "2024-01-02": {"1. open": "162.8", "4. close": "1610.50", "5. volume": "3825044"},
            },
        },
        [
            (
                "IBM",
                2,
                ["date", "1. open", "4. close", "5. volume"],
                ["2024-01-03", "161.0", "1601.10", "4086065"],
            )
        ],
    ),
    "Alpha Vantage currencies": (
        {
            "Meta Data": {"2. From Symbol": "EUR", "3. To Symbol": "USD"},
            "Time Series FX (Daily)": {"2024-01-03": {"4. close": "1.0921"}},
        },
        [("EUR/USD", 1, ["date", "4. close"], ["2024-01-03", "1.0921"])],
    ),
    "Alpha Vantage quote": (
        {"Global Quote": {"01. symbol": "IBM", "05. price": "160.1", "07. latest": "2024-01-03"}},
        [(None, 1, ["01. symbol", "05. price", "07. latest"], ["IBM", "160.1", "2024-01-03"])],
    ),
    "Frankfurter time series": (
        {
            "amount": 1.0,
            "base": "EUR",
            "start_date": "2020-01-02",
            "end_date": "2020-01-03",
            "rates": {
                "2020-01-02": {"USD": 1.1193, "JPY": 121.75},
                "2020-01-03": {"USD": 1.1147, "JPY": 120.9},
            },
        },
        [(None, 2, ["date", "USD", "JPY"], ["2020-01-02", 1.1193, 121.75])],
    ),
    "Fixer latest": (
        {
            "success": True,
            "timestamp": 1519296206,
            "base": "EUR",
            "date": "2021-03-17",
            "rates": {"AUD": 1.566015, "CAD": 1.560132, "USD": 1.23},
        },
        [(None, 1, ["date", "AUD", "CAD", "USD"], ["2021-03-17", 1.566015, 1.560132, 1.23])],
    ),
    "ExchangeRate-API latest": (
        {
            "result": "success",
            "time_last_update_unix": 1585267200,
            "time_last_update_utc": "Fri, 27 Mar 2020 00:00:00 +0000",
            "time_next_update_unix": 1585353700,
            "base_code": "USD",
            "conversion_rates": {"EUR": 0.9, "AUD": 1.4196},
        },
        [
            (
                None,
                1,
                ["time_last_update_utc", "EUR", "AUD"],
                ["Fri, 27 Mar 2020 00:00:00 +0000", 0.9, 1.4196],
            )
        ],
    ),
    "CoinGecko market chart": (
        {
            "prices": [[1711843200000, 69702.3], [1711929600000, 71246.9]],
            "market_caps": [[1711843200000, 1.37e12], [1711929600000, 1.4e12]],
            "total_volumes": [[1711843200000, 1.6e10], [1711929600000, 2e10]],
        },
        [
            (
                None,
                2,
                ["time", "prices", "market_caps", "total_volumes"],
                [1711843200000, 69702.3, 1.37e12, 1.6e10],
            )
        ],
    ),
    "CoinGecko simple price": (
        {
            "bitcoin": {"usd": 67187.3, "last_updated_at": 1711356300},
            "ethereum": {"usd": 3187.3, "last_updated_at": 1711356300},
        },
        [(None, 2, ["symbol", "usd", "last_updated_at"], ["bitcoin", 67187.3, 1711356300])],
    ),
    "CoinDesk": (
        {
            "bpi": {"2013-09-01": 128.2597, "2013-09-02": 127.3648},
            "disclaimer": "This data",
            "time": {"updated": "Sep 6, 2013 00:03:00 UTC"},
        },
        [(None, 2, ["date", "bpi"], ["2013-09-01", 128.2597])],
    ),
    "Binance klines": (
        [
            [1499040000000, "0.01634790", "0.8", "0.01575800", "0.01577100", "1.5", 1499644799999],
            [1499644800000, "0.01577100", "0.9", "0.01575800", "0.01677100", "2.5", 1500249599999],
        ],
        [
            (
                None,
                2,
                [f"column_{n}" for n in range(1, 8)],
                [
                    1499040000000,
                    "0.01634790",
                    "0.8",
                    "0.01575800",
                    "0.01577100",
                    "1.5",
                    1499644799999,
                ],
            )
        ],
    ),
    "Binance ticker": (
        {"symbol": "BTCUSDT", "price": "1.0", "time": 1711356300000},
        [(None, 1, ["symbol", "price", "time"], ["BTCUSDT", "1.0", 1711356300000])],
    ),
    "Kraken OHLC": (
        {
            "error": [],
            "result": {
                "XXBTZUSD": [
                    [1688671200, "30306.1", "30306.2", "30305.7", "30305.8", "30306.1", "3.3", 23],
                    [1688671260, "30304.5", "30304.5", "30300.0", "30300.0", "30300.0", "4.4", 18],
                ],
                "last": 1688672160,
            },
        },
        [
            (
                "XXBTZUSD",
                2,
                [f"column_{n}" for n in range(1, 9)],
                [1688671200, "30306.1", "30306.2", "30305.7", "30305.8", "30306.1", "3.3", 23],
            )
        ],
    ),
    "OKX candles": (
        {"code": "0", "msg": "", "data": [["1597026383085", "3.7"], ["1597026383000", "3.8"]]},
        [(None, 2, ["column_1", "column_2"], ["1597026383085", "3.7"])],
    ),
    "Bitstamp OHLC": (
        {
            "data": {
                "ohlc": [
                    {"close": "21036", "open": "21000", "timestamp": "1667260800", "volume": "12"},
                    {"close": "21136", "open": "21000", "timestamp": "1667264400", "volume": "12"},
                ],
                "pair": "BTC/USD",
            }
        },
        [
            (
                "BTC/USD",
                2,
                ["close", "open", "timestamp", "volume"],
                ["21036", "21000", "1667260800", "12"],
            )
        ],
    ),
    "Deribit chart": (
        {
            "jsonrpc": "2.0",
            "result": {
                "ticks": [1554373800000, 1554374700000],
                "status": "ok",
                "close": [4955.4, 4986.3],
            },
        },
        [(None, 2, ["ticks", "close"], [1554373800000, 4955.4])],
    ),
    "OANDA candles": (
        {
            "instrument": "EUR_USD",
            "granularity": "D",
            "candles": [
                {
                    "complete": True,
                    "time": "2024-01-02T00:00:00.000000000Z",
                    "mid": {"o": "1.1", "c": "1.2"},
                },
                {
                    "complete": True,
                    "time": "2024-01-03T00:00:00.000000000Z",
                    "mid": {"o": "1.2", "c": "1.3"},
                },
            ],
        },
        [
            (
                "EUR_USD",
                2,
                ["complete", "time", "o", "c"],
                [True, "2024-01-02T00:00:00.000000000Z", "1.1", "1.2"],
            )
        ],
    ),
    "Yahoo chart": (
        {
            "chart": {
                "result": [
                    {
                        "meta": {
                            "currency": "USD",
                            "symbol": "AAPL",
                            "regularMarketPrice": 190.1,
                            "currentTradingPeriod": {
                                "pre": {
                                    "timezone": "EST",
                                    "start": 1704272400,
                                    "gmtoffset": -18000,
                                },
                                "post": {
                                    "timezone": "EST",
                                    "start": 1704292200,
                                    "gmtoffset": -18000,
                                },
                            },
                            "validRanges": ["1d", "5d"],
                        },
                        "timestamp": [1704205800, 1704292200, 1704378600],
                        "events": {
                            "dividends": {"1704292200": {"amount": 0.24, "date": 1704292200}}
                        },
                        "indicators": {
                            "quote": [
                                {"open": [187.1, 184.2, 182.1], "close": [185.6, None, 181.9]}
                            ],
                            "adjclose": [{"adjclose": [184.9, 183.5, 181.2]}],
                        },
                    }
                ],
                "error": None,
            }
        },
        [
            (
                "AAPL",
                3,
                ["timestamp", "open", "close", "adjclose"],
                [1704205800, 187.1, 185.6, 184.9],
            )
        ],
    ),
    "Nasdaq Data Link dataset": (
        {
            "dataset": {
                "id": 9775409,
                "dataset_code": "AAPL",
                "name": "Apple Inc.",
                "column_names": ["Date", "Open", "Close"],
                "data": [["2017-12-28", 171.0, 171.08], ["2017-12-27", 170.1, 170.6]],
            }
        },
        [("AAPL", 2, ["Date", "Open", "Close"], ["2017-12-28", 171.0, 171.08])],
    ),
    "Nasdaq Data Link datatable": (
        {
            "datatable": {
                "data": [["A", "2020-01-02", 1.5], ["B", "2020-01-02", 2.5]],
                "columns": [
                    {"name": "ticker", "type": "text"},
                    {"name": "date", "type": "Date"},
                    {"name": "close", "type": "double"},
                ],
            },
            "meta": {"next_cursor_id": None},
        },
        [(None, 2, ["ticker", "date", "close"], ["A", "2020-01-02", 1.5])],
    ),
    "FRED": (
        {
            "realtime_start": "2013-08-14",
            "observation_start": "1776-07-04",
            "count": 2,
            "observations": [
                {"realtime_start": "2013-08-14", "date": "1929-01-01", "value": "."},
                {"realtime_start": "2013-08-14", "date": "1930-01-01", "value": "966.7"},
            ],
        },
        [(None, 2, ["realtime_start", "date", "value"], ["2013-08-14", "1929-01-01", "."])],
    ),
    "EIA version 1": (
        {
            "request": {"command": "series", "series_id": "PET.RWTC.D"},
            "series": [
                {
                    "series_id": "PET.RWTC.D",
                    "name": "Cushing, OK WTI Spot Price FOB, Daily",
                    "f": "D",
                    "start": "19860102",
                    "updated": "2024-01-04T13:08:49-0500",
                    "data": [["20240103", 72.62], ["20240102", 70.62]],
                }
            ],
        },
        [("PET.RWTC.D", 2, ["column_1", "column_2"], ["20240103", 72.62])],
    ),
    "EIA version 2": (
        {
            "response": {
                "total": "2",
                "data": [
                    {"period": "2024-01-02", "series": "RWTC", "value": "70.62"},
                    {"period": "2024-01-03", "series": "RWTC", "value": "72.97"},
                ],
            },
            "request": {"command": "/v2/petroleum", "params": {"length": 5000}},
        },
        [(None, 2, ["period", "series", "value"], ["2024-01-02", "RWTC", "70.62"])],
    ),
    "World Bank": (
        [
            {"page": 1, "pages": 1, "lastupdated": "2024-01-01"},
            [
                {"country": {"id": "BR", "value": "Brazil"}, "date": "2022", "value": 5.16},
                {"country": {"id": "BR", "value": "Brazil"}, "date": "2021", "value": 5.39},
            ],
        ],
        [
            (
                None,
                2,
                ["country.id", "country.value", "date", "value"],
                ["BR", "Brazil", "2022", 5.16],
            )
        ],
    ),
    "Polygon": (
        {
            "ticker": "AAPL",
            "resultsCount": 2,
            "results": [
                {"v": 70790813.0, "c": 130.15, "t": 1673240400000, "n": 645365},
                {"v": 63896155.0, "c": 130.73, "t": 1673326800000, "n": 554940},
            ],
            "status": "OK",
        },
        [("AAPL", 2, ["v", "c", "t", "n"], [70790813.0, 130.15, 1673240400000, 645365])],
    ),
    "Twelve Data": (
        {
            "meta": {"symbol": "AAPL", "interval": "1min", "type": "Common Stock"},
            "values": [{"datetime": "2021-09-16 15:59:00", "close": "148.79"}],
            "status": "ok",
        },
        [("AAPL", 1, ["datetime", "close"], ["2021-09-16 15:59:00", "148.79"])],
    ),
    "Twelve Data batch": (
        {
            symbol: {
                "meta": {"symbol": symbol},
                "values": [{"datetime": "2021-09-16", "close": "148.79"}],
                "status": "ok",
            }
            for symbol in ("AAPL", "EUR/USD")
        },
        [
            ("AAPL", 1, ["datetime", "close"], ["2021-09-16", "148.79"]),
            ("EUR/USD", 1, ["datetime", "close"], ["2021-09-16", "148.79"]),
        ],
    ),
    "Finnhub candles": (
        {"c": [217.68, 221.03], "t": [1569297600, 1569384000], "s": "ok"},
        [(None, 2, ["c", "t"], [217.68, 1569297600])],
    ),
    "Tradier": (
        {"history": {"day": [{"date": "2019-05-02", "close": 2.0}]}},
        [(None, 1, ["date", "close"], ["2019-05-02", 2.0])],
    ),
    "Tradier, one day": (
        {"history": {"day": {"date": "2019-05-02", "close": 2.0}}},
        [(None, 1, ["date", "close"], ["2019-05-02", 2.0])],
    ),
    "Financial Modeling Prep": (
        {
            "historicalStockList": [
                {"symbol": "AAPL", "historical": [{"date": "2020-01-02", "close": 1.5}]},
                {"symbol": "MSFT", "historical": [{"date": "2020-01-02", "close": 2.5}]},
            ]
        },
        [
            ("AAPL", 1, ["date", "close"], ["2020-01-02", 1.5]),
            ("MSFT", 1, ["date", "close"], ["2020-01-02", 2.5]),
        ],
    ),
    "Highcharts": (
        [
            {"name": "AAPL", "data": [[1577836800000, 1.5], [1577923200000, 1.6]]},
            {"name": "MSFT", "data": [[1577836800000, 2.5]]},
        ],
        [
            ("AAPL", 2, ["column_1", "column_2"], [1577836800000, 1.5]),
            ("MSFT", 1, ["column_1", "column_2"], [1577836800000, 2.5]),
        ],
    ),
    "Chart.js": (
        {
            "type": "line",
            "data": {
                "labels": _PLAIN_DAYS,
                "datasets": [
                    {"label": "Gold", "data": [1517, 1529, 1550]},
                    {"label": "Silver", "data": [17.8, 18.0, 18.1]},
                ],
            },
        },
        [(None, 3, ["labels", "Gold", "Silver"], ["2020-01-01", 1517, 17.8])],
    ),
    "Plotly": (
        {
            "data": [
                {"x": _PLAIN_DAYS, "y": [1.5, 1.6, 1.7], "type": "scatter", "name": "AAPL"},
                {"x": _PLAIN_DAYS, "y": [2.5, 2.6, 2.7], "type": "scatter", "name": "MSFT"},
            ],
            "layout": {"title": {"text": "Prices"}},
        },
        [
            ("AAPL", 3, ["x", "y"], ["2020-01-01", 1.5]),
            ("MSFT", 3, ["x", "y"], ["2020-01-01", 2.5]),
        ],
    ),
    "ECharts": (
        {
            "xAxis": {"type": "category", "data": _PLAIN_DAYS},
            "yAxis": {"type": "value"},
            "series": [{"name": "Gold", "data": [820, 932, 901], "type": "line"}],
        },
        [(None, 3, ["xAxis", "Gold"], ["2020-01-01", 820])],
    ),
    "InfluxDB": (
        {
            "results": [
                {
                    "statement_id": 0,
                    "series": [
                        {
                            "name": "price",
                            "tags": {"symbol": "AAPL"},
                            "columns": ["time", "close"],
                            "values": [["2020-01-01T00:00:00Z", 1.5]],
                        }
                    ],
                }
            ]
        },
        [("AAPL", 1, ["time", "close"], ["2020-01-01T00:00:00Z", 1.5])],
    ),
    "Prometheus": (
        {
            "status": "success",
            "data": {
                "resultType": "matrix",
                "result": [
                    {
                        "metric": {"__name__": "price", "symbol": "BTC"},
                        "values": [[1435781430.781, "1"], [1435781445.781, "1.5"]],
                    }
                ],
            },
        },
        [("BTC", 2, ["column_1", "column_2"], [1435781430.781, "1"])],
    ),
    "SDMX-JSON of the ECB": (
        {
            "header": {"id": "x"},
            "dataSets": [{"series": {"0:0": {"observations": {"0": [1.1, 0], "1": [1.2, 0]}}}}],
            "structure": {
                "dimensions": {
                    "series": [
                        {"id": "FREQ", "values": [{"id": "D"}]},
                        {"id": "CURRENCY", "values": [{"id": "USD"}]},
                    ],
                    "observation": [
                        {
                            "id": "TIME_PERIOD",
                            "values": [{"id": "2020-01-02"}, {"id": "2020-01-03"}],
                        }
                    ],
                }
            },
        },
        [
            (
                None,
                2,
                ["FREQ", "CURRENCY", "TIME_PERIOD", "OBS_VALUE"],
                ["D", "USD", "2020-01-02", 1.1],
            )
        ],
    ),
    "JSON-stat of Eurostat": (
        {
            "version": "2.0",
            "class": "dataset",
            "id": ["geo", "time"],
            "size": [2, 3],
            "dimension": {
                "geo": {"category": {"index": {"FR": 1, "DE": 0}}},
                "time": {"category": {"index": {"2020": 0, "2021": 1, "2022": 2}}},
            },
            "value": {"5": 1.5, "1": 2.5, "3": 4.5},
        },
        [(None, 3, ["geo", "time", "value"], ["FR", "2022", 1.5])],
    ),
}


@pytest.mark.parametrize("api", ANSWERS)
def test_the_answer_of_an_api_is_read_with_its_symbol(api: str) -> None:
    answer, expected = ANSWERS[api]
    tables = read_json(Text(json.dumps(answer), "utf-8"), "x.json")
    assert [summary(table) for table in tables] == expected


def summary(table: Table) -> Expected:
    first = [table.cells[name].tolist()[0] for name in table.cells.columns]
    return table.symbol, len(table.cells), list(table.cells.columns), first


def test_the_path_of_a_table_is_its_sheet_where_it_names_the_symbol() -> None:
    answer, _ = ANSWERS["Kraken OHLC"]
    (table,) = read_json(Text(json.dumps(answer), "utf-8"), "x.json")
    assert table.sheet == "result.XXBTZUSD"
    answer, _ = ANSWERS["Twelve Data"]
    (table,) = read_json(Text(json.dumps(answer), "utf-8"), "x.json")
    assert table.sheet is None
