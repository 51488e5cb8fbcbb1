"""An existing fit is applied as it is."""

import json

import numpy as np
import pandas as pd
import pytest

from price_assets.checkpoints import CleanPrices
from price_assets.forecast import TrainSettings, score, train
from price_assets.forecast.estimator import read_estimator
from price_assets_tests.examples import clean_prices_of

from .prepared import prepared_of
from .tables import days, hours, mean_reverting, table, weekdays

FEW = TrainSettings(trees=20)


@pytest.fixture(scope="module")
def longer_table():
    return mean_reverting(rows=480)


@pytest.fixture(scope="module")
def early_model(longer_table):
    return train(longer_table[longer_table["timestamp"] <= weekdays(420)[-1]])


def test_unchanged_prices_give_the_same_forecasts_and_no_figures(reverting_table, reverting_model):
    scored = score(reverting_table, reverting_model)
    assert scored.forecast == reverting_model.forecast
    assert scored.metrics.mae is None
    assert "no row is later than" in scored.metrics.reason
    assert scored.backtest == []
    for kept in ("trained", "params", "candidates", "estimator", "fit"):
        assert getattr(scored, kept) == getattr(reverting_model, kept)
    assert (scored.mode, scored.scored.fit) == ("score", reverting_model.fit)


def test_later_rows_are_measured_and_equal_a_slow_recount(longer_table, early_model):
    scored = score(longer_table, early_model)
    assert scored.metrics.rows == 3 * 60
    assert scored.metrics.from_ == weekdays(421)[-1]
    assert scored.metrics.to == weekdays(480)[-1]
    errors = [
        abs(actual - forecast)
        for series in scored.backtest
        for actual, forecast in zip(series.actual, series.forecast, strict=True)
    ]
    assert scored.metrics.mae == pytest.approx(sum(errors) / len(errors))
    assert scored.metrics.beats_naive
    assert scored.metrics.auc_interval.low > 0.5


def test_each_backtest_forecast_is_what_was_said_before_the_price_came(longer_table, early_model):
    scored = score(longer_table, early_model)
    for at in (0, 1, 30, 59):
        stamp = weekdays(480)[420 + at]
        before = score(longer_table[longer_table["timestamp"] < stamp], early_model)
        for series, step in zip(scored.backtest, before.forecast, strict=True):
            assert step.timestamp == series.timestamps[at] == stamp
            assert step.price == series.forecast[at]


def test_scoring_a_scored_document_gives_the_same_bytes(longer_table, early_model):
    once = score(longer_table, early_model)
    twice = score(longer_table, once)
    assert twice.fit == once.fit == early_model.fit
    assert twice.content == once.content == score(longer_table, early_model).content


def test_unknown_and_absent_symbols_are_noted_and_marked(reverting_table, reverting_model):
    renamed = reverting_table.assign(symbol=reverting_table["symbol"].replace("S2", "T9"))
    scored = score(renamed, reverting_model)
    assert any(note.startswith("T9: not among the symbols") for note in scored.notes)
    assert any(note.startswith("S2: trained on, but without") for note in scored.notes)
    assert [step.new_symbol for step in scored.forecast] == [False, False, True]
    assert not any(step.new_symbol for step in reverting_model.forecast)
    # The shared model forecasts it: nearly as it did under the name that it knew.
    known = {step.symbol: step for step in reverting_model.forecast}["S2"]
    new = scored.forecast[2]
    assert new.method == known.method != "naive"
    assert new.price != new.last_price
    assert new.price == pytest.approx(known.price, abs=2.0)


def test_data_quality_and_sources_are_those_of_the_new_prices(reverting_table, reverting_model):
    clean = CleanPrices.from_frame(reverting_table)
    summary = clean.summary.model_copy(
        update={"rows_in": clean.summary.rows_in + 4, "rejected": {"unreadable price": 4}}
    )
    clean.summary = summary
    found = score(clean, reverting_model).data_quality.model_dump()
    assert found == {**summary.model_dump(), "rejected_by_source": {}}


