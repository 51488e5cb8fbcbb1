"""Files as their publishers made them, kept beside the project and not in it."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pytest

from price_assets.clean import clean_prices
from price_assets.ingest import PriceFileError, ingest, list_files

REAL = Path(__file__).parents[3] / "shared" / "data" / "real"
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the published price files are not beside the project"
)

READ = [
    *("stocks.csv", "DCOILWTICO.csv", "ohlc.json", "tesla-stock-price.csv", "ticksample.csv"),
    *("usd_brl_semicolon_cp1252.csv", "usd_brl_investing_pt.csv", "XRP_ETH-trades.parquet"),
    *("AET-L-1d-100x-error.csv", "EURUSD60.csv", "WFP_food_prices_Afghanistan.csv"),
    "stocks_utf16_tab.txt",
]
REFUSED = {
    "BCHEUR.csv": "put a line of names first",
    "20140324.csv": "put a line of names first",
    "exchange_rate.txt.gz": "put a line of names first",
    "UNITTEST_BTC-1m.json": "found an array without names",
    "agri.xlsx": "found a zip archive or Excel workbook",
    "DCOILWTICO.csv.xz": "found an xz archive",
    "EURUSD60.csv.bz2": "found a bzip2 archive",
}


def what_is_known_of(name: str) -> dict[str, str]:
    with (REAL / "index.csv").open(newline="", encoding="utf-8") as file:
        return next(row for row in csv.DictReader(file) if row["file"] == name)


def wall_clock(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo is None else moment.astimezone(None).replace(tzinfo=None)


@pytest.mark.parametrize("name", READ)
def test_the_counts_and_spot_values_of_a_published_file_are_as_worked_out_by_hand(
    name: str,
) -> None:
    known = what_is_known_of(name)
    clean = clean_prices(ingest(list_files([REAL / name])))
    reasons = clean.summary.rejected
    resolved = reasons.get("duplicate", 0) + reasons.get("superseded", 0)
    found = [(r.timestamp, r.price) for r in clean.frame.itertuples()]
    found += [(str(r.timestamp), r.price) for r in clean.rejected if r.reason == "superseded"]
    assert clean.summary.rows_out + resolved == int(known["expected_rows"])
    # The counts leave a line of tags out, which stands here among the rejected rows.
    tags = 1 if name.startswith("WFP") else 0
    assert clean.summary.rejected_total - resolved == int(known["bad_rows"]) + tags
    assert clean.summary.missing_total == int(known["missing_prices"])
    moments = {(wall_clock(timestamp), price) for timestamp, price in found}
    for number in "123":
        moment = wall_clock(known[f"spot{number}_ts"])
        assert (moment, float(known[f"spot{number}_price"])) in moments


@pytest.mark.parametrize("name", REFUSED)
def test_a_published_file_that_is_not_understood_is_refused_clearly(name: str) -> None:
    with pytest.raises(PriceFileError, match=REFUSED[name]):
        ingest(list_files([REAL / name]))
