"""Boosted trees on the features, kept in LightGBM's own text form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from price_assets.checkpoints import PriceAssetsError

from .arrays import Floats, Integers
from .features import LIMIT, NAMES, Features
from .settings import TrainSettings

if TYPE_CHECKING:
    from types import ModuleType

_LEAST_ROWS_IN_LEAF = 20


class Boosted(BaseModel):
    """A boosted model as text that LightGBM reads back to the same bits."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(description="As Booster.model_to_string() writes it")

    def predict(self, features: Features, rows: Integers) -> Floats:
        """Evaluate the model on some targets.

        Raises
        ------
        PriceAssetsError
            If the text is no model, or one of other features.
        """
        booster = self._booster()
        if not len(rows):
            return np.zeros(0)
        return np.asarray(booster.predict(features.values[rows], num_threads=1))

    def check(self) -> None:
        """Read the text.

        Raises
        ------
        PriceAssetsError
            If it is no model, or one of other features.
        """
        self._booster()

    def _booster(self) -> Any:
        lightgbm = load_lightgbm()
        try:
            if not self.text.startswith("tree\n") or "\nend of trees\n" not in self.text:
                raise ValueError("it is cut off")
            booster = lightgbm.Booster(model_str=self.text)
        except (lightgbm.basic.LightGBMError, ValueError) as error:
            raise PriceAssetsError(
                f"the model's boosted trees cannot be read ({error}); train the model again"
            ) from error
        if tuple(booster.feature_name()) != NAMES:
            raise PriceAssetsError(
                f"the model's boosted trees expect {booster.num_feature()} other features than "
                "this version makes; train the model again"
            )
        return booster


def fit_boosted(features: Features, rows: Integers, settings: TrainSettings) -> Boosted:
    """Fit the scaled change by gradient-boosted trees (Ke et al. 2017, LightGBM, NIPS 30).

    The objective is the absolute error, which is what is measured. One thread and row-wise
    histograms: the text is the same on machines with few and with many cores.

    Parameters
    ----------
    features
        The features of all targets.
    rows
        Usable targets to learn from; shape (n,).
    settings
        Trees, leaves, learning rate and seed.
    """
    lightgbm = load_lightgbm()
    parameters = {
        "objective": "regression_l1",
        "learning_rate": settings.learning_rate,
        "num_leaves": settings.leaves,
        "min_data_in_leaf": _LEAST_ROWS_IN_LEAF,
        "max_bin": 63,
        "bagging_fraction": 0.5,
        "bagging_freq": 1,
        "feature_fraction": 0.7,
        "seed": settings.seed,
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 1,
        "verbosity": -1,
    }
    data = lightgbm.Dataset(
        features.values[rows],
        label=np.clip(features.target[rows], -LIMIT, LIMIT),
        feature_name=list(NAMES),
        params=parameters,
    )
    booster = lightgbm.train(parameters, data, num_boost_round=settings.trees)
    return Boosted(text=booster.model_to_string())


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
