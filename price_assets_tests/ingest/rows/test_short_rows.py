"""Rows with fewer fields than the header."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.ingest.rows.short_rows import find_fullness
from price_assets.ingest.rows.structure import find_structure
from price_assets.ingest.rows.tabulate import to_table
from price_assets.ingest.table import Table
from price_assets_tests.ingest.conftest import Ingest

from .marked_tables import grid_of

BARS = "Date,Symbol,Open,Close,Volume"


def bars(count: int, *, without_volume: Sequence[int] = ()) -> list[str]:
    return [
        f"2024-{1 + at // 28:02d}-{1 + at % 28:02d},A,{at + 10}.1,{at + 10}.2,"
        + ("" if at in without_volume else str(1000 + 37 * at))
        for at in range(count)
    ]


def without_open(line: str) -> str:
    day, symbol, _, *others = line.split(",")
    return ",".join([day, symbol, *others])


def table_of(lines: Sequence[str], header: str = BARS) -> Table:
    grid = grid_of([header, *lines])
    return to_table(grid, find_structure(grid), format="delimited")


@settings(max_examples=50, deadline=None)
@given(st.integers(3, 40), st.data())
def test_a_row_that_lost_a_field_makes_no_price_of_a_volume_however_few_rows_there_are(
    count: int, data: st.DataObject
) -> None:
    lines = bars(count)
    at = data.draw(st.integers(0, count - 1))
    lines[at] = without_open(lines[at])
    found = table_of(lines)
    assert [row.row for row in found.surplus] == [at + 1]
    assert len(found.cells) == count - 1


@pytest.mark.parametrize("blank", [[3], range(0, 300, 2)])
def test_where_full_rows_write_out_their_empty_end_a_short_row_has_lost_a_field(
    blank: Sequence[int],
) -> None:
    lines = bars(300, without_volume=blank)
    lines[151] = without_open("2024-06-12,A,151.1,151.2,5000")
    assert [row.row for row in table_of(lines).surplus] == [152]


def test_a_writer_that_leaves_out_what_is_empty_at_the_end_loses_no_row() -> None:
    lines = [line.removesuffix(",") for line in bars(20, without_volume=[2, 5, 6, 11, 19])]
    found = table_of(lines)
    assert found.surplus == []
    assert found.cells["Volume"].isna().sum() == 5
    assert found.cells["Close"].tolist()[19] == "29.2"


def test_many_rows_that_lost_the_same_field_are_not_those_of_a_writer_that_leaves_it_out() -> None:
    lines = bars(20)
    lines[12:] = map(without_open, lines[12:])
    assert [row.row for row in table_of(lines).surplus] == list(range(13, 21))


def test_a_row_without_its_open_price_is_refused_beside_rows_without_their_volume() -> None:
    lines = [line.removesuffix(",") for line in bars(20, without_volume=[2, 5, 6, 11, 19])]
    lines[8] = "A,18.1,18.2,1296"
    assert [row.row for row in table_of(lines).surplus] == [9]


def test_a_delimiter_at_the_end_of_each_line_is_no_empty_cell() -> None:
    lines = [f"2024-01-{day:02d},{day}.1,{day}.2," for day in range(1, 13)]
    for at in (3, 6, 9):
        lines[at] = f"2024-01-{at + 1:02d},{at + 1}.1"
    assert table_of(lines, "Date,USD,JPY,").surplus == []


def test_rows_that_are_all_shorter_than_the_header_are_kept_with_a_doubt() -> None:
    found = table_of([without_open(line) for line in bars(12)])
    assert found.surplus == []
    (doubt,) = found.doubts
    assert doubt.setting == "column_names"
    assert doubt.taken == "the first, 'Date', 'Symbol', 'Open', 'Close', and none for 'Volume'"


def test_names_that_a_person_gives_to_rows_shorter_than_the_header_leave_no_doubt() -> None:
    grid = grid_of([BARS, *map(without_open, bars(12))])
    names = ["Date", "Symbol", "Close", "Volume"]
    found = to_table(grid, find_structure(grid), format="delimited", column_names=names)
    assert found.doubts == []
    assert found.cells["Close"].tolist()[0] == "10.2"


def test_rows_that_come_later_are_judged_by_what_the_first_ones_showed() -> None:
    first = grid_of([BARS, *bars(20)])
    later = grid_of([BARS, *map(without_open, bars(20))])
    fullness = find_fullness(first, find_structure(first))
    found = to_table(later, find_structure(later), format="delimited", fullness=fullness)
    assert len(found.surplus) == 20


def test_a_short_row_is_rejected_with_its_reason(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "\n".join([BARS, *bars(2), "2024-02-02,A,10.2,5000"])})
    assert [(item.row, item.reason) for item in raw.rejected] == [(3, "too few fields")]


def test_a_heading_amid_few_rows_is_no_row_that_lost_a_field() -> None:
    assert table_of([*bars(3), "Other shares", *bars(3)]).surplus == []
