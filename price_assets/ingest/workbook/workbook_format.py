"""Which format a workbook has, by its bytes and the members of its archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from price_assets.checkpoints import Format
from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.packing.streams import damage_named, seekable_stream
from price_assets.ingest.packing.zip_listing import open_zip

if TYPE_CHECKING:
    from price_assets.ingest.packing.content import Content

ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04")
"""How zip archives begin: with a member, with none, or as one part of a split archive."""

_OLE2_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def workbook_format(content: Content) -> Format | None:
    """Tell the format of a workbook, whatever the file is called.

    Parameters
    ----------
    content
        Not compressed.

    Returns
    -------
    Format or None
        ``xlsx``, ``xlsb`` and ``ods`` by the members of the zip archive, ``xls`` by the magic
        number of OLE2 files; None where it is no workbook.

    Raises
    ------
    PriceFileError
        If it is a damaged zip archive, or another document of an office program.
    """
    if content.head.startswith(_OLE2_MAGIC):
        return "xls"
    if not content.head.startswith(ZIP_MAGICS):
        return None
    with (
        damage_named(content.name, "zip"),
        seekable_stream(content) as stream,
        open_zip(stream) as archive,
    ):
        names = {name.replace("\\", "/").casefold() for name in archive.namelist()}
        mimetype = b""
        if "mimetype" in names:
            with archive.open("mimetype") as member:
                mimetype = member.read(256)
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if mimetype.startswith(_ODS_TYPE):
        return "ods"
    if "[content_types].xml" in names or mimetype.startswith(b"application/vnd.oasis."):
        raise PriceFileError(
            f"{content.name}: expected a workbook, found another document of an office program; "
            "save its table as .xlsx or .csv"
        )
    return None
