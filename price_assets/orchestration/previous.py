"""The model that is already there, for the modes that look at it."""

from __future__ import annotations

import logging

from price_assets.checkpoints import CheckpointDamagedError, CheckpointFolder, ModelDocument
from price_assets.forecast import Mode

LOGGER = logging.getLogger("price_assets.forecast")


def previous_model(folder: CheckpointFolder, mode: Mode) -> ModelDocument | None:
    """Read the existing model where the mode asks for one.

    Parameters
    ----------
    folder
        Where the checkpoints are.
    mode
        ``train`` never looks, so that the model is a function of the clean prices alone.

    Returns
    -------
    ModelDocument or None
        None where there is none; in ``auto`` also where it is damaged, since training mends that.

    Raises
    ------
    CheckpointDamagedError
        If the mode is ``score`` and the model cannot be read.
    """
    if mode is Mode.train or not folder.exists(ModelDocument):
        return None
    try:
        return folder.read(ModelDocument)
    except CheckpointDamagedError as error:
        if mode is Mode.score:
            raise
        LOGGER.warning("%s; training a new model in its place", error)
        return None
