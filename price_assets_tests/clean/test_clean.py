"""Raw rows to one price for each symbol and time, with everything else accounted for."""

from __future__ import annotations

import logging

import pandas as pd
import pytest

from price_assets.checkpoints import (
    CleanPrices,
    InvalidDocumentError,
    PriceAssetsError,
    RawPrices,
    RawSummary,
    Rejection,
    Source,
    SourceColumns,
)
from price_assets.clean import CleanSettings, clean_prices

Row = tuple[object, object, object]


def raw_of(*files: list[Row], rejected: list[Rejection] | None = None) -> RawPrices:
    """Build a raw document of long files a, b …, of (timestamp, symbol, price)."""
    rows = [
        (name, number, "price", *row)
        for name, file in zip("abcdef", files, strict=False)
        for number, row in enumerate(file, start=1)
    ]
    frame = pd.DataFrame(
        rows, columns=["source", "row", "column", "timestamp", "symbol", "price"]
    ).astype({"source": "str", "row": "int64", "column": "str", "symbol": "str"})
    rejected = rejected or []
    sources = [
        Source(
            source=name,
            uri=name,
            sha256="0" * 64,
            bytes=1,
            rows=len(file),
            observations=len(file) + sum(item.source == name for item in rejected),
            format="delimited",
            layout="long",
            symbol_from="column",
            columns=SourceColumns(timestamp=["timestamp"], symbol=["symbol"], price=["price"]),
        )
        for name, file in zip("abcdef", files, strict=False)
    ]
    count = len(frame) + len(rejected)
    summary = RawSummary(files=len(files), rows=count, observations=count)
    return RawPrices(frame, rejected, sources, summary).checked()


def table(clean: CleanPrices) -> list[tuple[str, str, float]]:
    columns = clean.frame[["symbol", "timestamp", "price"]]
    return list(columns.itertuples(index=False, name=None))


def refused(clean: CleanPrices) -> list[tuple[object, ...]]:
    return [(r.source, r.row, r.reason, r.timestamp, r.price) for r in clean.rejected]


def test_negative_and_zero_prices_are_prices() -> None:
    clean = clean_prices(
        raw_of(
            [
                ("2020-04-20", "WTI", "-36.98"),
                ("2020-04-21", "WTI", "0"),
                ("2020-04-22", "WTI", "-0.0"),
            ]
        )
    )
    assert table(clean) == [
        ("WTI", "2020-04-20", -36.98),
        ("WTI", "2020-04-21", 0.0),
        ("WTI", "2020-04-22", 0.0),
    ]
    assert clean.rejected == []


def test_rows_are_sorted_by_symbol_and_instant() -> None:
    clean = clean_prices(
        raw_of(
            [
                ("2020-01-01T10:00:00.5", "b", "3"),
                ("2020-01-02", "Z", "2"),
                ("2020-01-01T10:00:00", "b", "4"),
                ("2020-01-01", "Z", "1"),
                ("2020-01-01", "é", "5"),
            ]
        )
    )
    assert table(clean) == [
        ("Z", "2020-01-01", 1.0),
        ("Z", "2020-01-02", 2.0),
        ("b", "2020-01-01T10:00:00", 4.0),
        ("b", "2020-01-01T10:00:00.500", 3.0),
        ("é", "2020-01-01", 5.0),
    ]


def test_of_several_observations_the_last_of_the_last_file_is_kept() -> None:
    clean = clean_prices(
        raw_of(
            [("2020-01-01", "A", "1"), ("2020-01-01", "A", "2"), ("2020-01-02", "A", "7")],
            [("1 Jan 2020", "A ", "1.0"), ("1 Jan 2020", "A", "3"), ("1 Jan 2020", "A", "3.00")],
        )
    )
    assert table(clean) == [("A", "2020-01-01", 3.0), ("A", "2020-01-02", 7.0)]
    assert refused(clean) == [
        ("a", 1, "superseded", "2020-01-01", 1.0),
        ("a", 2, "superseded", "2020-01-01", 2.0),
        ("b", 1, "superseded", "2020-01-01", 1.0),
        ("b", 2, "duplicate", "2020-01-01", 3.0),
    ]
    assert clean.summary.rejected == {"duplicate": 1, "superseded": 3}


