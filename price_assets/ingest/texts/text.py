"""Bytes to text, in bounded memory: the encoding by evidence, then chunks of characters."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.packing.content import Content, content_of

from .encodings import Encoding, find_encoding

_READ_BYTES = 1 << 22
_ADVICE = "expected delimited text, JSON or Parquet"
# Marks that some exports put between fields, and Ctrl-Z, the end of a DOS file, are no binary.
_CONTROLS = re.compile(r"[\x02-\x08\x0e-\x19\x1b]")
_BINARY_SHARE = 1 / 200


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


def decode_text(data: bytes, name: str, encoding: str | None = None) -> Text:
    """Decode a text in memory.

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
        If it is no text, not in the encoding named, or empty.
    """
    content = content_of(data, name)
    found = find_encoding(content, encoding)
    text = "".join(decoded_chunks(content, found))
    if not text.strip():
        raise PriceFileError(
            f"{name}: expected prices, found an empty file; copy it again or remove it"
        )
    return Text(text, found.name, found.notes)


def decoded_chunks(
    content: Content, encoding: Encoding, chunk_chars: int = 1 << 24
) -> Iterator[str]:
    r"""Decode a content piece by piece, without byte order mark and NUL characters.

    Parameters
    ----------
    content
        The bytes, unpacked.
    encoding
        As `find_encoding` found it.
    chunk_chars
        Size of a chunk (characters); no chunk ends between the two halves of ``\r\n``.

    Raises
    ------
    PriceFileError
        If a byte is none of the encoding, or the text is binary data.
    """
    pieces: list[str] = []
    size = 0
    for piece in _without_marks(_decoded(content, encoding), content.name):
        pieces.append(piece)
        size += len(piece)
        if size >= chunk_chars:
            text = "".join(pieces)
            kept = "\r" if text.endswith("\r") else ""
            yield text[: len(text) - len(kept)]
            pieces, size = [kept], len(kept)
    if rest := "".join(pieces):
        yield rest


def _decoded(content: Content, encoding: Encoding) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding.name)(encoding.errors)
    try:
        with content.open() as stream:
            while data := stream.read(_READ_BYTES):
                yield decoder.decode(data)
        yield decoder.decode(b"", final=True)
    except (UnicodeError, ValueError) as error:
        raise PriceFileError(
            f"{content.name}: expected text in {encoding.name}, found other bytes ({error}); copy "
            "the file again, or name its encoding with encoding"
        ) from error


def _without_marks(pieces: Iterator[str], name: str) -> Iterator[str]:
    """Drop what is no text, and refuse binary data as soon as its rate is known."""
    at = 0
    for piece in pieces:
        if not at:
            piece = piece.removeprefix("\ufeff")
        _check_controls(piece, name, at)
        at += len(piece)
        yield piece.replace("\0", "") if "\0" in piece else piece


def without_marks(text: str, name: str) -> str:
    """Drop what is no text from a piece of one.

    Raises
    ------
    PriceFileError
        If it is binary data.
    """
    return "".join(_without_marks(iter([text]), name))


def _check_controls(piece: str, name: str, at: int) -> None:
    first = _CONTROLS.search(piece)
    if first is None:
        return
    count = sum(1 for _ in _CONTROLS.finditer(piece))
    if count > _BINARY_SHARE * len(piece):
        raise PriceFileError(
            f"{name}: {_ADVICE}, found binary data (a control character at position "
            f"{at + first.start()}); remove the file from the landing zone, or export it as CSV"
        )
