"""Features are what a slow reading of their names gives."""

import statistics
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from price_assets.forecast.features.table import LEAST_HISTORY, LIMIT

from .prepared import column_of, prepared_of
from .tables import days, hours, table, weekdays

LAST_ROWS = (11, 12, 19, 24, 25, 61, 64, 100, 168, 169, 259)


def cut_off(value):
    return max(-LIMIT, min(LIMIT, value))


def typical(prices):
    """The median of the means of seven blocks of nine changes, the newest first."""
    newest = [later - earlier for earlier, later in pairwise(prices)][::-1]
    blocks = [newest[number : number + 9] for number in range(0, 63, 9)]
    blocks = [b for n, b in enumerate(blocks) if len(b) >= (1 if n == 0 else 5)]
    return statistics.median(statistics.fmean(map(abs, block)) for block in blocks)


def slow_features(prices, stamps, at):
    """Read the names literally, one target at a time, from the prices before it."""
    past = prices[:at]
    newest = [later - earlier for earlier, later in pairwise(past)][::-1]
    scale = typical(past)
    found = {}
    for lag in range(1, 11):
        found[f"change_{lag}"] = newest[lag - 1] / scale if lag <= len(newest) else 0.0
    for window in (3, 8, 20, 60, 250):
        enough = len(past) >= min(window, 20)
        mean = statistics.fmean(past[-window:])
        found[f"gap_to_mean_{window}"] = (mean - past[-1]) / scale if enough else 0.0
    for window in (5, 20):
        found[f"volatility_{window}"] = statistics.fmean(map(abs, newest[:window])) / scale
    recent = newest[:20]
    found["unchanged_20"] = sum(change == 0 for change in recent) / len(recent)
    # Each change in the unit of its own time, once there are ten prices to take it from.
    sizes = [
        cut_off((prices[n] - prices[n - 1]) / typical(prices[:n]))
        for n in range(max(10, at - 250), at)
    ]
    found["drift_250"] = sum(sizes) / max(60, min(250, len(newest)))
    found["level"] = np.log(max(abs(past[-1]) / scale, 1e-3))
    for number, season, counts, many in ((1, 24, (1, 2, 3), 7), (2, 168, (1, 2), 4)):
        gaps, changes = [], []
        for count in range(1, 8 if number == 1 else 5):
            place = at - count * season
            there, before = place >= 0, place >= 1
            gap = (prices[place] - past[-1]) / scale if there else 0.0
            change = (prices[place] - prices[place - 1]) if before else 0.0
            if count in counts:
                found[f"season_{number}_{count}: gap"] = gap
                found[f"season_{number}_{count}: change"] = change / scale
            if there and count <= many:
                gaps.append(gap)
                then = typical(prices[:place]) if place >= 2 else 0.0
                changes += [cut_off(change / then)] if then else []
        place = at - season
        if place >= 0:
            found[f"season_{number}: next change"] = (prices[place + 1] - prices[place]) / scale
            found[f"season_{number}: previous change"] = (
                (prices[place - 1] - prices[place - 2]) / scale if place >= 2 else 0.0
            )
            found[f"season_{number}: since"] = (
                (past[-1] - prices[place - 1]) / scale if place >= 1 else 0.0
            )
        found[f"season_{number}: mean gap"] = statistics.fmean(gaps) if gaps else 0.0
        found[f"season_{number}: mean change"] = statistics.fmean(changes) if changes else 0.0
    found = {name: cut_off(value) for name, value in found.items()}
    found["hour"], found["weekday"] = stamps[at].hour, stamps[at].weekday()
    found["month"] = stamps[at].month - 1
    return scale, found


def test_features_equal_a_slow_reading_of_their_names():
    random = np.random.default_rng(3)
    prices = np.round(np.cumsum(random.normal(size=260)), 1)
    prepared = prepared_of(table({"H": (hours(260), prices)}))
    stamps = [
        moment.to_pydatetime() for moment in pd.date_range("2021-03-01", periods=260, freq="h")
    ]
    features, names = prepared.features, prepared.features.names
    compared = set()
    for at in LAST_ROWS:
        (row,) = np.flatnonzero(prepared.targets.place == at)
        scale, slow = slow_features(prices.tolist(), stamps, at)
        assert features.scale[row] == pytest.approx(scale, rel=1e-12)
        for name, value in slow.items():
            found = features.values[row, names.index(name)]
            assert found == pytest.approx(value, rel=1e-6, abs=1e-6), (at, name)
        compared |= set(slow)
    assert compared == set(names), "a feature has no slow reading"


def panel_features(moves, at):
    """Slow means over the symbols of a moment, of moves in typical changes."""
    return {
        "panel_change_1": np.mean(moves[at - 1]),
        "panel_change_2": np.mean(moves[at - 2]),
        "panel_drift_20": 0.05 * sum(np.mean(moves[n]) for n in range(at - 20, at)),
    }


