"""What a landed file holds once every packing around it is taken off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.workbook.workbook_format import ZIP_MAGICS, workbook_format

from .archives import is_tar, tar_members, zip_members
from .compressions import compression_of, decompressed
from .streams import Budget

if TYPE_CHECKING:
    from .content import Content

DEEPEST = 8
"""Packings around one another, such as gzip in zip in zip, that are taken off."""

_FOREIGN = {
    b"7z\xbc\xaf\x27\x1c": "7z archive",
    b"Rar!\x1a\x07": "RAR archive",
    b"MSCF\0\0\0\0": "cabinet archive",
    b"LZIP\x01": "lzip file",
    b"\x1f\x9d": "file packed by compress (.Z)",
}


def unpack(content: Content, limit: int) -> Iterator[Content]:
    """Take every packing off a file: compression, archives, and archives within archives.

    The bytes decide, never the name. gzip, bzip2, xz, lzma, zstd and lz4 streams, of one or more
    members; zip and tar archives.

    Parameters
    ----------
    content
        As landed.
    limit
        Bytes that all of it together may unpack to, each layer counted: an archive inside an
        archive, and its members.

    Yields
    ------
    Content
        The content itself where it is not packed, or is a workbook, which is a zip archive too.
        A compressed file keeps its name; a member is called ``archive!member``, and members come
        in the order of their names. Hidden and temporary files, readmes and licences, links and
        devices are left out. No stream of an unpacked content can seek.

    Raises
    ------
    PriceFileError
        If it is damaged, encrypted or too large, is packed in an unknown way or too deep, has a
        member whose name leads out of the archive, or holds no file that may be a price file.
        Damage may show later, as the contents are read; that too is a PriceFileError.
    """
    yield from _unpack(content, Budget(content.name, limit))


def _unpack(content: Content, budget: Budget) -> Iterator[Content]:
    head = content.head
    _refuse_foreign(head, content.name)
    compression = compression_of(head)
    is_zip = head.startswith(ZIP_MAGICS) and workbook_format(content) is None
    if compression is None and not is_zip and not is_tar(head):
        yield content
        return
    if len(content.compression) == DEEPEST:
        raise PriceFileError(
            f"{content.name}: expected at most {DEEPEST} packings around one another, found "
            "more; unpack it, and land its files"
        )
    if compression is not None:
        yield from _unpack(decompressed(content, compression, budget), budget)
        return
    for member in zip_members(content, budget) if is_zip else tar_members(content, budget):
        yield from _unpack(member, budget)


def _refuse_foreign(head: bytes, name: str) -> None:
    for magic, kind in _FOREIGN.items():
        if head.startswith(magic):
            raise PriceFileError(
                f"{name}: expected a price file, or one packed by gzip, bzip2, xz, zstd, zip or "
                f"tar, found a {kind}; unpack it, and land its files"
            )
