"""The tables of the comparison one step ahead."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .bootstrap import block_length
from .cut import first_tested
from .methods import OURS, Runner, mean_over_sets
from .scores import (
    Said,
    Scores,
    Tested,
    beyond_chance,
    calibration_error,
    compare,
    coverage,
    error_of_chance,
    tested_rows,
)
from .sets import load

_MEGABYTE = 1e6


def one_step(names: list[str], runner: Runner) -> None:
    """Compare all methods on each set, then over the sets."""
    values, worse, intervals = [], [], []
    for name in names:
        tested = tested_rows(load(name))
        said = runner.all_said(name, tested)
        scores = compare(tested, said)
        _print_set(name, tested, said, scores, runner)
        values.append(scores.value)
        worse += [
            f"{name}: {', '.join(parts)} than {peer}"
            for peer in scores.difference
            if (parts := scores.worse(peer))
        ]
        if OURS in said:
            intervals.append((name, tested, said[OURS]))
    _print_over_sets(values, names)
    _print_honesty(intervals)
    if any(OURS in value for value in values):
        print(f"\nOurs worse beyond the interval: {'; '.join(worse) if worse else 'nowhere'}")


def _print_set(
    name: str, tested: Tested, said: dict[str, Said], scores: Scores, runner: Runner
) -> None:
    panel = tested.panel
    print(
        f"\n{name}: {len(panel):,} rows, {panel['symbol'].nunique()} symbols; measured from "
        f"{first_tested(panel):%Y-%m-%d}: {len(tested.actual):,} rows of "
        f"{tested.code.max() + 1} symbols, {tested.moments:,} moments (blocks of "
        f"{block_length(tested.moments)})"
    )
    print(
        f"  {'method':16} {'MAE rows':>10} {'MAE symb.':>10} {'/ naive':>8} {'AUC':>6}"
        f" {'not told':>8} {'wall s':>8} {'CPU s':>8} {'peak MB':>8}"
    )
    for method, one in said.items():
        value, cost = scores.value[method], one.cost
        print(
            f"  {method:16} {value['pooled']:10.4f} {value['symbols']:10.4f}"
            f" {value['ratio']:8.4f} {value['auc']:6.3f} {one.missing:8d} {cost['wall']:8.1f}"
            f" {cost['cpu']:8.1f} {cost['peak'] / _MEGABYTE:8.0f}"
        )
    for (of, method), reason in runner.left_out.items():
        if of == name:
            print(f"  {method:16} left out: {reason}")
    if scores.difference:
        print(f"  {'ours minus':16} {'MAE rows':>28} {'MAE / naive':>28} {'AUC':>28}")
    for peer, difference in scores.difference.items():
        cells = (
            f"{difference[part][0]:+.4f} [{difference[part][1]:+.4f}, {difference[part][2]:+.4f}]"
            for part in ("pooled", "ratio", "auc")
        )
        marks = scores.worse(peer)
        print(
            f"  {peer:16} "
            + " ".join(f"{cell:>28}" for cell in cells)
            + (f"  WORSE: {', '.join(marks)}" if marks else ""),
            flush=True,
        )


def _print_over_sets(values: list[dict[str, dict[str, float]]], names: list[str]) -> None:
    means = pd.DataFrame(
        {
            "ratio": mean_over_sets(values, "ratio"),
            "auc": mean_over_sets(values, "auc"),
        }
    ).sort_values("ratio", kind="stable")
    print(f"\nMean over {len(names)} sets ({', '.join(names)}):")
    print(f"  {'method':16} {'MAE / naive':>11} {'AUC':>6}   by set: MAE / naive, AUC")
    for method, row in means.iterrows():
        cells = "  ".join(
            f"{value[method]['ratio']:.4f} {value[method]['auc']:.3f}"
            if method in value
            else "     -     "
            for value in values
        )
        print(f"  {method!s:16} {row['ratio']:11.4f} {row['auc']:6.3f}   {cells}")


def _print_honesty(measured: list[tuple[str, Tested, Said]]) -> None:
    if not measured:
        return
    print("\nOurs: coverage of the intervals, with its 95 % interval (bootstrap over blocks of")
    print("moments); calibration error of the probability of a rise")
    for name, tested, said in measured:
        moved = tested.actual != tested.last
        probability = np.nan_to_num(said.figures["probability_of_rise"], nan=0.5)[moved]
        rises = tested.actual[moved] > tested.last[moved]
        error = calibration_error(probability, rises)
        mean, high = error_of_chance(probability, rises, tested.moment[moved])
        parts = []
        for level in (80, 95):
            found = coverage(tested, said.figures, level)
            parts.append(f"{level} %: {found.share:.1%} [{found.low:.1%}, {found.high:.1%}]")
        print(
            f"  {name:12} {'   '.join(parts)}   ECE {error:.4f} (true probabilities: {mean:.4f} on"
            f" the mean, up to {high:.4f} of 95 %; beyond that {beyond_chance(error, mean):.4f})"
            + (f"   ({found.without} rows without an interval)" if found.without else "")
        )
