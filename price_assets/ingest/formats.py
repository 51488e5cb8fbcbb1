"""Which format a file has, by its content, and its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .content import Content
from .delimited import read_delimited
from .json_tables import looks_like_json, read_json
from .parquet import MAGIC, read_parquet
from .settings import IngestSettings
from .text import decode_text

if TYPE_CHECKING:
    from .table import Table


def read_cells(content: Content, name: str, settings: IngestSettings) -> Table:
    """Read a file's cells, whatever its format.

    The content decides, never the name: a Parquet file called ``.csv`` is a Parquet file.

    Raises
    ------
    PriceFileError
        If the file is in no format known here, or damaged.
    """
    if content.data.startswith(MAGIC):
        return read_parquet(content.data, name)
    text = decode_text(content.data, name, settings.encoding)
    if looks_like_json(text.content):
        return read_json(text, name)
    return read_delimited(text, name, settings.delimiter)