def test_what_cannot_be_read_is_rejected_with_its_reason_and_its_text() -> None:
    clean = clean_prices(
        raw_of(
            [
                ("2020-01-01", "A", "1"),
                ("soon", "A", "2"),
                ("2020-01-03", "A", "two"),
                (None, "A", "3"),
                ("2020-01-05", None, "4"),
                ("2020-01-06", " ", "5"),
                ("2020-01-07", "A", "inf"),
                ("2020-01-08", "A", "1e999"),
                ("2020-01-09", "A", "5%"),
            ]
        )
    )
    assert refused(clean) == [
        ("a", 2, "unreadable timestamp", "soon", 2.0),
        ("a", 3, "unreadable price", "2020-01-03", "two"),
        ("a", 4, "missing timestamp", None, 3.0),
        ("a", 5, "missing symbol", "2020-01-05", 4.0),
        ("a", 6, "missing symbol", "2020-01-06", 5.0),
        ("a", 7, "unreadable price", "2020-01-07", "inf"),
        ("a", 8, "unreadable price", "2020-01-08", "1e999"),
        ("a", 9, "unreadable price", "2020-01-09", "5%"),
    ]
    assert table(clean) == [("A", "2020-01-01", 1.0)]


@pytest.mark.parametrize(
    "marker",
    [
        "",
        " ",
        ".",
        "..",
        "…",
        "-",
        "--",
        "N/A",
        "#N/A",
        "NA",
        "n/a",
        "null",
        "None",
        "NaN",
        "nan",
        "#DIV/0!",
        "#N/A N/A",
        "(null)",
        "\\N",
        "NaT",
        ":",
        "no data",
        None,
    ],
)
def test_prices_that_the_source_marks_as_missing_are_counted(marker: str | None) -> None:
    clean = clean_prices(
        raw_of([("2020-01-01", "A", marker), ("2020-01-02", "A", "2"), ("bad", "B ", marker)])
    )
    assert clean.summary.missing == {"a": {"A": 1, "B": 1}}
    assert clean.rejected == []
    assert clean.summary.rows_in == 3


def test_missing_markers_can_be_named() -> None:
    raw = raw_of(
        [("2020-01-01", "A", "Holiday"), ("2020-01-02", "A", "-"), ("2020-01-03", "A", "1")]
    )
    clean = clean_prices(raw, CleanSettings(missing_markers=["holiday"]))
    assert clean.summary.missing == {"a": {"A": 1}}
    assert clean.summary.rejected == {"unreadable price": 1}


def test_what_ingest_rejected_stays_rejected_in_its_place() -> None:
    item = Rejection(
        source="a",
        row=2,
        column="price",
        reason="too many fields",
        symbol="A",
        timestamp="x",
        price="1",
    )
    raw = raw_of(
        [("2020-01-01", "A", "bad"), ("2020-01-02", "A", "2")],
        [("2020-01-01", "A", "bad")],
        rejected=[item],
    )
    clean = clean_prices(raw)
    assert [(r.source, r.row) for r in clean.rejected] == [("a", 1), ("a", 2), ("b", 1)]
    assert clean.rejected[1] == item
    assert (clean.summary.rows_in, clean.summary.rows_out) == (4, 1)


def test_each_file_is_read_by_its_own_conventions_and_they_are_told() -> None:
    clean = clean_prices(
        raw_of(
            [("31.01.2020", "A", "1.234,50 €"), ("01.02.2020", "A", "2,5 €")],
            [("1/31/2020", "B", "1,234.50"), ("2/1/2020", "B", "2.5")],
            [(1580428800, "C", 7.5)],
        )
    )
    assert table(clean) == [
        ("A", "2020-01-31", 1234.5),
        ("A", "2020-02-01", 2.5),
        ("B", "2020-01-31", 1234.5),
        ("B", "2020-02-01", 2.5),
        ("C", "2020-01-31T00:00:00Z", 7.5),
    ]
    assert [source.conventions for source in clean.sources] == [
        {"timestamp": "%d.%m.%Y", "price": "decimal comma, thousands point, currency €"},
        {"timestamp": "%m/%d/%Y", "price": "decimal point, thousands comma"},
        {"timestamp": "seconds since 1970 UTC", "price": "numbers"},
    ]


