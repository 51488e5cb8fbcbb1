"""What is drawn is what the documents hold: no number comes from anywhere else."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.pictures import (
    PRINT,
    SCREEN,
    draw_coverage,
    draw_drift,
    draw_files,
    draw_over_time,
    draw_presence,
    draw_quality,
    draw_reliability,
    draw_skill,
    draw_symbol,
    to_png,
    to_svg,
)
from price_assets.pictures.timeline import broken_at_gaps, to_days
from price_assets_tests.examples import a_source

from .values import (
    BY_SOURCE,
    PICTURES,
    a_backtest,
    a_drift,
    a_history,
    a_presence,
    a_step,
    a_summary,
    an_accuracy,
    days,
    groups,
    is_number,
    periods,
    texts_of,
)


def heights(axes):
    return [patch.get_height() for patch in axes.patches]


def of_colour(axes, colour):
    return [line for line in axes.lines if line.get_color() == colour]


def test_the_counts_beside_the_bars_are_those_of_the_summary():
    texts = texts_of(to_svg(draw_quality(a_summary(), BY_SOURCE, SCREEN), "quality", "words"))
    numbers = [text for text in texts if is_number(text)]
    assert numbers == [
        *("1,234,567", "8,924", "45"),  # kept, rejected, missing
        *("8,901", "23"),  # by reason
        *("8,900", "24"),  # by file
    ]


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=12))
@settings(max_examples=10, deadline=None)
def test_the_counts_beside_the_files_are_theirs(counts):
    figure = draw_files([a_source(f"{n}.csv", count) for n, count in enumerate(counts)], SCREEN)
    texts = texts_of(to_svg(figure, "files", "words"))
    wanted = [f"{count:,}" for count in sorted(counts, reverse=True)]
    assert [text for text in texts if is_number(text)] == wanted
    (axes,) = figure.axes
    assert [patch.get_width() for patch in axes.patches] == sorted(counts, reverse=True)


def test_a_file_that_was_refused_is_drawn_as_a_warning():
    sources = [a_source("a.csv", 9), a_source("b.csv", 4).model_copy(update={"error": "torn"})]
    (axes,) = draw_files(sources, PRINT).axes
    colours = [
        "#{:02x}{:02x}{:02x}".format(*(round(255 * part) for part in bar.get_facecolor()[:3]))
        for bar in axes.patches
    ]
    assert colours == [PRINT.forecast, PRINT.warning]


def test_the_lines_of_a_symbol_are_its_prices_and_its_forecasts():
    figure = draw_symbol(a_history(), [a_step()], a_backtest(), PRINT)
    past, ahead, measured = figure.axes
    assert list(past.lines[0].get_ydata()) == [3.0, 4.5, 4.0]
    assert list(past.lines[0].get_xdata()) == list(to_days(days(3)))
    (actual,), (forecast,) = of_colour(measured, PRINT.ink), of_colour(measured, PRINT.forecast)
    assert list(actual.get_ydata()) == [4.5, 4.0]
    assert list(forecast.get_ydata()) == [4.25, 4.75]
    assert list(ahead.lines[0].get_ydata()) == [4.0, 4.25]
    spans = [(bar.get_y(), bar.get_y() + bar.get_height()) for bar in ahead.patches]
    assert spans == [(3.25, 5.25), (3.75, 4.75)]


def test_the_intervals_of_many_steps_begin_at_the_last_price():
    steps = [a_step(4.0 + number, {"0.95": 0.5 * number}, number) for number in (1, 2, 3)]
    _, ahead = draw_symbol(a_history(), steps, None, PRINT).axes
    (band,) = ahead.collections
    corners = {tuple(corner) for corner in band.get_paths()[0].vertices}
    low = {(0.0, 4.0), (1.0, 4.5), (2.0, 5.0), (3.0, 5.5)}
    high = {(0.0, 4.0), (1.0, 5.5), (2.0, 7.0), (3.0, 8.5)}
    assert corners == low | high
    assert list(ahead.lines[0].get_ydata()) == [4.0, 5.0, 6.0, 7.0]


def test_each_skill_stands_at_its_value_best_first_with_its_interval():
    rows = [
        an_accuracy(-0.1, (-0.15, -0.02), "WORSE"),
        an_accuracy(0.03, (-0.01, 0.07), "BETTER"),
        an_accuracy(None, None, "UNKNOWN"),
    ]
    (axes,) = draw_skill(rows, PRINT).axes
    points = [line for line in axes.lines if line.get_marker() == "o"]
    assert [(*line.get_xdata(), *line.get_ydata()) for line in points] == [(0.03, 0), (-0.1, 1)]
    assert [line.get_color() for line in points] == [PRINT.forecast, PRINT.warning]
    ranges = [list(line.get_xdata()) for line in axes.lines[1:] if line not in points]
    assert ranges == [[-0.01, 0.07], [-0.15, -0.02]]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["BETTER", "WORSE"]


@given(st.floats(-3, 1), st.floats(0, 0.5))
@settings(max_examples=25, deadline=None)
def test_a_skill_is_within_the_picture_where_it_is_no_worse_than_twice_naive(skill, width):
    (axes,) = draw_skill([an_accuracy(skill, (skill - width, skill + width))], PRINT).axes
    low, high = axes.get_xlim()
    assert low == -high
    assert max(low, -1.0) <= skill or skill < -1.0
    assert skill <= high


def test_each_group_stands_at_its_probability_and_the_share_that_rose():
    (axes,) = draw_reliability(groups(), PRINT).axes
    *_, points = axes.lines
    assert list(points.get_xdata()) == [group.probability for group in groups()]
    assert list(points.get_ydata()) == [group.rose for group in groups()]
    ends = [list(line.get_ydata()) for line in axes.lines[1:-1]]
    assert ends == [[group.low, group.high] for group in groups()]


def test_the_shares_inside_the_intervals_are_those_of_the_periods():
    (axes,) = draw_coverage(periods(), PRINT).axes
    shares = [list(line.get_ydata()) for line in of_colour(axes, PRINT.forecast)]
    wanted = [[period.coverage[level] for period in periods()] for level in ("0.8", "0.95")]
    assert shares == wanted
    promised = {line.get_ydata()[0] for line in of_colour(axes, PRINT.muted)}
    assert promised == {0.8, 0.95}


def test_a_period_without_a_ratio_leaves_a_gap():
    drawn = [periods()[0].model_copy(update={"error_ratio": None}), *periods()[1:]]
    above, below = draw_over_time(drawn, PRINT).axes
    ratios = list(above.lines[0].get_ydata())
    assert math.isnan(ratios[0])
    assert ratios[1:] == [period.error_ratio for period in drawn[1:]]
    segments = below.collections[0].get_segments()
    assert [segment[1][1] for segment in segments] == [period.bias for period in drawn]


@pytest.mark.parametrize("shifted", [False, True])
def test_the_bars_of_drift_are_its_shares_in_the_colour_of_what_they_mean(shifted):
    drift = a_drift(shifted=shifted)
    (axes,) = draw_drift(drift, SCREEN).axes
    assert heights(axes) == drift.found
    assert [line.get_ydata()[0] for line in axes.lines] == drift.expected
    svg = to_svg(draw_drift(drift, SCREEN), "drift", "words")
    assert ("var(--warning)" in svg) == shifted


def test_strips_stand_where_there_are_prices_and_are_pale_where_there_are_few():
    (axes,) = draw_presence(a_presence(), PRINT).axes
    first = to_days(["2020-01-01"])[0]
    spans = [
        [tuple(path.vertices[:, 0][[0, 2]] - first) for path in strip.get_paths()]
        for strip in axes.collections
    ]
    # Of each symbol the pale periods and then the full ones.
    assert spans == [[(2, 3)], [(0, 2), (4, 6)], [], [(1, 4)]]


@pytest.mark.parametrize("name", PICTURES)
def test_a_png_is_one_is_small_and_stands_on_white(name):
    content = to_png(PICTURES[name](PRINT))
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
    inches = PICTURES[name](PRINT).get_size_inches()
    assert width / height == pytest.approx(inches[0] / inches[1], rel=0.01)
    assert 300 <= width <= 1200
    assert len(content) < 150_000
    assert b"Software" not in content


def test_a_png_of_the_largest_pictures_is_small():
    rng = np.random.default_rng(1)
    rows = {f"S{n:03d}": rng.integers(0, 5, 60).tolist() for n in range(1000)}
    skills = [an_accuracy(float(rng.normal()), symbol=f"S{n:03d}") for n in range(1000)]
    for figure in (draw_presence(a_presence(rows), PRINT), draw_skill(skills, PRINT)):
        assert len(to_png(figure)) < 150_000


def test_a_line_is_broken_at_gaps_and_nowhere_else():
    steady = np.arange(20.0)
    there, prices = broken_at_gaps(steady, list(steady))
    assert list(there) == list(prices) == list(steady)
    gap = np.concatenate([steady, steady + 40.0])
    there, prices = broken_at_gaps(gap, list(gap))
    assert len(there) == 41
    assert list(np.flatnonzero(np.isnan(prices))) == [20]
    assert not np.isnan(there).any()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1970-01-01", 0.0),
        ("1970-01-02T12:00:00", 1.5),
        ("1970-01-02T12:00:00Z", 1.5),
        ("1969-12-31T00:00:00.000000Z", -1.0),
        ("2020-02-29", 18321.0),
    ],
)
def test_times_are_days_since_1970(text, day):
    assert list(to_days([text])) == [day]
