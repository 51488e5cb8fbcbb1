"""The documents that pass between the stages: their schema, their bytes, their places.

Belongs here: what every stage agrees on. Does not: how a document's content is worked out.
"""

from .document import Document
from .errors import (
    CheckpointDamagedError,
    CheckpointMissingError,
    InvalidDocumentError,
    PriceAssetsError,
)
from .model_document import ModelDocument
from .provenance import (
    CleanSummary,
    Doubt,
    Format,
    LineCounts,
    RawSummary,
    Rejection,
    Source,
    SourceColumns,
    SymbolFrom,
)
from .report_document import Report
from .storage import to_path, to_uri
from .store import CheckpointFolder, read_document, write_document
from .tables import CleanPrices, RawPrices
from .timestamps import to_instants

__all__ = [
    "CheckpointDamagedError",
    "CheckpointFolder",
    "CheckpointMissingError",
    "CleanPrices",
    "CleanSummary",
    "Document",
    "Doubt",
    "Format",
    "InvalidDocumentError",
    "LineCounts",
    "ModelDocument",
    "PriceAssetsError",
    "RawPrices",
    "RawSummary",
    "Rejection",
    "Report",
    "Source",
    "SourceColumns",
    "SymbolFrom",
    "read_document",
    "to_instants",
    "to_path",
    "to_uri",
    "write_document",
]
