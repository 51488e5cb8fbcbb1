"""Models of whole days, from a table to the document and back."""

import json

import numpy as np
import pandas as pd
import pytest

from price_assets.checkpoints import ModelDocument, PriceAssetsError
from price_assets.forecast import TrainSettings, backtest, score, train
from price_assets.forecast.cut import cut_calendar
from price_assets.forecast.day_ahead.model import MEMBER_PARTS
from price_assets.forecast.day_ahead.of_panel import RISE_PART, walk_panel
from price_assets_tests.forecast.leakage import features_that_see_the_future
from price_assets_tests.forecast.prepared import prepared_of

from .markets import SETTINGS, STEPS, market, stamps

DAILY = TrainSettings(**SETTINGS)
DAYS = 420


@pytest.fixture(scope="module")
def north():
    return market(days=DAYS)


@pytest.fixture(scope="module")
def model(north):
    return train(north, DAILY)


@pytest.fixture(scope="module")
def measured(north):
    return backtest(north, DAILY)


def walked(frame):
    """Make targets and features with the forecasts of whole days."""
    prepared = prepared_of(frame, **SETTINGS)
    cut = cut_calendar(prepared.panel, prepared.targets, DAILY)
    return walk_panel(prepared, DAILY, cut)[0]


def test_models_of_whole_days_are_candidates_and_beat_the_others(model):
    scores = {item.name: item for item in model.candidates}
    assert set(MEMBER_PARTS) < set(scores)
    assert "linear" not in scores
    chosen = next(item.name for item in model.candidates if item.chosen)
    assert chosen in MEMBER_PARTS
    assert model.metrics.beats_naive
    assert model.metrics.mae < 0.6 * model.metrics.mae_seasonal_naive


def test_the_error_is_near_the_noise_that_nobody_can_tell(measured):
    # The noise has the mean absolute value .80, and the level moves by .24 a day.
    error = (measured["actual"] - measured["forecast"]).abs().mean()
    assert error < 1.15


def test_no_forecast_has_seen_its_own_day_or_a_later_one(north):
    origin = stamps(STEPS * (DAYS - 39))[-STEPS]
    found = walked(north)
    assert {*MEMBER_PARTS, RISE_PART} <= set(found.features.given)
    assert features_that_see_the_future(walked, north, origin, ahead=["load"]) == set()


def test_a_planted_leak_in_the_models_of_days_is_caught(north, monkeypatch):
    from price_assets.forecast.day_ahead import trees

    honest = trees.days_before
    monkeypatch.setattr(
        trees, "days_before", lambda values, count: honest(values, 0 if count == 1 else count)
    )
    origin = stamps(STEPS * (DAYS - 39))[-STEPS]
    seen = features_that_see_the_future(walked, north, origin, ahead=["load"])
    assert {"given day_residual_boosting", "given day_average"} <= seen
    assert "given day_linear" not in seen


def test_the_next_day_is_forecast_from_what_is_known_ahead_of_it(north, model):
    assert [step.timestamp for step in model.forecast] == stamps(STEPS * (DAYS + 1))[-STEPS:]
    assert {step.method for step in model.forecast} <= set(MEMBER_PARTS)
    higher = north.copy()
    higher.loc[higher["price"].isna(), "load"] += 10.0
    other = score(higher, model)
    for before, after in zip(model.forecast, other.forecast, strict=True):
        assert after.price > before.price + 2.0


def test_scoring_needs_the_document_alone_and_repeats_what_training_said(north, model):
    stored = ModelDocument.decode(model.content, "model.json")
    again = score(north, stored)
    assert again.forecast == model.forecast
    assert again.metrics.mae is None


def test_days_scored_one_by_one_and_at_once_are_the_same():
    frame = market(days=DAYS + 5)
    came = frame["timestamp"] < stamps(STEPS * (DAYS + 1))[-STEPS]
    early = frame.assign(price=frame["price"].where(came))
    model = train(early[early["timestamp"] < stamps(STEPS * (DAYS + 2))[-STEPS]], DAILY)
    whole = score(frame, model)
    assert whole.metrics.rows == STEPS * 5
    told = dict(zip(whole.backtest[0].timestamps, whole.backtest[0].forecast, strict=True))
    for days in range(DAYS + 1, DAYS + 6):
        kept = frame[frame["timestamp"] < stamps(STEPS * (days + 1))[-STEPS]].copy()
        kept.loc[kept["timestamp"] >= stamps(STEPS * days)[-STEPS], "price"] = np.nan
        for step in score(kept, model).forecast:
            assert step.price == told[step.timestamp]


def test_intervals_hold_their_share_and_follow_the_recent_errors(measured, model):
    assert model.metrics.coverage["0.8"] == pytest.approx(0.8, abs=0.05)
    assert model.metrics.coverage["0.95"] == pytest.approx(0.95, abs=0.03)
    width = measured["high_80"] - measured["low_80"]
    assert width.groupby(measured["step"]).mean().max() < 2.0 * width.min()


def test_the_probability_of_a_rise_tells(model):
    assert model.metrics.auc > 0.8
    assert model.metrics.calibration_error < 0.1
    assert list(model.estimator["mix"]["weights"]) == [RISE_PART]


def test_the_models_are_fitted_anew_as_often_as_is_set(north, measured):
    often = backtest(north, DAILY.model_copy(update={"refit_every": 1}))
    same = ["symbol", "timestamp", "actual", "naive"]
    pd.testing.assert_frame_equal(often[same], measured[same])
    assert (often["forecast"] != measured["forecast"]).mean() > 0.9


