"""Means of several forecasts, weighted by what came before."""

import numpy as np
import pytest

from price_assets.forecast.day_ahead.mixture import (
    mean_weights,
    mixed,
    recent_error,
    weekly_weights,
    without_bias,
)

DAYS, STEPS = 400, 4


@pytest.fixture
def actual():
    return np.cumsum(np.random.default_rng(1).normal(size=(DAYS, STEPS)), axis=0)


def members_of(actual, *errors, seed=2):
    random = np.random.default_rng(seed)
    return np.stack([actual + random.normal(scale=size, size=actual.shape) for size in errors])


def test_a_member_that_was_better_weighs_more_and_the_mean_is_better_than_equal_weights(actual):
    members = members_of(actual, 0.5, 4.0, 0.5)
    weights = mean_weights(members, actual)
    assert weights.sum() == pytest.approx(1.0)
    assert (weights >= 0.0).all()
    assert weights[1] < 0.1
    later = members_of(actual, 0.5, 4.0, 0.5, seed=3)
    weighted = np.abs(mixed(later, np.tile(weights, (DAYS, 1))) - actual).mean()
    assert weighted < 0.6 * np.abs(later.mean(axis=0) - actual).mean()


def test_members_that_are_as_good_weigh_nearly_alike(actual):
    weights = mean_weights(members_of(actual, 1.0, 1.0, 1.0, 1.0), actual)
    np.testing.assert_allclose(weights, 0.25, atol=0.05)


@pytest.mark.parametrize("days", [0, 55])
def test_before_eight_weeks_all_weigh_alike(actual, days):
    members = members_of(actual, 0.5, 4.0)[:, :days]
    assert mean_weights(members, actual[:days]).tolist() == [0.5, 0.5]


def test_where_no_member_was_ever_off_all_weigh_alike(actual):
    assert mean_weights(np.stack([actual, actual]), actual).tolist() == [0.5, 0.5]


def test_prices_that_did_not_come_teach_no_weights(actual):
    members, gone = members_of(actual, 0.5, 4.0), actual.copy()
    gone[100:] = np.nan
    weights = mean_weights(members, gone)
    np.testing.assert_array_equal(weights, mean_weights(members[:, 35:100], actual[35:100]))


def test_no_day_is_weighed_by_itself_or_a_later_one(actual):
    members = members_of(actual, 0.5, 4.0, 1.0)
    before = weekly_weights(members, actual)
    changed = actual.copy()
    changed[200:] += 100.0
    after = weekly_weights(members, changed)
    # The weights of a week are from the days before it: those of day 200 from before day 196.
    np.testing.assert_array_equal(before[:203], after[:203])
    assert (before[210:] != after[210:]).any()


def test_a_lasting_error_is_made_good_in_part_and_from_earlier_days_alone(actual):
    means = actual - np.array([0.0, 1.0, 0.0, -2.0])
    mended = without_bias(means, actual)
    left = (actual - mended)[50]
    np.testing.assert_allclose(left, [0.0, 0.7, 0.0, -1.4])
    np.testing.assert_array_equal(mended[:14], means[:14])
    changed = actual.copy()
    changed[200:] += 100.0
    np.testing.assert_array_equal(without_bias(means, changed)[:201], mended[:201])


def test_the_unit_of_the_intervals_is_larger_where_errors_were(actual):
    means = actual - np.array([0.0, 1.0, 0.0, -2.0])
    found = recent_error(means, actual)
    assert np.isnan(found[:14]).all()
    np.testing.assert_allclose(found[60], 0.5 * (np.array([0.0, 1.0, 0.0, 2.0]) + 0.75))
    changed = actual.copy()
    changed[200:] += 100.0
    np.testing.assert_array_equal(recent_error(means, changed)[:201], found[:201])
