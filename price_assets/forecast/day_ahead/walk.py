"""Forecasts of every day from fits that have seen the days before it alone."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from price_assets.forecast.arrays import Floats
from price_assets.forecast.estimators.boosting import BoostedModel
from price_assets.forecast.side_by_side import run_side_by_side
from price_assets.progress import parts

from .days import Days
from .mixture import ERROR_DAYS, mean_weights, mixed, weekly_weights, without_bias
from .model import ERROR_LAG, DayAheadModel, Members, WindowPart
from .trees import VARIANTS, TreeSize, fit_trees, forecast_trees, tree_inputs
from .windows import WINDOWS, Window, WindowFit, fit_window

#: Fewer such days are no basis for trees.
LEAST_TREE_DAYS = 182


@dataclass(frozen=True)
class Pace:
    """After how many days the linear models, and the trees, are fitted anew."""

    linear: int
    trees: int


def walk(
    days: Days, first: int, end: int, pace: Pace, size: TreeSize, seed: int
) -> tuple[Members, DayAheadModel]:
    """Forecast each day from fits to the days before it, then fit to all.

    Parameters
    ----------
    days
        The calendar.
    first
        Number of the first day that the linear models forecast.
    end
        Number of the first day that is not learnt from; later ones are forecast by the last fits.
    pace
        How often fits are made anew.
    size, seed
        Of the trees.

    Returns
    -------
    tuple[Members, DayAheadModel]
        What was forecast, NaN for days before there was enough to learn from, and the last fits.
    """
    inputs = days.inputs()
    with warnings.catch_warnings():
        # A lasso that is near its end after 200 rounds is good enough. The filter is of the whole
        # process, so it is set outside of the threads.
        warnings.filterwarnings("ignore", "Objective did not converge", Warning)
        chains: dict[int, Callable[[], tuple[Floats, WindowFit]]] = {
            number: partial(_walk_window, window, days, inputs, first, end, pace.linear)
            for number, window in enumerate(WINDOWS)
        }
        found = run_side_by_side(chains, "train: days walked by linear models", end - first)
    linear = np.stack([told for told, _ in found.values()])
    table = tree_inputs(days, linear)
    middle = linear.mean(axis=0)
    learnt, start = first + ERROR_LAG, first + ERROR_LAG + LEAST_TREE_DAYS
    jobs: dict[tuple[str, int], Callable[[], BoostedModel]] = {
        (name, day): partial(
            fit_trees, variant, table, days.prices, middle, learnt, day, size, seed
        )
        for day in (*range(start, end, pace.trees), end)
        for name, variant in VARIANTS.items()
    }
    trees = {name: np.full(days.prices.shape, np.nan) for name in VARIANTS}
    last: dict[str, BoostedModel] = {}
    for (name, day), boosted in run_side_by_side(jobs, "train: fits of trees").items():
        last[name] = boosted
        span = slice(day, min(day + pace.trees, end))
        if day < end:
            trees[name][span] = forecast_trees(
                boosted, VARIANTS[name], table, days.prices, middle, span
            )
    members = np.stack([middle, *trees.values()])
    told, came = members[:, start:end], days.actual[start:end]
    before_bias = np.full(days.prices.shape, np.nan)
    before_bias[start:end] = mixed(told, weekly_weights(told, came))
    mean = np.full(days.prices.shape, np.nan)
    mean[start:end] = without_bias(before_bias[start:end], came)
    model = DayAheadModel(
        end=int(days.number[0]) + end,
        slots=days.prices.shape[1],
        known_ahead=days.known.shape[2],
        windows=[WindowPart.of(fit) for _, fit in found.values()],
        trees=last,
        weights=mean_weights(told, came).tolist(),
        recent_linear=linear[:, end - ERROR_LAG : end].tolist(),
        recent_mean=before_bias[end - ERROR_DAYS : end].tolist(),
    )
    later = model.forecast(days)
    made = Members(linear=middle, trees=trees, before_bias=before_bias, mean=mean)
    return made.continued(later, end), model


def _walk_window(
    window: Window, days: Days, inputs: Floats, first: int, end: int, pace: int
) -> tuple[Floats, WindowFit]:
    told = np.full(days.prices.shape, np.nan)
    warm: dict[float, Floats] = {}
    for day in parts(range(first, end, pace)):
        fit = fit_window(inputs, days.prices, day, window, warm)
        span = slice(day, min(day + pace, end))
        told[span] = fit.forecast(inputs[span])
    return told, fit_window(inputs, days.prices, end, window, warm)
