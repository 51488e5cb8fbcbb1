"""The sample of data/raw, cleaned; counted here with nothing but the csv module."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from price_assets.checkpoints import CleanPrices
from price_assets.clean import clean_prices
from price_assets.ingest import ingest, list_files

SAMPLE = Path(__file__).parents[2] / "data" / "raw"


def prices_by_hand() -> tuple[dict[tuple[str, str], float], dict[str, dict[str, int]]]:
    prices: dict[tuple[str, str], float] = {}
    missing: dict[str, dict[str, int]] = {}
    for name, marker in (("DCOILWTICO.csv", "."), ("eurofxref-hist.csv", "N/A")):
        with (SAMPLE / name).open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                day = row.pop("Date")
                if "/" in day:
                    month, dom, year = map(int, day.split("/"))
                    day = date(year, month, dom).isoformat()
                for symbol, cell in row.items():
                    if not symbol:
                        continue
                    if cell == marker:
                        counts = missing.setdefault(name, {})
                        counts[symbol] = counts.get(symbol, 0) + 1
                    else:
                        prices[symbol, day] = float(cell)
    return prices, missing


@pytest.fixture(scope="module")
def clean() -> CleanPrices:
    return clean_prices(ingest(list_files([SAMPLE])))


def test_every_price_of_both_files_is_there_to_the_bit(clean: CleanPrices) -> None:
    prices, missing = prices_by_hand()
    keys = zip(clean.frame["symbol"], clean.frame["timestamp"], strict=True)
    assert dict(zip(keys, clean.frame["price"], strict=True)) == prices
    assert clean.summary.missing == missing
    assert clean.rejected == []


def test_the_counts_and_some_values_checked_by_hand(clean: CleanPrices) -> None:
    summary = clean.summary
    assert (summary.rows_in, summary.rows_out, summary.missing_total) == (42_356, 39_549, 2_807)
    assert summary.missing == {
        "DCOILWTICO.csv": {"DCOILWTICO": 145},
        "eurofxref-hist.csv": {"CNY": 321, "ISK": 2_341},
    }
    price = clean.frame.set_index(["symbol", "timestamp"])["price"]
    assert price["DCOILWTICO", "2004-01-05"] == 33.71
    assert price["USD", "2019-01-03"] == 1.1348
    assert price["ISK", "2019-01-02"] == 133.4


def test_the_conventions_of_both_files_are_told(clean: CleanPrices) -> None:
    assert [source.conventions for source in clean.sources] == [
        {"timestamp": "%m/%d/%Y", "price": "decimal point"},
        {"timestamp": "%Y-%m-%d", "price": "decimal point"},
    ]


def test_cleaning_twice_gives_the_same_bytes(clean: CleanPrices) -> None:
    assert clean_prices(ingest(list_files([SAMPLE]))).content == clean.content
