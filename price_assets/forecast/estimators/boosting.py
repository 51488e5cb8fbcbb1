"""Gradient-boosted trees, kept in LightGBM's own text form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from price_assets.checkpoints import PriceAssetsError
from price_assets.forecast.arrays import Floats
from price_assets.progress import part_done

if TYPE_CHECKING:
    from types import ModuleType

# So many rows settle the borders of 63 bins; more cost as much time as the trees.
_ROWS_FOR_BINS = 4_000
# Trees after which another sample of the rows is drawn: for each tree it takes as long as the tree.
_TREES_A_SAMPLE = 5
# LightGBM takes both as they are.
_TYPES = (np.float32, np.float64)


class BoostedModel(BaseModel):
    """Boosted trees as text that LightGBM reads back to the same bits."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(description="As Booster.model_to_string() writes it")

    @property
    def columns_needed(self) -> int:
        """How many columns the features have.

        Raises
        ------
        PriceAssetsError
            If the text is no model.
        """
        return int(self._booster().num_feature())

    def evaluate(self, values: Any) -> Floats:
        """Evaluate the model on rows of features, raw scores.

        Parameters
        ----------
        values
            Shape (n, number of columns).

        Returns
        -------
        numpy.ndarray
            Shape (n,).

        Raises
        ------
        PriceAssetsError
            If the text is no model.
        """
        booster = self._booster()
        if not len(values):
            return np.zeros(0)
        return np.asarray(booster.predict(values, raw_score=True, num_threads=1))

    def _booster(self) -> Any:
        lightgbm = load_lightgbm()
        try:
            if not self.text.startswith("tree\n") or "\nend of trees\n" not in self.text:
                raise ValueError("it is cut off")
            return lightgbm.Booster(model_str=self.text)
        except (lightgbm.basic.LightGBMError, ValueError) as error:
            raise PriceAssetsError(
                f"the model's boosted trees cannot be read ({error}); train the model again"
            ) from error


class Binned:
    """Rows of features sorted into bins, from which several models can be fitted.

    Sorting takes as long as a small fit; so those on the same rows share it.

    Parameters
    ----------
    values
        Finite numbers of shape (n, p), or NaN where absent.
    least_rows, bins
        As of `BoostedForecaster`; the fits must have the same.
    """

    def __init__(self, values: Any, least_rows: int = 20, bins: int = 63) -> None:
        self._parameters = {
            "min_data_in_leaf": least_rows,
            "max_bin": bins,
            "bin_construct_sample_cnt": _ROWS_FOR_BINS,
            "force_col_wise": True,
            "deterministic": True,
            "num_threads": 1,
            "verbosity": -1,
        }
        self._rows = len(values)
        self._data = load_lightgbm().Dataset(values, params=self._parameters).construct()

    def labelled(self, label: Any, weight: Any = None, rows: Any = None) -> Any:
        """Return a data set of LightGBM with labels of shape (n,), of some rows or of all."""
        kept = np.arange(self._rows) if rows is None else np.asarray(rows)
        data = self._data.subset(kept, params=self._parameters).construct()
        data.set_label(label)
        if weight is not None:
            data.set_weight(weight)
        return data

    @property
    def parameters(self) -> dict[str, Any]:
        """How the rows were sorted, in LightGBM's words."""
        return dict(self._parameters)


class _Boosted(BaseEstimator):  # type: ignore[misc]
    """What the two below share."""

    _objective: ClassVar[str]

    def __init__(
        self,
        trees: int = 100,
        leaves: int = 15,
        learning_rate: float = 0.08,
        least_rows: int = 20,
        rows_share: float = 0.5,
        columns_share: float = 0.7,
        penalty: float = 0.0,
        bins: int = 63,
        seed: int = 0,
    ) -> None:
        self.trees = trees
        self.leaves = leaves
        self.learning_rate = learning_rate
        self.least_rows = least_rows
        self.rows_share = rows_share
        self.columns_share = columns_share
        self.penalty = penalty
        self.bins = bins
        self.seed = seed

    def fit_binned(self, binned: Binned, target: Any, rows: Any = None) -> Self:
        """Fit to rows that are in bins already, all of them or those numbered.

        For the classifier the target is whether a row is of the second class.
        """
        self.model_ = self._boost(binned, binned.labelled(np.asarray(target, float), rows=rows))
        return self

    def _boost(self, binned: Binned, data: Any) -> BoostedModel:
        lightgbm = load_lightgbm()
        # LightGBM draws no sample of less than a row.
        share = self.rows_share if self.rows_share * data.num_data() >= 1.0 else 1.0
        parameters = {
            **binned.parameters,
            "objective": self._objective,
            "learning_rate": self.learning_rate,
            "num_leaves": self.leaves,
            "lambda_l2": self.penalty,
            "bagging_fraction": share,
            "bagging_freq": _TREES_A_SAMPLE if share < 1.0 else 0,
            "feature_fraction": self.columns_share,
            "seed": self.seed,
        }
        grown = [lambda _: part_done(1.0 / self.trees)]
        booster = lightgbm.train(parameters, data, num_boost_round=self.trees, callbacks=grown)
        return BoostedModel(text=booster.model_to_string())

    def _fit(self, values: Any, label: Any, weight: Any) -> BoostedModel:
        binned = Binned(values, self.least_rows, self.bins)
        return self._boost(binned, binned.labelled(label, _weights(weight, values)))

    def _scores(self, values: Any) -> Floats:
        check_is_fitted(self)
        model: BoostedModel = self.model_
        return model.evaluate(validate_data(self, values, reset=False, dtype=list(_TYPES)))


