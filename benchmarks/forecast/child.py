"""Run one method on one set in this process, and write its forecasts and what they cost.

    python -m forecast.child SET METHOD FILE

It needs no more than the method's own library, so that peers can be run by an interpreter of
their own, where they need other versions of pandas than this project.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import platform
import resource
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np
import pandas as pd

from .arrays import Floats
from .cut import split
from .peers import MODULES, PEERS
from .sets import SETS, as_clean, load

#: Exit status where a library is absent.
ABSENT = 3
OURS_MODULES = ("price_assets.forecast", "lightgbm", "sklearn.linear_model", "scipy.special")
_PACKAGES = ("lightgbm", "mlforecast", "numpy", "pandas", "scikit-learn", "skforecast")
# The peak memory is given in kB by Linux, in bytes by macOS.
_PEAK_UNIT = 1 if platform.system() == "Darwin" else 1024


def run(name: str, method: str, path: Path) -> None:
    """Measure a method and write what it says; see the module."""
    panel = load(name)
    _, test = split(panel)
    try:
        for module in OURS_MODULES if method == "ours" else MODULES.get(method, ()):
            importlib.import_module(module)
    except ImportError as error:
        print(error, file=sys.stderr)
        sys.exit(ABSENT)
    loaded = peak()
    started, used = time.perf_counter(), cpu_seconds()
    if method == "ours":
        from .ours import one_step

        found = one_step(as_clean(panel, SETS[name].by_day), panel[test])
    else:
        found = {"forecast": PEERS[method](panel, SETS[name])}
    cost = {
        "wall": time.perf_counter() - started,
        "cpu": cpu_seconds() - used,
        "peak": peak(),
        "loaded": loaded,
        "rows": digest(panel),
        "versions": versions(),
    }
    write(path, found, cost)


def write(path: Path, found: dict[str, Floats], cost: dict[str, object]) -> None:
    """Write forecasts and costs beside a temporary name first, so that no half file is read."""
    part = path.with_suffix(".part.npz")
    np.savez_compressed(part, cost=np.array(json.dumps(cost)), **found)
    part.replace(path)


def digest(panel: pd.DataFrame) -> str:
    """Return a fingerprint of the panel and its measured rows, to know kept forecasts by."""
    parts = (panel["time"].astype("int64"), panel["price"], pd.Series(split(panel)[1]))
    raw = b"".join(part.to_numpy().tobytes() for part in parts)
    return hashlib.sha256(raw).hexdigest()


def cpu_seconds() -> float:
    """Return the processor seconds of this process and its ended children, all threads."""
    return sum(
        sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )


def peak() -> int:
    """Return the largest memory this process has held, bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _PEAK_UNIT


def versions() -> dict[str, str]:
    """Return the versions of the libraries that are there."""
    found = {"python": platform.python_version()}
    for name in (*_PACKAGES, "statsforecast"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
