"""Small documents and files that several tests start from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd

from price_assets.checkpoints import (
    CleanPrices,
    RawPrices,
    RawSummary,
    Source,
    SourceColumns,
)

PROJECT = Path(__file__).parent.parent
SAMPLE = PROJECT / "data" / "raw"
PRICES = "date,symbol,price\n" + "".join(
    f"2020-{1 + day // 28:02d}-{1 + day % 28:02d},{symbol},{level + (day * 7 % 11) / 10}\n"
    for symbol, level in (("WTI", -37), ("GOLD", 1500))
    for day in range(120)
)


def text_frame(columns: dict[str, list], text: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(columns)
    return frame.astype(dict.fromkeys(text, "str"))


def a_source(name: str = "prices.csv", observations: int = 2) -> Source:
    return Source(
        source=name,
        uri=name,
        sha256="0" * 64,
        bytes=10,
        rows=observations,
        observations=observations,
        format="delimited",
        encoding="utf-8",
        delimiter=",",
        layout="long",
        symbol_from="column",
        columns=SourceColumns(timestamp=["date"], symbol=["symbol"], price=["price"]),
    )


def raw_prices(prices: list[str] | None = None, name: str = "prices.csv") -> RawPrices:
    prices = ["1.5", "-36.98"] if prices is None else prices
    count = len(prices)
    frame = text_frame(
        {
            "source": [name] * count,
            "row": list(range(1, count + 1)),
            "column": ["price"] * count,
            "timestamp": [f"2020-04-{20 + index}" for index in range(count)],
            "symbol": ["WTI"] * count,
            "price": prices,
        },
        ("source", "column", "timestamp", "symbol", "price"),
    )
    return RawPrices(
        frame=frame,
        sources=[a_source(name, count)],
        summary=RawSummary(files=1, rows=count, observations=count),
    )


def clean_frame(prices: list[float], symbol: str = "WTI", start: str = "2020-01-01"):
    days = pd.bdate_range(start, periods=len(prices)).strftime("%Y-%m-%d")
    return text_frame(
        {"symbol": [symbol] * len(prices), "timestamp": list(days), "price": list(prices)},
        ("symbol", "timestamp"),
    ).astype({"price": "float64"})


def clean_prices_of(prices: list[float], symbol: str = "WTI") -> CleanPrices:
    return CleanPrices.from_frame(clean_frame(prices, symbol))


def run_python(code: str, cwd: Path = PROJECT, **environment: str) -> subprocess.CompletedProcess:
    """Run code in a fresh interpreter of the same environment."""
    import os

    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
