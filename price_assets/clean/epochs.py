"""Numbers that count time since 1970, to instants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

# Seconds from 1973 to 2286; in each smaller unit the same years have three more digits.
_SMALLEST, _LARGEST = 1e8, 1e10
_UNITS = (("seconds", 1.0), ("milliseconds", 1e3), ("microseconds", 1e6), ("nanoseconds", 1e9))


def read_epochs(numbers: pd.Series) -> tuple[np.ndarray[Any, Any], str] | None:
    """Read numbers as time since 1970, UTC, in one unit for the whole column.

    Parameters
    ----------
    numbers
        Of a numeric dtype; nulls are allowed.

    Returns
    -------
    tuple[numpy.ndarray, str] or None
        dtype ``datetime64[us]``, NaT for numbers outside the years 1973 to 2286, and the unit's
        name; None if most of the numbers are outside in every unit.
    """
    import numpy as np

    values = numbers.to_numpy("float64", na_value=np.nan)
    known = int((~np.isnan(values)).sum())
    for name, factor in _UNITS:
        inside = (values >= _SMALLEST * factor) & (values < _LARGEST * factor)
        if int(inside.sum()) * 2 <= known:
            continue
        found = np.full(len(values), np.datetime64("NaT"), "datetime64[us]")
        found[inside] = _to_micros(numbers, inside, factor).astype("datetime64[us]")
        return found, name
    return None


def _to_micros(
    numbers: pd.Series, inside: np.ndarray[Any, Any], factor: float
) -> np.ndarray[Any, Any]:
    import numpy as np

    some = numbers[inside]
    if some.dtype.kind == "f":
        return np.round(some.to_numpy("float64") * (1e6 / factor)).astype("int64")
    whole = some.to_numpy("int64")
    # Integers stay integers: a count of nanoseconds has more digits than a float holds.
    return whole // 1000 if factor == 1e9 else whole * int(1e6 / factor)
