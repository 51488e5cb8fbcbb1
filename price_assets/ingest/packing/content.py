"""The bytes of a landed file, or of a member of an archive: opened as often as they are needed."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, BinaryIO, cast

from price_assets.checkpoints.storage import remote_errors
from price_assets.ingest.errors import PriceFileError

if TYPE_CHECKING:
    from price_assets.ingest.landing import LandedFile

_HEAD_BYTES = 64 * 1024
_KEPT_BYTES = 64 * 1024 * 1024
"""Files up to this size are read once and kept; larger ones are opened again when needed."""


@dataclass(frozen=True)
class Content:
    """What a file, or a member of an archive, holds.

    Attributes
    ----------
    name
        For messages and documents: the file's name, and ``!`` and the member's inside archives.
    opener
        Opens the bytes, unpacked, from their start; raises PriceFileError where they are damaged.
    compression
        How the bytes were packed, outermost first, such as ``("zip", "gzip")``.
    size
        Bytes, where that is known before they are read.
    """

    name: str
    opener: Callable[[], BinaryIO]
    compression: tuple[str, ...] = ()
    size: int | None = None

    def open(self) -> BinaryIO:
        """Open the bytes, unpacked, from their start."""
        return self.opener()

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB, by which a format is known."""
        with self.open() as stream:
            return stream.read(_HEAD_BYTES)

    def read(self) -> bytes:
        """Return all bytes, unpacked."""
        with self.open() as stream:
            return stream.read()


def content_of(data: bytes, name: str) -> Content:
    """Make a content of bytes in memory."""
    return Content(name, lambda: io.BytesIO(data), size=len(data))


@dataclass(frozen=True)
class Fingerprint:
    """What tells a file's content from another's.

    Attributes
    ----------
    size
        Bytes.
    hashing
        Returns the SHA-256 in hexadecimal: see `sha256`.
    """

    size: int
    hashing: Callable[[], str]

    @cached_property
    def _digest(self) -> Future[str]:
        hasher = ThreadPoolExecutor(1)
        digest = hasher.submit(self.hashing)
        hasher.shutdown(wait=False)
        return digest

    def begin(self) -> None:
        """Begin to hash, in another thread: a large file is hashed in the time it is read in."""
        _ = self._digest

    @property
    def sha256(self) -> str:
        """The SHA-256 in hexadecimal.

        Raises
        ------
        PriceFileError
            If the file changed its size, or went, while it was read.
        """
        return self._digest.result()


def fingerprint_of(data: bytes) -> Fingerprint:
    """Take the fingerprint of bytes in memory."""
    return Fingerprint(len(data), lambda: hashlib.sha256(data).hexdigest())


def read_content(file: LandedFile) -> tuple[Content, Fingerprint]:
    """Open a file as it was listed.

    Raises
    ------
    PriceFileError
        If it is gone, unreadable, or not of the size it was listed with.
    PriceAssetsError
        If a remote file system cannot be reached or refuses.
    """
    if file.size <= _KEPT_BYTES:
        with _read_errors(file):
            data: bytes = file.path.fs.cat_file(file.path.path)
        _check_size(file, len(data))
        return content_of(data, file.name), fingerprint_of(data)
    with _readable(file) as stream:
        _check_size(file, stream.seek(0, io.SEEK_END))
    content = Content(file.name, lambda: _readable(file), size=file.size)
    return content, Fingerprint(file.size, partial(_digest, file))


def _digest(file: LandedFile) -> str:
    with _readable(file) as stream:
        digest = hashlib.file_digest(cast(io.BufferedIOBase, stream), "sha256").hexdigest()
        _check_size(file, stream.tell())
    return digest


def _check_size(file: LandedFile, size: int) -> None:
    if size != file.size:
        raise PriceFileError(
            f"{file.name}: expected {file.size} bytes as listed, found {size}; it is being "
            "written to. Run again when the copy is done"
        )


def _readable(file: LandedFile) -> BinaryIO:
    with _read_errors(file):
        stream: BinaryIO = file.path.fs.open(file.path.path, "rb")
        return stream


@contextmanager
def _read_errors(file: LandedFile) -> Iterator[None]:
    """Say of a file that cannot be read what is wrong with it."""
    try:
        with remote_errors(file.path):
            yield
    except FileNotFoundError as error:
        raise PriceFileError(
            f"{file.name}: expected a file, found none; it was moved or removed after it was "
            "listed. Run again"
        ) from error
    except IsADirectoryError as error:
        raise PriceFileError(f"{file.name}: expected a file, found a folder") from error
    except OSError as error:
        raise PriceFileError(
            f"{file.name}: expected a readable file, found: {error}; check its permissions"
        ) from error
