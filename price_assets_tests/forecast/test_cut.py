"""The calendar is cut once for the whole panel."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.checkpoints import PriceAssetsError
from price_assets.forecast import TrainSettings
from price_assets.forecast.cut import cut_calendar

from .prepared import prepared_of
from .tables import days, hours, table, weekdays

DAY = 86_400_000_000


def unequal(sizes, offsets):
    return {
        f"S{number}": days(size + offset)[offset:]
        for number, (size, offset) in enumerate(zip(sizes, offsets, strict=True))
    }


def cut_of(series, **chosen):
    """Cut numbered prices, which do not matter to the cut; and return their targets."""
    frame = table({name: (stamps, range(len(stamps))) for name, stamps in series.items()})
    prepared = prepared_of(frame, **chosen)
    cut = cut_calendar(prepared.panel, prepared.targets, TrainSettings(**chosen))
    return prepared.targets, cut


def minutes(count, start):
    moments = pd.date_range(start, periods=count, freq="min")
    return [f"{moment:%Y-%m-%dT%H:%M:%S}Z" for moment in moments]


def day_of(targets, rows):
    return targets.time[rows] // DAY


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(0, 60)), min_size=1, max_size=4),
    st.floats(0.05, 0.6),
    st.integers(1, 5),
    st.integers(1, 7),
    st.sampled_from([0, 3]),
)
def test_nothing_is_learnt_from_at_or_after_the_first_origin_of_a_fold(
    spans, share, folds, horizon, refit
):
    series = unequal(*zip(*spans, strict=True))
    targets, cut = cut_of(series, test_share=share, folds=folds, horizon=horizon, refit_every=refit)
    every = [*cut.validation, *cut.test]
    for fold in every:
        assert targets.known[fold.training].all()
        assert targets.known[fold.rows].all()
        if fold.rows.any() and fold.training.any():
            # The target's own time: what it tells was known before the first origin measured.
            assert targets.time[fold.training].max() < targets.moment[fold.rows].min()
    if any(fold.rows.any() for fold in cut.test):
        first = min(targets.moment[fold.rows].min() for fold in cut.test if fold.rows.any())
        for fold in cut.validation:
            assert targets.time[fold.rows].max(initial=-(10**18)) < first
    taken = sum(fold.rows.astype(int) for fold in every)
    assert taken.max(initial=0) <= 1, "a target stands in two folds"


@pytest.mark.parametrize("horizon", [2, 5])
def test_further_than_one_step_ahead_targets_that_reach_over_a_cut_are_left_out(horizon):
    targets, cut = cut_of(unequal([200], [0]), horizon=horizon, folds=2, test_share=0.25)
    (test,) = cut.test
    first = targets.moment[test.rows].min()
    reaching = targets.known & (targets.moment < first) & (targets.time >= first)
    assert reaching.sum() == horizon * (horizon - 1) // 2
    used = sum(fold.rows | fold.training for fold in [*cut.validation, test])
    assert not used[reaching].any()


def test_a_symbol_that_ended_long_ago_is_not_measured_and_the_others_are_cut_together():
    targets, cut = cut_of(unequal([100, 100], [0, 100]))
    assert set(targets.code[cut.measured]) == {1}
    assert cut.measured.sum() == 40


def test_the_test_span_is_the_share_asked_for_and_the_folds_share_the_half_before_it():
    _, cut = cut_of(unequal([500], [0]), folds=4)
    (test,) = cut.test
    assert test.rows.sum() == cut.measured.sum() == 100
    assert [int(fold.rows.sum()) for fold in cut.validation] == [50, 50, 50, 50]
    assert int(cut.validation[0].training.sum()) == 199  # the first row has no price before it


@pytest.mark.parametrize(("every", "pieces"), [(0, [100]), (30, [30, 30, 30, 10]), (100, [100])])
def test_the_measured_span_is_parted_where_the_model_is_fitted_anew(every, pieces):
    targets, cut = cut_of(unequal([500], [0]), refit_every=every)
    assert [int(fold.rows.sum()) for fold in cut.test] == pieces
    # Each fit has seen all that came before its piece, the measured rows too.
    seen = np.cumsum([399, *pieces[:-1]])
    assert [int(fold.training.sum()) for fold in cut.test] == seen.tolist()
    np.testing.assert_array_equal(sum(fold.rows for fold in cut.test), cut.measured)
    first = days(401)[-1]
    assert targets.time[cut.measured].min() == pd.Timestamp(first).value // 1000


def test_the_measured_span_can_begin_at_a_named_time():
    stamps = weekdays(300)
    targets, cut = cut_of({"A": stamps}, test_from=stamps[280], test_share=0.5)
    assert cut.measured.sum() == 20
    assert max(fold.training.sum() for fold in cut.test) == 279
    assert targets.time[cut.validation[-1].rows].max() < targets.time[cut.measured].min()


def test_an_hour_within_a_day_can_begin_it_too():
    stamps = hours(24 * 30)
    _, cut = cut_of({"A": stamps}, test_from=stamps[700])
    assert cut.measured.sum() == 20


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("soon", "test_from is 'soon'; expected an ISO 8601 timestamp such as 2020-10-26"),
        ("2030-01-01", "the last price is of 2020-10-26; expected a timestamp with prices after"),
        ("", "test_from is ''"),
    ],
)
def test_a_beginning_that_is_none_is_refused_in_one_line(text, words):
    with pytest.raises(PriceAssetsError, match=words) as error:
        cut_of(unequal([300], [0]), test_from=text)
    assert "\n" not in str(error.value)


def test_a_beginning_before_all_prices_leaves_nothing_to_learn_from():
    targets, cut = cut_of(unequal([60], [0]), test_from="1999-01-01")
    assert cut.validation == []
    np.testing.assert_array_equal(cut.measured, targets.known)
    assert not cut.test[0].training.any()


def day_numbers(stamps):
    return [date.fromisoformat(stamp[:10]).toordinal() - 719163 for stamp in stamps]  # from 1970


@pytest.mark.parametrize("week", [0, 900, 2500])
def test_days_count_and_not_rows_so_that_minutes_do_not_decide(week):
    daily = weekdays(2600)
    dense = minutes(10_000, daily[week])
    calendar = sorted({*day_numbers(daily), *day_numbers(dense)})
    targets, cut = cut_of({"daily": daily, "minutes": dense}, folds=4)
    first_tested = calendar[int(0.8 * len(calendar))]
    assert day_of(targets, cut.measured).min() == first_tested
    earlier = [day for day in calendar if day < first_tested]
    for number, fold in enumerate(cut.validation):
        start = earlier[int((0.5 + number / 8) * len(earlier))]
        assert day_of(targets, fold.rows).min() == start
        assert day_of(targets, fold.training).max() == max(day for day in calendar if day < start)


@settings(deadline=None, max_examples=40)
@given(st.integers(20, 60), st.integers(1, 1500), st.floats(0.05, 0.6), st.integers(1, 5))
def test_a_daily_close_and_the_prices_within_its_day_stand_on_one_side(count, hour, share, folds):
    daily = days(count, date(2021, 3, 1))
    targets, cut = cut_of(
        {
            "close": daily,
            "hours": hours(hour),
            "local": [f"{day}T17:30:00" for day in daily[::2]],
        },
        test_share=share,
        folds=folds,
    )
    spans = [*cut.validation, *cut.test]
    for fold in spans:
        if fold.rows.any() and fold.training.any():
            assert day_of(targets, fold.training).max() < day_of(targets, fold.rows).min()
    per_span = [set(day_of(targets, fold.rows).tolist()) for fold in spans]
    assert sum(map(len, per_span)) == len(set().union(*per_span)), "a day stands in two folds"
    # From the first target of the first fold on nothing is left out.
    first = min(day for span in per_span for day in span)
    taken = sum(fold.rows for fold in spans)
    np.testing.assert_array_equal(taken, targets.known & (targets.time // DAY >= first))


def test_prices_before_1970_are_counted_by_their_days_too():
    stamps = [f"{day}T{hour}" for day in days(40, date(1969, 12, 1)) for hour in ("00:00", "18:00")]
    targets, cut = cut_of({"A": stamps}, test_share=0.25)
    assert cut.measured.sum() == 20
    assert targets.time[cut.measured].min() % DAY == 0


@pytest.mark.parametrize(("count", "parted"), [(19, True), (20, False)])
def test_a_few_days_are_cut_between_moments(count, parted):
    targets, cut = cut_of(
        {"hours": hours(24 * count), "close": days(count, date(2021, 3, 1))}, test_share=0.33
    )
    (test,) = cut.test
    days_of_test = set(day_of(targets, test.rows))
    assert bool(days_of_test & set(day_of(targets, test.training))) is parted
    measured = np.unique(targets.time[test.rows])
    if parted:
        assert len(measured) == 24 * 19 - int(0.67 * 24 * 19)
    else:
        assert len(measured) == 24 * (20 - int(0.67 * 20))


def test_prices_of_one_moment_count_once():
    late = minutes(60, "2021-03-01T22:00:00")
    targets, cut = cut_of({"A": hours(24), "B": late, "C": late}, test_share=0.5, folds=2)
    moments = sorted({*hours(24), *late})
    middle = pd.Timestamp(moments[len(moments) // 2]).value // 1000
    assert targets.time[cut.measured].min() == middle
