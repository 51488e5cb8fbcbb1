"""The model document in; text and page for people out.

Belongs here: how figures are put into words, tables and pictures. Does not: any figure that does
not stand in the model document.
"""

from .commentary import Commentary, read_commentary, settle
from .page import render_html
from .settings import ReportSettings
from .stage import make_report
from .text import render_text
from .wording import review_state

__all__ = [
    "Commentary",
    "ReportSettings",
    "make_report",
    "read_commentary",
    "render_html",
    "render_text",
    "review_state",
    "settle",
]
