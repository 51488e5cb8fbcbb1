"""Columns of cells with the dtype that their contents have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from .grid import Cell

_LARGEST_INTEGER = 2**63


def to_column(values: Sequence[Cell]) -> pd.Series:
    """Give values of one kind their dtype, and values of several kinds dtype ``object``.

    Parameters
    ----------
    values
        Text, whole numbers, floats or booleans, and None where there is nothing.

    Returns
    -------
    pandas.Series
        dtype ``str``, ``bool``, ``boolean``, ``int64``, ``Int64`` or ``float64``; ``object``
        where text and numbers stand together. An integer that needs more than 64 bits is a float.
    """
    import pandas as pd

    kinds = set(map(type, values))
    absent = type(None) in kinds
    kinds -= {type(None)}
    if kinds <= {str}:
        return pd.Series(list(values), dtype="str")
    if int in kinds and any(type(v) is int and abs(v) >= _LARGEST_INTEGER for v in values):
        values = [float(v) if type(v) is int else v for v in values]
        kinds = set(map(type, values)) - {type(None)}
    if kinds == {bool}:
        return pd.Series(list(values), dtype="boolean" if absent else "bool")
    if kinds == {int}:
        return pd.Series(list(values), dtype="Int64" if absent else "int64")
    if kinds <= {int, float}:
        return pd.Series(list(values), dtype="float64")
    return pd.Series(list(values), dtype=object)
