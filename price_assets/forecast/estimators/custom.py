"""An estimator of the user's own, named by a setting."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from price_assets.checkpoints import PriceAssetsError
from price_assets.forecast.arrays import Floats

from .linear import LinearModel


class CustomModel(BaseModel):
    """A fitted estimator of a user's class, as the plain JSON that the class makes of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    forecaster: str = Field(description="package.module:Class")
    columns_needed: int = Field(ge=0, description="How many columns the features have")
    state: Any = Field(description="What the class's to_json() gave and its from_json() takes")

    @field_validator("state", mode="before")
    @classmethod
    def _as_plain_json(cls, state: Any) -> Any:
        """Turn tuples into lists and so on, so that training applies what scoring will read."""
        try:
            return json.loads(json.dumps(state, allow_nan=False))
        except (TypeError, ValueError) as error:
            raise ValueError(f"to_json() gave no plain JSON: {error}") from error

    def evaluate(self, values: Any) -> Floats:
        """Forecast with the user's class; shape (n,).

        Raises
        ------
        PriceAssetsError
            If the class cannot be found, or fails.
        """
        made = load_class(self.forecaster)
        if not len(values):
            return np.zeros(0)
        try:
            forecast = made.from_json(self.state).predict(values)
        except Exception as error:
            raise _failed(self.forecaster, error) from error
        return _one_column(forecast, len(values), self.forecaster)


def fit_custom(name: str, values: Any, target: Floats) -> LinearModel | CustomModel:
    """Fit a user's estimator and turn it into plain JSON.

    A class says itself how: ``to_json()`` returns plain JSON data and the class method
    ``from_json(data)`` makes an estimator from it that predicts the same. A linear estimator with
    scikit-learn's ``coef_`` and ``intercept_`` needs neither.

    Parameters
    ----------
    name
        ``package.module:Class``; the class is made without arguments.
    values, target
        Features of shape (n, p), and the scaled change to forecast, of shape (n,).

    Raises
    ------
    PriceAssetsError
        If the class cannot be found or made, does not fit, or cannot be kept as plain JSON.
    """
    made = load_class(name)
    try:
        estimator = made()
        estimator.fit(values, target)
        forecast = estimator.predict(values[:1])
    except Exception as error:
        raise _failed(name, error) from error
    _one_column(forecast, 1, name)
    if hasattr(estimator, "to_json") and hasattr(made, "from_json"):
        return _keep(estimator, name, values.shape[1])
    coefficients = np.asarray(getattr(estimator, "coef_", np.nan), dtype=np.float64)
    if coefficients.size == values.shape[1] and np.isfinite(coefficients).all():
        return LinearModel(
            column=list(range(values.shape[1])),
            category=[None] * values.shape[1],
            centre=[0.0] * values.shape[1],
            spread=[1.0] * values.shape[1],
            coefficient=coefficients.ravel().tolist(),
            intercept=float(np.ravel(estimator.intercept_)[0]),
        )
    raise PriceAssetsError(
        f"the forecaster {name} cannot be kept in model.json; expected a method to_json() that "
        "returns plain JSON and a class method from_json(data), or a linear estimator with coef_ "
        "and intercept_"
    )


def _keep(estimator: Any, name: str, columns: int) -> CustomModel:
    """Turn a fitted estimator into the plain JSON that it makes of itself.

    Raises
    ------
    PriceAssetsError
        If it cannot.
    """
    try:
        state = estimator.to_json()
    except Exception as error:
        raise _failed(name, error) from error
    try:
        return CustomModel(forecaster=name, columns_needed=columns, state=state)
    except ValidationError as error:
        raise PriceAssetsError(
            f"the forecaster {name} cannot be kept in model.json: {error.errors()[0]['msg']}"
        ) from error


def _failed(name: str, error: Exception) -> PriceAssetsError:
    return PriceAssetsError(
        f"the forecaster {name} failed: {type(error).__name__}: {error}; expected a class that is "
        "made without arguments and has scikit-learn's fit(X, y) and predict(X), and from_json "
        "where it has to_json"
    )


def load_class(name: str) -> Any:
    """Import a class by ``package.module:Class``.

    Raises
    ------
    PriceAssetsError
        If there is none.
    """
    module, _, attribute = name.partition(":")
    try:
        found = getattr(import_module(module), attribute)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise PriceAssetsError(
            f"the forecaster {name} cannot be found ({error}); expected package.module:Class, "
            "installed in this environment or on PYTHONPATH"
        ) from error
    if not isinstance(found, type):
        raise PriceAssetsError(f"the forecaster {name} is no class")
    return found


def _one_column(forecast: Any, count: int, name: str) -> Floats:
    found = np.asarray(forecast, dtype=np.float64)
    if found.size != count or not np.isfinite(found).all():
        raise PriceAssetsError(
            f"the forecaster {name} gave {found.size} numbers for {count} rows, or some that are "
            "not finite; expected one finite number a row"
        )
    return found.reshape(count)
