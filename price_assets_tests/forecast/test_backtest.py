"""How much of a forecast change is believed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.forecast import TrainSettings
from price_assets.forecast.backtest import fit_shrinkage, shrinkage_before, validate
from price_assets.forecast.cut import cut_calendar
from price_assets.forecast.features import make_features
from price_assets.forecast.panel import as_clean, to_panel, to_steps


@settings(deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 60), st.floats(-1.0, 2.0))
def test_no_other_share_leaves_a_smaller_error(seed, count, truth):
    random = np.random.default_rng(seed)
    change = random.normal(size=count)
    target = truth * change + random.normal(size=count)
    best = fit_shrinkage(change, target)
    assert 0.0 <= best <= 1.0

    def error(share):
        return np.abs(target - share * change).sum()

    assert error(best) <= min(error(share) for share in np.linspace(0, 1, 201)) + 1e-9


def test_noise_is_believed_little_and_truth_wholly():
    random = np.random.default_rng(0)
    change, noise = random.normal(size=(2, 4000))
    assert fit_shrinkage(change, noise) < 0.05
    assert fit_shrinkage(change, change + noise) == pytest.approx(1.0, abs=0.05)


def test_without_a_forecast_change_nothing_is_believed():
    assert fit_shrinkage(np.zeros(5), np.ones(5)) == 0.0
    assert fit_shrinkage(np.ones(5), np.full(5, np.nan)) == 0.0


def test_a_fold_believes_what_the_folds_before_it_taught():
    change, fold = np.ones(90), np.repeat([0, 1, 2], 30)
    target = np.repeat([0.2, 0.6, 9.0], 30)
    assert shrinkage_before(change, target, fold, 0) == 0.5
    assert shrinkage_before(change, target, fold, 1) == 0.2
    assert shrinkage_before(change, target, fold, 2) in (0.2, 0.6)


def test_folds_are_told_in_their_order_however_they_are_fitted(reverting_table):
    steps = to_steps(to_panel(as_clean(reverting_table)))
    folds = cut_calendar(steps, 0.2, 4).validation
    told = validate(make_features(steps), folds, TrainSettings(trees=5))
    expected = [np.flatnonzero(fold.rows) for fold in folds]
    np.testing.assert_array_equal(told.rows, np.concatenate(expected))
    np.testing.assert_array_equal(told.fold, np.repeat(range(4), [len(rows) for rows in expected]))
    starts = [steps.time[told.rows[told.fold == number]].min() for number in range(4)]
    assert starts == sorted(starts), "a fold would believe what later ones taught"
