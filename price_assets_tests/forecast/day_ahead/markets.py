"""Markets of four steps a day, whose prices follow a load that is known ahead."""

from __future__ import annotations

import numpy as np
import pandas as pd

STEPS = 4
SETTINGS = {
    "horizon": STEPS,
    "origin": "daily",
    "known_ahead": ["load"],
    "trees": 30,
    "leaves": 7,
    "learning_rate": 0.1,
}


def stamps(count, start="2021-01-01", zone=None):
    """Return `count` timestamps every six hours, of UTC with ``Z`` where a zone is named."""
    moments = pd.date_range(start, periods=count, freq="6h", tz=zone)
    return [f"{moment:%Y-%m-%dT%H:%M:%S}" + ("Z" if zone else "") for moment in moments]


def market(days=560, ahead=1, symbols=("north",), seed=1):
    """Return a table with `ahead` further days whose load is known and whose price is not."""
    parts = []
    for number, name in enumerate(symbols):
        random = np.random.default_rng([seed, number])
        count = STEPS * (days + ahead)
        slot = np.arange(count) % STEPS
        load = 50.0 + 10.0 * np.sin(slot) + np.repeat(random.normal(size=days + ahead), STEPS) * 5
        level = np.repeat(np.cumsum(random.normal(scale=0.3, size=days + ahead)), STEPS)
        price = 0.6 * load + level + 0.004 * (load - 50.0) ** 2 * slot
        price += random.normal(size=count)
        price[STEPS * days :] = np.nan
        parts.append(
            pd.DataFrame({"symbol": name, "timestamp": stamps(count), "price": price, "load": load})
        )
    return pd.concat(parts, ignore_index=True).astype({"symbol": "str", "timestamp": "str"})
