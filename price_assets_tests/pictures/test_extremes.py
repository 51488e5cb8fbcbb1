"""Values at the ends of what a document may hold are drawn without an error or a warning."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.pictures import (
    PRINT,
    SCREEN,
    draw_coverage,
    draw_drift,
    draw_files,
    draw_forecasts,
    draw_over_time,
    draw_presence,
    draw_quality,
    draw_reliability,
    draw_skill,
    draw_symbol,
    to_png,
    to_svg,
)
from price_assets.pictures.accuracy import MOST_SYMBOLS as MOST_SKILLS
from price_assets.pictures.data import MOST_SYMBOLS as MOST_STRIPS
from price_assets_tests.examples import a_source

from .values import (
    ODD_NAMES,
    a_backtest,
    a_drift,
    a_history,
    a_presence,
    a_step,
    a_summary,
    an_accuracy,
    groups,
    periods,
    texts_of,
)

PRICE = st.floats(-1e60, 1e60).map(lambda value: value if abs(value) > 1e-60 else 0.0)
WIDTH = st.floats(0, 1e60)
MOMENT = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999))
CALENDARS = {
    "the first years": ["0001-01-01", "0001-01-02", "0002-02-01"],
    "the last years": ["9998-12-30", "9999-01-01", "9999-12-31T23:59:59.999999Z"],
    "all years": ["0001-01-01", "1999-01-01", "9999-12-31"],
    "microseconds": [f"2020-01-01T00:00:00.00000{number}Z" for number in range(3)],
    "microseconds of the last second": [f"9999-12-31T23:59:59.99999{n}Z" for n in (1, 2, 3)],
    "one moment": ["2020-01-01T12:30:00"] * 3,
}
PRICES = {
    "equal": [5.0] * 3,
    "nothing": [0.0] * 3,
    "enormous": [1e59, 2e59, 1.5e59],
    "enormous and below zero": [-1e59, 1e59, 0.0],
    "tiny": [1e-9, 3e-9, 2e-9],
    "below zero": [-36.98, -40.0, -12.5],
    "far from zero and close together": [1e9, 1e9 + 1e-6, 1e9],
    "far apart": [1e-9, 1e59, 1.0],
}


@pytest.fixture(autouse=True)
def nothing_in_the_log(caplog):
    yield
    # What matplotlib finds odd it says in its log as well.
    assert caplog.get_records("call") == []


def shown(figure):
    """Write a picture in both forms; return its texts."""
    assert to_png(figure)
    return texts_of(to_svg(figure, "one", "words"))


@pytest.mark.parametrize("name", PRICES)
def test_any_prices_are_drawn(name):
    prices = PRICES[name]
    widths = [{"0.8": abs(prices[1]), "0.95": 1e59}, {"0.8": 0.0, "0.95": 0.0}, {}]
    for number in range(len(widths)):
        steps = [a_step(prices[1], widths[number], last_price=prices[2])]
        backtest = a_backtest(prices, prices[::-1]) if number == 0 else None
        figure = draw_symbol(a_history(prices), steps, backtest, SCREEN)
        assert "last" in texts_of(to_svg(figure, "one", "words"))


@pytest.mark.parametrize("name", CALENDARS)
def test_any_times_are_drawn(name):
    stamps = CALENDARS[name]
    prices = [1.0, 3.0, 2.0]
    backtest = a_backtest(prices, prices, stamps)
    figure = draw_symbol(a_history(prices, stamps), [a_step()], backtest, SCREEN)
    assert "last" in shown(figure)


def test_one_price_is_drawn_as_a_point():
    figure = draw_symbol(a_history([7.0]), [a_step()], None, SCREEN)
    (line,) = figure.axes[0].lines
    assert line.get_marker() == "o"
    assert "last" in shown(figure)


@given(
    points=st.lists(st.tuples(MOMENT, PRICE), min_size=1, max_size=20),
    forecasts=st.lists(st.tuples(PRICE, WIDTH, WIDTH), min_size=1, max_size=4),
    levels=st.sets(st.sampled_from(["0.8", "0.95"])),
    last_price=PRICE,
)
@settings(max_examples=15, deadline=None)
def test_whatever_a_document_holds_of_a_symbol_is_drawn(points, forecasts, levels, last_price):
    points.sort()
    stamps = [moment.isoformat() for moment, _ in points]
    prices = [price for _, price in points]
    steps = [
        a_step(
            price,
            {
                level: width
                for level, width in zip(("0.8", "0.95"), widths, strict=True)
                if level in levels
            },
            step=number,
            last_price=last_price,
        )
        for number, (price, *widths) in enumerate(forecasts, start=1)
    ]
    figure = draw_symbol(
        a_history(prices, stamps), steps, a_backtest(prices, prices[::-1], stamps), SCREEN
    )
    assert f"+{len(forecasts)}" in texts_of(to_svg(figure, "one", "words"))


def test_intervals_that_some_steps_lack_are_left_out():
    steps = [a_step(step=1), a_step(4.5, {"0.8": 0.5}, step=2)]
    figure = draw_symbol(a_history(), steps, None, SCREEN)
    assert len(figure.axes[1].collections) == 1
    assert "+2" in shown(figure)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7])
def test_the_forecasts_of_any_number_of_symbols_are_drawn_beside_each_other(count):
    names = [f"S{number}" for number in range(count)]
    histories = [a_history(symbol=name) for name in names]
    figure = draw_forecasts(histories, [a_step(symbol=name) for name in names], PRINT)
    texts = shown(figure)
    assert [name for name in names if name in texts] == names[:6]


def test_names_of_any_letters_are_drawn():
    counts = dict.fromkeys(ODD_NAMES, 3)
    shown(draw_skill([an_accuracy(symbol=name) for name in ODD_NAMES], SCREEN))
    shown(draw_presence(a_presence({name: [1, 0, 1] for name in ODD_NAMES}), SCREEN))
    shown(draw_files([a_source(name, 3) for name in ODD_NAMES], PRINT))
    summary = a_summary(rejected=counts, missing={name: {name: 1} for name in ODD_NAMES})
    shown(draw_quality(summary, dict.fromkeys(ODD_NAMES, counts), SCREEN))
    for names in (ODD_NAMES[:6], ODD_NAMES[6:]):
        histories = [a_history(symbol=name) for name in names]
        shown(draw_forecasts(histories, [a_step(symbol=name) for name in names], PRINT))


def test_a_symbol_whose_name_is_long_is_cut_before_it_reaches_its_forecast():
    name = "a very long name " * 20
    texts = shown(draw_forecasts([a_history(symbol=name)], [a_step(symbol=name)], PRINT))
    assert max(map(len, texts)) < 40


@pytest.mark.parametrize(
    "symbols",
    [
        [],
        [an_accuracy(None, None)],
        [an_accuracy(0.0, (0.0, 0.0))],
        [an_accuracy(0.1, None)],
        [an_accuracy(-1e59, (-2e59, -1e-9))],
        [an_accuracy(-1e59, (-2e59, 0.9)), an_accuracy(0.9, (0.8, 1.0), "ZINC")],
        [an_accuracy(1e-12, (-1e-12, 3e-12))],
        [an_accuracy(1.0, (1.0, 1.0))],
    ],
)
def test_any_skills_are_drawn(symbols):
    texts = shown(draw_skill(symbols, SCREEN))
    for row in symbols:
        assert (row.symbol in texts) == (row.skill is not None)


def test_of_a_thousand_symbols_the_best_and_the_worst_are_drawn():
    names = [f"S{number:03d}" for number in range(1000)]
    texts = shown(
        draw_skill(
            [an_accuracy(0.5 - n / 1000, symbol=name) for n, name in enumerate(names)], PRINT
        )
    )
    half = MOST_SKILLS // 2
    assert [name for name in names if name in texts] == names[:half] + names[-half:]


def test_of_a_thousand_symbols_those_with_the_most_gaps_have_a_strip():
    rows = {f"S{n:03d}": [1, *([0] * (n % 50)), *([1] * (50 - n % 50))] for n in range(1000)}
    texts = shown(draw_presence(a_presence(rows), PRINT))
    drawn = [name for name in rows if name in texts]
    assert len(drawn) == MOST_STRIPS
    assert {int(name[1:]) % 50 for name in drawn} == {48, 49}


@pytest.mark.parametrize(
    "presence",
    [
        a_presence({"OIL": [1]}),
        a_presence({"OIL": [0]}),
        a_presence({"OIL": [0, 0, 0]}),
        a_presence({"OIL": [10**12, 1, 0]}),
        a_presence({"OIL": [1, 1]}, start="9999-12-30"),
        a_presence({"OIL": [1, 1]}, start="2020-01-01").model_copy(
            update={"starts": ["0001-01-01", "5000-01-01"], "to": "9999-12-31T23:59:59Z"}
        ),
    ],
)
def test_any_presence_is_drawn(presence):
    assert "OIL" in shown(draw_presence(presence, SCREEN))


@pytest.mark.parametrize("count", [1, 2, 10])
def test_any_number_of_groups_is_drawn(count):
    assert "Probability of a rise" in shown(draw_reliability(groups(count), SCREEN))


@pytest.mark.parametrize("end", [0.0, 0.5, 1.0])
def test_groups_that_are_all_alike_are_drawn(end):
    alike = {"probability": end, "rose": end, "low": end, "high": end}
    drawn = [group.model_copy(update=alike) for group in groups(3)]
    assert "Probability of a rise" in shown(draw_reliability(drawn, SCREEN))


@pytest.mark.parametrize(
    "drawn",
    [
        periods(1),
        periods(24, start="1999-12-31"),
        periods(3, ratio=None, bias=0.0),
        periods(3, ratio=0.0),
        periods(3, ratio=1e59, bias=1e59),
        periods(3, ratio=1.0 + 1e-12, bias=1e-12),
        [period.model_copy(update={"coverage": {}}) for period in periods(3)],
        [period.model_copy(update={"coverage": {"0.95": 0.0}}) for period in periods(3)],
        [periods(1)[0].model_copy(update={"from_": "2020-01-01", "to": "2020-01-01"})],
        [periods(1)[0].model_copy(update={"from_": "0001-01-01", "to": "9999-12-31"})],
    ],
)
def test_any_periods_are_drawn(drawn):
    assert "Error / naive error; below 1 is better" in shown(draw_over_time(drawn, SCREEN))
    assert shown(draw_coverage(drawn, SCREEN))


@pytest.mark.parametrize("found", [[0.0] * 9 + [1.0], [0.1] * 10])
@pytest.mark.parametrize("shifted", [False, True])
def test_any_drift_is_drawn(found, shifted):
    assert shown(draw_drift(a_drift(found, shifted), SCREEN))


@pytest.mark.parametrize(
    ("summary", "by_source"),
    [
        (a_summary(0, {}, {}), {}),
        (a_summary(0, {"duplicate": 0}, {"a.csv": {}}), {"a.csv": {}}),
        (a_summary(10**15, {"duplicate": 1}, {}), {"a.csv": {"duplicate": 1}}),
        (
            a_summary(1, {f"reason {n}": n for n in range(99)}, {}),
            {f"{n}.csv": {"reason 1": n} for n in range(99)},
        ),
    ],
)
def test_any_counts_are_drawn(summary, by_source):
    assert f"{summary.rows_out:,}" in shown(draw_quality(summary, by_source, SCREEN))


@pytest.mark.parametrize("count", [0, 1, 12, 1000])
def test_any_number_of_files_is_drawn_the_largest_first(count):
    texts = shown(draw_files([a_source(f"{n}.csv", n) for n in range(count)], PRINT))
    named = [text for text in texts if text.endswith(".csv")]
    assert named == [f"{n}.csv" for n in range(count)][::-1][:12]
