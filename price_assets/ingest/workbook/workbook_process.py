"""A process of its own that reads one workbook, started by `workbooks` and spoken to by pipes.

The reader lays a sheet out as all rows by all columns between its outermost cells. Two cells in
opposite corners of a sheet of 2 kB are 550 GB, and where memory ends it ends the whole process
(calamine issue 693); damaged .xls files do the same. Here that ends no more than this process.

Each answer on the standard output is one `marshal` value: first the list of sheets, then, for
each sheet number that comes as a line on the standard input, the number of columns that are empty
on its left, batches of its rows without those, and None. An answer that begins with ``error`` is
the last.
"""

from __future__ import annotations

import datetime
import marshal
import sys
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_BATCH_CELLS = 50_000

Cell = str | int | float | bool | None


def main(path: str, memory: int, seconds: int) -> None:
    """Answer what is asked about a workbook until the standard input ends.

    Parameters
    ----------
    path
        The workbook, under the ending of its format.
    memory
        Most bytes of address space that this process may have.
    seconds
        Most time of the processor that it may take.
    """
    _limit(memory, seconds)
    answers = sys.stdout.buffer
    try:
        from python_calamine import load_workbook

        workbook = load_workbook(path)
        sheets = [(s.name, str(s.typ), str(s.visible)) for s in workbook.sheets_metadata]
        _answer(answers, ("sheets", sheets))
        for line in sys.stdin:
            _answer_sheet(answers, workbook, int(line))
    # A panic of the reader is a BaseException, and must be told like any other failure.
    except BaseException as error:
        _answer(answers, ("error", type(error).__name__, str(error)))


def cell_of(value: object) -> Cell:
    """Return a value as the cell of a grid.

    Parameters
    ----------
    value
        As python-calamine gives it.

    Returns
    -------
    str, int, float, bool or None
        Dates as ``2000-01-03``, with ``T09:30:00`` where they have a time; a time as
        ``09:30:00``, a duration as ``30:00:00``; a whole number as int, as the sheet shows it;
        an empty cell as None.
    """
    if isinstance(value, float):
        # Beyond 2^53 a float is no longer the number that was typed.
        return int(value) if value.is_integer() and abs(value) <= 2**53 else value
    if isinstance(value, str):
        return value or None
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    if isinstance(value, (bool, int)):
        return value
    return None if value is None else str(value)


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    for limit, value in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        _, hard = resource.getrlimit(limit)
        if hard == resource.RLIM_INFINITY or value <= hard:
            resource.setrlimit(limit, (value, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer_sheet(answers: BinaryIO, workbook: CalamineWorkbook, number: int) -> None:
    sheet = workbook.get_sheet_by_index(number)
    _answer(answers, sheet.start[1] if sheet.start else 0)
    batch: list[list[Cell]] = []
    batch_rows = max(1, _BATCH_CELLS // max(1, sheet.width))
    for row in sheet.iter_rows():
        batch.append([cell_of(value) for value in row])
        if len(batch) == batch_rows:
            _answer(answers, batch)
            batch = []
    _answer(answers, batch)
    _answer(answers, None)


def _answer(answers: BinaryIO, value: Any) -> None:
    marshal.dump(value, answers)
    answers.flush()


if __name__ == "__main__":
    sys.path[:] = sys.argv[4:]
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
