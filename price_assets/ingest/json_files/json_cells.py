"""The values of JSON as cells: numbers stay what they are, arrays and objects become JSON text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import orjson

from price_assets.ingest.columns import to_column

if TYPE_CHECKING:
    import pandas as pd

_LARGEST_EXACT = 2**53  # integers up to here keep their value as a float64
_LARGEST_INTEGER = 2**63


def json_column(values: Sequence[Any]) -> pd.Series:
    """Give the values of a column their dtype.

    Parameters
    ----------
    values
        Of JSON's kinds.

    Returns
    -------
    pandas.Series
        As `to_column` gives it; dtype ``object`` too where floats stand beside integers that no
        float64 holds exactly.
    """
    import pandas as pd

    kinds = set(map(type, values))
    if kinds & {dict, list}:
        values = [json_text(v) if isinstance(v, dict | list) else v for v in values]
    elif kinds >= {int, float} and any(
        _LARGEST_EXACT < abs(v) < _LARGEST_INTEGER for v in values if type(v) is int
    ):
        return pd.Series(list(values), dtype=object)
    return to_column(values)


def json_text(value: Any) -> str:
    """Write a value as JSON; what JSON has no form for is written as Python writes it."""
    try:
        return orjson.dumps(value, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
    except TypeError:  # integers beyond 64 bits, or nested deeper than orjson writes
        return str(value)
