"""Linear models of all steps of a day."""

import numpy as np
import pytest

from price_assets.forecast.day_ahead.days import FIRST_DAY, Days
from price_assets.forecast.day_ahead.model import WindowPart
from price_assets.forecast.day_ahead.windows import Window, fit_window

DAYS, STEPS = 260, 3


def calendar(prices, known):
    number = np.arange(18_000, 18_000 + len(prices))
    return Days(number, prices, prices, known, (number + 3) % 7)


@pytest.fixture(scope="module")
def days():
    random = np.random.default_rng(1)
    known = random.normal(size=(DAYS, STEPS, 1)) * 10.0 + 50.0
    prices = 2.0 * known[:, :, 0] + random.normal(scale=0.5, size=(DAYS, STEPS))
    return calendar(prices, known)


def fitted(days, day, window, prices=None):
    return fit_window(days.inputs(), days.prices if prices is None else prices, day, window, {})


@pytest.mark.parametrize("window", [Window(200, (0.01,), None), Window(200, (), 1.0)])
def test_what_is_known_ahead_of_a_day_tells_its_prices(days, window):
    fit = fitted(days, DAYS - 20, window)
    told = fit.forecast(days.inputs()[-20:])
    assert np.abs(told - days.prices[-20:]).mean() < 1.5
    assert np.abs(days.prices[-20:] - days.prices[-21:-1]).mean() > 10.0


def test_a_fit_has_seen_the_days_before_it_and_of_its_window_alone(days):
    window = Window(100, (0.02,), 30.0)
    fit = fitted(days, 200, window)
    changed = days.prices.copy()
    changed[200:] += 50.0
    changed[:100] -= 50.0
    other = fitted(days, 200, window, changed)
    np.testing.assert_array_equal(fit.coefficients, other.coefficients)
    assert (fitted(days, 201, window, changed).coefficients != fit.coefficients).any()


def test_a_day_is_forecast_to_the_same_bits_alone_and_among_others(days):
    fit = fitted(days, 200, Window(100, (0.02,), 30.0))
    inputs = days.inputs()[200:]
    together = fit.forecast(inputs)
    alone = np.concatenate([fit.forecast(inputs[row : row + 1]) for row in range(len(inputs))])
    np.testing.assert_array_equal(together, alone)


def test_a_fit_in_plain_json_forecasts_the_same_bits(days):
    fit = fitted(days, 200, Window(100, (0.02,), 30.0))
    again = WindowPart.model_validate_json(WindowPart.of(fit).model_dump_json()).fit()
    inputs = days.inputs()[200:]
    np.testing.assert_array_equal(fit.forecast(inputs), again.forecast(inputs))


def test_a_price_spike_does_not_carry_the_fit_away(days):
    window = Window(200, (0.01,), 1.0)
    spiked = days.prices.copy()
    spiked[150] = 1e6
    told = fitted(days, DAYS - 20, window, spiked).forecast(days.inputs()[-20:])
    assert np.abs(told - days.prices[-20:]).mean() < 6.0


@pytest.mark.parametrize("scale", [0.0, 1e-40, -1.0, 1e40])
def test_prices_of_any_size_give_finite_forecasts(days, scale):
    prices = scale * days.prices
    inputs = calendar(prices, days.known).inputs()
    fit = fit_window(inputs, prices, 200, Window(150, (0.02,), 30.0), {})
    told = fit.forecast(inputs[200:])
    assert np.isfinite(told).all()
    wild = inputs[200:].copy()
    wild[:, : STEPS * 2] = 1e60
    assert np.isfinite(fit.forecast(wild)).all()


def test_inputs_are_the_days_before_and_what_is_known_ahead(days):
    inputs = days.inputs()
    assert np.isnan(inputs[: FIRST_DAY - 1]).any(axis=1).all()
    row = inputs[50]
    expected = [days.prices[50 - lag] for lag in (1, 2, 3, 7)]
    expected += [days.known[50 - lag, :, 0] for lag in (0, 1, 7)]
    np.testing.assert_array_equal(row[: STEPS * 7], np.concatenate(expected))
    # Day 18,050 since 1970 was a Sunday … counted from Monday as 0.
    assert row[-7:].tolist() == [float(number == (18_050 + 3) % 7) for number in range(7)]
