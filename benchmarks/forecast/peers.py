"""The peers: each learns from the rows before the cut and forecasts every later row by one step.

Every peer sees logarithms where all prices are positive, and forecasts the change from the last
price. What it says is returned in price units, NaN for a row that it cannot forecast.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from .arrays import Flags, Floats
from .cut import split
from .peer_libraries import mlforecast_lightgbm, skforecast_lightgbm, statsforecast_auto
from .scale import from_scale, last_price, to_scale, typical_move
from .sets import PriceSet

TREES = 200
LEARNING_RATE = 0.05
#: A number of threads that LightGBM reads as: what OpenMP gives.
OPENMP_THREADS = 0

Peer = Callable[[pd.DataFrame, PriceSet], Floats]


def naive(panel: pd.DataFrame, kind: PriceSet) -> Floats:
    """Forecast the last price."""
    del kind
    return last_price(panel)[split(panel)[1]]


def seasonal_naive(panel: pd.DataFrame, kind: PriceSet) -> Floats:
    """Forecast the price a season ago; the last one where there is none."""
    ago = panel.groupby("symbol")["price"].shift(kind.season)
    return ago.fillna(panel.groupby("symbol")["price"].shift(1)).to_numpy()[split(panel)[1]]


def ridge(panel: pd.DataFrame, kind: PriceSet) -> Floats:
    """Ridge regression on standardised lag features, calendar parts as indicators."""
    from sklearn.linear_model import Ridge
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return _by_features(panel, kind, make_pipeline(StandardScaler(), Ridge(10.0)), linear=True)


def sklearn_boosting(panel: pd.DataFrame, kind: PriceSet) -> Floats:
    """Histogram gradient boosting of scikit-learn, absolute error."""
    from sklearn.ensemble import HistGradientBoostingRegressor

    model = HistGradientBoostingRegressor(
        loss="absolute_error", max_iter=TREES, learning_rate=LEARNING_RATE, random_state=0
    )
    return _by_features(panel, kind, model)


def lightgbm(panel: pd.DataFrame, kind: PriceSet) -> Floats:
    """LightGBM, absolute error."""
    return _by_features(panel, kind, _lightgbm(objective="l1"))


def _lightgbm(**options: Any) -> Any:
    from lightgbm import LGBMRegressor

    return LGBMRegressor(
        n_estimators=TREES,
        learning_rate=LEARNING_RATE,
        verbosity=-1,
        n_jobs=OPENMP_THREADS,
        **options,
    )


def _by_features(
    panel: pd.DataFrame, kind: PriceSet, model: Any, *, linear: bool = False
) -> Floats:
    training, test = split(panel)
    features, target, unit = _lag_features(panel, kind, training)
    if linear:
        features = pd.get_dummies(features, columns=list(kind.calendar), dtype=float).fillna(0.0)
    table = features.to_numpy("float64")
    learnt = training & np.isfinite(target)
    model.fit(table[learnt], target[learnt])
    told = np.asarray(model.predict(table[test]), dtype=np.float64)
    return from_scale(panel, to_scale(panel, last_price(panel))[test] + told * unit[test])


def _lag_features(
    panel: pd.DataFrame, kind: PriceSet, training: Flags
) -> tuple[pd.DataFrame, Floats, Floats]:
    """Return plain features from earlier rows, the change, and the unit both are in."""
    symbol = panel["symbol"]
    level = pd.Series(to_scale(panel, panel["price"].to_numpy()), index=panel.index)
    by_symbol = level.groupby(symbol)
    unit = typical_move(panel, training)
    change = by_symbol.diff() / unit
    changes = change.groupby(symbol)
    columns = {f"change_{lag}": changes.shift(lag) for lag in kind.lags}
    columns["season"] = (by_symbol.shift(kind.season) - by_symbol.shift(1)) / unit
    for part in kind.calendar:
        columns[part] = getattr(panel["time"].dt, part)
    return pd.DataFrame(columns), change.to_numpy("float64"), unit


def mlforecast(panel: pd.DataFrame, kind: PriceSet) -> Floats:
    """Mlforecast with LightGBM on lags and a rolling mean of the differenced series."""
    return mlforecast_lightgbm(panel, kind, _lightgbm())


def skforecast(panel: pd.DataFrame, kind: PriceSet) -> Floats:
    """Skforecast's forecaster of many series, with LightGBM on lags of the differenced series."""
    return skforecast_lightgbm(panel, kind, _lightgbm())


def auto_ets(panel: pd.DataFrame, kind: PriceSet) -> Floats:
    """AutoETS of statsforecast, a model a symbol."""
    return statsforecast_auto(panel, kind, "ets")


def auto_arima(panel: pd.DataFrame, kind: PriceSet) -> Floats:
    """AutoARIMA of statsforecast, a model a symbol."""
    return statsforecast_auto(panel, kind, "arima")


PEERS: dict[str, Peer] = {
    "naive": naive,
    "seasonal_naive": seasonal_naive,
    "ridge": ridge,
    "sklearn_boosting": sklearn_boosting,
    "lightgbm": lightgbm,
    "mlforecast": mlforecast,
    "skforecast": skforecast,
    "auto_ets": auto_ets,
    "auto_arima": auto_arima,
}
#: Those whose model is boosted trees, to compare training times with.
WITH_BOOSTING = ("sklearn_boosting", "lightgbm", "mlforecast", "skforecast")
#: What must be imported for each besides scikit-learn's own; its absence leaves the peer out.
MODULES = {
    "ridge": ("sklearn.linear_model", "sklearn.pipeline"),
    "sklearn_boosting": ("sklearn.ensemble",),
    "lightgbm": ("lightgbm",),
    "mlforecast": ("mlforecast", "lightgbm"),
    "skforecast": ("skforecast.recursive", "lightgbm"),
    "auto_ets": ("statsforecast.models",),
    "auto_arima": ("statsforecast.models",),
}
