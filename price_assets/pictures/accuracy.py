"""How far to trust a forecast: skill by symbol, probability, intervals, errors over time, drift."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from price_assets.checkpoints.diagnostics import Drift, Period, ReliabilityGroup
from price_assets.checkpoints.model_document import SymbolAccuracy

from .names import short
from .style import Palette, add_axes, few_ticks, label, new_figure, settings
from .timeline import show_dates, to_days

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

_WIDTH, _HEIGHT = 400, 220
#: More symbols than these are shown by their best and their worst.
MOST_SYMBOLS = 40
_ROW = 15
_MOST_TICKS = 6
_WIDEST, _NARROWEST = 1.0, 0.02
# How the lines of the intervals are told from each other, and the same as letters.
_MARKERS = (("s", "■"), ("o", "●"))


def draw_skill(symbols: Sequence[SymbolAccuracy], palette: Palette) -> Figure:
    """Draw each symbol's skill beside the naive forecast, with its 95 % interval, best first.

    Parameters
    ----------
    symbols
        Those without a skill are left out. Of more than `MOST_SYMBOLS` the best and the worst
        halves of as many are drawn.
    palette
        Colours.
    """
    judged = [(row.skill, row) for row in symbols if row.skill is not None]
    judged.sort(key=lambda pair: (-pair[0], pair[1].symbol))
    if len(judged) > MOST_SYMBOLS:
        judged = judged[: MOST_SYMBOLS // 2] + judged[-MOST_SYMBOLS // 2 :]
    with settings():
        figure = new_figure(_WIDTH, 58 + _ROW * max(len(judged), 3))
        axes = add_axes(figure, palette, (120, 34, 12, 20), grid="x")
        label(axes, palette, "Skill against the naive forecast, with its 95 % interval")
        axes.axvline(0.0, color=palette.muted, linewidth=1.0)
        widest = max((abs(skill) for skill, _ in judged), default=0.0)
        for place, (skill, row) in enumerate(judged):
            colour = palette.forecast if skill >= 0.0 else palette.warning
            if (found := row.skill_interval) is not None:
                axes.plot([found.low, found.high], [place, place], color=colour, linewidth=1.6)
                widest = max(widest, min(abs(found.low), abs(found.high), _WIDEST))
                widest = max(widest, min(max(abs(found.low), abs(found.high)), 3.0 * widest))
            axes.plot([skill], [place], color=colour, marker="o", markersize=4.5)
        limit = 1.08 * min(max(widest, _NARROWEST), _WIDEST)
        axes.set_xlim(-limit, limit)
        axes.set_ylim(max(len(judged), 3) - 0.5, -0.5)
        axes.set_yticks(range(len(judged)), [short(row.symbol) for _, row in judged])
        _in_percent(axes.xaxis)
        axes.set_xlabel("← worse than naive\u2003\u2003better than naive →", fontsize=9)
        axes.xaxis.label.set_color(palette.muted)
        return figure


def draw_reliability(groups: Sequence[ReliabilityGroup], palette: Palette) -> Figure:
    """Draw the shares that rose against the probabilities that were given, with 95 % intervals."""
    with settings():
        figure = new_figure(_HEIGHT + 40, _HEIGHT + 20)
        axes = add_axes(figure, palette, (46, 40, 24, 20))
        label(axes, palette, "Share that rose")
        axes.plot([0, 1], [0, 1], color=palette.muted, linewidth=1.0, linestyle=(0, (4, 3)))
        for group in groups:
            axes.plot(
                [group.probability] * 2,
                [group.low, group.high],
                color=palette.forecast,
                linewidth=1.2,
            )
        axes.plot(
            [group.probability for group in groups],
            [group.rose for group in groups],
            color=palette.forecast,
            marker="o",
            markersize=4.5,
            linewidth=0.8,
        )
        # Each axis shows its own range: probabilities may lie close together.
        axes.set_xlim(*_within_one([group.probability for group in groups]))
        axes.set_ylim(*_within_one([end for group in groups for end in (group.low, group.high)]))
        _in_percent(axes.xaxis)
        _in_percent(axes.yaxis)
        axes.set_xlabel("Probability of a rise", fontsize=9, color=palette.muted)
        return figure


def draw_coverage(periods: Sequence[Period], palette: Palette) -> Figure:
    """Draw the share of prices inside each interval over time, beside what was promised."""
    levels = sorted({level for period in periods for level in period.coverage})
    with settings():
        figure = new_figure(_WIDTH, _HEIGHT)
        axes = add_axes(figure, palette, (46, 26, 52, 20))
        label(axes, palette, "Prices inside the interval; dashed: as promised")
        lowest = 1.0
        for number, level in enumerate(levels):
            shown = [period for period in periods if level in period.coverage]
            share = [period.coverage[level] for period in shown]
            days = to_days([period.to for period in shown])
            marker, sign = _MARKERS[number % len(_MARKERS)]
            axes.plot(
                days, share, color=palette.forecast, linewidth=1.2, marker=marker, markersize=4
            )
            axes.axhline(float(level), color=palette.muted, linewidth=1.0, linestyle=(0, (4, 3)))
            axes.text(
                1.01,
                float(level),
                f"{sign} {100 * float(level):.0f} %",
                transform=axes.get_yaxis_transform(),
                color=palette.muted,
                fontsize=9,
                va="center",
            )
            lowest = min([lowest, *share])
        _over_periods(axes, periods)
        axes.set_ylim(max(min(lowest - 0.05, 0.6), 0.0), 1.02)
        _in_percent(axes.yaxis)
        return figure


def draw_over_time(periods: Sequence[Period], palette: Palette) -> Figure:
    """Draw the error beside that of the naive forecast, and the mean residual, over time."""
    with settings():
        figure = new_figure(_WIDTH, _HEIGHT + 40)
        days = to_days([period.to for period in periods])
        axes = add_axes(figure, palette, (46, 150, 12, 20))
        label(axes, palette, "Error / naive error; below 1 is better")
        ratios = [float("nan") if p.error_ratio is None else p.error_ratio for p in periods]
        axes.plot(days, ratios, color=palette.forecast, linewidth=1.2, marker="o", markersize=3)
        axes.axhline(1.0, color=palette.muted, linewidth=1.0, linestyle=(0, (4, 3)))
        _over_periods(axes, periods)
        known = [ratio for ratio in ratios if ratio == ratio] or [1.0]
        spread = max(0.02, *(abs(ratio - 1.0) for ratio in known))
        axes.set_ylim(max(0.0, 1.0 - 1.15 * spread), 1.0 + 1.15 * spread)
        below = add_axes(figure, palette, (46, 26, 12, 150))
        label(below, palette, "Mean of forecast less price, in units of the naive error")
        below.axhline(0.0, color=palette.muted, linewidth=1.0)
        below.vlines(days, 0.0, [p.bias for p in periods], color=palette.forecast, linewidth=4.0)
        _over_periods(below, periods)
        size = max(0.05, *(abs(period.bias) for period in periods)) * 1.15
        below.set_ylim(-size, size)
        return figure


def draw_drift(drift: Drift, palette: Palette) -> Figure:
    """Draw the shares of the newest changes in each tenth of the earlier ones."""
    with settings():
        figure = new_figure(_WIDTH, _HEIGHT)
        axes = add_axes(figure, palette, (46, 40, 12, 20))
        label(axes, palette, "Newest changes in each tenth of the earlier ones; dashed: as before")
        colour = palette.warning if drift.shifted else palette.forecast
        axes.bar(range(1, 11), drift.found, width=0.7, color=colour)
        for place, share in enumerate(drift.expected, start=1):
            axes.plot(
                [place - 0.45, place + 0.45],
                [share, share],
                color=palette.ink,
                linewidth=1.2,
                linestyle=(0, (3, 2)),
            )
        axes.set_xlim(0.4, 10.6)
        axes.set_ylim(0.0, 1.15 * max(*drift.found, *drift.expected))
        axes.set_xticks(range(1, 11))
        _in_percent(axes.yaxis)
        axes.set_xlabel(
            "Tenth of the earlier changes: 1 the largest falls, 10 the largest rises",
            fontsize=9,
            color=palette.muted,
        )
        return figure


def _over_periods(axes: Axes, periods: Sequence[Period]) -> None:
    ends = to_days([periods[0].from_, *(period.to for period in periods)])
    room = 0.02 * float(ends.max() - ends.min())
    show_dates(axes, float(ends.min()) - room, float(ends.max()) + room)


def _within_one(shares: Sequence[float]) -> tuple[float, float]:
    # A point at an end is drawn whole.
    return max(min(shares) - 0.05, -0.02), min(max(shares) + 0.05, 1.02)


def _in_percent(axis: Axis) -> None:
    axis.set_major_locator(few_ticks(_MOST_TICKS))
    axis.set_major_formatter(lambda value, _: f"{100 * value:g} %".replace("-", "\u2212"))
