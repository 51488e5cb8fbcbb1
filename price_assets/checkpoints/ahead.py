"""Rows ahead: times whose price has not come yet, with what is known of them beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .columns import CLEAN_COLUMNS, CLEAN_KEY

if TYPE_CHECKING:
    import pandas as pd

_ALWAYS_THERE = frozenset(column.name for column in CLEAN_COLUMNS)
_NUMERIC = frozenset({"integer", "number"})


def ahead_columns(frame: pd.DataFrame) -> list[str]:
    """Name the columns of the rows ahead of a clean table.

    Parameters
    ----------
    frame
        The clean table.

    Returns
    -------
    list[str]
        ``symbol``, ``timestamp`` and the table's columns of integers and floating numbers but the
        price, in the table's order. Truth values, texts and mixtures are none.
    """
    from pandas.api.types import is_float_dtype, is_integer_dtype

    numeric = [
        str(name)
        for name, dtype in frame.dtypes.items()
        if name not in _ALWAYS_THERE and (is_integer_dtype(dtype) or is_float_dtype(dtype))
    ]
    return [*CLEAN_KEY, *numeric]


def ahead_fields(fields: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Choose the Table Schema fields of `ahead_columns` from those of the clean table."""
    return [
        dict(entry)
        for entry in fields
        if entry["name"] in CLEAN_KEY
        or (entry["type"] in _NUMERIC and entry["name"] not in _ALWAYS_THERE)
    ]


def split_ahead(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Take the rows ahead out of a table.

    Parameters
    ----------
    frame
        Columns of `CLEAN_COLUMNS` and extras, in the order of the clean table; the index is
        0, 1, 2 …. Of a table without these columns nothing is taken.

    Returns
    -------
    pandas.DataFrame
        The other rows. A row without a price that is not ahead stays here, where the rules of the
        clean table find it.
    pandas.DataFrame or None
        `ahead_columns` of the rows whose price is NaN or None, that stand below their symbol's last
        price and have a number in some extra; None where there are none. Both have the index
        0, 1, 2 ….
    """
    import numpy as np
    import pandas as pd

    if not _ALWAYS_THERE.issubset(frame.columns) or not frame["price"].isna().any():
        return frame, None
    names = ahead_columns(frame)
    priced = frame["price"].notna()
    place = pd.Series(np.arange(len(frame)), index=frame.index)
    # NaN, which is above no place, where the symbol has no price at all.
    last = place.where(priced).groupby(frame["symbol"]).transform("max")
    ahead = ~priced & place.gt(last) & frame[names[len(CLEAN_KEY) :]].notna().any(axis=1)
    if not ahead.any():
        return frame, None
    rest = frame[~ahead].reset_index(drop=True)
    return rest, frame.loc[ahead, names].reset_index(drop=True)
