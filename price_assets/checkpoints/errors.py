"""The errors a person may meet: one line each, with what was expected and what to do."""


class PriceAssetsError(ValueError):
    """Base of all errors that are about the input, and not about the program."""


class InvalidDocumentError(PriceAssetsError):
    """A value breaks the rules of its document and must not be written."""


class CheckpointMissingError(PriceAssetsError):
    """There is no checkpoint where one is needed."""


class CheckpointDamagedError(PriceAssetsError):
    """A checkpoint exists, but it is not what was once written there."""
