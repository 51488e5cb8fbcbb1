"""Gaps, jumps and symbols that have ended are found, and nothing else."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from price_assets.checkpoints import CleanPrices
from price_assets.clean.quality import Quality, look_over
from price_assets_tests.examples import clean_frame


def prices(count=300, seed=1):
    return np.round(100 + np.cumsum(np.random.default_rng(seed).normal(size=count)), 2)


def look(*frames):
    return look_over(CleanPrices.from_frame(pd.concat(frames, ignore_index=True)))


def test_ordinary_daily_prices_have_nothing_to_look_at():
    assert look(clean_frame(list(prices()), "OIL")) == Quality([], [], [])


def test_a_fortnight_without_prices_is_a_gap_and_a_long_weekend_is_none():
    frame = clean_frame(list(prices()), "OIL")
    dropped = frame.drop(index=[*range(100, 110), 200])
    (gap,) = look(dropped).gaps
    assert (gap.symbol, gap.timestamp) == ("OIL", frame["timestamp"][110])
    assert gap.found == 24 * 15
    # Dagster keeps plain numbers alone.
    assert type(gap.found) is type(gap.usual) is float
    assert gap.usual == 24


def test_a_slipped_decimal_point_is_a_jump_there_and_back():
    slipped = prices()
    slipped[150] *= 10
    found = look(clean_frame(list(slipped), "OIL"), clean_frame(list(prices(seed=2)), "ZINC")).jumps
    assert [item.symbol for item in found] == ["OIL", "OIL"]
    assert found[0].found == pytest.approx(-found[1].found, rel=0.01)
    assert found[0].usual < 1.0


def test_a_symbol_that_ended_is_told_from_one_that_trades_more_rarely():
    daily = clean_frame(list(prices(300)), "OIL")
    ended = clean_frame(list(prices(250)), "GONE")
    weekly = clean_frame(list(prices(300)), "RARE").iloc[::5].iloc[:-1]
    (stale,) = look(ended, daily, weekly).stale
    assert (stale.symbol, stale.timestamp) == ("GONE", ended["timestamp"].iloc[-1])
    assert stale.found == 24 * 70


def test_prices_that_never_change_and_short_series_are_passed_over():
    still = clean_frame([5.0] * 50, "STILL")
    short = clean_frame([1.0, 1000.0, 1.0, 1000.0], "SHORT")
    assert look(short, still).jumps == []
    assert look_over(CleanPrices.from_frame(still.iloc[:0])) == Quality([], [], [])


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=60))
def test_any_prices_can_be_looked_over(values):
    found = look(clean_frame(values, "ANY"))
    assert found.gaps == []
    assert found.stale == []
    assert len(found.jumps) < len(values)