def test_nanoseconds_lose_nothing_beside_a_file_of_texts() -> None:
    clean = clean_prices(
        raw_of([("2020-01-31", "A", "1")], [(1570752011123456789, "B", 2), (None, "B", 3)])
    )
    assert table(clean)[1] == ("B", "2019-10-11T00:00:11.123456Z", 2.0)
    assert refused(clean) == [("b", 2, "missing timestamp", None, 3.0)]


def test_conventions_can_be_said() -> None:
    raw = raw_of([("1/2/2020", "A", "1,234")])
    settings = CleanSettings(day_first=False, decimal="comma")
    assert table(clean_prices(raw, settings)) == [("A", "2020-01-02", 1.234)]
    (source,) = clean_prices(raw).sources
    assert table(clean_prices(raw)) == [("A", "2020-02-01", 1234.0)]
    assert [(doubt.setting, doubt.thousandfold) for doubt in source.doubts] == [
        ("day_first", False),
        ("decimal", True),
    ]


def test_several_currencies_are_noted() -> None:
    (source,) = clean_prices(raw_of([("2020-01-01", "A", "€1"), ("2020-01-02", "A", "$1")])).sources
    assert source.notes == ["prices stand in several currencies: $, €"]


def test_a_symbol_with_dates_in_one_file_and_times_in_another_gets_times() -> None:
    clean = clean_prices(
        raw_of(
            [("2020-01-01", "A", "1"), ("2020-01-02", "A", "4"), ("2020-01-01", "B", "9")],
            [("2020-01-01 00:00", "A", "2"), ("2020-01-01 10:00", "A", "3")],
        )
    )
    assert table(clean) == [
        ("A", "2020-01-01T00:00:00", 2.0),
        ("A", "2020-01-01T10:00:00", 3.0),
        ("A", "2020-01-02T00:00:00", 4.0),
        ("B", "2020-01-01", 9.0),
    ]


def test_a_symbol_with_utc_times_has_utc_times_throughout_and_the_guess_is_noted() -> None:
    clean = clean_prices(
        raw_of(
            [("2020-01-01T10:00:00", "A", "1")],
            [("2020-01-01T12:00:00+01:00", "A", "2"), ("2020-01-01T10:00:00.123456Z", "A", "3")],
        )
    )
    assert table(clean) == [
        ("A", "2020-01-01T10:00:00Z", 1.0),
        ("A", "2020-01-01T10:00:00.123456Z", 3.0),
        ("A", "2020-01-01T11:00:00Z", 2.0),
    ]
    note = "times without a zone are taken as UTC, as their symbol's other times are"
    assert [source.notes for source in clean.sources] == [[note], []]


def test_columns_that_hold_numbers_only_are_kept_and_others_left_out(
    caplog: pytest.LogCaptureFixture,
) -> None:
    raw = raw_of(
        [("2020-01-01", "A", "1,5"), ("2020-01-02", "A", "2,5")], [("2020-01-01", "B", 1.5)]
    )
    raw.frame["open"] = ["1,4", "N/A", None]
    raw.frame["volume"] = pd.Series(["1.234", "5.678", 12], dtype=object)
    raw.frame["side"] = ["buy", "1", None]
    raw.frame["change"] = ["1%", "2,5%", None]
    raw.frame["range"] = ["1 to 2", "2 to 3", None]
    raw.frame["nothing"] = pd.Series([None] * 3, dtype="str")
    raw.frame["up"] = [True, False, True]
    with caplog.at_level(logging.INFO, "price_assets.clean"):
        clean = clean_prices(raw)
    extras = ["open", "volume", "change"]
    assert list(clean.frame.columns) == ["symbol", "timestamp", "price", *extras]
    assert clean.frame["change"].fillna(-1).tolist() == [1.0, 2.5, -1]
    assert clean.frame["open"].fillna(-1).tolist() == [1.4, -1, -1]
    assert clean.frame["volume"].tolist() == [1234.0, 5678.0, 12.0]
    assert str(clean.frame["volume"].dtype) == "float64"
    assert "columns left out, not all numbers: side, range, nothing, up" in caplog.messages


