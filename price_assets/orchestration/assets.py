"""The four assets: read the settings, call the stage, show what came of it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from importlib.metadata import version
from typing import Any

import dagster as dg

from price_assets import forecast
from price_assets.checkpoints import (
    CleanPrices,
    Document,
    InvalidDocumentError,
    ModelDocument,
    RawPrices,
)
from price_assets.checkpoints.columns import (
    CLEAN_COLUMNS,
    FORECAST_COLUMNS,
    RAW_COLUMNS,
    REPORT_COLUMNS,
)
from price_assets.clean import CleanSettings
from price_assets.clean import clean_prices as run_clean
from price_assets.forecast import TrainSettings
from price_assets.ingest import IngestSettings, ingest
from price_assets.report import ReportSettings, make_report

from .checks import (
    CLEAN_CHECKS,
    MODEL_CHECKS,
    RAW_CHECKS,
    clean_checks,
    model_checks,
    raw_checks,
)
from .metadata import (
    Metadata,
    clean_metadata,
    column_schema,
    model_metadata,
    raw_metadata,
    report_metadata,
)
from .previous import previous_model
from .report_link import keep_page
from .resources import Checkpoints, LandingZone
from .stage_run import stage_run

GROUP = "prices"
OWNERS: list[str] = ["team:price-data"]
CODE_VERSION = version("price-assets")
WRITERS_POOL = "price_checkpoints"
"""One writer at a time: see `concurrency` in dagster.yaml."""
FRESH = dg.FreshnessPolicy.time_window(warn_window=timedelta(days=4), fail_window=timedelta(days=8))
"""Daily prices come again after a long weekend; after a week something is wrong."""
RETRIES = dg.RetryPolicy(max_retries=2, delay=2, backoff=dg.Backoff.EXPONENTIAL)
"""For a network or a disk that fails for a moment; `stage_run` keeps bad input from it."""


class IngestConfig(dg.Config, IngestSettings):
    """Settings of the asset prices_raw."""


class CleanConfig(dg.Config, CleanSettings):
    """Settings of the asset prices_clean."""


class TrainConfig(dg.Config, TrainSettings):
    """Settings of the asset model."""


class ReportConfig(dg.Config, ReportSettings):
    """Settings of the asset report."""


_Made = Iterator[dg.AssetCheckResult | dg.MaterializeResult[Any]]


def _made(
    document: Document, checks: Sequence[dg.AssetCheckResult], metadata: Callable[[], Metadata]
) -> _Made:
    """Hand a value over with the results of its checks; or the results alone, if one forbids it."""
    if any(not check.passed and check.severity is dg.AssetCheckSeverity.ERROR for check in checks):
        yield from checks
        raise InvalidDocumentError.of(document.KIND, document.broken_rules())
    yield dg.MaterializeResult(
        value=document,
        metadata=metadata(),
        check_results=checks,
        data_version=dg.DataVersion(document.checksum),
    )


@dg.asset(
    group_name=GROUP,
    owners=OWNERS,
    kinds={"python", "json"},
    code_version=CODE_VERSION,
    pool=WRITERS_POOL,
    retry_policy=RETRIES,
    freshness_policy=FRESH,
    metadata={"dagster/column_schema": column_schema(RAW_COLUMNS)},
    check_specs=RAW_CHECKS,
)
def prices_raw(
    context: dg.AssetExecutionContext,
    config: IngestConfig,
    landing_zone: LandingZone,
    checkpoints: Checkpoints,
) -> _Made:
    """Every observation of every file in the landing zone, as found, with how each file was read.

    When it fails, the message names the file and what was expected: mend or remove the file, or
    name its columns in this asset's config. The last good prices_raw.json stays.
    """
    with stage_run(context):
        raw = ingest(landing_zone.files(beside=checkpoints), config)
        yield from _made(raw, raw_checks(raw), lambda: raw_metadata(raw))


@dg.asset(
    group_name=GROUP,
    owners=OWNERS,
    kinds={"pandas", "json"},
    code_version=CODE_VERSION,
    pool=WRITERS_POOL,
    retry_policy=RETRIES,
    freshness_policy=FRESH,
    metadata={"dagster/column_schema": column_schema(CLEAN_COLUMNS)},
    check_specs=CLEAN_CHECKS,
)
def prices_clean(
    context: dg.AssetExecutionContext, config: CleanConfig, prices_raw: RawPrices
) -> _Made:
    """One price per symbol and time, sorted; refused rows beside it, each with its reason.

    When it fails, prices_raw.json is damaged or missing: materialize prices_raw again.
    """
    with stage_run(context):
        clean = run_clean(prices_raw, config)
        yield from _made(clean, clean_checks(clean), lambda: clean_metadata(clean))


@dg.asset(
    group_name=GROUP,
    owners=OWNERS,
    kinds={"scikitlearn", "json"},
    code_version=CODE_VERSION,
    pool=WRITERS_POOL,
    retry_policy=RETRIES,
    freshness_policy=FRESH,
    metadata={"dagster/column_schema": column_schema(FORECAST_COLUMNS)},
    check_specs=MODEL_CHECKS,
)
def model(
    context: dg.AssetExecutionContext,
    config: TrainConfig,
    checkpoints: Checkpoints,
    prices_clean: CleanPrices,
) -> _Made:
    """A forecast of each symbol's next prices, measured beside the naive forecast on unseen rows.

    Trains, scores with the model that exists, or decides between the two (config: mode). When it
    fails, prices_clean.json is damaged or has no rows, or there is no model to score with.
    """
    with stage_run(context):
        previous = previous_model(checkpoints.folder, config.mode)
        document, reason = forecast.train_or_score(prices_clean, previous, config)
        yield from _made(document, model_checks(document), lambda: model_metadata(document, reason))


@dg.asset(
    group_name=GROUP,
    owners=OWNERS,
    kinds={"python", "text"},
    code_version=CODE_VERSION,
    pool=WRITERS_POOL,
    retry_policy=RETRIES,
    metadata={"dagster/column_schema": column_schema(REPORT_COLUMNS)},
)
def report(
    context: dg.AssetExecutionContext,
    config: ReportConfig,
    checkpoints: Checkpoints,
    model: ModelDocument,
) -> _Made:
    """The report for people, report.txt and report.html, with a person's commentary.

    Asked for by a person: materialize it with `commentary`, `author` and `reviewed` in its config,
    or write commentary.md beside the checkpoints. When it fails, model.json is damaged or missing
    (materialize model again), or the header of commentary.md is not one.
    """
    with stage_run(context):
        document = make_report(model, config, checkpoints.commentary())
        page = document.html
        link = page and keep_page(context.instance, context.run.run_id, page)
        yield from _made(document, [], lambda: report_metadata(document, model, link))


ASSETS = [prices_raw, prices_clean, model, report]
