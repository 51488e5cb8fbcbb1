from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.ingest.grid import Cell, Grid
from price_assets.ingest.texts.dialect import Dialect
from price_assets.ingest.texts.lines import split_lines
from price_assets.ingest.texts.tokenizer import complete_prefix, tokenize, troubled_lines

COMMA = Dialect(",")
POLLUTED = Path(__file__).parents[4] / "shared" / "data" / "pollock"


def rows(text: str, dialect: Dialect = COMMA) -> list[list[Cell]]:
    return tokenize(text, dialect).rows


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_that_people_use_ends_a_row(end: str) -> None:
    assert rows(end.join(["a,b", "1,2", "", "3,4", ""])) == [["a", "b"], ["1", "2"], [], ["3", "4"]]


def test_line_ends_may_be_mixed() -> None:
    grid = tokenize("a,b\r\n1,2\n3,4\r5,6", COMMA, first_line=11)
    assert grid == Grid([["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]], [11, 12, 13, 14], 4)


def test_what_unicode_calls_a_line_end_is_text() -> None:
    assert rows("a\x0bb,c\x0c\nd\x85,e\u2028f\n") == [["a\x0bb", "c\x0c"], ["d\x85", "e\u2028f"]]


def test_a_line_of_blanks_is_a_blank_row_and_a_line_of_delimiters_is_not() -> None:
    assert rows("   \n,,\n") == [[], ["", "", ""]]
    assert rows("\t\t\n  \n", Dialect("\t")) == [["", "", ""], []]


def test_quotes_are_undone_by_the_book() -> None:
    assert rows('"a,b","c ""d""",""\n') == [["a,b", 'c "d"', ""]]


def test_a_cell_may_span_lines_and_keeps_their_ends() -> None:
    grid = tokenize('1,"a\r\nb\nc",2\r\n3,d,4\r\n5,e,6\r\n', COMMA)
    assert grid.rows == [["1", "a\r\nb\nc", "2"], ["3", "d", "4"], ["5", "e", "6"]]
    assert (grid.lines, grid.line_count) == ([1, 4, 5], 5)


def test_cells_over_several_lines_are_kept_where_every_record_has_one() -> None:
    text = "".join(f'{k},"remark {k}\nand, on a second line, more",{k}.5\n' for k in range(9))
    assert [len(row) for row in rows(text)] == [3] * 9


def test_a_quote_in_the_middle_of_a_cell_is_text() -> None:
    assert rows('5" pipe,1\n6" pipe,2\n') == [['5" pipe', "1"], ['6" pipe', "2"]]


def test_a_quote_that_never_closes_loses_no_row() -> None:
    lines = [f"2021-01-{day:02d},{day}.5,x" for day in range(1, 29)]
    lines[9] = '2021-01-10,"10.5,x'
    found = rows("\n".join(lines))
    assert len(found) == 28
    assert found[9] == ["2021-01-10", '"10.5', "x"]


def test_two_stray_quotes_lose_none_of_the_rows_between() -> None:
    lines = [f"2021-01-{day:02d},{day}.5,x,y" for day in range(1, 29)]
    lines[9], lines[19] = '2021-01-10,"10.5,x,y', '2021-01-20,20.5",x,y'
    found = rows("\n".join(lines))
    assert [len(row) for row in found] == [4] * 28
    assert (found[9][1], found[19][1]) == ('"10.5', '20.5"')


@pytest.mark.parametrize("column", range(4))
def test_a_stray_quote_before_any_cell_is_text(column: int) -> None:
    cells = ["1", '"Rice, white"', "2.5", '"ok"']
    good = ["1", "Rice, white", "2.5", "ok"]
    bad = [*cells[:column], f'"{cells[column]}', *cells[column + 1 :]]
    text = "\n".join([",".join(cells)] * 5 + [",".join(bad)] + [",".join(cells)] * 5)
    expected = [*good[:column], f'"{good[column]}', *good[column + 1 :]]
    assert rows(text) == [good] * 5 + [expected] + [good] * 5


def test_quotes_inside_a_quoted_cell_that_nobody_doubled_are_text() -> None:
    text = 'a,b,c\n1,"table, 48" round",2\n3,"table, 48"",4\n5,x,6\n'
    assert rows(text)[1:3] == [["1", 'table, 48" round', "2"], ["3", 'table, 48"', "4"]]


def test_blanks_around_quotes_are_no_part_of_the_cell() -> None:
    text = '1, "Rice, white" ,2\n3, "Wheat, hard" ,4\n'
    assert rows(text, Dialect(",", skip_space=True)) == [
        ["1", "Rice, white", "2"],
        ["3", "Wheat, hard", "4"],
    ]


def test_escaped_quotes_are_undone_and_other_backslashes_are_text() -> None:
    dialect = Dialect(",", escape="\\")
    assert rows('"a \\"b\\", c","d\\\\",C:\\x,e\\,f\n', dialect) == [
        ['a "b", c', "d\\", "C:\\x", "e,f"]
    ]


@pytest.mark.parametrize("delimiter", ["||", "::", ", ", "\x1f", "^", "."])
def test_any_delimiter_cuts(delimiter: str) -> None:
    text = delimiter.join(["a", '"b"', f'"c{delimiter}d"', ""]) + "\n"
    assert rows(text, Dialect(delimiter)) == [["a", "b", f"c{delimiter}d", ""]]


def test_runs_of_blanks_cut_once() -> None:
    runs, wide = Dialect(" ", skip_space=True), Dialect("  ", skip_space=True)
    assert rows('  1   "a b"  2 \n 3 4     5\n', runs) == [["1", "a b", "2"], ["3", "4", "5"]]
    assert rows("New York    1.5  2\nRome  1     2\n", wide) == [
        ["New York", "1.5", "2"],
        ["Rome", "1", "2"],
    ]


def test_without_a_quote_all_quotes_are_text() -> None:
    assert rows('"a,"b"\n', Dialect(",", quote=None)) == [['"a', '"b"']]


def test_lines_that_break_the_rules_are_counted() -> None:
    assert troubled_lines('a,b\n"c\nd",e\n"f"g,h\n', COMMA) == 1


def test_a_block_is_cut_before_a_record_that_is_still_open() -> None:
    text = '1,a\n2,"b\nc'
    assert text[: complete_prefix(text, COMMA)] == "1,a\n"
    assert complete_prefix('1,a\n2,"b\nc"\n', COMMA) == 12
    assert complete_prefix("1,a\n2,b", COMMA) == 4
    assert complete_prefix("1,a\r", COMMA) == 0
    assert complete_prefix("", COMMA) == 0


def test_a_stray_quote_far_back_holds_no_block_open() -> None:
    text = "1,a\n" * 10 + '2,"b\n' + "3,c\n" * 200_000
    assert complete_prefix(text, COMMA) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        '"' * 200_000,
        '"\n' * 40_000,
        ',"a\n' * 20_000,
        '"' + "a,b\n" * 50_000,
        ",".join(['"a"b"'] * 10_000),
        ',"a' * 20_000 + '"' * 20,
    ],
    ids=lambda text: text[:6],
)
def test_hostile_quotes_are_read_in_the_end(text: str) -> None:
    grid = tokenize(text, COMMA)
    assert grid.line_count == len(split_lines(text)[0])
    assert complete_prefix(text, COMMA) <= len(text)


PIECES = st.lists(st.sampled_from([",", '"', "\n", "\r\n", "a", " ", "1.5", "\\", ";"]))
DIALECTS = st.sampled_from(
    [
        COMMA,
        Dialect(";"),
        Dialect(",", escape="\\"),
        Dialect(", "),
        Dialect(",", skip_space=True),
        Dialect(" ", skip_space=True),
        Dialect("  ", skip_space=True),
        Dialect(",", quote=None),
    ]
)


@given(pieces=PIECES, dialect=DIALECTS)
@settings(max_examples=100)
def test_every_line_is_in_exactly_one_row_and_no_letter_is_lost(
    pieces: list[str], dialect: Dialect
) -> None:
    text = "".join(pieces)
    grid = tokenize(text, dialect)
    lines, _ = split_lines(text)
    assert grid.line_count == len(lines)
    assert len(grid.rows) == len(grid.lines)
    assert grid.lines == sorted(set(grid.lines))
    assert grid.lines[:1] == [1] * bool(lines)
    kept = "".join(str(cell) for row in grid.rows for cell in row)
    assert [c for c in kept if c in "a15."] == [c for c in text if c in "a15."]


def tables(characters: str) -> st.SearchStrategy[list[list[str]]]:
    cell = st.text(st.sampled_from(characters))
    return st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(cell, min_size=width, max_size=width))
    )


