"""How far long work has come: log lines at a sensible pace, and a listener's bar.

The stages count here; they know neither who listens nor whether anybody does. What is counted
changes no result.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from functools import partial
from threading import Lock
from typing import Protocol, Self, TypeVar

#: Seconds of work before the first line; short work has none.
FIRST_LINE_AFTER = 5.0
#: Seconds from a line to the next.
LINES_APART = 10.0
# Shares of a job add up to almost a whole one.
_ROUNDING = 1e-6

Item = TypeVar("Item")
Made = TypeVar("Made")
clock: Callable[[], float] = time.monotonic


class Progress:
    """A count of work that is done; any thread may advance it.

    Parameters
    ----------
    logger
        The stage's own.
    label
        The stage and what is counted, such as ``ingest: files``.
    total
        How much there is in all; None where that is not known.

    Attributes
    ----------
    label, total
        As given.
    done
        How much is done.
    closed
        Whether the work has ended, done or not.
    """

    def __init__(self, logger: logging.Logger, label: str, total: float | None = None) -> None:
        self.label, self.total, self.done, self.closed = label, total, 0.0, False
        self._logger = logger
        self._lock = Lock()
        self._line_due = clock() + FIRST_LINE_AFTER
        # Kept from here, because a thread that advances the count may know of no listener.
        self._listener = _LISTENER.get()
        self._listener(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self.closed = True
            self._listener(self)

    def advance(self, amount: float = 1.0) -> None:
        """Count that so much more is done, and log a line if one is due."""
        now, line = clock(), None
        with self._lock:
            self.done += amount
            if now >= self._line_due:
                self._line_due = now + LINES_APART
                line = self._line()
            if not self.closed:
                self._listener(self)
        if line is not None:
            self._logger.info(line)

    def over(
        self, items: Iterable[Item], amount: Callable[[Item], float] = lambda _: 1.0
    ) -> Iterator[Item]:
        """Yield items, each counted as done when the next one is asked for."""
        for item in items:
            yield item
            self.advance(amount(item))

    @property
    def counts(self) -> str:
        """Such as ``1,200 of 10,000``."""
        done = f"{int(self.done + _ROUNDING):,}"
        return done if self.total is None else f"{done} of {int(self.total):,}"

    def _line(self) -> str:
        stage, _, what = self.label.partition(": ")
        line = f"{stage}: {self.counts} {what}"
        if self.total:
            line += f" ({min(int(100 * (self.done + _ROUNDING) / self.total), 100)} %)"
        return line


def track(
    items: Iterable[Item],
    logger: logging.Logger,
    label: str,
    total: float | None = None,
    amount: Callable[[Item], float] = lambda _: 1.0,
) -> Iterator[Item]:
    """Yield items and count them; see `Progress`.

    Parameters
    ----------
    items
        Whatever a loop goes over.
    logger, label, total
        As of `Progress`; the total is the length of the items where they have one.
    amount
        How much an item counts.
    """
    if total is None and isinstance(items, Sized):
        total = len(items)
    # Not in the generator, which may begin in a thread that knows of no listener.
    progress = Progress(logger, label, total)

    def counted() -> Iterator[Item]:
        with progress:
            yield from progress.over(items, amount)

    return counted()


Listener = Callable[[Progress], None]
_LISTENER: ContextVar[Listener] = ContextVar("listener", default=lambda _: None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Let a listener hear of every count that begins, advances and ends, from any thread."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


class _Counted(Protocol):
    def advance(self, amount: float, /) -> None: ...


class _Share:
    """A job that is a share of what is counted, and may say of itself how far it has come."""

    def __init__(self, whole: _Counted, size: float) -> None:
        self._whole, self._size, self._left = whole, size, 1.0
        self._lock = Lock()

    def advance(self, part: float) -> None:
        with self._lock:
            part = min(part, self._left)
            self._left -= part
        self._whole.advance(part * self._size)


_SHARE: ContextVar[_Counted | None] = ContextVar("share", default=None)


def in_shares(
    jobs: Iterable[Callable[[], Made]], progress: Progress | None = None
) -> list[Callable[[], Made]]:
    """Let jobs count as equal shares of a whole as they end, whatever thread they run in.

    Parameters
    ----------
    jobs
        To be run once each.
    progress
        The whole, which has a total. By default the job within which this is called; nothing is
        counted where that counts as no share itself.
    """
    jobs = list(jobs)
    whole, size = _SHARE.get(), 1.0
    if progress is not None:
        whole, size = progress, progress.total or 0.0
    return [partial(copy_context().run, _in_share, job, whole, size / len(jobs)) for job in jobs]


def _in_share(job: Callable[[], Made], whole: _Counted | None, size: float) -> Made:
    """Run a job in a context of its own, in which its own jobs are shares of it."""
    if whole is None:
        return job()
    share = _Share(whole, size)
    _SHARE.set(share)
    made = job()
    share.advance(1.0)
    return made


def part_done(part: float) -> None:
    """Say that so much (0 to 1) of the job within which this is called is done."""
    share = _SHARE.get()
    if share is not None:
        share.advance(part)


def parts(items: Sequence[Item]) -> Iterator[Item]:
    """Yield items that are, together, the job within which this is called."""
    for item in items:
        yield item
        part_done(1.0 / len(items))
