"""How far the forecasts were off, beside the naive ones, on rows that nothing has learnt from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from price_assets.checkpoints.model_document import (
    Interval,
    Metrics,
    StepAccuracy,
    SymbolAccuracy,
)

from .arrays import Flags, Floats, Integers
from .calibration import calibration_error
from .direction import area_under_curve
from .intervals import LEVELS
from .panel import Panel
from .prepare import Prepared
from .significance import diebold_mariano, panel_differences, skill_interval
from .targets import Targets
from .verdict import verdict_on


@dataclass(frozen=True, eq=False)
class Forecasts:
    """What was forecast of some targets.

    Attributes
    ----------
    rows
        The targets; shape (n,).
    price
        Forecast prices; shape (n,).
    rise_score
        What the probability is made from; shape (n,).
    probability
        Of a rise, given a change; shape (n,).
    half_widths
        Half widths of the intervals by level, price units, NaN where there is none; shape (n,).
    """

    rows: Integers
    price: Floats
    rise_score: Floats
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


def joined(parts: list[Forecasts]) -> Forecasts:
    """Put forecasts of several spans together, in the order of the targets."""
    rows = np.concatenate([part.rows for part in parts])
    order = np.argsort(rows, kind="stable")
    return Forecasts(
        rows=rows[order],
        price=np.concatenate([part.price for part in parts])[order],
        rise_score=np.concatenate([part.rise_score for part in parts])[order],
        probability=np.concatenate([part.probability for part in parts])[order],
        half_widths={
            level: np.concatenate([part.half_widths[level] for part in parts])[order]
            for level in LEVELS
        },
    )


def measure(prepared: Prepared, forecasts: Forecasts, method: str, significance: float) -> Metrics:
    """Compare forecasts with what came.

    Parameters
    ----------
    prepared
        The prices and what was to be forecast.
    forecasts
        At least one, all of known targets.
    method
        Name of the candidate that made them.
    significance
        Largest p-value at which it counts as better than naive.
    """
    panel, targets, seasonal = prepared.panel, prepared.targets, prepared.seasonal
    rows = forecasts.rows
    errors = np.abs(targets.price[rows] - forecasts.price)
    naive_errors = np.abs(targets.change[rows])
    moved = targets.change[rows] != 0.0
    code, moment, step = targets.code[rows], targets.moment[rows], targets.step[rows]
    skill = skill_of(errors, naive_errors, code)
    p_value = None
    if method != "naive":
        p_value = diebold_mariano(
            panel_differences(errors, naive_errors, code, moment), targets.overlap
        )
    beats = bool(skill is not None and skill > 0.0 and p_value is not None)
    beats = beats and p_value is not None and p_value < significance
    time = targets.time[rows]
    first, last = (panel.texts[targets.row[rows[at(time)]]] for at in (np.argmin, np.argmax))
    rose = targets.change[rows[moved]] > 0.0
    return Metrics(
        rows=len(rows),
        mae=float(errors.mean()),
        mae_naive=float(naive_errors.mean()),
        mae_seasonal_naive=_seasonal_error(targets, seasonal, rows),
        skill=skill,
        skill_interval=_interval(
            skill_interval(errors, naive_errors, code, moment, targets.overlap)
        ),
        **_auc(forecasts.probability[moved], rose, moment[moved], targets.overlap),
        unchanged=int((~moved).sum()),
        reason=None,
        from_=first,
        to=last,
        beats_naive=beats,
        p_value=p_value,
        coverage=_coverage(targets, forecasts),
        calibration_error=calibration_error(forecasts.probability[moved], rose),
        verdict=verdict_on(method, len(rows), skill, p_value, beats, int(np.unique(code).size)),
        steps=_by_step(errors, naive_errors, code, step),
        symbols=_by_symbol(panel, targets, seasonal, forecasts, errors, naive_errors),
    )


def unmeasured(panel: Panel, reason: str) -> Metrics:
    """Return metrics without figures, and why."""
    figures = (
        *("mae", "mae_naive", "mae_seasonal_naive"),
        *("skill", "skill_interval", "auc", "auc_interval"),
    )
    none: dict[str, Any] = {"rows": 0, "unchanged": 0, **dict.fromkeys(figures)}
    return Metrics(
        **none,
        reason=reason,
        from_=None,
        to=None,
        beats_naive=False,
        p_value=None,
        coverage={},
        calibration_error=None,
        verdict=f"Nothing can be said of the accuracy: {reason}.",
        steps=[],
        symbols=[SymbolAccuracy(symbol=name, **none) for name in panel.symbols],
    )


def _seasonal_error(targets: Targets, seasonal: Floats | None, rows: Integers) -> float | None:
    if seasonal is None or not len(rows):
        return None
    return float(np.abs(targets.price[rows] - seasonal[rows]).mean())


def _by_step(
    errors: Floats, naive_errors: Floats, code: Integers, step: Integers
) -> list[StepAccuracy]:
    found = []
    for number in np.unique(step):
        part = step == number
        found.append(
            StepAccuracy(
                step=int(number),
                rows=int(part.sum()),
                mae=float(errors[part].mean()),
                mae_naive=float(naive_errors[part].mean()),
                skill=skill_of(errors[part], naive_errors[part], code[part]),
            )
        )
    return found


def _by_symbol(
    panel: Panel,
    targets: Targets,
    seasonal: Floats | None,
    forecasts: Forecasts,
    errors: Floats,
    naive_errors: Floats,
) -> list[SymbolAccuracy]:
    code = targets.code[forecasts.rows]
    bounds = np.searchsorted(code, np.arange(len(panel.symbols) + 1))
    found = []
    for number, name in enumerate(panel.symbols):
        part = slice(int(bounds[number]), int(bounds[number + 1]))
        rows = forecasts.rows[part]
        count = len(rows)
        moved = targets.change[rows] != 0.0
        mae = float(errors[part].mean()) if count else None
        mae_naive = float(naive_errors[part].mean()) if count else None
        found.append(
            SymbolAccuracy(
                symbol=name,
                rows=count,
                mae=mae,
                mae_naive=mae_naive,
                mae_seasonal_naive=_seasonal_error(targets, seasonal, rows),
                skill=1.0 - mae / mae_naive if mae is not None and mae_naive else None,
                skill_interval=_interval(
                    skill_interval(
                        errors[part],
                        naive_errors[part],
                        np.zeros(count, dtype=np.int64),
                        targets.moment[rows],
                        targets.overlap,
                    )
                ),
                **_auc(
                    forecasts.probability[part][moved],
                    targets.change[rows[moved]] > 0.0,
                    targets.moment[rows[moved]],
                    targets.overlap,
                ),
                unchanged=int(count - moved.sum()),
            )
        )
    return found


def _interval(found: tuple[float, float] | None) -> Interval | None:
    return None if found is None else Interval(low=found[0], high=found[1])


def _auc(probability: Floats, rises: Flags, time: Integers, overlap: int) -> dict[str, Any]:
    found = area_under_curve(probability, rises, time, overlap)
    if found is None:
        return {"auc": None, "auc_interval": None}
    return {"auc": found.value, "auc_interval": Interval(low=found.low, high=found.high)}


def _coverage(targets: Targets, forecasts: Forecasts) -> dict[str, float]:
    """Return the share of prices inside the interval, of those that have one."""
    found = {}
    off = np.abs(targets.price[forecasts.rows] - forecasts.price)
    for level in LEVELS:
        width = forecasts.half_widths[level]
        judged = np.isfinite(width)
        if judged.any():
            found[level] = float(np.mean(off[judged] <= width[judged]))
    return found
