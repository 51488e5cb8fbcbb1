"""The fitted parts that candidates, and the probability of a rise, are put together from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import numpy as np

from .arrays import Flags, Floats, Integers
from .effort import Effort
from .estimators.boosting import Binned, BoostedClassifier, BoostedForecaster, BoostedModel
from .estimators.custom import CustomModel, fit_custom
from .estimators.linear import LinearModel, RidgeForecaster
from .features.table import LIMIT, Features, Taken
from .settings import TrainSettings
from .side_by_side import run_side_by_side

Part = LinearModel | BoostedModel | CustomModel
#: Parts that forecast the change, beside those that need no fit.
CHANGE_PARTS = ("linear", "boosting", "residual", "custom")
#: Parts that tell rises from falls: by the sign that the linear model forecasts, and by trees.
DIRECTION_PARTS = ("sign", "rise")
#: Fewer rows than these are no basis for a fit.
LEAST_ROWS_TO_FIT = 50
# Beyond this many typical changes a single row would steer the squared error.
_TARGET_LIMIT = 3.0


def fit_parts(
    wanted: Iterable[str],
    features: Features,
    moment: Integers,
    training: Flags,
    settings: TrainSettings,
    effort: Effort,
) -> dict[str, Part] | None:
    """Fit parts on the usable targets among `training`.

    Parameters
    ----------
    wanted
        Names of parts; those that need no fit are passed over.
    features
        The features of all targets.
    moment
        Time of each target's origin; shape (M,).
    training
        Which targets may be learnt from; shape (M,).
    settings
        Of the estimators.
    effort
        Size of the boosted fits.

    Returns
    -------
    dict or None
        None where there is too little to learn from. `sign` and `rise` are left out where there
        are too few rises or falls.
    """
    names = set(wanted) - set(features.given)
    if not names:
        return {}
    rows = np.flatnonzero(training & features.usable)
    if len(rows) < LEAST_ROWS_TO_FIT:
        return None
    limited = np.clip(features.target[rows], -LIMIT, LIMIT)
    rises = int((limited > 0.0).sum())
    falls = int((limited < 0.0).sum())
    if min(rises, falls) < LEAST_ROWS_TO_FIT // 5:
        names -= set(DIRECTION_PARTS)
    fitted: dict[str, Part] = {}
    if names & {"linear", "sign", "residual"}:
        per_moment = len(rows) / len(np.unique(moment[rows]))
        ridge = RidgeForecaster(
            settings.ridge_penalty * per_moment, _TARGET_LIMIT, features.categories
        ).fit_rows(features.values, rows, np.stack([limited, np.sign(limited)], axis=1))
        linear, sign = ridge.models_
        fitted |= {"linear": linear} if names & {"linear", "residual"} else {}
        fitted |= {"sign": sign} if "sign" in names else {}
    jobs: dict[str, Callable[[], Part]] = {}
    if names & {"boosting", "rise", "residual"}:
        thin = effort.thin(np.arange(len(rows)))
        values, target = features.values[rows[thin]], limited[thin]
        binned = Binned(values, effort.least_rows)

        def trees(classes: bool, label: Floats, kept: Integers | None = None) -> BoostedModel:
            kind = BoostedClassifier if classes else BoostedForecaster
            fitted = _sized(kind, effort, settings).fit_binned(binned, label, kept)
            model: BoostedModel = fitted.model_
            return model

        if "boosting" in names:
            jobs["boosting"] = partial(trees, False, target)
        if "rise" in names:
            moved = np.flatnonzero(target != 0.0)
            rose = (target[moved] > 0.0).astype(np.float64)
            jobs["rise"] = partial(trees, True, rose, moved)
        if "residual" in names:
            base = fitted["linear"].evaluate(values)
            left = np.clip(features.target[rows[thin]] - base, -LIMIT, LIMIT)
            jobs["residual"] = partial(trees, False, left)
    if "custom" in names and settings.forecaster:
        jobs["custom"] = partial(fit_custom, settings.forecaster, features.values[rows], limited)
    return fitted | run_side_by_side(jobs)


def part_values(name: str, parts: dict[str, Part], taken: Taken) -> Floats:
    """Return what one part says of some targets; shape (n,).

    The forecast change in typical changes, or for the parts of the direction its score.
    """
    given = taken.given(name)
    return parts[name].evaluate(taken.values) if given is None else given


def _sized(
    kind: type[BoostedForecaster] | type[BoostedClassifier], effort: Effort, settings: TrainSettings
) -> BoostedForecaster | BoostedClassifier:
    return kind(
        trees=effort.trees,
        leaves=effort.leaves,
        learning_rate=effort.learning_rate,
        least_rows=effort.least_rows,
        columns_share=effort.columns_share,
        seed=settings.seed,
    )
