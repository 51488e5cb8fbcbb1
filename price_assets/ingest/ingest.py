"""The stage: raw files in, the raw table out."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from price_assets.checkpoints import RawPrices, RawSummary, Rejection, Source, SourceColumns, to_uri
from price_assets.checkpoints.storage import Location

from .cell_text import cells_as_text
from .content import read_content
from .errors import PriceFileError
from .formats import read_cells
from .landing import LandedFile, list_files
from .layout import decide_layout
from .observations import to_observations
from .settings import IngestSettings
from .stacking import stack_frames

if TYPE_CHECKING:
    import pandas as pd

LOGGER = logging.getLogger("price_assets.ingest")


def ingest(files: Sequence[LandedFile], settings: IngestSettings | None = None) -> RawPrices:
    """Read raw files into the raw table, every observation of every file, as found.

    Parameters
    ----------
    files
        The files, in the order in which their rows are to stand; see `list_files`.
    settings
        What a person said about them; by default all is found by evidence.

    Returns
    -------
    RawPrices
        Holds its rules: each observation is a row of the table or rejected with a reason.

    Raises
    ------
    PriceFileError
        If a file cannot be read as prices; where several cannot, it names all of them. Or if
        there is not a single observation in all of them.
    """
    settings = settings or IngestSettings()
    LOGGER.info("ingest: start: %d files", len(files))
    frames, rejected, sources, failures = [], [], [], []
    for file in files:
        try:
            frame, refused, source = _read(file, settings)
        except PriceFileError as error:
            failures.append(error)
            continue
        LOGGER.info(
            "read %s: %d rows, %d observations, %s, %s",
            to_uri(file.path),
            source.rows,
            source.observations,
            source.format if source.compression is None else f"{source.format} in gzip",
            source.layout,
        )
        for note in source.notes:
            LOGGER.info("note on %s: %s", file.name, note)
        frames.append(frame)
        rejected.extend(refused)
        sources.append(source)
    if len(failures) == 1:
        raise failures[0]
    if failures:
        raise PriceFileError(
            f"{len(failures)} of {len(files)} files cannot be read: "
            + "; ".join(str(failure) for failure in failures)
        ) from failures[0]
    summary = RawSummary(
        files=len(sources),
        rows=sum(source.rows for source in sources),
        observations=sum(source.observations for source in sources),
    )
    if summary.observations == 0:
        raise _nothing_found(files)
    raw = RawPrices(frame=stack_frames(frames), rejected=rejected, sources=sources, summary=summary)
    LOGGER.info(
        "ingest: end: %d files, %d rows processed, %d observations, %d rejected",
        summary.files,
        summary.rows,
        summary.observations,
        len(rejected),
    )
    return raw


def read_table(path: Location) -> pd.DataFrame:
    """Read the cells of one file of any supported format, as text as found.

    Parameters
    ----------
    path
        Path or fsspec URI of the file.

    Returns
    -------
    pandas.DataFrame
        One row a data row, one column a column of the file, the header as names; dtype ``str``,
        null where a row has no such field. Numbers of JSON and Parquet are written as JSON
        writes them. Fields beyond the header's stand under ``column_4`` and so on.

    Raises
    ------
    PriceFileError
        If it is not one readable file.
    """
    files = list_files([path])
    if len(files) != 1:
        raise PriceFileError(f"{path}: expected one file, found {len(files)}; name one of them")
    return cells_as_text(read_cells(read_content(files[0]), files[0].name, IngestSettings()))


def read_prices(path: Location, settings: IngestSettings | None = None) -> pd.DataFrame:
    """Read raw files into a table of observations, as found.

    Parameters
    ----------
    path
        File, folder or glob; path or fsspec URI.
    settings
        What a person said about them.

    Returns
    -------
    pandas.DataFrame
        Columns ``source`` (str), ``row`` (int64), ``column`` (str), ``timestamp`` and ``price``
        (text or numbers, as the format has them), ``symbol`` (str), then the files' other
        columns. Rows with too many fields are not in it; `ingest` lists them.

    Raises
    ------
    PriceFileError
        As `ingest`.
    """
    return ingest(list_files([path]), settings).frame


def iter_prices(
    path: Location, settings: IngestSettings | None = None, batch_rows: int = 100_000
) -> Iterator[pd.DataFrame]:
    """Read raw files in batches: the rows of `read_prices`, some at a time.

    Memory is not bounded yet: all files are read whole before the first batch, so this takes as
    much of it as `read_prices`.

    Parameters
    ----------
    path, settings
        As for `read_prices`.
    batch_rows
        Rows in a batch; the last may have fewer. At least 1.

    Yields
    ------
    pandas.DataFrame
        Columns and dtypes as `read_prices`; each index starts from 0.

    Raises
    ------
    PriceFileError
        As `ingest`.
    ValueError
        If `batch_rows` is less than 1.
    """
    if batch_rows < 1:
        raise ValueError(f"batch_rows is {batch_rows}, expected at least 1")
    frame = read_prices(path, settings)
    for start in range(0, len(frame), batch_rows):
        yield frame.iloc[start : start + batch_rows].reset_index(drop=True)


def _read(
    file: LandedFile, settings: IngestSettings
) -> tuple[pd.DataFrame, list[Rejection], Source]:
    content = read_content(file)
    table = read_cells(content, file.name, settings)
    has_header = table.format == "delimited"
    layout = decide_layout(table.cells, file.name, settings, has_header=has_header)
    found = to_observations(table, layout, file.name)
    notes = [*table.notes, *layout.notes, *found.notes]
    if table.row_count == 0:
        notes.append("no data rows")
    source = Source(
        source=file.name,
        uri=quote(file.name),
        sha256=content.sha256,
        bytes=content.size,
        rows=table.row_count,
        # Not counted from what was found: the rule that no row is lost compares the two.
        observations=table.row_count * len(layout.prices),
        format=table.format,
        compression=content.compression,
        encoding=table.encoding,
        delimiter=table.delimiter,
        layout=layout.kind,
        symbol_from=layout.symbol_from,
        columns=SourceColumns(
            timestamp=layout.timestamp,
            symbol=layout.symbol_column,
            price=layout.prices,
            extra=found.extras,
        ),
        notes=notes,
    )
    return found.frame, found.rejected, source


def _nothing_found(files: Sequence[LandedFile]) -> PriceFileError:
    if not files:
        return PriceFileError("expected price files, found none; put one in the landing zone")
    names = ", ".join(file.name for file in files[:12])
    more = f" and {len(files) - 12} more" if len(files) > 12 else ""
    return PriceFileError(
        f"{names}{more}: expected at least one row with a time and a price, found no data rows; "
        "copy the file again, or remove it from the landing zone"
    )
