"""The stage: the model document in, the report out."""

from __future__ import annotations

import logging

from price_assets.checkpoints import ModelDocument, Report

from .commentary import Commentary, settle
from .page import render_html
from .settings import ReportSettings
from .text import render_text
from .wording import review_state

LOGGER = logging.getLogger("price_assets.report")


def make_report(
    model: ModelDocument, settings: ReportSettings | None = None, stored: Commentary | None = None
) -> Report:
    """Write a report on a model, as text and as a page.

    Parameters
    ----------
    model
        The model document; every number of the report stands in it.
    settings
        What a person types now.
    stored
        The commentary that was kept.

    Returns
    -------
    Report
        With the commentary to keep. Equal arguments give equal bytes.

    Raises
    ------
    PriceAssetsError
        As `price_assets.report.commentary.settle`.
    """
    LOGGER.info("report: start: %d forecasts, model %s", len(model.forecast), model.checksum)
    commentary = settle(stored, settings or ReportSettings(), model.checksum)
    report = Report(
        text=render_text(model, commentary),
        html=render_html(model, commentary),
        commentary=None if commentary is None else commentary.to_markdown(),
    )
    LOGGER.info(
        "report: end: %d lines, %s", report.row_count, review_state(commentary, model.checksum)
    )
    return report
