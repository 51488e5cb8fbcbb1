"""Values to draw, and a picture of each kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pandas as pd

from price_assets.checkpoints import CleanSummary
from price_assets.checkpoints.diagnostics import (
    Drift,
    Period,
    Presence,
    ReliabilityGroup,
    SymbolPresence,
)
from price_assets.checkpoints.model_document import (
    BacktestSeries,
    ForecastStep,
    HistorySeries,
    Interval,
    SymbolAccuracy,
)
from price_assets.pictures import (
    SCREEN,
    Palette,
    draw_coverage,
    draw_drift,
    draw_files,
    draw_forecasts,
    draw_over_time,
    draw_presence,
    draw_quality,
    draw_reliability,
    draw_skill,
    draw_symbol,
    to_svg,
)
from price_assets_tests.examples import a_source

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ODD_NAMES = (
    *("$A_{x}$ costs $5", "<b>&amp;</b>", "a\"b'c", r"\frac{1}{2}", "%s %d {0}", " ", "-"),
    *("\N{OIL DRUM}\N{VARIATION SELECTOR-16} oil", "\N{CJK UNIFIED IDEOGRAPH-4EF7}" * 9),
    *(
        "\N{ARABIC LETTER NOON}\N{ARABIC LETTER FEH}",
        "a\x00b\x1b[31m\nc\td",
        "\u202ereversed\ufffe",
    ),
)


def days(count: int, start: str = "2020-01-01") -> list[str]:
    return [f"{day:%Y-%m-%d}" for day in pd.date_range(start, periods=count)]


def a_history(
    prices: Iterable[float] = (3.0, 4.5, 4.0),
    timestamps: list[str] | None = None,
    symbol: str = "OIL",
) -> HistorySeries:
    prices = list(prices)
    return HistorySeries(symbol=symbol, timestamps=timestamps or days(len(prices)), actual=prices)


def a_backtest(
    prices: Iterable[float] = (4.5, 4.0),
    forecast: Iterable[float] = (4.25, 4.75),
    timestamps: list[str] | None = None,
    symbol: str = "OIL",
) -> BacktestSeries:
    prices = list(prices)
    stamps = timestamps or days(len(prices))
    return BacktestSeries(
        symbol=symbol, timestamps=stamps, actual=prices, forecast=list(forecast)[: len(prices)]
    )


def a_step(
    price: float = 4.25,
    half_widths: dict[str, float] | None = None,
    step: int = 1,
    last_price: float = 4.0,
    symbol: str = "OIL",
) -> ForecastStep:
    widths = {"0.8": 0.5, "0.95": 1.0} if half_widths is None else half_widths
    return ForecastStep(
        symbol=symbol,
        step=step,
        timestamp="2020-01-04",
        price=price,
        intervals={
            level: Interval(low=price - width, high=price + width)
            for level, width in widths.items()
        },
        probability_of_rise=0.5,
        last_timestamp="2020-01-03",
        last_price=last_price,
        method="linear",
        new_symbol=False,
    )


def an_accuracy(
    skill: float | None = 0.03,
    ends: tuple[float, float] | None = (-0.01, 0.07),
    symbol: str = "OIL",
) -> SymbolAccuracy:
    return SymbolAccuracy(
        rows=9,
        mae=1.0,
        mae_naive=1.0,
        mae_seasonal_naive=None,
        skill=skill,
        skill_interval=ends and Interval(low=ends[0], high=ends[1]),
        auc=None,
        auc_interval=None,
        unchanged=0,
        symbol=symbol,
    )


def groups(count: int = 10) -> list[ReliabilityGroup]:
    return [
        ReliabilityGroup(
            rows=20,
            probability=(place := (number + 0.5) / count),
            rose=0.3 + 0.4 * place,
            low=0.2 + 0.4 * place,
            high=0.4 + 0.4 * place,
        )
        for number in range(count)
    ]


def periods(
    count: int = 6, ratio: float | None = 0.9, bias: float = 0.1, start: str = "2020-01-01"
) -> list[Period]:
    stamps = days(2 * count, start)
    return [
        Period(
            from_=stamps[2 * number],
            to=stamps[2 * number + 1],
            rows=5,
            error_ratio=ratio,
            bias=bias * (-1) ** number,
            coverage={"0.8": 0.7 + 0.04 * (number % 5), "0.95": 0.9 + 0.02 * (number % 5)},
        )
        for number in range(count)
    ]


def a_drift(found: list[float] | None = None, shifted: bool = False) -> Drift:
    return Drift(
        newest="the measured span",
        before=400,
        rows=100,
        moments=100,
        expected=[0.1] * 10,
        found=found or [0.04, 0.08, 0.06, 0.1, 0.12, 0.14, 0.16, 0.09, 0.11, 0.1],
        stability_index=0.07,
        by_chance=0.3,
        shifted=shifted,
        symbols=[],
    )


def a_presence(rows: dict[str, list[int]] | None = None, start: str = "2020-01-01") -> Presence:
    rows = rows or {"OIL": [5, 5, 2, 0, 5, 5], "ZINC": [0, 5, 5, 5, 0, 0]}
    starts = days(len(next(iter(rows.values()))), start)
    return Presence(
        starts=starts,
        to=starts[-1],
        symbols=[SymbolPresence(symbol=name, rows=counts) for name, counts in rows.items()],
    )


def a_summary(
    kept: int = 1234567,
    rejected: dict[str, int] | None = None,
    missing: dict[str, dict[str, int]] | None = None,
) -> CleanSummary:
    rejected = {"duplicate": 8901, "unreadable price": 23} if rejected is None else rejected
    missing = {"a.csv": {"OIL": 45}} if missing is None else missing
    lost = sum(rejected.values()) + sum(sum(of.values()) for of in missing.values())
    return CleanSummary(rows_in=kept + lost, rows_out=kept, rejected=rejected, missing=missing)


BY_SOURCE = {"a.csv": {"duplicate": 8900}, "b.csv": {"duplicate": 1, "unreadable price": 23}}

#: A picture of each kind, by its name within a page.
PICTURES: dict[str, Callable[[Palette], Figure]] = {
    "symbol-1": lambda palette: draw_symbol(a_history(), [a_step()], a_backtest(), palette),
    "symbol-11": lambda palette: draw_symbol(
        a_history(), [a_step(step=1), a_step(4.5, step=2)], None, palette
    ),
    "forecasts": lambda palette: draw_forecasts(
        [a_history(), a_history(symbol="ZINC")], [a_step(), a_step(symbol="ZINC")], palette
    ),
    "skill": lambda palette: draw_skill(
        [an_accuracy(), an_accuracy(-0.1, None, "ZINC"), an_accuracy(None, None, "TIN")], palette
    ),
    "reliability": lambda palette: draw_reliability(groups(), palette),
    "coverage": lambda palette: draw_coverage(periods(), palette),
    "over-time": lambda palette: draw_over_time(periods(), palette),
    "drift": lambda palette: draw_drift(a_drift(), palette),
    "files": lambda palette: draw_files([a_source("a.csv", 1200), a_source("b.csv", 34)], palette),
    "quality": lambda palette: draw_quality(a_summary(), BY_SOURCE, palette),
    "presence": lambda palette: draw_presence(a_presence(), palette),
}


def all_svg() -> str:
    """Draw every kind of picture, as one page would hold them."""
    return "".join(to_svg(draw(SCREEN), name, f"A {name}") for name, draw in PICTURES.items())


def texts_of(svg: str) -> list[str]:
    """List what stands in a picture, in the order of its elements."""
    return ["".join(found.itertext()) for found in ET.fromstring(svg).iter("text")]  # noqa: S314


def is_number(text: str) -> bool:
    return re.fullmatch(r"[\d,]+", text) is not None