class BoostedForecaster(RegressorMixin, _Boosted):  # type: ignore[misc]
    """Gradient-boosted trees for the least absolute error (Ke et al. 2017, LightGBM, NIPS 30).

    One thread and histograms by column: the same trees on machines with few and with many cores.

    Parameters
    ----------
    trees, leaves, learning_rate
        Number of trees, leaves of each, and share of each tree's correction that is taken.
    least_rows
        Rows in a leaf, at least.
    rows_share, columns_share
        Share of the rows and of the columns that each tree sees.
    penalty
        L2 penalty on the leaves' values.
    bins
        Into how many a column's values are sorted.
    seed
        Of these samples.

    Attributes
    ----------
    model_
        The fit as plain JSON; `BoostedModel`.
    """

    _objective = "regression_l1"

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:  # noqa: N803 - their name
        """Fit to features of shape (n, p) and a target of shape (n,), weights of shape (n,)."""
        X, y = validate_data(self, X, y, y_numeric=True, dtype=list(_TYPES))  # noqa: N806
        label = np.asarray(y, dtype=np.float64)
        self.model_ = self._fit(X, label, sample_weight)
        return self

    def predict(self, X: Any) -> Floats:  # noqa: N803
        """Forecast the target; shape (n,)."""
        return self._scores(X)


class BoostedClassifier(ClassifierMixin, _Boosted):  # type: ignore[misc]
    """Gradient-boosted trees for the probability of two classes.

    Parameters as of `BoostedForecaster`.

    Attributes
    ----------
    model_
        The log-odds of the second class as plain JSON; `BoostedModel`.
    classes_
        The two classes, ascending.
    """

    _objective = "binary"

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        return tags

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:  # noqa: N803
        """Fit to features of shape (n, p) and two classes of shape (n,), weights of shape (n,)."""
        X, y = validate_data(self, X, y, dtype=list(_TYPES))  # noqa: N806
        check_classification_targets(y)
        self.classes_ = np.unique(y)
        _check_two_classes(self.classes_)
        label = (y == self.classes_[1]).astype(np.float64)
        self.model_ = self._fit(X, label, sample_weight)
        return self

    def decision_function(self, X: Any) -> Floats:  # noqa: N803
        """Return the log-odds of the second class; shape (n,)."""
        return self._scores(X)

    def predict_proba(self, X: Any) -> Floats:  # noqa: N803
        """Return the probability of each class; shape (n, 2)."""
        check_is_fitted(self)
        second = 1.0 / (1.0 + np.exp(-np.clip(self._scores(X), -30.0, 30.0)))
        return np.stack([1.0 - second, second], axis=1)

    def predict(self, X: Any) -> Any:  # noqa: N803
        """Return the likelier class; shape (n,)."""
        check_is_fitted(self)
        return self.classes_[(self._scores(X) > 0.0).astype(np.int64)]


def _weights(sample_weight: Any, values: Any) -> Any:
    """Check the weights of rows.

    Raises
    ------
    ValueError
        If there is not one finite number a row, at least 0 and not all of them 0.
    """
    if sample_weight is None:
        return None
    weights = np.asarray(sample_weight, dtype=np.float64)
    if weights.shape != (len(values),):
        raise ValueError(f"sample_weight.shape == {weights.shape}, expected {(len(values),)}")
    if not (np.isfinite(weights).all() and (weights >= 0.0).all() and weights.any()):
        raise ValueError("the sample weights are negative, not finite or all zero")
    return weights


def _check_two_classes(classes: Any) -> None:
    """Refuse targets of one class, or of more than two.

    Raises
    ------
    ValueError
        In scikit-learn's words, which its checks look for.
    """
    if len(classes) < 2:
        raise ValueError("the target has only one class; expected two")
    if len(classes) > 2:
        raise ValueError(
            "Only binary classification is supported. The type of the target is multiclass."
        )


def load_lightgbm() -> ModuleType:
    """Import LightGBM.

    Raises
    ------
    PriceAssetsError
        If the system lacks the OpenMP runtime that LightGBM links to.
    """
    try:
        import lightgbm
    except OSError as error:
        raise PriceAssetsError(
            f"LightGBM cannot be loaded ({error}); install the OpenMP runtime "
            "(Debian and Ubuntu: apt-get install libgomp1)"
        ) from error
    module: ModuleType = lightgbm
    return module
