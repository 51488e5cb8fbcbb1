"""The sensor on the landing zone: asks `price_assets.ingest.arrivals` and says it in Dagster."""

import time
import uuid

import dagster as dg
from pydantic import ValidationError

from price_assets.checkpoints import PriceAssetsError
from price_assets.ingest.arrivals import Watch, decide
from price_assets.ingest.landing import content_digest

from .jobs import refresh_model
from .resources import Checkpoints, LandingZone


@dg.sensor(
    job=refresh_model,
    default_status=dg.DefaultSensorStatus.RUNNING,
    minimum_interval_seconds=10,
)
def new_raw_files(
    context: dg.SensorEvaluationContext, landing_zone: LandingZone, checkpoints: Checkpoints
) -> dg.SensorResult | dg.SkipReason:
    """Request a run once the content of the landing zone has changed and stands still."""
    try:
        files = landing_zone.watched(beside=checkpoints)
    except PriceAssetsError as error:
        return dg.SkipReason(str(error))
    decision = decide(
        _remembered(context.cursor), files, time.time(), landing_zone.settle_seconds, content_digest
    )
    cursor = decision.watch.model_dump_json()
    if decision.run_key is None:
        return dg.SensorResult(skip_reason=decision.reason, cursor=cursor)
    context.log.info(decision.reason)
    return dg.SensorResult(
        run_requests=[
            dg.RunRequest(run_key=decision.run_key, tags={"price_assets/why": decision.reason})
        ],
        cursor=cursor,
    )


def _remembered(cursor: str | None) -> Watch:
    """Take up the memory of the last tick, or start anew where there is none that can be read."""
    try:
        return Watch.model_validate_json(cursor or "")
    except ValidationError:
        return Watch(epoch=uuid.uuid4().hex[:12])
