"""Rows near the header that fit neither it nor the data."""

from __future__ import annotations

import pytest

from price_assets_tests.ingest.conftest import Ingest

ROWS = "".join(
    f"2020-01-{day:02d},{day}:00,{day}.5,{day * 100},shop {day}\n" for day in range(2, 20)
)
NAMES = "Date,Time,Price,Volume,Remark\n"


@pytest.mark.parametrize(
    "damaged",
    [
        "2020-01-01,1:00,,1.5,100,shop 1\n",
        "2020-01-011:00,1.5,100,shop 1\n",
        ",2020-01-01,1:00,1.5,100,shop 1\n",
        "2020-01-01;1:00;1.5;100;shop 1\n",
    ],
)
def test_a_damaged_first_row_is_data_and_no_second_line_of_names(
    ingest_files: Ingest, damaged: str
) -> None:
    raw = ingest_files({"x.csv": NAMES + damaged + ROWS})
    source = raw.sources[0]
    assert source.rows == 19
    assert source.header_rows == 1
    assert len(raw.frame) + len(raw.rejected) == 19


@pytest.mark.parametrize("delimiter", [" ", ";", "\t", "|"])
def test_names_with_another_delimiter_than_the_rows_are_names(
    ingest_files: Ingest, delimiter: str
) -> None:
    raw = ingest_files({"x.csv": NAMES.replace(",", delimiter) + ROWS})
    assert raw.sources[0].columns.price == ["Price"]
    assert raw.sources[0].columns.timestamp == ["Date", "Time"]
    assert raw.frame["Remark"].tolist()[0] == "shop 2"
    assert "another delimiter" in " ".join(raw.sources[0].notes)


def test_a_title_of_as_many_words_as_columns_is_no_line_of_names(ingest_files: Ingest) -> None:
    raw = ingest_files({"gold.csv": "Gold 2020\n2020-01-01,1.5\n2020-01-02,1.6\n2020-01-03,1.7\n"})
    assert raw.sources[0].header_rows == 0
    assert len(raw.frame) == 3


def test_a_second_table_below_the_first_is_read_apart(ingest_files: Ingest) -> None:
    first = "Date,Gold\n" + "".join(f"2020-01-{day:02d},{1500 + day}\n" for day in range(1, 12))
    second = "Date,Volume,Silver\n" + "".join(
        f"2020-01-{day:02d},7,{17 + day / 10}\n" for day in range(1, 12)
    )
    raw = ingest_files({"x.csv": first + "\n" + second})
    assert [source.source for source in raw.sources] == ["x.csv", "x.csv#2"]
    assert sum(source.lines.total for source in raw.sources if source.lines) == 25
    assert raw.frame.groupby("source")["symbol"].first().to_dict() == {
        "x.csv": "Gold",
        "x.csv#2": "Silver",
    }


def test_a_row_cut_short_in_columns_that_are_always_filled_is_rejected_and_not_shifted(
    ingest_files: Ingest,
) -> None:
    rows = "".join(f"2020-01-{day:02d},{day}.1,{day}.2,{day}.3\n" for day in range(1, 20))
    raw = ingest_files({"x.csv": "Date,USD,JPY,GBP\n" + rows + "2020-01-20,20.1,20\n"})
    assert {item.row for item in raw.rejected} == {20}
    assert {item.reason for item in raw.rejected} == {"too few fields"}
    assert len(raw.rejected) == 3
    assert raw.sources[0].observations == 60


def test_a_short_row_is_filled_up_where_others_leave_the_same_cells_empty(
    ingest_files: Ingest,
) -> None:
    rows = "".join(f"2020-01-{day:02d},{day}.1,,\n" for day in range(1, 20))
    raw = ingest_files({"x.csv": "Date,Price,Flag,Note\n" + rows + "2020-01-20,20.1\n"})
    assert raw.rejected == []
    assert raw.frame["price"].tolist()[-1] == "20.1"


def test_a_row_with_another_delimiter_amid_the_data_begins_no_second_table(
    ingest_files: Ingest,
) -> None:
    rows = [
        f'2020-01-{day:02d},{day}.5,"shop {day}, on the corner, by the river"'
        for day in range(1, 25)
    ]
    rows[12] = '2020-01-13 13.5 "shop, on the corner, by the river"'
    raw = ingest_files({"x.csv": "Date,Price,Place\n" + "\n".join(rows) + "\n"})
    assert [source.source for source in raw.sources] == ["x.csv"]
    assert raw.sources[0].rows == 24
