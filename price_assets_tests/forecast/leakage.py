"""A checker that names the features which see the future."""

from __future__ import annotations

import numpy as np


def features_that_see_the_future(make, frame, origin, ahead=(), seed=0):
    """Alter, permute and wipe what is later than an origin; name the columns of earlier ones moved.

    Parameters
    ----------
    make
        From a table to `Prepared`.
    frame
        Plain table, with a number in every column.
    origin
        Timestamp: a target whose origin's first step stands at it, or before, knows nothing that
        stands at or after it, but its time and what is known ahead.
    ahead
        Columns known ahead: they are altered only after the last step forecast from that origin.

    Returns
    -------
    set of str
        Names of the features, and of `scale`, `volatility`, `usable`, `last` and the forecasts
        that need no fit.
    """
    before = make(frame)
    late = (frame["timestamp"] >= origin).to_numpy() & frame["price"].notna().to_numpy()
    begun = before.targets.moment <= moment_of(before, origin)
    last_step = before.targets.time[begun & before.targets.known].max(initial=0)
    seen = set()
    for changed in _altered(frame, late, last_step, before, ahead, np.random.default_rng(seed)):
        after = make(changed)
        old, new = _figures(before), _figures(after)
        assert old.keys() == new.keys()
        assert (before.targets.at == after.targets.at).all()
        seen |= {
            name
            for name, values in old.items()
            if not np.array_equal(values[begun], new[name][begun], equal_nan=True)
        }
    return seen


def moment_of(prepared, text):
    """Return the time of a timestamp of the panel; microseconds."""
    return int(prepared.panel.times[prepared.panel.texts.index(text)])


def _altered(frame, late, last_step, before, ahead, random):
    others = [name for name in frame.columns if name not in ("symbol", "timestamp", *ahead)]
    wild, permuted = frame.copy(), frame.copy()
    for name in others:
        values = frame[name].to_numpy("float64").copy()
        shuffled = values.copy()
        values[late] = random.normal(scale=1e3, size=late.sum())
        shuffled[late] = random.permutation(shuffled[late])
        wild[name], permuted[name] = values, shuffled
    yield wild
    yield permuted
    if ahead:
        texts = before.panel.texts
        latest = max(texts[row] for row in np.flatnonzero(before.panel.times <= last_step))
        beyond = (frame["timestamp"] > latest).to_numpy()
        told = frame.copy()
        for name in ahead:
            values = frame[name].to_numpy("float64").copy()
            values[beyond] = random.normal(scale=1e3, size=beyond.sum())
            told[name] = values
        yield told


def _figures(prepared):
    features, targets = prepared.features, prepared.targets
    columns = dict(zip(features.names, features.values.T, strict=True))
    given = {f"given {name}": values for name, values in features.given.items()}
    return {
        **columns,
        **given,
        "scale": features.scale,
        "volatility": features.volatility,
        "usable": features.usable,
        "last": targets.last,
        **({} if prepared.seasonal is None else {"seasonal": prepared.seasonal}),
    }
