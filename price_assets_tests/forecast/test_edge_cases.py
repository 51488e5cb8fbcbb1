"""Tables that are short, flat, uneven or odd still give a sound document."""

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.forecast import TrainSettings, score, train

from .tables import days, hours, table, weekdays

FEW = TrainSettings(trees=20)


def sound(model):
    """Hold a document against what must hold for every one, and return it."""
    json.loads(model.content, parse_constant=lambda name: pytest.fail(f"the document has {name}"))
    for step in model.forecast:
        assert math.isfinite(step.price)
        assert 0.0 <= step.probability_of_rise <= 1.0
        for interval in step.intervals.values():
            assert interval.low <= step.price <= interval.high
        assert step.timestamp > step.last_timestamp
    figures = model.metrics
    assert (figures.mae is None) == (figures.reason is not None) == (figures.rows == 0)
    assert figures.verdict
    return model


@pytest.mark.parametrize("rows", [1, 2, 3, 5])
def test_a_few_rows_give_the_naive_forecast_and_say_why_there_are_no_figures(rows):
    model = sound(train(table({"A": (days(rows), np.arange(rows) + 7.0)})))
    (step,) = model.forecast
    assert (step.price, step.method, step.probability_of_rise) == (rows + 6.0, "naive", 0.5)
    assert model.metrics.mae is None
    assert f"of {rows} rows" in model.metrics.reason
    assert model.metrics.reason in model.metrics.verdict
    assert any("fewer than 10 prices" in note for note in model.notes)
    assert all(candidate.mae is None for candidate in model.candidates)


def test_the_only_price_of_a_symbol_has_no_interval_and_a_note():
    model = sound(train(table({"A": (days(300), np.sin(np.arange(300.0))), "B": (days(1), [5.0])})))
    assert model.forecast[0].intervals
    assert model.forecast[1].intervals == {}
    assert any(note.startswith("B: one price alone") for note in model.notes)


def test_constant_prices_stay_what_they_are():
    model = sound(train(table({"A": (days(300), np.full(300, 42.0))})))
    assert model.forecast[0].price == 42.0
    assert model.metrics.mae == model.metrics.mae_naive == 0.0
    assert model.metrics.skill is None
    assert model.metrics.auc is None
    assert model.metrics.unchanged == model.metrics.rows == 60
    assert any("no change of price" in note for note in model.notes)


def test_a_constant_symbol_beside_a_moving_one_does_not_count_in_the_skill():
    random = np.random.default_rng(1)
    flat = (days(400), np.full(400, 3.0))
    noise = 10 + random.normal(size=400)
    model = sound(train(table({"flat": flat, "noise": (days(400), noise)})))
    by_name = {item.symbol: item for item in model.metrics.symbols}
    assert by_name["flat"].skill is None
    assert model.metrics.skill == pytest.approx(by_name["noise"].skill)
    assert model.metrics.beats_naive
    assert model.forecast[0].price == 3.0


def test_negative_and_zero_prices_are_forecast_like_others():
    random = np.random.default_rng(2)
    around_zero = np.round(5 * random.normal(size=500))
    model = sound(train(table({"A": (days(500), around_zero), "B": (days(500), around_zero - 50)})))
    assert model.metrics.beats_naive
    first, second = model.forecast
    # Nearly: the two are told apart by their name and their level.
    assert first.price - 50 == pytest.approx(second.price, abs=0.2)
    assert around_zero.min() < 0 < around_zero.max()
    assert (around_zero == 0).any()


def test_units_do_not_matter():
    random = np.random.default_rng(3)
    prices = random.normal(size=400)
    # Powers of two, so that the arithmetic is the same to the bit.
    small, large = (
        sound(train(table({"A": (days(400), prices * 2.0**power)}))) for power in (-40, 40)
    )
    assert small.metrics.skill == large.metrics.skill
    assert small.forecast[0].price * 2.0**80 == large.forecast[0].price


def test_symbols_of_very_different_length_share_one_model():
    random = np.random.default_rng(4)
    long, short = random.normal(size=1500), random.normal(size=30)
    model = sound(train(table({"long": (days(1500), long), "short": (days(1500)[-30:], short)})))
    assert [step.method for step in model.forecast] == [model.estimator["candidate"]] * 2
    assert model.estimator["candidate"] != "naive"
    assert model.forecast[1].price != model.forecast[1].last_price


def test_a_symbol_that_ended_long_ago_is_forecast_from_its_own_end_and_noted():
    random = np.random.default_rng(5)
    model = sound(
        train(
            table(
                {
                    "dead": (weekdays(100), random.normal(size=100)),
                    "live": (weekdays(600), random.normal(size=600)),
                }
            )
        )
    )
    assert model.forecast[0].timestamp == weekdays(101)[-1]
    assert any(note.startswith("dead: its last price is over 90 days") for note in model.notes)
    assert model.metrics.symbols[0].rows == 0
    assert model.metrics.symbols[0].mae is None
    assert [series.symbol for series in model.backtest] == ["live"]


