"""What the pipeline costs beyond Dagster itself.

Runs two commands in turn and prints their wall times and the ratio of each pair:

* ours: ``dagster asset materialize --select '*' -m price_assets`` on the sample prices, and
* bare: the same command on four in-process assets that only import pandas and scikit-learn.

    .venv/bin/python benchmarks/overhead.py [pairs]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).parent.parent
DAGSTER = Path(sys.executable).with_name("dagster")
BARE = """
import dagster as dg

def _asset(name, before):
    @dg.asset(name=name, deps=before)
    def made():
        import pandas
        import sklearn
        return 1
    return made

names = ["one", "two", "three", "four"]
defs = dg.Definitions(
    assets=[_asset(name, names[max(at - 1, 0):at]) for at, name in enumerate(names)],
    executor=dg.in_process_executor,
)
"""


def seconds(module: str, folder: Path, **environment: str) -> float:
    command = [str(DAGSTER), "asset", "materialize", "--select", "*", "-m", module]
    start = time.perf_counter()
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "DAGSTER_DISABLE_TELEMETRY": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return time.perf_counter() - start


def main() -> None:
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as temporary:
        bare_folder = Path(temporary)
        (bare_folder / "bare_assets.py").write_text(BARE, encoding="utf-8")
        (bare_folder / "dagster.yaml").write_bytes((PROJECT / "dagster.yaml").read_bytes())

        def pair() -> tuple[float, float]:
            ours = seconds(
                "price_assets", PROJECT, PRICE_ASSETS_CHECKPOINTS=str(bare_folder / "checkpoints")
            )
            return ours, seconds("bare_assets", bare_folder, PYTHONPATH=str(bare_folder))

        pair()  # fills the disk cache and compiles
        runs = [pair() for _ in range(pairs)]
    for ours, bare in runs:
        print(f"ours {ours:6.2f} s   bare {bare:6.2f} s   ratio {ours / bare:.2f}")
    ratios = [ours / bare for ours, bare in runs]
    print(f"median ratio {statistics.median(ratios):.2f} (limit 1.50)")


if __name__ == "__main__":
    main()
