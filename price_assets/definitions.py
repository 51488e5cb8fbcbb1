"""Wires everything for Dagster; nothing else imports this."""

from __future__ import annotations

import gc
import os

import dagster as dg

from price_assets.orchestration.assets import ASSETS
from price_assets.orchestration.checks import REPORT_CHECKS
from price_assets.orchestration.io_manager import CheckpointIOManager
from price_assets.orchestration.jobs import refresh_model
from price_assets.orchestration.notify import NOTIFY_VARIABLE, failure_sensor
from price_assets.orchestration.report_schedule import REPORT_CRON_VARIABLE, report_schedule
from price_assets.orchestration.resources import SETTLE_SECONDS, Checkpoints, LandingZone
from price_assets.orchestration.sensor import new_raw_files

# What Dagster has loaded up to here lives as long as the process. Looking through it again at each
# collection, while the stages load their libraries, costs a run half a second.
gc.freeze()


def build_definitions(
    raw: str,
    checkpoints: str,
    settle_seconds: float = SETTLE_SECONDS,
    notify: str | None = None,
    report_cron: str | None = None,
) -> dg.Definitions:
    """Wire the assets to a landing zone and a place for their checkpoints.

    Parameters
    ----------
    raw, checkpoints
        Paths or fsspec URIs.
    settle_seconds
        How long a changed landing zone must have stood still before the sensor requests a run.
    notify
        Where to send a message about each failed run; see `failure_sensor`. None for nowhere.
    report_cron
        When to materialize the report by itself; see `report_schedule`. None for never.
    """
    folder = Checkpoints(location=checkpoints)
    return dg.Definitions(
        assets=ASSETS,
        asset_checks=REPORT_CHECKS,
        jobs=[refresh_model],
        sensors=[new_raw_files, *([failure_sensor(notify)] if notify else [])],
        schedules=[report_schedule(report_cron)] if report_cron else [],
        resources={
            "landing_zone": LandingZone(location=raw, settle_seconds=settle_seconds),
            "checkpoints": folder,
            "io_manager": CheckpointIOManager(checkpoints=folder),
        },
        # The four stages follow one another: a process for each would only add its start-up.
        executor=dg.in_process_executor,
    )


defs = build_definitions(
    raw=os.environ.get("PRICE_ASSETS_RAW") or "data/raw",
    checkpoints=os.environ.get("PRICE_ASSETS_CHECKPOINTS") or "data",
    settle_seconds=float(os.environ.get("PRICE_ASSETS_SETTLE_SECONDS") or SETTLE_SECONDS),
    notify=os.environ.get(NOTIFY_VARIABLE),
    report_cron=os.environ.get(REPORT_CRON_VARIABLE),
)
