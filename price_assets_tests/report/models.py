"""Trained models that reports are made of, quick to train and at the ends of what there is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from price_assets.checkpoints import CleanPrices, ModelDocument
from price_assets.forecast import TrainSettings, train
from price_assets.report import ReportSettings, make_report
from price_assets_tests.examples import a_source, clean_frame
from price_assets_tests.forecast.tables import hours, table

#: What would run, if a page took it for more than text.
HOSTILE = ("<img src=x onerror='window.ran=1'>", "<script>window.ran=1</script>")
ODD_SYMBOLS = (
    *HOSTILE,
    *("$A_{x}$ costs $5", "a\"b'c", "A&amp;B", r"\frac{1}{2}", "a very long symbol name " * 4),
    "\N{OIL DRUM}\N{VARIATION SELECTOR-16} oil",
    "\N{CJK UNIFIED IDEOGRAPH-539F}\N{CJK UNIFIED IDEOGRAPH-6CB9}",
    "\N{ARABIC LETTER NOON}\N{ARABIC LETTER FEH}\N{ARABIC LETTER TAH}",
)
COMMENTARY = """# Heading

The *ECB* meets; [its page](https://example.org).
<script>window.ran=1</script> <img src=x onerror='window.ran=1'>

| a | b |
|---|---|
| 1 | 2 |

- one
- two
"""
FOURTEEN = tuple(f"Z{number:02d}" for number in range(14))
FIFTY = tuple(f"S{number:02d}" for number in range(50))
UNKNOWN = ("S07", "S31")
"""Those of the fifty whose skill and AUC are not known."""


def walks(symbols: Iterable[str], rows: int, level: float = 100.0) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    return pd.concat(
        [
            clean_frame(list(np.round(number * level + np.cumsum(rng.normal(size=rows)), 2)), name)
            for number, name in enumerate(sorted(symbols), start=-3)
        ],
        ignore_index=True,
    )


def quickly(frame: pd.DataFrame, **settings: Any) -> ModelDocument:
    clean = CleanPrices.from_frame(frame)
    clean.sources.append(a_source("prices & more.csv"))
    return train(clean, TrainSettings(folds=1, trees=3, leaves=3, **settings))


@cache
def two() -> ModelDocument:
    return quickly(walks(["OIL", "ZINC"], 400))


@cache
def fifty() -> ModelDocument:
    """Prices below zero and of thousands, and skills and probabilities that all differ."""
    model = quickly(walks(FIFTY, 100, 150.5))
    forecast = [
        step.model_copy(update={"probability_of_rise": 0.25 + (11 * number % 50) / 100})
        for number, step in enumerate(model.forecast)
    ]
    symbols = [
        row.model_copy(
            update={"skill": None, "skill_interval": None, "auc": None, "auc_interval": None}
            if row.symbol in UNKNOWN
            else {"skill": (7 * number % 50 - 25) / 1000, "skill_interval": None}
        )
        for number, row in enumerate(model.metrics.symbols)
    ]
    metrics = model.metrics.model_copy(update={"symbols": symbols})
    return model.model_copy(update={"forecast": forecast, "metrics": metrics})


@cache
def fourteen() -> ModelDocument:
    """Just enough for the search and the sorting."""
    return quickly(walks(FOURTEEN, 100))


@cache
def odd() -> ModelDocument:
    return quickly(walks(ODD_SYMBOLS, 120))


@cache
def hourly() -> ModelDocument:
    rng = np.random.default_rng(5)
    daily = 40.0 + 10.0 * np.sin(np.arange(480) * 2.0 * np.pi / 24.0)
    prices = {name: daily + np.cumsum(0.3 * rng.normal(size=480)) for name in ("NO1", "SE3")}
    return quickly(
        table({name: (hours(480), values) for name, values in prices.items()}), horizon=24
    )


MODELS = {"two": two, "fourteen": fourteen, "fifty": fifty, "odd": odd, "hourly": hourly}


@cache
def page_of(name: str) -> str:
    """Make the page of one of the models, the hourly one with a commentary."""
    said = ReportSettings(commentary=COMMENTARY if name == "hourly" else None)
    return make_report(MODELS[name](), said).html