def test_numbers_and_texts_in_one_column_are_read_together() -> None:
    clean = clean_prices(
        raw_of([("2020-01-01", "A", 1.5), ("2020-01-02", "A", "2.5"), ("2020-01-03", "A", True)])
    )
    assert table(clean) == [("A", "2020-01-01", 1.5), ("A", "2020-01-02", 2.5)]
    assert refused(clean) == [("a", 3, "unreadable price", "2020-01-03", "True")]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [("2020-01-01", "A", ""), ("so\non", "A", "1"), ("2020-01-03", "A", "x" * 99)],
            "expected prices, found none that can be kept in 3 rows (unreadable price: 1, "
            "unreadable timestamp: 1, missing: 1); the first rejected is a, row 2: unreadable "
            "timestamp 'so on'; name the right column with timestamp_column, or set day_first",
        ),
        (
            [("2020-01-03", "A", "x" * 99)],
            "expected prices, found none that can be kept in 1 rows (unreadable price: 1); the "
            f"first rejected is a, row 1: unreadable price '{'x' * 60}…'; name the right column "
            "with price_column, or set decimal",
        ),
        (
            [("2020-01-01", "A", "N/A"), ("2020-01-02", "A", None)],
            "expected prices, found none that can be kept in 2 rows (missing: 2); name the right "
            "column with price_column, or set missing_markers",
        ),
        (
            [],
            "expected observations to clean, found none; put a file with prices in the landing "
            "zone",
        ),
    ],
)
def test_a_table_of_which_nothing_is_left_is_an_error_that_says_why(
    rows: list[Row], message: str
) -> None:
    with pytest.raises(PriceAssetsError) as failure:
        clean_prices(raw_of(rows))
    assert str(failure.value) == message


def test_many_rows_of_one_time_in_a_file_of_one_symbol_are_noted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    rows: list[Row] = [(f"2020-01-0{day}", "A", price) for day in range(1, 5) for price in "12"]
    with caplog.at_level(logging.INFO, "price_assets.clean"):
        (source,) = clean_prices(raw_of([*rows, ("2020-01-09", "A", "1")])).sources
    note = (
        "8 of 9 rows share a time with others, and of each time only the last row is kept: a "
        "symbol column may be missing: name it with symbol_column"
    )
    assert source.notes == [note]
    assert f"note on a: {note}" in caplog.messages


def test_many_rows_of_one_symbol_and_time_are_noted() -> None:
    rows: list[Row] = [("2020-01-01", name, price) for name in "AB" for price in "12"]
    (source,) = clean_prices(raw_of(rows)).sources
    assert source.notes == [
        "4 of 4 rows share symbol and time with others, and only the last row of each is kept: "
        "another column, such as a currency or a market, may tell them apart"
    ]


def test_few_rows_of_one_time_and_files_that_revise_others_are_not_noted() -> None:
    rows: list[Row] = [(f"2020-01-{day:02d}", "A", str(day)) for day in range(1, 11)]
    revised: list[Row] = [(f"2020-01-{day:02d}", "A", "99") for day in range(1, 11)]
    clean = clean_prices(raw_of(rows, [*revised, ("2020-01-01", "A", "98")]))
    assert clean.summary.rejected == {"superseded": 11}
    assert [source.notes for source in clean.sources] == [[], []]


@pytest.mark.parametrize(
    ("delimiter", "cells", "prices", "note"),
    [
        (
            ";",
            ["1,234", "1,999"],
            [1.234, 1.999],
            "1,234 is read as 1.234 and could also mean 1234",
        ),
        (
            ";",
            ["1.234", "1.999"],
            [1.234, 1.999],
            "1.234 is read as 1.234 and could also mean 1234",
        ),
        (",", ["1,234", "1,999"], [1234, 1999], "1,234 is read as 1234 and could also mean 1.234"),
        ("|", ["1,234", "1,999"], [1234, 1999], "1,234 is read as 1234 and could also mean 1.234"),
        (",", ["1.234", "1.999"], [1.234, 1.999], None),
        (";", ["1,234", "1,234.5"], [1234, 1234.5], None),
        (";", ["1,234", "1,5"], [1.234, 1.5], None),
    ],
)
def test_a_decimal_mark_that_no_price_tells_is_that_of_the_delimiter_and_noted(
    delimiter: str, cells: list[str], prices: list[float], note: str | None
) -> None:
    rows: list[Row] = [(f"2020-01-0{n}", "A", cell) for n, cell in enumerate(cells, start=1)]
    raw = raw_of(rows)
    raw.sources[0] = raw.sources[0].model_copy(update={"delimiter": delimiter})
    clean = clean_prices(raw)
    assert clean.frame["price"].tolist() == prices
    expected = [f"no price tells the decimal mark: {note}: set decimal"] if note else []
    assert clean.sources[0].notes == expected


