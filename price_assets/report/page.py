"""`report.html`: the same report as one self-contained page with a picture per symbol."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from price_assets.checkpoints import ModelDocument
from price_assets.checkpoints.model_document import ForecastStep, HistorySeries

from . import wording
from .commentary import Commentary
from .markdown import to_html

if TYPE_CHECKING:
    from jinja2 import Template


def render_html(model: ModelDocument, commentary: Commentary | str | None = None) -> str:
    """Write a report as one HTML page that needs nothing from anywhere.

    Parameters
    ----------
    model
        The model document; every number of the page stands in it.
    commentary
        What a person says about it, as Markdown, in which HTML is shown as text; words alone are
        taken as said of this model, and not reviewed.

    Returns
    -------
    str
        The page, for UTF-8.
    """
    history = {series.symbol: series for series in model.history}
    said = wording.as_commentary(commentary, model)
    return _template().render(
        model=model,
        wording=wording,
        said=said,
        words=None if said is None else to_html(wording.printable(said.words)),
        pictures=[
            _picture(history[step.symbol], step)
            for step in model.forecast
            if step.symbol in history and step.step == 1
        ],
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("price_assets.report", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.jinja")


@dataclass(frozen=True)
class _Picture:
    """A line of past prices, and the forecast with its intervals at its right end."""

    symbol: str
    words: str
    points: str
    forecast_x: float
    forecast_y: float
    bars: list[tuple[str, float, float]]  # level, top, bottom


_WIDTH, _HEIGHT, _MARGIN, _RIGHT = 320.0, 110.0, 6.0, 24.0


def _picture(series: HistorySeries, step: ForecastStep) -> _Picture:
    edges = [edge for found in step.intervals.values() for edge in (found.low, found.high)]
    values = [*series.actual, step.price, *edges]
    low, high = min(values), max(values)

    def vertical(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return round(_HEIGHT - _MARGIN - share * (_HEIGHT - 2 * _MARGIN), 1)

    gaps = max(len(series.actual) - 1, 1)
    across = (_WIDTH - _MARGIN - _RIGHT) / gaps
    points = [
        f"{round(_MARGIN + index * across, 1)},{vertical(value)}"
        for index, value in enumerate(series.actual)
    ]
    like = step.last_price
    return _Picture(
        symbol=wording.plain(step.symbol),
        words=(
            f"{wording.plain(step.symbol)} from {series.timestamps[0]} to {series.timestamps[-1]}, "
            f"last {wording.price(step.last_price, like)}; forecast for {step.timestamp}: "
            f"{wording.price(step.price, like)}, 95 % interval "
            f"{wording.interval(step.intervals.get('0.95'), like)}"
        ),
        points=" ".join(points),
        forecast_x=_WIDTH - _RIGHT / 2,
        forecast_y=vertical(step.price),
        bars=[
            (level, vertical(found.high), vertical(found.low))
            for level, found in step.intervals.items()
        ],
    )
