"""The list of members of a zip archive, read only where it is of a sensible size."""

from __future__ import annotations

import io
import zipfile
from typing import BinaryIO

from .streams import MOST_MEMBERS

_ENTRY_BYTES = 256
"""What an entry of a zip archive's directory takes; 46 and its name and times as a rule."""

_END_RECORDS_BYTES = 56 + 20 + 22 + 65_535
"""The records at the end of a zip archive, with the longest comment."""


def open_zip(stream: BinaryIO) -> zipfile.ZipFile:
    """List a zip archive, unless its directory is larger than `MOST_MEMBERS` members need.

    Raises
    ------
    zipfile.BadZipFile
        If it is damaged or its directory too large; and what else zipfile raises over damage.
    """
    # zipfile makes an object of each entry before anyone can count them.
    if _directory_bytes(stream) > MOST_MEMBERS * _ENTRY_BYTES:
        raise zipfile.BadZipFile(f"its directory is too large for {MOST_MEMBERS} members")
    return zipfile.ZipFile(stream)


def _directory_bytes(stream: BinaryIO) -> int:
    """Return the size of a zip archive's directory, as its end record says (APPNOTE 4.3.14-16)."""
    end = stream.seek(0, io.SEEK_END)
    start = stream.seek(max(0, end - _END_RECORDS_BYTES))
    tail = stream.read(end - start)
    for magic, field_at, width in ((b"PK\x06\x06", 40, 8), (b"PK\x05\x06", 12, 4)):
        at = tail.rfind(magic)
        if at >= 0:
            return int.from_bytes(tail[at + field_at : at + field_at + width], "little")
    return 0
