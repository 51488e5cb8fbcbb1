"""How files would be read, shown without writing anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from price_assets.cli import inspect_task, main

PRICES = (
    "Kurse der Woche;;\n\nTag;Schluss;Bemerkung\n03.02.2020;1.234,50;\n04.02.2020;n/a;Feiertag\n"
    "05.02.2020;1.236,75;\n06.02.2020;siehe unten;\n17.02.2020;1.240,00;\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dax.csv").write_text(PRICES, encoding="utf-8")
    return tmp_path


def test_a_reading_says_format_columns_conventions_first_rows_and_rejections(folder: Path) -> None:
    [found] = inspect_task(folder / "dax.csv")
    source = found.reading
    assert source is not None
    assert (source.format, source.delimiter, source.header_rows) == ("delimited", ";", 1)
    assert source.lines is not None
    assert source.lines.model_dump() == {
        "total": 8,
        "data": 5,
        "header": 1,
        "preamble": 1,
        "footer": 0,
        "comment": 0,
        "blank": 1,
    }
    assert source.columns.timestamp == ["Tag"]
    assert source.columns.price == ["Schluss"]
    assert "comma" in source.conventions["price"]
    assert (found.kept, found.missing, found.rejected) == (3, 1, {"unreadable price": 1})
    first = found.first_rows[0]
    assert (first.timestamp_as_found, first.timestamp) == ("03.02.2020", "2020-02-03")
    assert (first.price_as_found, first.price, first.symbol) == ("1.234,50", 1234.5, "dax")
    assert [item.row for item in found.first_rejected] == [4]


def test_the_command_prints_tables_for_people_and_writes_nothing(folder: Path) -> None:
    done = CliRunner().invoke(main, ["inspect", str(folder / "dax.csv")])
    assert done.exit_code == 0
    for text in ("dax.csv", "8 = 5 data + 1 header + 1 preamble + 1 blank", "siehe unten"):
        assert text in done.output
    assert [path.name for path in folder.iterdir()] == ["dax.csv"]


def test_the_command_prints_json_for_programs(folder: Path) -> None:
    done = CliRunner().invoke(main, ["inspect", "--json", str(folder)])
    assert done.exit_code == 0
    [found] = json.loads(done.stdout)
    assert found["source"] == "dax.csv"
    assert found["reading"]["columns"]["price"] == ["Schluss"]
    assert found["first_rows"][0]["price"] == 1234.5


def test_a_setting_changes_how_a_file_would_be_read(folder: Path) -> None:
    done = CliRunner().invoke(
        main, ["inspect", "--json", str(folder), "--decimal", "point", "--symbol", "DAX"]
    )
    [found] = json.loads(done.stdout)
    assert found["first_rows"][0]["symbol"] == "DAX"
    assert [row["price"] for row in found["first_rows"]] == [None] * 5
    assert "set decimal" in found["error"]


def test_a_file_that_would_be_refused_is_shown_with_the_others_and_fails_the_command(
    folder: Path,
) -> None:
    (folder / "e.pdf").write_bytes(b"%PDF-1.4 no table")
    done = CliRunner().invoke(main, ["inspect", str(folder)])
    assert done.exit_code == 1
    assert "1.234,50" in done.stdout
    assert done.stderr.count("\n") == 1
    assert "e.pdf: expected" in done.stderr


def test_sheets_without_prices_are_listed_with_the_reason(tmp_path: Path) -> None:
    from price_assets_tests.ingest.workbook.office import number, row, text, xlsx

    (tmp_path / "book.xlsx").write_bytes(
        xlsx(
            {
                "Prices": row(1, text("Date"), text("Gold"))
                + row(2, text("2020-01-06"), number(1500.5))
                + row(3, text("2020-01-07"), number(1501.5)),
                "Notes": row(1, text("About")) + row(2, text("Gold is a metal")),
            }
        )
    )
    prices, notes = inspect_task(tmp_path / "book.xlsx")
    assert (prices.source, prices.kept) == ("book.xlsx#Prices", 2)
    assert notes.source == "book.xlsx#Notes"
    assert notes.reading is not None
    assert "no prices in it" in notes.reading.notes[0]
