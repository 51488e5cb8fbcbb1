"""How much of a forecast change is believed, and what validation tells."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.forecast import TrainSettings
from price_assets.forecast.candidates import list_candidates
from price_assets.forecast.cut import cut_calendar
from price_assets.forecast.validation import Shares, validate

from .prepared import panel_of, prepared_of


@settings(deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 60), st.floats(-1.0, 2.0))
def test_no_other_share_leaves_a_smaller_error(seed, count, truth):
    random = np.random.default_rng(seed)
    change = random.normal(size=count)
    target = truth * change + random.normal(size=count)
    best = Shares(change, target).best()
    assert 0.0 <= best <= 1.0

    def error(share):
        return np.abs(target - share * change).sum()

    assert error(best) <= min(error(share) for share in np.linspace(0, 1, 201)) + 1e-9


def test_noise_is_believed_little_and_truth_wholly():
    random = np.random.default_rng(0)
    change, noise = random.normal(size=(2, 4000))
    assert Shares(change, noise).best() < 0.05
    assert Shares(change, change + noise).best() == pytest.approx(1.0, abs=0.05)


def test_without_a_forecast_change_nothing_is_believed():
    assert Shares(np.zeros(5), np.ones(5)).best() == 0.0
    assert Shares(np.ones(5), np.full(5, np.nan)).best() == 0.0


def test_a_fold_believes_what_the_other_folds_taught():
    change, fold = np.ones(90), np.repeat([0, 1, 2], 30)
    target = np.repeat([0.2, 0.6, 0.9], 30)
    assert Shares(change, target).beside(fold, 0) in (0.6, 0.9)
    assert Shares(change, target).beside(fold, 1) in (0.2, 0.9)
    assert Shares(change, target).beside(fold, 2) in (0.2, 0.6)


def test_where_there_is_no_other_fold_half_is_believed():
    assert Shares(np.ones(9), np.ones(9)).beside(np.zeros(9, dtype=int), 0) == 0.5


def validation_of(frame, **settings):
    chosen = TrainSettings(trees=5, **settings)
    prepared = prepared_of(frame)
    folds = cut_calendar(panel_of(frame), prepared.targets, chosen).validation
    recipes = list_candidates(["5 steps"], False, chosen)
    told = validate(prepared.features, prepared.targets.moment, folds, recipes, chosen)
    return prepared, folds, recipes, told


def test_folds_are_told_in_their_order_however_they_are_fitted(reverting_table):
    prepared, folds, recipes, told = validation_of(reverting_table, folds=4)
    expected = [np.flatnonzero(fold.rows) for fold in folds]
    np.testing.assert_array_equal(told.rows, np.concatenate(expected))
    np.testing.assert_array_equal(told.fold, np.repeat(range(4), [len(rows) for rows in expected]))
    starts = [prepared.targets.time[told.rows[told.fold == number]].min() for number in range(4)]
    assert starts == sorted(starts)
    assert told.fitted.all()
    wanted = {name for recipe in recipes.values() for name in recipe.weights}
    assert set(told.parts) == wanted | {"sign", "rise"}
    assert all(values.any() for values in told.parts.values())


def test_a_candidates_change_is_the_weighted_sum_of_its_parts(reverting_table):
    *_, recipes, told = validation_of(reverting_table)
    parts = told.parts
    np.testing.assert_allclose(
        told.change(recipes["average"]),
        (parts["linear"] + parts["boosting"] + (parts["linear"] + parts["residual"])) / 3.0,
        rtol=1e-12,
    )
    assert not told.change(recipes["naive"]).any()
