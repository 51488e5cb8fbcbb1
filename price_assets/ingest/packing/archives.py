"""The members of zip and tar archives, each a content of its own."""

from __future__ import annotations

import logging
import re
import stat
import tarfile
import weakref
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, BinaryIO

from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.landing import is_source
from price_assets.progress import track

from .content import Content
from .streams import damage_named, seekable_stream, too_large, unpacked_stream
from .zip_listing import open_zip

if TYPE_CHECKING:
    from .streams import Budget

LOGGER = logging.getLogger("price_assets.ingest")
_ENCRYPTED = 0x1
_UTF8_NAMES = 0x800


def zip_members(content: Content, budget: Budget) -> Iterator[Content]:
    """Give the members of a zip archive that may hold prices, in the order of their names.

    Parameters
    ----------
    content
        The archive.
    budget
        Bounds what its members unpack to, together.

    Raises
    ------
    PriceFileError
        If it is damaged, encrypted or too large, holds no file that may be a price file or two
        of one name, or if a member's name leads out of it.
    """
    stream = seekable_stream(content)
    with damage_named(content.name, "zip"), ExitStack() as unless_read:
        unless_read.callback(stream.close)
        archive = open_zip(stream)
        unless_read.pop_all()
    # The members share the archive, whose list of names is long to read; it ends with them.
    weakref.finalize(archive, stream.close)
    infos = archive.infolist()
    budget.add_members(len(infos))
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = _member_name(_zip_name(info), content.name)
        kind = stat.S_IFMT(info.external_attr >> 16)
        if info.is_dir() or kind not in (0, stat.S_IFREG) or not _may_hold_prices(name):
            continue
        if name in found:
            raise PriceFileError(
                f"{content.name}: expected members of different names, found '{name}' twice; "
                "unpack it, and land the one that holds"
            )
        if info.flag_bits & _ENCRYPTED:
            raise PriceFileError(
                f"{content.name}: expected an archive without a password, found '{name}' "
                "encrypted; unpack it, and land its files"
            )
        found[name] = info
    _check_listing(content.name, budget, (info.file_size for info in found.values()))
    for name in track(sorted(found), LOGGER, f"ingest: members of {content.name}"):

        def read_member(info: zipfile.ZipInfo = found[name]) -> IO[bytes]:
            return archive.open(info)

        yield _member(content, name, "zip", read_member, budget)


def tar_members(content: Content, budget: Budget) -> Iterator[Content]:
    """Give the members of a tar archive that may hold prices, in the order of their names.

    Of several members of one name the last holds, as it does for tar itself.

    Parameters
    ----------
    content
        The archive, unpacked.
    budget
        Bounds what its members unpack to, together.

    Raises
    ------
    PriceFileError
        If it is damaged or too large, holds no file that may be a price file, or if a member's
        name leads out of it.
    """
    stream = seekable_stream(content)
    found: dict[str, tarfile.TarInfo] = {}
    with damage_named(content.name, "tar"), ExitStack() as unless_read:
        unless_read.callback(stream.close)
        archive = tarfile.TarFile(fileobj=stream, mode="r")
        while info := archive.next():
            budget.add_members(1)
            # The archive keeps every member it has seen; ours are kept here.
            archive.members.clear()  # type: ignore[attr-defined]
            name = _member_name(info.name, content.name)
            if info.isreg() and _may_hold_prices(name):
                found[name] = info
        _check_end_of_tar(archive, stream)
        unless_read.pop_all()
    weakref.finalize(archive, stream.close)
    _check_listing(content.name, budget, (info.size for info in found.values()))
    for name in track(sorted(found), LOGGER, f"ingest: members of {content.name}"):

        def read_member(info: tarfile.TarInfo = found[name]) -> IO[bytes]:
            member = archive.extractfile(info)
            if member is None:
                raise tarfile.ReadError(f"no data of member {info.name!r}")
            return member

        yield _member(content, name, "tar", read_member, budget)


def is_tar(head: bytes) -> bool:
    """Tell whether the first bytes are the header of a tar archive, whose checksum must hold."""
    if len(head) < tarfile.BLOCKSIZE:
        return False
    try:
        tarfile.TarInfo.frombuf(head[: tarfile.BLOCKSIZE], "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError):
        return False
    return True


def _member(
    archive: Content,
    name: str,
    packing: str,
    read_member: Callable[[], IO[bytes]],
    budget: Budget,
) -> Content:
    full_name = f"{archive.name}!{name}"
    layers = (*archive.compression, packing)

    def opener() -> BinaryIO:
        with ExitStack() as closing:
            with damage_named(full_name, packing):
                source = closing.enter_context(read_member())
            # Keeps the archive, and so its file, open until the member is closed.
            closing.callback(lambda: read_member)
            return unpacked_stream(source, full_name, layers, budget, closing.pop_all())

    return Content(full_name, opener, layers)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Return the name of a member; many programs write UTF-8 without saying so."""
    if info.flag_bits & _UTF8_NAMES:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _member_name(name: str, archive: str) -> str:
    """Return the name with ``/`` between its parts, none of which leads out of the archive."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or re.match("[A-Za-z]:", name):
        raise PriceFileError(
            f"{archive}: expected members inside the archive, found the name '{name}', which "
            "leads out of it; unpack it with care, and land its files"
        )
    return "/".join(part for part in parts if part not in ("", "."))


def _may_hold_prices(name: str) -> bool:
    return is_source(name) and "__MACOSX" not in name.split("/")


def _check_listing(name: str, budget: Budget, sizes: Iterable[int]) -> None:
    """Raise unless there are members, and what they say of their sizes is within the limit."""
    total, count = 0, 0
    for size in sizes:
        total += size
        count += 1
    if not count:
        raise PriceFileError(
            f"{name}: expected an archive of price files, found none in it (hidden files and "
            "readmes aside); put one in, or remove the archive"
        )
    if total > budget.limit:
        raise too_large(budget.name, budget.limit)


def _check_end_of_tar(archive: tarfile.TarFile, stream: BinaryIO) -> None:
    """Raise unless the listing stopped at the block of zeros that ends an archive.

    tarfile takes a damaged header, and a cut between two members, for the end.
    """
    stream.seek(archive.offset)
    if stream.read(tarfile.BLOCKSIZE) != tarfile.NUL * tarfile.BLOCKSIZE:
        raise tarfile.ReadError(f"neither a member nor the end at byte {archive.offset}")
