"""Workbooks in every format: what their cells become, which sheets are read, and damage."""

from __future__ import annotations

import csv
import datetime
import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from price_assets.ingest import PriceFileError
from price_assets.ingest.grid import Cell
from price_assets.ingest.packing.content import content_of
from price_assets.ingest.settings import TableSettings
from price_assets.ingest.workbook.workbook_process import cell_of
from price_assets.ingest.workbook.workbooks import Sheet, is_workbook, read_workbook
from price_assets_tests.ingest.packing.packings import zipped

from .office import DATE, DATE_TIME, DURATION, TIME, number, ods, row, text, xlsx

SMALL = Path(__file__).parent / "workbooks"
REAL = Path(__file__).parents[4] / "shared" / "data" / "real"
LIMIT = 50_000_000


def sheets(data: bytes, sheet: str | None = None, limit: int = LIMIT) -> list[Sheet]:
    content = content_of(data, "book.xls")
    return list(read_workbook(content, TableSettings(sheet=sheet), limit))


def rows(data: bytes) -> list[list[Cell]]:
    [sheet] = sheets(data)
    return sheet.grid.rows


def ods_row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def ods_cell(kind: str, value: str, shown: str = "") -> str:
    attribute = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}
    said = "" if kind == "string" else f'office:{attribute.get(kind, "value")}="{value}"'
    return (
        f'<table:table-cell office:value-type="{kind}" {said}><text:p>{shown or value}</text:p>'
        "</table:table-cell>"
    )


@pytest.mark.parametrize("name", ["small.xls", "small.xlsb"])
def test_the_sheet_of_an_old_and_of_a_binary_workbook_is_read(name: str) -> None:
    [sheet] = sheets((SMALL / name).read_bytes())
    assert (sheet.name, sheet.format) == ("Prices", name.partition(".")[2])
    assert sheet.grid.rows == [
        ["date", "Złoto", "USD"],
        ["2000-01-03", 1085, 200.75],
        ["2000-01-04T09:30:00", None, 0.1],
        ["n/a", True, -36.98],
    ]
    assert sheet.grid.lines == [1, 2, 3, 4]
    assert sheet.grid.line_count == 4


def test_the_cells_of_an_xlsx_are_what_it_shows_and_keep_every_digit() -> None:
    data = row(1, text("date"), text(" a b "), 't="b"><v>1</v>', number(1085), number(200.75))
    data += row(2, number(36528, DATE), number(36528.395833333336, DATE_TIME), number(0.5, TIME))
    data += row(3, number(1.25, DURATION), number("0.30000000000000004"), number("1e22"), text(""))
    assert rows(xlsx({"S": data})) == [
        ["date", " a b ", True, 1085, 200.75],
        ["2000-01-03", "2000-01-03T09:30:00", "12:00:00", None, None],
        ["30:00:00", 0.30000000000000004, 1e22, None, None],
    ]


def test_dates_that_are_counted_from_1904_are_the_dates_shown() -> None:
    data = row(1, number(36528 - 1462, DATE))
    assert rows(xlsx({"S": data}, workbook_settings='date1904="1"')) == [["2000-01-03"]]


def test_the_cells_of_an_ods_are_read_and_the_endless_empty_ones_after_them_are_not() -> None:
    data = ods_row(ods_cell("string", "date"), ods_cell("string", "Złoto"))
    data += ods_row(ods_cell("date", "2000-01-03", "3.1.2000"), ods_cell("float", "1085"))
    data += ods_row(
        ods_cell("date", "2000-01-04T09:30:00"),
        ods_cell("percentage", "0.125", "12.5%"),
        '<table:table-cell table:number-columns-repeated="16382"/>',
    )
    endless = '<table:table-cell table:number-columns-repeated="16384"/>'
    data += ods_row(endless, attributes='table:number-rows-repeated="1048570"')
    [sheet] = sheets(ods({"S": data}))
    assert sheet.format == "ods"
    assert sheet.grid.rows == [
        ["date", "Złoto"],
        ["2000-01-03", 1085],
        ["2000-01-04T09:30:00", 0.125],
    ]


def test_rows_are_counted_as_in_the_sheet_with_the_empty_ones_above_and_between() -> None:
    data = row(3, "", "", text("date"), text("x")) + row(5, "", "", number(1), number(2))
    [sheet] = sheets(xlsx({"S": data}))
    assert sheet.grid.rows == [[], [], ["date", "x"], [], [1, 2]]
    assert sheet.grid.lines == [1, 2, 3, 4, 5]
    assert sheet.grid.line_count == 5


def test_errors_are_text_as_shown_where_they_stand() -> None:
    error = 't="e"><f>B1/C1</f><v>{}</v>'
    data = row(2, "", text("date"), text("x"), text("y"))
    data += row(3, "", error.format("#N/A"), number(1), error.format("#DIV/0!"))
    data += row(4, "", error.format("#REF!"))
    assert rows(xlsx({"S": data})) == [
        [],
        ["date", "x", "y"],
        ["#N/A", 1, "#DIV/0!"],
        ["#REF!", None, None],
    ]


