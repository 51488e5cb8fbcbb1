"""What training costs: beside the peers with boosting, and on ten times the rows."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from .arrays import Floats
from .child import OURS_MODULES, cpu_seconds, peak
from .methods import Runner, run_child
from .peers import WITH_BOOSTING
from .sets import SETS, as_clean, load

SET = "sp500_d"
DOCUMENT = "from the document"
TIMES = 10
_TURNS = 5
_TURNS_LARGE = 3
_SEED = 11
# What makes a copied symbol's prices differ: much less than the prices move in a day.
_PERTURBATION = 1e-3
_FIRST_DAY = "1700-01-04"


def speed(runner: Runner) -> None:
    """Print medians of processes of their own, in turns."""
    print(f"Training on {SET}: medians of {_TURNS} processes each, in turns. Ours: train(), with")
    print(
        "choice, measuring and the last fit, on a plain table, and on the document that the stage"
    )
    print("before leaves; peers: one fit and the forecasts of the last fifth, on a plain table")
    spent: dict[str, list[dict[str, float]]] = {}
    for _ in range(_TURNS):
        spent.setdefault("ours", []).append(_trained("once"))
        spent.setdefault(DOCUMENT, []).append(_trained(DOCUMENT))
        for peer in WITH_BOOSTING:
            if (cost := _peer_cost(peer, runner)) is not None:
                spent.setdefault(peer, []).append(cost)
    middle = {name: _medians(costs) for name, costs in spent.items()}
    for name, cost in middle.items():
        print(f"  {name:18} {_told(cost)}")
    for (_, peer), reason in runner.left_out.items():
        print(f"  {peer:18} left out: {reason}")
    peers = {name: cost["wall"] for name, cost in middle.items() if name in WITH_BOOSTING}
    if peers:
        fastest = min(peers, key=lambda name: peers[name])
        for name in ("ours", DOCUMENT):
            ratio = {key: middle[name][key] / middle[fastest][key] for key in ("wall", "cpu")}
            print(
                f"  {name} / fastest ({fastest}): wall {ratio['wall']:.2f}, CPU {ratio['cpu']:.2f}"
            )
    print(f"Ours on {TIMES} times the rows, medians of {_TURNS_LARGE} in turns with once the rows")
    turns: dict[str, list[dict[str, float]]] = {}
    for _ in range(_TURNS_LARGE):
        for variant in (name for name in VARIANTS if name != DOCUMENT):
            turns.setdefault(variant, []).append(_trained(variant))
    once = _medians(turns["once"])
    for variant, costs in turns.items():
        cost = _medians(costs)
        ratios = ", ".join(f"{key} x {cost[key] / once[key]:.1f}" for key in ("wall", "cpu"))
        print(f"  {variant:18} {_told(cost)}   {ratios}", flush=True)


def _told(cost: dict[str, float]) -> str:
    return (
        f"{cost['wall']:7.2f} s wall {cost['cpu']:7.2f} s CPU, peak {cost['peak'] / 1e6:6.0f} MB "
        f"({cost['loaded'] / 1e6:.0f} MB before)"
    )


def _medians(costs: list[dict[str, float]]) -> dict[str, float]:
    keys = ("wall", "cpu", "peak", "loaded")
    return {key: statistics.median(cost[key] for cost in costs) for key in keys}


def _peer_cost(peer: str, runner: Runner) -> dict[str, float] | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.npz"
        failure = run_child(["forecast.child", SET, peer, str(path)], runner.peers_python)[1]
        if failure:
            runner.left_out[SET, peer] = failure
            return None
        with np.load(path) as kept:
            found: dict[str, float] = json.loads(str(kept["cost"]))
            return found


def _trained(variant: str) -> dict[str, float]:
    text, failure = run_child(["forecast.speed", variant])
    if failure:
        sys.exit(f"train on {SET}, {variant}: {failure}")
    found: dict[str, float] = json.loads(text.splitlines()[-1])
    return found


def once() -> pd.DataFrame:
    """Return the panel as it is."""
    return as_clean(load(SET), SETS[SET].by_day)


def more_symbols() -> pd.DataFrame:
    """Return ten panels with slightly different prices, side by side."""
    clean, chance = once(), np.random.default_rng(_SEED)
    copies = []
    for number in range(TIMES):
        noise = np.exp(chance.normal(0.0, _PERTURBATION, len(clean)))
        symbol = clean["symbol"] + f"_{number}"
        copies.append(clean.assign(symbol=symbol, price=clean["price"] * noise))
    return pd.concat(copies, ignore_index=True)


def longer_history() -> pd.DataFrame:
    """Return each symbol's returns ten times over, forwards and backwards, on working days.

    Every second copy runs backwards, so that prices stay where they are.
    """
    chance, parts = np.random.default_rng(_SEED), []
    for symbol, rows in load(SET).groupby("symbol"):
        price = _to_and_fro(rows["price"].to_numpy("float64"))
        days = np.busday_offset(_FIRST_DAY, np.arange(len(price)), roll="forward")
        noise = np.exp(chance.normal(0.0, _PERTURBATION, len(price)))
        table = {"symbol": symbol, "timestamp": days.astype("str"), "price": price * noise}
        parts.append(pd.DataFrame(table))
    return pd.concat(parts, ignore_index=True)


def _to_and_fro(price: Floats) -> Floats:
    return np.concatenate([price[:: -1 if number % 2 else 1] for number in range(TIMES)])


VARIANTS = {
    "once": once,
    DOCUMENT: once,
    "10 x symbols": more_symbols,
    "10 x history": longer_history,
}


def run(variant: str) -> None:
    """Train in this process, and print what it cost as JSON."""
    import importlib

    for module in OURS_MODULES:
        importlib.import_module(module)
    from price_assets.checkpoints import CleanPrices
    from price_assets.forecast import train

    clean: pd.DataFrame | CleanPrices = VARIANTS[variant]()
    if variant == DOCUMENT:
        # As the stage before leaves them: in order and checked.
        clean = CleanPrices.from_frame(clean)
    loaded = peak()
    started, used = time.perf_counter(), cpu_seconds()
    train(clean)
    cost = {
        "wall": time.perf_counter() - started,
        "cpu": cpu_seconds() - used,
        "peak": peak(),
        "loaded": loaded,
    }
    print(json.dumps(cost))


if __name__ == "__main__":
    run(sys.argv[1])
