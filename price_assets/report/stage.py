"""The stage: the model document in, the report out."""

from __future__ import annotations

import logging

from price_assets.checkpoints import ModelDocument, Report

from .page import render_html
from .settings import ReportSettings
from .text import render_text

LOGGER = logging.getLogger("price_assets.report")


def make_report(model: ModelDocument, settings: ReportSettings | None = None) -> Report:
    """Write a report on a model, as text and as a page.

    Parameters
    ----------
    model
        The model document; every number of the report stands in it.
    settings
        The commentary.

    Returns
    -------
    Report
        Equal arguments give equal bytes.
    """
    settings = settings or ReportSettings()
    LOGGER.info("report: start: %d forecasts, model %s", len(model.forecast), model.checksum)
    report = Report(
        text=render_text(model, settings.commentary),
        html=render_html(model, settings.commentary),
    )
    LOGGER.info(
        "report: end: %d lines, %s",
        report.row_count,
        "with commentary" if settings.commentary else "no commentary yet",
    )
    return report
