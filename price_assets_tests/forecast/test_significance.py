"""The Diebold-Mariano test, against a slow reading of the papers and against chance."""

import math

import numpy as np
import pytest
from scipy import stats

from price_assets.forecast.significance import diebold_mariano, panel_differences


def slow_diebold_mariano(series):
    count = len(series)
    mean = sum(series) / count
    bandwidth = int(4 * (count / 100) ** (2 / 9))

    def covariance(lag):
        return sum((series[t] - mean) * (series[t - lag] - mean) for t in range(lag, count)) / count

    variance = covariance(0) + 2 * sum(
        (1 - lag / (bandwidth + 1)) * covariance(lag) for lag in range(1, bandwidth + 1)
    )
    h = 1
    corrected = math.sqrt((count + 1 - 2 * h + h * (h - 1) / count) / count)
    return stats.t.cdf(corrected * mean / math.sqrt(variance / count), df=count - 1)


@pytest.mark.parametrize(("count", "shift"), [(10, -0.4), (57, 0.1), (300, -0.05)])
def test_the_p_value_equals_a_slow_reading_of_the_papers(count, shift):
    series = np.random.default_rng(count).normal(loc=shift, size=count)
    assert diebold_mariano(series) == pytest.approx(slow_diebold_mariano(series.tolist()), rel=1e-9)


def rejections(make, trials=1500):
    random = np.random.default_rng(7)
    values = [diebold_mariano(make(random)) for _ in range(trials)]
    return float(np.mean([value is not None and value < 0.05 for value in values]))


def test_equal_forecasts_are_told_apart_in_about_one_case_of_twenty():
    assert 0.03 < rejections(lambda random: random.normal(size=120)) < 0.08


def test_dependent_differences_do_not_make_chance_look_sure():
    def moving_average(random):
        noise = random.normal(size=202)
        return noise[2:] + noise[1:-1] + noise[:-2]

    assert rejections(moving_average) < 0.10


def test_a_better_forecast_has_a_small_p_value_and_a_worse_one_a_large_one():
    noise = np.random.default_rng(8).normal(size=200)
    assert diebold_mariano(noise - 0.5) < 1e-4
    assert diebold_mariano(noise + 0.5) > 1 - 1e-4


@pytest.mark.parametrize("series", [np.zeros(50), np.linspace(-2.0, -1.0, 9), np.zeros(0)])
def test_where_nothing_can_be_told_there_is_no_p_value(series):
    assert diebold_mariano(series) is None


def test_the_same_difference_at_every_moment_is_no_chance():
    assert diebold_mariano(np.full(20, -0.5)) == 0.0
    assert diebold_mariano(np.full(20, 0.5)) == 1.0


def test_symbols_that_move_together_count_as_one_observation_a_moment():
    random = np.random.default_rng(9)
    single = random.normal(size=60)
    copies = 5
    naive = np.ones(60 * copies)
    code, time = np.repeat(np.arange(copies), 60), np.tile(np.arange(60), copies)
    series = panel_differences(naive + np.tile(single, copies), naive, code, time)
    np.testing.assert_allclose(series, single)


def test_price_levels_do_not_decide():
    random = np.random.default_rng(10)
    error, naive = random.uniform(size=80), random.uniform(size=80)
    code, time = np.repeat([0, 1], 40), np.tile(np.arange(40), 2)
    unit = np.where(code == 1, 1e6, 1.0)
    np.testing.assert_allclose(
        panel_differences(error * unit, naive * unit, code, time),
        panel_differences(error, naive, code, time),
    )


def test_symbols_whose_price_never_changed_are_left_out():
    code, time = np.array([0, 0, 1, 1]), np.array([1, 2, 1, 2])
    naive = np.array([0.0, 0.0, 2.0, 2.0])
    series = panel_differences(np.array([5.0, 5.0, 1.0, 3.0]), naive, code, time)
    np.testing.assert_allclose(series, [-0.5, 0.5])
