"""Which encoding a file's bytes are in, by the evidence of all of them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.packing.content import Content

from .older_encodings import likeliest_encoding

_READ_BYTES = 1 << 22
_SAMPLE_BYTES = 1 << 14
_MOSTLY = 2
"""Valid characters of UTF-8 for each stray byte, from which a file is taken for UTF-8."""
_ADVICE = "expected delimited text, JSON or Parquet"


@dataclass(frozen=True)
class Encoding:
    """How a file's bytes become characters.

    Attributes
    ----------
    name
        Python's name of the encoding.
    notes
        What a careful reader should know about the choice.
    errors
        Name of the handler of bytes that are none of the encoding, as `codecs.lookup_error` has
        it.
    """

    name: str
    notes: list[str] = field(default_factory=list)
    errors: str = "strict"


# The longer marks first: UTF-32's begins as UTF-16's does.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
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
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file"),
    (b"\x7fELF", "a program"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"{\\rtf", "a rich-text document"),
    *((b"\x80" + bytes([version]), "a Python pickle") for version in range(2, 6)),
)
_LONGEST_PAGE_MARK = 20
# These may stand in any case, below blank lines; some programs call their pages .xls.
_KNOWN_PAGES = (
    (b"<!doctype html", "an HTML page"),
    (b"<html", "an HTML page"),
    (b"<table", "an HTML page"),
    (b"<?xml", "an XML document"),
)


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as the Western encoding that Windows used before it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    if error.reason == "unexpected end of data" and error.end == len(error.object):
        return "\ufffd", error.end
    return "".join(_western(byte) for byte in bad), error.end


def _western(byte: int) -> str:
    # Five bytes mean nothing in cp1252.
    return bytes([byte]).decode("cp1252", "ignore") or chr(byte)


STRAY_BYTES = "price_assets.stray_bytes_as_cp1252"
codecs.register_error(STRAY_BYTES, _as_cp1252)


def find_encoding(content: Content, asked: str | None = None) -> Encoding:
    """Find the encoding of a file's text; an empty one is UTF-8.

    Parameters
    ----------
    content
        The bytes, unpacked; all of them are read, in bounded memory.
    asked
        Use this one and no other.

    Raises
    ------
    PriceFileError
        If it is no text, or Python does not know the encoding named.
    """
    head = content.head
    if asked:
        return Encoding(_known(asked, content.name))
    beginning = head.removeprefix(codecs.BOM_UTF8).lstrip()[:_LONGEST_PAGE_MARK].lower()
    known = [what for magic, what in _KNOWN_BINARIES if head.startswith(magic)]
    known += [what for mark, what in _KNOWN_PAGES if beginning.startswith(mark)]
    if known:
        raise PriceFileError(
            f"{content.name}: {_ADVICE}, found {known[0]}; unpack it or export it as CSV"
        )
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name)
    if head.startswith(codecs.BOM_UTF8):
        return replace(_by_all_bytes(content), name="utf-8-sig")
    if wide := _wide_by_nul(head):
        return Encoding(wide, [f"no byte order mark: read as {wide} by where its NUL bytes are"])
    return _by_all_bytes(content)


def _known(asked: str, name: str) -> str:
    try:
        b"a".decode(asked, "ignore")  # codecs that make no text of bytes refuse it
        return codecs.lookup(asked).name
    except (LookupError, ValueError, UnicodeError) as error:
        raise PriceFileError(
            f"{name}: expected an encoding that Python knows, found encoding='{asked}'; use "
            "for example 'utf-8' or 'cp1252'"
        ) from error


def _wide_by_nul(head: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 by their NULs: digits and delimiters have them on one side."""
    head = head[: len(head) // 4 * 4]
    if not head or 0 not in head:
        return None
    share = [head[k::4].count(0) / (len(head) // 4) for k in range(4)]
    if share[2] > 0.95 and share[3] > 0.95 and share[0] < 0.05:
        return "utf-32-le"
    if share[0] > 0.95 and share[1] > 0.95 and share[3] < 0.05:
        return "utf-32-be"
    even, odd = (share[0] + share[2]) / 2, (share[1] + share[3]) / 2
    if odd > 0.2 and even < odd / 20 and _is_mostly_ascii(head, "utf-16-le"):
        return "utf-16-le"
    if even > 0.2 and odd < even / 20 and _is_mostly_ascii(head, "utf-16-be"):
        return "utf-16-be"
    return None


def _is_mostly_ascii(head: bytes, encoding: str) -> bool:
    """Tell text from binary data: prices and times are digits, whatever the language."""
    text = head.decode(encoding, "ignore")
    return 2 * sum(sign.isascii() and (sign.isprintable() or sign.isspace()) for sign in text) >= (
        len(text)
    )


@dataclass
class _Utf8Evidence:
    characters: int = 0
    bad: int = 0
    cut: bool = False
    nul: int = 0
    sample: bytearray = field(default_factory=bytearray)


def _by_all_bytes(content: Content) -> Encoding:
    evidence = _utf8_evidence(content)
    notes = [f"{evidence.nul} NUL characters are left out"] if evidence.nul else []
    if not evidence.bad:
        if evidence.cut:
            notes.append("the text ends in the middle of a character")
            return Encoding("utf-8", notes, STRAY_BYTES)
        return Encoding("utf-8", notes)
    marked = content.head.startswith(codecs.BOM_UTF8)
    if marked or evidence.characters >= _MOSTLY * evidence.bad:
        notes.append(f"{evidence.bad} bytes are not valid UTF-8, as the others are: read as cp1252")
        return Encoding("utf-8", notes, STRAY_BYTES)
    name = likeliest_encoding(bytes(evidence.sample))
    notes.append(f"not valid UTF-8: read as {name}, in which it reads most like a language")
    if _decodes(content, name):
        return Encoding(name, notes)
    # The sample does not hold every byte of the file, and a choice of ours refuses no file.
    notes.append(f"some bytes mean nothing in {name}: read as cp1252")
    return Encoding(name, notes, STRAY_BYTES)


def _decodes(content: Content, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for lines in _line_chunks(content):
            decoder.decode(lines)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_HIGH_BYTES = bytes(range(0x80, 0x100))
_HIGH = re.compile(rb"[\x80-\xff]+")


def _utf8_evidence(content: Content) -> _Utf8Evidence:
    evidence = _Utf8Evidence()
    for lines in _line_chunks(content):
        evidence.nul += lines.count(0)
        if lines.isascii():
            continue
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            text = decoder.decode(lines)
        except UnicodeDecodeError:
            _count_strays(lines, evidence)
        else:
            evidence.characters += len(text) - len(_BEYOND_ASCII.sub("", text))
            # Every piece but the last ends where a character does.
            evidence.cut = bool(decoder.getstate()[0])
    return evidence


def _count_strays(lines: bytes, evidence: _Utf8Evidence) -> None:
    for line in lines.splitlines(keepends=True):
        if line.isascii():
            continue
        if len(evidence.sample) < _SAMPLE_BYTES:
            evidence.sample += line
        for run in _HIGH.findall(line):
            found = run.decode("utf-8", "replace")
            strays = found.count("\ufffd")
            evidence.bad += strays
            evidence.characters += len(found) - strays


def _line_chunks(content: Content) -> Iterator[bytes]:
    """Read a few megabytes at a time, ending where a line does, or a character at least."""
    rest = b""
    with content.open() as stream:
        while data := stream.read(_READ_BYTES):
            data = rest + data
            end = max(data.rfind(b"\n"), data.rfind(b"\r")) + 1
            end = end or len(data.rstrip(_HIGH_BYTES)) or len(data)
            yield data[:end]
            rest = data[end:]
    if rest:
        yield rest
