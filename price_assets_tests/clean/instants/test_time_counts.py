"""Numbers that count time: since 1970, or days as spreadsheets count them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .test_dates import days, moments, read


@pytest.mark.parametrize("as_text", [False, True])
@pytest.mark.parametrize(
    ("number", "unit"),
    [
        (1570752011, "seconds"),
        (1570752011000, "milliseconds"),
        (1570752011000000, "microseconds"),
        (1570752011000000000, "nanoseconds"),
    ],
)
def test_time_since_1970_is_read_in_the_unit_that_is_plausible(
    number: int, unit: str, as_text: bool
) -> None:
    times = read(str(number) if as_text else number)
    assert moments(times) == ["2019-10-11T00:00:11"]
    assert times.convention == f"{unit} since 1970 UTC"
    assert times.zoned.tolist() == [True]


def test_fractions_of_seconds_since_1970_are_kept() -> None:
    assert str(read("1570752011.62").instants[0]) == "2019-10-11T00:00:11.620000"
    assert str(read(1570752011.62).instants[0]) == "2019-10-11T00:00:11.620000"


def test_a_number_outside_the_column_s_unit_is_unreadable() -> None:
    assert moments(read(1570752011, 1570752012, 5)) == [
        *("2019-10-11T00:00:11", "2019-10-11T00:00:12", None)
    ]
    assert moments(read("1570752011", "soon", "1570752012"))[1] is None
    assert moments(read("9223372036854775808")) == ["2262-04-11T23:47:16"]


def test_numbers_may_be_years_and_compact_dates() -> None:
    assert days(20040131, 20040201) == ["2004-01-31", "2004-02-01"]
    assert days(20040131.0, None) == ["2004-01-31", None]
    assert days(2004.0, 2004.5, 2004.05) == ["2004-01-01", None, None]
    assert days(2004) == ["2004-01-01"]


def test_earlier_times_are_read_where_steps_of_at_most_a_year_lead_to_them() -> None:
    of_years = [year * 31_536_000 for year in range(-10, 40)]
    assert moments(read(*of_years))[0] == "1960-01-04T00:00:00"
    assert moments(read(0, *of_years[25:]))[0] is None


def test_json_of_dot_net_holds_milliseconds() -> None:
    times = read("/Date(1234567890000)/", "/Date(-1000)/", r"\/Date(1234567890000+0100)\/")
    assert moments(times) == ["2009-02-13T23:31:30", "1969-12-31T23:59:59", "2009-02-13T23:31:30"]
    assert times.zoned.all()


def test_digits_below_a_microsecond_are_cut_and_counted() -> None:
    times = read(1570752011123456789, 1570752012000000000)
    assert str(times.instants[0]) == "2019-10-11T00:00:11.123456"
    assert times.notes == ["digits below a microsecond are cut (cells: 1)"]
    assert read("2004-01-31T10:20:30.123456789").notes == times.notes
    assert read("2004-01-31T10:20:30.123456000").notes == []


@pytest.mark.parametrize("as_text", [False, True])
def test_days_of_a_spreadsheet_are_read_where_the_whole_column_is_such(as_text: bool) -> None:
    def column(*numbers: float) -> list[object]:
        return [str(number) if as_text else number for number in numbers]

    whole = read(*column(38017, 38018, 38020))
    assert moments(whole) == ["2004-01-31T00:00:00", "2004-02-01T00:00:00", "2004-02-03T00:00:00"]
    assert not whole.timed.any()
    assert whole.convention == "days of a spreadsheet (1 is 1900-01-01)"
    fractions = read(*column(38017, 38017.5, 38018.4166666667))
    assert moments(fractions) == [
        *("2004-01-31T00:00:00", "2004-01-31T12:00:00", "2004-02-01T10:00:00")
    ]
    assert fractions.timed.all()
    assert not fractions.zoned.any()
    assert days(*column(38017, 38018, 5)) == [None, None, None]
    assert days(*column(38020, 38017, 38019, 38016, 38021)) == [None] * 5


def test_a_decimal_comma_in_the_days_of_a_spreadsheet_is_read() -> None:
    assert moments(read("38017,5", "38018,25")) == ["2004-01-31T12:00:00", "2004-02-01T06:00:00"]


def test_days_of_matlab_are_read() -> None:
    assert moments(read(730486, 730487.25)) == ["2000-01-01T00:00:00", "2000-01-02T06:00:00"]


@pytest.mark.parametrize("as_text", [False, True])
def test_months_as_decimal_numbers_are_read_where_october_lost_its_zero(as_text: bool) -> None:
    numbers = [1871.01, 1871.09, 1871.1, 1871.11]
    cells = [str(number) for number in numbers] if as_text else numbers
    assert days(*cells) == ["1871-01-01", "1871-09-01", "1871-10-01", "1871-11-01"]


def test_text_that_was_a_floating_point_number_once_is_read() -> None:
    assert days("1999.0", "2000.0") == ["1999-01-01", "2000-01-01"]
    assert days("20040131.0", "20040201.0") == ["2004-01-31", "2004-02-01"]


@settings(max_examples=60, deadline=None)
@given(st.integers(18_264, 73_000), st.lists(st.integers(0, 86_399), min_size=1, max_size=9))
def test_days_of_a_spreadsheet_come_back_to_the_second(day: int, seconds: list[int]) -> None:
    numbers = sorted(day + second / 86_400 for second in seconds)
    found = read(*numbers).instants
    zero = 25_569  # 1970-01-01
    expected = [round((number - zero) * 86_400) for number in numbers]
    assert [int(t.astype("datetime64[s]").astype("int64")) for t in found] == expected
