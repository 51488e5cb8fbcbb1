"""Whatever bytes land give a result or one clear line: no other error, and no warning."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from price_assets.checkpoints import CleanPrices, PriceAssetsError, RawPrices
from price_assets.clean import clean_prices
from price_assets.ingest import (
    PriceFileError,
    ingest,
    iter_prices,
    list_files,
    read_table,
)
from price_assets.ingest.packing import content
from price_assets.ingest.texts import delimited, large_text, text_blocks
from price_assets_tests.ingest.packing.packings import zipped

from .generated_files import Quotes, Writing, as_json, as_parquet, as_text, as_workbook

SLOW = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
DAYS = [dt.datetime(2004, 1, 9) + dt.timedelta(days=n) for n in range(6)]
LONG = Quotes(
    ["Date", "Symbol", "Price"],
    [[day, symbol, n + 1.25] for n, day in enumerate(DAYS) for symbol in ("A", "B")],
    [],
)
WIDE = Quotes(["Date", "USD", 'J "P"'], [[day, 1.5, -36.98 + n] for n, day in enumerate(DAYS)], [])
WRITINGS = [
    Writing(),
    Writing(";", "\r\n", "cp1252", decimal_mark=",", thousands=".", currency="€ ", titles=2),
    Writing("\t", "\r", "utf-16", time_form="%d/%m/%Y", missing="-", footer=True),
    Writing("|", "\r\n", "utf-8-sig", quote_all=True, comment=True, broken_lines=True),
]
FIXED_WIDTH = b"DATE        SYM  PRICE\n2004-01-01  A    10.50\n2004-01-02  A     9.75\n"


def arrow_file(found: Quotes) -> bytes:
    stream = io.BytesIO()
    pd.read_parquet(io.BytesIO(as_parquet(found).content)).to_feather(stream)
    return stream.getvalue()


TEXTS = [as_text(found, how).content for found in (LONG, WIDE) for how in WRITINGS] + [FIXED_WIDTH]
JSONS = [as_json(LONG, form).content for form in ("records", "lines", "split", "arrays")]
ZIPS = [
    as_workbook(WIDE, dates_as_text=False, missing="").content,
    zipped({"a.csv": TEXTS[0], "b/c.json": JSONS[0]}),
]
OTHERS = [as_parquet(LONG).content, arrow_file(LONG), gzip.compress(TEXTS[0], mtime=0)]
# What readers of numbers, dates, quotes and encodings stumble over.
PIECES = [
    *(b",", b";", b"\t", b'"', b"'", b"\n", b"\r", b"\r\n", b"\x00", b"\x1a", b"\x1c", b"\x85"),
    *(b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", "\u2028".encode(), "¼٣Ⅷ".encode()),
    *(b"{", b"}", b"[", b"]", b"\\u0000", b"\\ud800", b"NaN", b"inf", b"1e999", b"-1e-999"),
    *(b"9" * 30, b"99999999999999999999", b"1.234,5", b"1/32", b"(1.5)", b"--", b"%", b"e"),
    *(b"0000-00-00", b"2004-02-30", b"31/12/9999", b"24:00:00", b"23:59:60", b"+14:00", b"W53"),
    *(b"date", b"price", b"symbol", b"Total", b"#", b"sep=;\n", b"a" * 300, b"PK\x03\x04", b"PAR1"),
]


@st.composite
def damaged(draw: st.DrawFn, files: list[bytes], fewest: int = 0) -> bytes:
    """Draw a file and damage it in some places."""
    found = bytearray(draw(st.sampled_from(files)))
    for _ in range(draw(st.integers(fewest, 5))):
        place = draw(st.integers(0, len(found)))
        end = min(place + draw(st.integers(1, 60)), len(found))
        match draw(st.sampled_from(["insert", "remove", "change", "double", "splice", "cut"])):
            case "insert":
                found[place:place] = draw(st.sampled_from(PIECES) | st.binary(max_size=6))
            case "remove":
                del found[place:end]
            case "change":
                found[place : place + 1] = draw(st.binary(min_size=1, max_size=1))
            case "double":
                found[place:place] = found[place:end] * draw(st.integers(1, 9))
            case "splice":
                other = draw(st.sampled_from(files))
                found[place:] = other[draw(st.integers(0, len(other))) :]
            case _:
                del found[place:]
    return bytes(found)


@st.composite
def damaged_members(draw: st.DrawFn) -> bytes:
    """Draw an archive or a workbook whose frame is whole, and damage one member."""
    with zipfile.ZipFile(io.BytesIO(draw(st.sampled_from(ZIPS)))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(members)))
    members[name] = draw(damaged([members[name]], fewest=1))
    return zipped(members)


WORDS = st.sampled_from(["date", "price", "symbol", "close", "data", "2004-01-01", "", "1", "t"])
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.sampled_from(["2004-01-01", "1,5", "1570752011", "x", "", "\x00", "NaN"])
)
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=25,
)


@st.composite
def damaged_json(draw: st.DrawFn) -> bytes:
    """Draw a document of JSON; one of prices with something else in the place of a part of it."""
    if draw(st.booleans()):
        return json.dumps(draw(DOCUMENTS)).encode()
    found = json.loads(JSONS[0])
    place = draw(st.integers(0, len(found) - 1))
    if draw(st.booleans()):
        found[place] = draw(DOCUMENTS)
    else:
        found[place][draw(WORDS)] = draw(DOCUMENTS)
    return json.dumps(draw(st.sampled_from([found, {"data": found}, [found, found]]))).encode()


def odd_texts() -> st.SearchStrategy[bytes]:
    """Draw text of delimiters, quotes, line ends, controls and any other characters."""
    pieces = st.sampled_from(PIECES) | st.text(max_size=3).map(lambda text: text.encode())
    return st.lists(pieces, max_size=40).map(b"".join)


def check_reading(path: Path) -> None:
    """Read a file in all ways; what fails must say so in one line."""
    try:
        read_table(path)
    except PriceFileError as error:
        assert_one_line(str(error))
    raw, rows = None, 0
    try:
        rows = sum(map(len, iter_prices(path)))
    except PriceFileError as error:
        assert_one_line(str(error))
    try:
        raw = ingest(list_files([path]))
    except PriceFileError as error:
        assert_one_line(str(error))
    assert rows == (0 if raw is None else len(raw.frame))
    if raw is None:
        return
    assert RawPrices.decode(raw.content, "again").content == raw.content
    summary = raw.summary
    assert summary.observations == len(raw.frame) + len(raw.rejected)
    try:
        clean = clean_prices(raw)
        assert CleanPrices.decode(clean.content, "again").content == clean.content
    except PriceAssetsError as error:
        assert_one_line(str(error))


def assert_one_line(message: str) -> None:
    assert len(message.splitlines()) <= 1
    assert len(message) < 2000
    message.encode()


def land(folder: Path, data: bytes) -> Path:
    path = folder / "x.csv"
    path.write_bytes(data)
    return path


@settings(SLOW, max_examples=60)
@given(data=damaged(TEXTS))
def test_a_damaged_text_gives_a_result_or_one_line(tmp_path: Path, data: bytes) -> None:
    check_reading(land(tmp_path, data))


@settings(SLOW, max_examples=40)
@given(data=st.binary(max_size=200) | odd_texts())
def test_any_bytes_give_a_result_or_one_line(tmp_path: Path, data: bytes) -> None:
    check_reading(land(tmp_path, data))


@settings(SLOW, max_examples=60)
@given(data=damaged(JSONS) | damaged_json())
def test_damaged_json_gives_a_result_or_one_line(tmp_path: Path, data: bytes) -> None:
    check_reading(land(tmp_path, data))


@settings(SLOW, max_examples=40)
@given(data=damaged(OTHERS) | damaged(TEXTS).map(gzip.compress))
def test_damaged_parquet_arrow_or_gzip_gives_a_result_or_one_line(
    tmp_path: Path, data: bytes
) -> None:
    check_reading(land(tmp_path, data))


@settings(SLOW, max_examples=15)
@given(data=damaged(ZIPS) | damaged_members())
def test_a_damaged_workbook_or_archive_gives_a_result_or_one_line(
    tmp_path: Path, data: bytes
) -> None:
    check_reading(land(tmp_path, data))


@settings(SLOW, max_examples=60)
@given(data=damaged(TEXTS))
def test_a_damaged_text_read_in_blocks_gives_a_result_or_one_line(
    tmp_path: Path, data: bytes
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "_WHOLE_BYTES", 1)
        patch.setattr(delimited, "_SAMPLE_BYTES", 100)
        patch.setattr(delimited, "_SAMPLE_LINES", 4)
        patch.setattr(large_text, "TAIL_BYTES", 50)
        patch.setattr(text_blocks, "BLOCK_BYTES", 80)
        patch.setattr(content, "_HEAD_BYTES", 150)
        check_reading(land(tmp_path, data))
