"""The rules of the model document, for training before it writes and for the asset checks."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .document import Rule

if TYPE_CHECKING:
    from .model_document import ModelDocument


def _finite_numbers(document: ModelDocument) -> list[str]:
    """Every number is finite."""
    plain = document.model_dump(mode="python", by_alias=True)
    return [
        f"{place} is {number}" for place, number in _numbers(plain) if not math.isfinite(number)
    ]


def _one_forecast_a_step(document: ModelDocument) -> list[str]:
    """Each symbol has one forecast for each step ahead."""
    counts = Counter((step.symbol, step.step) for step in document.forecast)
    return [
        f"{symbol} has {count} forecasts for step {step}"
        for (symbol, step), count in counts.items()
        if count > 1
    ]


def _nested_intervals(document: ModelDocument) -> list[str]:
    """Each interval holds the forecast, and a higher level holds the lower."""
    problems = []
    for step in document.forecast:
        low = high = step.price
        for level, interval in sorted(step.intervals.items(), key=lambda item: float(item[0])):
            if not interval.low <= low <= high <= interval.high:
                problems.append(f"{step.symbol}: the {level} interval does not hold what it should")
            low, high = interval.low, interval.high
    return problems


def _one_choice(document: ModelDocument) -> list[str]:
    """One of the candidates tried is the chosen one."""
    chosen = [item.name for item in document.candidates if item.chosen]
    return [] if len(chosen) == 1 else [f"{len(chosen)} candidates are marked as chosen"]


def _metrics_complete(document: ModelDocument) -> list[str]:
    """There are figures, each beside that of the naive forecast, or a reason why not."""
    metrics = document.metrics
    if (metrics.mae is None) != (metrics.mae_naive is None):
        return ["of mae and mae_naive one is missing"]
    if metrics.mae is None and not metrics.reason:
        return ["there are no figures and no reason why"]
    return []


def _numbers(value: Any, place: str = "model") -> Iterator[tuple[str, float]]:
    if isinstance(value, float):
        yield place, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _numbers(inner, f"{place}.{key}")
    elif isinstance(value, (list, tuple)):
        for index, inner in enumerate(value):
            yield from _numbers(inner, f"{place}[{index}]")


MODEL_RULES: Mapping[str, Rule] = {
    "finite_numbers": _finite_numbers,
    "one_forecast_a_step": _one_forecast_a_step,
    "nested_intervals": _nested_intervals,
    "one_choice": _one_choice,
    "metrics_complete": _metrics_complete,
}
