"""Features from the other symbols: how the panel moved at earlier moments."""

from __future__ import annotations

import numpy as np

from price_assets.forecast.arrays import Flags, Floats, Integers
from price_assets.forecast.steps import Steps

_GAP_WINDOWS = (8, 20, 60)
#: In a panel of more symbols than these the mean tells what each of them would.
MOST_NAMED = 8


def panel_columns(
    steps: Steps,
    moved: Floats,
    gaps: dict[int, Floats],
    usable: Flags,
    season: int,
) -> dict[str, Floats]:
    """Describe how the panel as a whole moved, at moments strictly before each step.

    Parameters
    ----------
    steps
        All steps.
    moved
        Change of every step in typical changes, limited, 0 where unknown.
    gaps
        Gap of the mean of the last prices to the last, in typical changes, by window.
    usable
        Steps that count.
    season
        Moments of the first season; 0 for none.

    Returns
    -------
    dict[str, numpy.ndarray]
        By name; shape (number of steps,).
    """
    moments, moment, passed = _moments(steps)
    counted = usable & (steps.row >= 0)
    count = np.maximum(np.bincount(moment[counted], minlength=len(moments)), 1)

    def mean(values: Floats) -> Floats:
        totals = np.bincount(moment[counted], weights=values[counted], minlength=len(moments))
        return np.asarray(totals / count)

    def before(values: Floats, lag: int) -> Floats:
        return np.where(passed >= lag, values[np.maximum(passed - lag, 0)], 0.0)

    moves = mean(moved)
    found = {"panel_change_1": before(moves, 1), "panel_change_2": before(moves, 2)}
    for window in _GAP_WINDOWS:
        # As it is after the moment's own move, which the next step knows.
        after = mean(gaps[window] * (1.0 - 1.0 / window) - moved)
        found[f"panel_gap_to_mean_{window}"] = before(after, 1)
        found[f"gap_beside_panel_{window}"] = gaps[window] - before(after, 1)
    recent = np.convolve(moves, np.full(20, 0.05))[: len(moments)]
    found["panel_drift_20"] = before(recent, 1)
    if season:
        found["panel_season: change"] = before(moves, season)
    return found


def named_columns(
    steps: Steps, moved: Floats, symbols: tuple[str, ...], number: Integers
) -> dict[str, Floats]:
    """Give each of a few symbols' last moves to all the others.

    Parameters
    ----------
    steps
        All steps.
    moved
        Change of every step in typical changes, limited, 0 where unknown.
    symbols
        Names in the model's order, at most `MOST_NAMED`.
    number
        Place of every step's symbol among `symbols`, -1 for another; shape (number of steps,).

    Returns
    -------
    dict[str, numpy.ndarray]
        By name; shape (number of steps,), 0 in a symbol's own rows.
    """
    moments, moment, passed = _moments(steps)
    found = {}
    for place, name in enumerate(symbols):
        own = number == place
        came = own & (steps.row >= 0)
        last = np.zeros(len(moments) + 1)
        last[moment[came] + 1] = moved[came]
        found[f"last change of {name}"] = np.where(own, 0.0, last[passed])
    return found


def _moments(steps: Steps) -> tuple[Integers, Integers, Integers]:
    """List the moments at which any price becomes known.

    The inferred time of a step still unknown is none: where no other price stands at it, it would
    part what follows from the last move before it.

    Returns
    -------
    tuple of numpy.ndarray
        The moments, ascending; the number of each step's own; and how many of them have passed
        before each step's time, which for a date alone is the beginning of its day.
    """
    moments = np.unique(steps.known_from[steps.row >= 0])
    own, passed = (np.searchsorted(moments, time) for time in (steps.known_from, steps.time))
    return moments, own, passed
