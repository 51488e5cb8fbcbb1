"""Arrow arrays to columns: numbers stay numbers, times become ISO 8601 text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from price_assets.ingest.json_files.json_cells import json_text

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_RESOLUTIONS = ("D", "s", "us", "ns")
_LARGEST_INTEGER = 2**63 - 1


@dataclass(frozen=True)
class Facts:
    """What decides how a column is written; it is the same for all blocks of a table.

    Attributes
    ----------
    has_nulls
        Whether a value is absent.
    resolution
        The coarsest unit that says all times: 0 days, 1 seconds, 2 microseconds, 3 nanoseconds.
    fits
        Whether all integers fit into 64 bits with a sign.
    """

    has_nulls: bool = False
    resolution: int = 0
    fits: bool = True

    def __or__(self, other: Facts) -> Facts:
        """Return what holds for the values of both."""
        return Facts(
            self.has_nulls or other.has_nulls,
            max(self.resolution, other.resolution),
            self.fits and other.fits,
        )


def leaf_names(schema: pa.Schema) -> list[str]:
    """Name the columns of a table without nesting: ``country.id`` for a field of a struct."""
    return [name for field in schema for name in _names_below(field)]


def _names_below(field: pa.Field) -> Iterator[str]:
    import pyarrow as pa

    if pa.types.is_struct(field.type) and field.type.num_fields:
        for child in field.type:
            for name in _names_below(child):
                yield f"{field.name}.{name}"
    else:
        yield field.name


def leaves(batch: pa.RecordBatch) -> list[pa.Array]:
    """Return the arrays of a batch that `leaf_names` names, in that order."""
    return [leaf for column in batch.columns for leaf in _leaves_below(column)]


def _leaves_below(array: pa.Array) -> Iterator[pa.Array]:
    import pyarrow as pa

    if pa.types.is_struct(array.type) and array.type.num_fields:
        for child in array.flatten():
            yield from _leaves_below(child)
    else:
        yield array


def needs_a_look(kind: pa.DataType) -> bool:
    """Tell whether only the values say how a column of this type is written."""
    import pyarrow as pa

    types = pa.types
    plain = types.is_floating(kind) or types.is_string(kind) or types.is_large_string(kind)
    counted = types.is_boolean(kind) or (types.is_integer(kind) and not types.is_uint64(kind))
    return not (plain or counted or types.is_decimal(kind) or types.is_date(kind))


def facts_of(array: pa.Array) -> Facts:
    """Find what decides how an array is written."""
    import pyarrow as pa
    import pyarrow.compute as pc

    array = _plain(array)
    nulls = array.null_count > 0
    if pa.types.is_timestamp(array.type):
        return Facts(nulls, _resolution(array))
    if pa.types.is_uint64(array.type):
        largest = pc.max(array).as_py()
        return Facts(nulls, fits=largest is None or largest <= _LARGEST_INTEGER)
    return Facts(nulls)


def to_series(array: pa.Array, facts: Facts) -> pd.Series:
    """Turn an array into a column of dtype str, int64, Int64, float64, bool or boolean.

    Parameters
    ----------
    array
        Of any type that is no struct.
    facts
        What holds for the whole column, of which the array is a part.

    Returns
    -------
    pandas.Series
        Times are ISO 8601 text: the date alone where all are midnights without a zone, UTC with
        ``Z`` where they have a zone. Decimals are the nearest float64; integers that do not fit
        into 64 bits with a sign are float64. Lists and maps are JSON text.
    """
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    array = _plain(array)
    kind, types = array.type, pa.types
    if types.is_timestamp(kind):
        return _iso_text(array, facts)
    if types.is_boolean(kind):
        return pd.Series(array.to_pylist(), dtype="boolean" if facts.has_nulls else "bool")
    if types.is_integer(kind) and facts.fits:
        return _integers(array, facts)
    if types.is_decimal(kind):  # by way of text, which is rounded once and rightly
        array = pc.cast(pc.cast(array, pa.string()), pa.float64())
    elif types.is_floating(kind) or types.is_integer(kind):
        array = pc.cast(array, pa.float64(), safe=False)
    elif types.is_date(kind):
        array = pc.cast(pc.cast(array, pa.date32(), safe=False), pa.string())
    elif types.is_time(kind):
        array = pc.cast(array, pa.string())
    if types.is_floating(array.type):
        return pd.Series(array.to_numpy(zero_copy_only=False), dtype="float64")
    if types.is_string(array.type) or types.is_large_string(array.type):
        return pd.Series(array.to_pandas(), dtype="str")
    return pd.Series([_text(value) for value in array.to_pylist()], dtype="str")


def _plain(array: pa.Array) -> pa.Array:
    """Take away what is not about the values: dictionaries, runs, views, extensions."""
    import pyarrow as pa
    import pyarrow.compute as pc

    types = pa.types
    while True:
        kind = array.type
        if isinstance(kind, pa.BaseExtensionType):
            array = array.storage
        elif types.is_dictionary(kind):
            array = array.dictionary_decode()
        elif types.is_run_end_encoded(kind):
            array = pc.run_end_decode(array)
        elif types.is_string_view(kind):
            array = array.cast(pa.large_string())
        else:
            return array


def _integers(array: pa.Array, facts: Facts) -> pd.Series:
    import numpy as np
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    whole = pc.cast(array, pa.int64())
    values = pc.fill_null(whole, 0).to_numpy(zero_copy_only=False)
    if not facts.has_nulls:
        return pd.Series(values, dtype="int64")
    absent = pc.is_null(whole).to_numpy(zero_copy_only=False)
    return pd.Series(pd.arrays.IntegerArray(values.astype(np.int64), absent))


def _instants(array: pa.Array) -> Any:
    """Return times as datetime64 in their own unit: UTC where they have a zone."""
    import pyarrow as pa

    return array.cast(pa.timestamp(array.type.unit)).to_numpy(zero_copy_only=False)


def _resolution(array: pa.Array) -> int:
    import numpy as np

    instants = _instants(array)
    known = instants[~np.isnat(instants)]
    coarsest = 0 if array.type.tz is None else 1
    for resolution in range(coarsest, len(_RESOLUTIONS) - 1):
        rounded = known.astype(f"datetime64[{_RESOLUTIONS[resolution]}]")
        if bool((rounded.astype(known.dtype) == known).all()):
            return resolution
    return len(_RESOLUTIONS) - 1


def _iso_text(array: pa.Array, facts: Facts) -> pd.Series:
    import numpy as np
    import pandas as pd

    instants = _instants(array)
    unit = _RESOLUTIONS[facts.resolution]
    # The type promises a unit that is not known for every value; the cast is exact by the facts.
    text = np.datetime_as_string(instants.astype(f"datetime64[{unit}]"), unit=unit)  # type: ignore[call-overload]
    text = np.char.add(text, "Z") if array.type.tz is not None else text
    return pd.Series(text, dtype="str").where(pd.Series(~np.isnat(instants)))


def _text(value: Any) -> str | None:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list | dict):
        return json_text(value)
    return None if value is None else str(value)
