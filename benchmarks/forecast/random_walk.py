"""Whether a model claims skill where there is none to have."""

from __future__ import annotations

import numpy as np
import pandas as pd

SEEDS = 200
_SYMBOLS, _DAYS = 5, 600
_FIRST_DAY = "2020-01-06"
_BOUND = 0.99


def walk_panel(seed: int) -> pd.DataFrame:
    """Return a panel of independent random walks on working days: symbol, timestamp, price.

    Steps have the fat tails of Student's t with four degrees of freedom, as daily prices have.
    """
    steps = np.random.default_rng(seed).standard_t(4, (_SYMBOLS, _DAYS))
    days = np.busday_offset(_FIRST_DAY, np.arange(_DAYS), roll="forward").astype("str")
    return pd.DataFrame(
        {
            "symbol": np.repeat([f"WALK{number}" for number in range(_SYMBOLS)], _DAYS),
            "timestamp": np.tile(days, _SYMBOLS),
            "price": (1000.0 + steps.cumsum(axis=1)).ravel(),
        }
    )


def random_walk(seeds: int = SEEDS) -> None:
    """Train on random walks of as many seeds, and count the claims of skill."""
    from scipy.stats import binom

    from price_assets.forecast import TrainSettings, train

    claims = chosen = 0
    for seed in range(seeds):
        document = train(walk_panel(seed))
        claims += bool(document.metrics.beats_naive)
        chosen += not next(item for item in document.candidates if item.name == "naive").chosen
    level = TrainSettings().significance
    bound = int(binom.ppf(_BOUND, seeds, level))
    print(
        f"Random walks, {seeds} seeds: {claims} models claim skill; at most {bound} may at the "
        f"level of {level:g} ({_BOUND:.0%} binomial bound): "
        f"{'within' if claims <= bound else 'BEYOND'}. Another candidate than naive was chosen "
        f"in {chosen}."
    )
