"""The functions for use without the pipeline, and what the stage logs."""

from __future__ import annotations

import hashlib
import importlib
import logging
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from price_assets.checkpoints import InvalidDocumentError
from price_assets.ingest import (
    PriceFileError,
    ingest,
    iter_prices,
    list_files,
    read_prices,
    read_table,
)
from price_assets.ingest.layouts.layout import Layout
from price_assets.ingest.layouts.observations import Observations
from price_assets.ingest.table import Table

TEXT = "date,symbol,price\n2020-01-01,A, 1.50\n2020-01-02,A\n2020-01-03,A,3,late\n"


def test_read_table_gives_every_cell_as_text_as_found(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(TEXT)
    table = read_table(path)
    assert list(table.columns) == ["date", "symbol", "price", ""]
    assert table.fillna("").values.tolist() == [
        ["2020-01-01", "A", " 1.50", ""],
        ["2020-01-02", "A", "", ""],
        ["2020-01-03", "A", "3", "late"],
    ]
    assert {str(dtype) for dtype in table.dtypes} == {"str"}


def test_read_table_keeps_empty_and_repeated_names_and_columns_as_they_stand(
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.csv"
    path.write_text("date,USD,,USD\n2020-01-01,1,,2\n2020-01-02,3,,4\n")
    table = read_table(path)
    assert list(table.columns) == ["date", "USD", "", "USD"]
    assert table.iloc[:, 2].tolist() == ["", ""]


def test_read_table_of_a_file_without_header_invents_no_names(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("2020-01-01,1.5\n2020-01-02,2.5\n2020-01-03,3.5\n")
    table = read_table(path)
    assert table.attrs["header_rows"] == 0
    assert [list(table.columns), *table.values.tolist()] == [
        ["2020-01-01", "1.5"],
        ["2020-01-02", "2.5"],
        ["2020-01-03", "3.5"],
    ]


def test_read_table_of_an_empty_file_is_an_empty_table(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("")
    assert read_table(tmp_path / "x.csv").shape == (0, 0)


def test_read_table_writes_numbers_as_json_does(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('[{"a":1,"b":1.5,"c":"x","d":true,"e":null},{"a":2,"b":1e-7,"e":"y"}]')
    table = read_table(str(path))
    assert table.fillna("").values.tolist() == [
        ["1", "1.5", "x", "true", ""],
        ["2", "1e-7", "", "", "y"],
    ]
    assert {str(dtype) for dtype in table.dtypes} == {"str"}


def test_read_prices_and_its_batches_are_the_same_rows(tmp_path: Path) -> None:
    lines = [f"2020-01-{day:02d},A,{day},{day}" for day in range(1, 31)]
    path = tmp_path / "x.csv"
    path.write_text("\n".join(["date,symbol,price,volume", *lines]))
    whole = read_prices(path)
    assert list(whole.columns) == [
        *("source", "row", "column", "timestamp", "symbol", "price", "volume")
    ]
    batches = list(iter_prices(path, batch_rows=7))
    assert [len(batch) for batch in batches] == [7, 7, 7, 7, 2]
    pd.testing.assert_frame_equal(pd.concat(batches, ignore_index=True), whole)


def test_each_file_s_reading_is_recorded(tmp_path: Path) -> None:
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "x#1.csv").write_text(TEXT)
    raw = ingest(list_files([tmp_path]))
    (source,) = raw.sources
    assert source.source == "a b/x#1.csv"
    assert source.uri == "a%20b/x%231.csv"
    assert source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert source.bytes == len(TEXT)
    assert (source.rows, source.observations) == (3, 3)
    assert (source.format, source.delimiter, source.encoding) == ("delimited", ",", "utf-8")
    assert str(tmp_path) not in raw.content.decode()


def test_the_log_names_start_each_file_and_end(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(TEXT)
    with caplog.at_level(logging.INFO, "price_assets.ingest"):
        ingest(list_files([tmp_path]))
    assert caplog.messages == [
        "ingest: start: 1 files",
        f"read {path.as_uri()}: 3 rows, 3 observations, delimited, long",
        "note on x.csv: 1 of 3 rows have more or fewer fields than the header has names, and are "
        "rejected",
        "ingest: end: 1 files, 3 rows processed, 3 observations, 1 rejected",
    ]


def test_no_files_are_no_table() -> None:
    with pytest.raises(PriceFileError, match="expected price files, found none"):
        ingest([])


@pytest.mark.parametrize("text", [TEXT, "date,USD,JPY\n2020-01-01,1,2\n2020-01-02,3,4\n"])
def test_a_row_lost_on_the_way_breaks_the_rule_that_none_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (tmp_path / "x.csv").write_text(text)
    stage = importlib.import_module("price_assets.ingest.sources")
    whole = stage.to_observations
    assert ingest(list_files([tmp_path])).broken_rules() == {}

    def losing_one(table: Table, layout: Layout, name: str) -> Observations:
        found: Observations = whole(table, layout, name)
        return replace(found, frame=found.frame.iloc[1:].reset_index(drop=True))

    monkeypatch.setattr(stage, "to_observations", losing_one)
    raw = ingest(list_files([tmp_path]))
    assert list(raw.broken_rules()) == ["conservation_of_rows"]
    with pytest.raises(InvalidDocumentError, match="conservation_of_rows: x.csv has"):
        raw.checked()


def test_importing_the_stages_imports_nothing_heavy() -> None:
    code = (
        "import sys, price_assets.ingest, price_assets.clean;"
        "print({'pandas', 'pyarrow', 'numpy', 'dagster'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