def written(table: list[list[str]], delimiter: str, quoting: Literal[0, 1]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(table)
    return file.getvalue()


@given(
    table=tables("a,;\"' é\t"),
    delimiter=st.sampled_from([",", ";", "\t"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
@settings(max_examples=100)
def test_what_a_program_writes_by_the_book_comes_back(
    table: list[list[str]], delimiter: str, quoting: Literal[0, 1]
) -> None:
    assert rows(written(table, delimiter, quoting), Dialect(delimiter)) == table


@given(tables("a.\n é\r"))
@settings(max_examples=100)
def test_cells_over_several_lines_come_back(table: list[list[str]]) -> None:
    grid = tokenize(written(table, ",", csv.QUOTE_ALL), COMMA)
    assert grid.rows == table


@given(pieces=PIECES, cut=st.integers(0, 60))
@settings(max_examples=100)
def test_a_block_is_cut_at_the_end_of_a_line(pieces: list[str], cut: int) -> None:
    text = "".join(pieces)[:cut]
    end = complete_prefix(text, COMMA)
    assert end == 0 or text[end - 1] in "\r\n"


@pytest.mark.skipif(not POLLUTED.is_dir(), reason="the polluted files are not beside the project")
def test_the_polluted_files_with_an_extra_quote_come_back_clean() -> None:
    import tarfile

    kinds = ("row_extra_quote", "file_escape_char")
    with tarfile.open(next(POLLUTED.glob("*.tar.xz"))) as archive:
        texts = {
            member.name.rsplit("/", 2)[-2] + "/" + Path(member.name).name: file.read().decode()
            for member in archive
            if Path(member.name).name.startswith(kinds)
            and member.name.endswith(".csv")
            and (file := archive.extractfile(member))
        }
    names = sorted(name.removeprefix("csv/") for name in texts if name.startswith("csv/"))
    assert len(names) > 700
    for name in names[::7]:
        escape = "\\" if "0x5C" in name else None
        found = rows(texts[f"csv/{name}"], Dialect(",", escape=escape))
        clean = csv.reader(io.StringIO(texts[f"clean/{name}"], newline=""))
        assert [[str(c).strip() for c in row] for row in found] == [
            [cell.strip() for cell in row] for row in clean
        ], name
