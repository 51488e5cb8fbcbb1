"""Features from the same point of earlier seasons."""

from __future__ import annotations

import numpy as np

from price_assets.forecast.arrays import Flags, Floats, Integers
from price_assets.forecast.seasons import Seasons
from price_assets.forecast.steps import Steps
from price_assets.forecast.targets import Targets

# Of seasons within a day and of those within a year more is looked back on than their last.
_DAY_LIKE, _YEAR_LIKE = 20, 12


def _counts(period: int, number: int, depth: int) -> tuple[tuple[int, ...], int]:
    """Tell which earlier seasons are looked at one by one, and how many on the mean."""
    if number:
        return (1, 2), 4
    if period >= _DAY_LIKE and depth > 1:
        return (1, 2, 3), 7
    return ((1, 2), 3) if period >= _YEAR_LIKE else ((1,), 8)


def seasonal_columns(
    steps: Steps, targets: Targets, seasons: Seasons, scale: Floats, unit: Floats, limit: float
) -> dict[str, Floats]:
    """Describe what stood at the same point of earlier seasons.

    Parameters
    ----------
    steps, targets, seasons
        The panel.
    scale
        Typical change at every step; shape (number of steps,).
    unit
        The unit of each target; shape (M,).
    limit
        Scaled features beyond this are cut to it.

    Returns
    -------
    dict[str, numpy.ndarray]
        By name; shape (M,).
    """
    found: dict[str, Floats] = {}
    for number, longest in enumerate(seasons.longest):
        each, many = _counts(longest, number, len(seasons.longest))
        label = f"season_{number + 1}"
        changes, gaps = _Mean(len(unit)), _Mean(len(unit))
        for count in range(1, max(many, *each) + 1):
            source = seasons.source(number, count)
            there = source >= 0
            safe = np.where(there, source, 0)
            price = steps.price[safe]
            gap = np.where(there, price - targets.last, 0.0) / unit
            before, was = _step_before(steps, safe, targets.step)
            was &= there
            change = np.where(was, price - steps.price[before], 0.0)
            if count in each:
                found[f"{label}_{count}: gap"] = gap
                found[f"{label}_{count}: change"] = change / unit
            if count == 1:
                for side, name in ((1, "next"), (-1, "previous")):
                    found[f"{label}: {name} change"] = (
                        _change_beside(steps, source, side, targets.base) / unit
                    )
                found[f"{label}: since"] = (
                    np.where(was, targets.last - steps.price[before], 0.0) / unit
                )
            if count <= many:
                then = scale[safe]
                has_unit = there & (then > 0.0)
                then[~has_unit] = 1.0
                changes.add(np.clip(change / then, -limit, limit), has_unit)
                gaps.add(gap, there)
        found[f"{label}: mean change"] = changes.value()
        found[f"{label}: mean gap"] = gaps.value()
    return {name: np.clip(np.nan_to_num(column), -limit, limit) for name, column in found.items()}


def _step_before(steps: Steps, at: Integers, back: Integers) -> tuple[Integers, Flags]:
    before = at - back
    safe = np.maximum(before, 0)
    return safe, (before >= 0) & (steps.code[safe] == steps.code[at])


def _change_beside(steps: Steps, source: Integers, side: int, base: Integers) -> Floats:
    """Return the change one step after or before a source, 0 where it is not known yet."""
    beside = source + side
    safe = np.clip(beside, 0, len(steps.change) - 1)
    there = (source >= 0) & (beside >= 0) & (beside < base)
    there &= steps.code[safe] == steps.code[np.maximum(source, 0)]
    return np.where(there, np.nan_to_num(steps.change[safe]), 0.0)


class _Mean:
    """The mean of columns, each with its own absent values."""

    def __init__(self, size: int) -> None:
        self._total, self._count = np.zeros(size), np.zeros(size)

    def add(self, column: Floats, there: Flags) -> None:
        self._total += np.where(there, column, 0.0)
        self._count += there

    def value(self) -> Floats:
        return self._total / np.maximum(self._count, 1.0)
