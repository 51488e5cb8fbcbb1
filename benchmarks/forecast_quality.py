"""How good the forecasts are: peers and this project on the same rows in the same run.

    .venv/bin/python benchmarks/forecast_quality.py one-step [SET ..] [--work FOLDER]
    .venv/bin/python benchmarks/forecast_quality.py day-ahead [MARKET ..] [--file CSV]
    .venv/bin/python benchmarks/forecast_quality.py speed
    .venv/bin/python benchmarks/forecast_quality.py random-walk

The peers come with ``pip install -e '.[bench]'``. Their newest releases refuse the pandas that this
project needs; to measure those, install them elsewhere and name that interpreter by
``--peers-python``. The data stand in ``../shared/data`` and are not part of the project.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
from forecast.methods import Runner
from forecast.sets import MARKETS, SETS

_TEST_DAYS = 728


def main() -> None:
    arguments = _parser().parse_args()
    if arguments.part == "random-walk":
        from forecast.random_walk import random_walk

        random_walk(arguments.seeds)
        return
    if arguments.part == "day-ahead":
        from forecast.day_ahead import day_ahead

        file = arguments.file
        markets = arguments.markets or ([] if file else list(MARKETS))
        day_ahead(markets, file and file.resolve(), arguments.test_days)
        return
    with tempfile.TemporaryDirectory() as temporary:
        work = (arguments.work or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        runner = Runner(work, str(arguments.peers_python.absolute()))
        if arguments.part == "speed":
            from forecast.speed import speed

            speed(runner)
        else:
            from forecast.tables import one_step

            one_step(arguments.sets or list(SETS), runner)
            _print_versions(work)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parts = parser.add_subparsers(dest="part", required=True)
    one_step = parts.add_parser("one-step", help="one step ahead on the seven sets")
    one_step.add_argument("sets", nargs="*", metavar="SET", help=", ".join(SETS))
    day_ahead = parts.add_parser("day-ahead", help="electricity, 24 hours at once")
    day_ahead.add_argument("markets", nargs="*", metavar="MARKET", help=", ".join(MARKETS))
    day_ahead.add_argument("--file", type=Path, help="a market: time, price, known-ahead columns")
    day_ahead.add_argument("--test-days", type=int, default=_TEST_DAYS, help="of that file")
    speed = parts.add_parser("speed", help="training time and memory")
    for part in (one_step, speed):
        part.add_argument("--work", type=Path, help="folder of forecasts; peers' are used again")
        # Not resolved: an environment's interpreter is a link, and is known by its place.
        part.add_argument(
            "--peers-python", type=Path, default=Path(sys.executable), help="the peers' interpreter"
        )
    walk = parts.add_parser("random-walk", help="claims of skill where there is none")
    walk.add_argument("--seeds", type=int, default=200)
    return parser


def _print_versions(work: Path) -> None:
    found = set()
    for path in sorted(work.glob("*.npz")):
        with np.load(path) as kept:
            versions = json.loads(str(kept["cost"]))["versions"]
        found.add(", ".join(f"{name} {number}" for name, number in versions.items()))
    print("\nVersions: " + "; and ".join(sorted(found)))


if __name__ == "__main__":
    main()
