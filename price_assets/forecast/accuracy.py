"""How far the forecasts were off, beside the naive ones, on rows that nothing has learnt from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from price_assets.checkpoints.model_document import Interval, Metrics, SymbolAccuracy

from .arrays import Flags, Floats, Integers
from .direction import area_under_curve
from .intervals import LEVELS
from .panel import Panel, Steps
from .significance import diebold_mariano, panel_differences

#: Fewer forecasts than these tell nothing of the accuracy.
LEAST_MEASURED = 5


@dataclass(frozen=True, eq=False)
class Forecasts:
    """What was forecast of some targets.

    Attributes
    ----------
    rows
        The targets; shape (n,).
    price
        Forecast prices; shape (n,).
    probability
        Of a rise, given a change; shape (n,).
    half_widths
        Half widths of the intervals by level, price units, NaN where there is none; shape (n,).
    """

    rows: Integers
    price: Floats
    probability: Floats
    half_widths: dict[str, Floats]


def skill_of(errors: Floats, naive_errors: Floats, code: Integers) -> float | None:
    """Return the skill: 1 - mean over symbols of mean error / mean naive error.

    Symbols whose naive error is zero are left out; None where none is left.
    """
    totals = np.bincount(code, weights=errors)
    naive_totals = np.bincount(code, weights=naive_errors)
    judged = naive_totals > 0.0
    if not judged.any():
        return None
    return float(1.0 - np.mean(totals[judged] / naive_totals[judged]))


def measure(
    panel: Panel, steps: Steps, forecasts: Forecasts, method: str, significance: float
) -> Metrics:
    """Compare forecasts with what came.

    Parameters
    ----------
    panel, steps
        The prices and their targets.
    forecasts
        At least one, all of known targets.
    method
        Name of the candidate that made them.
    significance
        Largest p-value at which it counts as better than naive.
    """
    rows = forecasts.rows
    errors = np.abs(steps.price[rows] - forecasts.price)
    naive_errors = np.abs(steps.change[rows])
    moved = steps.change[rows] != 0.0
    code, time = steps.code[rows], steps.time[rows]
    skill = skill_of(errors, naive_errors, code)
    p_value = None
    if method != "naive":
        p_value = diebold_mariano(panel_differences(errors, naive_errors, code, time))
    beats = bool(skill is not None and skill > 0.0 and p_value is not None)
    beats = beats and p_value is not None and p_value < significance
    first, last = (panel.texts[steps.row[rows[at(time)]]] for at in (np.argmin, np.argmax))
    return Metrics(
        rows=len(rows),
        mae=float(errors.mean()),
        mae_naive=float(naive_errors.mean()),
        skill=skill,
        **_auc(forecasts.probability[moved], steps.change[rows[moved]] > 0.0, time[moved]),
        unchanged=int((~moved).sum()),
        reason=None,
        from_=first,
        to=last,
        beats_naive=beats,
        p_value=p_value,
        coverage=_coverage(steps, forecasts),
        verdict=_verdict(method, len(rows), skill, p_value, beats, int(np.unique(code).size)),
        symbols=_by_symbol(panel, steps, forecasts, errors, naive_errors),
    )


def unmeasured(panel: Panel, reason: str) -> Metrics:
    """Return metrics without figures, and why."""
    figures = ("mae", "mae_naive", "skill", "auc", "auc_interval")
    none: dict[str, Any] = {"rows": 0, "unchanged": 0, **dict.fromkeys(figures)}
    return Metrics(
        **none,
        reason=reason,
        from_=None,
        to=None,
        beats_naive=False,
        p_value=None,
        coverage={},
        verdict=f"Nothing can be said of the accuracy: {reason}.",
        symbols=[SymbolAccuracy(symbol=name, **none) for name in panel.symbols],
    )


def _by_symbol(
    panel: Panel, steps: Steps, forecasts: Forecasts, errors: Floats, naive_errors: Floats
) -> list[SymbolAccuracy]:
    code = steps.code[forecasts.rows]
    bounds = np.searchsorted(code, np.arange(len(panel.symbols) + 1))
    found = []
    for number, name in enumerate(panel.symbols):
        part = slice(int(bounds[number]), int(bounds[number + 1]))
        rows = forecasts.rows[part]
        count = len(rows)
        moved = steps.change[rows] != 0.0
        mae = float(errors[part].mean()) if count else None
        mae_naive = float(naive_errors[part].mean()) if count else None
        found.append(
            SymbolAccuracy(
                symbol=name,
                rows=count,
                mae=mae,
                mae_naive=mae_naive,
                skill=1.0 - mae / mae_naive if mae is not None and mae_naive else None,
                **_auc(
                    forecasts.probability[part][moved],
                    steps.change[rows[moved]] > 0.0,
                    steps.time[rows[moved]],
                ),
                unchanged=int(count - moved.sum()),
            )
        )
    return found


def _auc(probability: Floats, rises: Flags, time: Integers) -> dict[str, Any]:
    found = area_under_curve(probability, rises, time)
    if found is None:
        return {"auc": None, "auc_interval": None}
    return {"auc": found.value, "auc_interval": Interval(low=found.low, high=found.high)}


def _coverage(steps: Steps, forecasts: Forecasts) -> dict[str, float]:
    """Return the share of prices inside the interval, of those that have one."""
    found = {}
    off = np.abs(steps.price[forecasts.rows] - forecasts.price)
    for level in LEVELS:
        width = forecasts.half_widths[level]
        judged = np.isfinite(width)
        if judged.any():
            found[level] = float(np.mean(off[judged] <= width[judged]))
    return found


def _verdict(
    method: str, rows: int, skill: float | None, p_value: float | None, beats: bool, symbols: int
) -> str:
    few = f"measured on {rows} {'row' if rows == 1 else 'rows'} alone, too few rows to tell"
    if method == "naive":
        verdict = (
            "The naive forecast (the last price) was kept: no other candidate was clearly better "
            "on the validation rows."
        )
        return f"{verdict} It was {few} how accurate it is." if rows < LEAST_MEASURED else verdict
    if skill is None:
        verdict = f"The prices did not change in the measured span, so {method} cannot be judged."
        return f"{verdict} It was {few}." if rows < LEAST_MEASURED else verdict
    share = f"{abs(skill) * 100:.2g} %"
    error = "its error is" if symbols == 1 else f"its error is, on the mean of {symbols} symbols,"
    if rows < LEAST_MEASURED:
        return (
            f"The {method} forecast was {few} whether it beats the naive one: {error} "
            f"{share} {'smaller' if skill > 0.0 else 'larger'}, which may be chance."
        )
    chance = "too few rows to test"
    if p_value is not None:
        chance = f"p = {p_value:.2g}" if p_value >= 0.001 else "p < 0.001"
    if beats:
        return (
            f"The {method} forecast beats the naive one on rows it has not seen: {error} "
            f"{share} smaller ({chance})."
        )
    if skill > 0.0:
        return (
            f"The {method} forecast does not clearly beat the naive one on rows it has not seen: "
            f"{error} {share} smaller, which may be chance ({chance})."
        )
    return (
        f"The {method} forecast does not beat the naive one on rows it has not seen: {error} "
        f"{share} larger, though it was better on the validation rows."
    )
