"""Which units and remarks may stand with a column's numbers: decided by the whole column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

# The observation status codes of SDMX, which statistics offices set after a number (estimated,
# provisional, revised, break in series …); the United States write some of them large.
_SPACED_REMARK = re.compile(r"[bcdefinprsuzPRE]|[bdefinprsuz]{2}")
_ATTACHED_REMARK = re.compile(r"[er]")


@dataclass(frozen=True)
class Units:
    """What stands after a column's numbers.

    Attributes
    ----------
    shared
        The unit that most numbers have; empty where most have none.
    foreign
        dtype ``bool``, one for each different cell: it has another unit, so that its number
        cannot stand beside the others.
    remarks
        The footnote marks and status codes met, sorted.
    """

    shared: str
    foreign: np.ndarray[Any, Any]
    remarks: list[str]


def decide_units(units: Any, gaps: Any, footnotes: Any, counts: np.ndarray[Any, Any]) -> Units:
    """Tell a unit that the column shares from remarks on single numbers and from other things.

    Parameters
    ----------
    units, gaps, footnotes
        pyarrow arrays: for each different cell what `take_apart` found; null where it is no
        number.
    counts
        dtype ``int64``: how often each cell stands in the column.

    Returns
    -------
    Units
        A unit is shared where at least half of the numbers have it.
    """
    import numpy as np

    encoded = units.dictionary_encode()
    names = encoded.dictionary.to_pylist()
    places = encoded.indices.fill_null(len(names)).to_numpy()
    totals = np.bincount(places, counts, len(names) + 1)[: len(names)]
    named = {name: total for name, total in zip(names, totals.tolist(), strict=True) if name}
    shared = max(named, key=lambda name: (named[name], name), default="")
    if named.get(shared, 0) * 2 < totals.sum():
        shared = ""
    remarks = {mark for mark in footnotes.unique().to_pylist() if mark}
    foreign = np.zeros(len(places), bool)
    spaced = gaps.to_numpy(zero_copy_only=False)
    for place, name in enumerate(names):
        if name in ("", shared):
            continue
        for cells, remark in ((spaced, _SPACED_REMARK), (~spaced, _ATTACHED_REMARK)):
            found = (places == place) & cells
            if not remark.fullmatch(name):
                foreign |= found
            elif found.any():
                remarks.add(name)
    return Units(shared, foreign, sorted(remarks))
