"""The other end of `workbook_process`: starts it, asks it for sheets, and says why it failed."""

from __future__ import annotations

import marshal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.grid import Cell, Grid

from . import workbook_process

_SPARE_MEMORY = 512 * 1024 * 1024
_MOST_SECONDS = 600


@dataclass(frozen=True)
class ListedSheet:
    """A sheet in the list of a workbook.

    Attributes
    ----------
    name
        As its tab says.
    holds_cells
        False for sheets of one chart, of dialogs and of macros.
    hidden
        Whether people who open the workbook do not see it.
    """

    name: str
    holds_cells: bool
    hidden: bool


class WorkbookReader:
    """Reads one workbook in a process of its own, which ends with the context.

    Parameters
    ----------
    path
        The workbook.
    name
        What messages call it.
    limit
        Bytes that the workbook may unpack to. The process may have twice as much memory and half
        a gigabyte more, and ten minutes of the processor, where the system can limit them.
    """

    def __init__(self, path: Path, name: str, limit: int) -> None:
        self._path = path
        self._name = name
        self._memory = 2 * limit + _SPARE_MEMORY
        # Neither the folder of this program nor PYTHON* variables may change what it imports.
        command = [sys.executable, "-I", workbook_process.__file__, str(path), str(self._memory)]
        self._process = subprocess.Popen(  # noqa: S603 - a program of ours
            [*command, str(_MOST_SECONDS), *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> WorkbookReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        with suppress(BrokenPipeError):
            cast(IO[bytes], self._process.stdin).close()
        cast(IO[bytes], self._process.stdout).close()
        self._process.wait()

    def sheets(self) -> list[ListedSheet]:
        """List the sheets in their order; the first question to ask, and once.

        Raises
        ------
        PriceFileError
            If the workbook is damaged or protected by a password.
        """
        answer = self._answer("a workbook")
        return [
            ListedSheet(name, kind.endswith("WorkSheet"), not visible.endswith("Visible"))
            for name, kind, visible in answer[1]
        ]

    def grid(self, number: int, sheet: str, errors: Mapping[tuple[int, int], str]) -> Grid:
        """Read a sheet.

        Parameters
        ----------
        number
            Its position in the list, from 0.
        sheet
            Its name, for messages.
        errors
            What stands in its empty cells after all, by row and column of the sheet, from 0.

        Raises
        ------
        PriceFileError
            If it is damaged, or does not fit in memory.
        """
        requests = cast(IO[bytes], self._process.stdin)
        # A process that has ended says why in its answer, or by having none.
        with suppress(BrokenPipeError):
            requests.write(f"{number}\n".encode())
            requests.flush()
        first_column = self._answer(f"a sheet '{sheet}'")
        rows: list[list[Cell]] = []
        while (batch := self._answer(f"a sheet '{sheet}'")) is not None:
            rows.extend(batch)
        for (row, column), error in errors.items():
            if row < len(rows) and 0 <= column - first_column < len(rows[row]):
                rows[row][column - first_column] = error
        rows = [row if any(cell is not None for cell in row) else [] for row in rows]
        return Grid(rows, list(range(1, len(rows) + 1)), len(rows))

    def _answer(self, expected: str) -> Any:
        try:
            answer = marshal.load(cast(IO[bytes], self._process.stdout))  # noqa: S302 - ours
        except (EOFError, ValueError, TypeError):
            raise PriceFileError(
                f"{self._name}: expected {expected} that is whole and fits in "
                f"{self._memory / 1e6:.0f} MB of memory, found one whose reader came to an end; a "
                "cell far from the table makes a sheet huge: delete the rows and columns beyond "
                "the table, or save the table as .csv"
            ) from None
        if isinstance(answer, tuple) and answer[0] == "error":
            raise self._failure(expected, answer[1], answer[2])
        return answer

    def _failure(self, expected: str, kind: str, found: str) -> PriceFileError:
        if kind == "PasswordError" or self._holds("EncryptedPackage"):
            return PriceFileError(
                f"{self._name}: expected a workbook that opens without a password, found one "
                "protected by a password; save it without, or save the table as .csv"
            )
        # What a panic says is about the reader, not about the file.
        reason = f" ({found})" if kind != "PanicException" else ""
        return PriceFileError(
            f"{self._name}: expected {expected} that is whole, found it damaged or cut off"
            f"{reason}; copy the file again, or save the table as .csv"
        )

    def _holds(self, name: str) -> bool:
        """Tell whether the file of streams that an old or a protected workbook is has one."""
        wanted, kept = name.encode("utf-16-le"), b""
        with self._path.open("rb") as file:
            while chunk := file.read(1 << 20):
                if wanted in kept + chunk:
                    return True
                kept = chunk[-len(wanted) :]
        return False
