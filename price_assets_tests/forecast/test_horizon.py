"""More than one step ahead, from every price or once a day."""

import numpy as np
import pandas as pd
import pytest

from price_assets.forecast import TrainSettings, backtest, score, train
from price_assets.forecast.significance import diebold_mariano

from .tables import hours, mean_reverting, random_walk, table, weekdays

FEW = 20


@pytest.fixture(scope="module")
def five():
    frame = mean_reverting(rows=420, symbols=2)
    settings = TrainSettings(horizon=5, trees=FEW)
    return frame, settings, train(frame, settings)


def test_the_next_five_prices_are_forecast_at_their_times(five):
    _, _, model = five
    for number, name in enumerate(("S0", "S1")):
        steps = model.forecast[5 * number : 5 * number + 5]
        assert [step.symbol for step in steps] == [name] * 5
        assert [step.step for step in steps] == [1, 2, 3, 4, 5]
        assert [step.timestamp for step in steps] == weekdays(425)[-5:]
        assert {step.last_timestamp for step in steps} == {weekdays(420)[-1]}
        widths = [step.intervals["0.8"].high - step.intervals["0.8"].low for step in steps]
        assert widths == sorted(widths), "further ahead less is sure"


def test_each_step_has_figures_of_its_own_that_equal_a_recount(five):
    frame, settings, model = five
    table_of = backtest(frame, settings)
    metrics = model.metrics
    assert [item.step for item in metrics.steps] == [1, 2, 3, 4, 5]
    for item in metrics.steps:
        part = table_of[table_of["step"] == item.step]
        error = (part["actual"] - part["forecast"]).abs()
        naive = (part["actual"] - part["naive"]).abs()
        assert item.rows == len(part)
        assert item.mae == pytest.approx(error.mean())
        assert item.mae_naive == pytest.approx(naive.mean())
        ratio = error.groupby(part["symbol"]).mean() / naive.groupby(part["symbol"]).mean()
        assert item.skill == pytest.approx(1 - ratio.mean())
    assert metrics.rows == sum(item.rows for item in metrics.steps) == len(table_of)
    assert metrics.steps[4].rows == metrics.steps[0].rows - 2 * 4


def test_the_test_allows_for_forecasts_that_overlap(five):
    frame, settings, model = five
    found = backtest(frame, settings)
    error = (found["actual"] - found["forecast"]).abs()
    naive = (found["actual"] - found["naive"]).abs()
    unit = naive.groupby(found["symbol"]).transform("mean")
    series = ((error - naive) / unit).groupby(found["origin"]).mean().to_numpy()
    assert model.metrics.p_value == pytest.approx(diebold_mariano(series, 5), rel=1e-6)
    assert model.metrics.p_value != pytest.approx(diebold_mariano(series), rel=1e-3)


def test_of_overlapping_forecasts_the_picture_shows_the_furthest(five):
    frame, settings, model = five
    found = backtest(frame, settings)
    last = found[(found["step"] == 5) & (found["symbol"] == "S1")]
    series = model.backtest[1]
    assert series.timestamps == last["timestamp"].tolist()
    assert series.forecast == last["forecast"].tolist()


def test_a_level_that_prices_come_back_to_is_told_at_every_step(five):
    *_, model = five
    assert model.metrics.beats_naive
    for item in model.metrics.steps:
        assert item.mae < 0.95 * item.mae_naive


def test_of_random_walks_five_steps_ahead_nothing_is_claimed_and_naive_nearly_always_kept():
    kept = claims = 0
    for seed in range(12):
        frame = random_walk(rows=300, symbols=2, seed=seed)
        model = train(frame, TrainSettings(horizon=5, trees=FEW))
        claims += model.metrics.beats_naive
        if next(item.name for item in model.candidates if item.chosen) == "naive":
            kept += 1
            assert all(step.price == step.last_price for step in model.forecast)
    # Of 12 tests at 5 % no more than 3 pass by chance in 99 of 100 cases.
    assert claims <= 3
    assert kept >= 9


def shaped_day(count, seed=3):
    random = np.random.default_rng(seed)
    shape = 10.0 * np.sin(np.arange(24) / 24 * 2 * np.pi)
    level = np.repeat(np.cumsum(random.normal(size=count)), 24)
    return np.tile(shape, count) + level + random.normal(size=24 * count)


DAILY = TrainSettings(horizon=24, origin="daily", trees=FEW)


def test_once_a_day_the_whole_next_day_is_forecast():
    frame = table({"north": (hours(24 * 60), shaped_day(60))})
    model = train(frame, DAILY)
    assert [step.timestamp for step in model.forecast] == hours(24 * 61)[-24:]
    assert model.metrics.beats_naive
    assert model.metrics.mae < 0.3 * model.metrics.mae_naive
    # Two noises of one lie in what yesterday tells, and one day's step of the level.
    assert model.metrics.mae < 1.1 * model.metrics.mae_seasonal_naive
    found = backtest(frame, DAILY)
    assert set(pd.to_datetime(found["origin"]).dt.hour) == {23}
    assert len(found) == model.metrics.rows == 24 * 12
    assert (pd.to_datetime(found["timestamp"]).dt.hour + 1 == found["step"]).all()


def test_scoring_in_the_middle_of_a_day_says_what_was_said_at_its_start():
    prices = shaped_day(62)
    frame = table({"north": (hours(24 * 60), prices[: 24 * 60])})
    model = train(frame, DAILY)
    later = table({"north": (hours(24 * 60 + 7), prices[: 24 * 60 + 7])})
    scored = score(later, model)
    before = {step.timestamp: step.price for step in model.forecast}
    assert [step.step for step in scored.forecast] == list(range(8, 25))
    for step in scored.forecast:
        assert step.price == before[step.timestamp]


def test_fitting_anew_within_the_measured_span_changes_the_forecasts_and_not_the_rows():
    frame = mean_reverting(rows=300, symbols=1)
    once = backtest(frame, TrainSettings(trees=FEW))
    anew = backtest(frame, TrainSettings(trees=FEW, refit_every=28))
    same = ["symbol", "timestamp", "step", "origin", "actual", "naive"]
    pd.testing.assert_frame_equal(once[same], anew[same])
    changed = (once["forecast"] != anew["forecast"]).to_numpy()
    # The first 28 days are forecast by the same fit.
    assert not changed[:20].any()
    assert changed[20:].mean() > 0.9
