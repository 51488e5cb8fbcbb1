"""The bytes of a landed file: read whole, as listed, and unpacked."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from price_assets.checkpoints.storage import remote_errors

from .errors import PriceFileError

if TYPE_CHECKING:
    from .landing import LandedFile

_GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True)
class Content:
    """What a file holds.

    Attributes
    ----------
    data
        The bytes, unpacked.
    size
        Bytes in the file itself.
    sha256
        Fingerprint of the file itself, in hexadecimal.
    compression
        How it was packed, if it was.
    """

    data: bytes
    size: int
    sha256: str
    compression: Literal["gzip"] | None


def read_content(file: LandedFile) -> Content:
    """Read and unpack a file.

    Raises
    ------
    PriceFileError
        If it is gone, unreadable, cut off, or not of the size it was listed with.
    PriceAssetsError
        If a remote file system cannot be reached or refuses.
    """
    try:
        with remote_errors(file.path):
            raw: bytes = file.path.fs.cat_file(file.path.path)
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
    if len(raw) != file.size:
        raise PriceFileError(
            f"{file.name}: expected {file.size} bytes as listed, found {len(raw)}; it is being "
            "written to. Run again when the copy is done"
        )
    packed = raw.startswith(_GZIP_MAGIC)
    data = _unpack(raw, file.name) if packed else raw
    return Content(
        data=data,
        size=len(raw),
        sha256=hashlib.sha256(raw).hexdigest(),
        compression="gzip" if packed else None,
    )


def _unpack(raw: bytes, name: str) -> bytes:
    try:
        return gzip.decompress(raw)
    except (EOFError, OSError, zlib.error) as error:
        raise PriceFileError(
            f"{name}: expected a whole gzip file, found one that breaks off or is damaged "
            f"({error}); copy it again"
        ) from error