def test_dates_and_times_may_be_mixed_between_symbols():
    random = np.random.default_rng(6)
    model = sound(
        train(
            table(
                {
                    "daily": (weekdays(300), random.normal(size=300)),
                    "hourly": (hours(700), random.normal(size=700)),
                    "local": (
                        [f"{day}T17:00:00" for day in weekdays(200)],
                        random.normal(size=200),
                    ),
                }
            )
        )
    )
    assert [step.timestamp[10:] for step in model.forecast] == ["", "T04:00:00Z", "T17:00:00"]


def test_thousands_of_short_symbols_are_one_panel():
    random = np.random.default_rng(7)
    stamps = weekdays(30)
    prices = random.normal(size=(2000, 30))
    frame = table({f"S{number:04d}": (stamps, row) for number, row in enumerate(prices)})
    model = sound(train(frame, FEW))
    assert len(model.forecast) == 2000
    assert model.metrics.skill > 0.2
    assert len(model.notes) <= 5
    assert score(frame, model).forecast == model.forecast


def test_levels_of_any_size_share_one_panel():
    """A price of 0.00001 is told as well as one of a thousand million."""
    random = np.random.default_rng(9)
    noise = random.normal(size=(4, 400))
    for row in range(1, 400):
        noise[:, row] += 0.5 * noise[:, row - 1]
    units = (1e-5, 1.0, 1e4, 1e9)
    frame = table(
        {
            f"S{n}": (weekdays(400), unit * (100.0 + series))
            for n, (unit, series) in enumerate(zip(units, noise, strict=True))
        }
    )
    model = sound(train(frame, FEW))
    assert model.metrics.beats_naive
    for item, unit in zip(model.metrics.symbols, units, strict=True):
        assert item.skill > 0.0
        assert 0.5 < item.mae_naive / unit < 1.5
    assert model.metrics.skill == pytest.approx(
        np.mean([item.skill for item in model.metrics.symbols])
    )


def test_a_panel_with_gaps_of_its_own_in_each_symbol_is_forecast():
    random = np.random.default_rng(10)
    series = {}
    for number in range(5):
        kept = np.sort(random.choice(500, size=300 + 40 * number, replace=False))
        stamps = np.array(days(500))[kept].tolist()
        series[f"S{number}"] = (stamps, random.normal(size=len(kept)))
    model = sound(train(table(series), FEW))
    assert model.metrics.beats_naive
    assert [step.last_timestamp for step in model.forecast] == [
        stamps[-1] for stamps, _ in series.values()
    ]


def test_a_single_moment_for_all_symbols_is_no_history():
    model = sound(train(table({name: (["2024-01-01"], [1.0]) for name in "ABC"})))
    assert model.metrics.rows == 0
    assert [step.price for step in model.forecast] == [1.0, 1.0, 1.0]


@pytest.mark.parametrize(
    "stamps", [days, lambda count: [f"{1000 + n}-01-01" for n in range(count)]]
)
def test_a_straight_line_is_followed(stamps):
    model = sound(train(table({"A": (stamps(400), np.arange(400.0))})))
    assert model.metrics.beats_naive
    assert model.forecast[0].price == pytest.approx(400.0, abs=0.05)


def test_a_jump_after_a_long_rest_is_survived():
    prices = np.concatenate([np.full(200, 5.0), np.full(200, 1e6)])
    model = sound(train(table({"A": (days(400), prices)})))
    assert model.forecast[0].price == 1e6


def test_tiny_and_huge_numbers_together_are_survived():
    random = np.random.default_rng(8)
    sizes = np.where(np.arange(300) % 50 == 0, 1e50, 1e-50)
    sound(train(table({"A": (days(300), random.normal(size=300) * sizes)})))


def test_a_change_too_small_to_compute_with_is_none():
    model = sound(train(table({"A": (days(3), [0.0, 2.5e-311, 1.0])})))
    assert model.forecast[0].price == 1.0


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.lists(
            st.one_of(st.floats(-1e59, 1e59), st.sampled_from([0.0, 1.0, 2.5e-311])),
            min_size=1,
            max_size=25,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_finite_prices_give_a_sound_document_that_scores_again(series):
    frame = table({f"S{n}": (days(len(prices)), prices) for n, prices in enumerate(series)})
    model = sound(train(frame))
    again = sound(score(frame, model))
    assert [step.price for step in again.forecast] == [step.price for step in model.forecast]
