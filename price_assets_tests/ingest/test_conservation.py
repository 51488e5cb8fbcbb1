"""What a file holds is in the clean table, rejected with a reason, or counted as missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from price_assets.checkpoints import CleanPrices, LineCounts, RawPrices
from price_assets.clean import clean_prices
from price_assets.ingest import IngestSettings, PriceFileError, ingest, iter_prices, list_files
from price_assets.ingest.packing import content
from price_assets.ingest.texts import delimited, large_text, records, text_blocks

from .generated_files import (
    MISSING,
    UNREADABLE,
    PriceFile,
    as_text,
    other_files,
    quotes,
    text_files,
    writings,
)

SLOW = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
RESOLVED = {"duplicate", "superseded"}


def land(folder: Path, file: PriceFile) -> Path:
    path = folder / file.name
    path.write_bytes(file.content)
    return path


def read(path: Path) -> RawPrices:
    return ingest(list_files([path]))


def check_counts(file: PriceFile, clean: CleanPrices) -> None:
    wanted = Counter(item.value for item in file.observations if isinstance(item.value, str))
    summary = clean.summary
    resolved = sum(summary.rejected.get(reason, 0) for reason in RESOLVED)
    assert summary.rows_in == len(file.observations)
    assert summary.missing_total == wanted[MISSING]
    assert summary.rejected_total - resolved == wanted[UNREADABLE]
    assert summary.rows_out + resolved == len(file.observations) - wanted.total()


def check_values(file: PriceFile, clean: CleanPrices) -> None:
    known = file.observations[0].symbol is not None
    good = [item for item in file.observations if isinstance(item.value, float)]
    # Of several prices of one time and symbol the last one in the file counts.
    wanted = {(item.time, item.symbol): item.value for item in good}
    rows = zip(*(clean.frame[name] for name in ("timestamp", "symbol", "price")), strict=True)
    found = {(time, symbol if known else None): price for time, symbol, price in rows}
    assert found == wanted
    rejected = Counter(item.price for item in clean.rejected if item.reason in RESOLVED)
    assert rejected == Counter(item.value for item in good) - Counter(wanted.values())


def total(lines: LineCounts) -> int:
    return sum(lines.model_dump(exclude={"total"}).values())


@settings(SLOW, max_examples=60)
@given(file=text_files())
def test_all_that_a_text_holds_is_kept_rejected_or_missing(tmp_path: Path, file: PriceFile) -> None:
    raw = read(land(tmp_path, file))
    clean = clean_prices(raw)
    check_counts(file, clean)
    check_values(file, clean)
    lines = raw.sources[0].lines
    assert lines is not None
    assert lines.total == total(lines) == file.lines


@settings(SLOW, max_examples=30)
@given(file=other_files())
def test_all_that_a_workbook_json_or_parquet_holds_is_kept_rejected_or_missing(
    tmp_path: Path, file: PriceFile
) -> None:
    raw = read(land(tmp_path, file))
    clean = clean_prices(raw)
    check_counts(file, clean)
    check_values(file, clean)
    lines = raw.sources[0].lines
    assert lines is None or lines.total == total(lines) == file.lines


@settings(SLOW, max_examples=20)
@given(file=text_files() | other_files(), batch_rows=st.integers(1, 20))
def test_a_file_read_again_or_in_batches_gives_the_same(
    tmp_path: Path, file: PriceFile, batch_rows: int
) -> None:
    path = land(tmp_path, file)
    raw = read(path)
    again = read(path)
    assert again.content == raw.content
    assert clean_prices(again).content == clean_prices(raw).content
    batches = list(iter_prices(path, batch_rows=batch_rows))
    assert max(map(len, batches)) <= batch_rows
    pd.testing.assert_frame_equal(pd.concat(batches, ignore_index=True), raw.frame)


@contextmanager
def small_blocks(block: int, sample: int, tail: int) -> Iterator[None]:
    """Read every text as a large one: in blocks of so many bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "_WHOLE_BYTES", 1)
        patch.setattr(delimited, "_SAMPLE_BYTES", sample)
        patch.setattr(delimited, "_SAMPLE_LINES", 40)
        patch.setattr(large_text, "TAIL_BYTES", tail)
        patch.setattr(text_blocks, "BLOCK_BYTES", block)
        patch.setattr(content, "_HEAD_BYTES", sample)
        yield


@st.composite
def long_files(draw: st.DrawFn) -> PriceFile:
    found = draw(quotes(fewest_times=30, most_times=50))
    # Half a hundred columns of times fill the sample with the header alone.
    assume(found.header[0] != "Symbol" or "Date" in found.header)
    return late_damage(draw, as_text(found, draw(writings())))


def late_damage(draw: st.DrawFn, file: PriceFile) -> PriceFile:
    """Spoil one line of data in the last third: a byte that is no UTF-8, or fields too many."""
    added = draw(st.sampled_from([b"", b"\xff\xe4", b",x;y\tz|w"]))
    lines = file.content.split(b"\n")
    at = len(lines) * 3 // 4
    # Spoiled names are other names, and a cell of two lines is hit in its middle.
    if b"\0" in file.content or b"Date" in lines[at] or b'"' in b"".join(lines[at - 1 : at + 2]):
        return file
    lines[at] = lines[at].removesuffix(b"\r") + added + b"\r" * lines[at].endswith(b"\r")
    return replace(file, content=b"\n".join(lines))


