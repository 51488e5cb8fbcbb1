"""The choice, the measure and the forecast of `train`."""

import logging
import math

import numpy as np
import pytest

from price_assets.checkpoints import ModelDocument, PriceAssetsError
from price_assets.forecast import TrainSettings, train

from .tables import days, hours, mean_reverting, random_walk, table, weekdays


def chosen(model):
    return next(candidate.name for candidate in model.candidates if candidate.chosen)


def by_day(frame):
    """Sum over plain Python values: {(symbol, timestamp): (price, price before)}."""
    found, before = {}, {}
    for row in frame.itertuples():
        found[row.symbol, row.timestamp] = (row.price, before.get(row.symbol))
        before[row.symbol] = row.price
    return found


def test_a_predictable_series_is_forecast_clearly_better_than_naive(reverting_model):
    metrics = reverting_model.metrics
    assert chosen(reverting_model) in ("linear", "boosting", "residual_boosting", "average")
    assert metrics.beats_naive
    assert metrics.skill > 0.08
    assert metrics.mae < metrics.mae_naive
    assert metrics.p_value < 0.01
    assert metrics.auc_interval.low > 0.55
    assert "beats the naive" in metrics.verdict


def test_of_a_random_walk_the_naive_forecast_is_kept_and_the_verdict_says_so(walk_model):
    metrics = walk_model.metrics
    assert chosen(walk_model) == "naive"
    assert "naive forecast (the last price) was kept" in metrics.verdict
    assert (metrics.mae, metrics.skill, metrics.beats_naive) == (metrics.mae_naive, 0.0, False)
    assert metrics.p_value is None
    for step in walk_model.forecast:
        assert (step.price, step.method) == (step.last_price, "naive")


def test_of_many_random_walks_few_lose_the_naive_forecast_and_fewer_claim_a_skill():
    """Each candidate is tested at 5 %; of what passes by chance later rows pass one in twenty."""
    models = [
        train(random_walk(rows=250, symbols=2, seed=seed), TrainSettings(trees=20))
        for seed in range(12)
    ]
    assert sum(chosen(model) != "naive" for model in models) <= 3
    assert sum(model.metrics.beats_naive for model in models) <= 1
    for model in models:
        assert model.metrics.rows == 100
        assert ("beats the naive" in model.metrics.verdict) is model.metrics.beats_naive


def test_a_nonlinear_rule_is_found_by_the_boosted_trees():
    random = np.random.default_rng(11)
    changes = np.zeros(1500)
    for row in range(2, 1500):
        # The direction turns on whether the last two changes agree: no straight line shows it.
        sign = 1.0 if changes[row - 1] * changes[row - 2] > 0 else -1.0
        changes[row] = 0.8 * sign + random.normal()
    model = train(table({"X": (days(1500), 100 + np.cumsum(changes))}))
    assert chosen(model) in ("boosting", "residual_boosting")
    assert model.metrics.beats_naive


def test_figures_equal_a_slow_recount(reverting_table, reverting_model):
    prices = by_day(reverting_table)
    errors, naive_errors, unchanged = {}, {}, 0
    for series in reverting_model.backtest:
        for stamp, actual, forecast in zip(
            series.timestamps, series.actual, series.forecast, strict=True
        ):
            price, before = prices[series.symbol, stamp]
            assert actual == price
            errors.setdefault(series.symbol, []).append(abs(price - forecast))
            naive_errors.setdefault(series.symbol, []).append(abs(price - before))
            unchanged += price == before
    metrics = reverting_model.metrics
    every = [error for part in errors.values() for error in part]
    every_naive = [error for part in naive_errors.values() for error in part]
    assert metrics.rows == len(every) == 252
    assert metrics.unchanged == unchanged
    assert metrics.mae == pytest.approx(math.fsum(every) / len(every))
    assert metrics.mae_naive == pytest.approx(math.fsum(every_naive) / len(every_naive))
    ratios = [math.fsum(errors[name]) / math.fsum(naive_errors[name]) for name in errors]
    assert metrics.skill == pytest.approx(1 - math.fsum(ratios) / len(ratios))
    for symbol in metrics.symbols:
        part, naive_part = errors[symbol.symbol], naive_errors[symbol.symbol]
        assert symbol.rows == len(part)
        assert symbol.mae == pytest.approx(math.fsum(part) / len(part))
        assert symbol.mae_naive == pytest.approx(math.fsum(naive_part) / len(naive_part))
        assert symbol.skill == pytest.approx(1 - symbol.mae / symbol.mae_naive)


