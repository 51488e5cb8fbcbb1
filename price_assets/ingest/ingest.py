"""The stage: raw files in, the raw table out."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from price_assets.checkpoints import RawPrices, RawSummary, Rejection, Source, to_uri
from price_assets.checkpoints.storage import Location
from price_assets.progress import track

from .errors import PriceFileError
from .file_settings import FileRules, read_rules
from .landing import LandedFile, list_files
from .layouts.observations import Observations
from .settings import IngestSettings, OnBadFile
from .sources import Opened, OpenSource, Refused, open_sources
from .stacking import stack_frames
from .used_settings import Usage

if TYPE_CHECKING:
    import pandas as pd

LOGGER = logging.getLogger("price_assets.ingest")


def ingest(files: Sequence[LandedFile], settings: IngestSettings | None = None) -> RawPrices:
    """Read raw files into the raw table, every observation of every file, as found.

    A ``price_assets.toml`` in the folder of the files says more about some of them.

    Parameters
    ----------
    files
        The files, in the order in which their rows are to stand; see `list_files`.
    settings
        What a person said about all of them; by default all is found by evidence.

    Returns
    -------
    RawPrices
        Holds its rules: each observation is a row of the table or rejected with a reason.

    Raises
    ------
    PriceFileError
        If a file cannot be read as prices; where several cannot, it names all of them (unless
        ``on_bad_file`` is quarantine). If a setting applies to none of the files. Or if there is
        not a single observation in all of them.
    """
    settings = settings or IngestSettings()
    LOGGER.info("ingest: start: %d files", len(files))
    frames: list[pd.DataFrame] = []
    rejected: list[Rejection] = []
    sources: list[Source] = []
    for file, found, blocks in _read(files, settings, recorded=True):
        for block in blocks:
            frames.append(block.frame)
            rejected.extend(block.rejected)
        sources.append(found.record())
        uri = to_uri(file.path) + sources[-1].source[len(file.name) :]
        _log(found, sources[-1], uri, goes_on=settings.on_bad_file is not OnBadFile.fail)
    summary = RawSummary(
        files=len(files),
        rows=sum(source.rows for source in sources),
        observations=sum(source.observations for source in sources),
    )
    raw = RawPrices(frame=stack_frames(frames), rejected=rejected, sources=sources, summary=summary)
    LOGGER.info(
        "ingest: end: %d files, %d rows processed, %d observations, %d rejected",
        summary.files,
        summary.rows,
        summary.observations,
        len(rejected),
    )
    return raw


def _read(
    files: Sequence[LandedFile], settings: IngestSettings, *, recorded: bool
) -> Iterator[tuple[LandedFile, Opened, list[Observations]]]:
    """Read files to their ends, table by table; at the end say what is wrong, all at once.

    `recorded` says whether records of them are wanted, which have their hashes.
    """
    rules = read_rules(files)
    usage = Usage(settings, rules)
    refused: list[Refused] = []
    observations = 0
    for file in track(files, LOGGER, "ingest: files"):
        for opened in open_sources(file, settings, rules.get(str(file.folder), FileRules())):
            found: Opened = opened
            blocks: list[Observations] = []
            if isinstance(found, OpenSource):
                if recorded:
                    found.fingerprint.begin()
                usage.add(file, found)
                found, blocks = _read_whole(found)
            if isinstance(found, OpenSource):
                observations += found.observation_count
            if isinstance(found, Refused):
                refused.append(found)
            yield file, found, blocks
    if refused and settings.on_bad_file is OnBadFile.fail:
        raise _all_at_once(refused, len(files))
    if not refused:  # a setting that applied to nothing may be meant for a file that was refused
        usage.none_unused()
    if observations == 0:
        raise _all_at_once(refused, len(files)) if refused else _nothing_found(files)


def _read_whole(source: OpenSource) -> tuple[OpenSource | Refused, list[Observations]]:
    """Read a table to its end, and keep what was read only if the end was reached."""
    try:
        return source, list(source.observations())
    except PriceFileError as error:
        return Refused(source.name, error, source.fingerprint), []


def _log(found: Opened, source: Source, uri: str, *, goes_on: bool) -> None:
    if isinstance(found, Refused):
        # Where the run does not go on, the error that ends it says the same.
        level = logging.WARNING if goes_on else logging.INFO
        LOGGER.log(level, "refused %s: %s", source.source, source.error)
    elif isinstance(found, OpenSource):
        LOGGER.info(
            "read %s: %d rows, %d observations, %s, %s",
            *(uri, source.rows, source.observations),
            f"{source.format} in {source.compression}" if source.compression else source.format,
            source.layout,
        )
    for note in [*source.notes, *(doubt.sentence for doubt in source.doubts)]:
        LOGGER.info("note on %s: %s", source.source, note)


def _all_at_once(refused: Sequence[Refused], files: int) -> PriceFileError:
    if len(refused) == 1:
        return refused[0].error
    error = PriceFileError(
        f"{len(refused)} of {files} files cannot be read: "
        + "; ".join(str(item.error) for item in refused)
    )
    error.__cause__ = refused[0].error
    return error


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
    files = list_files([path])
    found = _read(files, settings or IngestSettings(), recorded=False)
    return stack_frames([block.frame for _, _, blocks in found for block in blocks])


def iter_prices(
    path: Location, settings: IngestSettings | None = None, batch_rows: int = 100_000
) -> Iterator[pd.DataFrame]:
    """Read raw files in batches: the rows of `read_prices`, some at a time.

    Delimited text, Parquet and Arrow files are read in blocks of some megabytes, so memory does
    not grow with them; JSON and workbooks are read one at a time, each as a whole. Each batch is
    of one source.

    Parameters
    ----------
    path, settings
        As for `read_prices`.
    batch_rows
        Largest number of rows in a batch. At least 1.

    Yields
    ------
    pandas.DataFrame
        Columns as `read_prices`, of the batch's source alone; each index starts from 0.

    Raises
    ------
    PriceFileError
        As `ingest`, at the first file that cannot be read (with ``on_bad_file`` quarantine such a
        file ends, and the next one begins).
    ValueError
        If `batch_rows` is less than 1.
    """
    if batch_rows < 1:
        raise ValueError(f"batch_rows is {batch_rows}, expected at least 1")
    settings = settings or IngestSettings()
    files = list_files([path])
    rules = read_rules(files)
    for file in files:
        for opened in open_sources(file, settings, rules.get(str(file.folder), FileRules())):
            try:
                if isinstance(opened, Refused):
                    raise opened.error
                if isinstance(opened, OpenSource):
                    yield from _batches(opened, batch_rows)
            except PriceFileError as error:
                if settings.on_bad_file is OnBadFile.fail:
                    raise
                LOGGER.warning("refused %s: %s", opened.name, error)


def _batches(source: OpenSource, batch_rows: int) -> Iterator[pd.DataFrame]:
    for block in source.observations():
        for start in range(0, len(block.frame), batch_rows):
            yield block.frame.iloc[start : start + batch_rows].reset_index(drop=True)


def _nothing_found(files: Sequence[LandedFile]) -> PriceFileError:
    if not files:
        return PriceFileError("expected price files, found none; put one in the landing zone")
    names = ", ".join(file.name for file in files[:12])
    more = f" and {len(files) - 12} more" if len(files) > 12 else ""
    return PriceFileError(
        f"{names}{more}: expected at least one row with a time and a price, found no data rows; "
        "copy the file again, or remove it from the landing zone"
    )
