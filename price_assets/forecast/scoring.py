"""Apply an existing fit to clean prices, without refitting."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import numpy as np
from pydantic import ValidationError

from price_assets.checkpoints import CleanPrices, ModelDocument, PriceAssetsError
from price_assets.checkpoints.model_document import Scored

from .accuracy import measure, unmeasured
from .assemble import (
    backtest_series,
    forecast_steps,
    forecast_targets,
    history_series,
    notes_on,
    some_of,
    versions,
)
from .estimator import Estimator, read_estimator
from .features import make_features
from .fingerprint import changed_symbols, fingerprint_json, fingerprint_panel
from .panel import Panel, as_clean, to_microseconds, to_panel, to_steps
from .settings import TrainSettings
from .training import log_result

if TYPE_CHECKING:
    import pandas as pd

LOGGER = logging.getLogger("price_assets.forecast")


def score(clean: CleanPrices | pd.DataFrame, model: ModelDocument) -> ModelDocument:
    """Forecast from new clean prices with an existing fit.

    Parameters
    ----------
    clean
        Clean prices, or a table of ``symbol``, ``timestamp`` (ISO 8601 text) and ``price``.
    model
        A trained document, or a scored one, which holds the same fit.

    Returns
    -------
    ModelDocument
        The fit as it was, with forecasts from the new prices and with the accuracy on the rows
        later than the last one it was trained on.

    Raises
    ------
    PriceAssetsError
        If there are no rows, or the fit cannot be read.
    InvalidDocumentError
        If a plain table breaks the rules of clean prices.
    """
    clean = as_clean(clean)
    panel = to_panel(clean)
    LOGGER.info("score: start: %d rows, %d symbols", panel.rows, len(panel.symbols))
    estimator = read_estimator(model.estimator)
    document = _score(clean, panel, model, estimator)
    log_result("score", document)
    return document


def read_settings(model: ModelDocument) -> TrainSettings:
    """Read the settings that a fit was made with.

    Raises
    ------
    PriceAssetsError
        If they are not what this version knows.
    """
    try:
        return TrainSettings.model_validate(model.params)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise PriceAssetsError(
            f"the model's params cannot be read: {where}: {first['msg']}; train the model again"
        ) from error


def _score(
    clean: CleanPrices, panel: Panel, model: ModelDocument, estimator: Estimator
) -> ModelDocument:
    import pandas as pd

    steps = to_steps(panel)
    features = make_features(steps)
    trained_to = to_microseconds(pd.Series([model.trained.to], dtype="str"))[0]
    later = np.flatnonzero(steps.known & (steps.time > trained_to))
    tested = forecast_targets(steps, features, estimator, later)
    if len(later):
        significance = read_settings(model).significance
        metrics = measure(panel, steps, tested, estimator.candidate, significance)
    else:
        metrics = unmeasured(
            panel, f"no row is later than {model.trained.to}, the last that the fit has seen"
        )
    first, last = panel.ends()
    fit = fingerprint_json(
        [
            model.trained.model_dump(mode="json", by_alias=True),
            model.params,
            model.estimator,
        ]
    )
    return ModelDocument(
        mode="score",
        fit=fit,
        trained=model.trained,
        scored=Scored(
            fit=fit,
            fingerprint=fingerprint_panel(panel),
            rows=panel.rows,
            from_=first,
            to=last,
        ),
        params=model.params,
        metrics=metrics,
        forecast=forecast_steps(panel, steps, features, estimator),
        candidates=model.candidates,
        backtest=backtest_series(panel, steps, tested),
        history=history_series(panel),
        data_quality=clean.summary,
        sources=clean.sources,
        packages=versions(),
        notes=[*notes_on(panel, steps, features), *_notes_on_symbols(panel, model)],
        estimator=model.estimator,
    )


def _notes_on_symbols(panel: Panel, model: ModelDocument) -> list[str]:
    trained = {item.symbol for item in model.trained.symbols}
    present = set(panel.symbols)
    changed = set(changed_symbols(panel, model.trained)) & present
    cases = (
        (changed, "the rows trained on have changed since, or are no longer all here"),
        (present - trained, "not among the symbols trained on; forecast by the shared model"),
        (trained - present, "trained on, but without a price here"),
    )
    return [f"{some_of(sorted(names))}: {text}" for names, text in cases if names]
