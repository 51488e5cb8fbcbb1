"""Which row of a text or a sheet is what."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.ingest.grid import Cell, Grid
from price_assets.ingest.rows.structure import Role, Structure, find_structure, later_roles

from .marked_tables import ROLES, grid_of, marked, marked_tables

LETTERS = {role: letter for letter, role in ROLES.items()}
TABLES = marked_tables()


def letters(roles: list[Role]) -> str:
    return "".join(LETTERS[role] for role in roles)


def structure_of(
    *lines: str, header_rows: int | None = None, skip_rows: int | None = None
) -> Structure:
    return find_structure(grid_of(list(lines)), header_rows=header_rows, skip_rows=skip_rows)


def prices(count: int, step: float = 0.25) -> list[str]:
    return [f"2020-{1 + i // 28:02d}-{1 + i % 28:02d},{50 + i * step:.2f}" for i in range(count)]


@pytest.mark.parametrize("name", TABLES)
def test_each_row_of_a_published_kind_of_table_is_what_a_person_sees(name: str) -> None:
    grid, expected = TABLES[name]
    assert letters(find_structure(grid).roles) == letters(expected)


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, (_, roles) in TABLES.items()
        if roles.count(Role.PREAMBLE) <= 4 <= roles.count(Role.DATA)
    ],
)
def test_a_table_cut_off_after_its_fourth_row_loses_no_row_of_data(name: str) -> None:
    grid, expected = TABLES[name]
    data = [at for at, role in enumerate(expected) if role is Role.DATA][:4]
    end = data[-1] + 1
    roles = find_structure(Grid(grid.rows[:end], grid.lines[:end], end)).roles
    assert [roles[at] for at in data] == [Role.DATA] * 4


def test_the_rows_of_a_header_are_joined_column_by_column() -> None:
    found = structure_of("Date,Wheat,Maize", ",US$/t,US$/t", *(f"{p},5" for p in prices(6)))
    assert found.names == ["Date", "Wheat US$/t", "Maize US$/t"]
    assert found.header == [["Date", "Wheat", "Maize"], ["", "US$/t", "US$/t"]]


def test_three_equal_rows_of_names_are_one_header() -> None:
    found = structure_of("Date,Close", "Date,Close", "Date,Close", *prices(6))
    assert found.names == ["Date Date Date", "Close Close Close"]


def test_the_name_of_a_group_is_carried_over_its_columns() -> None:
    rows = [f"2020-01-0{i},1.{i},2.{i},3.{i},4.{i}" for i in range(1, 7)]
    found = structure_of(",AAPL,,MSFT,", "Date,Open,Close,Open,Close", *rows)
    assert found.names == ["Date", "AAPL Open", "AAPL Close", "MSFT Open", "MSFT Close"]
    assert found.header[0] == ["", "AAPL", "", "MSFT", ""]


def test_a_group_ends_where_one_of_the_row_above_begins() -> None:
    rows = [f"2020-01-0{i},1.{i},2.{i},3.{i}" for i in range(1, 7)]
    found = structure_of(",Food,,Metals", ",Oils,,", "Date,Palm,Soy,Iron", *rows)
    assert found.names == ["Date", "Food Oils Palm", "Food Oils Soy", "Metals Iron"]


def test_a_date_split_in_two_fields_leaves_the_second_without_a_name() -> None:
    rows = [f"2006-01-02,09:{m:02d}:00,3602.5,3603.0,3597.5,3599.0,{m}" for m in range(9)]
    found = structure_of("Date,Open,High,Low,Close,Volume", *rows)
    assert found.names == ["Date", "", "Open", "High", "Low", "Close", "Volume"]
    assert "field 2 has no name" in found.notes[0]


def test_row_names_stand_first_and_have_no_name() -> None:
    rows = [f"{i},2020-01-{i:02d},{50 + i}.5" for i in range(1, 9)]
    assert structure_of("date,close", *rows).names == ["", "date", "close"]


def test_a_separator_at_the_end_of_each_row_makes_a_last_column_without_name() -> None:
    found = structure_of("Date,Close", *(f"{p}," for p in prices(6)))
    assert found.names == ["Date", "Close", ""]
    assert found.notes == []


def test_more_names_than_fields_are_kept() -> None:
    found = structure_of("Date,Close,Remark", *prices(6))
    assert found.names == ["Date", "Close", "Remark"]
    assert found.notes == ["the header has 3 names and the rows have 2 fields"]


def test_a_header_of_years_that_leave_some_out_is_a_header() -> None:
    rows = [f"Region {c},{i}00,{i}20,{i}30" for i, c in enumerate("ABCDEF", start=1)]
    assert structure_of("Region,1985,1990,2005", *rows).roles[0] is Role.HEADER


def test_codes_of_digits_are_names_under_a_name_of_the_times() -> None:
    found = structure_of("date,600000,600036,601318", "2020-01-02,12.5,33.25,80.1")
    assert found.names == ["date", "600000", "600036", "601318"]


def test_one_row_too_long_of_two_does_not_widen_the_table() -> None:
    found = structure_of("date,USD,JPY", "2020-01-01,1,2", "2020-01-02,1,5,2")
    assert found.names == ["date", "USD", "JPY"]


def test_dates_alone_are_a_header_over_numbers() -> None:
    assert structure_of("2020-01-31,2020-02-29", "5,6", "6,7").roles[0] is Role.HEADER


def test_rows_that_count_up_are_no_header() -> None:
    rows = [f"{i},{i + 1},{i + 2},{i + 3}" for i in range(1, 12)]
    assert set(structure_of(*rows).roles) == {Role.DATA}


def test_a_first_row_that_could_be_either_leaves_a_doubt() -> None:
    found = structure_of("Ann,Berlin", "Bob,Paris", "Cid,Rome", "Dan,Oslo")
    assert [doubt.setting for doubt in found.doubts] == ["header_rows"]


def test_a_clear_header_leaves_no_doubt() -> None:
    assert structure_of("Date,Close", *prices(6)).doubts == []


def test_a_header_of_names_known_to_no_list_is_found_over_numbers() -> None:
    rows = [f"{i * 7 % 11}.5,{i * 3 % 7}.25" for i in range(10)]
    assert structure_of("blorp,quux", *rows).names == ["blorp", "quux"]


def test_a_clock_where_all_others_have_a_date_is_data() -> None:
    found = structure_of("Date,Close", "11:34,49.75", *prices(20))
    assert found.roles[1] is Role.DATA


def test_the_tags_of_hxl_stand_apart_from_the_names() -> None:
    rows = [f"2020-01-0{i},Kabul,{50 + i}.5" for i in range(1, 7)]
    found = structure_of("date,market,price", "#date,#name+market,#value", *rows)
    assert found.names == ["date", "market", "price"]
    assert found.roles[:2] == [Role.HEADER, Role.HEADER]


def test_a_commented_out_header_loses_its_sign() -> None:
    found = structure_of("# from the exchange", "# date,close", *prices(6))
    assert found.names == ["date", "close"]


def test_a_symbol_that_begins_with_a_hash_is_data() -> None:
    rows = [f"2020-01-{i:02d},5.{i}" for i in range(1, 9)]
    found = structure_of("symbol,price", "AAPL,5.1", "#SPX,5.2", "IBM,5.3", "GE,5.4", *rows)
    assert found.roles[2] is Role.DATA


def test_a_last_row_that_merely_cannot_be_read_is_data() -> None:
    for last in ("garbled,52.25", "2020-01-09", "2020-13-77,x", "AAPL"):
        assert structure_of("Date,Close", *prices(8), last).roles[-1] is Role.DATA


def test_a_company_called_total_is_data() -> None:
    rows = ["SAP,DE0007164600,138.2", "BASF,DE000BASF111,48.1", "Total,FR0000120271,61.5"]
    assert structure_of("Name,ISIN,Price", *rows).roles[-1] is Role.DATA


def test_a_section_title_between_rows_is_data() -> None:
    rows = ["Vegetables,,", "Carrot,kg,1.2", "Leek,kg,1.4", "Fruit,,", "Apple,kg,2.1"]
    assert letters(structure_of("Item,Unit,Price", *rows).roles) == "HDDDDD"


def test_a_second_table_is_noted_and_none_of_its_rows_is_lost() -> None:
    other = [f"{p},x,7" for p in prices(30)]
    found = structure_of("Date,Close", *prices(12), "Date,Close,Flag,Volume", *other)
    assert found.width == 2
    assert found.next_table == 13
    assert "line 14 looks like the header of another table" in found.notes[0]
    assert found.roles[13:] == [Role.DATA] * 31


def test_a_header_that_stands_again_is_none_of_the_data() -> None:
    found = structure_of("Date,Close", *prices(3), "Date,Close", *prices(3), "date , close")
    assert letters(found.roles) == "HDDDHDDDH"
    assert found.next_table is None


def test_lines_to_skip_are_skipped_exactly() -> None:
    found = structure_of("2020-01-01,1.5", "Date,Close", *prices(6), skip_rows=1)
    assert letters(found.roles) == "PHDDDDDD"
    grid, _ = marked("P|a title\nB|\nH|Date,Close\nD|2020-01-01,5.1\nD|2020-01-02,5.2")
    assert letters(find_structure(grid, skip_rows=3).roles) == "PBPDD"


def test_rows_of_the_header_are_as_many_as_a_person_says() -> None:
    lines = ("Prices of bread", "Date,Close", *prices(6))
    assert letters(structure_of(*lines).roles) == "PHDDDDDD"
    assert letters(structure_of(*lines, header_rows=0).roles) == "PDDDDDDD"
    assert letters(structure_of(*lines, header_rows=2).roles) == "PHHDDDDD"
    assert letters(structure_of(*lines, skip_rows=0, header_rows=2).roles) == "HHDDDDDD"
    assert structure_of(*prices(6), header_rows=1).names == ["2020-01-01", "50.00"]


def test_a_grid_without_anything_has_no_columns() -> None:
    assert find_structure(Grid([], [], 0)).width == 0
    found = find_structure(Grid([[], ["", ""]], [1, 2], 2))
    assert (found.width, letters(found.roles)) == (0, "BB")


def test_rows_that_come_later_have_their_roles() -> None:
    found = structure_of("# daily", "Date,Close", *prices(20))
    later: list[list[Cell]] = [["2020-03-01", "55.5"], [], ["Date", "Close"], ["# holiday"]]
    later += [["#date", "#value"], ["2020-03-02", "55.1"], [], ["Source: the exchange"]]
    assert letters(later_roles(found, later, at_end=True)) == "DBHCHDBF"
    assert letters(later_roles(found, later, at_end=False)) == "DBHCHDBD"


CELLS = st.one_of(
    st.sampled_from(["Date", "Close", "AAPL", "2020-01-02", "2020-01-03", "12.5", "7", "", " "]),
    st.sampled_from(
        ["Total", "Source: x.", "# note", "#date", "#item+name", "N/A", "2001", "2002"]
    ),
    st.text(max_size=8),
    st.none(),
    st.booleans(),
    st.floats(),
    st.integers(),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=25), st.integers(0, 25))
def test_whatever_the_cells_every_row_has_a_role_and_blank_means_blank(
    rows: list[list[Cell]], cut: int
) -> None:
    found = find_structure(Grid(rows, list(range(1, len(rows) + 1)), len(rows)))
    assert len(found.roles) == len(rows)
    for row, role in zip(rows, found.roles, strict=True):
        assert (role is Role.BLANK) == all(not str("" if c is None else c).strip() for c in row)
    assert len(found.names) == found.width
    assert all(len(row) == found.width for row in found.header)
    assert len(later_roles(found, rows[:cut], at_end=True)) == len(rows[:cut])


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 40),
    st.lists(st.sampled_from(["Daily prices", "Source: the exchange", "in euro"]), max_size=4),
    st.lists(st.sampled_from(["Source: the exchange.", "* provisional"]), max_size=4),
    st.booleans(),
)
def test_titles_and_remarks_around_a_table_cost_no_row_of_it(
    count: int, titles: list[str], remarks: list[str], blank: bool
) -> None:
    gap = [""] if blank else []
    lines = [*titles, *gap, "Date,Close", *prices(count), *gap, *remarks]
    roles = structure_of(*lines).roles
    first = len(titles) + len(gap) + 1
    assert roles[first : first + count] == [Role.DATA] * count
    if count > len(titles) + len(remarks):
        assert roles[first - 1] is Role.HEADER
        assert Role.DATA not in [*roles[: first - 1], *roles[first + count :]]


def test_a_row_of_a_sheet_that_comes_again_with_a_zero_is_no_header() -> None:
    rows: list[list[Cell]] = [["s", "t", 0], ["Wheat", 24.2, 42.1], ["s", "t", 0], ["a", "b", "c"]]
    assert find_structure(Grid(rows, [1, 2, 3, 4], 4)).roles == [Role.DATA] * 4
