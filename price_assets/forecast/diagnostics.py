"""What the pictures of a report draw: reliability, accuracy over time, drift, where prices are."""

from __future__ import annotations

import numpy as np

from price_assets.checkpoints.diagnostics import (
    Diagnostics,
    Drift,
    Period,
    Presence,
    ReliabilityGroup,
    SymbolPresence,
)
from price_assets.checkpoints.model_document import Trained

from .accuracy import Forecasts
from .arrays import Integers
from .calibration import reliability
from .drift import measure_drift, profile_changes
from .durations import DAY, SECOND
from .panel import Panel
from .prepare import Prepared
from .verdict import LEAST_MEASURED

_MOST_PERIODS, _LEAST_IN_PERIOD = 24, 5
_PRESENCE_PERIODS, _USUAL_GAPS = 60, 0.9


def diagnose(
    prepared: Prepared, forecasts: Forecasts, drift: Drift | None, panel: Panel
) -> Diagnostics:
    """Gather what the pictures draw.

    Parameters
    ----------
    prepared
        The prices that were forecast.
    forecasts
        Of known targets, made by fits that had not seen them; may be none.
    drift
        As `drift_in_training` or `drift_since` gives it.
    panel
        All prices; `prepared` may hold the newest alone.
    """
    return Diagnostics(
        reliability=_reliability(prepared, forecasts),
        periods=_periods(prepared, forecasts),
        drift=drift,
        presence=presence_of(panel),
    )


def drift_in_training(prepared: Prepared, measured: Integers) -> Drift | None:
    """Hold the measured span against the rows before it.

    Parameters
    ----------
    prepared
        The prices.
    measured
        Targets that forecasts were measured on.
    """
    if not len(measured):
        return None
    newest = prepared.targets.moment >= prepared.targets.moment[measured].min()
    profiles = profile_changes(prepared, ~newest)
    return measure_drift(prepared, profiles, newest, "the measured span")


def drift_since(prepared: Prepared, trained: Trained, later: Integers) -> Drift | None:
    """Hold the rows later than the last one trained on against those trained on.

    Parameters
    ----------
    prepared
        The prices.
    trained
        What was trained on.
    later
        Targets that came later.
    """
    newest = np.zeros(len(prepared.targets.code), dtype=bool)
    newest[later] = True
    profiles = {item.symbol: item.changes for item in trained.symbols}
    return measure_drift(prepared, profiles, newest, "rows later than those trained on")


def _reliability(prepared: Prepared, forecasts: Forecasts) -> list[ReliabilityGroup]:
    change = prepared.targets.change[forecasts.rows]
    moved = change != 0.0
    moment = prepared.targets.moment[forecasts.rows[moved]]
    rose = change[moved] > 0.0
    return reliability(forecasts.probability[moved], rose, moment, prepared.targets.overlap)


def _periods(prepared: Prepared, forecasts: Forecasts) -> list[Period]:
    """Divide the measured span into periods of equal length."""
    targets, rows = prepared.targets, forecasts.rows
    if len(rows) < LEAST_MEASURED:
        return []
    time, code = targets.time[rows], targets.code[rows]
    count = min(_MOST_PERIODS, max(len(np.unique(time)) // _LEAST_IN_PERIOD, 1))
    place = _part_of(time, count)
    naive = np.abs(targets.change[rows])
    unit = (np.bincount(code, weights=naive) / np.maximum(np.bincount(code), 1))[code]
    judged = unit > 0.0
    scale = np.where(judged, unit, 1.0)
    off = np.where(judged, (forecasts.price - targets.price[rows]) / scale, 0.0)
    naive = np.where(judged, naive / scale, 0.0)
    found = []
    for number in np.unique(place):
        part = np.flatnonzero(place == number)
        first, last = (rows[part[at(time[part])]] for at in (np.argmin, np.argmax))
        naive_error = float(naive[part].mean())
        error = float(np.abs(off[part]).mean())
        found.append(
            Period(
                from_=prepared.panel.texts[targets.row[first]],
                to=prepared.panel.texts[targets.row[last]],
                rows=len(part),
                error_ratio=error / naive_error if naive_error > 0.0 else None,
                bias=float(off[part].sum()) / max(int(judged[part].sum()), 1),
                coverage=_coverage(prepared, forecasts, part),
            )
        )
    return found


def _coverage(prepared: Prepared, forecasts: Forecasts, part: Integers) -> dict[str, float]:
    off = np.abs(prepared.targets.price[forecasts.rows[part]] - forecasts.price[part])
    found = {}
    for level, widths in forecasts.half_widths.items():
        judged = np.isfinite(widths[part])
        if judged.any():
            found[level] = float(np.mean(off[judged] <= widths[part][judged]))
    return found


def presence_of(panel: Panel) -> Presence:
    """Count each symbol's prices in periods of equal length over the whole span."""
    code = np.repeat(np.arange(len(panel.symbols)), np.diff(panel.starts))
    starts = _presence_starts(panel.times, code)
    count, to = len(starts), panel.ends()[1]
    place = np.searchsorted(starts[1:], panel.times, side="right")
    rows = np.bincount(code * count + place, minlength=len(panel.symbols) * count)
    return Presence(
        starts=_texts(starts, zone="Z" if to.endswith("Z") else ""),
        to=to,
        symbols=[
            SymbolPresence(symbol=name, rows=counts.tolist())
            for name, counts in zip(panel.symbols, rows.reshape(-1, count), strict=True)
        ],
    )


def _presence_starts(time: Integers, code: Integers) -> Integers:
    """Divide the span into periods that the usual gaps, as those of weekends, leave none empty."""
    gaps, span = np.diff(time)[code[1:] == code[:-1]], int(time.max() - time.min())
    usual = int(np.quantile(gaps, _USUAL_GAPS, method="higher")) if len(gaps) else span
    count = min(_PRESENCE_PERIODS, max(span // max(usual, 1), 1))
    starts, length = _edges(time, count)[:-1], span // count
    # What stands in the document must be where a period starts: whole days, or whole seconds.
    unit = DAY if length >= DAY else SECOND if length >= SECOND else 1
    return np.asarray(starts // unit * unit)


def _texts(times: Integers, zone: str) -> list[str]:
    if not (times % DAY).any():
        return [str(time) for time in times.astype("datetime64[us]").astype("datetime64[D]")]
    moments = times.astype("datetime64[us]")
    if not (times % SECOND).any():
        moments = moments.astype("datetime64[s]")
    return [f"{time}{zone}" for time in moments]


def _edges(time: Integers, count: int) -> Integers:
    low, high = int(time.min()), int(time.max())
    # In whole microseconds, and without an intermediate result beyond 64 bits.
    return np.array([low + (high + 1 - low) * number // count for number in range(count + 1)])


def _part_of(time: Integers, count: int) -> Integers:
    return np.searchsorted(_edges(time, count)[1:-1], time, side="right")
