"""The two table documents: `prices_raw.json` and `prices_clean.json`.

They have the Table Schema form (https://specs.frictionlessdata.io/table-schema/) that
``pandas.read_json(path, orient="table")`` reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from .ahead import ahead_columns, ahead_fields, split_ahead
from .columns import CLEAN_COLUMNS, CLEAN_KEY, RAW_COLUMNS, RAW_KEY, Column
from .document import Document, Rule, check_version
from .encoding import decode, encode, rows_to_lines
from .errors import CheckpointDamagedError
from .frames import column_to_values, fields_of, frame_from_rows
from .provenance import CleanSummary, RawSummary, Record, Rejection, Source
from .rules import CLEAN_RULES, RAW_RULES

if TYPE_CHECKING:
    import pandas as pd

_REJECTIONS = TypeAdapter(list[Rejection])
_SOURCES = TypeAdapter(list[Source])
Summary = TypeVar("Summary", bound=Record)


@dataclass(eq=False)
class TableDocument(Document, Generic[Summary]):
    """A table with the records of where its rows come from; see its two kinds below."""

    VERSION: ClassVar[str]
    COLUMNS: ClassVar[tuple[Column, ...]]
    KEY: ClassVar[tuple[str, ...]]
    SUMMARY: ClassVar[type[Record]]

    frame: pd.DataFrame
    rejected: list[Rejection]
    sources: list[Source]
    summary: Summary

    @property
    def row_count(self) -> int:
        """Rows of the table."""
        return len(self.frame)

    def encode(self) -> tuple[bytes, str]:
        """Return the file's content and the content's checksum."""
        self.checked()
        frame = self.frame
        return encode(
            {
                "version": self.VERSION,
                "schema": {
                    "fields": fields_of(frame, self.COLUMNS),
                    "primaryKey": list(self.KEY),
                },
                "data": _lines_of(frame),
                **self._more_rows(),
                "rejected": [item.model_dump(mode="json") for item in self.rejected],
                "sources": [item.model_dump(mode="json") for item in self.sources],
                "summary": self.summary.model_dump(mode="json"),
            }
        )

    @classmethod
    def decode(cls, content: bytes, origin: str) -> Self:
        """Read what `encode` wrote."""
        parts, _ = decode(content, origin)
        check_version(parts, cls.VERSION, origin)
        with _damage_named(cls.KIND, origin):
            return cls(
                frame=frame_from_rows(parts["data"], parts["schema"]["fields"]),
                rejected=_REJECTIONS.validate_python(parts["rejected"]),
                sources=_SOURCES.validate_python(parts["sources"]),
                summary=cast(Summary, cls.SUMMARY.model_validate(parts["summary"])),
                **cls._read_more_rows(parts),
            )

    def _more_rows(self) -> dict[str, Iterator[bytes]]:
        """Return the lists of rows that a kind has beside its table, by their keys, as lines."""
        return {}

    @classmethod
    def _read_more_rows(cls, _parts: Mapping[str, Any], /) -> dict[str, Any]:
        """Return the attributes that `_more_rows` wrote, from the document's keys."""
        return {}


def _lines_of(frame: pd.DataFrame) -> Iterator[bytes]:
    return rows_to_lines({str(name): column_to_values(frame[name]) for name in frame.columns})


@contextmanager
def _damage_named(kind: str, origin: str) -> Iterator[None]:
    """Say of a document with the right checksum and the wrong content what is wrong with it."""
    try:
        yield
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise CheckpointDamagedError(
            f"{origin}: not a {kind} document: {where}: {first['msg']}"
        ) from error
    except (KeyError, TypeError, ValueError) as error:
        raise CheckpointDamagedError(
            f"{origin}: not a {kind} document: {type(error).__name__}: {error}"
        ) from error


@dataclass(eq=False)
class RawPrices(TableDocument[RawSummary]):
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
    KEY: ClassVar[tuple[str, ...]] = RAW_KEY
    SUMMARY: ClassVar[type[Record]] = RawSummary
    RULES: ClassVar[Mapping[str, Rule]] = RAW_RULES

    frame: pd.DataFrame
    rejected: list[Rejection] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    summary: RawSummary = field(default_factory=lambda: RawSummary(files=0, rows=0, observations=0))


@dataclass(eq=False)
class CleanPrices(TableDocument[CleanSummary]):
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
    ahead
        What is known of times whose price has not come yet: see `ahead_frame`, which has a table
        also where this is None.
    """

    KIND: ClassVar[str] = "prices_clean"
    FILE_NAME: ClassVar[str] = "prices_clean.json"
    VERSION: ClassVar[str] = "prices_clean/1"
    COLUMNS: ClassVar[tuple[Column, ...]] = CLEAN_COLUMNS
    KEY: ClassVar[tuple[str, ...]] = CLEAN_KEY
    SUMMARY: ClassVar[type[Record]] = CleanSummary
    RULES: ClassVar[Mapping[str, Rule]] = CLEAN_RULES

    frame: pd.DataFrame
    rejected: list[Rejection] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    summary: CleanSummary = field(
        default_factory=lambda: CleanSummary(rows_in=0, rows_out=0, rejected={}, missing={})
    )
    ahead: pd.DataFrame | None = None

    @property
    def ahead_frame(self) -> pd.DataFrame:
        """The rows ahead: times whose price the source marks as missing, after the last price.

        Returns
        -------
        pandas.DataFrame
            Columns ``symbol``, ``timestamp`` and the numeric extras of `frame`, with their dtypes
            there; in each row at least one of these is known. Sorted by symbol and instant, one
            row each; the index is 0, 1, 2 …. They are counted as missing in `summary`. Empty where
            there are none.
        """
        if self.ahead is None or not len(self.ahead):
            return self.frame[ahead_columns(self.frame)].head(0)
        return self.ahead

    @classmethod
    def from_frame(cls, frame: pd.DataFrame) -> Self:
        """Take a table that is clean already, for use without files.

        Parameters
        ----------
        frame
            As `frame` of this class, with any index. Rows below a symbol's last price that have no
            price but a number in another column become rows ahead, and are counted as missing.

        Raises
        ------
        InvalidDocumentError
            If the table breaks the rules of clean prices.
        """
        prices, ahead = split_ahead(frame.reset_index(drop=True))
        missing = {} if ahead is None else {"": dict(Counter(ahead["symbol"]))}
        summary = CleanSummary(
            rows_in=len(frame), rows_out=len(prices), rejected={}, missing=missing
        )
        return cls(frame=prices, summary=summary, ahead=ahead).checked()

    def _more_rows(self) -> dict[str, Iterator[bytes]]:
        return {"ahead": _lines_of(self.ahead_frame)}

    @classmethod
    def _read_more_rows(cls, parts: Mapping[str, Any], /) -> dict[str, Any]:
        # Documents from before rows ahead were kept have no such key.
        rows, fields = parts.get("ahead", []), ahead_fields(parts["schema"]["fields"])
        return {"ahead": frame_from_rows(rows, fields)}
