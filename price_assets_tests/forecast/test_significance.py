"""The Diebold-Mariano test and the interval of the skill, against the papers and against chance."""

import math

import numpy as np
import pytest
from scipy import stats

from price_assets.forecast.accuracy import skill_of
from price_assets.forecast.significance import (
    diebold_mariano,
    panel_differences,
    skill_interval,
)


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


SHARE, OWN = 0.9, 0.5
#: Of `errors_of_symbols`: the ratio of two means of absolute normal values.
TRUE_SKILL = 1.0 - SHARE / math.sqrt(1.0 + OWN**2)


def errors_of_symbols(random, moments, symbols=5, common=0.8, overlap=1):
    """Draw errors that symbols have in common, and naive errors that are larger.

    Those of `overlap` neighbouring moments are made of the same shocks.
    """

    def draw():
        shocks = common * random.normal(size=(moments + overlap - 1, 1)) + math.sqrt(
            1.0 - common**2
        ) * random.normal(size=(moments + overlap - 1, symbols))
        sums = np.stack([shocks[lag : lag + moments] for lag in range(overlap)]).sum(axis=0)
        return sums.T.ravel() / math.sqrt(overlap)

    off, more = draw(), draw()
    code = np.repeat(np.arange(symbols), moments)
    level = 10.0**code
    naive = np.abs(off + OWN * more)
    return SHARE * np.abs(off) * level, naive * level, code, np.tile(np.arange(moments), symbols)


def held(trials, seed, overlap=1, told=None, **shape):
    """Count the simulated panels whose interval holds the true skill."""
    random = np.random.default_rng(seed)
    intervals = [
        skill_interval(*errors_of_symbols(random, overlap=overlap, **shape), told or overlap)
        for _ in range(trials)
    ]
    return sum(low <= TRUE_SKILL <= high for low, high in intervals)


@pytest.mark.parametrize("common", [0.0, 0.8, 1.0])
def test_the_interval_holds_the_true_skill_nineteen_times_of_twenty(common):
    trials = 400
    count = held(trials, 11, moments=250, common=common)
    assert stats.binom.ppf(0.001, trials, 0.95) <= count <= stats.binom.ppf(0.999, trials, 0.95)


def test_of_few_moments_the_interval_holds_the_true_skill_nearly_as_often():
    assert held(400, 12, moments=20) >= stats.binom.ppf(0.001, 400, 0.93)


@pytest.mark.parametrize(("moments", "overlap"), [(60, 24), (240, 12)])
def test_forecasts_that_overlap_do_not_make_the_interval_narrow(moments, overlap):
    least = stats.binom.ppf(0.001, 400, 0.88)
    assert held(400, 13, moments=moments, overlap=overlap) >= least
    assert held(400, 13, moments=moments, overlap=overlap, told=1) < least, "the case is too easy"


@pytest.mark.parametrize("seed", range(3))
def test_the_interval_is_symmetric_around_the_skill(seed):
    errors, naive, code, moment = errors_of_symbols(np.random.default_rng(seed), 60)
    low, high = skill_interval(errors, naive, code, moment)
    skill = skill_of(errors, naive, code)
    assert low < skill < high
    assert (low + high) / 2.0 == pytest.approx(skill, rel=1e-12)


def test_the_interval_equals_a_slow_recount():
    errors, naive, code, moment = errors_of_symbols(np.random.default_rng(4), 57, symbols=3)
    low, high = skill_interval(errors, naive, code, moment)
    # Step by step: how the skill would move if a moment's errors had a little more weight.
    weight = 1e-6

    def skill(more):
        parts = [more[moment[code == number]] for number in range(3)]
        ratios = [
            np.sum(part * errors[code == number]) / np.sum(part * naive[code == number])
            for number, part in enumerate(parts)
        ]
        return 1.0 - np.mean(ratios)

    series = []
    for at in range(57):
        more = np.ones(57)
        more[at] += weight
        series.append((skill(more) - skill(np.ones(57))) / weight)
    variance = sum(value * value for value in series)
    for lag in range(1, 4):  # floor(4 * (57 / 100) ** (2 / 9)) is 3
        weighed = sum(series[at] * series[at - lag] for at in range(lag, 57))
        variance += 2 * (1 - lag / 4) * weighed
    reach = stats.t.ppf(0.975, 56) * math.sqrt(variance / (56 / 57))
    assert (high - low) / 2.0 == pytest.approx(reach, rel=1e-4)


def test_naive_has_a_skill_of_zero_for_certain():
    _, naive, code, moment = errors_of_symbols(np.random.default_rng(5), 40)
    assert skill_interval(naive, naive, code, moment) == (0.0, 0.0)


def test_symbols_that_move_together_do_not_make_the_interval_narrow():
    errors, naive, code, moment = errors_of_symbols(np.random.default_rng(6), 80, symbols=1)
    many = skill_interval(
        np.tile(errors, 4), np.tile(naive, 4), np.repeat(np.arange(4), 80), np.tile(moment, 4)
    )
    assert many == pytest.approx(skill_interval(errors, naive, code, moment), rel=1e-12)


def test_the_interval_has_no_units():
    errors, naive, code, moment = errors_of_symbols(np.random.default_rng(7), 50)
    unit = np.where(code == 2, 1e6, 1.0)
    assert skill_interval(errors * unit, naive * unit, code, moment) == pytest.approx(
        skill_interval(errors, naive, code, moment), rel=1e-12
    )


@pytest.mark.parametrize(("moments", "told"), [(9, False), (10, True)])
def test_of_fewer_than_ten_moments_there_is_no_interval(moments, told):
    drawn = errors_of_symbols(np.random.default_rng(8), moments)
    assert (skill_interval(*drawn) is not None) is told


def test_a_symbol_whose_price_never_changed_has_no_say_in_the_interval():
    errors, naive, code, moment = errors_of_symbols(np.random.default_rng(9), 9, symbols=2)
    flat = (np.ones(40), np.zeros(40), np.full(40, 2), np.arange(40) + 3)
    beside = [
        np.concatenate(pair) for pair in zip((errors, naive, code, moment), flat, strict=True)
    ]
    assert skill_interval(*beside) is None, "its moments are none of those judged"
    longer = errors_of_symbols(np.random.default_rng(9), 25, symbols=2)
    beside = [np.concatenate(pair) for pair in zip(longer, flat, strict=True)]
    assert skill_interval(*beside) == pytest.approx(skill_interval(*longer), rel=1e-12)
    assert skill_interval(*flat) is None
