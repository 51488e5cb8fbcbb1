"""Fit a model: choose on validation rows, measure on later rows, then refit on all."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from price_assets.checkpoints import CleanPrices, ModelDocument
from price_assets.checkpoints.model_document import Metrics

from .accuracy import LEAST_MEASURED, Forecasts, measure, unmeasured
from .arrays import Flags
from .assemble import (
    backtest_series,
    describe_rows,
    forecast_steps,
    forecast_targets,
    history_series,
    notes_on,
    versions,
)
from .backtest import fit_estimator, validate
from .boosting import load_lightgbm
from .choice import Choice, choose
from .cut import cut_calendar
from .estimator import Estimator
from .features import Features, make_features
from .fingerprint import fingerprint_json
from .intervals import conformal_quantiles
from .panel import Panel, Steps, as_clean, to_panel, to_steps
from .settings import TrainSettings

if TYPE_CHECKING:
    import pandas as pd

LOGGER = logging.getLogger("price_assets.forecast")
_UNTRIED = "The naive forecast (the last price) was kept: there were too few rows to try any other."
# So many errors of the newest span settle the interval's width by themselves.
_ENOUGH_NEW_ERRORS = 250


def train(
    clean: CleanPrices | pd.DataFrame, settings: TrainSettings | None = None
) -> ModelDocument:
    """Choose, measure and fit a forecast of each symbol's next price.

    Parameters
    ----------
    clean
        Clean prices, or a table of ``symbol``, ``timestamp`` (ISO 8601 text) and ``price``.
        Numeric extras are not used.
    settings
        How; the defaults if None. `mode` and `auto_share` are not looked at.

    Returns
    -------
    ModelDocument
        The fit, its accuracy on the latest rows, which neither fit nor choice has seen, and its
        forecasts. The same rows and settings give the same bytes.

    Raises
    ------
    PriceAssetsError
        If there are no rows, a price is too large, or LightGBM cannot be loaded.
    InvalidDocumentError
        If a plain table breaks the rules of clean prices.
    """
    settings = settings or TrainSettings()
    clean = as_clean(clean)
    panel = to_panel(clean)
    LOGGER.info("train: start: %d rows, %d symbols", panel.rows, len(panel.symbols))
    # What is not loaded yet cannot be limited to one thread.
    load_lightgbm()
    import sklearn.linear_model  # noqa: F401

    # With more threads sums are split elsewhere, and the last bits of the coefficients differ.
    with threadpool_limits(limits=1):
        document = _train(clean, panel, settings)
    log_result("train", document)
    return document


def log_result(stage: str, document: ModelDocument) -> None:
    """Log what a reader of the log wants to know of a document."""
    metrics = document.metrics
    LOGGER.info(
        "%s: end: %d forecasts, chosen %s; on %d unseen rows MAE %s, naive MAE %s, skill %s, "
        "AUC %s. %s",
        stage,
        document.row_count,
        next((item.name for item in document.candidates if item.chosen), "naive"),
        metrics.rows,
        *(
            "none" if figure is None else f"{figure:.4g}"
            for figure in (metrics.mae, metrics.mae_naive, metrics.skill, metrics.auc)
        ),
        metrics.verdict,
    )


def _train(clean: CleanPrices, panel: Panel, settings: TrainSettings) -> ModelDocument:
    steps = to_steps(panel)
    features = make_features(steps)
    cut = cut_calendar(steps, settings.test_share, settings.folds)
    choice = choose(
        steps, features, validate(features, cut.validation, settings), settings.significance
    )

    # First the figures, from a fit that has not seen the rows it is measured on …
    test_rows = np.flatnonzero(cut.test.rows)
    before = _fit(choice, features, cut.test.training, settings)
    before = before.model_copy(
        update={"quantiles": conformal_quantiles(choice.residuals, choice.volatility)}
    )
    tested = forecast_targets(steps, features, before, test_rows)
    metrics = _measure(panel, steps, tested, choice, settings)

    # … then the fit that forecasts, from all rows.
    estimator = _fit(choice, features, steps.known, settings).model_copy(
        update={"quantiles": _newest_quantiles(steps, features, tested, choice)}
    )
    trained, params = describe_rows(panel), settings.shaping()
    plain = estimator.model_dump(mode="json")
    return ModelDocument(
        mode="train",
        fit=fingerprint_json(
            [trained.model_dump(mode="json", by_alias=True), params, plain],
        ),
        trained=trained,
        scored=None,
        params=params,
        metrics=metrics,
        forecast=forecast_steps(panel, steps, features, estimator),
        candidates=choice.candidates,
        backtest=backtest_series(panel, steps, tested),
        history=history_series(panel),
        data_quality=clean.summary,
        sources=clean.sources,
        packages=versions(),
        notes=notes_on(panel, steps, features),
        estimator=plain,
    )


def _fit(choice: Choice, features: Features, training: Flags, settings: TrainSettings) -> Estimator:
    return fit_estimator(
        choice.candidate, choice.shrinkage, choice.stack, features, training, settings
    )


def _measure(
    panel: Panel, steps: Steps, tested: Forecasts, choice: Choice, settings: TrainSettings
) -> Metrics:
    if len(tested.rows) < LEAST_MEASURED:
        return unmeasured(
            panel,
            f"of {panel.rows} rows {len(tested.rows)} can be kept to measure on, and at least "
            f"{LEAST_MEASURED} are needed",
        )
    metrics = measure(panel, steps, tested, choice.candidate, settings.significance)
    if all(item.mae is None for item in choice.candidates if item.name != "naive"):
        return metrics.model_copy(update={"verdict": _UNTRIED})
    return metrics


def _newest_quantiles(
    steps: Steps, features: Features, tested: Forecasts, choice: Choice
) -> dict[str, float]:
    """Measure the intervals anew on the newest errors that the fit had not seen."""
    residuals = steps.price[tested.rows] - tested.price
    volatility = features.volatility[tested.rows]
    if len(residuals) < _ENOUGH_NEW_ERRORS:
        residuals = np.concatenate([choice.residuals, residuals])
        volatility = np.concatenate([choice.volatility, volatility])
    return conformal_quantiles(residuals, volatility)
