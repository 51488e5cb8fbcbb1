"""The linear parts are what their formulas say."""

import numpy as np
import pytest

from price_assets.forecast.features import NAMES, Features
from price_assets.forecast.linear import fit_logistic, fit_ridge


def features_of(values, target):
    count = len(values)
    return Features(
        values=np.asfortranarray(values),
        scale=np.ones(count),
        volatility=np.ones(count),
        target=target,
        usable=np.ones(count, dtype=bool),
    )


@pytest.fixture
def made():
    random = np.random.default_rng(0)
    values = np.zeros((300, len(NAMES)))
    values[:, :4] = random.normal(size=(300, 4)) * [1.0, 2.0, 5.0, 0.1] + [0.0, 3.0, 0.0, 1.0]
    values[:, NAMES.index("weekday")] = random.integers(0, 5, size=300)
    target = values[:, 0] - 0.2 * values[:, 2] + (values[:, -2] == 1) + random.normal(size=300)
    return features_of(values, np.clip(target, -5, 5))


def test_ridge_solves_its_normal_equations(made):
    penalty, rows = 7.0, np.arange(300)
    model = fit_ridge(made, rows, penalty)
    columns = [made.values[:, number] for number in range(4)]
    columns += [(made.values[:, NAMES.index("weekday")] == day).astype(float) for day in range(5)]
    matrix = np.stack([(c - c.mean()) / c.std() for c in columns], axis=1)
    centred = made.target - made.target.mean()
    expected = np.linalg.solve(matrix.T @ matrix + penalty * np.eye(9), matrix.T @ centred)
    assert model.columns == [*NAMES[:4], *(f"weekday={day}" for day in range(5))]
    np.testing.assert_allclose(model.coefficients, expected, rtol=1e-8)
    np.testing.assert_allclose(
        model.predict(made, rows), matrix @ expected + made.target.mean(), rtol=1e-8
    )


def test_a_rows_result_depends_on_that_row_alone(made):
    model = fit_ridge(made, np.arange(200), 1.0)
    whole = model.predict(made, np.arange(300))
    for rows in (np.array([7]), np.arange(3, 20), np.arange(299, -1, -1)):
        np.testing.assert_array_equal(model.predict(made, rows), whole[rows])


def test_the_log_odds_rise_with_what_makes_prices_rise(made):
    rises = made.target > 0.0
    odds = fit_logistic(made, np.arange(300), rises).predict(made, np.arange(300))
    assert odds[rises].mean() > odds[~rises].mean() + 0.3


def test_where_nothing_varies_the_mean_is_forecast():
    flat = features_of(np.ones((60, len(NAMES))), np.linspace(0.0, 1.0, 60))
    model = fit_ridge(flat, np.arange(60), 1.0)
    assert model.columns == model.coefficients == []
    np.testing.assert_allclose(model.predict(flat, np.arange(60)), 0.5)
