"""Files in which many rows share a time: something that tells them apart may have been missed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .clock_changes import are_of_clock_changes

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_WORTH_A_NOTE = 0.2


def collision_notes(
    sources: pd.Series,
    codes: np.ndarray[Any, Any],
    instants: np.ndarray[Any, Any],
    good: np.ndarray[Any, Any],
    superseded: np.ndarray[Any, Any],
    local: np.ndarray[Any, Any],
) -> Iterator[tuple[str, str]]:
    """Note sources in which a fifth of the rows or more give way to others of the same source.

    Where they are the two passes of the hour in which the clocks go back, one is enough.

    That later files supersede rows of earlier ones is what revisions do, and is not noted.

    Parameters
    ----------
    sources
        The source of each row.
    codes, instants
        The symbol and the time of each row.
    good
        Places of the rows that have a symbol, a time and a price.
    superseded
        Those among them that give way to a row of another price.
    local
        dtype ``bool``, for each row: its time has a time of day and no zone.

    Yields
    ------
    tuple[str, str]
        A source and what to know about it.
    """
    import numpy as np
    import pandas as pd

    if len(superseded) == 0:
        return
    numbers, names = pd.factorize(sources)
    keys = pd.DataFrame({"source": numbers[good], "code": codes[good], "time": instants[good]})
    gives_way = np.isin(good, superseded) & keys.duplicated(keep="last").to_numpy()
    shares = keys.duplicated(keep=False).to_numpy()
    rows = np.bincount(numbers, minlength=len(names))
    giving_way = np.bincount(numbers[good[gives_way]], minlength=len(names))
    sharing = np.bincount(numbers[good[shares]], minlength=len(names))
    sharing_keys, sharing_local = keys[shares], local[good[shares]]
    noted = giving_way >= rows * _WORTH_A_NOTE
    for number in np.flatnonzero(giving_way > 0).tolist():
        of_source = (sharing_keys["source"] == number).to_numpy()
        if _are_passes_of_one_hour(sharing_keys[of_source], sharing_local[of_source]):
            yield (
                str(names[number]),
                "times stand twice in the hour in which clocks go back, and only the last row of "
                f"each is kept (rows that give way: {giving_way[number]}): set timezone to keep "
                "both",
            )
            continue
        if not noted[number]:
            continue
        counts = f"{sharing[number]} of {rows[number]} rows share"
        if keys.loc[keys["source"] == number, "code"].nunique() == 1:
            note = (
                f"{counts} a time with others, and of each time only the last row is kept: a "
                "symbol column may be missing: name it with symbol_column"
            )
        else:
            note = (
                f"{counts} symbol and time with others, and only the last row of each is kept: "
                "another column, such as a currency or a market, may tell them apart"
            )
        yield str(names[number]), note


def _are_passes_of_one_hour(sharing: pd.DataFrame, local: np.ndarray[Any, Any]) -> bool:
    """Tell whether rows that share symbol and time do so two by two as the clocks go back."""
    pairs = sharing.groupby(["code", "time"]).size()
    return bool(
        local.all() and (pairs == 2).all() and are_of_clock_changes(sharing["time"].to_numpy())
    )
