"""Rows whose roles are known, to a table."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.ingest.grid import Cell, Grid
from price_assets.ingest.rows.structure import Role, find_structure
from price_assets.ingest.rows.tabulate import count_lines, to_table
from price_assets.ingest.table import Surplus, Table

from .marked_tables import grid_of, marked, marked_tables

SAMPLE = """
P|Weekly fuel prices
B|
H|Date,Petrol,Diesel,
D|2020-01-06,75.1,77.2,
D|2020-01-13,75.4,77.0,
D|2020-01-20,75.9,,
D|2020-01-27,76.2,77.9,x,y
D|2020-02-03,76.0,77.5,,,
B|
F|Source: the ministry.
"""


def table_of(grid: Grid, **said: object) -> Table:
    return to_table(grid, find_structure(grid), format="delimited", **said)  # type: ignore[arg-type]


def sheet(*rows: list[Cell]) -> Grid:
    return Grid(list(rows), list(range(1, len(rows) + 1)), len(rows))


def test_the_rows_of_data_become_columns_of_text_as_found() -> None:
    found = table_of(marked(SAMPLE)[0])
    assert found.cells["Petrol"].tolist() == ["75.1", "75.4", "75.9", "76.0"]
    assert {str(dtype) for dtype in found.cells.dtypes} == {"str"}
    assert found.header_rows == [["Date", "Petrol", "Diesel", ""]]
    assert found.preamble == [["Weekly fuel prices"]]


def test_a_short_row_ends_in_null_where_others_leave_the_same_cell_empty() -> None:
    found = table_of(grid_of(["Date,Petrol,Place", "2020-01-06,75.1,", "2020-01-13,75.4"]))
    assert found.cells["Petrol"].tolist() == ["75.1", "75.4"]
    assert found.cells["Place"].isna().tolist() == [False, True]


def test_a_row_with_too_many_fields_stands_apart_under_its_number() -> None:
    found = table_of(marked(SAMPLE)[0])
    assert found.surplus == [Surplus(4, ["2020-01-27", "76.2", "77.9", "x", "y"])]
    assert found.rows.tolist() == [1, 2, 3, 5]
    assert found.rows.dtype == np.dtype("int64")
    assert found.row_count == 5


def test_blank_fields_too_many_cost_no_row() -> None:
    assert table_of(marked(SAMPLE)[0]).cells["Date"].tolist()[-1] == "2020-02-03"


def test_an_unnamed_column_without_a_cell_is_left_out() -> None:
    grid, _ = marked("H|Date,Close,\nD|2020-01-01,1.5,\nD|2020-01-02,1.6,")
    found = table_of(grid)
    assert list(found.cells) == ["Date", "Close"]
    assert found.header == ["Date", "Close", None]


def test_an_unnamed_column_stays_where_only_a_row_too_long_has_a_cell_in_it() -> None:
    found = table_of(marked(SAMPLE)[0])
    assert found.header == ["Date", "Petrol", "Diesel", "column_4"]


def test_a_file_without_header_keeps_every_column() -> None:
    found = table_of(grid_of(["2020-01-01,1.5,", "2020-01-02,1.6,", "2020-01-03,1.7,"]))
    assert found.header == ["column_1", "column_2", "column_3"]
    assert found.header_rows == []


def test_names_that_a_person_gives_stand_in_place_of_those_found() -> None:
    found = table_of(grid_of(["a,b,c", "1.5,2.5,3.5", "1.6,2.6,3.6"]), column_names=["time", "x"])
    assert found.header == ["time", "x", "c"]


def test_a_mended_row_is_read_as_mended_and_listed() -> None:
    grid, _ = marked("H|Date,Close\nD|2020-01-01,1.5\nD|2020-01-02;1.6\nD|2020-01-03,1.7")
    found = table_of(grid, repairs={2: (["2020-01-02", "1.6"], "read with ';'")})
    assert found.cells["Close"].tolist() == ["1.5", "1.6", "1.7"]
    assert found.repaired == {2: "read with ';'"}


def test_lines_of_a_record_that_spans_several_all_count() -> None:
    grid = Grid(
        [["Date", "Note"], ["2020-01-01", "a\nb\nc"], [], ["2020-01-02", "x"]], [1, 2, 5, 6], 7
    )
    counts = table_of(grid).lines
    assert counts is not None
    assert (counts.total, counts.header, counts.data, counts.blank) == (7, 1, 5, 1)


def test_rows_of_a_sheet_that_begins_further_down_count_as_blank() -> None:
    grid = Grid([["Date", "Close"], ["2020-01-01", 1.5], ["2020-01-02", 1.6]], [4, 5, 6], 6)
    counts = table_of(grid).lines
    assert counts is not None
    assert (counts.total, counts.blank, counts.data) == (6, 3, 2)


def test_numbers_of_a_sheet_keep_their_dtype() -> None:
    found = table_of(
        sheet(
            ["Date", "Close", "Trades", "Final", "Note", "Mixed"],
            ["2020-01-01", 1.5, 10, True, "x", 1.5],
            ["2020-01-02", "", 12, False, "", "n/a"],
            ["2020-01-03", 1.7, 11, True, "y", 1.6],
        )
    )
    assert [str(dtype) for dtype in found.cells.dtypes] == [
        *("str", "float64", "int64", "bool", "str", "object")
    ]
    assert np.isnan(found.cells["Close"][1])


def test_a_name_that_stands_twice_is_told_apart_and_noted() -> None:
    grid, _ = marked("H|Date,Close,Close\nD|2020-01-01,1.5,2.5\nD|2020-01-02,1.6,2.6")
    found = table_of(grid)
    assert found.header == ["Date", "Close", "Close_2"]
    assert found.notes == ["a second column 'Close' is called 'Close_2'"]


def test_a_doubt_about_the_header_names_the_setting() -> None:
    found = table_of(grid_of(["Ann,Berlin", "Bob,Paris", "Cid,Rome", "Dan,Oslo"]))
    assert [doubt.setting for doubt in found.doubts] == ["header_rows"]


def test_a_header_without_data_is_a_table_without_rows() -> None:
    found = table_of(grid_of(["Date,Open,Close,Volume"]))
    pd.testing.assert_index_equal(
        found.cells.columns, pd.Index(["Date", "Open", "Close", "Volume"])
    )
    assert found.row_count == 0


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(marked_tables())), st.lists(st.integers(1, 3), max_size=40))
def test_every_line_is_counted_and_every_row_of_data_is_kept(name: str, spans: list[int]) -> None:
    rows = marked_tables()[name][0].rows
    lines = [1]
    for at in range(len(rows)):
        lines.append(lines[-1] + (spans[at] if at < len(spans) else 1))
    grid = Grid(rows, lines[:-1], lines[-1] - 1)
    structure = find_structure(grid)
    counts = count_lines(grid, structure.roles)
    assert counts.total == grid.line_count
    parts = counts.data + counts.header + counts.preamble
    assert parts + counts.footer + counts.comment + counts.blank == counts.total
    found = to_table(grid, structure, format="delimited")
    numbers = [*found.rows.tolist(), *(row.row for row in found.surplus)]
    assert sorted(numbers) == list(range(1, structure.roles.count(Role.DATA) + 1))
