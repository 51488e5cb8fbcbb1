"""Pictures of the documents, drawn with matplotlib: for the report's page and for Dagster's UI.

A picture is a function of values alone: the same values give the same bytes. Numbers that a picture
shows are those of the documents; nothing is worked out here but where it stands on the paper.
"""

from .accuracy import draw_coverage, draw_drift, draw_over_time, draw_reliability, draw_skill
from .data import draw_files, draw_presence, draw_quality
from .png import to_png
from .style import PRINT, SCREEN, Palette
from .svg import to_svg
from .symbols import draw_forecasts, draw_symbol

__all__ = [
    "PRINT",
    "SCREEN",
    "Palette",
    "draw_coverage",
    "draw_drift",
    "draw_files",
    "draw_forecasts",
    "draw_over_time",
    "draw_presence",
    "draw_quality",
    "draw_reliability",
    "draw_skill",
    "draw_symbol",
    "to_png",
    "to_svg",
]
