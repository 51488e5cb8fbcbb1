"""A line of prices in a few letters."""

from __future__ import annotations

from collections.abc import Sequence

_BLOCKS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[float], width: int = 24) -> str:
    """Draw values as block characters, from the lowest of them to the highest.

    Parameters
    ----------
    values
        Finite, in the order of time.
    width
        Letters at most; of more values the means of as many equal parts are drawn.

    Returns
    -------
    str
        Empty without values; in the middle where all are equal.
    """
    count = min(len(values), width)
    means = []
    for number in range(count):
        start, stop = number * len(values) // count, (number + 1) * len(values) // count
        # The mean of halves, since a sum of large values would leave the range of a double.
        part = [value / (stop - start) for value in values[start:stop]]
        means.append(sum(part))
    if not means:
        return ""
    low, high = min(means), max(means)
    # Halves again: the distance of the ends can be too large as well.
    reach = high / 2.0 - low / 2.0
    if reach <= 0.0:
        return _BLOCKS[len(_BLOCKS) // 2 - 1] * count
    top = len(_BLOCKS) - 1
    return "".join(_BLOCKS[round((value / 2.0 - low / 2.0) / reach * top)] for value in means)
