"""The next price is due when the symbol's own timestamps say."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from price_assets.checkpoints import PriceAssetsError, to_instants
from price_assets.forecast.next_timestamp import next_timestamp

from .tables import days, hours, weekdays


def after(stamps):
    instants = to_instants(pd.Series(stamps, dtype="str")).dt.tz_localize(None)
    times = instants.to_numpy("datetime64[us]").astype("int64")
    text, time = next_timestamp(stamps[-1], times)
    assert to_instants(pd.Series([text], dtype="str")).iloc[0].value // 1000 == time
    return text


CASES = {
    "weekdays, from a Friday": (weekdays(13), "2020-01-20"),
    "a short week, from a Friday": (["2024-01-03", "2024-01-04", "2024-01-05"], "2024-01-06"),
    "a weekend passed over, from a Friday": (
        ["2024-01-05", *(f"2024-01-{day:02d}" for day in (8, 9, 10, 11, 12))],
        "2024-01-15",
    ),
    "every day": (days(20), "2020-01-21"),
    "Sunday to Thursday": (
        [day for day in days(60) if pd.Timestamp(day).weekday() not in (4, 5)][:40],
        "2020-02-26",
    ),
    "two days alone": (["2024-02-28", "2024-02-29"], "2024-03-01"),
    "one price alone": (["2023-12-31"], "2024-01-01"),
    "first days of months": (["2023-11-01", "2023-12-01", "2024-01-01"], "2024-02-01"),
    "fifteenth days of months": (["2023-11-15", "2023-12-15"], "2024-01-15"),
    "month ends": (["2023-11-30", "2023-12-31", "2024-01-31"], "2024-02-29"),
    "month ends, from February": (["2022-12-31", "2023-01-31", "2023-02-28"], "2023-03-31"),
    "thirtieth days where there are": (["2023-12-30", "2024-01-30", "2024-02-29"], "2024-03-30"),
    "last weekdays of months": (["2024-03-29", "2024-04-30", "2024-05-31"], "2024-06-28"),
    "months, one missing": (["2023-01-01", "2023-02-01", "2023-04-01", "2023-05-01"], "2023-06-01"),
    "quarter ends": (["2023-03-31", "2023-06-30", "2023-09-30"], "2023-12-31"),
    "years": (["2021-01-01", "2022-01-01", "2023-01-01", "2024-01-01"], "2025-01-01"),
    "weeks": (["2024-01-07", "2024-01-14", "2024-01-21"], "2024-01-28"),
    "hours in UTC": (hours(30), "2021-03-02T06:00:00Z"),
    "local minutes": (["2024-01-01T10:00:00", "2024-01-01T10:05:00"], "2024-01-01T10:10:00"),
    "minutes without seconds": (["2024-01-01T23:58", "2024-01-01T23:59"], "2024-01-02T00:00"),
    "a blank between": (["2024-01-01 10:00:00", "2024-01-01 11:00:00"], "2024-01-01 12:00:00"),
    "fractions of seconds": (
        ["2024-01-01T10:00:00.250Z", "2024-01-01T10:00:00.750Z"],
        "2024-01-01T10:00:01.250000Z",
    ),
    "a closing time on weekdays": (
        [f"{day}T17:30:00" for day in weekdays(18)],
        "2020-01-27T17:30:00",
    ),
    "one special Saturday": (sorted([*weekdays(63), "2020-02-01"]), "2020-03-30"),
    "a gap that is no rhythm": (
        ["2024-01-01", "2024-01-02", "2024-01-03", "2024-03-01"],
        "2024-03-02",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_next_timestamp_follows_the_rhythm_in_the_same_form(name):
    stamps, expected = CASES[name]
    assert after(stamps) == expected


def test_a_time_beyond_the_calendar_is_refused_in_one_line():
    with pytest.raises(PriceAssetsError, match="before the year 9999") as error:
        after(["9999-12-30", "9999-12-31"])
    assert "\n" not in str(error.value)


@given(st.sets(st.integers(0, 20000), min_size=1, max_size=80))
def test_it_always_lies_after_the_last_one(numbers):
    stamps = [
        f"{pd.Timestamp('1990-01-01') + pd.Timedelta(days=n):%Y-%m-%d}" for n in sorted(numbers)
    ]
    assert after(stamps) > stamps[-1]