def test_a_column_left_out_for_a_cell_is_noted_with_the_cell() -> None:
    raw = raw_of([("2020-01-01", "A", "1"), ("2020-01-02", "A", "2"), ("2020-01-03", "A", "3")])
    raw.frame["volume"] = ["5", "x", "7"]
    raw.frame["side"] = ["buy", "sell", "1"]
    (source,) = clean_prices(raw).sources
    assert source.notes == ["column 'volume' is left out: row 2 has 'x', which is no number"]


def test_a_frame_that_comes_from_no_file_is_cleaned_too() -> None:
    frame = pd.DataFrame(
        {
            "timestamp": pd.to_datetime(["2020-01-02", "2020-01-01", "2020-01-03"]),
            "symbol": ["A", "A", 5],
            "price": [2.0, float("inf"), -36.98],
        }
    )
    clean = clean_prices(frame)
    assert table(clean) == [("5", "2020-01-03", -36.98), ("A", "2020-01-02", 2.0)]
    assert refused(clean) == [("", 2, "infinite price", "2020-01-01", "inf")]
    assert clean.content
    with pytest.raises(InvalidDocumentError, match="found 'timestamp', 'symbol'; rename the one"):
        clean_prices(frame[["timestamp", "symbol"]])


def test_the_log_counts_by_reason(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "price_assets.clean"):
        clean_prices(
            raw_of(
                [
                    ("2020-01-31", "A", "1"),
                    ("2020-01-31", "A", "2"),
                    ("x", "A", "3"),
                    ("y", "A", ""),
                ]
            )
        )
    assert caplog.messages == [
        "clean: start: 4 rows in, from 1 files",
        "note on a: 2 of 4 rows share a time with others, and of each time only the last row is "
        "kept: a symbol column may be missing: name it with symbol_column",
        "clean: end: 4 rows in, 1 rows out, 2 rows rejected (superseded: 1, "
        "unreadable timestamp: 1), 1 missing",
    ]


def test_cleaning_a_decoded_document_gives_the_same_bytes() -> None:
    raw = raw_of([("1/2/2020", "A", "1,5"), ("x", "A", None)], [(1580428800, "B", 7.5)])
    again = RawPrices.decode(raw.content, "x")
    assert clean_prices(again).content == clean_prices(raw).content


def test_what_a_formula_of_a_spreadsheet_quotes_is_the_cell():
    raw = raw_of([('="2024-01-02"', '="GOLD"', '="1,234.5"'), ("2024-01-03", "GOLD", '="n/a"')])
    clean = clean_prices(raw)
    assert clean.frame.values.tolist() == [["GOLD", "2024-01-02", 1234.5]]
    assert clean.summary.missing == {"a": {"GOLD": 1}}


def test_an_hour_that_stands_twice_as_the_clocks_go_back_is_noted_as_such():
    hours = ["00:00", "01:00", "02:00", "02:00", "03:00"]
    rows: list[Row] = [(f"29.10.2023 {h}", "DE", f"{n}.5") for n, h in enumerate(hours)]
    clean = clean_prices(raw_of(rows))
    assert clean.summary.rejected == {"superseded": 1}
    assert clean.sources[0].notes == [
        "times stand twice in the hour in which clocks go back, and only the last row of each is "
        "kept (rows that give way: 1): set timezone to keep both"
    ]
    both = clean_prices(raw_of(rows), CleanSettings(timezone="Europe/Berlin"))
    assert list(both.frame["price"]) == [0.5, 1.5, 2.5, 3.5, 4.5]


def test_times_that_stand_twice_on_other_days_are_no_change_of_the_clock():
    rows: list[Row] = [
        ("2023-10-28 02:00", "DE", "1.5"),
        ("2023-10-28 02:00", "DE", "2.5"),
        ("2023-10-29 02:00", "DE", "3.5"),
        ("2023-10-29 02:00", "DE", "4.5"),
    ]
    (note,) = clean_prices(raw_of(rows)).sources[0].notes
    assert "symbol column may be missing" in note
