"""Files in which many rows share a time: something that tells them apart may have been missed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

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
) -> Iterator[tuple[str, str]]:
    """Note sources in which a fifth of the rows or more give way to others of the same source.

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
    noted = (giving_way > 0) & (giving_way >= rows * _WORTH_A_NOTE)
    for number in np.flatnonzero(noted).tolist():
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
