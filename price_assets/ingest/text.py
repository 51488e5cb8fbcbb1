"""Bytes to text: byte order mark, strict UTF-8, and then the Western single-byte encodings."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from .errors import PriceFileError


@dataclass(frozen=True)
class Text:
    """A file's text.

    Attributes
    ----------
    content
        The text without byte order mark.
    encoding
        Python's name of the encoding.
    notes
        What a careful reader should know about this decoding.
    """

    content: str
    encoding: str
    notes: list[str] = field(default_factory=list)


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Other things that people drop into folders, so that the message can say what it is.
_KNOWN_BINARIES = (
    (b"PK\x03\x04", "a zip archive or Excel workbook"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"%PDF", "a PDF document"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ADVICE = "expected delimited text, JSON or Parquet"


def decode_text(data: bytes, name: str, encoding: str | None = None) -> Text:
    """Decode a file's text.

    Parameters
    ----------
    data
        The bytes, unpacked.
    name
        The file's name, for the message.
    encoding
        Use this one and no other.

    Raises
    ------
    PriceFileError
        If it is no text, or not in the encoding named.
    """
    text = _decode_named(data, name, encoding) if encoding else _decode_found(data, name)
    if found := _CONTROLS.search(text.content):
        raise PriceFileError(
            f"{name}: {_ADVICE}, found binary data (a control character at position "
            f"{found.start()}); remove the file from the landing zone, or export it as CSV"
        )
    if not text.content.strip():
        raise PriceFileError(
            f"{name}: expected prices, found an empty file; copy it again or remove it"
        )
    return text


def _decode_named(data: bytes, name: str, encoding: str) -> Text:
    try:
        content = data.decode(encoding)
        content.encode()  # escapes may stand for what is no character
        canonical = codecs.lookup(encoding).name
    except LookupError as error:
        raise PriceFileError(
            f"{name}: expected an encoding that Python knows, found encoding='{encoding}'; use "
            "for example 'utf-8' or 'cp1252'"
        ) from error
    except (UnicodeError, ValueError) as error:
        raise PriceFileError(
            f"{name}: expected text in {encoding} as the settings say, found other bytes "
            f"({error}); name another encoding or none"
        ) from error
    return Text(content.removeprefix("\ufeff"), canonical)


def _decode_found(data: bytes, name: str) -> Text:
    for magic, what in _KNOWN_BINARIES:
        if data.startswith(magic):
            raise PriceFileError(f"{name}: {_ADVICE}, found {what}; unpack it or export it as CSV")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Text(data.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise PriceFileError(
                    f"{name}: expected {encoding} text as its byte order mark says, found other "
                    f"bytes ({error}); export it again as UTF-8"
                ) from error
    try:
        return Text(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    try:
        content, encoding = data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:  # five bytes mean nothing in cp1252
        content, encoding = data.decode("latin-1"), "latin-1"
    return Text(content, encoding, [f"not valid UTF-8: read as {encoding}, where any byte fits"])
