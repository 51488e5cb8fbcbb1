"""Fits of one thread each, made at the same time."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from threadpoolctl import threadpool_limits

_Name = TypeVar("_Name", bound=Hashable)
_Made = TypeVar("_Made")


def run_side_by_side(jobs: Mapping[_Name, Callable[[], _Made]]) -> dict[_Name, _Made]:
    """Run jobs of one thread each side by side, so that how many there are changes no figure."""

    def run(job: Callable[[], _Made]) -> _Made:
        # A thread that is new has limits of its own for OpenMP.
        with threadpool_limits(limits=1):
            return job()

    # One more than there are processors: jobs have jobs of their own that they wait for.
    with ThreadPoolExecutor(max_workers=(os.cpu_count() or 1) + 1) as pool:
        return dict(zip(jobs, pool.map(run, jobs.values()), strict=True))
