"""Large texts come in blocks that end where lines do, read and made into tables side by side."""

import io
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from price_assets.ingest import PriceFileError, read_prices
from price_assets.ingest.packing.content import Content
from price_assets.ingest.texts import text_blocks
from price_assets.ingest.texts.text_blocks import TextBlocks, end_of_lines, made_ahead


def test_what_is_made_ahead_comes_in_the_order_of_the_items():
    def slow_at_first(number: int) -> int:
        time.sleep(0.02 if number == 0 else 0)
        return number * number

    with made_ahead(slow_at_first, iter(range(20))) as found:
        assert list(found) == [(number, number * number) for number in range(20)]


def test_an_error_of_an_item_comes_after_the_items_before_it():
    def cut_off():
        yield 1
        yield 2
        raise PriceFileError("cut off")

    with made_ahead(str, cut_off()) as found:
        assert next(found) == (1, "1")
        assert next(found) == (2, "2")
        with pytest.raises(PriceFileError, match="cut off"):
            next(found)


def test_no_more_items_are_taken_than_the_next_few():
    taken = []
    with made_ahead(str, (taken.append(number) or number for number in range(1000))) as found:
        for _ in range(3):
            next(found)
    assert len(taken) < 20


@given(st.binary(max_size=300).map(lambda data: data.replace(b"\x00", b"\n")), st.integers(1, 9))
def test_a_text_ends_after_its_last_line_end(data, looked_back):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_blocks, "_LOOKED_BACK", looked_back)
        expected = max(data.rfind(b"\n"), data[:-1].rfind(b"\r")) + 1
        assert end_of_lines(memoryview(data)) == expected


@given(
    st.lists(st.text("ab,\r\n", max_size=12), max_size=12).map("\n".join),
    st.integers(1, 40),
    st.integers(1, 7),
)
def test_blocks_are_the_text_and_end_where_lines_do(text, size, read_at_once):
    class Slow(io.BytesIO):
        """Hands out less than is asked for, as a pipe or an unpacker may."""

        def readinto(self, buffer):
            return super().readinto(memoryview(buffer)[:read_at_once])

    content = Content("prices.csv", lambda: Slow(text.encode()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_blocks, "BLOCK_BYTES", size)
        blocks = [bytes(block) for block in TextBlocks.of(content, None)]
    assert b"".join(blocks) == text.encode()
    assert all(block.endswith((b"\n", b"\r")) for block in blocks[:-1])


def test_a_large_file_whose_rows_end_in_a_delimiter_is_read_whole(tmp_path):
    rows = [f"2019-01-{1 + at % 28:02d},S{at // 28:05d},{at % 997}.5," for at in range(60_000)]
    path = tmp_path / "prices.csv"
    path.write_text("\n".join(["date,symbol,price", *rows]))
    frame = read_prices(path)
    assert frame["row"].tolist() == list(range(1, len(rows) + 1))
    assert np.array_equal(frame["price"].astype(float), [at % 997 + 0.5 for at in range(60_000)])
