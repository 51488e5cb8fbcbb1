"""Day-ahead electricity: the next 24 hours at once, beside the forecasts that were published.

The protocol of Lago, Marcjasz, De Schutter and Weron 2021 (Applied Energy 293): at each midnight
all prices before it are known, and the known-ahead columns of the day to come. Our settings are
the same for every market and chosen on rows before the test span: the measured span is given to
the backtest as its end, and nothing in it is fitted or chosen on before its own day has passed.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .arrays import Floats
from .child import cpu_seconds, peak
from .methods import run_child
from .sets import FORECAST, need, read_market

HORIZON = 24
REFIT_EVERY_DAYS = 1
_PUBLISHED = {"LEAR Ensemble": "LEAR", "DNN Ensemble": "DNN"}
_SECONDS_ALLOWED = 7200
_MONDAY, _SATURDAY, _SUNDAY = 0, 5, 6


def day_ahead(markets: list[str], file: Path | None, test_days: int) -> None:
    """Compare ours with the published forecasts of each market, and on a file given by hand."""
    cases: list[tuple[str, Path, pd.DataFrame | None]] = [
        (m, FORECAST / f"epf_{m}.csv.xz", _published(m)) for m in markets
    ]
    if file is not None:
        cases.append((file.name.split(".")[0], file, None))
    print("Day-ahead, MAE over all hours of the measured span; p: one-sided Diebold-Mariano test")
    print("of the daily mean errors, small where ours is better")
    for name, path, published in cases:
        prices = read_market(path)
        start = (
            prices["time"].iloc[-1].normalize() - pd.Timedelta(days=test_days - 1)
            if published is None
            else published["time"].iloc[0]
        )
        text, failure = run_child(
            ["forecast.day_ahead", str(path), start.isoformat()], seconds=_SECONDS_ALLOWED
        )
        if failure:
            print(f"  {name}: ours failed: {failure}", flush=True)
            continue
        found = json.loads(text.splitlines()[-1])
        ours = pd.DataFrame(
            {"time": pd.to_datetime(found["time"]), "ours": found["forecast"]}
        ).astype({"ours": "float64"})
        _print_market(name, prices, start, ours, published, found)


def _published(market: str) -> pd.DataFrame:
    path = FORECAST / f"epf_{market}_published.csv.xz"
    need(path)
    table = pd.read_csv(path).rename(columns=_PUBLISHED)
    table = table.rename(columns={table.columns[0]: "time"})
    table["time"] = pd.to_datetime(table["time"])
    return table[["time", *_PUBLISHED.values()]]


def naive_market(prices: pd.DataFrame) -> pd.Series:
    """Forecast the hour a week ago on Mondays, Saturdays and Sundays, else that of yesterday.

    The naive forecast of the benchmark (Nogales et al. 2002, IEEE Transactions on Power Systems).
    """
    price = prices.drop_duplicates("time").set_index("time")["price"]
    time = pd.DatetimeIndex(price.index)
    weekly = np.isin(time.dayofweek, (_MONDAY, _SATURDAY, _SUNDAY))
    week = price.reindex(time - pd.Timedelta(days=7)).to_numpy()
    day = price.reindex(time - pd.Timedelta(days=1)).to_numpy()
    return pd.Series(np.where(weekly, week, day), index=price.index, name="naive")


def _print_market(
    name: str,
    prices: pd.DataFrame,
    start: pd.Timestamp,
    ours: pd.DataFrame,
    published: pd.DataFrame | None,
    found: dict[str, Any],
) -> None:
    from price_assets.forecast.significance import diebold_mariano

    table = prices[["time", "price"]].drop_duplicates("time").set_index("time")
    table = table.join(naive_market(prices)).join(ours.set_index("time"))
    if published is not None:
        table = table.join(published.set_index("time"), how="inner")
    table = table[table.index >= start].dropna(subset=["price", "naive"])
    missing = int(table["ours"].isna().sum())
    table["ours"] = table["ours"].fillna(table["naive"])
    others = [column for column in table.columns if column != "price"]
    errors = table[others].sub(table["price"], axis=0).abs()
    daily = errors.groupby(pd.DatetimeIndex(errors.index).normalize()).mean()
    cells = [f"ours {errors['ours'].mean():.3f}"]
    for other in others:
        if other != "ours":
            p_value = diebold_mariano(_values(daily["ours"] - daily[other]))
            shown = "none" if p_value is None else f"{p_value:.2g}"
            cells.append(f"{other} {errors[other].mean():.3f} (p {shown})")
    print(
        f"  {name}: {len(errors):,} hours from {start:%Y-%m-%d}: {'   '.join(cells)}   "
        f"{found['wall']:.0f} s wall, {found['cpu']:.0f} s CPU, {found['peak'] / 1e6:.0f} MB"
        + (f"   {missing} hours not forecast, naive taken" if missing else ""),
        flush=True,
    )
    tried = [item for item in found["candidates"] if item["mae"] is not None]
    chosen = next(item["name"] for item in tried if item["chosen"])
    scores = ", ".join(f"{item['name']} {item['mae']:.3f}" for item in tried)
    print(f"      chosen before {start:%Y-%m-%d}: {chosen} (MAE there: {scores})", flush=True)


def _values(series: pd.Series) -> Floats:
    return np.asarray(series.to_numpy("float64"))


def run(path: Path, start: str) -> None:
    """Forecast the measured span of a market in this process, and print it as JSON."""
    from .ours import measured

    market = read_market(path)
    known = [name for name in market.columns if name not in ("time", "price")]
    clean = (
        market.dropna(subset=["price"])
        .drop_duplicates("time")
        .assign(
            symbol=path.name.split(".")[0],
            timestamp=lambda table: table["time"].dt.strftime("%Y-%m-%dT%H:%M:%S"),
        )
    )
    started, used = time.perf_counter(), cpu_seconds()
    found = measured(
        clean[["symbol", "timestamp", "price", *known]],
        horizon=HORIZON,
        origin="daily",
        known_ahead=known,
        refit_every=REFIT_EVERY_DAYS,
        test_from=start,
    )
    cost = {
        "wall": time.perf_counter() - started,
        "cpu": cpu_seconds() - used,
        "peak": peak(),
    }
    told = {
        "time": found["time"].dt.strftime("%Y-%m-%dT%H:%M:%S").tolist(),
        "forecast": found["forecast"].tolist(),
        "candidates": found.attrs["candidates"],
    }
    print(json.dumps(told | cost))


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2])
