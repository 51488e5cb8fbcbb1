"""The errors of this stage."""

from __future__ import annotations

from price_assets.checkpoints import PriceAssetsError


class PriceFileError(PriceAssetsError):
    """A raw file cannot be read as prices; the message names the file and what would help."""


class NoPricesError(PriceFileError):
    """A table without a time axis or without a price; beside others in one file it is no fault."""
