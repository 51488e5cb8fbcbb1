"""The cells of one file, as text as found, for people who want to look at what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from price_assets.checkpoints.storage import Location

from .cell_text import cells_as_text
from .errors import PriceFileError
from .formats import read_tables
from .landing import list_files
from .packing.content import read_content
from .packing.unpack import unpack
from .settings import IngestSettings, TableSettings
from .sources import BYTES_IN_MB

if TYPE_CHECKING:
    import pandas as pd


def read_table(path: Location, settings: TableSettings | None = None) -> pd.DataFrame:
    """Read the cells of one file of any supported format, as text as found.

    Of an archive or a workbook with several tables, the first; `read_prices` reads all.

    Parameters
    ----------
    path
        Path or fsspec URI of the file.
    settings
        What a person said about it.

    Returns
    -------
    pandas.DataFrame
        One row a data row, one column a column of the file, dtype ``str``, null where a row has
        no such field. The names are the header's cells, as found: empty and repeated ones too,
        the rows of a header of several joined by a space. Nothing is invented: where the file has
        no header, the first row stands in its place, and ``attrs["header_rows"]`` is 0. Numbers
        of JSON, Parquet and workbooks are written as JSON writes them. Fields of rows that are
        too long stand in columns without a name. An empty file gives an empty table.

    Raises
    ------
    PriceFileError
        If it is not one readable file.
    """
    import pandas as pd

    files = list_files([path])
    if len(files) != 1:
        raise PriceFileError(f"{path}: expected one file, found {len(files)}; name one of them")
    asked = settings or TableSettings()
    limit = IngestSettings().unpack_limit * BYTES_IN_MB
    whole, _ = read_content(files[0])
    for content in unpack(whole, limit):
        for blocks in read_tables(content, asked, limit):
            return cells_as_text(list(blocks))
    return pd.DataFrame()
