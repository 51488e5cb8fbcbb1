"""The rhythm of prices and their seasons are told from the timestamps."""

import numpy as np
import pandas as pd
import pytest

from price_assets.forecast import TrainSettings, train
from price_assets.forecast.frequency import IRREGULAR, common_frequencies, infer_frequency
from price_assets.forecast.prepare import tell_frequencies

from .prepared import panel_of
from .tables import days, hours, mean_reverting, table, weekdays


def inferred(moments):
    times = pd.DatetimeIndex(moments).to_numpy("datetime64[us]").astype("int64")
    return infer_frequency(times)


def dated(start, count, freq):
    return pd.date_range(start, periods=count, freq=freq)


def exchange_hours(count):
    """Hours from 10 to 16 on weekdays: seven prices a day."""
    opened = pd.bdate_range("2021-03-01", periods=count)
    return [day + pd.Timedelta(hours=hour) for day in opened for hour in range(10, 17)]


def with_holidays():
    return [day for number, day in enumerate(dated("2019-01-01", 400, "B")) if number % 29]


def with_a_gap(moments):
    return moments[:60].append(moments[75:])


def uneven():
    gaps = np.random.default_rng(1).exponential(3600, size=300)
    return pd.Timestamp("2024-01-01") + pd.to_timedelta(np.cumsum(gaps).round(), unit="s")


CASES = {
    "every hour": (dated("2024-01-01", 500, "h"), ("hourly", "grid", (24, 168))),
    "every hour, some missing": (
        with_a_gap(dated("2024-01-01", 500, "h")),
        ("hourly", "grid", (24, 168)),
    ),
    "a quarter of an hour": (dated("2024-01-01", 800, "15min"), ("15 minutes", "grid", (96, 672))),
    "a minute": (dated("2024-01-01", 5000, "min"), ("1 minute", "grid", (1440, 10080))),
    "every four hours": (dated("2024-01-01", 300, "4h"), ("4 hours", "grid", (6, 42))),
    "twice a day": (dated("2024-01-01", 300, "12h"), ("12 hours", "grid", (2, 14))),
    "hours of an exchange": (exchange_hours(60), ("hourly", "rows", (7, 35))),
    "weekdays with holidays": (with_holidays(), ("daily", "rows", (5,))),
    "seven days a week": (dated("2024-01-01", 100, "D"), ("daily", "rows", (7,))),
    "one special Saturday": (
        sorted([*dated("2024-01-01", 60, "B"), pd.Timestamp("2024-01-06")]),
        ("daily", "rows", (5,)),
    ),
    "a week": (dated("2024-01-07", 60, "7D"), ("weekly", "grid", (52,))),
    "a week, half a day late at times": (
        [
            day + pd.Timedelta(hours=12 * (n % 13 == 0))
            for n, day in enumerate(dated("2024-01-07", 60, "7D"))
        ],
        ("weekly", "grid", (52,)),
    ),
    "month ends": (dated("2020-01-31", 40, "ME"), ("monthly", "months", (12,))),
    "month starts": (dated("2020-01-01", 40, "MS"), ("monthly", "months", (12,))),
    "months, one missing": (
        dated("2020-01-01", 40, "MS").delete(17),
        ("monthly", "months", (12,)),
    ),
    "last weekdays of months": (dated("2020-01-31", 40, "BME"), ("monthly", "months", (12,))),
    "quarters": (dated("2010-03-31", 40, "QE"), ("quarterly", "months", (4,))),
    "half years": (dated("2010-01-01", 20, "6MS"), ("half-yearly", "months", (2,))),
    "years": (dated("1990-12-31", 20, "YE"), ("yearly", "months", ())),
    "every ninety seconds": (dated("2024-01-01", 300, "90s"), ("90 seconds", "grid", (960, 6720))),
    "no rhythm": (uneven(), ("irregular", "rows", ())),
    "every ten days": (dated("2024-01-01", 60, "10D"), ("irregular", "rows", ())),
    "four prices": (dated("2024-01-01", 4, "D"), ("daily", "rows", (5,))),
    "before 1970": (dated("1950-01-31", 200, "ME"), ("monthly", "months", (12,))),
}