def test_no_error_is_missed_in_a_sheet_of_several_megabytes() -> None:
    error = 't="e"><v>#N/A</v>'
    data = "".join(row(at, *[error] * 20) for at in range(1, 3001))
    assert len(data) > 2_000_000
    assert rows(xlsx({"S": data})) == [["#N/A"] * 20] * 3000


def test_a_formula_gives_its_stored_value_and_a_note_where_it_has_none() -> None:
    data = row(1, "><f>1+1</f><v>2</v>", 't="str"><f>A1</f><v>two</v>')
    [sheet] = sheets(xlsx({"S": data}))
    assert (sheet.grid.rows, sheet.notes) == ([[2, "two"]], [])
    data += row(2, "><f>1+1</f><v></v>", '><f t="shared" si="0"/>', 't="str"><f>C1</f><v></v>')
    [sheet] = sheets(xlsx({"S": data}))
    assert sheet.grid.rows == [[2, "two", None], []]
    assert sheet.notes == [
        "2 formulas have no stored value and are read as empty; open the workbook in a "
        "spreadsheet program and save it"
    ]


def test_sheets_come_in_the_order_of_their_tabs_and_empty_ones_are_empty() -> None:
    found = sheets(xlsx({"Z": row(1, number(1)), "A": "", "M": row(1, number(2))}))
    assert [(sheet.name, sheet.grid.rows) for sheet in found] == [
        ("Z", [[1]]),
        ("A", []),
        ("M", [[2]]),
    ]


def test_a_hidden_sheet_is_read_only_where_it_is_named() -> None:
    data = xlsx(
        {"Prices": row(1, number(1)), "Old": row(1, number(2)), "Key": row(1, number(3))},
        states={"Old": "hidden", "Key": "veryHidden"},
    )
    [sheet] = sheets(data)
    assert sheet.name == "Prices"
    assert sheet.notes == [
        f"the hidden sheet '{name}' is not read; name it by the setting sheet to read it"
        for name in ("Old", "Key")
    ]
    assert [sheet.name for sheet in sheets(data, "*")] == ["Prices", "Old", "Key"]
    assert [sheet.grid.rows for sheet in sheets(data, "Old")] == [[[2]]]
    hidden = xlsx({"Old": row(1, number(2))}, states={"Old": "hidden"})
    with pytest.raises(PriceFileError, match="a sheet that is not hidden; .* 'Old'"):
        sheets(hidden)


def test_a_sheet_is_chosen_by_its_name_first_and_else_by_a_pattern() -> None:
    data = xlsx({"P[1]": row(1, number(1)), "P1": row(1, number(2)), "Q": row(1, number(3))})
    assert [sheet.name for sheet in sheets(data, "P[1]")] == ["P[1]"]
    assert [sheet.name for sheet in sheets(data, "P*")] == ["P[1]", "P1"]
    with pytest.raises(PriceFileError, match=r"a sheet 'R\*', .* 'P\[1\]', 'P1', 'Q'"):
        sheets(data, "R*")


def test_a_sheet_of_a_chart_is_left_out() -> None:
    data = xlsx({"S": row(1, number(1))}, charts=("Chart1",))
    assert [sheet.name for sheet in sheets(data)] == ["S"]
    with pytest.raises(PriceFileError, match="found the sheets 'S'$"):
        sheets(data, "Chart1")


@pytest.mark.parametrize("data", [b"date,price\n", b"", b"PK\x03\x04", zipped({"a.csv": b"x"})])
def test_what_is_no_workbook_is_none_or_damaged(data: bytes) -> None:
    with suppress(PriceFileError):
        assert not is_workbook(content_of(data, "x.xlsx"))
    with pytest.raises(PriceFileError, match="book.xls: expected"):
        sheets(data)


def encrypted_xlsx() -> bytes:
    # A protected .xlsx is a file of streams, one of them called EncryptedPackage.
    data = (SMALL / "small.xls").read_bytes()
    at = data.index("Workbook".encode("utf-16-le"))
    name = "EncryptedPackage".encode("utf-16-le")
    return data[:at] + name.ljust(64, b"\0") + bytes([len(name) + 2]) + data[at + 65 :]


@pytest.mark.parametrize(
    "data",
    [encrypted_xlsx(), ods({"S": ods_row()}, "<manifest:encryption-data/>")],
    ids=["xlsx", "ods"],
)
def test_a_workbook_that_is_protected_by_a_password_is_refused(data: bytes) -> None:
    with pytest.raises(PriceFileError, match="book.xls: .* protected by a password; save it"):
        sheets(data)


CORNERS = row(1, number(1)) + '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'


def test_a_sheet_whose_outermost_cells_span_more_than_memory_ends_no_process_but_its_own() -> None:
    with pytest.raises(PriceFileError, match="book.xls: .* 'S' .* fits in 612 MB .* delete"):
        sheets(xlsx({"S": CORNERS}), limit=37_500_000)


