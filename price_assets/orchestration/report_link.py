"""A link to the page of a report that can be opened from the UI.

A browser does not follow a link from a page of a server to a file of its own machine, and Dagster
serves no files but the logs of its runs. So a copy of the page is kept beside the logs of the run
that made it, where each run keeps its own, and where it goes when the run is deleted.
"""

from __future__ import annotations

import logging
from pathlib import Path

import dagster as dg

LOGGER = logging.getLogger("price_assets.orchestration")
_LOGS, _NAME, _EXTENSION = "compute_logs", "report", "html"


def keep_page(instance: dg.DagsterInstance, run_id: str, page: str) -> str | None:
    """Keep a page beside the logs of a run.

    Parameters
    ----------
    instance
        Whose logs.
    run_id
        The run that made the page.
    page
        HTML.

    Returns
    -------
    str or None
        The link, relative to the address of the UI. None where the logs are not kept in files of
        this machine, or there is no room for one more: the report itself does not fail for that.
    """
    place = getattr(instance.compute_log_manager, "get_captured_local_path", None)
    if place is None:
        return None
    path = Path(place([run_id, _LOGS, _NAME], _EXTENSION))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        LOGGER.warning("the UI has no link to the report's page: %s", error)
        return None
    return f"/logs/{run_id}/{_LOGS}/{_NAME}/{_EXTENSION}"
