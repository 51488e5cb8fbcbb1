"""Files as their publishers made them, kept beside the project and not in it."""

from __future__ import annotations

import csv
from datetime import UTC, datetime

import pytest

from price_assets.checkpoints import CleanPrices
from price_assets.clean import clean_prices
from price_assets.ingest import PriceFileError, ingest, list_files
from price_assets_tests.examples import PROJECT

REAL = PROJECT.parent / "shared" / "data" / "real"
RESOLVED = ("duplicate", "superseded")
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the published price files are not beside the project"
)


def known_files() -> list[dict[str, str]]:
    if not REAL.is_dir():
        return []
    with (REAL / "index.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def read(name: str) -> CleanPrices:
    """Read a file with no settings."""
    return clean_prices(ingest(list_files([REAL / name])))


def moment(text: str) -> datetime:
    """Return a time to compare: UTC where a zone is named, else the wall clock."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo is None else found.astimezone(UTC).replace(tzinfo=None)


@pytest.mark.parametrize(
    "known", [k for k in known_files() if k["expect"] == "ok"], ids=lambda known: known["file"]
)
def test_the_counts_and_spot_values_of_a_published_file_are_as_worked_out_by_hand(
    known: dict[str, str],
) -> None:
    clean = read(known["file"])
    reasons = clean.summary.rejected
    resolved = sum(reasons.get(reason, 0) for reason in RESOLVED)
    assert clean.summary.rows_out + resolved == int(known["expected_rows"])
    assert clean.summary.rejected_total - resolved == int(known["bad_rows"])
    assert clean.summary.missing_total == int(known["missing_prices"])
    assert clean.frame["symbol"].nunique() == int(known["n_symbols"])
    found: dict[tuple[datetime, object], set[str]] = {}
    resolved_rows = [item for item in clean.rejected if item.reason in RESOLVED]
    for row in [*clean.frame.itertuples(), *resolved_rows]:
        key = (moment(str(row.timestamp)), row.price)
        found.setdefault(key, set()).add(str(row.symbol))
    for number in "123":
        key = (moment(known[f"spot{number}_ts"]), float(known[f"spot{number}_price"]))
        wanted = known[f"spot{number}_symbol"].split("|")
        symbols = found[key]
        assert wanted == ["*"] or any(
            symbol in wanted or all(part in symbol for part in wanted) for symbol in symbols
        )


@pytest.mark.parametrize(
    "known", [k for k in known_files() if k["expect"] == "ok"], ids=lambda known: known["file"]
)
def test_every_line_and_every_observation_of_a_published_file_is_accounted_for(
    known: dict[str, str],
) -> None:
    clean = read(known["file"])
    summary = clean.summary
    observations = sum(source.observations for source in clean.sources)
    assert observations == summary.rows_in
    assert observations == summary.rows_out + summary.rejected_total + summary.missing_total
    for source in clean.sources:
        if source.lines is not None:
            lines = source.lines.model_dump()
            assert lines.pop("total") == sum(lines.values())


@pytest.mark.parametrize("name", ["exchange_rate.txt.gz"])
def test_a_published_file_without_times_is_refused_clearly(name: str) -> None:
    with pytest.raises(PriceFileError, match="expected a column with times") as error:
        ingest(list_files([REAL / name]))
    assert "\n" not in str(error.value)


def test_a_published_file_with_its_date_in_its_name_alone_is_read() -> None:
    clean = read("20140324.csv")
    assert len(clean.frame) + clean.summary.rejected_total == 7111
    prices = clean.frame.set_index("symbol")["price"]
    assert prices[["A", "JTA", "ZX"]].tolist() == [55.26, 13.58, 2.58]
    assert set(clean.frame["timestamp"]) == {"2014-03-24"}