def test_a_workbook_is_read_within_the_memory_it_is_given(tmp_path: Path) -> None:
    # 6,000 by 8,000 cells are 1.5 GB as the reader lays them out: within most machines, not
    # within the limit.
    path = tmp_path / "book.xlsx"
    path.write_bytes(
        xlsx({"S": row(1, number(1)) + '<row r="6000"><c r="KUR6000"><v>2</v></c></row>'})
    )
    program = (
        "import resource, sys\n"
        "from price_assets.ingest.packing.content import content_of\n"
        "from price_assets.ingest.errors import PriceFileError\n"
        "from price_assets.ingest.settings import TableSettings\n"
        "from price_assets.ingest.workbook.workbooks import read_workbook\n"
        "content = content_of(open(sys.argv[1], 'rb').read(), 'book.xlsx')\n"
        "try:\n"
        "    list(read_workbook(content, TableSettings(), 50_000_000))\n"
        "except PriceFileError:\n"
        "    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, path], capture_output=True, text=True, check=True
    )
    assert 0 < int(done.stdout) < 1_000_000


def test_a_workbook_that_unpacks_to_more_than_the_limit_is_refused() -> None:
    data = xlsx({"S": row(1, number(1)) + " " * 1_000_000})
    with pytest.raises(PriceFileError, match="book.xls: .* at most 1 MB, .* unpack_limit"):
        sheets(data, limit=1_000_000)


@pytest.mark.parametrize("name", ["small.xls", "small.xlsb", "xlsx", "ods"])
def test_a_damaged_workbook_gives_one_clear_error_or_none(name: str) -> None:
    whole = {
        "xlsx": xlsx({"S": row(1, text("date"), number(1, DATE)), "T": row(2, number(1))}),
        "ods": ods({"S": ods_row(ods_cell("date", "2000-01-03"), ods_cell("float", "1"))}),
    }.get(name) or (SMALL / name).read_bytes()
    chance = random.Random(7)  # noqa: S311 - damage is no secret
    for _ in range(15):
        damaged = bytearray(whole)
        for _ in range(4):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with suppress(PriceFileError):
            sheets(bytes(damaged))


@pytest.mark.parametrize("name", ["small.xls", "small.xlsb", "xlsx", "ods"])
def test_a_workbook_that_is_cut_off_is_never_read_in_part(name: str) -> None:
    whole = {
        "xlsx": xlsx({"S": row(1, text("date"), number(1, DATE))}),
        "ods": ods({"S": ods_row(ods_cell("date", "2000-01-03"))}),
    }.get(name) or (SMALL / name).read_bytes()
    contents = [sheet.grid for sheet in sheets(whole)]
    for end in range(8, len(whole), len(whole) // 12):
        with suppress(PriceFileError):
            assert [sheet.grid for sheet in sheets(whole[:end])] == contents


def test_sheets_that_are_not_asked_for_are_not_read() -> None:
    data = xlsx({"S": row(1, number(1)), "T": CORNERS})
    found = read_workbook(content_of(data, "book.xlsx"), TableSettings(), LIMIT)
    assert next(found).grid.rows == [[1]]
    del found
    assert [sheet.name for sheet in sheets(data, "S")] == ["S"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (1085.0, 1085),
        (-0.5, -0.5),
        (float(2**53), 2**53),
        (2.0**60, 2.0**60),
        (float("inf"), float("inf")),
        ("", None),
        (" ", " "),
        (True, True),
        (datetime.date(2000, 1, 3), "2000-01-03"),
        (datetime.datetime(2000, 1, 3), "2000-01-03"),
        (datetime.datetime(2000, 1, 3, 9, 30, 0, 500_000), "2000-01-03T09:30:00.500000"),
        (datetime.time(9, 30), "09:30:00"),
        (datetime.timedelta(days=1, hours=6, seconds=5), "30:00:05"),
    ],
)
def test_a_value_becomes_a_cell_without_losing_anything(value: object, cell: Cell) -> None:
    found = cell_of(value)
    assert (found, type(found)) == (cell, type(cell))


@pytest.mark.skipif(
    not REAL.is_dir(), reason="the published price files are not beside the project"
)
def test_a_published_workbook_has_its_known_values() -> None:
    with (REAL / "index.csv").open(newline="", encoding="utf-8") as file:
        known = {line["file"]: line for line in csv.DictReader(file)}
    name = "CMO-Historical-Data-Monthly.xlsx"
    found = {sheet.name: sheet.grid for sheet in sheets((REAL / name).read_bytes())}
    assert list(found) == ["Monthly Prices", "Monthly Indices", "Description", "Index Weights"]
    cells = {cell for line in found["Monthly Prices"].rows for cell in line}
    for spot in "123":
        assert float(known[name][f"spot{spot}_price"]) in cells