@pytest.mark.parametrize("name", CASES)
def test_the_rhythm_is_told(name):
    moments, expected = CASES[name]
    found = inferred(moments)
    assert (found.name, found.clock, found.seasons) == expected


@pytest.mark.parametrize("count", [1, 2, 3])
def test_fewer_than_four_prices_tell_nothing(count):
    assert inferred(dated("2024-01-01", count, "h")) is None


def test_a_change_of_rhythm_long_ago_is_of_no_account():
    early = dated("2020-01-01", 300, "D")
    late = dated("2021-01-01", 1100, "h")
    assert inferred(early.append(late)).name == "hourly"


def test_symbols_that_tell_nothing_are_taken_as_the_usual():
    hourly, daily = inferred(dated("2024-01-01", 99, "h")), inferred(dated("2024-01-01", 99, "D"))
    assert common_frequencies([daily, None, hourly, hourly]) == [daily, hourly, hourly, hourly]
    assert [item.name for item in common_frequencies([None, None])] == ["daily", "daily"]


def test_symbols_of_one_name_share_the_more_frequent_form():
    five, seven = inferred(dated("2024-01-01", 99, "B")), inferred(dated("2024-01-01", 99, "D"))
    assert common_frequencies([five, five, seven]) == [five] * 3
    assert common_frequencies([seven, five, seven]) == [seven] * 3
    # Between equals no order of the symbols decides.
    assert common_frequencies([seven, five])[0] == common_frequencies([five, seven])[0]


def mixed():
    random = np.random.default_rng(3)
    monthly = [f"{moment:%Y-%m-%d}" for moment in dated("2018-01-31", 60, "ME")]
    return table(
        {
            "daily": (weekdays(300), random.normal(size=300)),
            "daily too": (weekdays(200), random.normal(size=200)),
            "hourly": (hours(700), random.normal(size=700)),
            "monthly": (monthly, random.normal(size=60)),
            "new": (days(2), [1.0, 2.0]),
        }
    )


def test_a_mixed_panel_shows_each_rhythm_with_its_seasons():
    model = train(mixed(), TrainSettings(trees=5))
    assert [
        (rhythm.name, rhythm.clock, rhythm.seasonal_periods, rhythm.symbols)
        for rhythm in model.frequencies
    ] == [
        ("daily", "rows", [5], 3),
        ("hourly", "grid", [24, 168], 1),
        ("monthly", "months", [12], 1),
    ]
    described = {item.name: item.description for item in model.candidates}
    assert "5 or 12 or 24 steps" in described["seasonal_naive"]
    assert "168 steps" in described["seasonal_naive_2"]


def test_seasons_can_be_set_in_any_order():
    panel = panel_of(mixed())
    for found in tell_frequencies(panel, TrainSettings(seasonal_periods=[30, 6, 30])):
        assert found.seasons == (6, 30)
    model = train(mean_reverting(rows=120, symbols=1), TrainSettings(seasonal_periods=[11]))
    assert model.frequencies[0].seasonal_periods == [11]
    assert "11 steps" in next(
        item.description for item in model.candidates if item.name == "seasonal_naive"
    )


def test_prices_without_a_rhythm_have_no_seasonal_candidate():
    random = np.random.default_rng(2)
    stamps = [f"{moment:%Y-%m-%dT%H:%M:%S}Z" for moment in uneven()]
    model = train(table({"A": (stamps, random.normal(size=300))}), TrainSettings(trees=5))
    assert [item.name for item in model.frequencies] == [IRREGULAR.name]
    assert not any("seasonal" in item.name for item in model.candidates)
    assert model.metrics.mae is not None
    assert model.metrics.mae_seasonal_naive is None
