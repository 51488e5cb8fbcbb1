"""Regular delimited files, and files with all kinds of irregular rows."""

from __future__ import annotations

import pytest

from price_assets_tests.ingest.conftest import Ingest


def test_empty_lines_are_no_rows(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "\n\ndate,price\n\n2020-01-01,1\n   \n2020-01-02,2\n\n"})
    assert raw.frame["row"].tolist() == [1, 2]
    assert raw.frame["price"].tolist() == ["1", "2"]


def test_a_trailing_delimiter_makes_no_column(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "date,USD,JPY,\n2020-01-01,1,2,\n2020-01-02,3,4,\n"})
    assert raw.sources[0].columns.price == ["USD", "JPY"]
    assert list(raw.frame.columns) == ["source", "row", "column", "timestamp", "symbol", "price"]


def test_a_column_without_name_that_has_content_is_kept(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "date,USD,\n2020-01-01,1,late\n"})
    assert raw.frame["column_3"].tolist() == ["late"]


def test_an_unnamed_counter_is_no_symbol(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": ",date,USD\n0,2020-01-01,1\n1,2020-01-02,2\n"})
    assert raw.frame["symbol"].tolist() == ["USD", "USD"]
    assert raw.frame["column_1"].tolist() == ["0", "1"]


def test_cells_that_a_row_lacks_are_null(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "date,price,volume\n2020-01-01,1,5\n2020-01-02\n2020-01-03,3\n"})
    assert raw.frame["row"].tolist() == [1, 2, 3]
    assert raw.frame["price"].isna().tolist() == [False, True, False]
    assert raw.frame["volume"].isna().tolist() == [False, True, True]


def test_empty_fields_beyond_the_header_are_nothing(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "date,price\n2020-01-01,1,,\n2020-01-02,2, \n"})
    assert raw.frame["price"].tolist() == ["1", "2"]
    assert raw.rejected == []


def test_a_row_with_too_many_fields_is_rejected_with_its_number(ingest_files: Ingest) -> None:
    raw = ingest_files(
        {"x.csv": "date,symbol,price\n2020-01-01,A,1\n2020-01-02,A,1,5\n2020-01-03,A,2\n"}
    )
    assert raw.frame["row"].tolist() == [1, 3]
    (refused,) = raw.rejected
    assert refused.model_dump() == {
        "source": "x.csv",
        "row": 2,
        "column": "price",
        "reason": "too many fields",
        "symbol": "A",
        "timestamp": "2020-01-02",
        "price": "1",
    }
    assert raw.summary.rows == 3
    assert "1 of 3 rows have more or fewer fields" in raw.sources[0].notes[0]


def test_a_wide_row_with_too_many_fields_rejects_each_of_its_cells(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "date,USD,JPY\n2020-01-01,1,2\n2020-01-02,1,5,2\n"})
    assert [(r.symbol, r.column, r.price) for r in raw.rejected] == [
        ("USD", "USD", "1"),
        ("JPY", "JPY", "5"),
    ]
    assert raw.sources[0].observations == 4
    assert raw.sources[0].rows == 2


def test_quoted_fields_may_hold_delimiters_quotes_and_line_ends(ingest_files: Ingest) -> None:
    raw = ingest_files(
        {"x.csv": 'date,symbol,price\n2020-01-01,"A, ""B""\nC",1\n2020-01-02,"D","2,5"\n'}
    )
    assert raw.frame["symbol"].tolist() == ['A, "B"\nC', "D"]
    assert raw.frame["price"].tolist() == ["1", "2,5"]


def test_a_quote_that_never_closes_swallows_no_rows(ingest_files: Ingest) -> None:
    rows = "".join(f"2020-01-{day:02d},A,{day}\n" for day in range(2, 9))
    for first in ('2020-01-01,"A,1', '2020-01-01,A,"1'):
        raw = ingest_files({"x.csv": f"date,symbol,price\n{first}\n{rows}"})
        assert raw.frame["row"].tolist() == list(range(1, 9))
        assert raw.frame["symbol"].str.strip('"').unique().tolist() == ["A"]
        assert raw.frame["price"].str.strip('"').tolist() == list("12345678")


def test_a_field_larger_than_any_price_does_not_lose_the_file(ingest_files: Ingest) -> None:
    long_text = "x" * 200_000
    raw = ingest_files({"x.csv": f"date,price,note\n2020-01-01,1,{long_text}\n2020-01-02,2,y\n"})
    assert raw.frame["price"].tolist() == ["1", "2"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_line_end_is_read(ingest_files: Ingest, end: str) -> None:
    raw = ingest_files({"x.csv": end.join(["date,price", "2020-01-01,1", "2020-01-02,2"])})
    assert raw.frame["price"].tolist() == ["1", "2"]


def test_columns_of_one_name_are_told_apart(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "date,price,price\n2020-01-01,1,9\n"})
    assert raw.frame["price"].tolist() == ["1"]
    assert raw.frame["price_2"].tolist() == ["9"]
    assert raw.sources[0].notes[0] == "a second column 'price' is called 'price_2'"


def test_a_header_without_rows_is_an_empty_table_beside_others(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "date,symbol,price\n", "y.csv": "date,price\n2020-01-01,1\n"})
    assert raw.frame["source"].tolist() == ["y.csv"]
    assert raw.sources[0].notes == ["no data rows"]
