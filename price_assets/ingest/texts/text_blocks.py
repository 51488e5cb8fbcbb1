"""A text as blocks of UTF-8 that end where a line does.

UTF-8 is handed on as it stands, without decoding: the fast lane parses bytes. Other encodings are
decoded and written as UTF-8.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO, TypeVar

from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.packing.content import Content, content_of

from .encodings import Encoding, find_encoding
from .text import decoded_chunks, without_marks

Item = TypeVar("Item")
Made = TypeVar("Made")
BLOCK_BYTES = 8 << 20
_MADE_AHEAD = 6
"""So many blocks that they last while the beginning of the text is thought about."""
_LONGEST_LINE = 1 << 20
_REFUSED_LINE = 64 << 20
_LOOKED_BACK = 1 << 16
_UTF8_MARK = b"\xef\xbb\xbf"


@dataclass
class TextBlocks:
    """A text in blocks; gone through once.

    Attributes
    ----------
    content
        The bytes, unpacked.
    encoding
        As the beginning of the text has it; a later block may show that it is another, which is
        what stands here after it.
    raw
        Whether the blocks are the file's own bytes.
    notes
        What came to light of the decoding below the beginning of the text.
    """

    content: Content
    encoding: Encoding
    raw: bool
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, content: Content, asked: str | None) -> TextBlocks:
        """Find the encoding by the head, or by all of the text where the head is not UTF-8."""
        head = content.head
        encoding = find_encoding(content_of(head[: end_of_lines(head)], content.name), asked)
        plain = encoding.name in ("utf-8", "utf-8-sig") and not encoding.notes
        if not plain or b"\0" in head:
            return cls(content, find_encoding(content, asked), raw=False)
        return cls(content, encoding, raw=True)

    def __iter__(self) -> Iterator[memoryview]:
        """Yield the blocks."""
        return self._raw_blocks() if self.raw else self._decoded_blocks()

    def to_text(self, block: memoryview | bytes) -> str:
        """Decode a block, in which something may not be as the head promised.

        Raises
        ------
        PriceFileError
            If it is binary data.
        """
        if not self.raw:
            return str(block, "utf-8")
        try:
            text = str(block, self.encoding.name, self.encoding.errors)
        except UnicodeDecodeError:
            # By all of the text, which has all NUL characters in its notes too.
            self.encoding = find_encoding(self.content)
            self.notes += self.encoding.notes
            text = str(block, self.encoding.name, self.encoding.errors)
        if "\0" in text and not self.encoding.notes:
            self.notes.append("NUL characters are left out")
        return without_marks(text, self.content.name)

    def _raw_blocks(self) -> Iterator[memoryview]:
        with self.content.open() as stream:
            rest = stream.read(len(_UTF8_MARK)).removeprefix(_UTF8_MARK)
            while len(block := _read_block(stream, rest)) > len(rest):
                end = end_of_lines(block)
                if end:
                    yield block[:end]
                rest = self._checked(bytes(block[end:]))
        if rest:
            yield memoryview(rest)

    def _decoded_blocks(self) -> Iterator[memoryview]:
        rest = b""
        for chunk in decoded_chunks(self.content, self.encoding, BLOCK_BYTES):
            data = memoryview(rest + chunk.encode())
            end = end_of_lines(data)
            if end:
                yield data[:end]
            rest = self._checked(bytes(data[end:]))
        if rest:
            yield memoryview(rest)

    def _checked(self, line: bytes) -> bytes:
        if len(line) > _REFUSED_LINE:
            raise PriceFileError(
                f"{self.content.name}: expected lines of text, found one of more than "
                f"{_REFUSED_LINE >> 20} MB; it may lack its line ends: export it again"
            )
        return line


def _read_block(stream: BinaryIO, rest: bytes) -> memoryview:
    """Read a block, and on to the end of its last line unless that is very long.

    NumPy's memory is in large pages where the system has them: a page fault for each 4 kB of
    ``bytes`` takes as long as reading them.
    """
    import numpy as np

    end = len(rest) + BLOCK_BYTES
    block = np.empty(end + _LONGEST_LINE, np.uint8).data
    block[: len(rest)] = rest
    size = len(rest)
    while size < end and (count := stream.readinto(block[size:end])):  # type: ignore[attr-defined]
        size += count
    if size == end:
        line = stream.readline(_LONGEST_LINE)
        size += len(line)
        block[end:size] = line
    return block[:size]


@contextmanager
def made_ahead(
    make: Callable[[Item], Made], items: Iterator[Item]
) -> Iterator[Iterator[tuple[Item, Made]]]:
    """Make something of each item in other threads, of the first ones at once.

    Parameters
    ----------
    make
        Called with one item, several at a time.
    items
        Taken in another thread too, a few more than have been asked for.

    Yields
    ------
    Iterator[tuple[Item, Made]]
        Each item with what is made of it, in their order.
    """
    with (
        ThreadPoolExecutor(1) as taker,
        ThreadPoolExecutor(min(os.cpu_count() or 1, _MADE_AHEAD)) as makers,
    ):

        def next_made() -> Future[tuple[Item, Made] | None]:
            taken = taker.submit(lambda: [*islice(items, 1)])
            return makers.submit(
                lambda: next(((item, make(item)) for item in taken.result()), None)
            )

        coming = deque(next_made() for _ in range(_MADE_AHEAD))

        def as_made() -> Iterator[tuple[Item, Made]]:
            while made := coming.popleft().result():
                coming.append(next_made())
                yield made

        yield as_made()


def with_tail(blocks: Iterator[memoryview], size: int) -> Iterator[tuple[memoryview, bool]]:
    """Yield blocks, and then the last lines of the last one apart.

    Parameters
    ----------
    blocks
        At least one; each but the last ends where a line does.
    size
        Bytes of the end that stand apart, and the rest of the line they begin in.

    Yields
    ------
    tuple[memoryview, bool]
        A block, and whether it is that end, which comes last.
    """
    before = next(blocks)
    for block in blocks:
        yield before, False
        before = block
    cut = end_of_lines(before[: max(len(before) - size, 0)])
    yield before[:cut], False
    yield before[cut:], True


def without_short(blocks: Iterator[memoryview], least: int) -> Iterator[memoryview]:
    """Join each block of less than `least` bytes to the one before it."""
    before = memoryview(b"")
    for block in blocks:
        if before and len(block) >= least:
            yield before
            before = block
        else:
            before = joined(before, block)
    if before:
        yield before


def joined(one: memoryview | bytes, other: memoryview) -> memoryview:
    """Put two pieces of a text together, without a copy where one is empty."""
    if len(one) and len(other):
        return memoryview(b"".join((one, other)))
    return memoryview(one) if len(one) else other


def rest_of(block: memoryview, text: str, end: int) -> bytes:
    """Return the bytes of a block from where a line begins in its text.

    Its line ends are counted, because other characters need not have the length that they had:
    strays are read as another encoding, and NULs are left out.
    """
    if end in (0, len(text)):
        return b"" if end else bytes(block)
    mark, place, data = text[end - 1], len(block), bytes(block)
    for _ in range(text.count(mark, end) + 1):
        place = data.rfind(mark.encode(), 0, place)
    return data[place + 1 :]


def end_of_lines(data: memoryview | bytes) -> int:
    r"""Return the end of the last whole line; a ``\r`` at the end may be half of a line's end."""
    stop = len(data)
    while stop:
        start = max(stop - _LOOKED_BACK, 0)
        piece = bytes(data[start:stop])
        whole = len(piece) - (stop == len(data))
        found = max(piece.rfind(b"\n"), piece.rfind(b"\r", 0, whole))
        if found >= 0:
            return start + found + 1
        stop = start
    return 0
