"""The log: standard-library loggers below `price_assets`, one form of line wherever it goes."""

from __future__ import annotations

import logging

LOGGER_NAME = "price_assets"
LINE_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def file_handler(path: str) -> logging.Handler:
    """Return a handler that appends log lines to a file."""
    return formatted(logging.FileHandler(path, encoding="utf-8"))


def formatted(handler: logging.Handler) -> logging.Handler:
    """Give a handler the common form of line."""
    handler.setFormatter(logging.Formatter(LINE_FORMAT))
    return handler
