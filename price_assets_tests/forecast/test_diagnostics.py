"""What the pictures of a report draw: accuracy over time, where prices are, what was refused."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.checkpoints import Rejection, to_instants
from price_assets.clean import clean_prices
from price_assets.forecast import TrainSettings, backtest, score, train
from price_assets.forecast.accuracy import Forecasts
from price_assets.forecast.diagnostics import diagnose
from price_assets_tests.examples import raw_prices

from .day_ahead.markets import SETTINGS, market
from .prepared import prepared_of
from .tables import days, hours, mean_reverting, random_walk, table, weekdays

FEW = TrainSettings(trees=20)


def with_a_flat_symbol():
    flat = table({"flat": (weekdays(300), np.full(300, 7.0))})
    return pd.concat([mean_reverting(rows=300, symbols=2), flat], ignore_index=True)


def hourly(count=500):
    shape = 5.0 * np.sin(np.arange(count) / 24 * 2 * np.pi)
    noise = np.random.default_rng(8).normal(size=(2, count))
    return table({f"H{number}": (hours(count), shape + noise[number]) for number in range(2)})


CASES = {
    "reverting": (lambda: mean_reverting(rows=300, symbols=2), FEW),
    "walk": (lambda: random_walk(rows=260), FEW),
    "a flat symbol": (with_a_flat_symbol, FEW),
    "hourly, three steps ahead": (hourly, TrainSettings(trees=20, horizon=3)),
    "once a day": (lambda: market(days=200), TrainSettings(**SETTINGS)),
    "a few rows": (lambda: random_walk(rows=32, symbols=1), FEW),
}


@pytest.fixture(scope="module", params=CASES, ids=lambda name: name.replace(" ", "_"))
def case(request):
    """A document of each kind of panel, and every forecast of its measured span."""
    make, how = CASES[request.param]
    frame = make()
    return train(frame, how), backtest(frame, how)


def instants(texts):
    return to_instants(pd.Series(list(texts), dtype="str")).tolist()


def test_the_rows_of_all_periods_are_those_measured(case):
    metrics, periods = case[0].metrics, case[0].diagnostics.periods
    assert sum(period.rows for period in periods) == metrics.rows
    assert 1 <= len(periods) <= 24
    if metrics.rows > 150:
        assert len(periods) > 5


def test_periods_stand_in_order_and_span_what_was_measured(case):
    metrics, periods = case[0].metrics, case[0].diagnostics.periods
    first, last = instants(p.from_ for p in periods), instants(p.to for p in periods)
    assert all(start <= end for start, end in zip(first, last, strict=True))
    assert all(end < start for end, start in zip(last[:-1], first[1:], strict=True))
    assert (periods[0].from_, periods[-1].to) == (metrics.from_, metrics.to)


def test_coverage_of_the_periods_by_their_rows_is_that_of_all(case):
    metrics, periods = case[0].metrics, case[0].diagnostics.periods
    for level, share in metrics.coverage.items():
        held = sum(period.rows * period.coverage[level] for period in periods)
        assert held / metrics.rows == pytest.approx(share)


def test_every_figure_of_a_period_equals_a_recount(case):
    document, made = case
    unit = (made["actual"] - made["naive"]).abs().groupby(made["symbol"]).transform("mean")
    made = made.assign(unit=unit, at=instants(made["timestamp"]))
    # Where a price never changed there is no unit to measure in.
    judged = made[made["unit"] > 0.0]
    for period in document.diagnostics.periods:
        start, end = instants([period.from_, period.to])
        assert period.rows == made["at"].between(start, end).sum()
        part = judged[judged["at"].between(start, end)]
        off = (part["forecast"] - part["actual"]) / part["unit"]
        naive = (part["naive"] - part["actual"]) / part["unit"]
        assert period.bias == pytest.approx(off.mean(), abs=1e-12)
        assert period.error_ratio == pytest.approx(off.abs().mean() / naive.abs().mean())


def test_the_groups_of_the_probability_give_the_calibration_error_of_the_metrics(case):
    metrics, groups = case[0].metrics, case[0].diagnostics.reliability
    if metrics.calibration_error is None:
        assert groups == []
        return
    assert sum(group.rows for group in groups) == metrics.rows - metrics.unchanged
    distances = [abs(group.probability - group.rose) for group in groups]
    mean = np.average(distances, weights=[group.rows for group in groups])
    assert mean == pytest.approx(metrics.calibration_error)


def forecasts_of(prepared, off):
    """Forecast each known target by its price and something more."""
    rows = np.flatnonzero(prepared.targets.known)
    none = np.full(len(rows), np.nan)
    half = np.full(len(rows), 0.5)
    price = prepared.targets.price[rows] + off(prepared.targets, rows)
    return Forecasts(rows, price, half, half, {"0.8": none, "0.95": none})


def periods_of(frame, off):
    prepared = prepared_of(frame)
    return diagnose(prepared, forecasts_of(prepared, off), None, prepared.panel).periods


def test_bias_is_above_zero_where_forecasts_are_too_high_and_in_units_of_the_naive_error():
    zigzag = table({"A": (days(61), 10.0 + np.arange(61) % 2 * 4.0)})
    for size in (1.0, -3.0):
        periods = periods_of(zigzag, lambda *_, size=size: np.full(60, size))
        assert [period.bias for period in periods] == pytest.approx([size / 4.0] * len(periods))
        assert [period.error_ratio for period in periods] == pytest.approx(
            [abs(size) / 4.0] * len(periods)
        )
        assert all(period.coverage == {} for period in periods)


def test_periods_are_of_equal_length():
    frame = table({"A": (days(121), np.arange(121) % 2)})
    assert [period.rows for period in periods_of(frame, lambda *_: 1.0)] == [5] * 24
    gap = [*days(31), *days(61)[50:]]
    periods = periods_of(table({"A": (gap, np.arange(42) % 2)}), lambda *_: 1.0)
    # Of eight the two without any price are left out.
    assert [period.rows for period in periods] == [8, 7, 8, 7, 3, 8]


def test_a_price_that_never_changes_does_not_thin_out_the_bias_of_the_others():
    zigzag = (days(61), 10.0 + np.arange(61) % 2 * 4.0)

    def off(targets, rows):
        return np.where(targets.code[rows] == 0, 1.0, 0.0)

    alone = periods_of(table({"A": zigzag}), off)
    beside = periods_of(table({"A": zigzag, "B": (days(61), np.ones(61))}), off)
    assert [period.bias for period in beside] == [period.bias for period in alone]
    assert [period.error_ratio for period in beside] == [period.error_ratio for period in alone]


def test_where_no_price_changed_there_is_no_ratio():
    (period,) = periods_of(table({"A": (days(7), np.ones(7))}), lambda *_: 0.0)
    assert (period.rows, period.error_ratio, period.bias) == (6, None, 0.0)


def test_of_fewer_than_five_forecasts_there_are_no_periods():
    model = train(table({"A": (days(5), [1.0, 2.0, 3.0, 4.0, 5.0])}))
    scored = score(table({"A": (days(7), [1.0, 2.0, 3.0, 4.0, 5.0, 5.0, 8.0])}), model)
    assert scored.metrics.rows == 2
    assert scored.diagnostics.periods == scored.diagnostics.reliability == []


def presence_of(frame):
    prepared = prepared_of(frame)
    return diagnose(prepared, forecasts_of(prepared, lambda *_: 0.0), None, prepared.panel).presence


def check_presence(frame):
    """Count each period's rows again from nothing but the document's texts."""
    found = presence_of(frame)
    starts = instants(found.starts)
    assert 1 <= len(starts) <= 60
    assert all(early < late for early, late in pairwise(starts))
    moments = instants(frame["timestamp"])
    assert starts[0] <= min(moments)
    assert instants([found.to]) == [max(moments)]
    edges = [*starts, datetime.max.replace(tzinfo=starts[0].tzinfo)]
    place = pd.cut(pd.Series(moments), pd.DatetimeIndex(edges), right=False, labels=False)
    expected = pd.crosstab(frame["symbol"].to_numpy(), place.to_numpy())
    assert [item.symbol for item in found.symbols] == sorted(set(frame["symbol"]))
    for item in found.symbols:
        counted = expected.loc[item.symbol]
        assert item.rows == [int(counted.get(number, 0)) for number in range(len(starts))]
        assert sum(item.rows) == (frame["symbol"] == item.symbol).sum()
    return found


MOMENT = st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1))
STEP = st.sampled_from([timedelta(microseconds=7), timedelta(seconds=40), timedelta(hours=1)])
SPAN = st.tuples(MOMENT, STEP, st.lists(st.integers(0, 3000), min_size=1, max_size=90, unique=True))


@settings(max_examples=60, deadline=None)
@given(st.lists(SPAN, min_size=1, max_size=3), st.sampled_from(["", "Z"]))
def test_each_price_stands_in_the_period_whose_start_is_the_last_before_it(spans, zone):
    series = {
        f"S{number}": (
            [f"{(start + place * step).isoformat()}{zone}" for place in sorted(places)],
            np.arange(len(places)),
        )
        for number, (start, step, places) in enumerate(spans)
    }
    found = check_presence(table(series))
    # A start without a zone would be another moment than the prices' own.
    assert all(text.endswith(zone) or len(text) == 10 for text in found.starts)


@pytest.mark.parametrize(
    ("stamps", "starts"),
    [
        (["2020-02-29"], ["2020-02-29"]),
        (["2020-02-29T05:00:00Z"], ["2020-02-29T05:00:00Z"]),
        (["2020-02-29T05:00:00"], ["2020-02-29T05:00:00"]),
        (hours(5), [*hours(4)]),
        (["0999-01-01", "1001-01-01", "3000-01-01"], ["0999-01-01"]),
    ],
    ids=["one day", "one time", "one local time", "hours", "millennia"],
)
def test_starts_are_written_as_the_prices_times_are(stamps, starts):
    found = check_presence(table({"A": (stamps, np.arange(len(stamps)))}))
    assert found.starts == starts


@pytest.mark.parametrize("count", [20, 85, 150, 420, 3000])
def test_weekends_are_no_gaps(count):
    found = check_presence(table({"A": (weekdays(count), np.arange(count))}))
    assert min(found.symbols[0].rows) >= 1
    assert len(found.starts) >= min(count // 3, 60)
    assert all(len(start) == len("2020-01-01") for start in found.starts)


@pytest.mark.parametrize("count", [2, 11, 40, 200])
def test_yearly_prices_have_no_gaps(count):
    years = [f"{1800 + year}-01-01" for year in range(count)]
    found = check_presence(table({"A": (years, np.arange(count))}))
    assert min(found.symbols[0].rows) >= 1
    assert len(found.starts) >= min(count - 2, 60)


def test_a_gap_is_seen_where_it_is():
    stamps = weekdays(400)
    gappy = stamps[:200] + stamps[260:]
    found = check_presence(table({"A": (gappy, np.arange(340)), "B": (stamps, np.arange(400))}))
    starts = [*found.starts[1:], "9999-01-01"]
    empty = [
        (start, end)
        for start, end, rows in zip(found.starts, starts, found.symbols[0].rows, strict=True)
        if not rows
    ]
    assert len(empty) > 5
    assert all(stamps[199] < start and end <= stamps[260] for start, end in empty)
    assert min(found.symbols[1].rows) >= 1


def test_scoring_counts_all_prices_and_not_the_newest_alone():
    frame = random_walk(rows=900, symbols=1)
    model = train(frame.head(850), FEW)
    scored = score(frame, model).diagnostics
    assert sum(scored.presence.symbols[0].rows) == 900
    assert scored.presence == presence_of(frame)
    assert sum(period.rows for period in scored.periods) == 50


def test_rejected_rows_are_counted_by_the_source_that_they_stand_in():
    raw = raw_prices([*map(str, range(1, 30)), "x", "", "y"], name="one.csv")
    other = raw_prices(["5", "7", "z"], name="two.csv")
    raw.frame = pd.concat([raw.frame, other.frame], ignore_index=True)
    raw.frame["timestamp"] = days(len(raw.frame))[::-1]
    raw.sources = [*raw.sources, *other.sources]
    early = Rejection(
        source="two.csv",
        row=9,
        column="",
        reason="malformed row",
        timestamp=None,
        symbol=None,
        price=None,
    )
    raw.rejected = [early]
    clean = clean_prices(raw)
    found = train(clean, FEW).data_quality
    assert found.rejected == clean.summary.rejected
    assert list(found.rejected_by_source) == ["one.csv", "two.csv"]
    assert found.rejected_by_source["two.csv"]["malformed row"] == 1
    total = sum((Counter(reasons) for reasons in found.rejected_by_source.values()), Counter())
    assert dict(total) == found.rejected
    assert sum(found.rejected_by_source["one.csv"].values()) >= 2


def test_the_order_of_rows_does_not_matter():
    frame = with_a_flat_symbol()
    shuffled = frame.sample(frac=1.0, random_state=3)
    assert train(shuffled, FEW).content == train(frame, FEW).content
