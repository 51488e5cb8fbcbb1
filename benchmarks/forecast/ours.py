"""Our side of the comparison, through the public functions of the project alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from .arrays import Floats

#: What is taken of each measured row.
FIGURES = ("forecast", "probability_of_rise", "low_80", "high_80", "low_95", "high_95")


def one_step(clean: pd.DataFrame, tested: pd.DataFrame) -> dict[str, Floats]:
    """Forecast one step ahead with the settings as they are.

    Parameters
    ----------
    clean
        The whole panel: symbol, timestamp (ISO 8601 text), price.
    tested
        The measured rows: symbol, time.

    Returns
    -------
    dict of numpy.ndarray
        `FIGURES`, NaN for a row without a forecast; shape (measured rows,).
    """
    found = measured(clean)
    merged = tested[["symbol", "time"]].merge(
        found[["symbol", "time", *FIGURES]], on=["symbol", "time"], how="left", validate="1:1"
    )
    return {name: np.asarray(merged[name].to_numpy("float64")) for name in FIGURES}


def measured(clean: pd.DataFrame, **settings: Any) -> pd.DataFrame:
    """Return the backtest's table of the measured span, with the targets' times as ``time``."""
    from price_assets.forecast import TrainSettings, backtest

    found = backtest(clean, TrainSettings(**settings))
    time = pd.to_datetime(found["timestamp"], format="ISO8601", utc=True)
    return found.assign(time=time.dt.tz_localize(None).astype("datetime64[ns]"))
