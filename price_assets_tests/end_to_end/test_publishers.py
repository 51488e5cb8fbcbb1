"""Files in the forms that publishers use: every observation found, every line accounted for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from price_assets.checkpoints import PriceAssetsError, Rejection, Source
from price_assets.clean import clean_prices
from price_assets.ingest import ingest, list_files
from price_assets_tests.publishers import CASES
from price_assets_tests.publishers.case import Case

READ = [case for case in CASES if case.refused is None]
REFUSED = [case for case in CASES if case.refused is not None]
RESOLVED = ("duplicate", "superseded")
PARTS = ("data", "header", "preamble", "footer", "comment", "blank")


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_a_publishers_file_is_read_whole_and_each_line_of_it_is_accounted_for(
    case: Case, tmp_path: Path
) -> None:
    raw = ingest(list_files([written(case, tmp_path)]))
    clean = clean_prices(raw)
    summary = clean.summary
    resolved = sum(summary.rejected.get(reason, 0) for reason in RESOLVED)
    kept = [(row.timestamp, row.symbol, row.price) for row in clean.frame.itertuples()]
    found = kept + [as_row(item) for item in clean.rejected if item.reason in RESOLVED]
    assert (
        len(found),
        summary.missing_total,
        summary.rejected_total - resolved,
        len({symbol for _, symbol, _ in found}),
    ) == (case.kept, case.missing, case.rejected, case.symbols)
    for spot in case.spots:
        assert any(is_same(row, spot) for row in found), (spot, found[:6])
    assert raw.summary.observations == len(found) + case.missing + case.rejected
    assert summary.rows_in == summary.rows_out + summary.rejected_total + summary.missing_total
    for source in clean.sources:
        if source.lines is not None:
            assert source.lines.total == sum(getattr(source.lines, part) for part in PARTS)
    if is_text(clean.sources, case):
        assert isinstance(case.content, str)
        assert sum(s.lines.total for s in clean.sources if s.lines) == case.content.count("\n")


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_a_publishers_file_without_prices_to_read_is_refused_in_one_line(
    case: Case, tmp_path: Path
) -> None:
    path = written(case, tmp_path)
    with pytest.raises(PriceAssetsError, match=case.refused) as refusal:
        clean_prices(ingest(list_files([path])))
    assert "\n" not in str(refusal.value)
    assert case.name in str(refusal.value)


def written(case: Case, folder: Path) -> Path:
    path = folder / case.name
    if isinstance(case.content, str):
        path.write_bytes(case.content.encode())
    else:
        path.write_bytes(case.content)
    return path


def is_text(sources: list[Source], case: Case) -> bool:
    kinds = {source.format for source in sources}
    return isinstance(case.content, str) and kinds <= {"delimited", "fixed-width"}


def as_row(item: Rejection) -> tuple[str, str, float]:
    return (str(item.timestamp), str(item.symbol), float(str(item.price)))


def is_same(row: tuple[str, str, float], spot: tuple[str, str, float]) -> bool:
    time, symbol, price = spot
    return (
        is_same_time(row[0], time)
        and (symbol == "*" or all(part in row[1] for part in symbol.split("|")))
        and row[2] == price
    )


def is_same_time(found: str, known: str) -> bool:
    """Compare instants where both have a zone, else what a clock on the wall shows."""
    one, other = datetime.fromisoformat(found), datetime.fromisoformat(known)
    if one.tzinfo and other.tzinfo:
        return one == other
    if one.tzinfo:
        one = one.astimezone(UTC)
    return one.replace(tzinfo=None) == other.replace(tzinfo=None)
