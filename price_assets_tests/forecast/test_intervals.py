"""Intervals hold the share of prices that they promise."""

import numpy as np
import pytest

from price_assets.forecast.intervals import conformal_quantiles


@pytest.mark.parametrize(
    ("count", "levels"), [(3, set()), (4, {"0.8"}), (18, {"0.8"}), (19, {"0.8", "0.95"})]
)
def test_a_level_needs_enough_errors(count, levels):
    found = conformal_quantiles(np.arange(1.0, count + 1), np.ones(count))
    assert set(found) == levels


def test_the_quantile_is_the_rank_of_the_paper():
    found = conformal_quantiles(np.arange(-1.0, -100.0, -1.0), np.full(99, 2.0))
    assert found == {"0.8": 40.0, "0.95": 47.5}  # 80th and 95th of 99, in units of 2


def test_errors_without_a_unit_are_left_out():
    assert conformal_quantiles(np.full(50, 7.0), np.zeros(50)) == {}


def test_new_errors_are_held_as_often_as_promised():
    random = np.random.default_rng(0)
    held = []
    for _ in range(400):
        volatility = random.uniform(0.5, 4.0, size=101)
        errors = volatility * random.standard_t(3, size=101)
        width = conformal_quantiles(errors[:-1], volatility[:-1])["0.8"] * volatility[-1]
        held.append(abs(errors[-1]) <= width)
    assert np.mean(held) == pytest.approx(0.8, abs=0.05)


def test_the_document_says_how_often_its_intervals_held(reverting_model):
    coverage = reverting_model.metrics.coverage
    assert coverage["0.8"] == pytest.approx(0.8, abs=0.08)
    assert coverage["0.95"] == pytest.approx(0.95, abs=0.05)
    for step in reverting_model.forecast:
        wide, narrow = step.intervals["0.95"], step.intervals["0.8"]
        assert wide.low < narrow.low < step.price < narrow.high < wide.high
