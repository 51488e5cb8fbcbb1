"""A text as blocks of UTF-8 that end where a line does.

UTF-8 is handed on as it stands, without decoding: the fast lane parses bytes. Other encodings are
decoded and written as UTF-8.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.packing.content import Content, content_of

from .encodings import Encoding, find_encoding
from .text import decoded_chunks, without_marks

Item = TypeVar("Item")
Made = TypeVar("Made")
BLOCK_BYTES = 8 << 20
_MADE_AT_ONCE = 2
_LONGEST_LINE = 1 << 20
_REFUSED_LINE = 64 << 20
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
    """

    content: Content
    encoding: Encoding
    raw: bool

    @classmethod
    def of(cls, content: Content, asked: str | None) -> TextBlocks:
        """Find the encoding by the head, or by all of the text where the head is not UTF-8."""
        head = content.head
        encoding = find_encoding(content_of(head[: end_of_lines(head)], content.name), asked)
        plain = encoding.name in ("utf-8", "utf-8-sig") and not encoding.notes
        if not plain or b"\0" in head:
            return cls(content, find_encoding(content, asked), raw=False)
        return cls(content, encoding, raw=True)

    def __iter__(self) -> Iterator[bytes]:
        """Yield the blocks."""
        return self._raw_blocks() if self.raw else self._decoded_blocks()

    def to_text(self, block: bytes) -> str:
        """Decode a block, in which something may not be as the head promised.

        Raises
        ------
        PriceFileError
            If it is binary data.
        """
        if not self.raw:
            return block.decode()
        try:
            text = block.decode(self.encoding.name, self.encoding.errors)
        except UnicodeDecodeError:
            self.encoding = find_encoding(self.content)
            text = block.decode(self.encoding.name, self.encoding.errors)
        return without_marks(text, self.content.name)

    def _raw_blocks(self) -> Iterator[bytes]:
        with self.content.open() as stream:
            rest = stream.read(len(_UTF8_MARK)).removeprefix(_UTF8_MARK)
            while data := stream.read(BLOCK_BYTES):
                # Read to the end of the line at once: cutting it off would copy the block.
                block = b"".join((rest, data, stream.readline(_LONGEST_LINE)))
                end = len(block) if block.endswith(b"\n") else end_of_lines(block)
                if end:
                    yield block if end == len(block) else block[:end]
                rest = self._checked(block[end:])
        if rest:
            yield rest

    def _decoded_blocks(self) -> Iterator[bytes]:
        rest = b""
        for chunk in decoded_chunks(self.content, self.encoding, BLOCK_BYTES):
            data = rest + chunk.encode()
            end = end_of_lines(data)
            if end:
                yield data[:end]
            rest = self._checked(data[end:])
        if rest:
            yield rest

    def _checked(self, line: bytes) -> bytes:
        if len(line) > _REFUSED_LINE:
            raise PriceFileError(
                f"{self.content.name}: expected lines of text, found one of more than "
                f"{_REFUSED_LINE >> 20} MB; it may lack its line ends: export it again"
            )
        return line


def made_ahead(make: Callable[[Item], Made], items: Iterator[Item]) -> Iterator[tuple[Item, Made]]:
    """Yield items with what is made of each; while one is looked at, the next two are made."""
    with ThreadPoolExecutor(_MADE_AT_ONCE) as makers:
        coming: deque[tuple[Item, Future[Made]]] = deque()
        for item in items:
            coming.append((item, makers.submit(make, item)))
            if len(coming) > _MADE_AT_ONCE:
                first, made = coming.popleft()
                yield first, made.result()
        for item, made in coming:
            yield item, made.result()


def with_tail(blocks: Iterator[bytes], size: int) -> Iterator[tuple[bytes, bool]]:
    """Yield blocks, and then the last lines of the last one apart.

    Parameters
    ----------
    blocks
        At least one; each but the last ends where a line does.
    size
        Bytes of the end that stand apart, and the rest of the line they begin in.

    Yields
    ------
    tuple[bytes, bool]
        A block, and whether it is that end, which comes last.
    """
    before = next(blocks)
    for block in blocks:
        yield before, False
        before = block
    cut = end_of_lines(before[: max(len(before) - size, 0)])
    yield before[:cut], False
    yield before[cut:], True


def without_short(blocks: Iterator[bytes], least: int) -> Iterator[bytes]:
    """Join each block of less than `least` bytes to the one before it."""
    before = b""
    for block in blocks:
        if before and len(block) >= least:
            yield before
            before = block
        else:
            before += block
    if before:
        yield before


def rest_of(block: bytes, text: str, end: int) -> bytes:
    """Return the bytes of a block from where a line begins in its text.

    Its line ends are counted, because other characters need not have the length that they had:
    strays are read as another encoding, and NULs are left out.
    """
    if end in (0, len(text)):
        return b"" if end else block
    mark, place = text[end - 1], len(block)
    for _ in range(text.count(mark, end) + 1):
        place = block.rfind(mark.encode(), 0, place)
    return block[place + 1 :]


def end_of_lines(data: bytes) -> int:
    r"""Return the end of the last whole line; a ``\r`` at the end may be half of a line's end."""
    return max(data.rfind(b"\n"), data.rfind(b"\r", 0, max(len(data) - 1, 0))) + 1
