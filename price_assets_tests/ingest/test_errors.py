"""Every refusal is one line that names the file, what was expected and what helps."""

from __future__ import annotations

import gzip
import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from upath import UPath

from price_assets.checkpoints import PriceAssetsError
from price_assets.ingest import (
    IngestSettings,
    PriceFileError,
    ingest,
    iter_prices,
    list_files,
    read_table,
)

from .conftest import Ingest

GOOD = "date,symbol,price\n2020-01-01,A,1\n"


def a_parquet_file(rows: int = 50) -> bytes:
    buffer = io.BytesIO()
    frame = pd.DataFrame({"date": ["2020-01-01"] * rows, "price": range(rows)})
    frame.astype({"date": "str"}).to_parquet(buffer)
    return buffer.getvalue()


REFUSED = {
    "empty": (b"", "found an empty file"),
    "blank": (b" \n\n", "found an empty file"),
    "mark only": (b"\xef\xbb\xbf \n", "found an empty file"),
    "binary": (b"abc,\x00\x01\x02\n", "found binary data"),
    "zip": (b"PK\x03\x04junk", "expected whole zip data, found it damaged, cut off"),
    "old excel": (b"\xd0\xcf\x11\xe0junk", "found an old Excel workbook"),
    "xz": (b"\xfd7zXZ\x00junk", "expected whole xz data, found it damaged, cut off"),
    "broken utf-16": (b"\xff\xfea", "expected text in utf-16, found other bytes"),
    "cut gzip": (
        gzip.compress(GOOD.encode() * 99)[:-12],
        "expected whole gzip data, found it damaged, cut off",
    ),
    "gzip of nothing": (gzip.compress(b""), "found an empty file"),
    "cut parquet": (a_parquet_file()[:-9], "expected a whole Parquet file, found one that breaks"),
    "damaged parquet": (b"PAR1" + b"\x00" * 40 + b"PAR1", "found a damaged one"),
    "short parquet": (b"PAR1", "found one that breaks off"),
    "cut json": (b'[{"date":"2020-01-01","price":1},{"da', "found broken JSON in the text"),
    "cut json lines": (b'{"date":"2020-01-01","price":1}\n{"da', "found broken JSON in line 2"),
    "half a character": (b'[{"date":"\\ud800","price":1}]', "found broken JSON"),
    "json of arrays": (b"[[1, 2], [3, 4]]", "none of which reads as times"),
    "json of numbers": (b"[1, 2]", "found '1' as item 1"),
    "deep json": (b"[" * 100_000, "found broken JSON"),
    "one column": (b"price\n1\n2\n", "found the columns 'price'"),
    "no time": (b"symbol,price\nA,1\n", "expected a column with times, found the columns 'symbol'"),
    "no price": (b"date,note\n2020-01-01,abc\n", "found the columns 'date', 'note': none with a"),
    "open, high and low only": (b"date,open,high\n2020-01-01,1,2\n", "name it with price_column"),
    "two candidates": (
        b"date,symbol,spot usd,spot eur\n2020-01-01,A,1,2\n",
        "or several columns that might be it; name it with price_column",
    ),
    "only empty records": (b"[{}, {}]", "expected a column with times"),
    "no records": (b"[]", "found an empty array: the file has no records"),
    "no records in json": (b'{"schema":{"fields":[]},"data":[]}', "found no columns"),
    "an empty object": (b"{}", "without any key"),
    "a header alone": (b"date,symbol,price\n", "expected at least one row with a time and a price"),
    "no rows in parquet": (a_parquet_file(0), "expected at least one row with a time and a price"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_as_prices_is_refused_in_one_clear_line(
    ingest_files: Ingest, case: str
) -> None:
    content, words = REFUSED[case]
    with pytest.raises(PriceFileError) as failure:
        ingest_files({"x.csv": content})
    message = str(failure.value)
    assert message.startswith("x.csv: expected ")
    assert words in message
    assert "\n" not in message
    assert message == str(failure.value).strip()


def test_files_without_any_observation_are_named(ingest_files: Ingest) -> None:
    with pytest.raises(PriceFileError, match=r"^a\.csv, b\.csv: expected at least one row"):
        ingest_files({"a.csv": "date,price\n", "b.csv": "date,USD\n"})
    many = {f"{number:02d}.csv": "date,price\n" for number in range(14)}
    with pytest.raises(PriceFileError, match=r"^00\.csv, .*, 11\.csv and 4 more: expected"):
        ingest_files(many)


def test_what_a_remote_file_system_raises_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoCredentialsError(Exception):
        """Such as botocore's, which is no OSError."""

    def refuse(*_: object, **__: object) -> bytes:
        raise NoCredentialsError("Unable to locate credentials")

    place = UPath("memory://refusing/x.csv")
    place.write_text(GOOD)
    listed = list_files([place.parent])
    monkeypatch.setattr(type(place.fs), "cat_file", refuse)
    with pytest.raises(PriceAssetsError, match=r"x\.csv: .*Unable to locate credentials; check"):
        ingest(listed)


def test_all_bad_files_are_named_at_once(ingest_files: Ingest) -> None:
    with pytest.raises(PriceFileError) as failure:
        ingest_files({"a.csv": b"", "b.csv": GOOD, "c.csv": b"PAR1"})
    message = str(failure.value)
    assert message.startswith("2 of 3 files cannot be read: a.csv: expected ")
    assert "; c.csv: expected a whole Parquet file" in message
    assert "b.csv" not in message


def test_a_file_that_is_being_written_to_is_left_for_later(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(GOOD)
    listed = list_files([tmp_path])
    (tmp_path / "x.csv").write_text(GOOD + "2020-01-02,A,2\n")
    with pytest.raises(PriceFileError, match=r"expected 33 bytes as listed, found 48; .*Run again"):
        ingest(listed)


def test_a_file_that_has_gone_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(GOOD)
    listed = list_files([tmp_path])
    (tmp_path / "x.csv").unlink()
    with pytest.raises(PriceFileError, match=r"x\.csv: expected a file, found none; .*Run again"):
        ingest(listed)


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(GOOD)
    (file,) = list_files([tmp_path])
    with pytest.raises(PriceFileError, match=r"x\.csv: expected a file, found a folder"):
        ingest([replace(file, place="")])


def test_a_file_behind_another_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(GOOD)
    (file,) = list_files([tmp_path])
    with pytest.raises(PriceFileError, match=r"expected a readable file, found: .*permissions"):
        ingest([replace(file, place="x.csv/within")])


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (IngestSettings(encoding="klingon"), "expected an encoding that Python knows"),
        (IngestSettings(encoding="ascii"), "expected text in ascii, found other bytes"),
        (
            IngestSettings(delimiter="::::"),
            "expected a delimiter of one to three characters, found '::::'",
        ),
        (IngestSettings(delimiter="|"), "expected columns with '|' between them, found one"),
    ],
)
def test_settings_that_do_not_fit_are_named(
    ingest_files: Ingest, settings: IngestSettings, words: str
) -> None:
    with pytest.raises(PriceFileError) as failure:
        ingest_files({"x.csv": "date,price,é\n2020-01-01,1,2\n"}, settings)
    assert words in str(failure.value)


def test_read_table_wants_one_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(GOOD)
    (tmp_path / "b.csv").write_text(GOOD)
    with pytest.raises(PriceFileError, match="expected one file, found 2"):
        read_table(tmp_path)


def test_a_batch_has_at_least_one_row(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="batch_rows is 0"):
        next(iter_prices(tmp_path, batch_rows=0))
