"""What every stage needs while Dagster runs it: its log lines kept, its errors readable."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from price_assets.checkpoints import PriceAssetsError
from price_assets.log_lines import LOGGER_NAME, file_handler

LOG_FILE_VARIABLE = "PRICE_ASSETS_LOG_FILE"


class _IntoEventLog(logging.Handler):
    """Hands the stages' log records to Dagster, which keeps them and prints them."""

    def __init__(self, target: logging.Logger) -> None:
        super().__init__()
        self._target = target

    def emit(self, record: logging.LogRecord) -> None:
        self._target.log(record.levelno, record.getMessage())


@contextmanager
def stage_run(context: dg.AssetExecutionContext) -> Iterator[None]:
    """Capture the log lines of a stage, and turn its refusals into failures without a traceback.

    Raises
    ------
    dagster.Failure
        For a `PriceAssetsError`; its description is that error's one line. A retry would meet the
        same input, so none is made.
    """
    logger = logging.getLogger(LOGGER_NAME)
    handlers: list[logging.Handler] = [_IntoEventLog(context.log)]
    if log_file := os.environ.get(LOG_FILE_VARIABLE):
        handlers.append(file_handler(log_file))
    level, propagate = logger.level, logger.propagate
    logger.setLevel(logging.INFO)
    logger.propagate = False  # Dagster prints the line itself
    for handler in handlers:
        logger.addHandler(handler)
    try:
        yield
    except PriceAssetsError as error:
        logger.error("%s", error)
        raise dg.Failure(description=str(error), allow_retries=False) from error
    finally:
        for handler in handlers:
            logger.removeHandler(handler)
            handler.close()
        logger.setLevel(level)
        logger.propagate = propagate
