"""The sheets of a workbook: .xlsx, .xlsb, .xls and .ods, by python-calamine."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from price_assets.checkpoints import Format
from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.grid import Grid
from price_assets.ingest.packing.streams import damage_named, room_for_copy, too_large

from .workbook_format import workbook_format
from .workbook_reader import ListedSheet, WorkbookReader
from .xlsx_cells import UnseenCells, unseen_cells

if TYPE_CHECKING:
    from price_assets.ingest.packing.content import Content
    from price_assets.ingest.settings import TableSettings


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook.

    Attributes
    ----------
    name
        As its tab says.
    grid
        Its rows from the first of the sheet, and its columns from the first that holds anything.
        Dates are text as ISO 8601 writes them, ``2000-01-03`` or ``2000-01-03T09:30:00``; numbers
        that are whole are int; an empty cell is None. A merged cell's value stands in its first.
        Errors such as ``#N/A`` are text in .xlsx, and empty in the other formats.
    format
        Of the workbook.
    notes
        What a reader of the sheet should know about the workbook.
    """

    name: str
    grid: Grid
    format: Format
    notes: list[str] = field(default_factory=list)


def is_workbook(content: Content) -> bool:
    """Tell whether a content is a workbook, by its bytes.

    Raises
    ------
    PriceFileError
        As `workbook_format`.
    """
    return workbook_format(content) is not None


def read_workbook(content: Content, settings: TableSettings, limit: int) -> Iterator[Sheet]:
    """Read the sheets of a workbook in their order.

    Parameters
    ----------
    content
        The workbook, not compressed.
    settings
        ``sheet``, a name or a pattern, chooses sheets, hidden ones too; without it all that are
        not hidden are read. Charts and macros are never read.
    limit
        Bytes that the workbook may unpack to; its reader gets memory accordingly.

    Yields
    ------
    Sheet
        As soon as it is read. Formulas give the values that were stored with them.

    Raises
    ------
    PriceFileError
        If it is damaged, protected by a password or too large, or has no such sheet.
    """
    kind = workbook_format(content)
    if kind is None:
        raise PriceFileError(f"{content.name}: expected a workbook, found another format")
    with ExitStack() as opened:
        with room_for_copy(content.name), content.open() as stream:
            folder = opened.enter_context(tempfile.TemporaryDirectory(prefix="price_assets_"))
            # The reader goes by the ending; without one it would not say what is wrong.
            path = Path(folder) / f"workbook.{kind}"
            with path.open("wb") as file:
                shutil.copyfileobj(stream, file, 1 << 20)
        if kind != "xls":
            _check_size(path, content.name, kind, limit)
        reader = opened.enter_context(WorkbookReader(path, content.name, limit))
        listed = reader.sheets()
        chosen = _chosen(listed, settings.sheet, content.name)
        notes = _notes(listed, chosen)
        for number in chosen:
            name = listed[number].name
            unseen = UnseenCells()
            if kind == "xlsx":
                with damage_named(content.name, kind):
                    unseen = unseen_cells(path, name)
            grid = reader.grid(number, name, unseen.errors)
            yield Sheet(name, grid, kind, notes + _formula_notes(unseen.uncalculated))


def _check_size(path: Path, name: str, kind: str, limit: int) -> None:
    with damage_named(name, kind), zipfile.ZipFile(path) as archive:
        if sum(info.file_size for info in archive.infolist()) > limit:
            raise too_large(name, limit)


def _chosen(listed: Sequence[ListedSheet], wanted: str | None, name: str) -> list[int]:
    """Return the numbers of the sheets to read; at least one."""
    tables = [number for number, sheet in enumerate(listed) if sheet.holds_cells]
    if wanted is None:
        chosen = [number for number in tables if not listed[number].hidden]
        expected = "a sheet that is not hidden; choose one by the setting sheet"
    else:
        chosen = [number for number in tables if listed[number].name == wanted] or [
            number for number in tables if fnmatchcase(listed[number].name, wanted)
        ]
        expected = f"a sheet '{wanted}', as the setting sheet says"
    if not chosen:
        names = ", ".join(f"'{listed[number].name}'" for number in tables) or "none"
        raise PriceFileError(f"{name}: expected {expected}; found the sheets {names}")
    return chosen


def _notes(listed: Sequence[ListedSheet], chosen: Sequence[int]) -> list[str]:
    return [
        f"the hidden sheet '{sheet.name}' is not read; name it by the setting sheet to read it"
        for number, sheet in enumerate(listed)
        if sheet.hidden and sheet.holds_cells and number not in chosen
    ]


def _formula_notes(uncalculated: int) -> list[str]:
    if not uncalculated:
        return []
    return [
        f"{uncalculated} formulas have no stored value and are read as empty; open the workbook "
        "in a spreadsheet program and save it"
    ]
