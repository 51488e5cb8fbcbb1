"""Whether probabilities mean what they say."""

import numpy as np
import pytest

from price_assets.forecast.calibration import calibration_error


def slow_error(probability, rises):
    """Sort, deal out into ten groups of equal size, the first ones a row larger, and average."""
    pairs = sorted(zip(probability, rises, strict=True), key=lambda pair: pair[0])
    size, more = divmod(len(pairs), 10)
    total, start = 0.0, 0
    for group in range(10):
        stop = start + size + (group < more)
        part = pairs[start:stop]
        said = sum(probability for probability, _ in part) / len(part)
        came = sum(rose for _, rose in part) / len(part)
        total += len(part) * abs(said - came)
        start = stop
    return total / len(pairs)


@pytest.mark.parametrize("count", [100, 107, 1234])
def test_it_equals_a_slow_recount(count):
    random = np.random.default_rng(count)
    probability = random.uniform(size=count)
    rises = random.uniform(size=count) < probability**2
    assert calibration_error(probability, rises) == pytest.approx(
        slow_error(probability.tolist(), rises.tolist()), rel=1e-12
    )


def test_honest_probabilities_have_a_small_error_and_bold_ones_a_large_one():
    random = np.random.default_rng(0)
    truth = random.uniform(0.3, 0.7, size=20000)
    rises = random.uniform(size=20000) < truth
    assert calibration_error(truth, rises) < 0.02
    assert calibration_error(np.clip(5 * truth - 2, 0, 1), rises) > 0.15


def test_too_few_rows_tell_nothing():
    assert calibration_error(np.full(99, 0.5), np.ones(99, dtype=bool)) is None
    assert calibration_error(np.full(100, 0.5), np.ones(100, dtype=bool)) == 0.5
