"""An existing fit is applied as it is."""

import json

import numpy as np
import pandas as pd
import pytest

from price_assets.checkpoints import CleanPrices, PriceAssetsError
from price_assets.forecast import score, train
from price_assets.forecast.estimator import Estimator, read_estimator
from price_assets.forecast.features import make_features
from price_assets.forecast.panel import as_clean, to_panel, to_steps
from price_assets_tests.examples import clean_prices_of

from .tables import days, mean_reverting, table, weekdays


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


def test_unknown_and_absent_symbols_are_noted(reverting_table, reverting_model):
    renamed = reverting_table.assign(symbol=reverting_table["symbol"].replace("S2", "T9"))
    scored = score(renamed, reverting_model)
    assert any(note.startswith("T9: not among the symbols") for note in scored.notes)
    assert any(note.startswith("S2: trained on, but without") for note in scored.notes)
    known = {step.symbol: step.price for step in reverting_model.forecast}
    assert scored.forecast[2].price == known["S2"], "the shared model knows no names"


def test_data_quality_and_sources_are_those_of_the_new_prices(reverting_table, reverting_model):
    clean = CleanPrices.from_frame(reverting_table)
    summary = clean.summary.model_copy(
        update={"rows_in": clean.summary.rows_in + 4, "rejected": {"unreadable price": 4}}
    )
    clean.summary = summary
    assert score(clean, reverting_model).data_quality == summary


def test_predictions_survive_plain_json_to_the_bit(reverting_table, reverting_model):
    steps = to_steps(to_panel(as_clean(reverting_table)))
    features = make_features(steps)
    rows = np.flatnonzero(features.usable)
    first = read_estimator(reverting_model.estimator)
    second = read_estimator(json.loads(json.dumps(reverting_model.estimator)))
    change = first.change(features, rows)
    assert change.any()
    np.testing.assert_array_equal(change, second.change(features, rows))
    np.testing.assert_array_equal(
        first.probability_of_rise(features, rows, change),
        second.probability_of_rise(features, rows, change),
    )


def test_one_symbol_scored_alone_gets_the_same_bits(reverting_table, reverting_model):
    alone = reverting_table[reverting_table["symbol"] == "S1"]
    assert score(alone, reverting_model).forecast == [reverting_model.forecast[1]]


def broken_estimators(plain):
    boosted = "tree\nnot a model\nend of trees\n"
    yield {**plain, "form": "something/9"}, "form"
    yield {key: value for key, value in plain.items() if key != "shrinkage"}, "shrinkage"
    yield {**plain, "shrinkage": 1.5}, "shrinkage"
    yield {**plain, "pickle": "x"}, "pickle"
    yield {**plain, "features": plain["features"][:-1]}, "other features"
    yield {**plain, "candidate": "ridge", "ridge": None}, "no part 'ridge'"
    yield {**plain, "boosting": {"text": "tree\nversion=v4"}}, "cut off"
    yield {**plain, "boosting": {"text": boosted}}, "boosted trees"
    logistic = plain["logistic"]
    yield {**plain, "logistic": {**logistic, "centre": logistic["centre"][1:]}}, "differ in length"
    columns = ["volume", *logistic["columns"][1:]]
    yield {**plain, "logistic": {**logistic, "columns": columns}}, "unknown columns"


def test_a_damaged_estimator_is_refused_in_one_line(reverting_table, reverting_model):
    for plain, words in broken_estimators(reverting_model.estimator):
        with pytest.raises(PriceAssetsError, match=words) as error:
            score(reverting_table, reverting_model.model_copy(update={"estimator": plain}))
        assert "train the model again" in str(error.value)
        assert "\n" not in str(error.value)


def test_params_of_another_version_are_refused_in_one_line(longer_table, early_model):
    other = early_model.model_copy(update={"params": {"unheard_of": 1}})
    with pytest.raises(PriceAssetsError, match="params cannot be read: unheard_of"):
        score(longer_table, other)


def test_no_rows_are_refused(reverting_table, reverting_model):
    with pytest.raises(PriceAssetsError, match="no clean prices"):
        score(reverting_table.iloc[:0], reverting_model)


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


def test_the_candidates_parts_are_all_in_the_estimator(reverting_model):
    estimator = Estimator.model_validate(reverting_model.estimator)
    assert estimator.logistic is not None
    assert estimator.ridge is not None or estimator.boosting is not None


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
