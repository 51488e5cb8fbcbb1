from __future__ import annotations

import io
import sqlite3
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.packing.content import Content, content_of
from price_assets.ingest.texts.encodings import find_encoding
from price_assets.ingest.texts.text import decode_text, decoded_chunks

from .encoding_cases import LONG, SHORT, Encoded


def decoded(data: bytes, encoding: str | None = None, chunk_chars: int = 1 << 24) -> str:
    content = content_of(data, "prices.csv")
    return "".join(decoded_chunks(content, find_encoding(content, encoding), chunk_chars))


@pytest.mark.parametrize("case", [*LONG, *SHORT], ids=lambda case: case.name)
def test_a_file_in_an_older_encoding_reads_as_it_was_written(case: Encoded) -> None:
    found = decode_text(case.data, "prices.csv")
    assert found.content == case.text
    assert "not valid UTF-8" in found.notes[0]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
    ],
)
def test_a_byte_order_mark_says_the_encoding_and_is_no_part_of_the_text(
    mark: bytes, encoding: str
) -> None:
    text = "date;Größe;цена\n2021-01-04;1;2\n"
    assert decoded(mark + text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("names", ["date;price", "Дата;Цена"])
def test_wide_characters_are_known_without_a_mark(encoding: str, names: str) -> None:
    text = f"{names}\r\n2021-01-04;12,5\r\n2021-01-05;12,6\r\n"
    content = content_of(text.encode(encoding), "prices.csv")
    found = find_encoding(content)
    assert (found.name, "no byte order mark" in found.notes[0]) == (encoding, True)
    assert "".join(decoded_chunks(content, found)) == text


def test_plain_text_is_utf_8_and_needs_no_note() -> None:
    found = find_encoding(content_of(b"date,price\n2021-01-04,1\n", "prices.csv"))
    assert (found.name, found.notes) == ("utf-8", [])


def test_a_few_stray_bytes_do_not_spoil_a_utf_8_file() -> None:
    rows = "Größe;Änderung;Übertrag\n" * 50
    data = rows.encode() + "Müller\u2019s\n".encode("cp1252") + rows.encode()
    found = decode_text(data, "prices.csv")
    assert found.content == rows + "Müller\u2019s\n" + rows
    assert found.notes == ["2 bytes are not valid UTF-8, as the others are: read as cp1252"]


def test_a_file_cut_in_the_middle_of_its_last_character_is_still_utf_8() -> None:
    found = decode_text("price €\n12 €".encode()[:-1], "prices.csv")
    assert found.content == "price €\n12 \ufffd"
    assert found.notes == ["the text ends in the middle of a character"]


def test_nul_characters_are_left_out_and_counted() -> None:
    found = decode_text(b"date,price\n2021-01-04,1\n" + b"\0" * 100, "prices.csv")
    assert found.content == "date,price\n2021-01-04,1\n"
    assert found.notes == ["100 NUL characters are left out"]


def test_a_file_with_a_nul_between_fields_is_no_wide_text() -> None:
    data = b"date\0,price\0,volume\n2021-01-04\0,1\0,2\n"
    assert decoded(data) == "date,price,volume\n2021-01-04,1,2\n"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\0\0\0"])
def test_an_empty_file_is_empty_text(data: bytes) -> None:
    assert decoded(data) == ""


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(PriceFileError, match=r"prices\.json: expected prices, found an empty"):
        decode_text(b" \n", "prices.json")


def test_a_named_encoding_is_used_and_no_other() -> None:
    assert decoded("Größe".encode("cp437"), "cp437") == "Größe"
    with pytest.raises(PriceFileError, match="expected text in utf-8, found other bytes"):
        decoded("Größe".encode("cp437"), "utf-8")


@pytest.mark.parametrize("encoding", ["klingon", "hex", "rot13", "utf-8\0"])
def test_an_encoding_that_python_does_not_know_is_refused(encoding: str) -> None:
    with pytest.raises(PriceFileError, match="expected an encoding that Python knows"):
        decoded(b"a", encoding)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
        (b"PK\x03\x04\0\0", "a zip archive or Excel workbook"),
        (b"\xd0\xcf\x11\xe0\0\0", "an old Excel workbook"),
        (bytes(range(256)) * 4, "binary data"),
        (b"date,price\n1,2\n" + bytes(range(1, 32)), "binary data"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, what: str) -> None:
    with pytest.raises(PriceFileError, match=f"prices.csv: expected delimited text.*found {what}"):
        decoded(data)


def test_a_database_is_refused_by_name(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "prices.db")
    connection.execute("create table prices (date, price)")
    connection.close()
    with pytest.raises(PriceFileError, match="found an SQLite database"):
        decoded((tmp_path / "prices.db").read_bytes())


def test_marks_that_exports_put_between_fields_are_no_binary_data() -> None:
    text = "date\x1fprice\x1e2021-01-04\x1f1\x1e" * 20 + "\x01\x1a"
    assert decoded(text.encode()) == text


@given(
    text=st.text(st.sampled_from('a,;"é€語\n\r \0')),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    size=st.integers(1, 9),
)
@settings(max_examples=100)
def test_chunks_joined_are_the_text_and_no_line_end_is_cut(
    text: str, encoding: str, size: int
) -> None:
    content = content_of(text.encode(encoding), "prices.csv")
    chunks = list(decoded_chunks(content, find_encoding(content, encoding), size))
    assert "".join(chunks) == text.replace("\0", "")
    assert not any(a.endswith("\r") and b.startswith("\n") for a, b in pairwise(chunks))


@given(st.binary(max_size=300))
@settings(max_examples=100)
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(PriceFileError):
        assert isinstance(decoded(data), str)


def test_a_large_file_is_read_in_pieces() -> None:
    class Counting(io.BytesIO):
        largest = 0

        def read(self, size: int | None = -1) -> bytes:
            Counting.largest = max(
                Counting.largest, len(self.getbuffer()) if size in (-1, None) else size
            )
            return super().read(size)

    data = "2021-01-04;1,5;Größe\n".encode() * 500_000
    content = Content("prices.csv", lambda: Counting(data))
    size = sum(len(chunk) for chunk in decoded_chunks(content, find_encoding(content), 1 << 20))
    assert size == len(data.decode())
    assert Counting.largest < len(data)
