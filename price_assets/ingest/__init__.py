"""Any raw file in, the raw table out.

Belongs here: finding the files, their format, their cells, and which column is what. Does not:
what a cell's text means as a number or a date, which is for ``clean`` to say.
"""

from .cells import read_table
from .errors import PriceFileError
from .file_settings import FileSettings, settings_files
from .ingest import ingest, iter_prices, read_prices
from .landing import LandedFile, list_files, no_own_document
from .settings import IngestSettings, OnBadFile, TableSettings

__all__ = [
    "FileSettings",
    "IngestSettings",
    "LandedFile",
    "OnBadFile",
    "PriceFileError",
    "TableSettings",
    "ingest",
    "iter_prices",
    "list_files",
    "no_own_document",
    "read_prices",
    "read_table",
    "settings_files",
]
