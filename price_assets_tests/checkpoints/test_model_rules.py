import math

import numpy as np
import pytest

from price_assets.checkpoints import InvalidDocumentError, ModelDocument
from price_assets.checkpoints.model_document import Interval
from price_assets.forecast import train
from price_assets_tests.examples import clean_prices_of


@pytest.fixture(scope="module")
def model():
    walk = np.cumsum(np.random.default_rng(3).normal(size=200))
    return train(clean_prices_of(list(walk)))


def broken(model, rule):
    step = model.forecast[0]
    metrics = model.metrics
    changes = {
        "finite_numbers": {"metrics": metrics.model_copy(update={"skill": math.nan})},
        "one_forecast_a_step": {"forecast": [step, step]},
        "nested_intervals": {
            "forecast": [
                step.model_copy(update={"intervals": {"0.8": Interval(low=1e9, high=1e9)}})
            ]
        },
        "one_choice": {"candidates": []},
        "metrics_complete": {"metrics": metrics.model_copy(update={"mae_naive": None})},
    }
    return model.model_copy(update=changes[rule])


def test_a_trained_model_breaks_no_rule_and_comes_back_the_same(model):
    assert model.broken_rules() == {}
    again = ModelDocument.decode(model.content, "model.json")
    assert again == model
    assert again.content == model.content


@pytest.mark.parametrize("rule", ModelDocument.RULES)
def test_a_model_that_breaks_a_rule_cannot_be_encoded(model, rule):
    document = broken(model, rule)
    assert set(document.broken_rules()) == {rule}
    with pytest.raises(InvalidDocumentError, match=f"model breaks its rules: {rule}"):
        _ = document.content


def test_figures_without_a_reason_why_they_are_missing_are_refused(model):
    metrics = model.metrics.model_copy(update={"mae": None, "mae_naive": None})
    assert "metrics_complete" in model.model_copy(update={"metrics": metrics}).broken_rules()
    told = metrics.model_copy(update={"reason": "too few rows"})
    assert model.model_copy(update={"metrics": told}).broken_rules() == {}


@pytest.mark.parametrize(("skill", "worse"), [(-0.01, True), (0.0, False), (None, False)])
def test_a_forecast_worse_than_the_last_price_is_known_by_its_skill(model, skill, worse):
    assert model.metrics.model_copy(update={"skill": skill}).worse_than_naive is worse
