"""The report by the clock, where a setting asks for it."""

from datetime import UTC, datetime

import dagster as dg
import pytest

from price_assets.checkpoints import PriceAssetsError
from price_assets.definitions import build_definitions
from price_assets.orchestration.report_schedule import report_schedule


def test_without_the_setting_there_is_no_schedule(pipeline):
    assert not pipeline.definitions.schedules


def test_with_it_the_report_alone_is_made_with_the_words_that_are_kept(pipeline):
    pipeline.put()
    pipeline.materialize(config={"report": {"commentary": "Calm.", "author": "Ada"}})
    kept = pipeline.bytes()
    (pipeline.checkpoints / "report.txt").unlink()
    places = str(pipeline.raw), str(pipeline.checkpoints)
    definitions = build_definitions(*places, report_cron="0 7 * * 1-5")
    (schedule,) = definitions.schedules
    assert schedule.cron_schedule == "0 7 * * 1-5"
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    moment = datetime(2026, 3, 2, 7, tzinfo=UTC)
    asked = schedule.evaluate_tick(
        dg.build_schedule_context(
            instance=pipeline.instance,
            scheduled_execution_time=moment,
            repository_def=definitions.get_repository_def(),
        )
    )
    assert len(asked.run_requests) == 1
    result = definitions.resolve_job_def(schedule.job_name).execute_in_process(
        instance=pipeline.instance
    )
    assert result.success
    made = [event.asset_key.path[-1] for event in result.get_asset_materialization_events()]
    assert made == ["report"]
    assert pipeline.bytes() == kept


def test_a_line_that_is_no_cron_line_is_refused_with_an_example():
    with pytest.raises(PriceAssetsError, match="five fields of a cron line") as error:
        report_schedule("every morning")
    assert "PRICE_ASSETS_REPORT_CRON is 'every morning'" in str(error.value)
