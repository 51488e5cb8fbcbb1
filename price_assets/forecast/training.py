"""Fit a model: choose on validation rows, measure on later rows, then refit on all."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from price_assets.checkpoints import CleanPrices, ModelDocument
from price_assets.checkpoints.data_quality import data_quality
from price_assets.checkpoints.model_document import Metrics

from .accuracy import Forecasts, joined, measure, unmeasured
from .arrays import Flags
from .assemble import (
    backtest_series,
    describe_rows,
    forecast_steps,
    forecast_targets,
    history_series,
    notes_on,
    rhythms,
    versions,
)
from .candidates import NAIVE, list_candidates
from .choice import Choice, choose
from .cut import cut_calendar
from .day_ahead.model import MEMBER_PARTS
from .day_ahead.of_panel import RISE_PART, notes_on_days, walk_panel
from .diagnostics import diagnose, drift_in_training
from .effort import first_effort, strong_effort
from .estimator import Estimator
from .estimators.boosting import load_lightgbm
from .fingerprint import fingerprint_json
from .following import State, follow
from .frequency import Frequency
from .intervals import conformal_quantiles
from .panel import Panel, as_clean, to_panel
from .parts import fit_parts
from .prepare import Prepared, check_columns, choose_extras, prepare, tell_frequencies
from .settings import TrainSettings
from .side_by_side import one_thread, run_side_by_side
from .validation import validate
from .verdict import LEAST_MEASURED

if TYPE_CHECKING:
    import pandas as pd

LOGGER = logging.getLogger("price_assets.forecast")
_UNTRIED = "The naive forecast (the last price) was kept: there were too few rows to try any other."


def train(
    clean: CleanPrices | pd.DataFrame, settings: TrainSettings | None = None
) -> ModelDocument:
    """Choose, measure and fit a forecast of each symbol's next prices.

    Parameters
    ----------
    clean
        Clean prices, or a table of ``symbol``, ``timestamp`` (ISO 8601 text) and ``price``.
        Other numeric columns are used as `settings` says; rows without a price after a symbol's
        last are the rows ahead.
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
    with one_thread():
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
    fitted = fit_and_measure(panel, settings)
    prepared = fitted.prepared
    metrics = _measure(prepared, fitted.tested, fitted.choice, settings)
    trained, params = describe_rows(prepared), settings.shaping()
    drift = drift_in_training(prepared, fitted.tested.rows)
    plain = fitted.estimator.model_dump(mode="json")
    return ModelDocument(
        mode="train",
        fit=fingerprint_json([trained.model_dump(mode="json", by_alias=True), params, plain]),
        trained=trained,
        scored=None,
        params=params,
        frequencies=fitted.estimator.frequencies,
        metrics=metrics,
        forecast=forecast_steps(prepared, fitted.estimator),
        candidates=fitted.choice.candidates,
        backtest=backtest_series(prepared, fitted.tested),
        history=history_series(panel),
        diagnostics=diagnose(prepared, fitted.tested, drift, panel),
        data_quality=data_quality(clean),
        sources=clean.sources,
        packages=versions(),
        notes=[
            *notes_on(prepared),
            *notes_on_days(prepared, settings, fitted.estimator.days),
        ],
        estimator=plain,
    )


@dataclass(frozen=True, eq=False)
class Fitted:
    """A fit, and what it forecast of the measured span before it had seen it."""

    prepared: Prepared
    choice: Choice
    tested: Forecasts
    estimator: Estimator


def fit_and_measure(panel: Panel, settings: TrainSettings) -> Fitted:
    """Choose, forecast the measured span from fits that have not seen it, and fit to all."""
    check_columns(panel, settings)
    frequencies = tell_frequencies(panel, settings)
    extras = choose_extras(panel, settings)
    symbols = tuple(panel.symbols)
    prepared = prepare(panel, settings, frequencies, extras, symbols)
    targets = prepared.targets
    cut = cut_calendar(panel, targets, settings)
    prepared, days = walk_panel(prepared, settings, cut)
    features = prepared.features
    seasons = _season_names(frequencies)
    recipes = list_candidates(seasons, bool(days), settings)
    validation = validate(features, targets.moment, cut.validation, recipes, settings)
    choice = choose(targets, features, validation, recipes, settings.significance)
    wanted = {*choice.recipe.weights, *choice.mix.weights}
    known = {
        "symbols": list(symbols),
        "frequencies": rhythms(frequencies),
        "extras": list(extras),
        "features": list(features.names),
        "candidate": choice.candidate,
        "weights": dict(choice.recipe.weights),
        "shrinkage": choice.shrinkage,
        "mix": choice.mix,
    }

    def fit(training: Flags) -> Estimator:
        effort = first_effort(int(training.sum()), settings)
        if choice.strong:
            effort = strong_effort(settings, final=True)
        parts = fit_parts(wanted, features, targets.moment, training, settings, effort) or {}
        return Estimator.model_validate({**known, "parts": parts})

    def fit_and_forecast(training: Flags, tested: Flags) -> Forecasts:
        return forecast_targets(targets, features, fit(training), np.flatnonzero(tested))

    def follow_measured() -> tuple[Forecasts, State]:
        jobs = {
            number: partial(fit_and_forecast, fold.training, fold.rows)
            for number, fold in enumerate(cut.test)
        }
        said = list(run_side_by_side(jobs).values())
        before = conformal_quantiles(choice.residuals, features.volatility[choice.rows])
        return follow(prepared, joined(said), State(before, choice.mix))

    # Fits that have not seen the rows that they are measured on, with what they say of those, and
    # beside them the fit that forecasts, from all rows.
    jobs: dict[str, Callable[[], Any]] = {
        "measured": follow_measured,
        "last": partial(fit, targets.known),
    }
    made = run_side_by_side(jobs, "train: final fits")
    (tested, after), last = made["measured"], made["last"]
    estimator = last.model_copy(
        update={
            "quantiles": _all_quantiles(prepared, tested, choice) | after.quantiles,
            "mix": after.mix,
            "days": days if wanted & {*MEMBER_PARTS, RISE_PART} else {},
        }
    )
    return Fitted(prepared, choice, tested, estimator)


def _season_names(frequencies: list[Frequency]) -> list[str]:
    depth = max((len(item.seasons) for item in frequencies), default=0)
    return [
        " or ".join(
            str(period)
            for period in sorted({item.seasons[n] for item in frequencies if len(item.seasons) > n})
        )
        + " steps"
        for n in range(depth)
    ]


def _measure(
    prepared: Prepared, tested: Forecasts, choice: Choice, settings: TrainSettings
) -> Metrics:
    panel = prepared.panel
    if len(tested.rows) < LEAST_MEASURED:
        return unmeasured(
            panel,
            f"of {panel.rows} rows {len(tested.rows)} can be kept to measure on, and at least "
            f"{LEAST_MEASURED} are needed",
        )
    metrics = measure(prepared, tested, choice.candidate, settings.significance)
    if all(item.mae is None for item in choice.candidates if item.name != NAIVE):
        return metrics.model_copy(update={"verdict": _UNTRIED})
    return metrics


def _all_quantiles(prepared: Prepared, tested: Forecasts, choice: Choice) -> dict[str, float]:
    """Measure the intervals on all errors of rows that the fit had not seen.

    For levels that the validation rows alone are too few for.
    """
    rows = np.concatenate([choice.rows, tested.rows])
    residuals = np.concatenate(
        [choice.residuals, prepared.targets.price[tested.rows] - tested.price]
    )
    return conformal_quantiles(residuals, prepared.features.volatility[rows])
