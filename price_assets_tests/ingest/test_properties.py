"""What holds for any rows: each is an observation kept or rejected, by a reader of the standard."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from price_assets.ingest import LandedFile, PriceFileError, ingest, list_files

SLOW = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
CELL = st.one_of(
    st.sampled_from(
        ["", ".", "N/A", "1.5", "-36.98", "0", "1,5", "junk", 'a "quote"', "x;y|z", " "]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6),
)
ROW = st.lists(CELL, min_size=0, max_size=5)


def land(folder: Path, content: bytes) -> LandedFile:
    path = folder / "x.csv"
    path.write_bytes(content)
    return list_files([path])[0]


def written(header: list[str], rows: list[list[str]], delimiter: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([header, *rows])
    return text.getvalue().encode()


@SLOW
@given(st.lists(st.lists(st.sampled_from(["", "1", "-2.5", "N/A", "x", "0"]), max_size=4)))
def test_each_cell_of_a_wide_file_is_an_observation_kept_or_rejected(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    lines = [["2020-01-01", *row] for row in rows]
    content = written(["date", "USD", "JPY"], [["2020-01-01", "1", "2"], *lines], ",")
    try:
        raw = ingest([land(tmp_path, content)])
    except PriceFileError:  # mostly words in one of the columns
        return
    prices = raw.sources[0].columns.price
    found = [*zip(raw.frame["row"], raw.frame["column"], strict=True)]
    found += [(item.row, item.column) for item in raw.rejected]
    assert sorted(found) == sorted((n, p) for n in range(1, len(rows) + 2) for p in prices)
