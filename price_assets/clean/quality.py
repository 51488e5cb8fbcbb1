"""What a careful reader would look at again in clean prices: gaps, jumps, symbols that have ended.

None of it is wrong by itself, so nothing is refused for it; the asset checks list it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from price_assets.checkpoints import CleanPrices, to_instants

_HOUR = 3_600_000_000
#: A gap is longer than so many usual ones: a week without daily prices, six months of monthly ones.
GAP_FACTOR = 6.0
#: A jump is further than so many typical changes of its symbol.
JUMP_FACTOR = 30.0
#: A symbol has ended if its last price is older than the newest of all by so many usual gaps.
STALE_FACTOR = 20.0
# With fewer prices nothing is usual.
_LEAST_PRICES = 10


@dataclass(frozen=True)
class Finding:
    """One place to look at.

    Attributes
    ----------
    symbol
        What is priced.
    timestamp
        Where it is: the end of a gap, the price after a jump, the last price of a symbol.
    found
        Hours of a gap or since the last price, or the change of the price in its own units.
    usual
        The symbol's usual gap in hours, or its typical change.
    """

    symbol: str
    timestamp: str
    found: float
    usual: float


@dataclass(frozen=True)
class Quality:
    """All findings, in the order of the table."""

    gaps: list[Finding]
    jumps: list[Finding]
    stale: list[Finding]


def look_over(clean: CleanPrices) -> Quality:
    """List gaps, jumps and symbols that have ended.

    What is usual is told from each symbol's own prices: the median gap between them, and the median
    of its changes that are not zero. Symbols of fewer than ten prices are passed over.

    Parameters
    ----------
    clean
        The prices.
    """
    frame = clean.frame
    if not len(frame):
        return Quality([], [], [])
    instants = to_instants(frame["timestamp"]).dt.tz_localize(None)
    times = instants.to_numpy("datetime64[us]").astype(np.int64)
    prices = frame["price"].to_numpy("float64")
    texts, symbols = frame["timestamp"].tolist(), frame["symbol"].to_numpy(object)
    starts = np.flatnonzero(np.append(True, symbols[1:] != symbols[:-1]))
    newest = int(times.max())
    quality = Quality([], [], [])
    for start, stop in zip(starts, [*starts[1:], len(frame)], strict=True):
        if stop - start < _LEAST_PRICES:
            continue
        name, last = str(symbols[start]), int(stop) - 1
        gaps = np.diff(times[start:stop])
        usual = float(np.median(gaps))
        for place in np.flatnonzero(gaps > GAP_FACTOR * usual):
            quality.gaps.append(
                Finding(name, texts[start + place + 1], float(gaps[place]) / _HOUR, usual / _HOUR)
            )
        if newest - times[last] > STALE_FACTOR * usual:
            since = (newest - int(times[last])) / _HOUR
            quality.stale.append(Finding(name, texts[last], since, usual / _HOUR))
        changes = np.diff(prices[start:stop])
        moved = np.abs(changes[changes != 0.0])
        if len(moved):
            typical = float(np.median(moved))
            for place in np.flatnonzero(np.abs(changes) > JUMP_FACTOR * typical):
                quality.jumps.append(
                    Finding(name, texts[start + place + 1], float(changes[place]), typical)
                )
    return quality
