"""Parquet, Feather and Arrow files to tables, some rows at a time."""

from __future__ import annotations

import logging
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from price_assets.checkpoints import Format, PriceAssetsError
from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.packing.streams import seekable_stream, too_large
from price_assets.ingest.table import Table, numbered, unique_names
from price_assets.progress import track

from .arrow_columns import Facts, facts_of, leaf_names, leaves, needs_a_look, to_series
from .arrow_messages import check_unpacked_size

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow import parquet

    from price_assets.ingest.packing.content import Content

LOGGER = logging.getLogger("price_assets.ingest")
_PARQUET = b"PAR1"
_ENCRYPTED_PARQUET = b"PARE"
_ARROW_FILE = b"ARROW1"
_FEATHER_1 = b"FEA1"
_STREAM_START = b"\xff\xff\xff\xff"
_LARGEST_SCHEMA = 64 * 1024 * 1024
_BLOCK_ROWS = 1 << 16
_CELL_BYTES = 8
_UNNAMED_INDEX = "__index_level_"


def is_parquet(content: Content) -> bool:
    """Tell whether a content is a Parquet file, by its first bytes."""
    return content.head.startswith((_PARQUET, _ENCRYPTED_PARQUET))


def is_arrow(content: Content) -> bool:
    """Tell whether a content is an Arrow file or stream, or a Feather file, by its first bytes."""
    head = content.head
    if head.startswith((_ARROW_FILE, _FEATHER_1)):
        return True
    if not head.startswith(_STREAM_START) or len(head) < 8:
        return False
    (length,) = struct.unpack_from("<i", head, 4)
    return 0 < int(length) <= _LARGEST_SCHEMA and length % 8 == 0


def read_parquet(content: Content, limit: int) -> Iterator[Table]:
    """Read a Parquet file in blocks.

    Parameters
    ----------
    content
        The file.
    limit
        Bytes that it may unpack to.

    Yields
    ------
    Table
        At least one; all have the same columns and dtypes (see `arrow_columns.to_series`). Fields
        of structs are columns with a dotted name, and an unnamed pandas index is ``index``.

    Raises
    ------
    PriceFileError
        If it is cut off, damaged, encrypted or too large.
    """
    import pyarrow as pa
    from pyarrow import parquet

    with _damage_named(content.name, "Parquet"), seekable_stream(content) as stream:
        _check_parquet_end(stream, content)
        file = parquet.ParquetFile(pa.PythonFile(stream, mode="r"))
        _check_parquet_size(file.metadata, content.name, limit)
        facts = _parquet_facts(file)
        rows = f"ingest: rows of {content.name}"
        batches = track(
            *(file.iter_batches(_BLOCK_ROWS), LOGGER, rows, file.metadata.num_rows),
            amount=lambda batch: batch.num_rows,
        )
        yield from _blocks(file.schema_arrow, batches, facts, "parquet")


def read_arrow(content: Content, limit: int) -> Iterator[Table]:
    """Read an Arrow IPC file or stream, or a Feather file of either version, in blocks.

    Parameters, yields and errors are those of `read_parquet`.
    """
    import pyarrow as pa
    from pyarrow import feather

    with _damage_named(content.name, "Arrow"), seekable_stream(content) as stream:
        if content.head.startswith(_FEATHER_1):
            with warnings.catch_warnings():
                # Old files stay readable for as long as pyarrow reads them.
                warnings.simplefilter("ignore", DeprecationWarning)
                table = feather.read_table(pa.PythonFile(stream, mode="r"))
            facts = _facts_of_batches(table.schema, iter(table.to_batches()))
            yield from _blocks(table.schema, iter(table.to_batches()), facts, "arrow")
            return
        check_unpacked_size(stream, content.name, limit)
        schema, batches = _open_ipc(stream, content)
        facts = _facts_of_batches(schema, batches)
        schema, batches = _open_ipc(stream, content)
        yield from _blocks(schema, batches, facts, "arrow")


def _open_ipc(stream: BinaryIO, content: Content) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    import pyarrow as pa

    stream.seek(0)
    source = pa.PythonFile(stream, mode="r")
    if not content.head.startswith(_ARROW_FILE):
        opened = pa.ipc.open_stream(source)
        return opened.schema, _validated(opened)
    file = pa.ipc.open_file(source)
    return file.schema, _validated(map(file.get_batch, range(file.num_record_batches)))


def _validated(batches: Any) -> Iterator[pa.RecordBatch]:
    """Check offsets and text, which the IPC format does not: reading wrong ones would crash."""
    for batch in batches:
        batch.validate(full=True)
        yield batch


def _check_parquet_end(stream: BinaryIO, content: Content) -> None:
    if content.head.startswith(_ENCRYPTED_PARQUET):
        raise PriceFileError(
            f"{content.name}: expected a Parquet file, found an encrypted one; export it without "
            "encryption"
        )
    size = stream.seek(0, 2)
    stream.seek(max(0, size - len(_PARQUET)))
    if size < 12 or stream.read() != _PARQUET:
        raise PriceFileError(
            f"{content.name}: expected a whole Parquet file, found one that breaks off; copy it "
            "again"
        )
    stream.seek(0)


