"""What the data is like: files, kept and refused rows, where there are prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from price_assets.checkpoints.diagnostics import Presence
from price_assets.checkpoints.provenance import CleanSummary, Source

from .names import short
from .style import Palette, add_axes, label, new_figure, settings
from .timeline import show_dates, to_days

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH = 400
_LEFT = 120
_ROW = 17
_MOST_BARS = 12
#: More symbols than these are shown by those with the most periods without a price.
MOST_SYMBOLS = 40


def draw_files(sources: Sequence[Source], palette: Palette) -> Figure:
    """Draw how many observations each file holds, the largest first; those refused in warning."""
    ordered = sorted(sources, key=lambda item: (-item.observations, item.source))
    bars = [(short(item.source, 22), item.observations, item.error is not None) for item in ordered]
    with settings():
        figure = new_figure(_WIDTH, 40 + _ROW * max(min(len(bars), _MOST_BARS), 2))
        axes = add_axes(figure, palette, (_LEFT, 10, 60, 20), grid="x")
        label(axes, palette, "Observations by file")
        _bars(axes, palette, bars)
        return figure


def draw_quality(
    summary: CleanSummary, by_source: Mapping[str, Mapping[str, int]], palette: Palette
) -> Figure:
    """Draw what became of all observations, and the refused ones by reason and by file.

    Parameters
    ----------
    summary
        The counts.
    by_source
        Refused observations by source and reason.
    palette
        Colours.
    """
    whole = [
        ("kept", summary.rows_out, False),
        ("rejected", summary.rejected_total, True),
        ("missing in source", summary.missing_total, False),
    ]
    reasons = [(short(name, 22), count, True) for name, count in _most(summary.rejected)]
    files = [
        (short(name, 22), count, True)
        for name, count in _most({name: sum(of.values()) for name, of in by_source.items()})
    ]
    parts = [("All observations", whole), ("Rejected, by reason", reasons)]
    parts.append(("Rejected, by file", files))
    shown = [(title, bars) for title, bars in parts if bars]
    heights = [38 + _ROW * max(len(bars), 2) for _, bars in shown]
    with settings():
        figure = new_figure(_WIDTH, sum(heights))
        top = 0
        for (title, bars), height in zip(shown, heights, strict=True):
            bottom = sum(heights) - top - height
            axes = add_axes(figure, palette, (_LEFT, bottom + 10, 60, top + 20), grid="x")
            label(axes, palette, title)
            _bars(axes, palette, bars)
            top += height
        return figure


def draw_presence(presence: Presence, palette: Palette) -> Figure:
    """Draw in which periods each symbol has prices: a strip a symbol, blank where it has none.

    Periods with fewer than half of the symbol's usual number are pale. Of more than `MOST_SYMBOLS`
    those with the most blank periods between their first and last price are drawn.
    """
    rows = sorted(presence.symbols, key=lambda item: (-_blank_inside(item.rows), item.symbol))[
        :MOST_SYMBOLS
    ]
    rows.sort(key=lambda item: item.symbol)
    starts = to_days(presence.starts)
    last = float(to_days([presence.to])[0])
    usual = float(starts[1] - starts[0]) if len(starts) > 1 else 1.0
    ends = [*starts[1:], max(last, float(starts[-1]) + usual)]
    with settings():
        figure = new_figure(_WIDTH, 50 + 14 * max(len(rows), 2))
        axes = add_axes(figure, palette, (_LEFT, 26, 12, 20), grid="x")
        label(axes, palette, "Prices over time; blank: none, pale: fewer than usual")
        for place, item in enumerate(rows):
            counted = sorted(count for count in item.rows if count)
            half = counted[len(counted) // 2] / 2.0 if counted else 0.0
            for colour, wanted in (
                (palette.inner, [0 < count < half for count in item.rows]),
                (palette.forecast, [count >= half and count > 0 for count in item.rows]),
            ):
                spans = _runs(wanted, [float(start) for start in starts], ends)
                axes.broken_barh(spans, (place - 0.35, 0.7), color=colour, linewidth=0)
        axes.set_yticks(range(len(rows)), [short(item.symbol) for item in rows])
        axes.set_ylim(max(len(rows), 2) - 0.5, -0.5)
        show_dates(axes, float(starts[0]), float(ends[-1]))
        return figure


def _bars(axes: Axes, palette: Palette, bars: Sequence[tuple[str, int, bool]]) -> None:
    shown = bars[:_MOST_BARS]
    most = max((count for _, count, _ in shown), default=0) or 1
    for place, (_, count, warns) in enumerate(shown):
        colour = palette.warning if warns else palette.forecast
        axes.barh([place], [count], height=0.62, color=colour)
        axes.text(
            count + 0.015 * most, place, f"{count:,}", va="center", fontsize=9, color=palette.ink
        )
    axes.set_xlim(0, most)
    axes.set_ylim(max(len(shown), 2) - 0.5, -0.5)
    axes.set_yticks(range(len(shown)), [name for name, _, _ in shown])
    axes.set_xticks([])


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_BARS]


def _blank_inside(rows: Sequence[int]) -> int:
    there = [place for place, count in enumerate(rows) if count]
    return there[-1] - there[0] + 1 - len(there) if there else 0


def _runs(
    wanted: Sequence[bool], starts: Sequence[float], ends: Sequence[float]
) -> list[tuple[float, float]]:
    """Join neighbouring periods: start and length of each run."""
    found: list[tuple[float, float]] = []
    for is_wanted, start, end in zip(wanted, starts, ends, strict=True):
        if is_wanted and found and found[-1][0] + found[-1][1] == start:
            found[-1] = (found[-1][0], end - found[-1][0])
        elif is_wanted:
            found.append((start, end - start))
    return found
