"""The table of every forecast of the measured span."""

import numpy as np
import pytest

from price_assets.forecast import TrainSettings, backtest, score, train

from .tables import mean_reverting, table


def test_its_figures_are_those_that_train_publishes(reverting_table, reverting_model):
    found = backtest(reverting_table)
    metrics = reverting_model.metrics
    assert list(found.columns) == [
        "symbol",
        "timestamp",
        "step",
        "origin",
        "actual",
        "forecast",
        "naive",
        "probability_of_rise",
        "low_80",
        "high_80",
        "low_95",
        "high_95",
    ]
    assert len(found) == metrics.rows
    assert (found["actual"] - found["forecast"]).abs().mean() == pytest.approx(metrics.mae)
    assert (found["actual"] - found["naive"]).abs().mean() == pytest.approx(metrics.mae_naive)
    for level, name in (("0.8", "80"), ("0.95", "95")):
        inside = found["actual"].between(found[f"low_{name}"], found[f"high_{name}"])
        assert metrics.coverage[level] == pytest.approx(inside.mean())
    assert (found["timestamp"].min(), found["timestamp"].max()) == (metrics.from_, metrics.to)


def test_each_row_stands_beside_the_table_it_came_from(reverting_table):
    found = backtest(reverting_table, TrainSettings(trees=20))
    prices = reverting_table.set_index(["symbol", "timestamp"])["price"]
    key = ["symbol", "timestamp"]
    np.testing.assert_array_equal(found["actual"], prices.loc[list(map(tuple, found[key].values))])
    before = found[["symbol", "origin"]]
    np.testing.assert_array_equal(found["naive"], prices.loc[list(map(tuple, before.values))])
    assert (found["origin"] < found["timestamp"]).all()
    assert list(zip(found["symbol"], found["timestamp"], strict=True)) == sorted(
        zip(found["symbol"], found["timestamp"], strict=True)
    )


def test_a_forecast_of_the_span_is_what_a_model_of_the_rows_before_it_says():
    frame = mean_reverting(rows=300, symbols=2)
    found = backtest(frame, TrainSettings(trees=20))
    # The same choice, made from the same rows: the first forecast of each symbol.
    first = found["timestamp"].min()
    model = train(frame, TrainSettings(trees=20))
    assert found[found["timestamp"] == first]["forecast"].tolist() == [
        series.forecast[0] for series in model.backtest
    ]
    scored = score(frame[frame["timestamp"] < first], model)
    assert [step.timestamp for step in scored.forecast] == [first, first]


def test_a_few_rows_have_a_table_too():
    found = backtest(table({"A": (["2024-01-01", "2024-01-02", "2024-01-03"], [1.0, 2.0, 4.0])}))
    assert found["forecast"].tolist() == found["naive"].tolist() == [2.0]
    assert found[["low_80", "high_95"]].isna().all().all()
