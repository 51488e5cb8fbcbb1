"""The errors of this stage."""

from __future__ import annotations

import re

from price_assets.checkpoints import PriceAssetsError

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class PriceFileError(PriceAssetsError):
    """A raw file cannot be read as prices; the message names the file and what would help."""

    def __init__(self, message: str) -> None:
        # What a file holds is quoted here, line ends and what a terminal obeys included.
        super().__init__(_CONTROLS.sub("\ufffd", " ".join(message.split())))


class NoPricesError(PriceFileError):
    """A table without a time axis or without a price; beside others in one file it is no fault."""
