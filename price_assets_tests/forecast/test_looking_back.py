"""Scoring looks back as far as the features reach, and no further."""

import numpy as np
import pytest

from price_assets.forecast import TrainSettings, score, scoring, train

from .day_ahead.markets import SETTINGS, STEPS, market
from .day_ahead.markets import stamps as six_hourly
from .tables import hours, mean_reverting, table, weekdays
from .test_leakage import with_columns


def daily():
    return with_columns(mean_reverting(rows=800, symbols=3)), weekdays(761)[-1]


def hourly():
    random = np.random.default_rng(3)
    count = 24 * 130
    frame = table({"north": (hours(count), np.cumsum(random.normal(size=count)))})
    return with_columns(frame), hours(24 * 128)[-1]


def monthly():
    random = np.random.default_rng(8)
    stamps = [f"{1950 + n // 12}-{1 + n % 12:02d}-01" for n in range(700)]
    frame = table({name: (stamps, np.cumsum(random.normal(size=700))) for name in "AB"})
    return with_columns(frame), stamps[660]


def whole_days():
    frame = market(days=600, ahead=0)
    return frame, six_hourly(STEPS * 590)[-1]


CASES = {
    "daily": (daily, {"known_ahead": ["plan"]}),
    "daily, five steps": (daily, {"horizon": 5}),
    "hourly": (hourly, {"known_ahead": ["plan"]}),
    "hourly, once a day": (hourly, {"horizon": 24, "origin": "daily"}),
    "monthly": (monthly, {}),
    "whole days": (whole_days, SETTINGS),
}


@pytest.mark.parametrize("name", CASES)
def test_rows_further_back_change_no_bit(name, monkeypatch):
    build, settings = CASES[name]
    frame, last = build()
    model = train(frame[frame["timestamp"] <= last], TrainSettings(**{"trees": 5, **settings}))
    looked_at = []
    honest = scoring.prepare

    def counted(panel, *arguments):
        looked_at.append(panel.rows)
        return honest(panel, *arguments)

    monkeypatch.setattr(scoring, "prepare", counted)
    short = score(frame, model)
    monkeypatch.setattr(scoring, "rows_looked_back", lambda *_: 10**9)
    whole = score(frame, model)
    assert looked_at[0] < looked_at[1] == len(frame), "the case must have rows further back"
    assert short.metrics.rows > 0
    assert short.content == whole.content
