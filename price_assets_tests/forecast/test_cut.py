"""The calendar is cut once for the whole panel."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.forecast.cut import cut_calendar
from price_assets.forecast.panel import as_clean, to_panel, to_steps

from .tables import days, hours, table, weekdays

DAY = 86_400_000_000


def unequal_panel(sizes, offsets):
    return table(
        {
            f"S{number}": (days(size + offset)[offset:], np.arange(size, dtype=float))
            for number, (size, offset) in enumerate(zip(sizes, offsets, strict=True))
        }
    )


def steps_of(series):
    """Number the prices, which do not matter to the cut."""
    return to_steps(
        to_panel(
            as_clean(table({name: (stamps, range(len(stamps))) for name, stamps in series.items()}))
        )
    )


def minutes(count, start):
    moments = pd.date_range(start, periods=count, freq="min")
    return [f"{moment:%Y-%m-%dT%H:%M:%S}Z" for moment in moments]


def day_of(steps, rows):
    return steps.time[rows] // DAY


def spans_of(cut):
    return [*cut.validation, cut.test]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(0, 60)), min_size=1, max_size=4),
    st.floats(0.05, 0.6),
    st.integers(1, 5),
)
def test_nothing_is_learnt_from_at_or_after_the_first_target_of_a_fold(spans, share, folds):
    sizes, offsets = zip(*spans, strict=True)
    steps = to_steps(to_panel(as_clean(unequal_panel(sizes, offsets))))
    cut = cut_calendar(steps, share, folds)
    spans = [*cut.validation, cut.test]
    for fold in spans:
        if fold.rows.any() and fold.training.any():
            assert steps.time[fold.training].max() < steps.time[fold.rows].min()
    taken = sum(fold.rows.astype(int) for fold in spans)
    assert taken.max() <= 1, "a target stands in two folds"
    assert (steps.row[np.flatnonzero(taken)] >= 0).all(), "an unknown target is measured"


def test_a_symbol_that_ended_long_ago_is_not_measured_and_the_others_are_cut_together():
    steps = to_steps(to_panel(as_clean(unequal_panel([100, 100], [0, 100]))))
    test = cut_calendar(steps, 0.2, 3).test.rows
    assert set(steps.code[test]) == {1}
    assert test.sum() == 40


def test_the_test_span_is_the_share_asked_for_and_the_folds_share_the_half_before_it():
    steps = to_steps(to_panel(as_clean(unequal_panel([500], [0]))))
    cut = cut_calendar(steps, 0.2, 4)
    assert cut.test.rows.sum() == 100
    assert [int(fold.rows.sum()) for fold in cut.validation] == [50, 50, 50, 50]
    assert int(cut.validation[0].training.sum()) == 199  # the first row has no price before it


def day_numbers(stamps):
    return [date.fromisoformat(stamp[:10]).toordinal() - 719163 for stamp in stamps]  # from 1970


@pytest.mark.parametrize("week", [0, 900, 2500])
def test_days_count_and_not_rows_so_that_minutes_do_not_decide(week):
    daily = weekdays(2600)
    dense = minutes(10_000, daily[week])
    calendar = sorted({*day_numbers(daily), *day_numbers(dense)})
    steps = steps_of({"daily": daily, "minutes": dense})
    cut = cut_calendar(steps, 0.2, 4)
    first_tested = calendar[int(0.8 * len(calendar))]
    assert day_of(steps, cut.test.rows).min() == first_tested
    earlier = [day for day in calendar if day < first_tested]
    for number, fold in enumerate(cut.validation):
        start = earlier[int((0.5 + number / 8) * len(earlier))]
        assert day_of(steps, fold.rows).min() == start
        assert day_of(steps, fold.training).max() == max(day for day in calendar if day < start)


@settings(deadline=None, max_examples=40)
@given(st.integers(20, 60), st.integers(1, 1500), st.floats(0.05, 0.6), st.integers(1, 5))
def test_a_daily_close_and_the_prices_within_its_day_stand_on_one_side(count, hour, share, folds):
    daily = days(count, date(2021, 3, 1))
    steps = steps_of(
        {
            "close": daily,
            "hours": hours(hour),
            "local": [f"{day}T17:30:00" for day in daily[::2]],
        }
    )
    spans = spans_of(cut_calendar(steps, share, folds))
    for fold in spans:
        if fold.rows.any() and fold.training.any():
            assert day_of(steps, fold.training).max() < day_of(steps, fold.rows).min()
    per_span = [set(day_of(steps, fold.rows).tolist()) for fold in spans]
    assert sum(map(len, per_span)) == len(set().union(*per_span)), "a day stands in two folds"
    # From the first target of the first fold on nothing is left out.
    first = min(day for span in per_span for day in span)
    taken = sum(fold.rows for fold in spans)
    np.testing.assert_array_equal(taken, steps.known & (steps.time // DAY >= first))


def test_prices_before_1970_are_counted_by_their_days_too():
    stamps = [f"{day}T{hour}" for day in days(40, date(1969, 12, 1)) for hour in ("00:00", "18:00")]
    steps = steps_of({"A": stamps})
    cut = cut_calendar(steps, 0.25, 3)
    assert cut.test.rows.sum() == 20
    assert steps.time[cut.test.rows].min() % DAY == 0


@pytest.mark.parametrize(("count", "parted"), [(19, True), (20, False)])
def test_a_few_days_are_cut_between_moments(count, parted):
    steps = steps_of({"hours": hours(24 * count), "close": days(count, date(2021, 3, 1))})
    cut = cut_calendar(steps, 0.33, 3)
    days_of_test = set(day_of(steps, cut.test.rows))
    assert bool(days_of_test & set(day_of(steps, cut.test.training))) is parted
    moments = np.unique(steps.time[steps.row >= 0])
    measured = np.unique(steps.time[cut.test.rows])
    if parted:
        assert len(measured) == len(moments) - int(0.67 * len(moments))
    else:
        assert len(measured) == 24 * (20 - int(0.67 * 20))


def test_prices_of_one_moment_count_once():
    late = minutes(60, "2021-03-01T22:00:00")
    steps = steps_of({"A": hours(24), "B": late, "C": late})
    cut = cut_calendar(steps, 0.5, 2)
    moments = np.unique(steps.time[steps.row >= 0])
    assert steps.time[cut.test.rows].min() == moments[len(moments) // 2]
