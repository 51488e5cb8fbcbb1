"""What the record batches of an Arrow file or stream unpack to, before any is unpacked.

pyarrow allocates whatever a compressed buffer claims to hold. The claims stand in the messages
(Apache Arrow Columnar Format, "Serialization and Interprocess Communication"; the layout of
``Message.fbs`` and of FlatBuffers tables), and are read here without unpacking anything.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, BinaryIO

from price_assets.ingest.packing.streams import too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE_START = 8  # the magic number, padded; the messages follow
_MAGIC = b"ARROW1"
_CELL_BYTES = 8
_BUFFER_BYTES = 16
_NOT_COMPRESSED = -1
# Positions of the fields in their tables.
_MESSAGE_HEADER = 2
_BATCH_OF_DICTIONARY = 1
_LENGTH, _NODES, _BUFFERS, _COMPRESSION = 0, 1, 2, 3


def check_unpacked_size(stream: BinaryIO, name: str, limit: int) -> None:
    """Refuse an Arrow file or stream that unpacks to more than is allowed.

    Parameters
    ----------
    stream
        The file, which is left at an arbitrary position.
    name
        Its name, for the message.
    limit
        Bytes that it may unpack to. A cell counts as eight bytes at least, because nulls and
        runs of one value take no room in the file.

    Raises
    ------
    PriceFileError
        If it is more.
    """
    import pyarrow as pa

    stream.seek(0)
    stream.seek(_FILE_START if stream.read(len(_MAGIC)) == _MAGIC else 0)
    unpacked = 0
    for message in pa.ipc.MessageReader.open_stream(pa.PythonFile(stream, mode="r")):
        if message.type in ("record batch", "dictionary"):
            unpacked += _unpacked_bytes(message)
            if unpacked > limit:
                raise too_large(name, limit)


def _unpacked_bytes(message: object) -> int:
    metadata = memoryview(message.metadata)  # type: ignore[attr-defined]
    body = memoryview(message.body)  # type: ignore[attr-defined]
    batch = _table(metadata, _root(metadata), _MESSAGE_HEADER)
    if message.type == "dictionary":  # type: ignore[attr-defined]
        batch = _table(metadata, batch, _BATCH_OF_DICTIONARY)
    place = _field(metadata, batch, _LENGTH)
    (length,) = struct.unpack_from("<q", metadata, place) if place else (0,)
    _, nodes = _vector(metadata, batch, _NODES)
    is_compressed = bool(_field(metadata, batch, _COMPRESSION))
    sizes = (
        struct.unpack_from("<q", body, offset)[0] if is_compressed and size >= 8 else size
        for offset, size in _buffers(metadata, batch)
    )
    buffers = sum(size for size in sizes if size != _NOT_COMPRESSED)
    return int(max(buffers, len(body), length * nodes * _CELL_BYTES))


def _buffers(metadata: memoryview, batch: int) -> Iterator[tuple[int, int]]:
    start, count = _vector(metadata, batch, _BUFFERS)
    for number in range(count):
        yield struct.unpack_from("<qq", metadata, start + number * _BUFFER_BYTES)


def _root(metadata: memoryview) -> int:
    return int(struct.unpack_from("<I", metadata, 0)[0])


def _field(metadata: memoryview, table: int, number: int) -> int:
    """Return where a field of a FlatBuffers table stands; 0 where it has its default."""
    vtable = table - struct.unpack_from("<i", metadata, table)[0]
    (size,) = struct.unpack_from("<H", metadata, vtable)
    place = 4 + 2 * number
    offset = struct.unpack_from("<H", metadata, vtable + place)[0] if place < size else 0
    return table + offset if offset else 0


def _table(metadata: memoryview, table: int, number: int) -> int:
    place = _field(metadata, table, number)
    return place + int(struct.unpack_from("<I", metadata, place)[0])


def _vector(metadata: memoryview, table: int, number: int) -> tuple[int, int]:
    """Return where the items of a vector stand and how many there are."""
    place = _field(metadata, table, number)
    if not place:
        return 0, 0
    start = place + struct.unpack_from("<I", metadata, place)[0]
    return start + 4, struct.unpack_from("<I", metadata, start)[0]
