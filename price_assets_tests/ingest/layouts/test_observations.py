"""No observation is lost, whatever the layout and however the table is cut into blocks."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.layouts.observations import to_observations
from price_assets.ingest.table import Surplus, numbered

from .tables import a_table, laid_out

LAYOUTS = {
    "long": ("date,item,market,price,note\n", "2020-01-{n:02d},A,{m},{n}.5,x\n"),
    "single": ("Date,Time,Close\n", "2020.01.{n:02d},09:3{m},{n}.5\n"),
    "wide": ("Date,USD,JPY,note\n", "2020-01-{n:02d},1.{n},2.{m},x\n"),
    "transposed": ("name,kind,2020-01-31,2020-02-29\n", "S{n}-{m},k,1.{n},2.{m}\n"),
    "calendar": ("Year,Month,Day,Price\n", "20{n:02d},1{m},{n},{n}.5\n"),
}


@pytest.mark.parametrize("case", LAYOUTS)
@given(st.integers(1, 30), st.integers(0, 60))
@settings(max_examples=20, deadline=None)
def test_blocks_of_a_table_have_the_observations_of_the_whole(
    case: str, count: int, cut: int
) -> None:
    header, row = LAYOUTS[case]
    table = a_table(
        header + "".join(row.format(n=n, m=m) for n in range(1, count + 1) for m in "01")
    )
    layout = laid_out(table)
    whole = to_observations(table, layout, "x.csv").frame
    assert len(whole) == table.row_count * len(layout.prices)
    assert not whole[["timestamp", "symbol", "price"]].isna().any(axis=None)
    parts = [
        replace(
            table,
            cells=table.cells.iloc[rows].reset_index(drop=True),
            rows=table.rows[rows],
        )
        for rows in (slice(0, cut), slice(cut, None))
    ]
    frames = [to_observations(part, layout, "x.csv").frame for part in parts if len(part.cells)]
    pd.testing.assert_frame_equal(pd.concat(frames, ignore_index=True), whole)


NAMES = st.sampled_from(
    [
        *(
            "",
            "date",
            "Date",
            "time",
            "Year",
            "Month",
            "symbol",
            "name",
            "price",
            "Close",
            "H",
            "L",
        ),
        *(
            "C",
            "AAPL.Close",
            "AAPL.Open",
            "bid",
            "ask",
            "2020-01-01",
            "2021",
            "Hour",
            "market",
            "v",
        ),
    ]
)
CELLS = st.sampled_from(
    [
        *(
            "",
            "1",
            "2.5",
            "-3",
            "2020-01-01",
            "2020-01-02",
            "1570752011",
            "09:30",
            "0930",
            "A",
            "B",
        ),
        *("N/A", "x" * 300, "1234.56", "Jan", "Q1", "M01", "20200101", "true", "1e999", "00 - 01"),
    ]
)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_any_table_has_all_its_observations_or_one_clear_line(data: st.DataObject) -> None:
    width = data.draw(st.integers(1, 6))
    names = data.draw(st.lists(NAMES, min_size=width, max_size=width))
    row = st.lists(CELLS, min_size=width, max_size=width)
    rows = data.draw(st.lists(row, max_size=6))
    header_rows = data.draw(st.integers(0, 2))
    text = io.StringIO()
    csv.writer(text).writerows([names, *rows])
    try:
        table = a_table(text.getvalue(), min(header_rows, 1 + len(rows)))
    except ValueError:  # a_table's own: no row at all
        return
    name = data.draw(st.sampled_from(["x.csv", "AAPL_2020-01-02.csv"]))
    try:
        layout = laid_out(table, name)
    except PriceFileError as error:
        assert str(error).startswith(f"{name}: expected ")  # noqa: PT017
        return
    found = to_observations(table, layout, name)
    assert len(found.frame) + len(found.rejected) == table.row_count * len(layout.prices)
    assert not found.frame.duplicated(["row", "column"]).any()
    used = {*layout.timestamp, *layout.symbol_columns, *layout.prices, *found.extras}
    assert used == set(table.cells.columns)


def test_rows_that_are_too_long_are_refused_with_what_they_say() -> None:
    table = a_table("item,market,Year,Month,USD price\nA,M,2020,1,1.5\nA,N,2020,2,2.5\n")
    surplus = [Surplus(3, ["B", "M", "2020", "3", "7.5", "late"])]
    found = to_observations(
        replace(table, surplus=surplus), laid_out(table, symbol_column="item+market"), "x.csv"
    )
    assert len(found.frame) == 2
    (rejection,) = found.rejected
    assert (rejection.row, rejection.column, rejection.reason) == (
        3,
        "USD price",
        "too many fields",
    )
    assert (rejection.timestamp, rejection.symbol, rejection.price) == ("2020-03", "B / M", "7.5")


def test_numbers_in_the_parts_of_a_time_are_written_without_decimals() -> None:
    table = a_table("Year,Month,price\n2020,1,1\n2020,2,2\n")
    cells = table.cells.astype({"Year": "float64", "Month": "int64"})
    cells = pd.concat([cells, pd.DataFrame({"Year": [None], "Month": [3], "price": ["3"]})])
    table = replace(table, cells=cells.reset_index(drop=True), rows=numbered(3))
    found = to_observations(table, laid_out(table), "x.csv").frame["timestamp"]
    assert found.tolist()[:2] == ["2020-01", "2020-02"]
    assert found.isna().tolist() == [False, False, True]