def without_empty_names(raw: RawPrices) -> pd.DataFrame:
    """Leave out columns without name and cells: only the end of a file shows that they have none.

    A file that is read as a whole does not have them.
    """
    frame = raw.frame
    unnamed = [name for name in frame.columns if name.startswith("column_")]
    empty = [name for name in unnamed if not frame[name].fillna("").str.strip().any()]
    return frame.drop(columns=empty)


@settings(SLOW, max_examples=40)
@given(
    file=long_files(),
    block=st.integers(100, 4000),
    sample=st.integers(1000, 2000),
    more=st.integers(0, 1000),
)
def test_a_text_read_in_blocks_gives_what_it_gives_as_a_whole(
    tmp_path: Path, file: PriceFile, block: int, sample: int, more: int
) -> None:
    path = land(tmp_path, file)
    whole = read(path)
    with small_blocks(block, sample, sample + more):
        blocks = read(path)
        batches = pd.concat(list(iter_prices(path, batch_rows=7)), ignore_index=True)
    pd.testing.assert_frame_equal(batches, blocks.frame)
    pd.testing.assert_frame_equal(without_empty_names(blocks), without_empty_names(whole))
    assert blocks.rejected == whole.rejected
    for name in ("rows", "observations", "lines", "layout", "delimiter", "repaired"):
        assert getattr(blocks.sources[0], name) == getattr(whole.sources[0], name)


DAYS = [f"2020-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_long_text_with_a_byte_order_mark_loses_no_character(
    tmp_path: Path, mark: str, encoding: str
) -> None:
    text = mark + "date,price\n" + "".join(f"{day},{n}.25\n" for n, day in enumerate(DAYS))
    path = land(tmp_path, PriceFile("x.csv", text.encode(encoding), []))
    with small_blocks(block=500, sample=1000, tail=1000):
        frame = read(path).frame
    assert frame["timestamp"].tolist() == DAYS
    assert frame["price"].tolist() == [f"{n}.25" for n in range(len(DAYS))]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_bad_byte_late_in_a_long_text_spoils_its_cell_alone(tmp_path: Path, mark: str) -> None:
    lines = [f"{day},{n}.25,é".encode() for n, day in enumerate(DAYS)]
    lines[300] += b"\xe9"
    text = f"{mark}date,price,note\n".encode() + b"\n".join(lines)
    path = land(tmp_path, PriceFile("x.csv", text, []))
    with small_blocks(block=500, sample=1000, tail=1000):
        frame = read(path).frame
    assert frame["price"].tolist() == [f"{n}.25" for n in range(len(DAYS))]
    assert set(frame["note"]) == {"é", "éé"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp932"])
def test_a_head_that_ends_in_the_middle_of_a_character_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    text = "date,price,note\n" + "".join(f"{day},1.5,東京証券\n" for day in DAYS)
    path = land(tmp_path, PriceFile("x.csv", text.encode(encoding), []))
    for head in range(200, 230):
        monkeypatch.setattr(content, "_HEAD_BYTES", head)
        raw = ingest(list_files([path]), IngestSettings(encoding=encoding))
        assert raw.frame["note"].tolist() == ["東京証券"] * len(DAYS)


@pytest.mark.parametrize("before_end", range(6))
def test_a_remark_in_a_last_block_of_its_own_is_no_data(tmp_path: Path, before_end: int) -> None:
    body = "date,price\n" + "".join(f"{day},{n}.25\n" for n, day in enumerate(DAYS))
    text = body + "\nSource: the exchange\n"
    path = land(tmp_path, PriceFile("x.csv", text.encode(), []))
    with small_blocks(block=len(body) - before_end, sample=1000, tail=1000):
        raw = read(path)
    assert len(raw.frame) == len(DAYS)
    assert raw.sources[0].lines == LineCounts(total=339, header=1, data=336, blank=1, footer=1)


def test_a_transposed_column_with_hardly_a_readable_price_loses_none(tmp_path: Path) -> None:
    text = "symbol,2020-01-13,2020-01-14,2020-01-15\nA,1.5,see note,1\nB,2.5,7.25,\nC,3,?,2\n"
    clean = clean_prices(read(land(tmp_path, PriceFile("x.csv", text.encode(), []))))
    assert clean.summary.rows_in == 9
    assert 7.25 in clean.frame["price"].tolist()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_line_that_does_not_end_is_refused_before_it_fills_the_memory(
    tmp_path: Path, encoding: str
) -> None:
    path = land(tmp_path, PriceFile("x.csv", ("date,price\n" + "1" * 5000).encode(encoding), []))
    with small_blocks(500, 1000, 1000), pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_blocks, "_LONGEST_LINE", 100)
        patch.setattr(text_blocks, "_REFUSED_LINE", 2000)
        with pytest.raises(PriceFileError, match="it may lack its line ends"):
            read(path)


def test_a_table_of_more_columns_than_any_table_has_is_refused(tmp_path: Path) -> None:
    path = land(tmp_path, PriceFile("x.csv", b"a," * records._MOST_COLUMNS + b"b\n", []))
    with pytest.raises(PriceFileError, match="at most 100000 columns, found 100001"):
        read(path)
