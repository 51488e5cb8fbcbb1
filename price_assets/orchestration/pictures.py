"""Pictures right in the metadata of a materialization, so that nobody has to open a file."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import dagster as dg

from price_assets.checkpoints import CleanPrices, ModelDocument, RawPrices
from price_assets.checkpoints.data_quality import data_quality
from price_assets.pictures import (
    PRINT,
    draw_files,
    draw_forecasts,
    draw_presence,
    draw_quality,
    draw_skill,
    to_png,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Picture = dg.MetadataValue[Any]


def raw_picture(raw: RawPrices) -> Picture:
    """Show how many observations each file holds."""
    return _picture(draw_files(raw.sources, PRINT), "Observations by file")


def clean_picture(clean: CleanPrices) -> Picture:
    """Show what became of all observations."""
    quality = data_quality(clean)
    figure = draw_quality(quality, quality.rejected_by_source, PRINT)
    return _picture(figure, "Observations kept, rejected and missing")


def presence_picture(clean: CleanPrices) -> Picture:
    """Show in which periods each symbol has prices."""
    from price_assets.forecast.diagnostics import presence_of
    from price_assets.forecast.panel import to_panel

    figure = draw_presence(presence_of(to_panel(clean)), PRINT)
    return _picture(figure, "Where there are prices")


def skill_picture(model: ModelDocument) -> Picture:
    """Show each symbol's skill against the naive forecast."""
    return _picture(draw_skill(model.metrics.symbols, PRINT), "Skill by symbol")


def forecast_picture(model: ModelDocument) -> Picture:
    """Show the forecasts of the first few symbols."""
    return _picture(draw_forecasts(model.history, model.forecast, PRINT), "Forecasts")


def _picture(figure: Figure, words: str) -> Picture:
    content = base64.b64encode(to_png(figure)).decode()
    return dg.MetadataValue.md(f"![{words}](data:image/png;base64,{content})")