def test_panel_features_are_means_over_the_symbols_of_earlier_moments():
    random = np.random.default_rng(9)
    prices = np.cumsum(random.normal(size=(3, 120)) * [[1.0], [50.0], [0.01]], axis=1)
    names = ["A", "B", "C"]
    prepared = prepared_of(
        table({name: (weekdays(120), row) for name, row in zip(names, prices, strict=True)})
    )
    moves = {
        at: [cut_off((row[at] - row[at - 1]) / typical(row[:at].tolist())) for row in prices]
        for at in range(60, 120)
    }
    for at in (90, 119):
        rows = np.flatnonzero(prepared.targets.place == at)
        assert len(rows) == 3
        for name, value in panel_features(moves, at).items():
            assert column_of(prepared, name)[rows] == pytest.approx([value] * 3, rel=1e-5)
        season = np.mean(moves[at - 5])
        assert column_of(prepared, "panel_season: change")[rows] == pytest.approx(
            [season] * 3, rel=1e-5
        )
        for number, name in enumerate(names):
            expected = [0.0 if own == number else moves[at - 1][number] for own in range(3)]
            assert column_of(prepared, f"last change of {name}")[rows] == pytest.approx(
                expected, rel=1e-5
            )
        assert column_of(prepared, "symbol")[rows].tolist() == [0, 1, 2]


def test_the_panels_gap_to_its_mean_is_known_after_the_moments_own_move():
    random = np.random.default_rng(10)
    prices = np.cumsum(random.normal(size=(2, 120)), axis=1)
    prepared = prepared_of(
        table({name: (weekdays(120), row) for name, row in zip("AB", prices, strict=True)})
    )
    at, window = 110, 8
    slow = []
    for row in prices:
        unit = typical(row[: at - 1].tolist())
        gap = cut_off((row[at - 1 - window : at - 1].mean() - row[at - 2]) / unit)
        move = cut_off((row[at - 1] - row[at - 2]) / unit)
        slow.append(gap * (1 - 1 / window) - move)
    rows = np.flatnonzero(prepared.targets.place == at)
    together = np.mean(slow)
    assert column_of(prepared, "panel_gap_to_mean_8")[rows] == pytest.approx(
        [together] * 2, rel=1e-5
    )
    own = column_of(prepared, "gap_to_mean_8")[rows]
    assert column_of(prepared, "gap_beside_panel_8")[rows] == pytest.approx(
        own - together, rel=1e-5
    )


@pytest.mark.parametrize(("symbols", "named"), [(1, False), (2, True), (8, True), (9, False)])
def test_only_a_few_symbols_are_known_by_name(symbols, named):
    random = np.random.default_rng(11)
    frame = table({f"S{n}": (weekdays(40), random.normal(size=40)) for n in range(symbols)})
    names = prepared_of(frame).features.names
    assert ("symbol" in names) is named
    assert ("last change of S0" in names) is named
    assert ("panel_change_1" in names) is (symbols > 1)


def test_further_columns_tell_their_last_change_and_their_distances():
    random = np.random.default_rng(12)
    prices, volume = random.normal(size=80), random.normal(size=80)
    frame = table({"A": (weekdays(80), prices)}).assign(volume=volume)
    prepared = prepared_of(frame)
    at = 70
    (row,) = np.flatnonzero(prepared.targets.place == at)
    # The newest twenty changes, the newest of all among them.
    mean_change = np.mean(np.abs(np.diff(volume[:at]))[-20:])
    slow = {
        "volume: change": (volume[at - 1] - volume[at - 2]) / mean_change,
        "volume: gap to mean": (volume[at - 1] - volume[at - 20 : at].mean()) / mean_change,
        "volume: gap to price": (volume[at - 1] - prices[at - 1]) / typical(prices[:at].tolist()),
    }
    for name, value in slow.items():
        assert column_of(prepared, name)[row] == pytest.approx(value, rel=1e-5), name


def test_what_is_known_ahead_is_told_at_the_targets_own_time():
    random = np.random.default_rng(13)
    prices, plan = random.normal(size=(2, 100))
    frame = table({"A": (weekdays(100), prices)}).assign(plan=plan)
    prepared = prepared_of(frame, known_ahead=["plan"], horizon=3)
    targets = prepared.targets
    (row,) = np.flatnonzero((targets.place == 80) & (targets.step == 2) & targets.known)
    mean_change = np.mean(np.abs(np.diff(plan[:80]))[-60:])
    now = plan[81]
    slow = {
        "plan": now,
        "plan: to mean": (now - plan[20:80].mean()) / mean_change,
        "plan: to last": (now - plan[79]) / mean_change,
        "plan: to season 1": (now - plan[76]) / mean_change,
        "step": 2.0,
    }
    for name, value in slow.items():
        assert column_of(prepared, name)[row] == pytest.approx(value, rel=1e-5), name


