"""Times in many forms, read by one decision for the whole column."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.clean.instants.dates import read_times
from price_assets.clean.instants.times import Times


def read(*cells: object, day_first: bool | None = None, **settings_of: Any) -> Times:
    texts = all(cell is None or isinstance(cell, str) for cell in cells)
    column = pd.Series(list(cells), dtype="str" if texts else None)
    return read_times(column, day_first, **settings_of)


def moments(times: Times) -> list[str | None]:
    return [None if np.isnat(t) else str(t)[:19] for t in times.instants]


def days(*cells: object, day_first: bool | None = None) -> list[str | None]:
    return [m and m[:10] for m in moments(read(*cells, day_first=day_first))]


@pytest.mark.parametrize(
    ("text", "expected", "convention"),
    [
        ("2004-01-31", "2004-01-31", "%Y-%m-%d"),
        ("2004/1/31", "2004-01-31", "%Y/%m/%d"),
        ("2004.01.31", "2004-01-31", "%Y.%m.%d"),
        ("31/01/2004", "2004-01-31", "%d/%m/%Y"),
        ("1/31/2004", "2004-01-31", "%m/%d/%Y"),
        ("31.01.04", "2004-01-31", "%d.%m.%y"),
        ("1-31-04", "2004-01-31", "%m-%d-%y"),
        ("20040131", "2004-01-31", "%Y%m%d"),
        ("31-Jan-2004", "2004-01-31", "%d-%b-%Y"),
        ("31-JAN-04", "2004-01-31", "%d-%b-%y"),
        ("05-OCT-2004", "2004-10-05", "%d-%b-%Y"),
        ("Jan 31 2004", "2004-01-31", "%b %d %Y"),
        ("January 31, 2004", "2004-01-31", "%B %d, %Y"),
        ("31 January 2004", "2004-01-31", "%d %B %Y"),
        ("2004-Jan-31", "2004-01-31", "%Y-%b-%d"),
        ("2004-01", "2004-01-01", "%Y-%m"),
        ("01/2004", "2004-01-01", "%m/%Y"),
        ("Jan 2004", "2004-01-01", "%b %Y"),
        ("January 2004", "2004-01-01", "%B %Y"),
        ("2004", "2004-01-01", "%Y"),
    ],
)
def test_each_form_of_a_date_is_read_and_told(text: str, expected: str, convention: str) -> None:
    times = read(text, None)
    assert moments(times) == [f"{expected}T00:00:00", None]
    assert times.convention == convention
    assert not times.timed.any()
    assert not times.zoned.any()


def test_the_form_that_reads_most_wins_and_the_rest_is_unreadable() -> None:
    assert days("11:34", "2018/10/15", "2018/10/12", "2018/13/12") == [
        *(None, "2018-10-15", "2018-10-12", None)
    ]
    assert days("01/13/2004", "13/01/2004", "14/01/2004") == [None, "2004-01-13", "2004-01-14"]
    assert days("2004-02-30", "2004-02-28", "soon", "") == [None, "2004-02-28", None, None]


def test_cells_of_another_form_that_cannot_be_mistaken_are_read_and_counted() -> None:
    times = read("1/31/2004", "2/28/2004", "2004-03-02", "Mar 5, 2004", "1078531200", "31/3/2004")
    assert moments(times) == [
        *("2004-01-31T00:00:00", "2004-02-28T00:00:00", "2004-03-02T00:00:00"),
        *("2004-03-05T00:00:00", "2004-03-06T00:00:00", None),
    ]
    assert times.zoned.tolist() == [False, False, False, False, True, False]
    assert times.notes == [
        "other forms of dates that cannot be mistaken are read too (cells: 3, the first "
        "'2004-03-02')"
    ]


def test_the_convention_tells_of_cells_that_are_read() -> None:
    assert read("11:34", "2018/10/15", "2018/10/12").convention == "%Y/%m/%d"


def test_a_month_beside_whole_dates_is_unreadable() -> None:
    assert days("2004-01-31", "2004-02-29", "2004-03", "Apr 2004") == [
        *("2004-01-31", "2004-02-29", None, None)
    ]


@pytest.mark.parametrize(
    ("text", "expected", "zoned"),
    [
        ("2004-01-31T10:20:30", "2004-01-31T10:20:30", False),
        ("2004-01-31 10:20", "2004-01-31T10:20:00", False),
        ("31.01.2004 10:20:30", "2004-01-31T10:20:30", False),
        ("1/31/2004 1:05 PM", "2004-01-31T13:05:00", False),
        ("1/31/2004 12:05 am", "2004-01-31T00:05:00", False),
        ("20040131T10:20:30Z", "2004-01-31T10:20:30", True),
        ("2004-01-31 10:20:30+01:00", "2004-01-31T09:20:30", True),
        ("2004-01-31T10:20:30-0530", "2004-01-31T15:50:30", True),
        ("2004-01-31 23:20:30 UTC", "2004-01-31T23:20:30", True),
    ],
)
def test_times_of_day_and_zones_are_read(text: str, expected: str, zoned: bool) -> None:
    times = read(text)
    assert moments(times) == [expected]
    assert times.timed.tolist() == [True]
    assert times.zoned.tolist() == [zoned]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2004-01-31 24:01",
            "2004-01-31 24:00:00.5",
            "2004-01-31 10:60",
            "2004-01-31 10:20:61",
            "2004-01-31 13:00 PM",
        ),
        *("10:20", "2004-13-01", "0001-01-01", "9999-12-31T23:59:59-05:00", "141.264", "soon"),
        *("2004-01-31 10:20+25:00", "1e9", "12345", "1e2004", "x2004", "a2004", "1.57e9"),
        *("31/02/2004", "00/00/0000", "1900-01-00", "2004-01 10:20", "2004 10:20", "Jan", "5 Jan"),
        *("2004-01-31 10:20 soon", "2004-01-31 10:20 [Mars/Base]", "2004-01-31 25", "2004.5"),
        *("2004M13", "2019Q5", "2019H3", "2004-W54", "2003-366", "2004-01-31" + " and so on" * 50),
    ],
)
def test_what_is_no_time_is_unreadable(text: str) -> None:
    assert moments(read(text)) == [None]


def test_the_end_of_a_day_is_midnight_of_the_next() -> None:
    assert moments(read("2004-01-31T24:00", "2004-12-31 24:00:00+01:00")) == [
        *("2004-02-01T00:00:00", "2004-12-31T23:00:00")
    ]
    assert moments(read("9999-12-31T24:00", "2004-01-31 24:00 PM")) == [None, None]


FORMS = ["%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%m/%d/%Y", "%d-%b-%Y", "%B %d, %Y", "%d.%m.%Y"]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=1, max_size=10),
    st.sampled_from(FORMS),
)
def test_dates_written_in_any_form_come_back(found: list[date], form: str) -> None:
    decided = [*found, date(2004, 1, 31)]
    assert days(*(day.strftime(form) for day in decided)) == [str(day) for day in decided]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.datetimes(
            datetime(1900, 1, 1),
            datetime(2100, 1, 1),
            timezones=st.integers(-14, 14).map(lambda h: timezone(timedelta(hours=h))),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_zoned_times_come_back_as_utc_to_the_microsecond(found: list[datetime]) -> None:
    times = read(*(moment.isoformat() for moment in found))
    expected = [moment.astimezone(UTC).replace(tzinfo=None) for moment in found]
    assert times.instants.tolist() == expected
    assert times.zoned.all()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text("0123456789-/.: TZJanuary+", max_size=12) | st.none(), max_size=6))
def test_any_text_gives_a_time_or_none(cells: list[str | None]) -> None:
    assert len(read(*cells).instants) == len(cells)
