"""Columns of numbers that count seconds or days, as numbers or as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .epochs import read_epochs
from .serials import read_serials
from .times import Different

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_EPOCH = r"^-?\d{9,19}(?:\.\d+)?$"
_NUMBER = r"^-?\d{1,19}(?:\.\d+)?$"
_SERIAL = r"^(?:[1-7]\d{4}|7[1-6]\d{4})(?:[.,]\d+)?$"
# JSON of .NET counts milliseconds since 1970 UTC; an offset behind them changes nothing.
_DOT_NET = r"^\\?/Date\((-?\d{1,15})(?:[-+]\d{4})?\)\\?/$"


def counts_of_numbers(column: pd.Series) -> Different | None:
    """Read a column of numbers as counts of seconds or days; None if it holds none."""
    import numpy as np

    found = _epochs(column)
    if found is not None:
        return found
    return _serials(column.to_numpy("float64", na_value=np.nan))


def counts_of_text(text: Any, weights: np.ndarray[Any, Any]) -> Different | None:
    """Read texts as counts of seconds or days where most cells are such numbers.

    Parameters
    ----------
    text
        pyarrow string array of different texts, in the order of their first rows.
    weights
        How many cells hold each.

    Returns
    -------
    Different or None
        None if not more than half of the cells are counts.
    """
    import pyarrow.compute as pc

    def most(pattern: str) -> Any:
        matching = pc.match_substring_regex(text, pattern)
        share = int(weights[matching.to_numpy(zero_copy_only=False)].sum())
        return matching if share * 2 > int(weights.sum()) else None

    dot_net = most(_DOT_NET)
    if dot_net is not None:
        digits = pc.replace_substring_regex(text, _DOT_NET, r"\1")
        return _epochs(_to_numbers(pc.if_else(dot_net, digits, None)), "milliseconds")
    if most(_EPOCH) is not None:
        return _epochs(_to_numbers(_matching(text, _NUMBER)))
    serial = most(_SERIAL)
    if serial is None:
        return None
    if pc.any(pc.and_not(pc.match_substring_regex(text, _NUMBER), serial)).as_py():
        return None
    points = pc.replace_substring(pc.if_else(serial, text, None), ",", ".")
    return _serials(pc.cast(points, "float64").to_numpy(zero_copy_only=False))


def epochs_among(text: Any) -> Different | None:
    """Read the texts that are time since 1970, UTC; None if none are."""
    return _epochs(_to_numbers(_matching(text, _EPOCH)))


def _matching(text: Any, pattern: str) -> Any:
    import pyarrow.compute as pc

    return pc.if_else(pc.match_substring_regex(text, pattern), text, None)


def _epochs(numbers: pd.Series, unit: str | None = None) -> Different | None:
    import numpy as np

    epochs = read_epochs(numbers, unit)
    if epochs is None:
        return None
    read = ~np.isnat(epochs.instants)
    return Different(epochs.instants, read, read, f"{epochs.unit} since 1970 UTC", cut=epochs.cut)


def _serials(numbers: np.ndarray[Any, Any]) -> Different | None:
    import numpy as np

    serials = read_serials(numbers)
    if serials is None:
        return None
    instants, timed, name = serials
    return Different(instants, timed, np.zeros(len(numbers), bool), name)


def _to_numbers(text: Any) -> pd.Series:
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    if pc.any(pc.match_substring(text, ".")).as_py():
        return pd.Series(pc.cast(text, pa.float64()).to_numpy(zero_copy_only=False))
    try:
        whole = pc.cast(text, pa.int64())
    except pa.ArrowInvalid:  # 19 digits can be more than an int64 holds
        return pd.Series(pc.cast(text, pa.float64()).to_numpy(zero_copy_only=False))
    return pd.Series(whole.to_pandas(types_mapper=lambda _: pd.Int64Dtype()))
