"""The calendar is cut once for the whole panel."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.forecast.cut import cut_calendar
from price_assets.forecast.panel import as_clean, to_panel, to_steps

from .tables import days, table


def unequal_panel(sizes, offsets):
    return table(
        {
            f"S{number}": (days(size + offset)[offset:], np.arange(size, dtype=float))
            for number, (size, offset) in enumerate(zip(sizes, offsets, strict=True))
        }
    )


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
