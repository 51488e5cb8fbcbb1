"""The errors a person may meet: one line each, with what was expected and what to do."""

import re
from collections.abc import Mapping, Sequence
from typing import Self

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class PriceAssetsError(ValueError):
    """Base of all errors that are about the input, and not about the program."""

    def __init__(self, message: str) -> None:
        # What a file holds is quoted here, line ends and what a terminal obeys included.
        super().__init__(_CONTROLS.sub("\ufffd", " ".join(message.split())))


class InvalidDocumentError(PriceAssetsError):
    """A value breaks the rules of its document and must not be written."""

    @classmethod
    def of(cls, kind: str, broken: Mapping[str, Sequence[str]]) -> Self:
        """Say which rules of a kind of document are broken, with the first finding of each."""
        findings = "; ".join(f"{name}: {problems[0]}" for name, problems in broken.items())
        return cls(f"{kind} breaks its rules: {findings}")


class CheckpointMissingError(PriceAssetsError):
    """There is no checkpoint where one is needed."""


class CheckpointDamagedError(PriceAssetsError):
    """A checkpoint exists, but it is not what was once written there."""
