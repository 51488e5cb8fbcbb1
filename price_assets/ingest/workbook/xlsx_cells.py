"""What python-calamine leaves out of an .xlsx: errors, and formulas that were never calculated.

It gives both as empty cells. An error such as ``#REF!`` is no missing price, and a program that
writes formulas without their values leaves a sheet that only looks empty; both are found in the
XML of the sheet (ECMA-376 part 1, 18.3.1.4 and 18.18.11) as it streams by.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

_CHUNK_BYTES = 1 << 20
_MOST_LIST_BYTES = 16 << 20
_ROOT = re.compile(rb"<(?:(\w+):)?worksheet\b")
_ERROR_TYPE = re.compile(rb"""\bt\s*=\s*["']e["']""")
_TEXT_TYPE = re.compile(rb"""\bt\s*=\s*["']str["']""")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass
class UnseenCells:
    """The cells of one sheet that python-calamine gives as empty although they are not.

    Attributes
    ----------
    errors
        The error text, such as ``#N/A``, by row and column, both counted from 0.
    uncalculated
        Formulas without a stored value.
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: int = 0


def unseen_cells(path: Path, sheet: str) -> UnseenCells:
    """Find the errors and the formulas without value of one sheet.

    Parameters
    ----------
    path
        An .xlsx file.
    sheet
        Name of the sheet.

    Returns
    -------
    UnseenCells
        Of cells that say where they are, as those of all usual programs do.

    Raises
    ------
    zipfile.BadZipFile, zlib.error, xml.etree.ElementTree.ParseError, ValueError
        If the file is damaged.
    """
    found = UnseenCells()
    with zipfile.ZipFile(path) as archive:
        part = _part_of(archive, sheet)
        if part is None:
            return found
        with archive.open(part) as stream:
            head = stream.read(_CHUNK_BYTES)
            root = _ROOT.search(head)
            prefix = root[1] + b":" if root and root[1] else b""
            for text in _whole_cells(head, stream, b"</" + prefix + b"c>"):
                _search(text, prefix, found)
    return found


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """Return the name of the member that holds a sheet."""
    names = {name.replace("\\", "/").casefold(): name for name in archive.namelist()}
    workbook = _parsed(archive, names.get("xl/workbook.xml"))
    relations = _parsed(archive, names.get("xl/_rels/workbook.xml.rels"))
    if workbook is None or relations is None:
        return None
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for element in workbook.iter():
        if element.tag.rpartition("}")[2] == "sheet" and element.get("name") == sheet:
            target = targets.get(element.get(_RELATION) or element.get(_STRICT_RELATION), "")
            return names.get(posixpath.normpath(posixpath.join("/xl", target))[1:].casefold())
    return None


def _parsed(archive: zipfile.ZipFile, name: str | None) -> ElementTree.Element | None:
    # A list of sheets is small; expat itself bounds what entities may grow to.
    if name is None or archive.getinfo(name).file_size > _MOST_LIST_BYTES:
        return None
    return ElementTree.fromstring(archive.read(name))  # noqa: S314


def _whole_cells(head: bytes, stream: IO[bytes], end: bytes) -> Iterator[bytes]:
    """Cut the XML of a sheet into pieces that end with a cell."""
    kept, chunk = b"", head
    while chunk:
        text = kept + chunk
        cut = text.rfind(end) + len(end) if end in text else 0
        # A single cell holds 32,767 characters; what is longer without an end is no cell.
        kept = text[cut:] if len(text) - cut < 4 * _CHUNK_BYTES else b""
        yield text[:cut]
        chunk = stream.read(_CHUNK_BYTES)


def _search(text: bytes, prefix: bytes, found: UnseenCells) -> None:
    # Both kinds are rare: they are sought by what only they have, then their beginning before it.
    if b'="e"' in text or b"='e'" in text:
        _search_errors(text, prefix, found)
    if b"<" + prefix + b"f" in text:
        _search_formulas(text, prefix, found)


def _search_errors(text: bytes, prefix: bytes, found: UnseenCells) -> None:
    cell, p = b"<" + prefix + b"c", re.escape(prefix)
    value = re.compile(rb"[^<>]*>.*?<%bv>([^<]*)</%bv>" % (p, p), re.DOTALL)
    for mark in _ERROR_TYPE.finditer(text):
        start = text.rfind(b"<", 0, mark.start())
        place = _PLACE.search(text, start, text.find(b">", start))
        shown = value.match(text, mark.end(), text.find(b"</" + cell[1:] + b">", start))
        if place and shown and text.startswith(cell, start):
            at = int(place[2]) - 1, _column(place[1])
            found.errors[at] = shown[1].decode("utf-8", "replace")


def _search_formulas(text: bytes, prefix: bytes, found: UnseenCells) -> None:
    p = re.escape(prefix)
    formula = rb"(?:</%bf>|<%bf\b[^<>]*/>)" % (p, p)
    no_value = rb"(?:<%bv\s*/>|<%bv>\s*</%bv>)?" % (p, p, p)
    for end in re.finditer(rb"%b\s*%b\s*</%bc>" % (formula, no_value, p), text):
        start = text.rfind(b"<" + prefix + b"c ", 0, end.start())
        # A formula whose value is a text may rightly have an empty one.
        if not _TEXT_TYPE.search(text, start, text.find(b">", start)):
            found.uncalculated += 1


def _column(letters: bytes) -> int:
    """Return the column that its letters name, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
