"""The scale that forecasts are made and ranked on: logarithms where all prices are positive."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .arrays import Flags, Floats


def logarithmic(panel: pd.DataFrame) -> bool:
    """Tell whether the panel is forecast in logarithms."""
    return bool(panel["price"].min() > 0.0)


def to_scale(panel: pd.DataFrame, price: Floats) -> Floats:
    """Return prices on the scale of the panel."""
    return np.asarray(np.log(price) if logarithmic(panel) else price)


def from_scale(panel: pd.DataFrame, level: Floats) -> Floats:
    """Return prices from the scale of the panel."""
    return np.asarray(np.exp(level) if logarithmic(panel) else level)


def last_price(panel: pd.DataFrame) -> Floats:
    """Return the price before each row, NaN at a symbol's first; shape (rows,)."""
    return np.asarray(panel.groupby("symbol")["price"].shift(1).to_numpy("float64"))


def typical_move(panel: pd.DataFrame, training: Flags) -> Floats:
    """Return each row's unit: its symbol's mean absolute move before the cut, on the scale.

    The median over symbols stands in for a symbol that did not move before the cut or is new.
    """
    level = pd.Series(to_scale(panel, panel["price"].to_numpy()), index=panel.index)
    moves = level.groupby(panel["symbol"]).diff().abs()[training]
    unit = moves.groupby(panel["symbol"][training]).mean()
    unit = unit[unit > 0.0]
    return np.asarray(panel["symbol"].map(unit).fillna(unit.median()).to_numpy("float64"))
