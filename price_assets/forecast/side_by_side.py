"""Fits of one thread each, made at the same time."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache, partial
from typing import Any, TypeVar

from threadpoolctl import ThreadpoolController

from price_assets.progress import Progress, in_shares

LOGGER = logging.getLogger("price_assets.forecast")
_Name = TypeVar("_Name", bound=Hashable)
_Made = TypeVar("_Made")


def run_side_by_side(
    jobs: Mapping[_Name, Callable[[], _Made]], label: str | None = None, total: float | None = None
) -> dict[_Name, _Made]:
    """Run jobs of one thread each side by side, so that how many there are changes no figure.

    Parameters
    ----------
    jobs
        By name.
    label, total
        What the jobs count as, together, as of `Progress`; by default as jobs, and without a label
        as shares of the job within which they are run.
    """
    libraries = _libraries(len(sys.modules))
    # A thread that is new has limits of its own for OpenMP, which end with it.
    limited = partial(libraries.select(user_api="openmp").limit, limits=1)
    # One more than there are processors: jobs have jobs of their own that they wait for.
    with (
        libraries.limit(limits=1),
        _counting(label, len(jobs) if total is None else total) as progress,
        ThreadPoolExecutor(max_workers=(os.cpu_count() or 1) + 1, initializer=limited) as pool,
    ):
        made = pool.map(lambda job: job(), in_shares(jobs.values(), progress))
        return dict(zip(jobs, made, strict=True))


def _counting(label: str | None, total: float) -> AbstractContextManager[Progress | None]:
    return nullcontext() if label is None else Progress(LOGGER, label, total)


def one_thread() -> AbstractContextManager[Any]:
    """Keep the linear algebra of what is loaded now to one thread.

    With more of them sums are split elsewhere, and the last bits of the coefficients differ.
    """
    limited: AbstractContextManager[Any] = _libraries(len(sys.modules)).limit(limits=1)
    return limited


@lru_cache(maxsize=1)
def _libraries(modules: int) -> ThreadpoolController:  # noqa: ARG001
    """Find the libraries with threads; anew once more modules have been imported, not each time."""
    return ThreadpoolController()
