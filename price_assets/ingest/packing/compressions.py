"""Compressed streams of one file: gzip, bzip2, xz, lzma, zstd and lz4."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, cast

from .streams import Decoder, damage_named, unpacked_stream

if TYPE_CHECKING:
    from bz2 import BZ2Decompressor
    from lzma import LZMADecompressor

    from .content import Content
    from .streams import Budget

_MAGIC = {
    b"\x1f\x8b\x08": "gzip",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"\x04\x22\x4d\x18": "lz4",
}
_PACKED_BYTES = 1 << 16
_MOST_MEMORY = 1 << 30
"""Bytes that an xz decoder may take; the highest preset needs 65 MB."""

_BZIP2_BLOCKS = (b"\x31\x41\x59\x26\x53\x59", b"\x17\x72\x45\x38\x50\x90")


def compression_of(head: bytes) -> str | None:
    """Name the compression by the first bytes; None where they are of none known here.

    The one format without a magic number, the old .lzma, is told by its header: the usual
    properties, a dictionary size that encoders write, and no length or a sensible one, as the
    ``file`` program does.
    """
    for magic, name in _MAGIC.items():
        if head.startswith(magic):
            return name
    if head[:3] == b"BZh" and head[3:4] in b"123456789" and head[4:10] in _BZIP2_BLOCKS:
        return "bzip2"
    # A zstd file may begin with frames to skip, as the parallel encoders write them.
    if len(head) >= 4 and head[1:4] == b"\x2a\x4d\x18" and head[0] & 0xF0 == 0x50:
        return "zstd"
    if len(head) >= 13 and head[0] == 0x5D:
        dictionary = int.from_bytes(head[1:5], "little")
        length = int.from_bytes(head[5:13], "little")
        power = dictionary >= 4096 and dictionary & (dictionary - 1) == 0
        if power and (length == 2**64 - 1 or length < 2**38):
            return "lzma"
    return None


def decompressed(content: Content, compression: str, budget: Budget) -> Content:
    """Make a content of what a compressed one holds; it keeps the name.

    Parameters
    ----------
    content
        Begins as `compression_of` found.
    compression
        As `compression_of` names it.
    budget
        Bounds what it unpacks to.
    """
    layers = (*content.compression, compression)

    def opener() -> BinaryIO:
        with ExitStack() as closing:
            packed = closing.enter_context(content.open())
            with damage_named(content.name, compression):
                decoder = _decoder(packed, compression)
            return unpacked_stream(decoder, content.name, layers, budget, closing.pop_all())

    return replace(content, opener=opener, compression=layers, size=None)


class _Streams:
    """The bytes of bzip2, xz or lzma streams that follow one another, zeros between them.

    The files of the standard library take whatever is no stream for the end; a second stream that
    is damaged at its start would be lost without a word.
    """

    def __init__(self, packed: BinaryIO, start: Callable[[], BZ2Decompressor | LZMADecompressor]):
        self._packed = packed
        self._start = start
        self._decoder = start()
        self._pending = b""
        self._ended = False

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes, none only at the end."""
        while not self._ended:
            if self._decoder.eof:
                self._start_next(self._decoder.unused_data)
                continue
            if self._decoder.needs_input and not self._pending:
                self._pending = self._packed.read(_PACKED_BYTES)
                if not self._pending:
                    raise EOFError("the end of the stream is missing")
            data = self._decoder.decompress(self._pending, size)
            self._pending = b""
            if data:
                return data
        return b""

    def _start_next(self, packed: bytes) -> None:
        while not (packed := packed.lstrip(b"\0")):
            packed = self._packed.read(_PACKED_BYTES)
            if not packed:
                self._ended = True
                return
        self._pending = packed
        self._decoder = self._start()


def _decoder(packed: BinaryIO, compression: str) -> Decoder:
    if compression == "gzip":
        import gzip

        return gzip.GzipFile(fileobj=packed)
    if compression == "bzip2":
        from bz2 import BZ2Decompressor

        return _Streams(packed, BZ2Decompressor)
    if compression in ("xz", "lzma"):
        from lzma import LZMADecompressor

        return _Streams(packed, lambda: LZMADecompressor(memlimit=_MOST_MEMORY))
    import pyarrow as pa

    return cast(Decoder, pa.CompressedInputStream(pa.PythonFile(packed, mode="r"), compression))
