"""Times by a format that a person set."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

_OF_THE_DAY = frozenset("HIMSfpcX")
_OF_THE_ZONE = frozenset("zZ")


def read_formatted(
    text: Any, date_format: str
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Read texts by one strptime format.

    Parameters
    ----------
    text
        pyarrow string array.
    date_format
        The format, such as ``%d %m %Y %H.%M``.

    Returns
    -------
    tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]
        dtype ``datetime64[us]``, NaT where the format does not read, UTC where it has a zone;
        and, dtype ``bool``, whether there is a time of day, and a zone.

    Raises
    ------
    ValueError
        If it is no strptime format.
    """
    import numpy as np
    import pandas as pd

    directives = set(re.findall("%(.)", date_format.replace("%%", "")))
    zoned = bool(directives & _OF_THE_ZONE)
    try:
        found = pd.to_datetime(
            pd.Series(text.to_pylist(), dtype=object),
            format=date_format,
            errors="coerce",
            utc=zoned,
        )
    except ValueError as error:
        message = f"expected a strptime format, found {date_format!r}: {error}"
        raise ValueError(message) from error
    moments = found.dt.tz_localize(None) if zoned else found
    instants = moments.to_numpy("datetime64[us]")
    timed = np.full(len(instants), bool(directives & _OF_THE_DAY))
    return instants, timed, np.full(len(instants), zoned)
