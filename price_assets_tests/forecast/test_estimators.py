"""The public estimators are scikit-learn's own kind, and come back from plain JSON."""

import json

import numpy as np
import pytest
from sklearn.model_selection import GridSearchCV, TimeSeriesSplit
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import estimator_checks_generator

from price_assets.checkpoints import PriceAssetsError
from price_assets.forecast.estimators.boosting import (
    BoostedClassifier,
    BoostedForecaster,
    BoostedModel,
)
from price_assets.forecast.estimators.linear import RidgeForecaster

SMALL = {"trees": 20, "leaves": 7, "least_rows": 2}
ESTIMATORS = (RidgeForecaster(), BoostedForecaster(**SMALL), BoostedClassifier(**SMALL))
# This one runs only where SCIPY_ARRAY_API is set before SciPy is loaded.
NOT_HERE = {"check_array_api_input"}
SAMPLED = pytest.mark.xfail(
    reason="each tree sees a sample of the rows, and a leaf's least rows are counted, not weighed"
)
NOT_THEIRS = {"check_sample_weight_equivalence_on_dense_data": SAMPLED}


def checks():
    for estimator in ESTIMATORS:
        for made, check in estimator_checks_generator(estimator):
            name = check.func.__name__
            if name not in NOT_HERE:
                marks = [NOT_THEIRS[name]] if name in NOT_THEIRS else []
                yield pytest.param(made, check, id=f"{type(made).__name__}-{name}", marks=marks)


@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::FutureWarning")
@pytest.mark.parametrize(("estimator", "check"), list(checks()))
def test_scikit_learns_own_checks_hold(estimator, check):
    check(estimator)


@pytest.fixture
def made():
    random = np.random.default_rng(0)
    values = random.normal(size=(400, 5)).astype(np.float32)
    return values, values[:, 0] * values[:, 1] + 0.1 * random.normal(size=400)


def test_they_can_be_searched_and_piped(made):
    values, target = made
    search = GridSearchCV(
        make_pipeline(StandardScaler(), BoostedForecaster(**SMALL)),
        {"boostedforecaster__leaves": [2, 15]},
        cv=TimeSeriesSplit(3),
        scoring="neg_mean_absolute_error",
    ).fit(values, target)
    # A product of two columns needs more than one cut.
    assert search.best_params_ == {"boostedforecaster__leaves": 15}


def again(plain):
    return BoostedModel.model_validate(json.loads(json.dumps(plain.model_dump(mode="json"))))


@pytest.mark.parametrize("kind", [BoostedForecaster, BoostedClassifier])
def test_boosted_trees_come_back_from_json_to_the_bit(made, kind):
    values, target = made
    label = target if kind is BoostedForecaster else target > 0
    model = kind(**SMALL).fit(values, label)
    scores = model.model_.evaluate(values)
    assert np.unique(scores).size > 50
    np.testing.assert_array_equal(again(model.model_).evaluate(values), scores)
    assert again(model.model_).columns_needed == 5


def test_the_classifier_tells_one_class_from_the_other(made):
    values, target = made
    names = np.where(target > 0, "up", "down")
    model = BoostedClassifier(**SMALL).fit(values, names)
    assert model.classes_.tolist() == ["down", "up"]
    assert (model.predict(values) == names).mean() > 0.8
    odds = model.decision_function(values)
    np.testing.assert_allclose(model.predict_proba(values)[:, 1], 1 / (1 + np.exp(-odds)))


@pytest.mark.parametrize("count", [1, 3])
def test_another_number_of_classes_than_two_is_refused(count):
    with pytest.raises(ValueError, match=r"only one class|Only binary"):
        BoostedClassifier(**SMALL).fit(np.arange(60.0)[:, None], np.arange(60) % count)


@pytest.mark.parametrize(
    "changed",
    [
        {"seed": 1},
        {"trees": 21},
        {"leaves": 3},
        {"learning_rate": 0.3},
        {"least_rows": 90},
        {"rows_share": 0.9},
        {"columns_share": 0.2},
        {"penalty": 9.0},
        {"bins": 15},
    ],
    ids=str,
)
def test_every_parameter_changes_the_trees(made, changed):
    usual = BoostedForecaster(**SMALL).fit(*made).model_.text
    assert BoostedForecaster(**SMALL).fit(*made).model_.text == usual
    assert BoostedForecaster(**{**SMALL, **changed}).fit(*made).model_.text != usual


def test_the_absolute_error_is_what_is_made_small():
    """A few wild targets move a mean, and hardly a median."""
    target = np.where(np.arange(1000) % 10 == 0, 1e6, 1.0)
    random = np.random.default_rng(1)
    values = random.normal(size=(1000, 2))
    found = BoostedForecaster(trees=50).fit(values, target).predict(values)
    assert np.median(np.abs(found - 1.0)) < 1e-6


def test_rows_of_more_weight_count_more():
    target = np.tile([0.0, 1.0], 300)
    values = np.zeros((600, 1)) + np.arange(600)[:, None] % 3
    for heavy in (0.0, 1.0):
        weight = np.where(target == heavy, 9.0, 1.0)
        found = BoostedForecaster(trees=200).fit(values, target, sample_weight=weight)
        np.testing.assert_allclose(found.predict(values), heavy, atol=0.05)


@pytest.mark.parametrize(
    "weight", [np.zeros(400), np.full(400, -1.0), np.ones(399), np.full(400, np.nan)]
)
def test_weights_that_are_none_are_refused(made, weight):
    with pytest.raises(ValueError, match="sample"):
        BoostedForecaster(**SMALL).fit(*made, sample_weight=weight)


@pytest.mark.parametrize("text", ["", "tree\nversion=v4", "tree\nnot a model\nend of trees\n"])
def test_a_text_that_is_no_model_is_refused_in_one_line(text):
    for use in (lambda model: model.columns_needed, lambda model: model.evaluate(np.ones((2, 3)))):
        with pytest.raises(PriceAssetsError, match="boosted trees cannot be read") as error:
            use(BoostedModel(text=text))
        assert "\n" not in str(error.value)


def test_no_rows_have_no_scores(made):
    model = BoostedForecaster(**SMALL).fit(*made).model_
    assert model.evaluate(np.zeros((0, 5), dtype=np.float32)).shape == (0,)
