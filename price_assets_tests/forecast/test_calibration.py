"""Whether probabilities mean what they say."""

import numpy as np
import pytest
from scipy import stats

from price_assets.forecast.calibration import calibration_error, reliability


def slow_error(probability, rises):
    """Sort, deal out into ten groups of equal size, the first ones a row larger, and average."""
    pairs = sorted(zip(probability, rises, strict=True), key=lambda pair: pair[0])
    size, more = divmod(len(pairs), 10)
    total, start = 0.0, 0
    for group in range(10):
        stop = start + size + (group < more)
        part = pairs[start:stop]
        said = sum(probability for probability, _ in part) / len(part)
        came = sum(rose for _, rose in part) / len(part)
        total += len(part) * abs(said - came)
        start = stop
    return total / len(pairs)


@pytest.mark.parametrize("count", [100, 107, 1234])
def test_it_equals_a_slow_recount(count):
    random = np.random.default_rng(count)
    probability = random.uniform(size=count)
    rises = random.uniform(size=count) < probability**2
    assert calibration_error(probability, rises) == pytest.approx(
        slow_error(probability.tolist(), rises.tolist()), rel=1e-12
    )


def test_honest_probabilities_have_a_small_error_and_bold_ones_a_large_one():
    random = np.random.default_rng(0)
    truth = random.uniform(0.3, 0.7, size=20000)
    rises = random.uniform(size=20000) < truth
    assert calibration_error(truth, rises) < 0.02
    assert calibration_error(np.clip(5 * truth - 2, 0, 1), rises) > 0.15


def test_too_few_rows_tell_nothing():
    assert calibration_error(np.full(99, 0.5), np.ones(99, dtype=bool)) is None
    assert calibration_error(np.full(100, 0.5), np.ones(100, dtype=bool)) == 0.5


def honest(seed, moments=400, symbols=5, together=False):
    """Draw probabilities that are true, and rises; symbols rise and fall as one, or each alone."""
    random = np.random.default_rng([21, seed])
    truth = np.tile(random.uniform(0.2, 0.8, size=moments), (symbols, 1))
    chance = random.uniform(size=(1 if together else symbols, moments))
    moment = np.tile(np.arange(moments), symbols)
    return truth.ravel(), (np.broadcast_to(chance, truth.shape) < truth).ravel(), moment


@pytest.mark.parametrize("count", [100, 107, 1234])
def test_the_groups_give_the_calibration_error(count):
    random = np.random.default_rng(count)
    probability = random.uniform(size=count)
    rises = random.uniform(size=count) < probability**2
    groups = reliability(probability, rises, np.arange(count))
    assert [group.rows for group in groups] == [len(part) for part in np.array_split(rises, 10)]
    told = [group.probability for group in groups]
    assert told == sorted(told)
    mean = np.average(
        [abs(group.probability - group.rose) for group in groups],
        weights=[group.rows for group in groups],
    )
    assert mean == pytest.approx(calibration_error(probability, rises), rel=1e-12)
    assert all(0.0 <= group.low <= group.rose <= group.high <= 1.0 for group in groups)


@pytest.mark.parametrize("together", [False, True])
def test_the_interval_of_a_group_holds_the_true_share_nineteen_times_of_twenty(together):
    groups = [
        group for seed in range(60) for group in reliability(*honest(seed, together=together))
    ]
    held = sum(group.low <= group.probability <= group.high for group in groups)
    bounds = stats.binom.ppf([0.0005, 0.9995], len(groups), 0.95)
    assert bounds[0] <= held <= bounds[1]


def mean_width(*drawn):
    return np.mean([group.high - group.low for group in reliability(*drawn)])


def test_rows_of_one_moment_that_rise_together_are_one_observation():
    """Five symbols that move as one: intervals wider by the root of five."""
    alone = np.mean([mean_width(*honest(seed)) for seed in range(20)])
    as_one = np.mean([mean_width(*honest(seed, together=True)) for seed in range(20)])
    assert as_one / alone == pytest.approx(5**0.5, rel=0.1)


def test_moments_that_one_forecast_reaches_over_are_one_observation():
    probability, rises, moment = honest(1, symbols=1)
    again = [np.repeat(each, 4) for each in (probability, rises)]
    found = reliability(*again, np.arange(1600), overlap=4)
    assert found == reliability(*again, np.repeat(moment, 4))
    assert mean_width(*again, np.arange(1600)) < 0.6 * mean_width(*again, np.arange(1600), 4)


def test_a_group_that_always_rose_is_no_certainty():
    probability = np.repeat(np.linspace(0.05, 0.95, 10), 20)
    groups = reliability(probability, probability > 0.5, np.arange(200))
    assert {(group.rose, group.low, group.high) for group in groups} == {
        (0.0, 0.0, 3 / 20),
        (1.0, 1 - 3 / 20, 1.0),
    }


def test_of_one_moment_alone_nothing_is_known():
    probability = np.linspace(0.1, 0.9, 100)
    groups = reliability(probability, np.tile([True, False], 50), np.zeros(100))
    assert {(group.low, group.high) for group in groups} == {(0.0, 1.0)}


def test_too_few_rows_have_no_groups():
    drawn = np.full(99, 0.5), np.ones(99, dtype=bool), np.arange(99)
    assert reliability(*drawn) == []
