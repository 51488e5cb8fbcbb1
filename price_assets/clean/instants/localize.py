"""Local times of a zone to UTC, also in the hour that autumn has twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np


def to_utc(
    local: np.ndarray[Any, Any], zone: str
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Turn local times into UTC.

    A time that autumn has twice is told by the order of the rows: what comes before a step back
    of the clock is in summer time, what comes after it in standard time; where such times come
    twice as often as their neighbours without a step back, the first half is in summer time.

    Parameters
    ----------
    local
        dtype ``datetime64[us]``, in the order of the rows; NaT is allowed.
    zone
        Name in the IANA time zone database.

    Returns
    -------
    tuple[numpy.ndarray, numpy.ndarray]
        dtype ``datetime64[us]``, NaT for times that spring leaves out; and dtype ``bool``,
        whether the time comes twice and the order does not tell which it is: then it is taken in
        summer time.

    Raises
    ------
    ValueError
        If there is no such zone.
    """
    import numpy as np
    import pandas as pd

    index = pd.DatetimeIndex(local)
    try:
        summer, standard = (
            index.tz_localize(zone, ambiguous=np.full(len(index), flag), nonexistent="NaT")
            .tz_convert("UTC")
            .tz_localize(None)
            .to_numpy("datetime64[us]")
            for flag in (True, False)
        )
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"expected an IANA time zone, found {zone!r}") from error
    twice = (summer != standard) & ~np.isnat(summer) & ~np.isnat(standard)
    found = summer.copy()
    unsettled = np.zeros(len(local), bool)
    if twice.any():
        later, unsettled = _second_pass(local, twice)
        found[later] = standard[later]
    return found, unsettled


def _second_pass(
    local: np.ndarray[Any, Any], twice: np.ndarray[Any, Any]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Tell which times are of the second pass of the clock, and which cannot be told."""
    import numpy as np

    known = np.flatnonzero(~np.isnat(local))
    steps = np.diff(local[known]).astype("int64")
    descending = int((steps < 0).sum()) > int((steps > 0).sum())
    rows = known[::-1] if descending else known
    starts = np.flatnonzero(np.append(True, local[rows][1:] != local[rows][:-1]))
    runs = np.split(rows, starts[1:])
    later, unsettled = np.zeros(len(local), bool), np.zeros(len(local), bool)
    place = 0
    while place < len(runs):
        end = place
        while end < len(runs) and twice[runs[end][0]]:
            end += 1
        if end > place:
            usual = len(runs[place - 1]) if place else len(runs[end]) if end < len(runs) else 0
            _settle(runs[place:end], local, usual, later, unsettled)
        place = max(end, place + 1)
    return later, unsettled


def _settle(
    runs: list[np.ndarray[Any, Any]],
    local: np.ndarray[Any, Any],
    usual: int,
    later: np.ndarray[Any, Any],
    unsettled: np.ndarray[Any, Any],
) -> None:
    """Settle runs of equal times that follow each other in the hour that comes twice."""
    back = next((i for i in range(1, len(runs)) if local[runs[i][0]] < local[runs[i - 1][0]]), None)
    if back is not None:
        for run in runs[back:]:
            later[run] = True
        return
    for run in runs:
        if usual and len(run) == 2 * usual:
            later[run[usual:]] = True
        else:
            unsettled[run] = True