def test_the_share_inside_the_interval_equals_a_recount_on_scored_rows(reverting_table):
    from price_assets.forecast import score

    cut = sorted(set(reverting_table["timestamp"]))[380]
    early = reverting_table[reverting_table["timestamp"] < cut]
    model = train(early)
    scored = score(reverting_table, model)
    inside = []
    for stamp in sorted(set(reverting_table["timestamp"]))[380:]:
        origin = score(reverting_table[reverting_table["timestamp"] < stamp], model)
        actual = reverting_table[reverting_table["timestamp"] == stamp].set_index("symbol")["price"]
        for step in origin.forecast:
            interval = step.intervals["0.8"]
            inside.append(interval.low <= actual[step.symbol] <= interval.high)
    assert scored.metrics.coverage["0.8"] == pytest.approx(np.mean(inside))


@pytest.fixture
def altered(reverting_table):
    """The table with other prices in the span that is measured on."""
    cut = sorted(set(reverting_table["timestamp"]))[336]
    frame = reverting_table.copy()
    late = (frame["timestamp"] >= cut).to_numpy()
    frame.loc[late, "price"] = np.random.default_rng(12).normal(500.0, 300.0, size=late.sum())
    return frame


def test_prices_of_the_measured_span_reach_neither_fit_nor_choice(reverting_model, altered):
    other = train(altered)
    assert other.metrics.from_ == reverting_model.metrics.from_
    assert other.candidates == reverting_model.candidates
    for before, after in zip(reverting_model.backtest, other.backtest, strict=True):
        # The first forecast rests on earlier prices alone, and so on the fit alone.
        assert before.forecast[0] == after.forecast[0]
        assert before.forecast[1] != after.forecast[1]


def test_the_stored_fit_is_of_all_rows(reverting_model, altered):
    # The intervals differ anyway; the coefficients only if the fit saw the measured span too.
    assert train(altered).estimator["parts"] != reverting_model.estimator["parts"]


def test_one_symbols_later_prices_do_not_teach_about_anothers_measured_span():
    stamps = days(600)
    random = np.random.default_rng(13)
    early, late = random.normal(size=300), random.normal(size=600)
    base = {"early": (stamps[:300], early), "late": (stamps, late)}
    changed = late.copy()
    changed[480:] = random.normal(size=120) * 9  # 0.8 of the 600 days
    first, second = train(table(base)), train(table({**base, "late": (stamps, changed)}))
    assert first.metrics.from_ == second.metrics.from_ == stamps[480]
    assert first.candidates == second.candidates


@pytest.mark.parametrize(
    "settings",
    [
        TrainSettings(trees=20, seed=5),
        TrainSettings(trees=10),
        TrainSettings(trees=20, leaves=4),
        TrainSettings(trees=20, learning_rate=0.3),
        TrainSettings(trees=20, ridge_penalty=1e5),
        TrainSettings(trees=20, folds=2),
        TrainSettings(trees=20, test_share=0.4),
        TrainSettings(trees=20, test_from="2020-06-01"),
        TrainSettings(trees=20, horizon=2),
        TrainSettings(trees=20, origin="daily", origin_hour=3, horizon=2),
        TrainSettings(trees=20, seasonal_periods=[9]),
        TrainSettings(trees=20, forecaster="sklearn.linear_model:Ridge"),
    ],
    ids=lambda settings: ", ".join(sorted(settings.model_fields_set)),
)
def test_every_setting_changes_the_figures(settings):
    frame = mean_reverting(rows=300, symbols=2)
    usual, other = train(frame, TrainSettings(trees=20)), train(frame, settings)
    assert usual.params != other.params
    assert usual.candidates != other.candidates


