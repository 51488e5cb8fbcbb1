"""Parquet to cells: numbers stay numbers, times become ISO 8601 text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import PriceFileError
from .table import Table, numbered, unique_names

if TYPE_CHECKING:
    import pandas as pd

MAGIC = b"PAR1"


def read_parquet(data: bytes, name: str) -> Table:
    """Read a Parquet file.

    Parameters
    ----------
    data
        The file's bytes.
    name
        The file's name, for messages.

    Raises
    ------
    PriceFileError
        If it is cut off or damaged.
    """
    import pyarrow as pa
    from pyarrow import parquet

    if not data.endswith(MAGIC) or len(data) < 12:
        raise PriceFileError(
            f"{name}: expected a whole Parquet file, found one that breaks off; copy it again"
        )
    try:
        table = parquet.read_table(pa.BufferReader(data))
        columns = [_column(values) for values in table.columns]
    # pyarrow has errors of its own and lets Python's through, by what it stumbles over: damaged
    # bytes, a missing column chunk, an encoding that it does not know.
    except (pa.ArrowException, OSError, ValueError, KeyError, NotImplementedError) as error:
        first_line = str(error).partition("\n")[0]
        raise PriceFileError(
            f"{name}: expected a Parquet file, found a damaged one ({first_line}); copy it again"
        ) from error
    names, notes = unique_names(table.column_names)
    return Table(
        cells=_frame(dict(zip(names, columns, strict=True)), table.num_rows),
        rows=numbered(table.num_rows),
        format="parquet",
        header=list(names),
        notes=notes,
    )


def _frame(columns: dict[str, pd.Series], count: int) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(columns, index=pd.RangeIndex(count))


def _column(values: Any) -> pd.Series:
    """Turn a Parquet column into one of dtype str, int64, Int64, float64, bool or boolean."""
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = values.type
    types = pa.types
    if types.is_dictionary(kind):
        values = values.cast(kind.value_type)
        kind = values.type
    if types.is_timestamp(kind):
        return _iso_text(values)
    if types.is_decimal(kind):  # by way of text, which is rounded once and rightly
        values = pc.cast(pc.cast(values, pa.string()), pa.float64())
    elif types.is_float16(kind) or types.is_uint64(kind):
        values = pc.cast(values, pa.float64(), safe=False)
    elif types.is_integer(kind):
        dtype = "Int64" if values.null_count else "int64"
        return pd.Series(pc.cast(values, pa.int64()).to_pylist(), dtype=dtype)
    elif types.is_boolean(kind):
        return pd.Series(values.to_pylist(), dtype="boolean" if values.null_count else "bool")
    elif types.is_date(kind) or types.is_time(kind):
        values = pc.cast(pc.cast(values, pa.date32()) if types.is_date(kind) else values, "string")
    elif not (types.is_floating(kind) or types.is_string(kind) or types.is_large_string(kind)):
        return pd.Series([_text(value) for value in values.to_pylist()], dtype="str")
    if types.is_floating(values.type):
        return pd.Series(pc.cast(values, pa.float64()).to_numpy(), dtype="float64")
    return pd.Series(values.to_pandas(), dtype="str")


def _iso_text(values: Any) -> pd.Series:
    """Write times as ISO 8601: the date alone where all are local midnights, UTC with ``Z``."""
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    zoned = values.type.tz is not None
    instants = values.cast(pa.timestamp("us", values.type.tz), safe=False)
    array = instants.cast(pa.timestamp("us")).to_numpy()
    known = ~np.isnat(array)
    day = array.astype("datetime64[D]")
    if not zoned and bool((array[known] == day[known]).all()):
        text = np.datetime_as_string(day)
    else:
        text = np.datetime_as_string(array, unit="us")
        whole = bool((array[known] == array[known].astype("datetime64[s]")).all())
        text = np.datetime_as_string(array, unit="s") if whole else text
        text = np.char.add(text, "Z") if zoned else text
    return pd.Series(text, dtype="str").where(pd.Series(known))


def _text(value: Any) -> str | None:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return None if value is None else str(value)
