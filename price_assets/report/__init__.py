"""The model document in; text and page for people out.

Belongs here: how figures are put into words, tables and pictures. Does not: any figure that does
not stand in the model document.
"""

from .page import render_html
from .settings import ReportSettings
from .stage import make_report
from .text import render_text

__all__ = ["ReportSettings", "make_report", "render_html", "render_text"]
