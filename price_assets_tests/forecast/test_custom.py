"""A forecaster of the user's own is one more candidate."""

import json

import numpy as np
import pytest

from price_assets.checkpoints import ModelDocument, PriceAssetsError
from price_assets.forecast import TrainSettings, score, train
from price_assets.forecast.estimators.custom import CustomModel, fit_custom, load_class
from price_assets.forecast.estimators.linear import LinearModel

from .tables import mean_reverting, table, weekdays

HERE = "price_assets_tests.forecast.forecasters"


def settings_for(name, **others):
    return TrainSettings(forecaster=name, trees=5, **others)


@pytest.fixture(scope="module")
def again_table():
    """Each change is the last one again, and noise: what one of the classes is made for."""
    random = np.random.default_rng(1)
    change = np.zeros(500)
    for row in range(1, 500):
        change[row] = -0.6 * change[row - 1] + random.normal()
    return table({"A": (weekdays(500), np.cumsum(change))})


@pytest.fixture(scope="module")
def own_model(again_table):
    return train(again_table, settings_for(f"{HERE}:LastChangeAgain"))


def test_it_is_tried_beside_the_others_with_its_name(own_model):
    custom = {item.name: item for item in own_model.candidates}["custom"]
    assert custom.description == f"the estimator {HERE}:LastChangeAgain"
    assert custom.skill > 0.1
    assert custom.p_value < 0.001
    # Made for these prices and with nothing else to learn, it tells most.
    assert custom.chosen
    assert own_model.estimator["parts"]["custom"]["forecaster"] == f"{HERE}:LastChangeAgain"
    assert own_model.metrics.beats_naive


def test_it_scores_from_plain_json_to_the_same_bits(again_table, own_model):
    stored = ModelDocument.decode(own_model.content, "model.json")
    assert score(again_table, stored).forecast == own_model.forecast
    early = train(again_table.iloc[:450], settings_for(f"{HERE}:LastChangeAgain"))
    assert score(again_table, early).metrics.rows == 50


def test_its_forecast_is_its_own_prediction_times_what_is_believed(again_table, own_model):
    share = own_model.estimator["parts"]["custom"]["state"]["share"]
    prices = again_table["price"].to_numpy()
    (step,) = own_model.forecast
    expected = share * (prices[-1] - prices[-2]) * own_model.estimator["shrinkage"]
    assert step.price - step.last_price == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("name", ["Ridge", "LinearRegression", "HuberRegressor"])
def test_a_linear_estimator_of_scikit_learn_needs_nothing_more(name):
    from sklearn import linear_model

    random = np.random.default_rng(2)
    values = random.normal(size=(200, 4)).astype(np.float32)
    target = values @ [1.0, -2.0, 0.0, 0.5] + 3.0 + random.normal(size=200)
    plain = fit_custom(f"sklearn.linear_model:{name}", values, target)
    assert isinstance(plain, LinearModel)
    np.testing.assert_allclose(
        plain.evaluate(values),
        getattr(linear_model, name)().fit(values, target).predict(values),
        rtol=1e-4,
        atol=1e-4,
    )


def test_a_linear_one_is_scored_without_its_class(again_table, own_model, monkeypatch):
    from price_assets.forecast.estimators import custom

    random = np.random.default_rng(3)
    count = len(own_model.estimator["features"])
    plain = fit_custom(
        "sklearn.linear_model:Ridge", random.normal(size=(99, count)), random.normal(size=99)
    )
    parts = {**own_model.estimator["parts"], "custom": plain.model_dump(mode="json")}
    model = own_model.model_copy(update={"estimator": {**own_model.estimator, "parts": parts}})
    monkeypatch.setattr(custom, "load_class", lambda name: pytest.fail(f"{name} was looked for"))
    (step,) = score(again_table, model).forecast
    assert step.price != step.last_price


def test_a_linear_one_of_scikit_learn_is_tried_by_its_name_alone():
    model = train(mean_reverting(rows=300, symbols=1), settings_for("sklearn.linear_model:Ridge"))
    assert {item.name: item for item in model.candidates}["custom"].skill > 0.0


CASES = {
    "WithoutJson": "cannot be kept in model.json; expected a method to_json",
    "Unserialisable": "to_json() gave no plain JSON",
    "NotFinite": "to_json() gave no plain JSON",
    "WrongShape": "gave 2 numbers for 1 rows",
    "TellsNothing": "not finite; expected one finite number a row",
    "WantsArguments": "failed: TypeError: .*made without arguments",
    "FailsToFit": "failed: RuntimeError: it does not converge",
    "not_a_class": "is no class",
    "Missing": "cannot be found .*expected package.module:Class",
    "Forgetful": "failed: KeyError: .*another version",
}


@pytest.mark.parametrize("name", CASES)
def test_what_cannot_be_used_is_refused_in_one_line(name, again_table):
    words = CASES[name].replace("()", r"\(\)")
    with pytest.raises(PriceAssetsError, match=words) as error:
        train(again_table, settings_for(f"{HERE}:{name}"))
    assert f"{HERE}:{name}" in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["no_such_package:Thing", "..relative:Thing", "sklearn:Nothing"])
def test_a_class_that_is_not_there_is_refused(name):
    with pytest.raises(PriceAssetsError, match="cannot be found"):
        load_class(name)


def test_a_class_that_is_gone_when_scoring_is_told(again_table, own_model):
    parts = own_model.estimator["parts"]
    gone = {**parts, "custom": {**parts["custom"], "forecaster": f"{HERE}:Gone"}}
    model = own_model.model_copy(update={"estimator": {**own_model.estimator, "parts": gone}})
    with pytest.raises(PriceAssetsError, match="Gone cannot be found"):
        score(again_table, model)


def test_no_rows_are_not_handed_to_it():
    plain = CustomModel(forecaster=f"{HERE}:LastChangeAgain", columns_needed=1, state={"share": 1})
    assert plain.evaluate(np.zeros((0, 1))).shape == (0,)
    assert plain.evaluate(np.ones((3, 1))).tolist() == [1.0, 1.0, 1.0]


def test_training_sees_the_state_that_scoring_will_see():
    plain = CustomModel(forecaster="a:B", columns_needed=1, state={"shares": (1, 2), 3: "x"})
    again = CustomModel.model_validate(json.loads(json.dumps(plain.model_dump(mode="json"))))
    assert plain.state == again.state == {"shares": [1, 2], "3": "x"}