def test_predictions_survive_plain_json_to_the_bit(reverting_table, reverting_model):
    features = prepared_of(reverting_table).features
    rows = np.flatnonzero(features.usable)
    first = read_estimator(reverting_model.estimator)
    second = read_estimator(json.loads(json.dumps(reverting_model.estimator)))
    assert list(features.names) == first.features
    taken = features.take(rows)
    change = first.change(taken)
    assert change.any()
    np.testing.assert_array_equal(change, second.change(taken))
    score = first.rise_score(taken)
    assert np.ptp(first.mix.probability(score)) > 0.2
    np.testing.assert_array_equal(score, second.rise_score(taken))
    assert first.mix == second.mix


def test_a_symbol_scored_alone_is_forecast_by_the_shared_model(reverting_table, reverting_model):
    alone = reverting_table[reverting_table["symbol"] == "S1"]
    (step,) = score(alone, reverting_model).forecast
    beside = reverting_model.forecast[1]
    assert (step.symbol, step.method, step.new_symbol) == ("S1", beside.method, False)
    # Not to the bit: how the others moved is not known here.
    assert step.price == pytest.approx(beside.price, abs=2.0)


def shuffled_order(frame, seed):
    return frame.sample(frac=1.0, random_state=seed)


def test_the_order_of_rows_does_not_matter(longer_table, early_model):
    assert score(shuffled_order(longer_table, 1), early_model).content == (
        score(longer_table, early_model).content
    )


@pytest.fixture(scope="module")
def mixed_table():
    random = np.random.default_rng(8)
    shape = 5.0 * np.sin(np.arange(700) / 24 * 2 * np.pi)
    return table(
        {
            "daily": (days(400), random.normal(size=400)),
            "hourly": (hours(700), shape + random.normal(size=700)),
        }
    )


@pytest.fixture(scope="module")
def mixed_model(mixed_table):
    return train(mixed_table, FEW)


@pytest.mark.parametrize("name", ["daily", "hourly"])
def test_of_a_panel_of_two_rhythms_each_can_be_scored_alone(name, mixed_table, mixed_model):
    """Features that only the other had must not shift those of this one."""
    assert mixed_model.estimator["weights"], "the case must have a fit to apply"
    assert [len(item.seasonal_periods) for item in mixed_model.frequencies] == [1, 2]
    (step,) = score(mixed_table[mixed_table["symbol"] == name], mixed_model).forecast
    beside = {step.symbol: step for step in mixed_model.forecast}[name]
    assert step.method == beside.method
    assert step.price == pytest.approx(beside.price, abs=1.5)


def test_a_short_table_is_scored_with_the_features_of_the_long_one():
    """Too few moments for a season of the panel must not shift the other features."""
    frame = mean_reverting(rows=400, symbols=2)
    model = train(frame, FEW)
    for rows in (12, 11, 9):
        part = frame.groupby("symbol").tail(rows)
        steps = score(part, model).forecast
        assert all(np.isfinite(step.price) for step in steps)
        made = prepared_of(part).features.names
        assert list(made) == model.estimator["features"], rows


def test_a_symbol_too_short_to_tell_its_frequency_is_taken_as_the_usual(reverting_model):
    scored = score(table({"S9": (days(3), [1.0, 2.0, 3.0])}), reverting_model)
    assert scored.forecast[0].method == "naive"


def test_seasons_of_other_weekdays_are_those_trained_on(reverting_model):
    scored = score(table({"S0": (days(100), np.arange(100.0) % 7)}), reverting_model)
    assert scored.frequencies == reverting_model.frequencies


def test_a_naive_fit_scores_too():
    model = train(table({"A": (days(5), [1.0, 2.0, 3.0, 4.0, 5.0])}))
    scored = score(table({"A": (days(7), [1.0, 2.0, 3.0, 4.0, 5.0, 5.0, 8.0])}), model)
    assert scored.metrics.rows == 2
    assert scored.metrics.mae == scored.metrics.mae_naive == 1.5
    assert scored.metrics.unchanged == 1
    assert "2 rows alone, too few rows to tell how accurate" in scored.metrics.verdict
    assert scored.forecast[0].price == 8.0


