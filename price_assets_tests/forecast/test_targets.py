"""What is forecast from where: every pair of an origin and a step, once."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.forecast import targets as targets_module
from price_assets.forecast.steps import to_steps
from price_assets.forecast.targets import daily_starts, make_targets

from .prepared import panel_of, prepared_of
from .tables import days, hours, table

HOUR = 3_600_000_000


def numbered(sizes):
    """Prices that are their own number, so that what a target holds can be read off."""
    return table(
        {f"S{n}": (days(size), 1000.0 * n + np.arange(size)) for n, size in enumerate(sizes)}
    )


def targets_of(sizes, horizon):
    steps = to_steps(panel_of(numbered(sizes)), horizon)
    return steps, make_targets(steps, horizon)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=4), st.integers(1, 6))
def test_every_pair_of_origin_and_step_stands_once(sizes, horizon):
    _, targets = targets_of(sizes, horizon)
    found = list(zip(targets.code, targets.place, targets.step, strict=True))
    known = {
        (code, place, step)
        for code, size in enumerate(sizes)
        for place in range(1, size)
        for step in range(1, horizon + 1)
        if place + step - 1 < size
    }
    unknown = {
        (code, size, step) for code, size in enumerate(sizes) for step in range(1, horizon + 1)
    }
    assert len(found) == len(set(found))
    assert set(found) == known | unknown
    assert {pair for pair, came in zip(found, targets.known, strict=True) if came} == known
    assert found == sorted(found)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(2, 12), min_size=1, max_size=3), st.integers(1, 5))
def test_a_target_is_so_many_steps_after_the_last_price_known(sizes, horizon):
    steps, targets = targets_of(sizes, horizon)
    came = targets.known
    np.testing.assert_array_equal(targets.last, 1000.0 * targets.code + targets.place - 1)
    np.testing.assert_array_equal(targets.price[came], (targets.last + targets.step)[came])
    np.testing.assert_array_equal(targets.change[came], targets.step[came])
    np.testing.assert_array_equal(targets.at - targets.base + 1, targets.step)
    np.testing.assert_array_equal(targets.time, steps.time[targets.at])
    np.testing.assert_array_equal(targets.moment, steps.time[targets.base])
    assert np.isnan(targets.price[~came]).all()


@pytest.mark.parametrize(("horizon", "overlap"), [(1, 1), (2, 2), (5, 5)])
def test_forecasts_from_every_price_overlap_as_many_origins_as_they_reach_over(horizon, overlap):
    assert targets_of([40, 30], horizon)[1].overlap == overlap


def blocks_of(prepared):
    """Return {origin's first timestamp: hours of its steps} of the known targets."""
    targets, texts = prepared.targets, prepared.panel.texts
    found = {}
    for row in np.flatnonzero(targets.known):
        first = texts[prepared.steps.row[targets.base[row]]]
        found.setdefault(first, []).append(texts[targets.row[row]])
    return found


def hourly(count, start="2021-03-01T00:00:00"):
    return table({"H": (hours(count, start), np.random.default_rng(0).normal(size=count))})


def test_once_a_day_the_next_24_hours_are_forecast_at_once():
    stamps = hours(24 * 6)
    prepared = prepared_of(hourly(24 * 6), horizon=24, origin="daily")
    # Before the first day there is no price to start from.
    assert blocks_of(prepared) == {
        stamps[24 * n]: stamps[24 * n : 24 * n + 24] for n in range(1, 6)
    }
    targets = prepared.targets
    assert targets.overlap == 1
    unknown = targets.unknown
    assert targets.step[unknown].tolist() == list(range(1, 25))
    assert set(targets.last[unknown]) == {prepared.panel.prices[-1]}
    assert prepared.steps.next_texts[0][:2] == ["2021-03-07T00:00:00Z", "2021-03-07T01:00:00Z"]


def test_the_origin_hour_begins_the_block():
    stamps = hours(24 * 4)
    prepared = prepared_of(hourly(24 * 4), horizon=24, origin="daily", origin_hour=9)
    assert [(first, len(block)) for first, block in blocks_of(prepared).items()] == [
        (stamps[9], 24),
        (stamps[33], 24),
        (stamps[57], 24),
        (stamps[81], 15),
    ]


def test_of_a_block_that_has_begun_the_rest_is_forecast_from_its_origin():
    frame = hourly(24 * 3 + 10)
    targets = prepared_of(frame, horizon=24, origin="daily").targets
    unknown = targets.unknown
    assert targets.step[unknown].tolist() == list(range(11, 25))
    # What came of the day since is not used: another forecast of it was given before.
    assert set(targets.last[unknown]) == {frame["price"].iloc[71]}


@pytest.mark.parametrize(
    ("start", "day", "size"),
    [
        ("2021-03-26T23:00:00", "2021-03-27T23:00:00Z", 23),
        ("2021-10-29T22:00:00", "2021-10-30T22:00:00Z", 25),
    ],
    ids=["the day of 23 hours", "the day of 25 hours"],
)
def test_days_are_those_of_the_named_zone_where_clocks_change(start, day, size):
    frame = hourly(24 * 4 + size, start)
    blocks = blocks_of(prepared_of(frame, horizon=25, origin="daily", timezone="Europe/Oslo"))
    starts = [
        f"{moment.tz_convert('UTC'):%Y-%m-%dT%H:%M:%SZ}"
        for moment in pd.date_range(
            pd.Timestamp(start, tz="UTC").tz_convert("Europe/Oslo"), periods=5, freq="D"
        )
    ]
    assert list(blocks) == starts[1:]
    whole = blocks[day]
    nights = [moment for moment in whole if moment < starts[starts.index(day) + 1]]
    assert len(nights) == size
    in_utc = blocks_of(prepared_of(frame, horizon=24, origin="daily"))
    assert all(first.endswith("T00:00:00Z") for first in in_utc)


def test_a_step_beyond_the_end_of_a_block_belongs_to_the_next_day_too():
    """A horizon of more than a day's steps makes forecasts of two days overlap."""
    prepared = prepared_of(hourly(24 * 6), horizon=30, origin="daily")
    assert prepared.targets.overlap == 2


def test_a_day_without_its_first_hour_begins_at_the_next_there_is():
    steps = to_steps(panel_of(hourly(10)))
    times = np.array([0, 5, 26, 30, 49, 50, 51, 80, 81, 82, 83]) * HOUR
    begins = daily_starts(steps, times, 0)
    assert (times[begins] // HOUR).tolist() == [0, 26, 49, 80]


def test_of_too_many_targets_the_same_moments_stay_for_all_symbols(monkeypatch):
    monkeypatch.setattr(targets_module, "_MOST_TARGETS", 100)
    steps, targets = targets_of([90, 90, 60], 2)
    known = targets.known
    assert known.sum() < 200
    moments = [set(targets.moment[known & (targets.code == code)]) for code in range(3)]
    assert moments[0] == moments[1]
    # A symbol's own newest origin stays, to forecast from.
    assert targets.step[targets.unknown].tolist() == [1, 2] * 3
    assert (targets.last[targets.unknown] == np.repeat([89.0, 1089.0, 2059.0], 2)).all()
    assert moments[2] <= moments[0] | {
        int(steps.time[targets.base[known & (targets.code == 2)]].max())
    }
