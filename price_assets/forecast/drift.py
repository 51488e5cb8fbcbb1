"""Whether prices move now as they did when a fit learnt from them."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from price_assets.checkpoints.diagnostics import (
    LARGE_SHIFT,
    ChangeProfile,
    Drift,
    SymbolDrift,
)

from .arrays import Flags, Floats, Integers
from .prepare import Prepared

# With fewer changes a tenth of them is no number.
_LEAST_CHANGES = 20
_TENTHS = 10
_CERTAINTY = 0.99


def profile_changes(
    prepared: Prepared, learnt: Flags | None = None
) -> dict[str, ChangeProfile | None]:
    """Describe the changes that a fit learns from, so that later ones can be held against them.

    Parameters
    ----------
    prepared
        The prices.
    learnt
        Targets that are learnt from; all that came if None; shape (M,).

    Returns
    -------
    dict[str, ChangeProfile or None]
        By symbol; None where there are fewer than twenty.
    """
    found: dict[str, ChangeProfile | None] = {}
    for name, rows in _rows_by_symbol(prepared):
        changes = prepared.features.target[rows if learnt is None else rows[learnt[rows]]]
        found[name] = None if len(changes) < _LEAST_CHANGES else _profile(changes)
    return found


def _profile(changes: Floats) -> ChangeProfile:
    ordered = np.sort(changes)
    # Changes that took place, not means of two of them: with many that are alike, those.
    deciles = ordered[len(ordered) * np.arange(1, _TENTHS) // _TENTHS]
    return ChangeProfile(
        mean_size=float(np.abs(changes).mean()),
        deciles=deciles.tolist(),
        rows=_by_tenth(changes, deciles).tolist(),
    )


def measure_drift(
    prepared: Prepared, profiles: dict[str, ChangeProfile | None], newest: Flags, said: str
) -> Drift | None:
    """Hold the newest changes of price against those that a fit has learnt from.

    Changes are in units of the typical change before them, as the fit sees them. Each is put into
    the tenth of its own symbol's earlier changes that it lies in; without a shift every tenth gets
    as many as it had. The index is the sum of (found - expected) ln(found / expected) over the
    tenths. By chance it stays below the 99 % point of the chi-squared distribution of nine degrees
    of freedom, divided by the number of moments (Yurdakul and Naranjo 2020, Journal of Risk Model
    Validation 14): the symbols of one moment move together, and count as one. Where forecasts
    overlap there are fewer moments, by the root of how many one reaches over.

    Parameters
    ----------
    prepared
        The prices.
    profiles
        The earlier changes by symbol; a symbol without is left out.
    newest
        Targets that are new; shape (M,).
    said
        Which rows these are, for a reader.

    Returns
    -------
    Drift or None
        None where there are fewer than twenty new changes of symbols with a profile.
    """
    expected, found = np.zeros(_TENTHS), np.zeros(_TENTHS)
    symbols, before, most, moments = [], 0, 0, []
    for name, rows in _rows_by_symbol(prepared):
        profile, new = profiles.get(name), rows[newest[rows]]
        if profile is None or not len(new):
            continue
        changes = prepared.features.target[new]
        earlier = np.array(profile.rows, dtype=np.float64)
        expected += len(new) * earlier / earlier.sum()
        found += _by_tenth(changes, np.array(profile.deciles))
        before += int(earlier.sum())
        most = max(most, int(earlier.sum()))
        moments.append(prepared.targets.moment[new])
        size = float(np.abs(changes).mean())
        ratio = size / profile.mean_size if profile.mean_size > 0.0 else None
        symbols.append(SymbolDrift(symbol=name, rows=len(new), size_ratio=ratio))
    count = int(found.sum())
    if count < _LEAST_CHANGES:
        return None
    from scipy.special import chdtri

    times = len(np.unique(np.concatenate(moments)))
    targets = prepared.targets
    # Moments that one forecast reaches over share changes, those of near steps little: together
    # they count as the root of their number. On random walks 24 steps ahead half of it is enough.
    alike = math.sqrt(targets.overlap)
    share, earlier_share = alike / times, alike * int(targets.step.max()) / most
    chance = float(chdtri(_TENTHS - 1, 1.0 - _CERTAINTY)) * (share + earlier_share)
    # Half a moment in each tenth more: none is empty, and the logarithm is finite.
    of_found, of_expected = (
        (tenths / count + 0.5 * share) / (1.0 + 0.5 * share * _TENTHS)
        for tenths in (found, expected)
    )
    index = float(np.sum((of_found - of_expected) * np.log(of_found / of_expected)))
    return Drift(
        newest=said,
        before=before,
        rows=count,
        moments=times,
        expected=(expected / count).tolist(),
        found=(found / count).tolist(),
        stability_index=index,
        by_chance=chance,
        shifted=index > LARGE_SHIFT and index > chance,
        symbols=symbols,
    )


def _rows_by_symbol(prepared: Prepared) -> Iterator[tuple[str, Integers]]:
    """Name each symbol, and its targets that came and have a unit."""
    names, targets = prepared.panel.symbols, prepared.targets
    bounds = np.searchsorted(targets.code, np.arange(len(names) + 1))
    usable = np.isfinite(prepared.features.target)
    for number, name in enumerate(names):
        span = np.arange(bounds[number], bounds[number + 1])
        yield name, span[usable[span]]


def _by_tenth(changes: Floats, deciles: Floats) -> Integers:
    return np.bincount(np.searchsorted(deciles, changes, side="right"), minlength=_TENTHS)
