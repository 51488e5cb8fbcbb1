"""What cannot be applied is refused in a line that says what to do."""

import numpy as np
import pytest

from price_assets.checkpoints import ModelDocument, PriceAssetsError
from price_assets.forecast import score
from price_assets.forecast.estimator import Estimator
from price_assets.forecast.estimators.boosting import BoostedForecaster

from .tables import hours, table


@pytest.mark.parametrize(
    ("stamps", "name"),
    [(hours(60), "hourly"), ([f"{1990 + n}-06-30" for n in range(20)], "yearly")],
)
def test_another_frequency_is_refused_in_one_line(stamps, name, reverting_table, reverting_model):
    other = table({"S9": (stamps, np.arange(float(len(stamps))))})
    words = f"S9 has {name} prices, and the model was trained on daily ones"
    with pytest.raises(PriceAssetsError, match=words) as error:
        score(other.merge(reverting_table, how="outer"), reverting_model)
    assert "\n" not in str(error.value)


def with_trees(plain):
    """Give an estimator boosted trees, whether or not they were chosen."""
    random = np.random.default_rng(5)
    values = random.normal(size=(99, len(plain["features"])))
    trees = BoostedForecaster(trees=3).fit(values, values[:, 0]).model_
    parts = {**plain["parts"], "boosting": trees.model_dump(mode="json")}
    return {**plain, "parts": parts, "weights": {"linear": 0.5, "boosting": 0.5}}


def broken_estimators(plain):
    parts = plain["parts"]
    linear, trees = parts["linear"], parts["boosting"]
    boosted = "tree\nnot a model\nend of trees\n"

    def with_part(name, part):
        return {**plain, "parts": {**parts, name: part}}

    yield {**plain, "form": "something/9"}, "form"
    yield {key: value for key, value in plain.items() if key != "shrinkage"}, "shrinkage"
    yield {**plain, "shrinkage": 1.5}, "shrinkage"
    yield {**plain, "shrinkage": float("nan")}, "shrinkage"
    yield {**plain, "pickle": "x"}, "pickle"
    yield {**plain, "features": plain["features"][:3]}, "features"
    yield {**plain, "features": [*plain["features"][1:], "volume"]}, "features"
    yield {**plain, "weights": {"unheard_of": 1.0}}, "no part 'unheard_of'"
    yield {**plain, "weights": {"season_9": 1.0}}, "season_9"
    yield {**plain, "parts": {}}, "no part"
    yield {**plain, "quantiles": {"0.8": -1.0}}, "quantiles"
    yield {**plain, "mix": {**plain["mix"], "slope": -1.0}}, "mix"
    yield {**plain, "frequencies": []}, "frequenc"
    yield with_part("boosting", {"text": "tree\nversion=v4"}), "cut off"
    yield with_part("boosting", {"text": boosted}), "boosted trees"
    yield with_part("boosting", {"text": 5}), "parts"
    yield with_part("linear", {**linear, "centre": linear["centre"][1:]}), "differ in length"
    yield with_part("linear", {**linear, "column": [999, *linear["column"][1:]]}), "features"
    yield with_part("boosting", {**trees, "pickle": "x"}), "parts"


def test_a_damaged_estimator_is_refused_in_one_line(reverting_table, reverting_model):
    sound = with_trees(reverting_model.estimator)
    score(reverting_table, reverting_model.model_copy(update={"estimator": sound}))
    for plain, words in broken_estimators(sound):
        with pytest.raises(PriceAssetsError, match=words) as error:
            score(reverting_table, reverting_model.model_copy(update={"estimator": plain}))
        assert "train the model again" in str(error.value)
        assert "\n" not in str(error.value)


def test_params_of_another_version_are_refused_in_one_line(reverting_table, reverting_model):
    other = reverting_model.model_copy(update={"params": {"unheard_of": 1}})
    with pytest.raises(PriceAssetsError, match="params cannot be read: unheard_of"):
        score(reverting_table, other)


def test_no_rows_are_refused(reverting_table, reverting_model):
    with pytest.raises(PriceAssetsError, match="no clean prices"):
        score(reverting_table.iloc[:0], reverting_model)


def test_a_damaged_part_is_refused_before_any_tree_is_built(
    reverting_table, reverting_model, monkeypatch
):
    import lightgbm

    plain = with_trees(reverting_model.estimator)
    text = plain["parts"]["boosting"]["text"].replace("\nend of trees\n", "\n")
    cut_off = {**plain, "parts": {**plain["parts"], "boosting": {"text": text}}}
    monkeypatch.setattr(
        lightgbm, "Booster", lambda **_: pytest.fail("the trees were built from a cut text")
    )
    with pytest.raises(PriceAssetsError, match="cut off"):
        score(reverting_table, reverting_model.model_copy(update={"estimator": cut_off}))


def test_what_forecasts_needs_is_all_in_the_estimator(reverting_model):
    estimator = Estimator.model_validate(reverting_model.estimator)
    needed = {*estimator.weights, *estimator.mix.weights}
    assert set(estimator.parts) == {name for name in needed if not name.startswith("season_")}
    assert estimator.parts
    assert estimator.mix.slope > 0.0
    stored = ModelDocument.decode(reverting_model.content, "model.json")
    assert Estimator.model_validate(stored.estimator) == estimator
