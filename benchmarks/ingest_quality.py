"""How well price files are read, peers and this project in the same run.

    .venv/bin/python benchmarks/ingest_quality.py [pollock] [strings] [real] [speed]

The peers come with `pip install -e '.[bench]'`. The data stands in ``../shared/data`` and is not
part of the project: 2,290 polluted CSV files (Vitagliano et al., "Pollock: A Data Loading
Benchmark", VLDB 2023), price strings of the price-parser project (BSD-3), and price files as
their publishers made them.
"""

from __future__ import annotations

import json
import resource
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
SPEED_MEGABYTES = 100
PAIRS = 5
TURNS = 15


def pollock() -> None:
    from ingest_peers import PEERS

    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(SHARED / "data" / "pollock" / "polluted_files.tar.xz") as archive:
            archive.extractall(folder, filter="data")
        shutil.copy(
            SHARED / "data" / "pollock" / "weights.json", Path(folder) / "pollock_weights.json"
        )
        scorer = SHARED / "tools" / "pollock_score.py"
        print("Pollock: loader, simple and weighted score of 10, read, equal to the clean file,")
        print("         fewer data rows than the clean file without complaint, ms a file")
        for name in ["ours", *PEERS]:
            command = [sys.executable, str(scorer), "--pollock", folder, "--json"]
            done = subprocess.run(
                [*command, "--call", f"ingest_peers:{name}"],
                cwd=HERE,
                capture_output=True,
                text=True,
                check=True,
            )
            found = json.loads(done.stdout.splitlines()[-1])
            print(
                f"  {name:18} {found['simple']:6.3f} {found['weighted']:6.3f}"
                f" {found['success']:6.4f} {found['exact_file']:6.3f}"
                f" {found['lost_silent']:6.3f} {found['ms']:6.1f}",
                flush=True,
            )


def strings() -> None:
    cases = json.loads((SHARED / "data" / "price_strings.json").read_text())
    texts = [case["price_raw"] for case in cases]
    meant = [case["amount"] for case in cases]
    print(f"Price strings ({len(cases)}): right, silently wrong, reported as unreadable")
    readers = {
        "ours, each alone": _ours_alone,
        "ours, as one column": _ours_together,
        "price-parser": _price_parser,
        "babel": _babel,
        "Decimal": _decimal,
    }
    for name, reader in readers.items():
        counts = Counter(map(_verdict, reader(texts), meant))
        total = len(cases)
        print(
            f"  {name:20} {counts['right'] / total:6.1%} {counts['wrong'] / total:6.1%}"
            f" {counts['unread'] / total:6.1%}   ({counts['right']}, {counts['wrong']},"
            f" {counts['unread']})"
        )


def _verdict(found: float | Decimal | None, meant: str | None) -> str:
    nothing = found is None or found != found
    if meant is None:
        return "right" if nothing else "wrong"
    if nothing:
        return "unread"
    return "right" if float(found) == float(meant) else "wrong"  # type: ignore[arg-type]


def _ours_alone(texts: list[str | None]) -> list[float]:
    import pandas as pd

    from price_assets.clean import parse_prices

    return [float(parse_prices(pd.Series([text], dtype="str"))["amount"].iloc[0]) for text in texts]


def _ours_together(texts: list[str | None]) -> list[float]:
    import pandas as pd

    from price_assets.clean import parse_prices

    return parse_prices(pd.Series(texts, dtype="str"))["amount"].tolist()


def _price_parser(texts: list[str | None]) -> list[Decimal | None]:
    from price_parser import Price

    return [Price.fromstring(text).amount for text in texts]


def _babel(texts: list[str | None]) -> list[Decimal | None]:
    from babel.numbers import NumberFormatError, parse_decimal

    found = []
    for text in texts:
        try:
            found.append(parse_decimal(text or "", locale="en"))
        except (NumberFormatError, ValueError):
            found.append(None)
    return found


def _decimal(texts: list[str | None]) -> list[Decimal | None]:
    found = []
    for text in texts:
        try:
            found.append(Decimal(text or ""))
        except InvalidOperation:
            found.append(None)
    return found


def real() -> None:
    from real_files import score

    score(SHARED / "data" / "real")


def speed() -> None:
    """Compare in turns: in processes of their own, for the peak memory of each, and in one.

    What a process touches first costs more where the system has to fetch pages for it.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "prices.csv"
        size = _write_prices(path, SPEED_MEGABYTES * 1_000_000)
        print(f"A clean CSV of {size / 1e6:.0f} MB: seconds without imports, peak memory")
        ratios = []
        for _ in range(PAIRS):
            theirs, ours = (_measured(kind, path) for kind in ("pyarrow", "ours"))
            ratios.append(ours["seconds"] / theirs["seconds"])
            print(
                f"  pyarrow as text {theirs['seconds']:.2f} s {theirs['peak'] / size:.1f} x file,"
                f"  read_prices {ours['seconds']:.2f} s {ours['peak'] / size:.1f} x file,"
                f"  ratio {ratios[-1]:.2f}",
                flush=True,
            )
        print(f"  median ratio {sorted(ratios)[PAIRS // 2]:.2f}")
        theirs, ours, ratio = _measured("in turns", path)["seconds"]
        print(
            f"Medians of {TURNS} in turns in one process: pyarrow as text {theirs:.2f} s, "
            f"read_prices {ours:.2f} s, ratio {ratio:.2f}"
        )


def _write_prices(path: Path, size: int) -> int:
    with path.open("w", newline="") as lines:
        lines.write("date,symbol,open,high,low,close,volume\n")
        row = 0
        while lines.tell() < size:
            for _ in range(10_000):
                day, symbol = divmod(row, 500)
                date = f"{1950 + day // 336:04d}-{1 + day // 28 % 12:02d}-{1 + day % 28:02d}"
                price = 100 + (row * 7919 % 10_007) / 100
                lines.write(
                    f"{date},SYM{symbol:03d},{price:.4f},{price + 1.25:.4f},{price - 1.5:.4f},"
                    f"{price + 0.33:.4f},{row * 31 % 1_000_003}\n"
                )
                row += 1
    return path.stat().st_size


def _measured(kind: str, path: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--measure", kind, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _measure(kind: str, path: str) -> None:
    import pandas  # noqa: F401 - imported before the clock starts, for both
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    import price_assets.ingest as ingest

    def theirs() -> int:
        with Path(path).open() as lines:
            names = lines.readline().strip().split(",")
        options = arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
        return len(arrow_csv.read_csv(path, convert_options=options))

    def ours() -> int:
        return len(ingest.read_prices(path))

    if kind == "in turns":
        turns = [(_seconds(theirs), _seconds(ours)) for _ in range(TURNS)]
        ratio = statistics.median(b / a for a, b in turns)
        middle = [statistics.median(seconds) for seconds in zip(*turns, strict=True)]
        print(json.dumps({"seconds": [*middle, ratio]}))
        return
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = _seconds(theirs if kind == "pyarrow" else ours)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(json.dumps({"seconds": seconds, "peak": peak * 1024}))


def _seconds(read: Callable[[], int]) -> float:
    start = time.perf_counter()
    read()
    return time.perf_counter() - start


PARTS = {"pollock": pollock, "strings": strings, "real": real, "speed": speed}


def main() -> None:
    if sys.argv[1:2] == ["--measure"]:
        _measure(*sys.argv[2:])
        return
    unknown = set(sys.argv[1:]) - set(PARTS)
    if unknown:
        sys.exit(f"expected parts among {', '.join(PARTS)}, found {', '.join(sorted(unknown))}")
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()


if __name__ == "__main__":
    main()
