"""What holds for any file: no observation is lost, any bytes give a result or one clear error."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from price_assets.checkpoints import RawPrices
from price_assets.ingest import LandedFile, PriceFileError, ingest, list_files, read_table

SLOW = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
CELL = st.one_of(
    st.sampled_from(
        ["", ".", "N/A", "1.5", "-36.98", "0", "1,5", "junk", 'a "quote"', "x;y|z", " "]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6),
)
ROW = st.lists(CELL, min_size=0, max_size=5)


def land(folder: Path, content: bytes) -> LandedFile:
    path = folder / "x.csv"
    path.write_bytes(content)
    return list_files([path])[0]


def written(header: list[str], rows: list[list[str]], delimiter: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([header, *rows])
    return text.getvalue().encode()


@SLOW
@given(st.lists(st.lists(st.sampled_from(["", "1", "-2.5", "N/A", "x", "0"]), max_size=4)))
def test_each_cell_of_a_wide_file_is_an_observation_kept_or_rejected(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    lines = [["2020-01-01", *row] for row in rows]
    content = written(["date", "USD", "JPY"], [["2020-01-01", "1", "2"], *lines], ",")
    try:
        raw = ingest([land(tmp_path, content)])
    except PriceFileError:  # mostly words in one of the columns
        return
    prices = raw.sources[0].columns.price
    found = [*zip(raw.frame["row"], raw.frame["column"], strict=True)]
    found += [(item.row, item.column) for item in raw.rejected]
    assert sorted(found) == sorted((n, p) for n in range(1, len(rows) + 2) for p in prices)


def seeds() -> list[bytes]:
    frame = pd.DataFrame(
        {
            "date": ["2004-01-01", "2004-01-02", "2004-01-05"],
            "symbol": ["A", "A", "B"],
            "price": [1.5, -36.98, None],
        }
    )
    buffer = io.BytesIO()
    frame.to_parquet(buffer)
    text = frame.to_csv(index=False).encode()
    return [
        text,
        gzip.compress(text, mtime=0),
        buffer.getvalue(),
        frame.to_json(orient="records").encode(),
        frame.to_json(orient="records", lines=True).encode(),
        frame.to_json(orient="table", index=False).encode(),
        b'Date;USD;"J ""P"\r\n1/2/2004;1,5;"3\n4"\r\n2/2/2004;N/A;7\r\n',
        "Datum\tÚltimo\n01.02.2004 10:00\t1.234,5 €\n".encode("cp1252"),
        b'[{"t":1570752011620,"p":1e999},{"t":null,"p":"x","z":{"a":[NaN]}}]',
    ]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    content = bytearray(draw(st.sampled_from(seeds())))
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(content)))
        match draw(st.sampled_from(["insert", "delete", "change", "cut"])):
            case "insert":
                content[place:place] = draw(
                    st.sampled_from([b",", b'"', b"\n", b"\x00", b"\xff", b"{", b"]", b"1e999"])
                    | st.binary(max_size=4)
                )
            case "delete":
                del content[place : place + draw(st.integers(1, 9))]
            case "change":
                content[place : place + 1] = draw(st.binary(min_size=1, max_size=1))
            case _:
                del content[place:]
    return bytes(content)


@pytest.mark.parametrize("packed", [False, True])
@SLOW
@given(content=st.binary(max_size=60) | damaged())
def test_any_bytes_give_a_result_or_one_clear_line(
    tmp_path: Path, packed: bool, content: bytes
) -> None:
    file = land(tmp_path, gzip.compress(content) if packed else content)
    try:
        raw = ingest([file])
    except PriceFileError as error:
        assert str(error).startswith("x.csv: expected ")  # noqa: PT017
        assert "\n" not in str(error)  # noqa: PT017
    else:
        again = RawPrices.decode(ingest([file]).content, "again")
        assert again.content == raw.content
