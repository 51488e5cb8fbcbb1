"""Times of day and zones."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.clean.instants.dates import read_times

from .test_dates import moments, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, "10:30:00") for text in ("2004-01-31 10h30", "20040131 1030", "20040131T1030")),
        *(
            (text, "10:30:00")
            for text in ("01/31/2004 1030", "31.01.2004 10.30", "20040131 103000")
        ),
        *((text, "10:30:00") for text in ("31.01.2004 10:30 Uhr", "31 January 2004, 10:30")),
        *((text, "10:30:00") for text in ("Jan 31, 2004 at 10:30 AM", "10:30 31/01/2004")),
        *((text, "10:30:00") for text in ("Sat Jan 31 10:30:00 2004", "31/Jan/2004:10:30:00")),
        *((text, "10:30:00") for text in ("2004. 1. 31. 오전 10:30:00", "2004/1/31 上午 10:30")),
        *((text, "22:30:00") for text in ("2004-01-31 10:30 p.m.", "31/1/2004 10:30:00 p. m.")),
        *((text, "22:30:00") for text in ("31 Jan 2004 10:30PM", "2004年1月31日 下午10:30")),
        *((text, "00:15:00") for text in ("2004-01-31 0:15 AM", "2004-01-31 12:15 AM")),
        *((text, "09:00:00") for text in ("2004-01-31 09-AM", "2004-01-31 9", "2004-01-31 9h")),
        *((text, "09:30:00") for text in ("2004-01-31 930", "2004-01-31 93000", "20040131 0930")),
    ],
)
def test_a_time_of_day_is_read_however_it_is_written(text: str, expected: str) -> None:
    times = read(text)
    assert moments(times) == [f"2004-01-31T{expected}"]
    assert times.timed.all()
    assert not times.zoned.any()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20120201 170000123", "2012-02-01T17:00:00.123000"),
        ("20040131T102030.5", "2004-01-31T10:20:30.500000"),
        ("31.01.2004 10:20:30,25", "2004-01-31T10:20:30.250000"),
        ("2004-01-31 10:20:30:007", "2004-01-31T10:20:30.007000"),
    ],
)
def test_fractions_of_seconds_are_read(text: str, expected: str) -> None:
    assert str(read(text).instants[0]) == expected


def test_digits_of_a_clock_mean_the_same_in_the_whole_column() -> None:
    assert moments(read("2004-01-31 0", "2004-01-31 30", "2004-01-31 100")) == [
        *("2004-01-31T00:00:00", "2004-01-31T00:30:00", "2004-01-31T01:00:00")
    ]
    times = read("2004-01-31 1", "2004-01-31 24", "2004-01-31 25")
    assert moments(times) == ["2004-01-31T01:00:00", "2004-02-01T00:00:00", None]
    assert times.notes == ["hour 24 is taken as midnight of the next day"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((f"2004-01-31 10:20 {zone}", "15:20") for zone in ("EST", "-05", "(EST)", "GMT-5")),
        *((f"2004-01-31 10:20 {zone}", "09:20") for zone in ("CET", "UTC+01:00", "BST", "MEZ")),
        *((f"2004-01-31T10:20{zone}", "09:20") for zone in ("+01:00[Europe/Paris]", "+0100")),
        ("2004-01-31T10:20[Europe/Paris]", "09:20"),
        ("2004-01-31 10:20 America/New_York", "15:20"),
        ("31.01.2004 10:20:00.000 GMT+0100", "09:20"),
        ("Sat, 31 Jan 2004 10:20:00 +0200", "08:20"),
        ("Sat Jan 31 2004 10:20:00 GMT+0200 (Eastern European Standard Time)", "08:20"),
        ("Sat Jan 31 10:20:00 UTC 2004", "10:20"),
        ("31/Jan/2004:10:20:00 +0200", "08:20"),
    ],
)
def test_a_zone_is_read_however_it_is_written(text: str, expected: str) -> None:
    times = read(text)
    assert moments(times) == [f"2004-01-31T{expected}:00"]
    assert times.zoned.all()


def test_offsets_may_differ_in_a_column() -> None:
    times = read("2004-07-01T10:20+02:00", "2004-12-01T10:20+01:00", "2004-12-01T10:20")
    assert moments(times) == ["2004-07-01T08:20:00", "2004-12-01T09:20:00", "2004-12-01T10:20:00"]
    assert times.zoned.tolist() == [True, True, False]


def test_an_abbreviation_with_several_meanings_is_noted() -> None:
    times = read("2004-01-31 10:20 IST")
    assert moments(times) == ["2004-01-31T04:50:00"]
    assert times.notes == ["IST is taken as India Standard Time, UTC+05:30"]
    assert moments(read("2004-01-31 10:20 CST")) == ["2004-01-31T16:20:00"]
    assert read("2004-01-31 10:20 EST").notes == []


def in_paris(*cells: str) -> list[str | None]:
    column = pd.Series(list(cells), dtype="str")
    return moments(read_times(column, timezone="Europe/Paris"))


def test_times_without_a_zone_are_of_the_zone_that_is_set() -> None:
    assert in_paris("2022-07-01 12:00", "2022-12-01 12:00", "2022-12-01T12:00Z") == [
        *("2022-07-01T10:00:00", "2022-12-01T11:00:00", "2022-12-01T12:00:00")
    ]
    assert in_paris("2022-07-01", "2022-07-01 01:00") == [
        *("2022-06-30T22:00:00", "2022-06-30T23:00:00")
    ]
    assert in_paris("2022-07-01") == ["2022-07-01T00:00:00"]
    assert read("2022-07-01", "2022-07-01 01:00", timezone="Europe/Paris").timed.all()


def test_an_hour_that_spring_leaves_out_is_unreadable() -> None:
    assert in_paris("2022-03-27 01:30", "2022-03-27 02:30") == ["2022-03-27T00:30:00", None]


def local_hours(freq: str) -> tuple[pd.DatetimeIndex, list[str]]:
    moments_of = pd.date_range("2022-10-29 21:00", "2022-10-30 04:00", freq=freq)
    local = moments_of.tz_localize("UTC").tz_convert("Europe/Paris")
    return moments_of, list(local.strftime("%Y-%m-%d %H:%M"))


@pytest.mark.parametrize("freq", ["h", "30min", "15min"])
@pytest.mark.parametrize("rows_of_each", [1, 3])
@pytest.mark.parametrize("newest_first", [False, True])
def test_the_hour_that_autumn_has_twice_is_told_by_the_order_of_the_rows(
    freq: str, rows_of_each: int, newest_first: bool
) -> None:
    utc, local = local_hours(freq)
    expected, cells = np.repeat(utc, rows_of_each), np.repeat(local, rows_of_each)
    step = -1 if newest_first else 1
    column = pd.Series(cells[::step], dtype="str")
    times = read_times(column, timezone="Europe/Paris")
    assert list(times.instants) == list(expected.to_numpy("datetime64[us]")[::step])
    assert times.notes == []


def test_an_hour_of_autumn_that_comes_once_is_taken_in_summer_time_and_counted() -> None:
    column = pd.Series(["2022-10-30 01:00", "2022-10-30 02:00", "2022-10-30 03:00"], dtype="str")
    times = read_times(column, timezone="Europe/Paris")
    assert moments(times)[1] == "2022-10-30T00:00:00"
    assert len(times.notes) == 1
    assert times.notes[0].endswith("(cells: 1)")


def test_a_zone_or_a_format_that_is_none_is_an_error_that_says_so() -> None:
    with pytest.raises(ValueError, match="expected an IANA time zone, found 'Mars/Phobos'"):
        read("2004-01-31 10:20", timezone="Mars/Phobos")
    with pytest.raises(ValueError, match="expected a strptime format, found '%Q'"):
        read("2004-01-31 10:20", date_format="%Q")


def test_a_format_that_is_set_is_the_only_one() -> None:
    times = read("31|01|04 10", "2004-01-31", date_format="%d|%m|%y %H")
    assert moments(times) == ["2004-01-31T10:00:00", None]
    assert times.timed.tolist() == [True, False]
    assert times.convention == "%d|%m|%y %H, as set"
    zoned = read("31.01.2004 10:20 +0200", date_format="%d.%m.%Y %H:%M %z")
    assert moments(zoned) == ["2004-01-31T08:20:00"]
    assert zoned.zoned.all()
    assert moments(read(310104, date_format="%d%m%y")) == ["2004-01-31T00:00:00"]


CELLS = st.builds(
    "{}{}{}{}".format,
    st.dates().map(str) | st.sampled_from(["2004-02-30", "1000-01-01", "9999-12-31"]),
    st.sampled_from(["T", " "]),
    st.times().map(str) | st.sampled_from(["24:00", "10:60", "10:20:61", "10:20"]),
    st.sampled_from(["", "", "Z", "+01:00", "-0530", "+19:00"]),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=4))
def test_columns_of_iso_timestamps_alone_are_read_as_beside_any_other_text(
    cells: list[str],
) -> None:
    alone, beside = read(*cells), read(*cells, "soon")
    assert moments(alone) == moments(beside)[:-1]
    assert alone.zoned.tolist() == beside.zoned.tolist()[:-1]
    assert alone.timed.tolist() == beside.timed.tolist()[:-1]


def test_columns_of_iso_dates_alone_are_read_as_beside_any_other_text() -> None:
    for cells in (["2004-01-31", "9999-12-31"], ["2004-02-30", "2004-02-28"], ["0001-01-01"]):
        assert moments(read(*cells)) == moments(read(*cells, "soon"))[:-1]
