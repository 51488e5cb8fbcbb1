"""Features come from the past alone, and are what a slow reading of their names gives."""

import statistics
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.forecast.features import LEAST_HISTORY, LIMIT, NAMES, Features, make_features
from price_assets.forecast.panel import as_clean, to_panel, to_steps

from .tables import days, hours, mean_reverting, table, weekdays

ARRAYS = ("values", "scale", "volatility", "usable")


def steps_of(frame):
    return to_steps(to_panel(as_clean(frame)))


def rows_that_saw_the_future(make, frame, cut, seed):
    """Alter, permute and drop what stands at and after a moment; name the earlier rows moved."""
    random = np.random.default_rng(seed)
    late = (frame["timestamp"] >= cut).to_numpy()
    altered, permuted = frame.copy(), frame.copy()
    altered.loc[late, "price"] = random.normal(scale=1e3, size=late.sum())
    permuted.loc[late, "price"] = random.permutation(frame.loc[late, "price"].to_numpy())
    original = steps_of(frame)
    early = ~np.concatenate(
        [np.r_[part["timestamp"] > cut, True] for _, part in frame.groupby("symbol")]
    )
    seen = set()
    for changed in (altered, permuted):
        before, after = make(original), make(steps_of(changed))
        for name in ARRAYS:
            old, new = getattr(before, name)[early], getattr(after, name)[early]
            differs = (old != new).reshape(len(old), -1).any(axis=1)
            seen |= set(np.flatnonzero(early)[differs].tolist())
    return seen


def leaky_features(steps):
    """Plant tomorrow's price among the features, as a centred mean would."""
    honest = make_features(steps)
    values = honest.values.copy(order="F")
    values[:-1, 8] = np.nan_to_num(steps.price[1:])
    return Features(values, honest.scale, honest.volatility, honest.target, honest.usable)


def test_a_planted_leak_is_caught():
    frame = mean_reverting(rows=120, symbols=2)
    cut = frame["timestamp"].iloc[80]
    assert rows_that_saw_the_future(leaky_features, frame, cut, seed=0)


@settings(deadline=None, max_examples=25)
@given(cut=st.integers(1, 118), seed=st.integers(0, 10**6))
def test_changing_the_future_changes_no_feature_of_the_past(cut, seed):
    frame = mean_reverting(rows=120, symbols=2)
    assert not rows_that_saw_the_future(make_features, frame, frame["timestamp"].iloc[cut], seed)


def test_dropping_the_future_changes_no_feature_of_the_past():
    random = np.random.default_rng(0)
    prices = random.normal(size=900)
    whole = make_features(steps_of(table({"H": (hours(900), prices)})))
    for rows in (30, 200, 500, 899):
        part = make_features(steps_of(table({"H": (hours(rows), prices[:rows])})))
        # The unknown step of the part is a known row of the whole: the same features again.
        for name in ARRAYS:
            np.testing.assert_array_equal(
                getattr(part, name), getattr(whole, name)[: rows + 1], strict=True
            )


def test_another_symbols_prices_change_no_feature():
    both = mean_reverting(rows=100, symbols=2)
    alone = both[both["symbol"] == "S1"].reset_index(drop=True)
    np.testing.assert_array_equal(
        make_features(steps_of(both)).values[101:], make_features(steps_of(alone)).values
    )


def slow_features(prices, stamps, at):
    """Read the names literally, one target at a time, from the prices before it."""
    past = prices[:at]
    changes = [later - earlier for earlier, later in pairwise(past)]
    newest = changes[::-1]
    blocks = [newest[number : number + 9] for number in range(0, 63, 9)]
    blocks = [b for n, b in enumerate(blocks) if len(b) >= (1 if n == 0 else 5)]
    scale = statistics.median(statistics.fmean(map(abs, block)) for block in blocks)

    def cut(value):
        return max(-LIMIT, min(LIMIT, value))

    found = {"scale": scale}
    for lag in range(1, 9):
        found[f"change_{lag}"] = cut(newest[lag - 1] / scale) if lag <= len(newest) else 0.0
    for window in (5, 20, 60):
        mean = statistics.fmean(past[-window:])
        found[f"gap_to_mean_{window}"] = (
            cut((mean - past[-1]) / scale) if len(past) >= window else 0.0
        )
    for window in (5, 20):
        found[f"volatility_{window}"] = cut(statistics.fmean(map(abs, newest[:window])) / scale)
    recent = newest[:20]
    found["unchanged_20"] = sum(change == 0 for change in recent) / len(recent)
    for name, season in (("season", 24), ("second_season", 168)):
        there = len(past) >= season
        found[f"gap_to_{name}"] = cut((past[-season] - past[-1]) / scale) if there else 0.0
        there = len(past) > season
        found[f"change_at_{name}"] = (
            cut((past[-season] - past[-season - 1]) / scale) if there else 0.0
        )
    found["hour"], found["weekday"] = stamps[at].hour, stamps[at].weekday()
    found["month"] = stamps[at].month - 1
    return found


def test_features_equal_a_slow_reading_of_their_names():
    import pandas as pd

    random = np.random.default_rng(3)
    prices = np.round(np.cumsum(random.normal(size=260)), 1)
    features = make_features(steps_of(table({"H": (hours(260), prices)})))
    stamps = [
        moment.to_pydatetime() for moment in pd.date_range("2021-03-01", periods=260, freq="h")
    ]
    for at in (10, 11, 19, 24, 25, 61, 64, 100, 168, 169, 259):
        slow = slow_features(prices.tolist(), stamps, at)
        assert features.scale[at] == pytest.approx(slow["scale"], rel=1e-12)
        for number, name in enumerate(NAMES):
            assert features.values[at, number] == pytest.approx(slow[name], abs=1e-9), (at, name)


def test_one_wild_price_does_not_move_the_scale():
    random = np.random.default_rng(4)
    calm = np.cumsum(random.normal(size=200))
    wild = calm.copy()
    wild[150] = 1e9
    usual = make_features(steps_of(table({"A": (days(200), calm)}))).scale[160]
    assert make_features(steps_of(table({"A": (days(200), wild)}))).scale[160] < 2 * usual


def test_constant_prices_have_no_scale_and_no_target():
    features = make_features(steps_of(table({"A": (days(80), np.full(80, 5.0))})))
    assert not features.usable.any()
    assert np.isfinite(features.values).all()
    assert (features.scale == 0.0).all()


@pytest.mark.parametrize(
    ("stamps", "season"),
    [(weekdays, 5), (days, 7), (hours, 24)],
    ids=["weekdays", "all days", "hours"],
)
def test_the_seasonal_gap_looks_one_season_back(stamps, season):
    prices = np.random.default_rng(5).normal(size=100)
    features = make_features(steps_of(table({"A": (stamps(100), prices)})))
    at = 60
    expected = np.clip((prices[at - season] - prices[at - 1]) / features.scale[at], -LIMIT, LIMIT)
    assert features.values[at, NAMES.index("gap_to_season")] == pytest.approx(expected)


def test_too_short_a_history_is_not_used():
    prices = np.random.default_rng(6).normal(size=40)
    features = make_features(steps_of(table({"A": (days(40), prices)})))
    assert not features.usable[:LEAST_HISTORY].any()
    assert features.usable[LEAST_HISTORY:].all()