@pytest.mark.parametrize(("move", "word"), [(1.0, "smaller"), (-1.0, "larger")])
@pytest.mark.parametrize("count", [1, 4])
def test_of_a_few_later_rows_the_verdict_is_that_they_are_too_few(
    reverting_table, reverting_model, count, move, word
):
    # What comes is the forecast itself, or as far beyond the last price on the other side.
    frame = reverting_table
    for _ in range(count):
        step = score(frame, reverting_model).forecast[0]
        came = step.last_price + move * (step.price - step.last_price)
        row = table({"S0": ([step.timestamp], [came])})
        frame = frame.merge(row, how="outer")
    metrics = score(frame, reverting_model).metrics
    assert metrics.rows == count
    assert metrics.skill == pytest.approx(move)
    assert None not in (metrics.mae, metrics.mae_naive)
    assert not metrics.beats_naive
    assert f"measured on {count} row" in metrics.verdict
    assert "too few rows to tell whether it beats the naive one" in metrics.verdict
    assert word in metrics.verdict
    assert "validation" not in metrics.verdict


def test_five_later_rows_are_judged_as_many_are(reverting_table, reverting_model):
    stamps = weekdays(425)[420:]
    later = table({"S0": (stamps, [100.5, 99.5, 100.5, 99.5, 100.5])})
    metrics = score(reverting_table.merge(later, how="outer"), reverting_model).metrics
    assert metrics.rows == 5
    assert "too few rows to tell" not in metrics.verdict


def test_a_few_later_rows_without_a_change_are_too_few_too(reverting_table, reverting_model):
    last = reverting_model.forecast[0].last_price
    later = table({"S0": (weekdays(423)[420:], [last] * 3)})
    metrics = score(reverting_table.merge(later, how="outer"), reverting_model).metrics
    assert (metrics.rows, metrics.skill) == (3, None)
    assert "did not change" in metrics.verdict
    assert "3 rows alone, too few rows to tell" in metrics.verdict


def test_local_and_zoned_ends_are_compared_as_instants():
    base = [f"2024-01-{day:02d}T00:00:00Z" for day in range(1, 9)]
    model = train(table({"A": (base, np.arange(8.0))}))
    later = pd.DataFrame(
        {
            "symbol": ["A"] * 9 + ["B", "B"],
            "timestamp": [*base, "2024-01-09T00:00:00Z", "2024-01-08", "2024-01-09"],
            "price": [*np.arange(9.0), 1.0, 3.0],
        }
    )
    assert score(later, model).metrics.rows == 2


def test_years_far_ahead_are_compared_too():
    far = [f"{year}-01-01" for year in range(3000, 3012)]
    model = train(table({"A": (far[:11], np.arange(11.0))}))
    assert score(table({"A": (far, np.arange(12.0))}), model).metrics.rows == 1


def test_the_forecast_change_is_believed_by_its_share(reverting_table, reverting_model):
    def forecast(share):
        plain = {**reverting_model.estimator, "shrinkage": share}
        model = reverting_model.model_copy(update={"estimator": plain})
        return np.array([step.price for step in score(reverting_table, model).forecast])

    last = np.array([step.last_price for step in reverting_model.forecast])
    np.testing.assert_array_equal(forecast(0.0), last)
    assert (forecast(1.0) != last).all()
    np.testing.assert_allclose(forecast(0.25) - last, (forecast(1.0) - last) / 4, rtol=1e-9)


def test_a_history_that_changed_or_was_cut_off_is_noted():
    whole = clean_prices_of(list(np.round(np.cumsum(np.random.default_rng(9).normal(size=80)), 3)))
    model = train(whole)
    prices = whole.frame["price"].tolist()
    assert not any("trained on have changed" in note for note in score(whole, model).notes)
    for changed in ([prices[0] * 1.5, *prices[1:]], prices[:-10]):
        notes = score(clean_prices_of(changed), model).notes
        assert any("WTI: the rows trained on have changed since" in note for note in notes)


def test_naive_kept_for_want_of_rows_is_not_said_to_have_won():
    verdict = train(clean_prices_of([float(n % 7) for n in range(50)])).metrics.verdict
    assert "there were too few rows to try any other" in verdict
