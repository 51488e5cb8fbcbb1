from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.ingest.grid import Cell, Grid
from price_assets.ingest.texts.fixed_width import looks_fixed_width, split_fixed_width

SPOT = """\
Weekly Spot Price of Gasoline (Cents per Gallon)
           End Date Value End Date Value End Date Value
  1986-Jun 06/06  43.446    06/13  42.518    06/20  41.654
  1986-Jul 07/04  38.510    07/11  34.578
  1986-Aug 08/01  31.552    08/08  40.002    08/15  43.538
  1986-Sep 09/05  45.735                     09/19  40.834

Source: Department of Energy, release of 7 January 2009
"""
NAMES = """\
Symbol  Name                 Last    Change
MSFT    Microsoft Corp.      250.10  +1.20
AAPL    Apple Inc             99.00  -0.55
BRK.B   Berkshire Hathaway   301.50
T       AT&T Inc.             18.20  +0.01
"""


def rows(text: str) -> list[list[Cell]]:
    return split_fixed_width(text).rows


def test_empty_cells_stay_in_their_columns() -> None:
    assert looks_fixed_width(SPOT)
    found = rows(SPOT)
    assert found[3] == ["1986-Jul", "07/04", "38.510", "07/11", "34.578", "", ""]
    assert found[5] == ["1986-Sep", "09/05", "45.735", "", "", "09/19", "40.834"]


def test_titles_and_remarks_are_one_cell() -> None:
    found = rows(SPOT)
    assert found[0] == ["Weekly Spot Price of Gasoline (Cents per Gallon)"]
    assert found[6:] == [[], ["Source: Department of Energy, release of 7 January 2009"]]


def test_names_of_two_words_are_one_cell() -> None:
    assert rows(NAMES) == [
        ["Symbol", "Name", "Last", "Change"],
        ["MSFT", "Microsoft Corp.", "250.10", "+1.20"],
        ["AAPL", "Apple Inc", "99.00", "-0.55"],
        ["BRK.B", "Berkshire Hathaway", "301.50", ""],
        ["T", "AT&T Inc.", "18.20", "+0.01"],
    ]


def test_a_ruler_under_the_header_says_where_the_columns_are() -> None:
    text = "date       name     price\n---------- -------- -----\n2021-01-04 New York  12.5\n"
    assert looks_fixed_width(text)
    assert rows(text)[2] == ["2021-01-04", "New York", "12.5"]


def test_the_words_of_a_date_are_one_cell() -> None:
    text = "".join(
        f"{month} {day:02d} 2021{'' if day % 3 else '   n/a'}{day * 7.5:9.2f}\n"
        for month in ("Jan", "Feb")
        for day in range(1, 20)
    )
    assert rows(text)[0][0] == "Jan 01 2021"


def test_names_over_two_columns_go_where_most_of_them_stands() -> None:
    text = (
        "Date         Closing price   Volume\n"
        "2021-01-04            12.50    1000\n"
        "2021-01-05           112.50\n"
        "2021-01-06                     1200\n"
    )
    assert rows(text)[0] == ["Date", "Closing price", "Volume"]
    assert rows(text)[3] == ["2021-01-06", "", "1200"]


def test_tabs_stand_for_blanks_to_the_next_eighth_column() -> None:
    text = "2021-01-04\t1.5\n2021-01-05      2.5\n"
    assert rows(text) == [["2021-01-04", "1.5"], ["2021-01-05", "2.5"]]


def test_prose_and_lists_have_no_columns() -> None:
    assert not looks_fixed_width("Dear all,\n\nhere are 3 files.\nThey hold 12 prices each.\n")
    assert not looks_fixed_width("one two\nthree four\nfive six\n")
    assert not looks_fixed_width("")
    assert rows("Dear all,\n\nbest\n") == [["Dear all,"], [], ["best"]]


def test_names_that_reach_over_a_blank_column_of_others_are_not_cut() -> None:
    names = ["Oslo", "Rome", "Bern", "Ulm", "Kuala Lumpur", "Paris", "Bonn", "Lima", "Graz", "Riga"]
    text = "".join(f"{name:<14}{k * 3.25:8.2f}\n" for k, name in enumerate(names * 3))
    assert rows(text)[:5] == [[name, f"{k * 3.25:.2f}"] for k, name in enumerate(names[:5])]


def test_a_blank_stretch_that_some_rows_of_the_table_fill_parts_no_columns() -> None:
    names = ["Electricity" if k % 12 == 6 else "Crude  spot" for k in range(48)]
    text = "".join(f"{name:<14}{k * 3.25:8.2f}\n" for k, name in enumerate(names))
    assert rows(text) == [[name, f"{k * 3.25:.2f}"] for k, name in enumerate(names)]


def test_words_that_every_row_has_are_a_column() -> None:
    text = "total 96\n-rw 1 root bin  512 a\ndrw 2 root adm 4096 b\ndrw 2 user adm   12 c\n"
    assert rows(text)[1:] == [
        ["-rw", "1", "root", "bin", "512", "a"],
        ["drw", "2", "root", "adm", "4096", "b"],
        ["drw", "2", "user", "adm", "12", "c"],
    ]


def test_lines_are_numbered_from_the_first() -> None:
    assert split_fixed_width("1 2\n\n3 4\n", first_line=5) == Grid(
        [["1", "2"], [], ["3", "4"]], [5, 6, 7], 3
    )


@given(st.text(st.sampled_from("ab1.- \n\t\r"), max_size=200))
@settings(max_examples=100)
def test_every_line_is_one_row_and_no_letter_is_lost(text: str) -> None:
    grid = split_fixed_width(text)
    assert grid.lines == list(range(1, grid.line_count + 1))
    kept = "".join(str(cell) for row in grid.rows for cell in row)
    assert [c for c in kept if not c.isspace()] == [c for c in text if not c.isspace()]


@given(st.lists(st.tuples(st.integers(1, 99999), st.integers(0, 10**6), st.booleans()), min_size=3))
@settings(max_examples=60)
def test_right_aligned_numbers_come_back(table: list[tuple[int, int, bool]]) -> None:
    text = "".join(
        f"{k:6d}  {'' if empty else first:>8}  {second:10d}\n"
        for k, (first, second, empty) in enumerate(table, start=1)
    )
    expected = [
        [str(k), "" if empty else str(first), str(second)]
        for k, (first, second, empty) in enumerate(table, start=1)
    ]
    if not all(empty for _, _, empty in table):
        assert rows(text) == expected
