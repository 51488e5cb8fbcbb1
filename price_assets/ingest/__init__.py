"""Any raw file in, the raw table out.

Belongs here: finding the files, their format, their cells, and which column is what. Does not:
what a cell's text means as a number or a date, which is for ``clean`` to say.
"""

from .errors import PriceFileError
from .ingest import ingest, iter_prices, read_prices, read_table
from .landing import LandedFile, list_files, no_own_document
from .settings import IngestSettings

__all__ = [
    "IngestSettings",
    "LandedFile",
    "PriceFileError",
    "ingest",
    "iter_prices",
    "list_files",
    "no_own_document",
    "read_prices",
    "read_table",
]
