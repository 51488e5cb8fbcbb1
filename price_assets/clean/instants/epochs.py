"""Numbers that count time since 1970, to instants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

# Seconds from 1973 to 2286; in each smaller unit the same years have three more digits.
_SMALLEST, _LARGEST = 1e8, 1e10
_UNITS = (("seconds", 1.0), ("milliseconds", 1e3), ("microseconds", 1e6), ("nanoseconds", 1e9))
# How far earlier times may be apart that lead to those after 1973, in seconds, and the first.
_LONGEST_STEP = 366 * 86_400
_EARLIEST = -5_364_662_400  # 1800


@dataclass(frozen=True)
class Epochs:
    """Numbers read as time since 1970, UTC.

    Attributes
    ----------
    instants
        dtype ``datetime64[us]``; NaT for numbers that are outside.
    unit
        ``seconds``, ``milliseconds``, ``microseconds`` or ``nanoseconds``.
    cut
        dtype ``bool``: digits below a microsecond were cut.
    """

    instants: np.ndarray[Any, Any]
    unit: str
    cut: np.ndarray[Any, Any]


def read_epochs(numbers: pd.Series, unit: str | None = None) -> Epochs | None:
    """Read numbers as time since 1970, UTC, in one unit for the whole column.

    Parameters
    ----------
    numbers
        Of a numeric dtype; nulls are allowed.
    unit
        The unit, where it is known; else the one in which most numbers are of 1973 to 2286.

    Returns
    -------
    Epochs or None
        Numbers of earlier years are read where steps of at most a year lead to them; other
        numbers outside the years are unreadable. None if most are outside in every unit.
    """
    import numpy as np

    values = numbers.to_numpy("float64", na_value=np.nan)
    known = int((~np.isnan(values)).sum())
    for name, factor in _UNITS:
        if unit is None:
            inside = (values >= _SMALLEST * factor) & (values < _LARGEST * factor)
            if int(inside.sum()) * 2 <= known:
                continue
            inside |= _leading_to(values / factor, inside)
        elif unit != name:
            continue
        else:
            inside = (values >= _EARLIEST * factor) & (values < _LARGEST * factor)
        found = np.full(len(values), np.datetime64("NaT"), "datetime64[us]")
        cut = np.zeros(len(values), bool)
        micros, cut[inside] = _to_micros(numbers, inside, factor)
        found[inside] = micros.astype("datetime64[us]")
        return Epochs(found, name, cut)
    return None


def _leading_to(seconds: np.ndarray[Any, Any], inside: np.ndarray[Any, Any]) -> Any:
    """Tell which smaller numbers are joined to those inside by steps that are not too long."""
    import numpy as np

    smallest = seconds[inside].min()
    below = (seconds < smallest) & (seconds >= _EARLIEST)
    if not below.any():
        return below
    chain = np.append(np.unique(seconds[below]), smallest)
    breaks = np.flatnonzero(np.diff(chain) > _LONGEST_STEP)
    first = chain[breaks[-1] + 1] if len(breaks) else chain[0]
    return below & (seconds >= first)


def _to_micros(
    numbers: pd.Series, inside: np.ndarray[Any, Any], factor: float
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any] | bool]:
    import numpy as np

    some = numbers[inside]
    if some.dtype.kind == "f":
        return np.round(some.to_numpy("float64") * (1e6 / factor)).astype("int64"), False
    whole = some.to_numpy("int64")
    # Integers stay integers: a count of nanoseconds has more digits than a float holds.
    if factor == 1e9:
        return whole // 1000, whole % 1000 != 0
    return whole * int(1e6 / factor), False
