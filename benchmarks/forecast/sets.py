"""The seven panels, each as one long table, as their publishers made them: nothing is imputed."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

PROJECT = Path(__file__).resolve().parents[2]
DATA = PROJECT.parent / "shared" / "data"
FORECAST = DATA / "forecast"
MARKETS = ("NP", "DE", "BE", "FR")

_DAILY_LAGS = (*range(1, 11), 21)
_HOURLY_LAGS = (1, 2, 3, 4, 5, 6, 12, *range(22, 27), 47, 48, 49, 72, 96, 120, 144, 167, 168, 169)
# Shorter series tell peers that fit each symbol alone nothing.
_LEAST_ROWS_FOOD, _LEAST_ROWS_COMMODITY, _LEAST_ROWS_RATE = 60, 240, 4000
_FOOD_NAMES = ("market", "commodity", "unit", "pricetype")


@dataclass(frozen=True)
class PriceSet:
    """A panel and what a practitioner would tell a peer about it.

    Attributes
    ----------
    read
        Loader of a table of symbol, time and price.
    season
        Rows after which the pattern returns.
    lags
        Rows before the target that the peers' features hold.
    calendar
        Attributes of the target's time that are features.
    by_day
        Whether its times are dates alone.
    """

    read: Callable[[], pd.DataFrame]
    season: int
    lags: tuple[int, ...]
    calendar: tuple[str, ...]
    by_day: bool = True


def need(*paths: Path) -> None:
    """End with one clear line where data are absent."""
    for path in paths:
        if not path.exists():
            sys.exit(f"{path} is absent; the data of this benchmark are not part of the project")


def load(name: str) -> pd.DataFrame:
    """Return a panel ordered by symbol and time, one row a moment: symbol, time, price, place.

    ``place`` counts the rows of the symbol before it.
    """
    panel = SETS[name].read()[["symbol", "time", "price"]].dropna()
    panel = panel.astype({"symbol": "str", "price": "float64"})
    panel["time"] = panel["time"].astype("datetime64[ns]")
    panel = panel.drop_duplicates(["symbol", "time"]).sort_values(["symbol", "time"])
    panel = panel.reset_index(drop=True)
    panel["place"] = panel.groupby("symbol").cumcount()
    return panel


def as_clean(panel: pd.DataFrame, by_day: bool) -> pd.DataFrame:
    """Return the panel as this project reads it: symbol, timestamp (ISO 8601 text), price."""
    form = "%Y-%m-%d" if by_day else "%Y-%m-%dT%H:%M:%S"
    text = panel["time"].dt.strftime(form)
    return pd.DataFrame(
        {"symbol": panel["symbol"], "timestamp": text, "price": panel["price"]}
    ).astype({"timestamp": "str"})


def read_market(path: Path) -> pd.DataFrame:
    """Return an hourly market file: time, price and the columns known ahead, names stripped.

    A last column without a name (in the Belgian file, another market's price) is left out.
    """
    need(path)
    market = pd.read_csv(path)
    names = [str(name).strip() for name in market.columns]
    names[:2] = ["time", "price"]
    market.columns = pd.Index(names)
    kept = [name for name in names if name and not name.startswith("Unnamed")]
    market = market[kept]
    market["time"] = pd.to_datetime(market["time"])
    return market


def _melted(wide: pd.DataFrame) -> pd.DataFrame:
    table = wide.rename_axis("time").reset_index()
    return table.melt("time", var_name="symbol", value_name="price")


def _stocks() -> pd.DataFrame:
    path = FORECAST / "sp500_dataset.csv.gz"
    need(path)
    return _melted(pd.read_csv(path, index_col=0, parse_dates=True))


def _rates() -> pd.DataFrame:
    path = FORECAST / "eurofxref-hist.zip"
    need(path)
    with zipfile.ZipFile(path) as archive, archive.open("eurofxref-hist.csv") as lines:
        wide = pd.read_csv(lines, index_col="Date", parse_dates=True, na_values="N/A")
    wide = wide.dropna(axis=1, how="all").sort_index()
    still_quoted = wide.iloc[-30:].notna().all() & (wide.notna().sum() > _LEAST_ROWS_RATE)
    return _melted(wide.loc[:, still_quoted])


def _energy() -> pd.DataFrame:
    files = {
        "WTI": FORECAST / "oil-prices_wti-daily.csv",
        "BRENT": FORECAST / "oil-prices_brent-daily.csv",
        "HENRYHUB": FORECAST / "natural-gas_daily.csv",
    }
    need(*files.values())
    parts = [pd.read_csv(path, parse_dates=["Date"]).assign(symbol=s) for s, path in files.items()]
    return pd.concat(parts).rename(columns={"Date": "time", "Price": "price"})


def _commodities() -> pd.DataFrame:
    path = DATA / "real" / "CMO-Historical-Data-Monthly.xlsx"
    need(path)
    sheet = pd.read_excel(
        path, sheet_name="Monthly Prices", header=None, skiprows=4, engine="calamine"
    )
    body = sheet.iloc[3:]
    body = body[body[0].astype("str").str.fullmatch(r"\d{4}M\d{2}")]
    wide = body.iloc[:, 1:].apply(pd.to_numeric, errors="coerce")
    wide.columns = pd.Index(sheet.iloc[0, 1:].astype("str"))
    wide.index = pd.DatetimeIndex(pd.to_datetime(body[0].astype("str"), format="%YM%m"))
    return _melted(wide.loc[:, wide.notna().sum() >= _LEAST_ROWS_COMMODITY])


def _avocados() -> pd.DataFrame:
    path = FORECAST / "avocado.csv.xz"
    need(path)
    sold = pd.read_csv(path, parse_dates=["Date"])
    symbol = sold["region"] + "|" + sold["type"]
    return pd.DataFrame({"symbol": symbol, "time": sold["Date"], "price": sold["AveragePrice"]})


def _food() -> pd.DataFrame:
    path = FORECAST / "wfp_food_prices_ken.csv"
    need(path)
    seen = pd.read_csv(path, parse_dates=["date"])
    first, *others = (seen[name].astype("str") for name in _FOOD_NAMES)
    seen["symbol"] = first.str.cat(others, sep="|")
    panel = seen.groupby(["symbol", "date"], as_index=False)["price"].median()
    rows = panel.groupby("symbol")["price"].transform("size")
    return panel[rows >= _LEAST_ROWS_FOOD].rename(columns={"date": "time"})


def _electricity() -> pd.DataFrame:
    parts = [read_market(FORECAST / f"epf_{m}.csv.xz").assign(symbol=m) for m in MARKETS]
    return pd.concat([part[["symbol", "time", "price"]] for part in parts])


SETS = {
    "sp500_d": PriceSet(_stocks, 5, _DAILY_LAGS, ("dayofweek",)),
    "ecb_fx_d": PriceSet(_rates, 5, _DAILY_LAGS, ("dayofweek",)),
    "energy_d": PriceSet(_energy, 5, _DAILY_LAGS, ("dayofweek",)),
    "commodity_m": PriceSet(_commodities, 12, tuple(range(1, 14)), ("month",)),
    "avocado_w": PriceSet(_avocados, 52, (*range(1, 9), 51, 52), ("month",)),
    "wfp_ken_m": PriceSet(_food, 12, (*range(1, 7), 12), ("month",)),
    "epf_h": PriceSet(_electricity, 24, _HOURLY_LAGS, ("hour", "dayofweek"), by_day=False),
}
