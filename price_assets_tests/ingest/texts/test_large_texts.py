"""Texts too large to be looked at as a whole are read as a small one would be."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from price_assets.ingest import ingest
from price_assets.ingest.landing import list_files

HEADER = "Date,Symbol,Open,Close,Volume"


def _rows(count: int, first: int = 0) -> list[str]:
    return [
        f"{date(1950, 1, 1) + timedelta(days=at)},S{at % 3},{at % 97}.25,{at % 89}.75,{at * 31}"
        for at in range(first, first + count)
    ]


def _read(path: Path, lines: list[str]):
    path.write_text("\n".join(lines) + "\n")
    return ingest(list_files([path]))


@pytest.mark.parametrize(
    ("again", "columns"),
    [
        ("Date,Symbol,Close,Open,Volume", lambda day, symbol, a, b, c: (day, symbol, b, a, c)),
        ("Symbol,Date,Open,Close,Volume", lambda day, symbol, a, b, c: (symbol, day, a, b, c)),
        (
            "Date,Symbol,Open,High,Close,Volume",
            lambda day, symbol, a, b, c: (day, symbol, a, "99.5", b, c),
        ),
    ],
)
def test_a_header_with_other_columns_begins_a_table_of_its_own(tmp_path, again, columns):
    first, second = _rows(8_000), _rows(12_000, 8_000)
    written = [",".join(columns(*row.split(","))) for row in second]
    raw = _read(tmp_path / "prices.csv", [HEADER, *first, again, *written])
    assert [(source.source, source.rows) for source in raw.sources] == [
        ("prices.csv", 8_000),
        ("prices.csv#2", 12_000),
    ]
    expected = [row.split(",") for row in [*first, *second]]
    assert raw.frame["timestamp"].tolist() == [row[0] for row in expected]
    assert raw.frame["symbol"].tolist() == [row[1] for row in expected]
    assert raw.frame["price"].tolist() == [row[3] for row in expected]
    lines = [source.lines for source in raw.sources]
    assert sum(counts.total for counts in lines if counts) == 20_002


def test_a_header_below_more_remarks_than_the_sample_holds_is_found(tmp_path):
    remarks = [
        f"Clause {at} of the disclaimer, which is no advice, see the terms" for at in range(160)
    ]
    rows = _rows(15_000)
    raw = _read(tmp_path / "prices.csv", [*remarks, HEADER, *rows])
    assert raw.frame["price"].tolist() == [row.split(",")[3] for row in rows]


def test_rows_around_odd_ones_are_read_as_without_them(tmp_path):
    rows = _rows(30_000)
    odd = {7_000: "", 15_000: '2001-01-01,"S,1",1.5,2.5,3', 22_000: "2001-01-01,S1,1,2,3,4,5"}
    lines = list(rows)
    for at in sorted(odd, reverse=True):
        lines.insert(at, odd[at])
    raw = _read(tmp_path / "prices.csv", [HEADER, *lines])
    read = raw.frame[raw.frame["symbol"] != "S,1"]
    assert read["timestamp"].tolist() == [row.split(",")[0] for row in rows]
    assert read["price"].tolist() == [row.split(",")[3] for row in rows]
    assert [(item.row, item.reason) for item in raw.rejected] == [(22_002, "too many fields")]


def test_what_is_left_out_far_below_is_told(tmp_path):
    rows = _rows(20_000)
    rows[15_000] = rows[15_000].replace("S0", "S\x000")
    raw = _read(tmp_path / "prices.csv", [HEADER, *rows])
    assert "NUL characters are left out" in raw.sources[0].notes


def test_a_title_over_the_header_again_names_the_symbol_of_the_rows_below(tmp_path):
    lines = []
    for symbol in ("GOLD", "SILVER", "TIN"):
        rows = [f"{row.split(',')[0]},{row.split(',')[3]}" for row in _rows(12_000)]
        lines += [f"Symbol: {symbol}", "Date,Close", *rows, ""]
    raw = _read(tmp_path / "prices.csv", lines)
    assert (
        raw.frame["symbol"].tolist() == ["GOLD"] * 12_000 + ["SILVER"] * 12_000 + ["TIN"] * 12_000
    )
    assert raw.rejected == []