def _check_parquet_size(metadata: parquet.FileMetaData, name: str, limit: int) -> None:
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    unpacked = sum(group.total_byte_size for group in groups)
    # Runs of one value take no room in the file, but every cell does in memory.
    cells = metadata.num_rows * metadata.num_columns * _CELL_BYTES
    if max(unpacked, cells) > limit:
        raise too_large(name, limit)


def _parquet_facts(file: parquet.ParquetFile) -> list[Facts]:
    """Find what decides the dtypes: by the statistics in the file, and by values where needed."""
    schema = file.schema_arrow
    names = leaf_names(schema)
    has_nulls = _nulls_by_statistics(file)
    looked_at = [
        field.name
        for field in schema
        if needs_a_look(field.type) or (field.nullable and has_nulls.get(field.name) is None)
    ]
    if len(set(names)) < len(names) or any("." in field.name for field in schema):
        return _facts_of_batches(schema, file.iter_batches(_BLOCK_ROWS))
    facts = {name: Facts(has_nulls.get(name) or False) for name in names}
    if looked_at:
        batches = file.iter_batches(_BLOCK_ROWS, columns=looked_at)
        first = next(batches, None)
        if first is not None:
            found = _facts_of_batches(first.schema, _chained(first, batches))
            facts.update(zip(leaf_names(first.schema), found, strict=True))
    return [facts[name] for name in names]


def _chained(first: Any, later: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from later


def _nulls_by_statistics(file: parquet.ParquetFile) -> dict[str, bool | None]:
    """Tell of each column whether it has nulls; None where the file does not say.

    Asked for damaged metadata, the library ends the process, where it raises an error if it is to
    read what they describe: so a row of each group is read first.
    """
    metadata = file.metadata
    found: dict[str, bool | None] = {}
    for number in range(metadata.num_row_groups):
        next(file.iter_batches(1, row_groups=[number]), None)
        group = metadata.row_group(number)
        for position in range(metadata.num_columns):
            column = group.column(position)
            if column.physical_type != metadata.schema.column(position).physical_type:
                raise ValueError(f"column {position + 1} is said to have two types")
            statistics = column.statistics if column.is_stats_set else None
            before = found.get(column.path_in_schema, False)
            if before is None or statistics is None or not statistics.has_null_count:
                found[column.path_in_schema] = None
            else:
                found[column.path_in_schema] = before or bool(statistics.null_count)
    return found


def _facts_of_batches(schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> list[Facts]:
    facts = [Facts() for _ in leaf_names(schema)]
    for batch in batches:
        found = map(facts_of, leaves(batch))
        facts = [before | now for before, now in zip(facts, found, strict=True)]
    return facts


def _blocks(
    schema: pa.Schema, batches: Iterator[pa.RecordBatch], facts: list[Facts], form: Format
) -> Iterator[Table]:
    import pandas as pd

    names, notes = unique_names([_without_marks(name) for name in leaf_names(schema)])
    start = 0
    for batch in _at_least_one(batches, schema):
        columns = [to_series(leaf, fact) for leaf, fact in zip(leaves(batch), facts, strict=True)]
        yield Table(
            cells=pd.DataFrame(
                dict(zip(names, columns, strict=True)), index=pd.RangeIndex(batch.num_rows)
            ),
            rows=numbered(batch.num_rows) + start,
            format=form,
            header=list(names),
            notes=notes,
        )
        start += batch.num_rows


def _at_least_one(batches: Iterator[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Cut and join batches into blocks; a file without rows is one empty block."""
    import pyarrow as pa

    some = False
    for together in _in_groups(batches):
        joined = pa.Table.from_batches(together, schema).unify_dictionaries().combine_chunks()
        for batch in joined.to_batches(_BLOCK_ROWS):
            some = True
            yield batch
    if not some:
        yield pa.RecordBatch.from_pylist([], schema=schema)


def _in_groups(batches: Iterator[pa.RecordBatch]) -> Iterator[list[pa.RecordBatch]]:
    """Put small batches together; some writers make one for each row."""
    group: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        if rows + batch.num_rows > _BLOCK_ROWS and group:
            yield group
            group, rows = [], 0
        if batch.num_rows:
            group.append(batch)
            rows += batch.num_rows
    if group:
        yield group


def _without_marks(name: str) -> str:
    """Call the index that pandas wrote without a name ``index``."""
    if name.startswith(_UNNAMED_INDEX) and name.endswith("__"):
        level = name.removeprefix(_UNNAMED_INDEX).removesuffix("__")
        return "index" if level == "0" else f"index_{level}"
    return name


@contextmanager
def _damage_named(name: str, kind: str) -> Iterator[None]:
    """Turn whatever pyarrow raises over damaged bytes into one line that names the file."""
    try:
        yield
    except PriceAssetsError:
        raise
    except Exception as error:
        # pyarrow has errors of its own and lets Python's through, by what it stumbles over: a
        # missing column chunk, an encoding that it does not know, text that is no UTF-8.
        first_line = str(error).partition("\n")[0]
        raise PriceFileError(
            f"{name}: expected a whole {kind} file, found a damaged one ({first_line}); copy it "
            "again"
        ) from error
