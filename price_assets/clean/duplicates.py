"""Several observations with one key: the last is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Resolved:
    """Which rows stay and which give way.

    Attributes
    ----------
    kept
        Positions of the rows that stay, sorted by symbol and instant.
    duplicate, superseded
        Positions of the others, ascending: those with the kept row's price, and those with
        another.
    """

    kept: np.ndarray[Any, Any]
    duplicate: np.ndarray[Any, Any]
    superseded: np.ndarray[Any, Any]


def resolve(
    codes: np.ndarray[Any, Any], instants: np.ndarray[Any, Any], prices: np.ndarray[Any, Any]
) -> Resolved:
    """Keep the last row of each key.

    Parameters
    ----------
    codes
        The symbol of each row, as a number that sorts as the symbols do.
    instants
        dtype ``datetime64[us]``.
    prices
        dtype ``float64``.

    Returns
    -------
    Resolved
        Positions in the arrays given, whose order is that of files and rows.
    """
    import numpy as np

    order = np.lexsort((instants, codes))  # stable: rows of one key stay in their order
    codes, instants = codes[order], instants[order]
    last = np.ones(len(order), bool)
    last[:-1] = (codes[1:] != codes[:-1]) | (instants[1:] != instants[:-1])
    keeper = np.append(order[last], 0)[np.cumsum(last) - last]
    same = prices[order] == prices[keeper]
    return Resolved(
        kept=order[last],
        duplicate=np.sort(order[~last & same]),
        superseded=np.sort(order[~last & ~same]),
    )
