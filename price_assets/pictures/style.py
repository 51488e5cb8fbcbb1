"""What all pictures have in common: colours, sizes, bare axes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.ticker import Locator

# With 72 dots an inch a point of the SVG is a pixel of the page.
_DOTS_PER_INCH = 72
_SETTINGS: dict[str, Any] = {
    # Text stays text: it can be read out, searched and selected.
    "svg.fonttype": "none",
    "svg.hashsalt": "price_assets",
    "font.family": ["DejaVu Sans"],
    "font.size": 10.0,
    # A symbol may contain a dollar sign.
    "text.parse_math": False,
    "axes.formatter.useoffset": False,
    "axes.formatter.use_mathtext": False,
    "axes.formatter.limits": (-5, 7),
    "axes.unicode_minus": True,
    "path.simplify": True,
    # The defaults do not bring these two back.
    "date.epoch": "1970-01-01T00:00:00",
    "timezone": "UTC",
}


@dataclass(frozen=True)
class Palette:
    """The colours of a picture.

    Attributes
    ----------
    ink
        Prices, labels.
    muted
        Axes, secondary text.
    grid
        Lines to read values by.
    forecast
        Forecasts, and what is better.
    inner, outer
        The 80 % and the 95 % interval.
    warning
        What is worse or lost.
    """

    ink: str
    muted: str
    grid: str
    forecast: str
    inner: str
    outer: str
    warning: str


#: Stand-ins that `to_svg` replaces by the colours of the page, which follow its theme.
SCREEN = Palette(*(f"#0000{number:02x}" for number in range(1, 8)))
#: On white.
PRINT = Palette(
    ink="#1b1f24",
    muted="#59636e",
    grid="#d8dee4",
    forecast="#0a58a8",
    inner="#8fbbe8",
    outer="#cfe2f5",
    warning="#b3420b",
)
#: The page's names of the stand-ins.
VARIABLES = {getattr(SCREEN, field.name): f"var(--{field.name})" for field in fields(Palette)}


@contextmanager
def settings() -> Iterator[None]:
    """Draw with the settings of this package, whatever else the process has set."""
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        for name, value in _SETTINGS.items():
            mpl.rcParams[name] = value  # type: ignore[index]
        yield


def new_figure(width: float, height: float) -> Figure:
    """Make an empty figure without a background; pixels."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / _DOTS_PER_INCH, height / _DOTS_PER_INCH), dpi=_DOTS_PER_INCH)
    figure.patch.set_visible(False)
    return figure


def add_axes(
    figure: Figure, palette: Palette, box: tuple[float, float, float, float], grid: str = "y"
) -> Axes:
    """Add bare axes.

    Parameters
    ----------
    figure
        As `new_figure` makes it.
    palette
        Colours.
    box
        Distances to the left, bottom, right and top edge of the figure; pixels.
    grid
        The axis whose values are read by lines: ``x`` or ``y``.
    """
    width, height = (side * _DOTS_PER_INCH for side in figure.get_size_inches())
    left, bottom, right, top = box
    axes = figure.add_axes(
        (
            left / width,
            bottom / height,
            (width - left - right) / width,
            (height - bottom - top) / height,
        )
    )
    axes.patch.set_visible(False)
    for name, spine in axes.spines.items():
        spine.set_visible(name == ("bottom" if grid == "y" else "left"))
        spine.set_color(palette.muted)
        spine.set_linewidth(0.8)
    axes.tick_params(colors=palette.muted, length=0, labelsize=9, pad=4)
    axes.grid(visible=True, axis="x" if grid == "x" else "y", color=palette.grid, linewidth=0.7)
    axes.set_axisbelow(True)
    # A title without a place of its own looks for one above the ticks, even where it is empty: that
    # takes a fifth of the time of a picture.
    axes.set_title("", y=1.0)
    for axis in (axes.xaxis, axes.yaxis):
        axis.get_offset_text().set_color(palette.muted)
        axis.get_offset_text().set_fontsize(8)
    return axes


def label(axes: Axes, palette: Palette, words: str) -> None:
    """Write what axes show above their upper left corner."""
    axes.annotate(
        words,
        (0.0, 1.0),
        xycoords="axes fraction",
        xytext=(0.0, 5.0),
        textcoords="offset points",
        fontsize=9,
        color=palette.muted,
    )


def few_ticks(most: int) -> Locator:
    """Place a few ticks at round numbers.

    Parameters
    ----------
    most
        Spaces between them at most (count).
    """
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10], min_n_ticks=2)
