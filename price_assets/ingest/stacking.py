"""Columns of several files, or of several symbols, one below the other, with one dtype."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def stack(parts: Sequence[pd.Series | None], lengths: Sequence[int]) -> pd.Series:
    """Put columns one below the other.

    Parameters
    ----------
    parts
        Columns of dtype str, int64, Int64, float64, bool, boolean or object; None where a file
        lacks the column.
    lengths
        Rows of each, which a missing one fills with nulls.

    Returns
    -------
    pandas.Series
        Of the parts' dtype where they agree; ``float64`` of integers and other numbers;
        ``object`` of text and numbers. Index 0, 1, 2 ….
    """
    import pandas as pd

    saying = [part if part is not None and _says_something(part) else None for part in parts]
    kinds = {_kind(part) for part in saying if part is not None}
    nulls = any(
        length and (part is None or part.hasnans)
        for part, length in zip(saying, lengths, strict=True)
    )
    dtype = _common(kinds, nulls)
    pieces = [
        _cast(part, dtype) if part is not None else pd.Series([None] * length, dtype=dtype)
        for part, length in zip(saying, lengths, strict=True)
        if length
    ]
    if not pieces:
        return pd.Series([], dtype=dtype)
    return pd.concat(pieces, ignore_index=True) if len(pieces) > 1 else pieces[0]


def stack_frames(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Put tables one below the other; the union of their columns, in the order they come."""
    import pandas as pd

    if len(frames) > 1 and _are_alike(frames):
        return pd.concat(frames, ignore_index=True)
    names = list(dict.fromkeys(name for frame in frames for name in frame.columns))
    lengths = [len(frame) for frame in frames]
    return pd.DataFrame(
        {name: stack([frame.get(name) for frame in frames], lengths) for name in names},
        copy=False,
    )


def _are_alike(frames: Sequence[pd.DataFrame]) -> bool:
    """Tell whether tables have the same columns, all of types that stay as they are.

    So are the blocks of one large text; stacking them one by one takes several times as long.
    """
    import pandas as pd

    first = frames[0].dtypes
    staying = all(isinstance(dtype, pd.StringDtype) or dtype == "int64" for dtype in first)
    return (
        staying
        and any(map(len, frames))
        and all(first.equals(frame.dtypes) for frame in frames[1:])
    )


def _says_something(part: pd.Series) -> bool:
    """Tell whether a cell is not null; mostly the first one is not."""
    return bool(part.iloc[:1].notna().any() or part.notna().any())


def _kind(part: pd.Series) -> str:
    import pandas as pd

    if isinstance(part.dtype, pd.StringDtype):
        return "str"
    return {"i": "int", "f": "float", "b": "bool"}.get(part.dtype.kind, "object")


def _common(kinds: set[str], nulls: bool) -> str:
    if not kinds or kinds == {"str"}:
        return "str"
    if kinds == {"int"}:
        return "Int64" if nulls else "int64"
    if kinds == {"bool"}:
        return "boolean" if nulls else "bool"
    return "float64" if kinds <= {"int", "float"} else "object"


def _cast(part: pd.Series, dtype: str) -> pd.Series:
    if dtype == "object":
        return part.astype(object).where(part.notna(), None)
    return part if part.dtype == dtype else part.astype(dtype)  # type: ignore[call-overload]
