"""Columns whose cells are all ISO 8601 dates, or all ISO 8601 timestamps, read at once.

Most files are such, and large ones have a different time in each row; what is read here is what
the general way reads too, only faster.
"""

from __future__ import annotations

from typing import Any

from .times import Different, is_outside

_DAY = r"^[1-9]\d{3}-\d\d-\d\d$"
_LOCAL = r"^[1-9]\d{3}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?$"
# No zone is more than twelve hours behind UTC: what seems to be may be the end of an interval.
_ZONED = _LOCAL.removesuffix("$") + r"(?:Z|(?:\+[01]\d|-0\d|-1[0-2]):?[0-5]\d)$"


def read_iso_times(text: Any) -> Different | None:
    """Read dates or timestamps of ISO 8601.

    Parameters
    ----------
    text
        pyarrow string array, one entry for each cell of the column.

    Returns
    -------
    Different or None
        One entry for each cell; None unless each cell that is not null has a date that exists,
        and all are alike: without a time of day, with one, or with one and an offset from UTC.
    """
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    known = len(text) - text.null_count
    for pattern, zoned in ((_DAY, False), (_LOCAL, False), (_ZONED, True)):
        # The first cells tell most columns apart without a look at the rest.
        if (
            known == 0
            or not _all_match(text.slice(0, 10), pattern)
            or not _all_match(text, pattern)
        ):
            continue
        column = pd.Series(text.to_pandas(types_mapper={pa.large_string(): pd.StringDtype()}.get))
        moments: pd.Series = pd.to_datetime(column, format="ISO8601", errors="coerce", utc=zoned)
        instants = (moments.dt.tz_localize(None) if zoned else moments).to_numpy("datetime64[us]")
        readable = ~np.isnat(instants)
        if int(readable.sum()) != known or is_outside(instants).any():
            return None
        timed = pattern is not _DAY
        convention = "%Y-%m-%d" + " with time of day" * timed + " and zone" * zoned
        return Different(instants, readable & timed, readable & zoned, convention)
    return None


def _all_match(text: Any, pattern: str) -> bool:
    import pyarrow.compute as pc

    return pc.all(pc.match_substring_regex(text, pattern)).as_py() is not False
