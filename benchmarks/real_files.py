"""Price files as their publishers made them, read with no settings and held against hand counts."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DUPLICATES = ("duplicate", "superseded")


def ours(path: str) -> Iterator[tuple[str, str, float]]:
    """Yield each observation that could be read; duplicates too, as the hand counts have them."""
    clean = _read(path)
    yield from clean.frame[["timestamp", "symbol", "price"]].itertuples(index=False, name=None)
    for item in clean.rejected:
        if item.reason in DUPLICATES:
            yield item.timestamp, item.symbol, item.price


def pandas_handed_the_columns(path: str) -> Iterator[tuple[Any, str, Any]]:
    """Yield what pandas reads when a person has looked up the columns' names."""
    import pandas as pd

    index = Path(path).parent / "index.csv"
    with index.open(encoding="utf-8") as lines:
        about = next(row for row in csv.DictReader(lines) if row["file"] == Path(path).name)
    frame = pd.read_csv(path, sep=None, engine="python")
    times = pd.to_datetime(frame[about["timestamp_col"]])
    symbols = (
        frame[about["symbol_col"]] if about["symbol_source"] == "column" else ["*"] * len(frame)
    )
    for time, symbol, price in zip(times, symbols, frame[about["price_col"]], strict=True):
        if price == price:
            yield time, str(symbol), price


def score(folder: Path) -> None:
    """Print which files pass, for us and for the peer, and whether our counts are exact."""
    tool = folder.parent.parent / "tools" / "check_real.py"
    for loader in ("ours", "pandas_handed_the_columns"):
        command = [
            sys.executable,
            str(tool),
            "--call",
            f"real_files:{loader}",
            "--dir",
            str(folder),
        ]
        done = subprocess.run(
            [*command, "--dir", str(folder), "--index", str(folder / "index.csv")],
            cwd=HERE,
            capture_output=True,
            text=True,
            check=True,
        )
        lines = done.stdout.splitlines()
        failing = [line.split()[1] for line in lines if line.startswith("FAIL")]
        print(f"Real files: {lines[-1]}" + (f"; not {', '.join(failing)}" if failing else ""))
    exact = total = 0
    with (folder / "index.csv").open(encoding="utf-8") as lines:
        for about in csv.DictReader(lines):
            if about["expect"] != "ok":
                continue
            total += 1
            found = _counts(folder / about["file"])
            wanted = (int(about["bad_rows"]), int(about["missing_prices"]))
            exact += found == wanted
            if found != wanted:
                print(f"  {about['file']}: rejected and missing {found}, expected {wanted}")
    print(f"  rejected and missing as counted by hand: {exact} of {total} files")


def _counts(path: Path) -> tuple[int, int] | str:
    try:
        summary = _read(str(path)).summary
    except ValueError as error:
        return str(error)
    rejected = sum(n for reason, n in summary.rejected.items() if reason not in DUPLICATES)
    return rejected, summary.missing_total


def _read(path: str) -> Any:
    from price_assets.clean import clean_prices
    from price_assets.ingest import ingest, list_files

    return clean_prices(ingest(list_files([path])))
