"""The linear parts are what their formulas say."""

import json
import math

import numpy as np
import pytest
from pydantic import ValidationError

from price_assets.forecast.estimators.linear import LinearModel, RidgeForecaster

WEEKDAY = 4


@pytest.fixture
def made():
    random = np.random.default_rng(0)
    values = random.normal(size=(300, 5)) * [1.0, 2.0, 5.0, 0.1, 0.0] + [0.0, 3.0, 0.0, 1.0, 0.0]
    values[:, WEEKDAY] = random.integers(0, 5, size=300)
    target = values[:, 0] - 0.2 * values[:, 2] + (values[:, WEEKDAY] == 1)
    return values, target + random.normal(size=300)


def fitted(values, target, **settings):
    return RidgeForecaster(**settings).fit(values, target)


def test_ridge_solves_its_normal_equations(made):
    values, target = made
    model = fitted(values, target, penalty=7.0, categories={WEEKDAY: 7})
    # Two of the seven weekdays never come: they have no column of their own.
    columns = [values[:, number] for number in range(4)]
    columns += [(values[:, WEEKDAY] == day).astype(float) for day in range(5)]
    matrix = np.stack([(c - c.mean()) / c.std() for c in columns], axis=1)
    centred = target - target.mean()
    expected = np.linalg.solve(matrix.T @ matrix + 7.0 * np.eye(9), matrix.T @ centred)
    (plain,) = model.models_
    assert plain.column == [0, 1, 2, 3] + [WEEKDAY] * 5
    assert plain.category == [None] * 4 + list(range(5))
    np.testing.assert_allclose(plain.coefficient, expected, rtol=1e-8)
    np.testing.assert_allclose(model.predict(values), matrix @ expected + target.mean(), rtol=1e-8)


def test_sums_over_blocks_of_rows_give_what_one_block_gives(made, monkeypatch):
    from price_assets.forecast.estimators import linear

    values, target = made
    whole = fitted(values + 1e6, target, penalty=3.0).predict(values + 1e6)
    monkeypatch.setattr(linear, "_BLOCK", 7)
    np.testing.assert_allclose(
        fitted(values + 1e6, target, penalty=3.0).predict(values + 1e6), whole, rtol=1e-7
    )


def test_several_targets_at_once_give_what_each_alone_gives(made):
    values, target = made
    both = np.stack([target, np.sign(target)], axis=1)
    together = fitted(values, both, penalty=5.0).predict(values)
    assert together.shape == (300, 2)
    for number in range(2):
        alone = fitted(values, both[:, number], penalty=5.0).predict(values)
        np.testing.assert_allclose(together[:, number], alone, rtol=1e-9, atol=1e-12)


def test_a_wild_target_is_cut_to_the_limit(made):
    values, target = made
    wild, cut = target.copy(), target.copy()
    wild[7], cut[7] = 1e9, 3.0
    limited = np.clip(cut, -3.0, 3.0)
    np.testing.assert_array_equal(
        fitted(values, wild, target_limit=3.0).predict(values),
        fitted(values, limited).predict(values),
    )


def test_a_rows_result_depends_on_that_row_alone(made):
    values, target = made
    model = fitted(values[:200], target[:200], penalty=1.0)
    whole = model.predict(values)
    for rows in (np.array([7]), np.arange(3, 20), np.arange(299, -1, -1)):
        np.testing.assert_array_equal(model.predict(values[rows]), whole[rows])


def test_where_nothing_varies_the_mean_is_forecast():
    flat = np.ones((60, 6))
    model = fitted(flat, np.linspace(0.0, 1.0, 60))
    assert model.models_[0].column == model.models_[0].coefficient == []
    np.testing.assert_allclose(model.predict(flat), 0.5)


def test_it_comes_back_from_json_to_the_bit(made):
    values, target = made
    (plain,) = fitted(values, target, categories={WEEKDAY: 5}).models_
    again = LinearModel.model_validate(json.loads(json.dumps(plain.model_dump(mode="json"))))
    np.testing.assert_array_equal(again.evaluate(values), plain.evaluate(values))
    assert plain.evaluate(values).any()


@pytest.mark.parametrize(
    "change",
    [
        {"coefficient": [1.0]},
        {"spread": [0.0, 1.0]},
        {"spread": [-1.0, 1.0]},
        {"column": [-1, 0]},
        {"intercept": math.nan},
        {"centre": [math.inf, 0.0]},
        {"power": [1, 1]},
    ],
    ids=str,
)
def test_what_is_no_linear_model_is_refused(change):
    sound = {
        "column": [0, 1],
        "category": [None, 3],
        "centre": [0.0, 1.0],
        "spread": [1.0, 2.0],
        "coefficient": [0.5, 0.25],
        "intercept": 0.0,
    }
    assert LinearModel.model_validate(sound).columns_needed == 2
    with pytest.raises(ValidationError):
        LinearModel.model_validate({**sound, **change})
