"""Run each method on each set in a process of its own, and keep what it says in a folder."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .child import ABSENT, digest
from .peers import PEERS
from .scores import Said, Tested, said_by

BENCHMARKS = Path(__file__).resolve().parents[1]
# The slowest is the search of a model a symbol: half an hour on 30 symbols of daily prices.
_LONGEST_SECONDS = 3600
OURS = "ours"
_ERROR = re.compile(r"[\w.]*(Error|Exception|Exit)\b")
_SHOWN = 300


@dataclass(frozen=True)
class Runner:
    """Where peers run and where forecasts are kept.

    Attributes
    ----------
    work
        Folder of the forecasts of earlier runs; those of peers are used again.
    peers_python
        The interpreter of the peers, which may have other versions of libraries than ours.
    left_out
        Filled on the way: why a method is missing, by set and method.
    """

    work: Path
    peers_python: str = sys.executable
    left_out: dict[tuple[str, str], str] = field(default_factory=dict)

    def all_said(self, name: str, tested: Tested) -> dict[str, Said]:
        """Return what every method says of a set, those that could not be run left out."""
        said = {}
        for method in (*PEERS, OURS):
            found = self._said(name, method, tested)
            if found is not None:
                said[method] = found
        return said

    def _said(self, name: str, method: str, tested: Tested) -> Said | None:
        path = self.work / f"{name}.{method}.npz"
        # Ours may have been changed since.
        kept = None if method == OURS else _read(path, tested)
        if kept is not None:
            return kept
        reason = run_child(
            ["forecast.child", name, method, str(path)],
            sys.executable if method == OURS else self.peers_python,
        )[1]
        if reason:
            self.left_out[name, method] = reason
            return None
        return _read(path, tested)


def run_child(
    arguments: list[str], python: str = sys.executable, seconds: int = _LONGEST_SECONDS
) -> tuple[str, str]:
    """Run a module of this package; return what it prints, and why it failed, if it did."""
    # Threads that wait for work in a loop would take the processor from those that have some.
    environment = {**os.environ, "OMP_WAIT_POLICY": os.environ.get("OMP_WAIT_POLICY", "PASSIVE")}
    try:
        done = subprocess.run(
            [python, "-W", "ignore", "-m", *arguments],
            cwd=BENCHMARKS,
            env=environment,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "", f"not done after {seconds} s"
    if done.returncode == 0:
        return done.stdout, ""
    said = _last_error(done.stderr) or f"exit status {done.returncode}"
    return "", said if done.returncode != ABSENT else f"not installed: {said}"


def _last_error(text: str) -> str:
    """Return the message that a traceback ends with, in one line."""
    lines = text.strip().splitlines()
    # A message may have lines of its own below the one that names the error.
    starts = [number for number, line in enumerate(lines) if _ERROR.match(line)]
    return " ".join(line.strip() for line in lines[starts[-1] if starts else -1 :])[:_SHOWN]


def _read(path: Path, tested: Tested) -> Said | None:
    """Read kept forecasts, unless they are of other rows."""
    if not path.exists():
        return None
    with np.load(path) as kept:
        cost: dict[str, Any] = json.loads(str(kept["cost"]))
        figures = {key: kept[key] for key in kept.files if key != "cost"}
    same = cost.get("rows") == digest(tested.panel)
    return said_by(tested, figures, cost) if same else None


def mean_over_sets(values: list[dict[str, dict[str, float]]], measure: str) -> pd.Series:
    """Average a measure over sets by method; NaN for a method that lacks one of them."""
    table = pd.DataFrame([{name: row[measure] for name, row in value.items()} for value in values])
    return table.mean(skipna=False)
