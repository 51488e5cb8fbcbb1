"""Parquet, Feather and Arrow files, in blocks that fit together."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import feather, parquet

from price_assets.ingest.arrow.arrow_files import is_arrow, is_parquet, read_arrow, read_parquet
from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.packing.content import content_of
from price_assets.ingest.table import Table

LIMIT = 10**8


def as_parquet(table: pa.Table, rows_in_group: int = 2) -> bytes:
    buffer = io.BytesIO()
    parquet.write_table(table, buffer, row_group_size=rows_in_group)
    return buffer.getvalue()


def as_ipc(table: pa.Table, *, stream: bool = False, compression: str | None = None) -> bytes:
    buffer = io.BytesIO()
    options = pa.ipc.IpcWriteOptions(compression=compression)
    new = pa.ipc.new_stream if stream else pa.ipc.new_file
    with new(buffer, table.schema, options=options) as writer:
        writer.write_table(table, max_chunksize=2)
    return buffer.getvalue()


WRITERS = {
    "parquet": as_parquet,
    "file": as_ipc,
    "stream": lambda table: as_ipc(table, stream=True),
    "compressed file": lambda table: as_ipc(table, compression="zstd"),
    "compressed stream": lambda table: as_ipc(table, stream=True, compression="lz4"),
}


def read(data: bytes, limit: int = LIMIT) -> Iterator[Table]:
    content = content_of(data, "x.dat")
    assert is_parquet(content) != is_arrow(content)
    return (read_parquet if is_parquet(content) else read_arrow)(content, limit)


def whole(data: bytes) -> pd.DataFrame:
    """Read all blocks, which have to fit together."""
    blocks = list(read(data))
    for block in blocks:
        assert block.cells.dtypes.to_dict() == blocks[0].cells.dtypes.to_dict()
        assert block.header == list(block.cells.columns)
        assert block.header_rows is None
    rows = np.concatenate([block.rows for block in blocks])
    assert rows.tolist() == list(range(1, len(rows) + 1))
    return pd.concat([block.cells for block in blocks], ignore_index=True)


def values_of(column: pd.Series) -> list[Any]:
    return [None if value is pd.NA or value != value else value for value in column.tolist()]


MOMENTS = [datetime(2020, 1, 1), None, datetime(2020, 1, 2)]
EXACT = [datetime(2020, 1, 1, 10), None, datetime(2020, 1, 1, 10, 0, 0, 500)]
COLUMNS: dict[str, tuple[pa.Array, str, list[Any]]] = {
    "int32": (pa.array([1, 2, 3], pa.int32()), "int64", [1, 2, 3]),
    "int with null": (pa.array([2**62 + 1, None, 3]), "Int64", [2**62 + 1, None, 3]),
    "uint64": (pa.array([1, None, 3], pa.uint64()), "Int64", [1, None, 3]),
    "large uint64": (pa.array([2**63, None, 3], pa.uint64()), "float64", [2.0**63, None, 3.0]),
    "half float": (pa.array([1.5, None, 2], pa.float16()), "float64", [1.5, None, 2.0]),
    "decimal": (pa.array([Decimal("1.10"), None, Decimal(-3)]), "float64", [1.1, None, -3.0]),
    "boolean": (pa.array([True, None, False]), "boolean", [True, None, False]),
    "text": (pa.array(["a", None, ""]), "str", ["a", None, ""]),
    "dictionary": (pa.array(["a", None, "a"]).dictionary_encode(), "str", ["a", None, "a"]),
    "binary": (pa.array([b"ab", None, b"\xff"]), "str", ["ab", None, "\ufffd"]),
    "null": (pa.nulls(3), "str", [None, None, None]),
    "list": (pa.array([[1, 2], None, []]), "str", ["[1,2]", None, "[]"]),
    "days": (pa.array(MOMENTS, pa.timestamp("ns")), "str", ["2020-01-01", None, "2020-01-02"]),
    "seconds": (
        pa.array([EXACT[0], None, MOMENTS[0]], pa.timestamp("s")),
        "str",
        ["2020-01-01T10:00:00", None, "2020-01-01T00:00:00"],
    ),
    "microseconds": (
        pa.array(EXACT, pa.timestamp("us")),
        "str",
        ["2020-01-01T10:00:00.000000", None, "2020-01-01T10:00:00.000500"],
    ),
    "nanoseconds": (
        pa.array([1, None, 2], pa.timestamp("ns")),
        "str",
        ["1970-01-01T00:00:00.000000001", None, "1970-01-01T00:00:00.000000002"],
    ),
    "in a zone": (
        pa.array(
            [datetime(2020, 1, 1, tzinfo=UTC), None, None], pa.timestamp("ms", "Europe/Madrid")
        ),
        "str",
        ["2020-01-01T00:00:00Z", None, None],
    ),
    "date32": (pa.array([date(2020, 1, 1), None, None]), "str", ["2020-01-01", None, None]),
    "date64": (
        pa.array([date(2020, 1, 1), None, None], pa.date64()),
        "str",
        ["2020-01-01", None, None],
    ),
    "duration": (pa.array([timedelta(1), None, None]), "str", ["1 day, 0:00:00", None, None]),
}


@pytest.mark.parametrize("kind", COLUMNS)
@pytest.mark.parametrize("writer", WRITERS)
def test_each_type_is_read_the_same_from_each_format_and_in_each_block(
    writer: str, kind: str
) -> None:
    array, dtype, expected = COLUMNS[kind]
    found = whole(WRITERS[writer](pa.table({"x": array})))["x"]
    assert found.dtype == dtype
    assert values_of(found) == expected


@pytest.mark.parametrize("writer", WRITERS)
def test_fields_of_structs_are_columns_and_an_unnamed_index_is_called_index(writer: str) -> None:
    frame = pd.DataFrame({"price": [1.5, 2.5]}, index=["2020-01-01", "2020-01-02"])
    table = pa.Table.from_pandas(frame).append_column(
        "of", pa.array([{"id": 1, "at": {"hub": "NP15"}}, None])
    )
    found = whole(WRITERS[writer](table))
    assert list(found.columns) == ["price", "index", "of.id", "of.at.hub"]
    assert found["index"].tolist() == ["2020-01-01", "2020-01-02"]
    assert values_of(found["of.id"]) == [1, None]
    assert values_of(found["of.at.hub"]) == ["NP15", None]


@pytest.mark.parametrize("writer", WRITERS)
def test_a_file_without_rows_is_one_empty_block(writer: str) -> None:
    table = pa.table({"date": pa.array([], pa.string()), "price": pa.array([], pa.float64())})
    (block,) = read(WRITERS[writer](table))
    assert block.cells.shape == (0, 2)


def test_columns_of_one_name_are_both_kept() -> None:
    table = pa.Table.from_arrays([pa.array([1, 2]), pa.array([3, None])], names=["a", "a"])
    found = whole(as_ipc(table))
    assert list(found.columns) == ["a", "a_2"]
    assert values_of(found["a_2"]) == [3, None]


@pytest.mark.filterwarnings("ignore:Feather V1:DeprecationWarning")
def test_the_old_feather_format_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.feather"
    feather.write_feather(pd.DataFrame({"a": [1.5, 2.5]}), str(path), version=1)
    assert whole(path.read_bytes())["a"].tolist() == [1.5, 2.5]


def test_blocks_are_neither_as_large_as_the_file_nor_as_small_as_its_batches() -> None:
    table = pa.table({"x": np.arange(200_000)})
    data = as_parquet(table, 200_000)
    assert [len(block.cells) for block in read(data)] == [65_536] * 3 + [3_392]
    assert whole(data)["x"].tolist() == list(range(200_000))
    assert [len(block.cells) for block in read(as_ipc(table.slice(0, 2_000)))] == [2_000]


def test_dictionaries_that_differ_between_batches_are_read() -> None:
    halves = [pa.array(part).dictionary_encode() for part in (["a", "b"], ["c", None, "a"])]
    buffer = io.BytesIO()
    schema = pa.schema({"x": halves[0].type})
    with pa.ipc.new_stream(buffer, schema) as writer:
        for half in halves:
            writer.write_batch(pa.record_batch([half], schema=schema))
    assert values_of(whole(buffer.getvalue())["x"]) == ["a", "b", "c", None, "a"]


def test_a_file_that_unpacks_to_more_than_the_limit_is_refused_before_it_is_read() -> None:
    table = pa.table({"x": np.zeros(1_000_000)})
    buffer = io.BytesIO()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_file(buffer, table.schema, options=options) as writer:
        writer.write_table(table)
    for data in (as_parquet(table, 1_000_000), buffer.getvalue()):
        assert len(data) < 100_000
        with pytest.raises(PriceFileError, match="unpacks to at most 7 MB, found more"):
            next(read(data, 7_000_000))
        assert next(read(data, 9_000_000)).row_count


SMALL = pa.table({"date": ["2020-01-01", "2020-01-02"], "price": [1.5, 2.5]})
REFUSED = {
    "cut parquet": (as_parquet(SMALL)[:-9], "found one that breaks off"),
    "short parquet": (b"PAR1", "found one that breaks off"),
    "damaged parquet": (b"PAR1" + b"\x00" * 40 + b"PAR1", "found a damaged one"),
    "encrypted parquet": (b"PARE" + b"\x00" * 40 + b"PARE", "found an encrypted one"),
    "cut arrow file": (as_ipc(SMALL)[:-20], "expected a whole Arrow file, found a damaged one"),
    "cut arrow stream": (as_ipc(SMALL, stream=True)[:-90], "found a damaged one"),
    "cut feather": (b"FEA1\x00\x00\x00\x00", "found a damaged one"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_damaged_file_is_refused_in_one_clear_line(case: str) -> None:
    data, words = REFUSED[case]
    with pytest.raises(PriceFileError) as failure:
        list(read(data))
    assert str(failure.value).startswith("x.dat: expected a ")
    assert words in str(failure.value)


@pytest.mark.parametrize("stream", [False, True])
def test_text_that_ends_outside_of_its_buffer_is_not_read(stream: bool) -> None:
    data = as_ipc(SMALL, stream=stream)
    ends = np.array([0, 10, 20], "int32").tobytes()
    assert data.count(ends) == 1
    with pytest.raises(PriceFileError, match="found a damaged one"):
        list(read(data.replace(ends, np.array([0, 10, 2**30], "int32").tobytes())))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(WRITERS)), st.integers(8, 2000), st.binary(min_size=1, max_size=4))
def test_damaged_bytes_give_tables_or_one_clear_line(
    writer: str, place: int, change: bytes
) -> None:
    data = bytearray(WRITERS[writer](SMALL))
    place %= len(data)
    data[place : place + len(change)] = change
    content = content_of(bytes(data), "x.dat")
    if not is_parquet(content) and not is_arrow(content):
        return
    try:
        blocks = list(read(bytes(data)))
    except PriceFileError as error:
        assert str(error).startswith("x.dat: expected a ")  # noqa: PT017
    else:
        assert blocks


def test_no_damaged_byte_of_a_parquet_footer_ends_the_process() -> None:
    whole_file = WRITERS["parquet"](SMALL)
    footer = len(whole_file) - 8 - int.from_bytes(whole_file[-8:-4], "little")
    for place in range(footer, len(whole_file) - 8):
        for change in (0x01, 0x06, 0x55):
            data = bytearray(whole_file)
            data[place] ^= change
            try:
                list(read(bytes(data)))
            except PriceFileError as error:
                assert str(error).startswith("x.dat: expected a ")  # noqa: PT017


REAL = Path(__file__).parents[4] / "shared" / "data" / "real"


@pytest.mark.skipif(
    not REAL.is_dir(), reason="the published price files are not beside the project"
)
def test_the_published_parquet_file_is_read_whole() -> None:
    found = whole((REAL / "XRP_ETH-trades.parquet").read_bytes())
    assert len(found) == 12477
    assert found["timestamp"].dtype == "int64"
