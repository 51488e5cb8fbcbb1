"""Bars on the terminal that show how far the work has come."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .progress import Progress, listening

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

_FRAMES_A_SECOND = 5


@contextmanager
def progress_bar() -> Iterator[logging.Handler]:
    """Show bars on standard error where that is a terminal, and nothing anywhere else.

    Yields
    ------
    logging.Handler
        Writes log lines to standard output; above the bars, where both are one terminal.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield logging.StreamHandler(sys.stdout)
        return
    from rich import progress as rich
    from rich.console import Console

    console = Console(stderr=True)
    bars = rich.Progress(
        rich.TextColumn("{task.description}", markup=False),
        rich.BarColumn(),
        rich.TextColumn("{task.fields[counts]}", markup=False),
        rich.TimeElapsedColumn(),
        console=console,
        refresh_per_second=_FRAMES_A_SECOND,
        transient=True,
        redirect_stdout=False,  # it may be a file
    )
    # Asked before the bars stand in for standard error.
    above = _is_one_terminal()
    with bars, listening(_Drawn(bars)):
        yield _Above(console) if above else logging.StreamHandler(sys.stdout)


class _Drawn:
    """Draws a bar for each count that has not ended."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._tasks: dict[Progress, TaskID] = {}

    def __call__(self, progress: Progress) -> None:
        if progress not in self._tasks:
            self._tasks[progress] = self._bars.add_task(
                progress.label, total=progress.total, counts=progress.counts
            )
        elif progress.closed:
            self._bars.remove_task(self._tasks.pop(progress))
        else:
            self._bars.update(
                self._tasks[progress], completed=round(progress.done, 6), counts=progress.counts
            )


class _Above(logging.Handler):
    """Writes log lines as they are, above the bars of a console."""

    def __init__(self, console: Console) -> None:
        super().__init__()
        self._console = console

    def emit(self, record: logging.LogRecord) -> None:
        self._console.out(self.format(record), highlight=False)


def _is_one_terminal() -> bool:
    return sys.stdout.isatty() and os.path.sameopenfile(sys.stdout.fileno(), sys.stderr.fileno())
