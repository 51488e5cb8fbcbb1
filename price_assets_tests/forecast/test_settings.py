"""The settings say what they mean, and refuse what makes no sense."""

from enum import Enum
from typing import Annotated, get_args, get_origin

import pytest
from pydantic import ValidationError

from price_assets.forecast import Mode, TrainSettings


@pytest.mark.parametrize("name", TrainSettings.model_fields)
def test_every_setting_has_a_description_a_default_and_a_simple_type(name):
    field = TrainSettings.model_fields[name]
    assert field.description
    assert not field.is_required()
    assert all(
        kind in (str, int, float, bool, type(None)) or issubclass(kind, Enum)
        for kind in kinds_of(field.annotation)
    )


def kinds_of(annotation):
    """Take a list's members, a union's and an annotated type apart."""
    if get_origin(annotation) is Annotated:
        return kinds_of(get_args(annotation)[0])
    parts = get_args(annotation)
    return {kind for part in parts for kind in kinds_of(part)} if parts else {annotation}


@pytest.mark.parametrize(
    "values",
    [
        {"mode": "guess"},
        {"auto_share": 1.1},
        {"test_share": 0.0},
        {"test_share": 1.0},
        {"folds": 0},
        {"significance": 0.5},
        {"ridge_penalty": 0.0},
        {"trees": 0},
        {"leaves": 1},
        {"learning_rate": 0.0},
        {"seed": -1},
        {"unknown": 1},
        {"horizon": 0},
        {"horizon": 1001},
        {"origin": "weekly"},
        {"origin_hour": 24},
        {"timezone": "Mars/Olympus"},
        {"timezone": ""},
        {"timezone": "../etc/passwd"},
        {"seasonal_periods": [1]},
        {"seasonal_periods": [2, 3, 4, 5]},
        {"forecaster": "no colon"},
        {"forecaster": "os:system()"},
        {"forecaster": "a.b:c.d"},
        {"refit_every": -1},
    ],
    ids=str,
)
def test_senseless_values_are_refused(values):
    with pytest.raises(ValidationError):
        TrainSettings(**values)


def test_params_have_everything_that_shapes_the_fit_and_nothing_else():
    shaping = TrainSettings(mode="auto", auto_share=0.1).shaping()
    assert set(shaping) == set(TrainSettings.model_fields) - {"mode", "auto_share"}
    assert TrainSettings(**shaping) == TrainSettings()


def test_a_subclass_with_fields_of_its_own_has_the_same_params():
    class Wider(TrainSettings):
        another: int = 1

    assert Wider(seed=3).shaping() == TrainSettings(seed=3).shaping()


def test_the_mode_has_one_spelling_by_name_and_by_value():
    assert all(mode.name == mode.value == str(mode) for mode in Mode)
