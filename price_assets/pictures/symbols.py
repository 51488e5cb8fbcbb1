"""A symbol's prices, its forecast with its intervals, and what was forecast before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from price_assets.checkpoints.model_document import BacktestSeries, ForecastStep, HistorySeries

from .names import short
from .style import Palette, add_axes, few_ticks, label, new_figure, settings
from .timeline import broken_at_gaps, show_dates, to_days

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH, _HEIGHT, _HEIGHT_ALONE = 360, 236, 136
_AHEAD = 112
#: Symbols that `draw_forecasts` shows.
MOST_DRAWN = 6
# Letters above the prices, so that they end before the forecast's begin.
_LONGEST_NAME = 28
_LEVELS = (("0.95", "outer"), ("0.8", "inner"))


def draw_symbol(
    history: HistorySeries,
    steps: Sequence[ForecastStep],
    backtest: BacktestSeries | None,
    palette: Palette,
) -> Figure:
    """Draw the prices of a symbol, its forecast on a scale of its own, and the backtest below.

    Parameters
    ----------
    history
        Prices so far.
    steps
        Its forecasts, in the order of the steps; at least one.
    backtest
        Earlier forecasts beside what came; left out where there are none.
    palette
        Colours.
    """
    with settings():
        height = _HEIGHT if backtest else _HEIGHT_ALONE
        figure = new_figure(_WIDTH, height)
        below = height - _HEIGHT_ALONE
        past = add_axes(figure, palette, (52, below + 24, _AHEAD + 54, 18))
        label(past, palette, "Price")
        _draw_line(past, palette, history.timestamps, history.actual)
        ahead = add_axes(figure, palette, (_WIDTH - _AHEAD, below + 24, 8, 18))
        label(ahead, palette, "Next" if len(steps) == 1 else f"Next {len(steps)} steps")
        draw_ahead(ahead, palette, steps)
        if backtest:
            measured = add_axes(figure, palette, (52, 24, 14, _HEIGHT_ALONE + 18))
            label(measured, palette, "Backtest: price, and its forecast before it came")
            _draw_line(measured, palette, backtest.timestamps, backtest.actual)
            measured.plot(
                *broken_at_gaps(to_days(backtest.timestamps), backtest.forecast),
                color=palette.forecast,
                linewidth=1.0,
                linestyle=(0, (3, 1.5)),
            )
        return figure


def draw_forecasts(
    histories: Sequence[HistorySeries], steps: Sequence[ForecastStep], palette: Palette
) -> Figure:
    """Draw the forecasts of the first few symbols side by side.

    Parameters
    ----------
    histories
        At most `MOST_DRAWN` are drawn.
    steps
        Of all symbols.
    palette
        Colours.
    """
    shown = histories[:MOST_DRAWN]
    columns = min(len(shown), 2) or 1
    rows = -(-len(shown) // columns) or 1
    width, height = 380, 140
    with settings():
        figure = new_figure(width * columns, height * rows)
        for number, history in enumerate(shown):
            left, top = (number % columns) * width, (number // columns) * height
            of_symbol = [step for step in steps if step.symbol == history.symbol]
            right, bottom = (columns * width - left - width), rows * height - top - height
            past = add_axes(
                figure, palette, (left + 52, bottom + 24, right + _AHEAD + 60, top + 20)
            )
            label(past, palette, short(history.symbol, _LONGEST_NAME))
            _draw_line(past, palette, history.timestamps, history.actual)
            if of_symbol:
                ahead = add_axes(
                    figure,
                    palette,
                    (left + width - _AHEAD, bottom + 24, right + 12, top + 20),
                )
                label(ahead, palette, of_symbol[0].timestamp[:10])
                draw_ahead(ahead, palette, of_symbol)
        return figure


def draw_ahead(axes: Axes, palette: Palette, steps: Sequence[ForecastStep]) -> None:
    """Draw the last price, and the forecasts with their intervals, by steps ahead."""
    places = np.array([0.0, *(step.step for step in steps)])
    prices = np.array([steps[0].last_price, *(step.price for step in steps)])
    for level, colour in _LEVELS:
        edges = [step.intervals.get(level) for step in steps]
        if any(found is None for found in edges):
            continue
        low = np.array([found.low for found in edges if found])
        high = np.array([found.high for found in edges if found])
        if len(steps) == 1:
            axes.bar(places[1:], high - low, bottom=low, width=0.5, color=getattr(palette, colour))
        else:
            axes.fill_between(
                places,
                np.append(prices[0], low),
                np.append(prices[0], high),
                color=getattr(palette, colour),
                linewidth=0,
            )
    axes.plot(places, prices, color=palette.forecast, linewidth=1.2)
    axes.plot(
        places[1:] if len(steps) == 1 else places[-1:],
        prices[1:] if len(steps) == 1 else prices[-1:],
        color=palette.forecast,
        marker="o",
        markersize=4,
    )
    axes.plot(places[:1], prices[:1], color=palette.ink, marker="o", markersize=4)
    axes.set_xlim(-0.3, places[-1] + (0.6 if len(steps) == 1 else 0.3))
    axes.set_xticks([0, places[-1]], ["last", f"+{int(places[-1])}"])
    axes.use_sticky_edges = False
    axes.margins(y=0.12)
    axes.yaxis.set_major_locator(few_ticks(4))


def _draw_line(
    axes: Axes, palette: Palette, timestamps: Sequence[str], prices: Sequence[float]
) -> None:
    days = to_days(timestamps)
    marker = "o" if len(days) == 1 else None
    axes.plot(
        *broken_at_gaps(days, prices),
        color=palette.ink,
        linewidth=1.0,
        marker=marker,
        markersize=3,
    )
    show_dates(axes, float(days.min()), float(days.max()))
    axes.margins(y=0.08)
    axes.yaxis.set_major_locator(few_ticks(4))
