"""One bad file among good ones."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from price_assets.ingest import (
    IngestSettings,
    OnBadFile,
    PriceFileError,
    ingest,
    iter_prices,
    list_files,
)

GOOD = "date,close\n2020-01-06,1.25\n2020-01-07,1.26\n"
SET_ASIDE = IngestSettings(on_bad_file=OnBadFile.quarantine)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.csv").write_text(GOOD)
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 not a table")
    (tmp_path / "c.csv").write_text("name,remark\nx,y\nz,w\n")
    (tmp_path / "d.csv").write_text(GOOD)
    return tmp_path


def test_by_default_all_bad_files_are_named_at_once(folder: Path) -> None:
    with pytest.raises(PriceFileError, match=r"2 of 4 files.*b\.pdf: .*PDF.*c\.csv: ") as error:
        ingest(list_files([folder]))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(("settings", "warnings"), [(IngestSettings(), 0), (SET_ASIDE, 2)])
def test_a_bad_file_is_warned_of_only_where_no_error_says_it(
    folder: Path, caplog: pytest.LogCaptureFixture, settings: IngestSettings, warnings: int
) -> None:
    with contextlib.suppress(PriceFileError):
        ingest(list_files([folder]), settings)
    assert sum(record.levelname == "WARNING" for record in caplog.records) == warnings


def test_in_quarantine_the_good_ones_go_on_and_the_bad_ones_are_listed(folder: Path) -> None:
    raw = ingest(list_files([folder]), SET_ASIDE).checked()
    assert list(raw.frame["source"].unique()) == ["a.csv", "d.csv"]
    errors = {source.source: source.error for source in raw.sources}
    assert errors["a.csv"] is None
    assert "PDF" in str(errors["b.pdf"])
    assert str(errors["c.csv"]).startswith("c.csv: expected")
    assert [source.source for source in raw.sources] == ["a.csv", "b.pdf", "c.csv", "d.csv"]
    assert all(len(source.sha256) == 64 for source in raw.sources)


def test_a_file_that_is_bad_at_its_end_leaves_no_rows_behind(tmp_path: Path) -> None:
    import gzip

    (tmp_path / "a.csv").write_text(GOOD)
    rows = "".join(f"{1900 + n // 300}-01-{1 + n % 28:02d},{n}.5\n" for n in range(300_000))
    packed = gzip.compress(("date,close\n" + rows).encode())
    (tmp_path / "b.csv.gz").write_bytes(packed[:-1000])
    raw = ingest(list_files([tmp_path]), SET_ASIDE)
    assert list(raw.frame["source"].unique()) == ["a.csv"]
    assert "b.csv.gz" in str(raw.sources[1].error)


def test_batches_go_on_with_the_next_file(folder: Path) -> None:
    sources = [set(batch["source"]) for batch in iter_prices(folder, SET_ASIDE)]
    assert sources == [{"a.csv"}, {"d.csv"}]
    with pytest.raises(PriceFileError, match=r"b\.pdf"):
        list(iter_prices(folder))


def test_where_every_file_is_bad_there_is_an_error_all_the_same(folder: Path) -> None:
    (folder / "a.csv").unlink()
    (folder / "d.csv").unlink()
    with pytest.raises(PriceFileError, match="2 of 2 files"):
        ingest(list_files([folder]), SET_ASIDE)
