"""Fits of one thread each, made at the same time."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import lru_cache, partial
from typing import Any, TypeVar

from threadpoolctl import ThreadpoolController

_Name = TypeVar("_Name", bound=Hashable)
_Made = TypeVar("_Made")


def run_side_by_side(jobs: Mapping[_Name, Callable[[], _Made]]) -> dict[_Name, _Made]:
    """Run jobs of one thread each side by side, so that how many there are changes no figure."""
    libraries = _libraries(len(sys.modules))
    # A thread that is new has limits of its own for OpenMP, which end with it.
    limited = partial(libraries.select(user_api="openmp").limit, limits=1)
    # One more than there are processors: jobs have jobs of their own that they wait for.
    with (
        libraries.limit(limits=1),
        ThreadPoolExecutor(max_workers=(os.cpu_count() or 1) + 1, initializer=limited) as pool,
    ):
        return dict(zip(jobs, pool.map(lambda job: job(), jobs.values()), strict=True))


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
