"""Linear models: ridge regression on standardised columns.

They are kept as lists of numbers and evaluated column by column, so that a row's result depends
on that row alone and not on how a matrix product is split over rows, threads or machines.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from price_assets.forecast.arrays import Floats, Integers

if TYPE_CHECKING:
    import numpy.typing as npt

Finite = Annotated[float, Field(allow_inf_nan=False)]
# A column that hardly varies would be blown up, and so would its rounding errors.
_LEAST_SPREAD = 1e-6
_BLOCK = 16_384
_TYPES = (np.float64, np.float32)


class LinearModel(BaseModel):
    """``intercept + sum of coefficient * (term - centre) / spread``, as plain JSON.

    A term is a column of the features, or where `category` is a number, whether the column holds
    that number.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    column: list[Annotated[int, Field(ge=0)]]
    category: list[int | None]
    centre: list[Finite]
    spread: list[Annotated[Finite, Field(gt=0.0)]]
    coefficient: list[Finite]
    intercept: Finite

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        parts = (self.column, self.category, self.centre, self.spread, self.coefficient)
        if len({len(part) for part in parts}) > 1:
            raise ValueError("column, category, centre, spread and coefficient differ in length")
        return self

    @property
    def columns_needed(self) -> int:
        """How many columns the features have at least."""
        return max(self.column, default=-1) + 1

    def evaluate(self, values: npt.NDArray[Any]) -> Floats:
        """Evaluate the model on rows of features.

        Parameters
        ----------
        values
            Shape (n, number of columns).

        Returns
        -------
        numpy.ndarray
            Shape (n,).
        """
        out = np.full(len(values), self.intercept)
        for column, category, centre, spread, coefficient in zip(
            self.column, self.category, self.centre, self.spread, self.coefficient, strict=True
        ):
            out += coefficient * ((_term(values, column, category) - centre) / spread)
        return out


class RidgeForecaster(RegressorMixin, BaseEstimator):  # type: ignore[misc]
    """Ridge regression (Hoerl and Kennard 1970, Technometrics 12) of limited targets.

    Solved from sums of products over blocks of rows, so that no second table is held.

    Parameters
    ----------
    penalty
        L2 penalty on the coefficients of the standardised columns.
    target_limit
        Targets beyond this are cut to it, so that no single row steers the squared error; None
        for no limit.
    categories
        Number of values of each column that holds categories 0, 1, 2 …, by the column's number;
        each value becomes a column of its own.

    Attributes
    ----------
    models_
        The fit of each target as plain JSON; `LinearModel`.
    """

    def __init__(
        self,
        penalty: float = 30.0,
        target_limit: float | None = None,
        categories: Mapping[int, int] | None = None,
    ) -> None:
        self.penalty = penalty
        self.target_limit = target_limit
        self.categories = categories

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        return tags

    def fit(self, X: Any, y: Any) -> Self:  # noqa: N803 - scikit-learn's name
        """Fit to features of shape (n, p) and targets of shape (n,) or (n, q)."""
        X, y = validate_data(  # noqa: N806
            self, X, y, y_numeric=True, multi_output=True, dtype=list(_TYPES)
        )
        self._one_target = y.ndim == 1
        return self.fit_rows(X, np.arange(len(X)), np.asarray(y, float).reshape(len(X), -1))

    def fit_rows(self, values: npt.NDArray[Any], rows: Integers, targets: Floats) -> Self:
        """Fit to some rows of a large table, which is not copied, and their targets.

        Parameters
        ----------
        values
            Finite features; shape (N, p).
        rows
            Which rows; shape (n,).
        targets
            Shape (n, q).
        """
        if self.target_limit is not None:
            targets = np.clip(targets, -self.target_limit, self.target_limit)
        self.models_ = _solve_ridge(values, rows, targets, self.penalty, self.categories or {})
        return self

    def predict(self, X: Any) -> Floats:  # noqa: N803
        """Forecast the targets; shape (n,) or (n, q)."""
        check_is_fitted(self)
        values = validate_data(self, X, reset=False, dtype=list(_TYPES))
        found = np.stack([model.evaluate(values) for model in self.models_], axis=1)
        return found[:, 0] if self._one_target else found


def _solve_ridge(
    values: npt.NDArray[Any],
    rows: Integers,
    targets: Floats,
    penalty: float,
    categories: Mapping[int, int],
) -> list[LinearModel]:
    terms = [
        (column, category)
        for column in range(values.shape[1])
        for category in _categories_there(values, rows, column, categories)
    ]
    # Large levels would take the digits away that the variation needs.
    shift = _terms_of(values, rows[:1], terms)[0]
    middle = targets.mean(axis=0)
    total, count = np.zeros(len(terms)), len(rows)
    squares = np.zeros((len(terms), len(terms)))
    products = np.zeros((len(terms), targets.shape[1]))
    for start in range(0, count, _BLOCK):
        part = slice(start, start + _BLOCK)
        block = _terms_of(values, rows[part], terms)
        block -= shift
        total += block.sum(axis=0)
        squares += block.T @ block
        products += block.T @ (targets[part] - middle)
    mean = total / count
    squares -= count * np.outer(mean, mean)
    spread = np.sqrt(np.maximum(np.diag(squares), 0.0) / count)
    kept = np.flatnonzero(spread > _LEAST_SPREAD)
    unit = spread[kept]
    gram = squares[np.ix_(kept, kept)] / np.outer(unit, unit)
    # In a table of no use the penalty alone makes the system regular.
    gram[np.diag_indices_from(gram)] += penalty
    solved = np.linalg.solve(gram, products[kept] / unit[:, None])
    return [
        LinearModel(
            column=[terms[place][0] for place in kept],
            category=[terms[place][1] for place in kept],
            centre=(mean[kept] + shift[kept]).tolist(),
            spread=unit.tolist(),
            coefficient=solved[:, number].tolist(),
            intercept=float(middle[number]),
        )
        for number in range(targets.shape[1])
    ]


def _categories_there(
    values: npt.NDArray[Any], rows: Integers, column: int, categories: Mapping[int, int]
) -> list[int | None]:
    """List the categories that a column holds; None alone where it holds numbers."""
    if column not in categories:
        return [None]
    seen = set(np.unique(values[rows, column]).tolist())
    return [category for category in range(categories[column]) if category in seen]


def _terms_of(
    values: npt.NDArray[Any], rows: Integers, terms: list[tuple[int, int | None]]
) -> Floats:
    out = np.empty((len(rows), len(terms)), order="F")
    last, found = -1, np.zeros(0)
    for number, (column, category) in enumerate(terms):
        if column != last:
            last, found = column, values[rows, column].astype(np.float64)
        out[:, number] = found if category is None else found == category
    return out


def _term(values: npt.NDArray[Any], column: int, category: int | None) -> Floats:
    found = values[:, column].astype(np.float64)
    return found if category is None else (found == category).astype(np.float64)
