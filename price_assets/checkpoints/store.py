"""Documents in their places: read by file, or by asset from one folder."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TypeVar

from upath import UPath

from .document import Document
from .errors import CheckpointDamagedError, CheckpointMissingError, PriceAssetsError
from .report_document import Report
from .storage import Location, remote_errors, to_path, write_whole

AnyDocument = TypeVar("AnyDocument", bound=Document)
LOGGER = logging.getLogger("price_assets.checkpoints")
# What is larger takes seconds to read and check, or to write, in which nothing else is said.
_LARGE_BYTES, _LARGE_ROWS = 50_000_000, 500_000


def read_document(kind: type[AnyDocument], location: Location) -> AnyDocument:
    """Read a checkpoint.

    Parameters
    ----------
    kind
        The document expected, for example `CleanPrices`.
    location
        Path or fsspec URI.

    Raises
    ------
    CheckpointMissingError
        If there is nothing; the message says what makes it.
    CheckpointDamagedError
        If it is not what was once written, or another document.
    """
    path = to_path(location)
    try:
        with remote_errors(path):
            content = path.fs.cat_file(path.path)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise CheckpointMissingError(
            f"{path}: there is no {kind.KIND} checkpoint here; {_how_to_make(kind)}"
        ) from error
    if len(content) > _LARGE_BYTES:
        LOGGER.info("reading %s: %.0f MB", path, len(content) / 1e6)
    try:
        return kind.decode(content, str(path))
    except CheckpointDamagedError as error:
        raise CheckpointDamagedError(f"{error}; {_how_to_make(kind)}") from error


def write_document(document: Document, location: Location) -> UPath:
    """Put a document in place, whole; it is encoded, and so validated, before a byte is written.

    Raises
    ------
    InvalidDocumentError
        If the document breaks its rules; what was there stays.
    OSError
        If the place cannot be written to; what was there stays.
    """
    path = to_path(location)
    if document.row_count > _LARGE_ROWS:
        LOGGER.info("writing %s: %d rows", path, document.row_count)
    write_whole({path: document.content})
    return path


def read_words(location: Location, missing_ok: bool = False) -> str | None:
    """Read a person's words.

    Raises
    ------
    PriceAssetsError
        If they are not UTF-8 text.
    FileNotFoundError
        If there are none, unless that is allowed.
    """
    path = to_path(location)
    try:
        with remote_errors(path):
            return str(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if missing_ok:
            return None
        raise
    except UnicodeDecodeError as error:
        raise PriceAssetsError(
            f"{location}: expected commentary as UTF-8 text: {error}; save the file as UTF-8"
        ) from error


def _how_to_make(kind: type[Document]) -> str:
    return (
        f"materialize the asset '{kind.KIND}', or run 'price-assets {_COMMANDS[kind.KIND]}', "
        "to make it"
    )


_COMMANDS = {"prices_raw": "ingest", "prices_clean": "clean", "model": "train", "report": "report"}


@dataclass(frozen=True)
class CheckpointFolder:
    """The one folder, or prefix of a bucket, where the checkpoints of all assets are kept.

    Attributes
    ----------
    location
        Path or fsspec URI.
    """

    location: str

    def path(self, kind: type[Document]) -> UPath:
        """Return where the checkpoint of this kind is, or will be."""
        return to_path(self.location) / kind.FILE_NAME

    def read(self, kind: type[AnyDocument]) -> AnyDocument:
        """Read a checkpoint; see `read_document`."""
        return read_document(kind, self.path(kind))

    def write(self, document: Document) -> UPath:
        """Put a checkpoint in place, a report with its page and its commentary beside it."""
        path = self.path(type(document))
        contents = {path: document.content}
        if isinstance(document, Report):
            beside = {Report.PAGE_NAME: document.html, Report.WORDS_NAME: document.commentary}
            for name, text in beside.items():
                if text is not None:
                    contents[to_path(self.location) / name] = text.encode()
        write_whole(contents)
        return path

    @property
    def words_path(self) -> UPath:
        """Where the commentary of the report is, or will be."""
        return to_path(self.location) / Report.WORDS_NAME

    def read_words(self) -> str | None:
        """Read the commentary as it is kept; see `read_words`."""
        return read_words(self.words_path, missing_ok=True)

    def exists(self, kind: type[Document]) -> bool:
        """Whether there is a checkpoint of this kind."""
        path = self.path(kind)
        with remote_errors(path):
            return bool(path.exists())
