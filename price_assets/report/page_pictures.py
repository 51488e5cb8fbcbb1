"""The pictures of the page, each with the words that stand in its place for a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from price_assets.checkpoints import ModelDocument
from price_assets.checkpoints.model_document import ForecastStep
from price_assets.pictures import (
    SCREEN,
    draw_coverage,
    draw_drift,
    draw_over_time,
    draw_presence,
    draw_quality,
    draw_reliability,
    draw_skill,
    draw_symbol,
    to_svg,
)
from price_assets.pictures.accuracy import MOST_SYMBOLS as MOST_SKILLS
from price_assets.pictures.data import MOST_SYMBOLS as MOST_STRIPS

from . import wording

#: More symbols than these stand in the tables alone, or the page would be too large to open.
MOST_CARDS = 200


@dataclass(frozen=True)
class Drawn:
    """A picture of the page: its SVG, and the words below it."""

    svg: str
    caption: str


@dataclass(frozen=True)
class Card(Drawn):
    """The picture of one symbol, and what it can be sorted by."""

    symbol: str
    skill: str
    rise: str


def symbol_cards(model: ModelDocument) -> tuple[list[Card], int]:
    """Draw each symbol, and count those that are not drawn because there are too many."""
    history = {series.symbol: series for series in model.history}
    backtest = {series.symbol: series for series in model.backtest}
    skills = {row.symbol: row.skill for row in model.metrics.symbols}
    by_symbol: dict[str, list[ForecastStep]] = {}
    for step in model.forecast:
        by_symbol.setdefault(step.symbol, []).append(step)
    there = [symbol for symbol in by_symbol if symbol in history]
    cards = []
    for number, symbol in enumerate(there[:MOST_CARDS]):
        steps, series, skill = by_symbol[symbol], history[symbol], skills.get(symbol)
        figure = draw_symbol(series, steps, backtest.get(symbol), SCREEN)
        name = wording.plain(symbol)
        cards.append(
            Card(
                svg=to_svg(figure, f"symbol-{number}", f"Prices of {name} and their forecast"),
                caption=wording.symbol_caption(series, steps),
                symbol=name,
                skill="" if skill is None else repr(skill),
                rise=repr(steps[0].probability_of_rise),
            )
        )
    return cards, len(there) - len(cards)


def accuracy_pictures(model: ModelDocument) -> list[Drawn]:
    """Draw how far to trust the forecast."""
    return list(_accuracy_pictures(model))


def _accuracy_pictures(model: ModelDocument) -> Iterator[Drawn]:
    metrics, diagnostics = model.metrics, model.diagnostics
    judged = [row for row in metrics.symbols if row.skill is not None]
    if judged:
        caption = (
            "Skill of each symbol, and the range that holds the true skill in 95 of 100 cases. "
            "A range across zero is no proof of anything."
        )
        if len(judged) > MOST_SKILLS:
            caption += f" The {MOST_SKILLS // 2} best and the {MOST_SKILLS // 2} worst are drawn."
        figure = draw_skill(metrics.symbols, SCREEN)
        yield Drawn(to_svg(figure, "skill", "Skill by symbol, with 95 % intervals"), caption)
    if diagnostics.reliability:
        figure = draw_reliability(diagnostics.reliability, SCREEN)
        yield Drawn(
            to_svg(figure, "reliability", "Share that rose, by the probability given"),
            "Ten groups of equally many rows by their probability of a rise: the share that rose, "
            "with its 95 % interval. Points on the dashed line mean what they say.",
        )
    if diagnostics.periods:
        figure = draw_over_time(diagnostics.periods, SCREEN)
        yield Drawn(
            to_svg(figure, "over-time", "Error beside the naive error, and bias, over time"),
            "Whether the errors have grown, and whether the forecast lies too high or too low.",
        )
    if any(period.coverage for period in diagnostics.periods):
        figure = draw_coverage(diagnostics.periods, SCREEN)
        yield Drawn(
            to_svg(figure, "coverage", "Share of prices inside the intervals, over time"),
            "Whether the intervals hold as many prices as they promise: over the whole span "
            + wording.coverage(model)
            + ".",
        )
    if diagnostics.drift:
        figure = draw_drift(diagnostics.drift, SCREEN)
        yield Drawn(
            to_svg(figure, "drift", "Newest changes of price by tenth of the earlier ones"),
            wording.drift(model),
        )


def data_pictures(model: ModelDocument) -> list[Drawn]:
    """Draw what the data is like."""
    quality, presence = model.data_quality, model.diagnostics.presence
    drawn = []
    if quality.rows_in:
        figure = draw_quality(quality, quality.rejected_by_source, SCREEN)
        drawn.append(
            Drawn(
                to_svg(figure, "quality", "Observations kept, rejected and missing"),
                "What became of every observation in the files.",
            )
        )
    caption = "In which parts of the whole span each symbol has prices."
    if len(presence.symbols) > MOST_STRIPS:
        caption += f" The {MOST_STRIPS} symbols with the most blank parts are drawn."
    figure = draw_presence(presence, SCREEN)
    drawn.append(Drawn(to_svg(figure, "presence", "Where there are prices"), caption))
    return drawn
