"""Features come from the past alone; and a leak that is planted is caught."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.forecast import prepare
from price_assets.forecast.features import table as table_module

from .leakage import features_that_see_the_future
from .prepared import column_of, prepared_of
from .tables import days, hours, mean_reverting, table, weekdays


def with_columns(frame, seed=5):
    """Add a volume, an opening price with gaps, and a plan that is known ahead."""
    random = np.random.default_rng(seed)
    opened = frame["price"] + random.normal(size=len(frame))
    opened[random.uniform(size=len(frame)) < 0.1] = np.nan
    return frame.assign(
        volume=random.lognormal(size=len(frame)),
        opened=opened,
        plan=random.normal(size=len(frame)),
    )


def gappy(seed=4):
    """Daily symbols of different length, each with days of its own missing."""
    random = np.random.default_rng(seed)
    series = {}
    for number, size in enumerate((150, 150, 90)):
        kept = np.sort(random.choice(150, size=int(size * 0.9), replace=False))
        stamps = np.array(weekdays(150))[kept].tolist()
        series[f"S{number}"] = (stamps, 50.0 * number + np.cumsum(random.normal(size=len(kept))))
    return with_columns(table(series))


def hourly(seed=6, count=24 * 16):
    random = np.random.default_rng(seed)
    return with_columns(
        table(
            {
                name: (hours(count), np.cumsum(random.normal(size=count)))
                for name in ("north", "south")
            }
        )
    )


def months(seed=8):
    random = np.random.default_rng(seed)
    stamps = [f"{1990 + n // 12}-{1 + n % 12:02d}-01" for n in range(120)]
    return with_columns(
        table({name: (stamps, np.cumsum(random.normal(size=120))) for name in "AB"})
    )


CASES = {
    "one symbol": (lambda: with_columns(mean_reverting(rows=120, symbols=1)), {}),
    "one step ahead": (gappy, {"known_ahead": ["plan"]}),
    "three steps ahead": (gappy, {"known_ahead": ["plan"], "horizon": 3}),
    "a day of hours at once": (
        hourly,
        {"known_ahead": ["plan"], "horizon": 24, "origin": "daily", "origin_hour": 1},
    ),
    "hours, one step ahead": (hourly, {"known_ahead": ["plan"]}),
    "hours, five steps ahead": (hourly, {"horizon": 5, "seasonal_periods": [3, 24]}),
    "months, two steps ahead": (months, {"horizon": 2, "known_ahead": ["plan"]}),
}


def origins(frame):
    stamps = sorted(set(frame["timestamp"]))
    return [stamps[int(share * len(stamps))] for share in (0.3, 0.55, 0.8)]


@pytest.mark.parametrize("name", CASES)
def test_no_feature_sees_the_future(name):
    build, chosen = CASES[name]
    frame = build()
    for seed, origin in enumerate(origins(frame)):
        seen = features_that_see_the_future(
            lambda table: prepared_of(table, **chosen),
            frame,
            origin,
            ahead=chosen.get("known_ahead", ()),
            seed=seed,
        )
        assert not seen


@settings(deadline=None, max_examples=15)
@given(share=st.floats(0.05, 0.95), seed=st.integers(0, 10**6), horizon=st.sampled_from([1, 3]))
def test_no_feature_sees_the_future_from_any_origin(share, seed, horizon):
    frame = gappy()
    stamps = sorted(set(frame["timestamp"]))
    origin = stamps[int(share * len(stamps))]
    make = lambda table: prepared_of(table, horizon=horizon, known_ahead=["plan"])  # noqa: E731
    assert not features_that_see_the_future(make, frame, origin, ahead=["plan"], seed=seed)


def caught(frame, **chosen):
    return set().union(
        *(
            features_that_see_the_future(
                lambda table: prepared_of(table, **chosen),
                frame,
                origin,
                ahead=chosen.get("known_ahead", ()),
            )
            for origin in origins(frame)
        )
    )


@pytest.mark.parametrize("horizon", [1, 3])
def test_a_planted_price_of_the_target_is_caught(horizon, monkeypatch):
    honest = table_module.seasonal_columns

    def leaky(steps, targets, seasons, scale, unit, limit):
        found = honest(steps, targets, seasons, scale, unit, limit)
        hint = np.nan_to_num(np.clip(targets.change / unit, -1.0, 1.0))
        return {**found, "season_1: mean change": hint}

    monkeypatch.setattr(table_module, "seasonal_columns", leaky)
    assert caught(gappy(), horizon=horizon) == {"season_1: mean change"}


def test_a_planted_move_of_another_symbol_at_the_same_moment_is_caught(monkeypatch):
    honest = table_module.named_columns

    def leaky(steps, moved, symbols, number):
        found = honest(steps, moved, symbols, number)
        same = np.zeros(len(moved))
        at = {
            time: move for time, move, of in zip(steps.time, moved, number, strict=True) if of == 1
        }
        for row, time in enumerate(steps.time):
            same[row] = 0.0 if number[row] == 1 else at.get(time, 0.0)
        return {**found, "last change of S1": same}

    monkeypatch.setattr(table_module, "named_columns", leaky)
    assert caught(gappy()) == {"last change of S1"}


def test_a_planted_mean_of_the_whole_series_is_caught(monkeypatch):
    honest = table_module.typical_change

    def leaky(steps):
        return honest(steps) + 1e-6 * np.nanmean(np.abs(steps.change))

    monkeypatch.setattr(table_module, "typical_change", leaky)
    assert "scale" in caught(gappy())


def test_a_planted_later_value_of_a_further_column_is_caught(monkeypatch):
    honest = table_module.extra_columns

    def leaky(steps, targets, unit, limit):
        # The volume of the target's own day, which is known only with its price.
        found = honest(steps, targets, unit, limit)
        return {**found, "volume: change": np.nan_to_num(steps.extras["volume"][targets.at])}

    monkeypatch.setattr(table_module, "extra_columns", leaky)
    assert caught(gappy()) == {"volume: change"}


def test_a_planted_plan_of_the_step_after_the_target_is_caught(monkeypatch):
    honest = table_module.known_ahead_columns

    def leaky(steps, targets, seasons, limit):
        later = np.append(steps.known_ahead["plan"][1:], 0.0)[targets.at]
        return {**honest(steps, targets, seasons, limit), "plan": np.nan_to_num(later)}

    monkeypatch.setattr(table_module, "known_ahead_columns", leaky)
    assert caught(gappy(), known_ahead=["plan"]) == {"plan"}


def test_a_planted_price_within_the_day_that_is_forecast_is_caught(monkeypatch):
    chosen = {"horizon": 24, "origin": "daily"}
    assert not caught(hourly(), **chosen), "the case must be sound before a leak is planted"
    make = table_module.make_features

    def at_the_step(steps, targets, *others):
        features = make(steps, targets, *others)
        values = features.values.copy(order="F")
        values[:, 0] = np.nan_to_num(steps.change)[targets.at - 1]
        return replace(features, values=values)

    monkeypatch.setattr(prepare, "make_features", at_the_step)
    assert caught(hourly(), **chosen) == {"change_1"}


@pytest.mark.parametrize("chosen", [{}, {"horizon": 3}], ids=str)
def test_dropping_the_future_changes_no_feature_of_the_past(chosen):
    random = np.random.default_rng(0)
    series = {name: random.normal(size=700) for name in "AB"}
    whole = prepared_of(table({n: (hours(700), v) for n, v in series.items()}), **chosen)
    for rows in (200, 500, 690):
        cut = {name: (hours(rows), values[:rows]) for name, values in series.items()}
        part = prepared_of(table(cut), **chosen)
        assert part.features.names == whole.features.names
        # The unknown steps of the part are known rows of the whole: the same features again.
        places = {
            key: row
            for row, key in enumerate(
                zip(whole.targets.code, whole.targets.place, whole.targets.step, strict=True)
            )
        }
        same = [
            places[key]
            for key in zip(part.targets.code, part.targets.place, part.targets.step, strict=True)
        ]
        for name in ("values", "scale", "volatility", "usable"):
            np.testing.assert_array_equal(
                getattr(part.features, name), getattr(whole.features, name)[same], strict=True
            )


def test_the_step_after_a_symbols_end_is_no_moment_of_the_others():
    random = np.random.default_rng(1)
    # It ends on a Friday and would be due on a Saturday, when nothing else has a price.
    ended, live = weekdays(63), weekdays(200)
    assert days(87)[-1] == "2020-03-27" == ended[-1]
    prepared = prepared_of(
        table(
            {
                "ended": (days(87), random.normal(size=87)),
                "live": (live, random.normal(size=200)),
            }
        )
    )
    assert prepared.steps.next_texts[0] == ["2020-03-28"]
    texts, targets = prepared.panel.texts, prepared.targets
    monday = [
        row
        for row in np.flatnonzero(targets.known & (targets.code == 1))
        if texts[targets.row[row]] == "2020-03-30"
    ]
    # What both did on Friday, and not nothing.
    assert column_of(prepared, "panel_change_1")[monday] != 0.0
    assert column_of(prepared, "last change of ended")[monday] != 0.0


def test_the_price_of_a_date_is_not_known_within_its_day():
    random = np.random.default_rng(2)
    within = np.cumsum(random.normal(size=24 * 40))
    stamps = hours(24 * 40, "2020-01-01T00:00:00")
    first = table({"close": (days(40), within[23::24]), "hours": (stamps, within)})
    changed = first.copy()
    late = (changed["symbol"] == "close") & (changed["timestamp"] >= days(31)[-1])
    changed.loc[late, "price"] = random.normal(scale=100.0, size=late.sum())
    before, after = prepared_of(first), prepared_of(changed)
    # Until the day is over its close tells nothing of the hours in it.
    same = (before.targets.code == 1) & (before.targets.place < 24 * 31)
    np.testing.assert_array_equal(before.features.values[same], after.features.values[same])
    later = (before.targets.code == 1) & (before.targets.place == 24 * 31)
    assert (before.features.values[later] != after.features.values[later]).any()
    # Nor do the hours of a day tell of its close, which is forecast when the day before is over.
    tail = (first["symbol"] == "hours") & (first["timestamp"] >= days(31)[-1])
    moved = first.copy()
    moved.loc[tail, "price"] = random.normal(scale=100.0, size=tail.sum())
    closes = (before.targets.code == 0) & (before.targets.place <= 30)
    np.testing.assert_array_equal(
        before.features.values[closes], prepared_of(moved).features.values[closes]
    )
