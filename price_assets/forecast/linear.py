"""Linear models on the features: ridge regression of the change, logistic regression of its sign.

They are kept as lists of numbers and evaluated column by column, so that a row's result depends
on that row alone and not on how a matrix product is split over rows, threads or machines.
"""

from __future__ import annotations

from typing import Annotated, Any, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from .arrays import Flags, Floats, Integers
from .features import CALENDAR, NAMES, Features

Finite = Annotated[float, Field(allow_inf_nan=False)]
# Beyond this many typical changes a single row would steer the squared error.
_TARGET_LIMIT = 5.0
_LOGISTIC_STRENGTH = 0.01


def _column_names() -> list[str]:
    names = [name for name in NAMES if name not in CALENDAR]
    for part, size in CALENDAR.items():
        names += [f"{part}={value}" for value in range(size)]
    return names


COLUMNS = tuple(_column_names())


class Linear(BaseModel):
    """``intercept + sum of coefficients * (column - centre) / spread``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: list[str]
    centre: list[Finite]
    spread: list[Annotated[Finite, Field(gt=0.0)]]
    coefficients: list[Finite]
    intercept: Finite

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        lengths = {len(self.columns), len(self.centre), len(self.spread), len(self.coefficients)}
        if len(lengths) > 1:
            raise ValueError("columns, centre, spread and coefficients differ in length")
        if unknown := set(self.columns) - set(COLUMNS):
            raise ValueError(f"unknown columns: {', '.join(sorted(unknown))}")
        return self

    def predict(self, features: Features, rows: Integers) -> Floats:
        """Evaluate the model.

        Parameters
        ----------
        features
            The features of all targets.
        rows
            Which targets; shape (n,).

        Returns
        -------
        numpy.ndarray
            Shape (n,).
        """
        out = np.full(len(rows), self.intercept)
        for name, centre, spread, coefficient in zip(
            self.columns, self.centre, self.spread, self.coefficients, strict=True
        ):
            out += coefficient * ((_column(features, rows, name) - centre) / spread)
        return out


def fit_ridge(features: Features, rows: Integers, penalty: float) -> Linear:
    """Fit the scaled change by ridge regression (Hoerl and Kennard 1970, Technometrics 12).

    Parameters
    ----------
    features
        The features of all targets.
    rows
        Usable targets to learn from; shape (n,).
    penalty
        L2 penalty on the coefficients of the standardised columns.
    """
    from sklearn.linear_model import Ridge

    target = np.clip(features.target[rows], -_TARGET_LIMIT, _TARGET_LIMIT)
    names, matrix, centre, spread = _standardised(features, rows)
    model = Ridge(alpha=penalty, solver="cholesky").fit(matrix, target)
    return _linear(names, centre, spread, model.coef_, model.intercept_)


def fit_logistic(features: Features, rows: Integers, rises: Flags) -> Linear:
    """Fit the log-odds of a rise by logistic regression with an L2 penalty.

    Parameters
    ----------
    features
        The features of all targets.
    rows
        Usable targets whose price changed; shape (n,).
    rises
        Whether it rose; shape (n,), both values present.
    """
    from sklearn.linear_model import LogisticRegression

    names, matrix, centre, spread = _standardised(features, rows)
    model = LogisticRegression(C=_LOGISTIC_STRENGTH, tol=1e-3, max_iter=1000).fit(matrix, rises)
    return _linear(names, centre, spread, model.coef_[0], model.intercept_[0])


def _linear(
    names: list[str], centre: Floats, spread: Floats, coefficients: Any, intercept: Any
) -> Linear:
    return Linear(
        columns=names,
        centre=centre.tolist(),
        spread=spread.tolist(),
        # Where no column varies the fit is given one of zeros, which is no column of the model.
        coefficients=np.asarray(coefficients, dtype=np.float64)[: len(names)].tolist(),
        intercept=float(intercept),
    )


def _standardised(features: Features, rows: Integers) -> tuple[list[str], Floats, Floats, Floats]:
    """Return the columns that vary in these rows, centred and of unit spread."""
    names, columns, centres, spreads = [], [], [], []
    for name in COLUMNS:
        column = _column(features, rows, name)
        centre = float(column.mean())
        column = column - centre
        spread = float(np.sqrt(np.mean(column * column)))
        # A column that hardly varies would be blown up, and so would its rounding errors.
        if spread > 1e-6:
            names.append(name)
            columns.append(column / spread)
            centres.append(centre)
            spreads.append(spread)
    matrix = np.stack(columns, axis=1) if columns else np.zeros((len(rows), 1))
    return names, matrix, np.array(centres), np.array(spreads)


def _column(features: Features, rows: Integers, name: str) -> Floats:
    part, found, value = name.partition("=")
    column = features.values[:, NAMES.index(part)][rows]
    return (column == float(value)).astype(np.float64) if found else column
