"""The one reading of the timestamps that stand in the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def to_instants(timestamps: pd.Series) -> pd.Series:
    """Read canonical timestamps as instants, so that they can be ordered and subtracted.

    Parameters
    ----------
    timestamps
        ISO 8601 text: a date, a local time without offset, or UTC with ``Z``. Those without
        a zone are taken as UTC, which keeps their order and their distances.

    Returns
    -------
    pandas.Series
        dtype ``datetime64[us, UTC]``, same index.

    Raises
    ------
    ValueError
        If a text is not ISO 8601.
    """
    import pandas as pd

    # The symbols of a panel have most of their timestamps in common: each text is read once.
    codes, texts = pd.factorize(timestamps)
    instants = pd.DatetimeIndex(pd.to_datetime(texts, format="ISO8601", utc=True)).as_unit("us")
    # pandas-stubs does not know that NaT fills where there is no text.
    known = instants.take(codes, fill_value=pd.NaT)  # type: ignore[arg-type]
    return pd.Series(known, index=timestamps.index, name=timestamps.name)
