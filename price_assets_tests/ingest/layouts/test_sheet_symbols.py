"""Sheets of a workbook whose one column of prices is called the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from price_assets.ingest import ingest, list_files
from price_assets.ingest.layouts.layout import Layout
from price_assets.ingest.layouts.sheet_symbols import named_by_sheet
from price_assets.ingest.table import Table
from price_assets_tests.ingest.workbook.office import DATE, number, row, text, xlsx

from .tables import a_table, laid_out


def a_sheet(sheet: str, month: int, first: float, name: str = "Fix") -> Table:
    rows = "".join(f"2024-{month:02d}-{day:02d},{first + day}\n" for day in range(1, 7))
    return a_table(f"Date,{name}\n{rows}", sheet=sheet)


def named(table: Table, *others: Table) -> Layout:
    return named_by_sheet(laid_out(table, f"book.xlsx#{table.sheet}"), table, others)


@pytest.mark.parametrize("column", ["Fix", "London PM"])
def test_sheets_with_other_prices_of_the_same_days_are_named_for_themselves(column: str) -> None:
    layout = named(a_sheet("Gold", 1, 2000, column), a_sheet("Silver", 1, 20, column))
    assert (layout.kind, layout.symbol_from, layout.symbol) == ("single", "sheet name", "Gold")
    assert (layout.price_symbols, layout.doubts) == ([], [])


@pytest.mark.parametrize("column", ["Fix", "Close"])
def test_a_sheet_s_name_that_says_nothing_is_a_symbol_with_a_doubt(column: str) -> None:
    layout = named(a_sheet("Sheet1", 1, 2000, column), a_sheet("Sheet2", 1, 20, column))
    assert layout.symbol == "Sheet1"
    assert [doubt.setting for doubt in layout.doubts] == ["symbol"]


def test_sheets_of_the_years_of_one_series_keep_its_name() -> None:
    layout = named(a_sheet("2023", 1, 2000, "WTI"), a_sheet("2024", 2, 2000, "WTI"))
    assert (layout.price_symbols, layout.doubts) == (["WTI"], [])


def test_sheets_that_agree_on_the_same_days_keep_the_column_s_name() -> None:
    layout = named(a_sheet("Gold", 1, 2000), a_sheet("Copy", 1, 2000))
    assert (layout.price_symbols, layout.doubts) == (["Fix"], [])


def test_sheets_without_a_day_in_common_keep_the_column_s_name_with_a_doubt() -> None:
    layout = named(a_sheet("Gold", 1, 2000), a_sheet("Silver", 2, 20))
    assert layout.price_symbols == ["Fix"]
    assert [(doubt.setting, doubt.other) for doubt in layout.doubts] == [
        ("symbol", "'Gold', the sheet's name")
    ]


def test_a_sheet_beside_sheets_with_other_columns_keeps_the_column_s_name() -> None:
    assert named(a_sheet("Gold", 1, 2000), a_sheet("Silver", 1, 20, "PM")).price_symbols == ["Fix"]


def test_one_column_named_unlike_its_file_is_noted() -> None:
    text = "Date,Fix\n2024-01-02,1.5\n2024-01-03,1.6\n"
    (note,) = laid_out(a_table(text), "gold.csv").notes
    assert "'Fix'" in note
    assert "'gold'" in note
    assert laid_out(a_table(text), "fix_2024.csv").notes == []


def test_the_sheets_of_a_workbook_are_compared_when_it_is_read(tmp_path: Path) -> None:
    def a_part(first: float) -> str:
        header = row(1, text("Date"), text("Fix"))
        days = [row(n, number(45000 + n, DATE), number(first + n)) for n in range(2, 6)]
        return "".join([header, *days])

    path = tmp_path / "book.xlsx"
    path.write_bytes(xlsx({"Gold": a_part(2000), "Silver": a_part(20)}))
    frame = ingest(list_files([path])).frame
    assert frame["symbol"].tolist() == ["Gold"] * 4 + ["Silver"] * 4
