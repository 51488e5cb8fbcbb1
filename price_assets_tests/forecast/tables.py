"""Tables of prices with known properties, all from fixed seeds."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd


def weekdays(count, start=date(2020, 1, 1)):
    days, day = [], start
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day.isoformat())
        day += timedelta(days=1)
    return days


def days(count, start=date(2020, 1, 1)):
    return [(start + timedelta(days=number)).isoformat() for number in range(count)]


def hours(count, start="2021-03-01T00:00:00"):
    moments = pd.date_range(start, periods=count, freq="h")
    return [f"{moment:%Y-%m-%dT%H:%M:%S}Z" for moment in moments]


def table(series):
    """Build a plain table from {symbol: (timestamps, prices)}."""
    parts = [
        pd.DataFrame(
            {"symbol": symbol, "timestamp": list(stamps), "price": np.asarray(prices, float)}
        )
        for symbol, (stamps, prices) in sorted(series.items())
    ]
    frame = pd.concat(parts, ignore_index=True)
    return frame.astype({"symbol": "str", "timestamp": "str"})


def mean_reverting(rows=420, symbols=3, seed=1, level=100.0):
    """Half of every distance from a level is made good a day later: easy to beat naive on."""
    series = {}
    for number in range(symbols):
        # A generator each, so that more rows only add to those of a shorter table.
        noise = np.random.default_rng([seed, number]).normal(size=rows)
        distance = np.zeros(rows)
        for row in range(1, rows):
            distance[row] = 0.5 * distance[row - 1] + noise[row]
        series[f"S{number}"] = (weekdays(rows), level * 10.0**number + 3.0**number * distance)
    return table(series)


def random_walk(rows=420, symbols=3, seed=2):
    """Nothing can be told of the next step."""
    random = np.random.default_rng(seed)
    return table(
        {
            f"W{number}": (weekdays(rows), 50.0 + np.cumsum(random.normal(size=rows)))
            for number in range(symbols)
        }
    )