def test_each_of_several_symbols_has_models_of_its_own():
    frame = market(days=DAYS, symbols=("north", "south"))
    both = train(frame, DAILY)
    assert set(both.estimator["days"]) == {"north", "south"}
    alone = score(frame[frame["symbol"] == "south"], both)
    assert [step.price for step in alone.forecast] == [
        step.price for step in both.forecast if step.symbol == "south"
    ]


def test_a_new_symbol_has_no_models_and_is_given_the_last_price(north, model):
    other = market(days=DAYS, symbols=("west",), seed=7)
    scored = score(pd.concat([north, other]), model)
    fresh = [step for step in scored.forecast if step.symbol == "west"]
    assert {(step.method, step.new_symbol) for step in fresh} == {("naive", True)}
    assert {step.price for step in fresh} == {fresh[0].last_price}
    known = [step for step in scored.forecast if step.symbol == "north"]
    assert [step.price for step in known] == [step.price for step in model.forecast]
    assert any("west" in note and "models of whole days" in note for note in scored.notes)


def test_fits_that_have_grown_old_are_noted(model):
    later = market(days=DAYS + 20)
    scored = score(later, model)
    assert any("fitted 20 days before" in note for note in scored.notes)
    assert not any("fitted" in note for note in score(market(days=DAYS + 5), model).notes)


@pytest.mark.parametrize(
    ("rows", "settings"),
    [
        (STEPS * 250, {}),
        (None, {"horizon": 3}),
        (None, {"horizon": 5}),
        (None, {"origin": "every"}),
    ],
    ids=["too few days", "part of a day", "more than a day", "every price"],
)
def test_other_tasks_are_for_the_usual_candidates(north, rows, settings):
    frame = north[north["price"].notna()].iloc[:rows]
    chosen = {**SETTINGS, **settings, "known_ahead": [], "use_extras": False}
    found = {item.name for item in train(frame, TrainSettings(**chosen)).candidates}
    assert "linear" in found
    assert not found & set(MEMBER_PARTS)


def test_days_of_summer_time_are_whole_days_on_the_local_clock():
    # Hours of UTC; the clock is set forward on 28 March and back on 31 October.
    count = 24 * 640
    random = np.random.default_rng(3)
    moments = pd.date_range("2020-12-31T23:00:00", periods=count, freq="h", tz="UTC")
    local = moments.tz_convert("Europe/Oslo")
    price = 10.0 * np.sin(local.hour / 24 * 2 * np.pi) + random.normal(size=count)
    frame = pd.DataFrame(
        {
            "symbol": "NO1",
            "timestamp": [f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in moments],
            "price": price,
        }
    )
    settings = TrainSettings(
        horizon=24,
        origin="daily",
        timezone="Europe/Oslo",
        trees=2,
        test_from="2021-10-20T22:00:00Z",
    )
    found = backtest(frame, settings)
    time = pd.to_datetime(found["timestamp"]).dt.tz_convert("Europe/Oslo")
    back = found[time.dt.date.astype("str") == "2021-10-31"]
    assert len(back) == 24, "the hour that comes twice is the day's 25th step, further than 24"
    # A day of 23 hours: the 24th step is of the day after, whose models know prices that were not
    # there yet at this origin.
    beyond = found[(found["timestamp"] == "2022-03-27T22:00:00Z") & (found["step"] == 24)]
    assert len(beyond) == 1
    assert beyond["forecast"].tolist() == beyond["naive"].tolist()
    error = (found["actual"] - found["forecast"]).abs()
    assert error.mean() < 1.1
    assert error[time.dt.date.astype("str") == "2021-10-31"].mean() < 2.0


def broken(plain):
    """Damage the models of days in every part."""
    part = plain["days"]["north"]
    window = part["windows"][0]

    def with_days(**changes):
        return {**plain, "days": {"north": {**part, **changes}}}

    yield with_days(windows=part["windows"][1:]), "windows"
    yield (
        with_days(windows=[{**window, "centre": window["centre"][1:]}, *part["windows"][1:]]),
        ("coefficients"),
    )
    yield with_days(windows=[{**window, "scale": [0.0]}, *part["windows"][1:]]), "scale"
    yield with_days(trees={}), "trees"
    yield with_days(trees={name: {"text": "tree\n"} for name in part["trees"]}), "cut off"
    yield with_days(weights=[1.0]), "weights"
    yield with_days(weights=[-1.0, 1.0, 1.0, 0.0]), "weights"
    yield with_days(recent_linear=[]), "recent_linear"
    yield with_days(recent_mean=part["recent_mean"][1:]), "recent_mean"
    yield with_days(end="soon"), "end"
    yield {**plain, "days": {}}, "no part 'day_"


def test_damaged_models_are_refused_in_one_line(north, model):
    plain = json.loads(json.dumps(model.estimator))
    score(north, model.model_copy(update={"estimator": plain}))
    for damaged, words in broken(plain):
        with pytest.raises(PriceAssetsError, match=words) as error:
            score(north, model.model_copy(update={"estimator": damaged}))
        assert "train the model again" in str(error.value)
        assert "\n" not in str(error.value)


def test_a_column_known_ahead_that_is_missing_is_refused(north, model):
    with pytest.raises(PriceAssetsError, match="'load', which known_ahead names"):
        score(north.drop(columns="load").dropna(), model)


def test_a_day_without_prices_within_the_history_is_bridged(north):
    gone = north["timestamp"].str[:10].isin(["2021-10-10", "2022-01-05"])
    found = backtest(north[~gone], DAILY)
    error = (found["actual"] - found["forecast"]).abs()
    assert error.mean() < 1.2
