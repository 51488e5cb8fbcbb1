"""The two table documents: `prices_raw.json` and `prices_clean.json`.

They have the Table Schema form (https://specs.frictionlessdata.io/table-schema/) that
``pandas.read_json(path, orient="table")`` reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import TypeAdapter, ValidationError

from .columns import CLEAN_COLUMNS, CLEAN_KEY, RAW_COLUMNS, RAW_KEY, Column
from .document import Document, Rule, check_version
from .encoding import decode, encode, rows_to_lines
from .errors import CheckpointDamagedError
from .frames import column_to_values, fields_of, frame_from_rows
from .provenance import CleanSummary, RawSummary, Rejection, Source
from .rules import CLEAN_RULES, RAW_RULES

if TYPE_CHECKING:
    import pandas as pd

_REJECTIONS = TypeAdapter(list[Rejection])
_SOURCES = TypeAdapter(list[Source])


@dataclass(eq=False)
class RawPrices(Document):
    """The raw table: every observation of every file, as found.

    Attributes
    ----------
    frame
        Columns of `RAW_COLUMNS` and then the files' other columns; one row an observation.
        Text columns have dtype ``str``, numeric ones ``int64``, ``Int64`` or ``float64``, and
        columns with both ``object``.
    rejected
        Observations that the file holds and that fit no column, such as rows with too many
        fields.
    sources
        The files and how each was read, in the order in which they were read.
    summary
        The counts.
    """

    KIND: ClassVar[str] = "prices_raw"
    FILE_NAME: ClassVar[str] = "prices_raw.json"
    VERSION: ClassVar[str] = "prices_raw/1"
    COLUMNS: ClassVar[tuple[Column, ...]] = RAW_COLUMNS
    RULES: ClassVar[Mapping[str, Rule]] = RAW_RULES

    frame: pd.DataFrame
    rejected: list[Rejection] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    summary: RawSummary = field(default_factory=lambda: RawSummary(files=0, rows=0, observations=0))

    @property
    def row_count(self) -> int:
        """Observations in the table."""
        return len(self.frame)

    def encode(self) -> tuple[bytes, str]:
        """Return the file's content and the content's checksum."""
        return _encode_table(self, RAW_KEY)

    @classmethod
    def decode(cls, content: bytes, origin: str) -> Self:
        """Read what `encode` wrote."""
        with _damage_named(cls, origin):
            parts = _parts_of(cls, content, origin)
            return cls(
                frame=frame_from_rows(parts["data"], parts["schema"]["fields"]),
                rejected=_REJECTIONS.validate_python(parts["rejected"]),
                sources=_SOURCES.validate_python(parts["sources"]),
                summary=RawSummary.model_validate(parts["summary"]),
            )


@dataclass(eq=False)
class CleanPrices(Document):
    """The canonical table: one price per symbol and time, sorted.

    Attributes
    ----------
    frame
        Columns of `CLEAN_COLUMNS` (``symbol`` and ``timestamp`` of dtype ``str``, ``price`` of
        dtype ``float64``) and then numeric extras (``float64``, NaN where a row lacks one).
        Sorted by symbol and instant; the index is 0, 1, 2 ….
    rejected
        Every observation refused, with its reason.
    sources
        The files and how each was read.
    summary
        The counts.
    """

    KIND: ClassVar[str] = "prices_clean"
    FILE_NAME: ClassVar[str] = "prices_clean.json"
    VERSION: ClassVar[str] = "prices_clean/1"
    COLUMNS: ClassVar[tuple[Column, ...]] = CLEAN_COLUMNS
    RULES: ClassVar[Mapping[str, Rule]] = CLEAN_RULES

    frame: pd.DataFrame
    rejected: list[Rejection] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    summary: CleanSummary = field(
        default_factory=lambda: CleanSummary(rows_in=0, rows_out=0, rejected={}, missing={})
    )

    @property
    def row_count(self) -> int:
        """Prices in the table."""
        return len(self.frame)

    @classmethod
    def from_frame(cls, frame: pd.DataFrame) -> Self:
        """Take a table that is clean already, for use without files."""
        frame = frame.reset_index(drop=True)
        rows = len(frame)
        summary = CleanSummary(rows_in=rows, rows_out=rows, rejected={}, missing={})
        return cls(frame=frame, summary=summary).checked()

    def encode(self) -> tuple[bytes, str]:
        """Return the file's content and the content's checksum."""
        return _encode_table(self, CLEAN_KEY)

    @classmethod
    def decode(cls, content: bytes, origin: str) -> Self:
        """Read what `encode` wrote."""
        with _damage_named(cls, origin):
            parts = _parts_of(cls, content, origin)
            return cls(
                frame=frame_from_rows(parts["data"], parts["schema"]["fields"]),
                rejected=_REJECTIONS.validate_python(parts["rejected"]),
                sources=_SOURCES.validate_python(parts["sources"]),
                summary=CleanSummary.model_validate(parts["summary"]),
            )


def _encode_table(document: RawPrices | CleanPrices, key: tuple[str, ...]) -> tuple[bytes, str]:
    document.checked()
    frame = document.frame
    columns = {str(name): column_to_values(frame[name]) for name in frame.columns}
    return encode(
        {
            "version": document.VERSION,
            "schema": {
                "fields": fields_of(frame, document.COLUMNS),
                "primaryKey": list(key),
            },
            "data": rows_to_lines(columns),
            "rejected": [item.model_dump(mode="json") for item in document.rejected],
            "sources": [item.model_dump(mode="json") for item in document.sources],
            "summary": document.summary.model_dump(mode="json"),
        }
    )


def _parts_of(kind: type[RawPrices | CleanPrices], content: bytes, origin: str) -> dict[str, Any]:
    parts, _ = decode(content, origin)
    check_version(parts, kind.VERSION, origin)
    return parts


@contextmanager
def _damage_named(kind: type[RawPrices | CleanPrices], origin: str) -> Iterator[None]:
    """Say of a document with the right checksum and the wrong content what is wrong with it."""
    try:
        yield
    except CheckpointDamagedError:
        raise
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise CheckpointDamagedError(
            f"{origin}: not a {kind.KIND} document: {where}: {first['msg']}"
        ) from error
    except (KeyError, TypeError, ValueError) as error:
        raise CheckpointDamagedError(
            f"{origin}: not a {kind.KIND} document: {type(error).__name__}: {error}"
        ) from error
