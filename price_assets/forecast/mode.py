"""Whether to fit anew or to apply the existing model."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from price_assets.checkpoints import CleanPrices, ModelDocument, PriceAssetsError

from .estimator import read_estimator
from .fingerprint import changed_symbols
from .listing import some_of
from .panel import as_clean, to_panel
from .scoring import score
from .settings import Mode, TrainSettings
from .training import train

if TYPE_CHECKING:
    import pandas as pd

LOGGER = logging.getLogger("price_assets.forecast")


def train_or_score(
    clean: CleanPrices | pd.DataFrame,
    previous: ModelDocument | None = None,
    settings: TrainSettings | None = None,
) -> tuple[ModelDocument, str]:
    """Do what `choose_mode` says.

    Returns
    -------
    tuple[ModelDocument, str]
        The document, and why it was trained or scored.

    Raises
    ------
    PriceAssetsError
        As `train`, `score` and `choose_mode`.
    """
    clean = as_clean(clean)
    mode, reason = choose_mode(clean, previous, settings)
    LOGGER.info("train_or_score: %s, because %s", mode.value, reason)
    if mode is Mode.score and previous is not None:
        return score(clean, previous), reason
    return train(clean, settings), reason


def choose_mode(
    clean: CleanPrices | pd.DataFrame,
    previous: ModelDocument | None,
    settings: TrainSettings | None = None,
) -> tuple[Mode, str]:
    """Decide whether to train or to score.

    Parameters
    ----------
    clean
        The present prices.
    previous
        The existing model, if there is one.
    settings
        `mode` and, for `Mode.auto`, `auto_share` and all that shapes a fit.

    Returns
    -------
    tuple[Mode, str]
        `Mode.train` or `Mode.score`, and the reason as half a sentence.

    Raises
    ------
    PriceAssetsError
        If scoring is asked for and there is no model, or there are no rows.
    """
    settings = settings or TrainSettings()
    if settings.mode is Mode.train:
        return Mode.train, "the mode is train"
    if settings.mode is Mode.score:
        if previous is None:
            raise PriceAssetsError(
                "the mode is score, but there is no model to score with; train one first (mode "
                "train, or 'price-assets train')"
            )
        return Mode.score, "the mode is score"
    if previous is None:
        return Mode.train, "there is no earlier model"
    try:
        read_estimator(previous.estimator)
    except PriceAssetsError as error:
        return Mode.train, f"the earlier model cannot be used: {error}"
    if previous.params != settings.shaping():
        return Mode.train, "the settings differ from those of the earlier model"
    panel = to_panel(as_clean(clean))
    if changed := changed_symbols(panel, previous.trained):
        return Mode.train, f"rows that the earlier model was trained on changed: {some_of(changed)}"
    share = previous.trained.rows / panel.rows
    counted = f"{previous.trained.rows} of the {panel.rows} rows ({share:.1%})"
    if share < settings.auto_share:
        return Mode.train, f"the earlier model saw only {counted}"
    return Mode.score, f"the earlier model saw {counted}, all unchanged"
