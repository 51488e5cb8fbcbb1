"""Apply an existing fit to clean prices, without refitting."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import numpy as np
from pydantic import ValidationError

from price_assets.checkpoints import CleanPrices, ModelDocument, PriceAssetsError
from price_assets.checkpoints.data_quality import data_quality
from price_assets.checkpoints.model_document import Scored

from .accuracy import measure, unmeasured
from .assemble import (
    backtest_series,
    forecast_steps,
    forecast_targets,
    history_series,
    notes_on,
    versions,
)
from .day_ahead.of_panel import apply_models, notes_on_days
from .diagnostics import diagnose, drift_since
from .estimator import Estimator, read_estimator
from .fingerprint import changed_symbols, fingerprint_json, fingerprint_panel
from .following import State, follow
from .frequency import Frequency, infer_frequency
from .listing import some_of
from .panel import Panel, as_clean, to_microseconds, to_panel
from .prepare import check_columns, prepare, rows_looked_back
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
        If there are no rows, the fit cannot be read, or the table does not fit it: another
        frequency, or a column missing.
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

    settings = read_settings(model)
    check_columns(panel, settings)
    known = _frequencies_of(estimator)
    trained_to = int(to_microseconds(pd.Series([model.trained.to], dtype="str"))[0])
    # What lies further back has no say, so it costs no time.
    prepared = prepare(
        panel.newest(trained_to, rows_looked_back(known, settings)),
        settings,
        match_frequencies(panel, known),
        _extras_there(panel, estimator),
        tuple(estimator.symbols),
        known,
    )
    prepared = apply_models(prepared, settings, estimator.days)
    if list(prepared.features.names) != estimator.features:
        raise PriceAssetsError(
            "the model's features are not those that this version makes of its settings; train "
            "the model again"
        )
    targets = prepared.targets
    later = np.flatnonzero(targets.known & (targets.moment > trained_to))
    tested, after = follow(
        prepared,
        forecast_targets(targets, prepared.features, estimator, later),
        State(estimator.quantiles, estimator.mix),
    )
    newest = estimator.model_copy(update={"quantiles": after.quantiles, "mix": after.mix})
    if len(later):
        metrics = measure(prepared, tested, estimator.candidate, settings.significance)
    else:
        metrics = unmeasured(
            panel, f"no row is later than {model.trained.to}, the last that the fit has seen"
        )
    drift = drift_since(prepared, model.trained, later)
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
        frequencies=estimator.frequencies,
        metrics=metrics,
        forecast=forecast_steps(prepared, newest),
        candidates=model.candidates,
        backtest=backtest_series(prepared, tested),
        history=history_series(panel),
        diagnostics=diagnose(prepared, tested, drift, panel),
        data_quality=data_quality(clean),
        sources=clean.sources,
        packages=versions(),
        notes=[
            *notes_on(prepared),
            *notes_on_days(prepared, settings, estimator.days),
            *_notes_on_symbols(panel, model),
        ],
        estimator=model.estimator,
    )


def _frequencies_of(estimator: Estimator) -> list[Frequency]:
    """Return the frequencies that a fit knows, the most usual first."""
    return [
        Frequency(item.name, item.clock, item.step, tuple(item.seasonal_periods))
        for item in estimator.frequencies
    ]


def match_frequencies(panel: Panel, known: list[Frequency]) -> list[Frequency]:
    """Tell each symbol's frequency, with the seasons that the fit was made with.

    Raises
    ------
    PriceAssetsError
        If a symbol has a frequency that the fit does not know.
    """
    # The first of a name counts, as the more usual.
    by_name = {item.name: item for item in reversed(known)}
    found = []
    for number, symbol in enumerate(panel.symbols):
        inferred = infer_frequency(panel.times[panel.span(number)])
        if inferred is not None and inferred.name not in by_name:
            names = " and ".join(item.name for item in known)
            raise PriceAssetsError(
                f"{symbol} has {inferred.name} prices, and the model was trained on {names} ones; "
                "score prices of the same frequency, or train a model on these"
            )
        found.append(known[0] if inferred is None else by_name[inferred.name])
    return found


def _extras_there(panel: Panel, estimator: Estimator) -> tuple[str, ...]:
    for name in estimator.extras:
        if name not in panel.columns:
            raise PriceAssetsError(
                f"there is no numeric column {name!r}, whose past the model was trained on; "
                "score prices that have it, or train a model on these"
            )
    return tuple(estimator.extras)


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
