"""Every forecast of the measured span beside what came, as a table."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import numpy as np

from price_assets.checkpoints import CleanPrices

from .estimators.boosting import load_lightgbm
from .panel import as_clean, to_panel
from .settings import TrainSettings
from .side_by_side import one_thread
from .training import fit_and_measure

if TYPE_CHECKING:
    import pandas as pd

LOGGER = logging.getLogger("price_assets.forecast")


def backtest(
    clean: CleanPrices | pd.DataFrame, settings: TrainSettings | None = None
) -> pd.DataFrame:
    """Forecast the measured span as `train` does, and return each forecast.

    Parameters
    ----------
    clean
        As for `train`.
    settings
        As for `train`.

    Returns
    -------
    pandas.DataFrame
        A row for each forecast, by symbol, origin and step: `symbol`, `timestamp` (of the target),
        `step` (steps ahead, from 1), `origin` (timestamp of the last price known), `actual`,
        `forecast`, `naive` (the last price), `probability_of_rise`, `low_80`, `high_80`, `low_95`
        and `high_95` (price units, NaN where there is no interval). Its ``attrs["candidates"]`` has
        the scores on the validation rows, as `Candidate.model_dump()` gives them.

    Raises
    ------
    PriceAssetsError, InvalidDocumentError
        As `train`.
    """
    import pandas as pd

    panel = to_panel(as_clean(clean))
    load_lightgbm()
    with one_thread():
        fitted = fit_and_measure(panel, settings or TrainSettings())
    targets, tested = fitted.prepared.targets, fitted.tested
    rows = tested.rows
    texts = np.array(panel.texts, dtype=object)
    origin = fitted.prepared.steps.row[targets.base[rows] - 1]
    found = {
        "symbol": np.array(panel.symbols, dtype=object)[targets.code[rows]],
        "timestamp": texts[targets.row[rows]],
        "step": targets.step[rows],
        "origin": texts[origin],
        "actual": targets.price[rows],
        "forecast": tested.price,
        "naive": targets.last[rows],
        "probability_of_rise": tested.probability,
    }
    for level, name in (("0.8", "80"), ("0.95", "95")):
        found[f"low_{name}"] = tested.price - tested.half_widths[level]
        found[f"high_{name}"] = tested.price + tested.half_widths[level]
    LOGGER.info("backtest: %d forecasts, chosen %s", len(rows), fitted.choice.candidate)
    made = pd.DataFrame(found)
    made.attrs["candidates"] = [item.model_dump() for item in fitted.choice.candidates]
    return made