def test_further_steps_are_measured_in_a_unit_that_grows_with_their_root():
    prices = np.random.default_rng(14).normal(size=90)
    prepared = prepared_of(table({"A": (days(90), prices)}), horizon=4)
    targets, features = prepared.targets, prepared.features
    rows = np.flatnonzero(targets.place == 60)
    unit = typical(prices[:60].tolist())
    np.testing.assert_allclose(features.scale[rows], unit * np.sqrt([1, 2, 3, 4]))
    np.testing.assert_allclose(
        features.target[rows], (prices[60:64] - prices[59]) / features.scale[rows]
    )


def test_one_wild_price_does_not_move_the_scale():
    random = np.random.default_rng(4)
    calm = np.cumsum(random.normal(size=200))
    wild = calm.copy()
    wild[150] = 1e9
    usual, moved = (
        prepared_of(table({"A": (days(200), prices)})).features.scale[160]
        for prices in (calm, wild)
    )
    assert moved < 2 * usual


def test_a_wild_price_that_has_left_the_window_leaves_no_trace():
    random = np.random.default_rng(5)
    tame = np.cumsum(random.normal(size=700))
    wild = tame.copy()
    wild[100] = 1e40
    first, second = (
        prepared_of(table({"A": (days(700), prices)})).features.values[-50:]
        for prices in (tame, wild)
    )
    np.testing.assert_array_equal(first, second)


def test_constant_prices_have_no_scale_and_no_target():
    features = prepared_of(table({"A": (days(80), np.full(80, 5.0))})).features
    assert not features.usable.any()
    assert np.isfinite(features.values).all()
    assert np.isnan(features.target).all()
    assert (features.volatility == 0.0).all()


def months(count):
    return [f"{1990 + n // 12}-{1 + n % 12:02d}-28" for n in range(count)]


@pytest.mark.parametrize(
    ("stamps", "season"),
    [(weekdays, 5), (days, 7), (hours, 24), (months, 12)],
    ids=["weekdays", "all days", "hours", "months"],
)
def test_the_seasonal_forecast_looks_one_season_back(stamps, season):
    prices = np.random.default_rng(5).normal(size=100)
    prepared = prepared_of(table({"A": (stamps(100), prices)}))
    targets = prepared.targets
    place = targets.place
    there = place >= season
    assert prepared.seasonal[there] == pytest.approx(prices[place[there] - season])
    # Before a first season has passed it is the naive forecast.
    np.testing.assert_array_equal(prepared.seasonal[~there], targets.last[~there])
    change = prepared.features.given["season_1"] * prepared.features.scale
    np.testing.assert_allclose(targets.last + change, prepared.seasonal, atol=1e-9)


def test_a_step_beyond_a_season_looks_as_many_seasons_back_as_it_takes():
    prices = np.arange(100.0) ** 1.5
    prepared = prepared_of(table({"A": (days(100), prices)}), horizon=16)
    targets = prepared.targets
    rows = np.flatnonzero(targets.place == 60)
    # Seven days a week: steps 1 to 7 look one week back, 8 to 14 two weeks, 15 and 16 three.
    back = np.repeat([7, 14, 21], [7, 7, 2])
    np.testing.assert_array_equal(prepared.seasonal[rows], prices[59 + np.arange(1, 17) - back])


def test_on_a_grid_a_gap_shifts_no_season():
    stamps, prices = hours(200), np.random.default_rng(6).normal(size=200)
    kept = np.delete(np.arange(200), [100, 101, 150])
    prepared = prepared_of(table({"H": ([stamps[n] for n in kept], prices[kept])}))
    numbers = kept[prepared.targets.row]
    came = prepared.targets.known
    for number, seasonal in zip(numbers[came], prepared.seasonal[came], strict=True):
        # What is missing is stood in for by the newest price before it.
        at = max((n for n in kept if n <= number - 24), default=None)
        if at is not None:
            assert seasonal == prices[at], number


def test_too_short_a_history_is_not_used():
    prices = np.random.default_rng(6).normal(size=40)
    prepared = prepared_of(table({"A": (days(40), prices)}))
    usable, place = prepared.features.usable, prepared.targets.place
    np.testing.assert_array_equal(usable, place >= LEAST_HISTORY)


@pytest.mark.parametrize(("zone", "hour", "weekday"), [(None, 23, 6), ("Europe/Oslo", 1, 0)])
def test_the_calendar_is_that_of_the_named_zone(zone, hour, weekday):
    stamps = hours(40, "2021-06-05T08:00:00")
    prepared = prepared_of(table({"A": (stamps, np.arange(40.0) ** 1.1)}), timezone=zone)
    (row,) = np.flatnonzero(prepared.targets.time == pd.Timestamp("2021-06-06T23:00").value // 1000)
    assert column_of(prepared, "hour")[row] == hour
    assert column_of(prepared, "weekday")[row] == weekday


def test_a_local_time_is_on_its_own_clock_already():
    stamps = [stamp.removesuffix("Z") for stamp in hours(40)]
    prepared = prepared_of(table({"A": (stamps, np.arange(40.0))}), timezone="Asia/Tokyo")
    assert column_of(prepared, "hour")[0] == 1
