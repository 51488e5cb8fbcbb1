"""The sample of data/raw, read perfectly; counted here with nothing but the csv module."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from price_assets.checkpoints import RawPrices
from price_assets.ingest import ingest, list_files

SAMPLE = Path(__file__).parents[2] / "data" / "raw"
MARKERS = {"", ".", "N/A"}


def rows_of(name: str) -> list[list[str]]:
    with (SAMPLE / name).open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def raw() -> RawPrices:
    return ingest(list_files([SAMPLE]))


def test_every_cell_of_both_files_is_in_the_raw_table_as_found(raw: RawPrices) -> None:
    expected = []
    for name in ("DCOILWTICO.csv", "eurofxref-hist.csv"):
        header, *rows = rows_of(name)
        symbols = [column for column in header[1:] if column]
        for number, row in enumerate(rows, start=1):
            for symbol, cell in zip(symbols, row[1:], strict=False):
                expected.append((name, number, symbol, row[0], symbol, cell))
    found = raw.frame.iloc[:, :6].itertuples(index=False, name=None)
    assert list(found) == expected
    assert len(expected) == 3_916 + 3_844 * 10


def test_how_both_files_are_read_is_recorded(raw: RawPrices) -> None:
    oil, rates = raw.sources
    assert (oil.source, oil.rows, oil.observations) == ("DCOILWTICO.csv", 3_916, 3_916)
    assert (rates.source, rates.rows, rates.observations) == ("eurofxref-hist.csv", 3_844, 38_440)
    for source in (oil, rates):
        assert (source.format, source.delimiter, source.layout) == ("delimited", ",", "wide")
        assert source.columns.timestamp == ["Date"]
        assert source.columns.extra == {}
        assert source.notes == []
    assert " ".join(rates.columns.price) == "USD JPY GBP CHF SEK NOK CAD AUD CNY ISK"
    assert raw.rejected == []


def test_reading_twice_gives_the_same_bytes(raw: RawPrices) -> None:
    assert ingest(list_files([SAMPLE])).content == raw.content
