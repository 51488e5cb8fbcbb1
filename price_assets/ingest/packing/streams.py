"""Streams of unpacked bytes: how much they may hold is bounded, what breaks them is said."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from price_assets.checkpoints import PriceAssetsError
from price_assets.ingest.errors import PriceFileError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    from .content import Content

MOST_MEMBERS = 100_000
"""Members that the archives in one file may have in all."""

_SPOOLED_BYTES = 16 * 1024 * 1024
"""An archive inside another is unpacked to memory up to this size, to a temporary file beyond."""


@dataclass
class Budget:
    """What one file may unpack to; every layer of an archive in an archive counts.

    Attributes
    ----------
    name
        The file, for messages.
    limit
        Bytes in all.
    """

    name: str
    limit: int
    _furthest: dict[tuple[str, ...], int] = field(default_factory=dict)
    _total: int = 0
    _members: int = 0

    def reach(self, content: tuple[str, ...], position: int) -> None:
        """Count that a content is unpacked up to a position; what is read again counts once.

        Parameters
        ----------
        content
            Its name and how it was packed.
        position
            Bytes of it that have been read.

        Raises
        ------
        PriceFileError
            If that is more than the limit.
        """
        more = position - self._furthest.get(content, 0)
        if more > 0:
            self._furthest[content] = position
            self._total += more
        if self._total > self.limit:
            raise too_large(self.name, self.limit)

    def add_members(self, count: int) -> None:
        """Count the members of an archive.

        Raises
        ------
        PriceFileError
            If there are more than `MOST_MEMBERS`.
        """
        self._members += count
        if self._members > MOST_MEMBERS:
            raise PriceFileError(
                f"{self.name}: expected at most {MOST_MEMBERS} members in an archive, found more; "
                "unpack it, and land the files that hold prices"
            )


def too_large(name: str, limit: int) -> PriceFileError:
    """Say that a file unpacks to more than is allowed (bytes)."""
    return PriceFileError(
        f"{name}: expected a file that unpacks to at most {limit / 1e6:g} MB, found more; if that "
        "is right, raise the setting unpack_limit"
    )


@contextmanager
def damage_named(name: str, packing: str) -> Iterator[None]:
    """Turn whatever a library raises over damaged bytes into one error that names the file.

    Parameters
    ----------
    name
        The file.
    packing
        What it is expected to be, for example ``gzip``.

    Raises
    ------
    PriceFileError
        In place of every exception that is not already ours.
    """
    try:
        yield
    except PriceAssetsError:
        raise
    except Exception as error:
        # Over mutated bytes the decoders of the standard library and of Arrow raise a dozen
        # types, of which only some are documented.
        found = str(error) or type(error).__name__
        raise PriceFileError(
            f"{name}: expected whole {packing} data, found it damaged, cut off or packed by a "
            f"method that is not known here ({found}); copy the file again, or unpack it"
        ) from error


class Decoder(Protocol):
    """Gives unpacked bytes."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none only at the end."""


class _Unpacked(io.RawIOBase):
    """The bytes that a decoder gives, counted, and with its errors made ours."""

    def __init__(
        self,
        source: Decoder,
        name: str,
        layers: tuple[str, ...],
        budget: Budget,
        closing: ExitStack,
    ) -> None:
        self._source = source
        self._name = name
        self._layers = layers
        self._budget = budget
        self._closing = closing
        self._position = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        with damage_named(self._name, self._layers[-1]):
            data = self._source.read(len(view))
        self._position += len(data)
        self._budget.reach((self._name, *self._layers), self._position)
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            super().close()
            with damage_named(self._name, self._layers[-1]):
                self._closing.close()


def unpacked_stream(
    source: Decoder, name: str, layers: tuple[str, ...], budget: Budget, closing: ExitStack
) -> BinaryIO:
    """Wrap a decoder in a stream that counts its bytes and names the file in its errors.

    Parameters
    ----------
    source
        Gives the unpacked bytes.
    name
        Name of what is unpacked.
    layers
        How it was packed, outermost first.
    budget
        Is told how far the reading has come.
    closing
        Closed with the stream: what the decoder reads from.

    Returns
    -------
    BinaryIO
        Cannot seek. Reading it raises PriceFileError where the bytes are damaged or too many.
    """
    return io.BufferedReader(_Unpacked(source, name, layers, budget, closing), 1 << 16)


def seekable_stream(content: Content) -> BinaryIO:
    """Open a content for reading anywhere in it; a stream that cannot seek is copied first.

    Raises
    ------
    PriceFileError
        If it is damaged or too large, or there is no room for the copy.
    """
    stream = content.open()
    if stream.seekable():
        return stream
    with stream, room_for_copy(content.name), ExitStack() as unless_copied:
        copy = unless_copied.enter_context(tempfile.SpooledTemporaryFile(_SPOOLED_BYTES))
        shutil.copyfileobj(stream, copy, 1 << 20)
        copy.seek(0)
        unless_copied.pop_all()
    return cast(BinaryIO, copy)


@contextmanager
def room_for_copy(name: str) -> Iterator[None]:
    """Say so, in place of an OSError, where a temporary copy of a file cannot be written."""
    try:
        yield
    except OSError as error:
        raise PriceFileError(
            f"{name}: expected room for a copy of it in the folder of temporary files, found: "
            f"{error}; make room, or set TMPDIR to another folder"
        ) from error
