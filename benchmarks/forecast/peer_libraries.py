"""The forecasting libraries among the peers, each asked for one step from every measured row."""

from __future__ import annotations

import warnings
from typing import Any, Literal

import numpy as np
import pandas as pd

from .arrays import Floats
from .cut import split
from .scale import from_scale, last_price, logarithmic, to_scale
from .sets import PriceSet

# The search of a model a symbol is not affordable on longer series: it takes minutes a symbol.
_LONGEST_SEARCHED = 1500
_LONGEST_SEARCHED_HOURLY = 24 * 90
# Seasons are searched up to these lengths; a week of hours or a year of weeks takes hours.
_LONGEST_SEASON = {"ets": 24, "arima": 24}
_LEAST_SEARCHED = 10
_WINDOW = (4, 24)


def mlforecast_lightgbm(panel: pd.DataFrame, kind: PriceSet, model: Any) -> Floats:
    """Fit mlforecast, and apply its model to its own features of every measured row.

    That is what ``predict(1)`` says after ``update`` with all rows before, in one pass.
    """
    from mlforecast import MLForecast
    from mlforecast.lag_transforms import RollingMean
    from mlforecast.target_transforms import Differences, GlobalSklearnTransformer
    from sklearn.preprocessing import FunctionTransformer

    training, test = split(panel)
    table = pd.DataFrame(
        {"unique_id": panel["symbol"], "ds": panel["place"] + 1, "y": panel["price"]}
    )
    for part in kind.calendar:
        table[part] = getattr(panel["time"].dt, part).to_numpy()
    window = int(np.clip(kind.season, *_WINDOW))

    def forecaster() -> Any:
        changes: list[Any] = [Differences([1])]
        if logarithmic(panel):
            changes.insert(0, GlobalSklearnTransformer(FunctionTransformer(np.log, np.exp)))
        return MLForecast(
            models={"model": model},
            freq=1,
            lags=list(kind.lags),
            lag_transforms={1: [RollingMean(window)]},
            target_transforms=changes,
        )

    fitted = forecaster().fit(table[training], static_features=[], dropna=True)
    seen = forecaster().preprocess(table, static_features=[], dropna=True)
    names = [name for name in seen.columns if name not in ("unique_id", "ds", "y")]
    seen["change"] = fitted.models_["model"].predict(seen[names])
    merged = table.merge(seen[["unique_id", "ds", "change"]], on=["unique_id", "ds"], how="left")
    change = merged["change"].to_numpy("float64")
    return from_scale(panel, to_scale(panel, last_price(panel))[test] + change[test])


def skforecast_lightgbm(panel: pd.DataFrame, kind: PriceSet, model: Any) -> Floats:
    """Fit skforecast's forecaster of many series, and apply it to every measured row.

    Its features are made by a second forecaster of the same series to their end; that is what
    ``predict(1)`` with the rows before says, without the walk from row to row.
    """
    from skforecast.recursive import ForecasterRecursiveMultiSeries

    training, test = split(panel)
    # Its differencing and lags must reach into the rows before the cut.
    least = max(kind.lags) + 2
    known = pd.Series(training).groupby(panel["symbol"].to_numpy()).sum()
    names = [str(name) for name in known.index[known > least]]
    level = to_scale(panel, panel["price"].to_numpy())
    series, calendar, shorter, shorter_calendar = {}, {}, {}, {}
    for name, rows in panel.groupby("symbol").indices.items():
        if name not in names:
            continue
        whole = pd.Series(level[rows], name=name)
        parts = {part: getattr(panel["time"].dt, part).to_numpy()[rows] for part in kind.calendar}
        series[name], calendar[name] = whole, pd.DataFrame(parts)
        count = int(known[name])
        shorter[name], shorter_calendar[name] = whole.iloc[:count], calendar[name].iloc[:count]

    def forecaster() -> Any:
        return ForecasterRecursiveMultiSeries(
            model,
            lags=list(kind.lags),
            differentiation=1,
            encoding="ordinal",
            transformer_series=None,
            dropna_from_series=True,
        )

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = forecaster()
        fitted.fit(shorter, exog=shorter_calendar)
        made = forecaster().create_train_X_y(series, exog=calendar)
        features = made[0]
        # The attribute was renamed between releases.
        learnt = fitted.estimator if hasattr(fitted, "estimator") else fitted.regressor
        told = np.asarray(learnt.predict(features), dtype=np.float64)
    # The table is series after series; each lacks its first rows.
    change = np.full(len(panel), np.nan)
    codes = features["_level_skforecast"].to_numpy()
    for code, name in enumerate(sorted(series)):
        part = told[codes == code]
        rows = panel.groupby("symbol").indices[name]
        change[rows[len(rows) - len(part) :]] = part
    return from_scale(panel, to_scale(panel, last_price(panel))[test] + change[test])


def statsforecast_auto(
    panel: pd.DataFrame, kind: PriceSet, family: Literal["ets", "arima"]
) -> Floats:
    """Search a model a symbol, and filter the later rows with its parameters as they are."""
    training, test = split(panel)
    level = to_scale(panel, panel["price"].to_numpy())
    told = np.full(len(panel), np.nan)
    longest = _LONGEST_SEARCHED if kind.by_day else _LONGEST_SEARCHED_HOURLY
    season = kind.season if kind.season <= _LONGEST_SEASON[family] else 1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for rows in panel.groupby("symbol").indices.values():
            count = int(training[rows].sum())
            start = max(0, count - longest)
            if count - start >= _LEAST_SEARCHED and count < len(rows):
                known = level[rows[start:]]
                told[rows[count:]] = _filtered(known, count - start, season, kind, family)
    return from_scale(panel, told[test])


def _filtered(known: Floats, count: int, season: int, kind: PriceSet, family: str) -> Floats:
    from statsforecast.models import AutoARIMA, AutoETS

    if family == "ets":
        # By the hour the trend is not searched: the search would take four times as long.
        model = AutoETS(season_length=season, model="ZZZ" if kind.by_day else "ZZA")
    else:
        model = AutoARIMA(season_length=season, approximation=True, max_order=5)
    try:
        model.fit(known[:count])
        return np.asarray(model.forward(known, h=1, fitted=True)["fitted"][count:], np.float64)
    except Exception:
        # A library that cannot fit a series has no forecast of it, whatever it raised.
        return np.full(len(known) - count, np.nan)
