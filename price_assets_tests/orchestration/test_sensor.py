import os
import time

import dagster as dg
import pytest

from price_assets.ingest import landing
from price_assets.orchestration.resources import Checkpoints, LandingZone
from price_assets.orchestration.sensor import new_raw_files
from price_assets_tests.examples import PRICES


class Ticks:
    """The sensor on an instance, tick by tick, with its cursor and the runs it asked for."""

    def __init__(self, pipeline, instance):
        self.pipeline = pipeline
        self.instance = instance
        self.cursor = None

    def tick(self):
        context = dg.build_sensor_context(
            instance=self.instance,
            cursor=self.cursor,
            definitions=self.pipeline.definitions,
            resources={
                "landing_zone": LandingZone(location=str(self.pipeline.raw), settle_seconds=0),
                "checkpoints": Checkpoints(location=str(self.pipeline.checkpoints)),
            },
        )
        result = new_raw_files(context)
        if isinstance(result, dg.SkipReason):
            return [], result.skip_message
        self.cursor = result.cursor
        return result.run_requests or [], result.skip_reason and result.skip_reason.skip_message

    def settle(self):
        """Tick until there is nothing more to ask for, and launch what was asked for."""
        requests = [request for _ in range(3) for request in self.tick()[0]]
        return requests, [self.launch(request) for request in requests]

    def launch(self, request):
        """Run a request as the daemon does: once per run key."""
        known = self.pipeline.instance.get_runs(
            dg.RunsFilter(tags={"dagster/run_key": request.run_key})
        )
        assert not known, "the daemon would drop a run key that it has seen"
        return (
            self.pipeline.definitions.resolve_job_def("refresh_model")
            .execute_in_process(
                instance=self.pipeline.instance,
                tags={**request.tags, "dagster/run_key": request.run_key},
                raise_on_error=False,
            )
            .success
        )


@pytest.fixture
def ticks(pipeline, kept_instance):
    return Ticks(pipeline, kept_instance)


def other_prices(number: int) -> str:
    return PRICES + f"2021-01-{number:02d},WTI,{number}\n"


def test_a_missing_and_an_empty_landing_zone_are_skipped_with_the_reason(ticks):
    requests, reason = ticks.tick()
    assert not requests
    assert "found nothing" in reason
    ticks.pipeline.put("README.md", "not prices")
    requests, reason = ticks.tick()
    assert not requests
    assert "expected price files, found none" in reason


def test_a_new_file_makes_the_model_and_leaves_the_report_to_a_person(ticks):
    ticks.pipeline.put()
    _, successes = ticks.settle()
    assert successes == [True]
    assert set(ticks.pipeline.bytes()) == {"prices_raw.json", "prices_clean.json", "model.json"}
    assert ticks.settle() == ([], [])


def test_a_then_b_then_a_again_runs_three_times(ticks):
    for content in (PRICES, other_prices(1), PRICES):
        ticks.pipeline.put(content=content)
        _, successes = ticks.settle()
        assert successes == [True]


def test_a_removed_file_runs_again(ticks):
    ticks.pipeline.put()
    ticks.pipeline.put("more.csv", other_prices(2))
    ticks.settle()
    (ticks.pipeline.raw / "more.csv").unlink()
    _, successes = ticks.settle()
    assert successes == [True]


def test_same_name_size_and_prices_count_but_other_content_runs_again(ticks):
    path = ticks.pipeline.put()
    ticks.settle()
    ticks.pipeline.put(content=PRICES.replace("-37", "-36"))
    os.utime(path, ns=(time.time_ns(), time.time_ns() + 1))
    _, successes = ticks.settle()
    assert successes == [True]


def test_a_touched_file_runs_nothing(ticks):
    path = ticks.pipeline.put()
    ticks.settle()
    os.utime(path, ns=(1, 1))
    assert ticks.settle() == ([], [])


def test_a_bad_file_fails_once_and_runs_again_when_it_is_mended(ticks):
    ticks.pipeline.put()
    ticks.settle()
    before = ticks.pipeline.bytes()
    ticks.pipeline.put("bad.csv", "no,prices\nhere,either\n")
    _, successes = ticks.settle()
    assert successes == [False]
    assert ticks.settle() == ([], []), "the same bad file is not tried again"
    assert ticks.pipeline.bytes() == before
    ticks.pipeline.put("bad.csv", other_prices(3))
    _, successes = ticks.settle()
    assert successes == [True]
    assert ticks.pipeline.bytes() != before


def test_a_bad_file_taken_away_runs_again_with_a_new_key(ticks):
    ticks.pipeline.put()
    (first,), _ = ticks.settle()
    bad = ticks.pipeline.put("bad.csv", "no,prices\nhere,either\n")
    ticks.settle()
    bad.unlink()
    (third,), successes = ticks.settle()
    assert successes == [True]
    assert third.run_key != first.run_key


def test_a_cursor_that_was_reset_or_cannot_be_read_asks_anew(ticks):
    ticks.pipeline.put()
    ticks.settle()
    for cursor in (None, "not ours", '{"epoch": 7}'):
        ticks.cursor = cursor
        _, successes = ticks.settle()
        assert successes == [True]


def test_a_tick_that_follows_no_change_opens_no_file(ticks, monkeypatch):
    for number in range(50):
        ticks.pipeline.put(f"{number}.csv", other_prices(1))
    while not ticks.tick()[0]:
        pass

    opened = []
    real = landing.content_digest
    monkeypatch.setattr(
        "price_assets.orchestration.sensor.content_digest",
        lambda files: opened.append(len(files)) or real(files),
    )
    for _ in range(5):
        ticks.tick()
    assert opened == []
    ticks.pipeline.put("new.csv")
    for _ in range(5):
        ticks.tick()
    assert opened == [51], "all files are read once for the change"
