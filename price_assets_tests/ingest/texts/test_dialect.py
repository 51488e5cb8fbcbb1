from __future__ import annotations

import json
import tarfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.texts.dialect import Dialect, find_dialect
from price_assets.ingest.texts.fixed_width import split_fixed_width
from price_assets.ingest.texts.tokenizer import tokenize

from .dialect_cases import Case, cases

POLLUTED = Path(__file__).parents[4] / "shared" / "data" / "pollock"


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_file_is_cut_as_a_person_would_cut_it(case: Case) -> None:
    dialect = find_dialect(case.text, "prices.csv")
    assert dialect.fixed_width == case.fixed_width
    if dialect.fixed_width:
        rows = split_fixed_width(case.text).rows
    else:
        assert dialect.delimiter.strip(" ") == case.delimiter.strip(" ")
        assert dialect.escape == case.escape
        if case.quote in case.text:
            assert dialect.quote == case.quote
        rows = tokenize(case.text, dialect).rows
    widths = Counter(len(row) for row in rows if row)
    assert max(widths, key=lambda width: (widths[width], width)) == case.width


def test_a_delimiter_that_a_person_names_is_taken() -> None:
    text = "date;price,unit\n2021-01-04;1,5\n"
    assert find_dialect(text, "prices.csv", ",").delimiter == ","
    assert find_dialect(text, "prices.csv", "semicolon").delimiter == ";"
    assert find_dialect(text, "prices.csv", "tab").delimiter == "\t"
    assert find_dialect("a   b\n1   2\n", "x", "space") == Dialect(" ", skip_space=True)


def test_the_line_that_tells_excel_the_delimiter_decides() -> None:
    text = "sep=;\r\nday,month;price,unit\r\n4,1;12,5\r\n5,1;12,7\r\n"
    assert find_dialect(text, "prices.csv").delimiter == ";"
    assert find_dialect(text, "prices.csv", ",").delimiter == ","


@pytest.mark.parametrize("delimiter", ["\n", '"', "far too long"])
def test_what_cannot_stand_between_cells_is_refused(delimiter: str) -> None:
    with pytest.raises(PriceFileError, match=r"prices\.csv: expected a delimiter of one to three"):
        find_dialect("a,b\n", "prices.csv", delimiter)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "   \n", "price\n", '"\n', "Dear all,\n\nno prices, sorry.\n"]
)
def test_a_text_without_columns_has_a_comma(text: str) -> None:
    assert find_dialect(text, "prices.csv").delimiter == ","


def test_a_sample_that_ends_in_the_middle_of_a_line_does_not_mislead() -> None:
    text = "".join(f"2021-01-04;{k},50;Rice, white, long grain\n" for k in range(5000))
    assert find_dialect(text[:70_001], "prices.csv").delimiter == ";"


@given(st.text(st.sampled_from("1.,;|\t '\"\\\nab:/-"), max_size=200))
@settings(max_examples=60)
def test_any_text_has_a_dialect_that_loses_no_line(text: str) -> None:
    dialect = find_dialect(text, "prices.csv")
    grid = split_fixed_width(text) if dialect.fixed_width else tokenize(text, dialect)
    assert grid.line_count == len(text.split("\n")) - text.endswith("\n") - (not text)


@pytest.mark.skipif(not POLLUTED.is_dir(), reason="the polluted files are not beside the project")
def test_the_dialects_of_the_polluted_files_are_found() -> None:
    files: dict[str, str] = {}
    with tarfile.open(next(POLLUTED.glob("*.tar.xz"))) as archive:
        for member in archive:
            if Path(member.name).name.startswith("file_") and member.isfile():
                file = archive.extractfile(member)
                assert file is not None
                files["/".join(Path(member.name).parts[-2:])] = file.read().decode()
    names = [name.removeprefix("csv/") for name in files if name.startswith("csv/")]
    assert len(names) > 20
    for name in names:
        text = files[f"csv/{name}"]
        if not text.strip():
            continue
        known = json.loads(files[f"parameters/{name}_parameters.json"])
        found = find_dialect(text, name)
        assert (found.delimiter, found.quote) == (
            known["delimiter"].strip(" ") or " ",
            known["quotechar"],
        ), name
        assert found.escape == ("\\" if known["escapechar"] == "\\" else None), name