def test_significance_decides_how_clear_is_clear(reverting_table):
    assert chosen(train(reverting_table, TrainSettings(significance=1e-300))) == "naive"


def test_mode_and_auto_share_do_not_shape_the_fit(walk_table, walk_model):
    other = train(walk_table, TrainSettings(mode="auto", auto_share=0.5))
    assert other.content == walk_model.content


def test_the_document_survives_its_bytes(reverting_model):
    again = ModelDocument.decode(reverting_model.content, "model.json")
    assert again.content == reverting_model.content
    assert again.broken_rules() == {}


def test_pictures_get_a_bounded_number_of_points():
    frame = random_walk(rows=2500, symbols=1)
    model = train(frame)
    history, backtest = model.history[0], model.backtest[0]
    assert len(history.timestamps) == len(backtest.timestamps) == 200
    assert history.timestamps[0] == frame["timestamp"].iloc[0]
    assert history.timestamps[-1] == backtest.timestamps[-1] == frame["timestamp"].iloc[-1]
    assert history.actual[-1] == frame["price"].iloc[-1]
    assert backtest.timestamps[0] == model.metrics.from_ == frame["timestamp"].iloc[2000]
    for series, least, most in ((history, 12, 13), (backtest, 2, 3)):
        places = [frame["timestamp"].tolist().index(stamp) for stamp in series.timestamps]
        assert set(np.diff(places)) == {least, most}, "they are not spread evenly"
        assert series.actual == frame["price"].iloc[places].tolist()
    # Of a random walk the forecast is the price directly before, not the point drawn before.
    before = [frame["timestamp"].tolist().index(stamp) - 1 for stamp in backtest.timestamps]
    assert backtest.forecast == frame["price"].iloc[before].tolist()


def test_the_forecast_names_what_it_follows(reverting_table, reverting_model):
    last = reverting_table.groupby("symbol").tail(1).set_index("symbol")
    for step in reverting_model.forecast:
        assert step.last_timestamp == last.loc[step.symbol, "timestamp"]
        assert step.last_price == last.loc[step.symbol, "price"]
        assert step.timestamp == weekdays(421)[-1]
        assert step.step == 1


def test_rows_may_come_in_any_order(walk_table, walk_model):
    assert train(walk_table.sample(frac=1.0, random_state=0)).content == walk_model.content


def test_the_log_has_a_start_and_an_end_with_the_figures(reverting_table, reverting_model, caplog):
    with caplog.at_level(logging.INFO, logger="price_assets.forecast"):
        train(reverting_table)
    first, *_, last = caplog.messages
    assert first == "train: start: 1260 rows, 3 symbols"
    metrics = reverting_model.metrics
    for expected in (
        "252 unseen rows",
        f"MAE {metrics.mae:.4g}",
        f"naive MAE {metrics.mae_naive:.4g}",
        f"skill {metrics.skill:.4g}",
        f"AUC {metrics.auc:.4g}",
        chosen(reverting_model),
    ):
        assert expected in last


def test_no_rows_are_refused_with_what_to_do(walk_table):
    with pytest.raises(PriceAssetsError, match="put a file of prices") as error:
        train(walk_table.iloc[:0])
    assert "\n" not in str(error.value)


def test_a_price_too_large_to_compute_with_is_refused_by_name():
    with pytest.raises(PriceAssetsError, match="A has the price 1e\\+300"):
        train(table({"A": (days(3), [1.0, 1e300, 2.0])}))


def test_a_table_without_prices_is_refused(walk_table):
    with pytest.raises(PriceAssetsError, match="column 'price' is missing"):
        train(walk_table.drop(columns="price"))


def test_hours_have_a_daily_season():
    random = np.random.default_rng(14)
    shape = 10 * np.sin(np.arange(24) / 24 * 2 * np.pi)
    prices = np.tile(shape, 40) + random.normal(size=960)
    model = train(table({"H": (hours(960), prices)}))
    assert model.metrics.skill > 0.4
    assert model.forecast[0].timestamp == "2021-04-10T00:00:00Z"
