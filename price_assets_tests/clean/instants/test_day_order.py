"""Which of two numbers is the day, and in which century a year of two digits is."""

from __future__ import annotations

import pandas as pd
import pytest

from price_assets.clean.instants.dates import read_times

from .test_dates import days, read


def column(*cells: str) -> pd.Series:
    return pd.Series(list(cells), dtype="str")


def written(form: str, *dates: str) -> list[str]:
    return [pd.Timestamp(date).strftime(form) for date in dates]


def test_one_day_above_the_twelfth_decides_for_the_column() -> None:
    assert days("1/2/2004", "13/2/2004") == ["2004-02-01", "2004-02-13"]
    assert days("1/2/2004", "2/13/2004") == ["2004-01-02", "2004-02-13"]
    assert days("1/2/04", "2/13/04") == ["2004-01-02", "2004-02-13"]
    assert read_times(column("1/2/2004", "13/2/2004")).proves_day_first is True
    assert read_times(column("1/2/2004", "2/13/2004")).proves_day_first is False


def test_a_late_day_above_the_twelfth_decides_too() -> None:
    early = [
        f"{month}/{day}/{year}"
        for year in range(1900, 1912)
        for month in range(1, 13)
        for day in range(1, 13)
    ]
    assert days(*early, "2/13/1950")[-1] == "1950-02-13"


def test_where_nothing_decides_the_day_is_first_and_the_doubt_is_recorded() -> None:
    times = read("1/2/2004", "3/2/2004")
    assert [str(t)[:10] for t in times.instants] == ["2004-02-01", "2004-02-03"]
    assert [doubt.model_dump() for doubt in times.doubts] == [
        {
            "what": "order of day and month",
            "taken": "1/2/2004 as 2004-02-01",
            "other": "1/2/2004 as 2004-01-02",
            "setting": "day_first",
            "thousandfold": False,
        }
    ]
    assert times.proves_day_first is None
    assert read("1/2/2004", "13/2/2004").doubts == []
    assert read("1/1/2004", "2/2/2004").doubts == []


@pytest.mark.parametrize(("form", "day_first"), [("%d/%m/%Y", True), ("%m/%d/%Y", False)])
def test_the_order_by_which_months_follow_each_other_decides(form: str, day_first: bool) -> None:
    firsts = [str(day)[:10] for day in pd.date_range("2003-11-01", periods=16, freq="MS")]
    for found in (firsts, firsts[::-1]):
        times = read(*written(form, *found))
        assert [str(t)[:10] for t in times.instants] == found
        assert times.doubts == []
        assert times.proves_day_first is day_first
        assert times.convention == f"{form}, by the order of the rows"


def test_times_of_the_day_show_that_days_follow_each_other() -> None:
    hours = pd.date_range("2004-02-01", periods=24 * 4, freq="h")
    times = read(*hours.strftime("%m/%d/%Y %H:%M"))
    assert times.proves_day_first is False
    assert list(times.instants) == list(hours.to_numpy("datetime64[us]"))


def test_other_files_settle_only_what_the_column_leaves_open() -> None:
    def settled(*cells: str) -> list[str]:
        return [str(t)[:10] for t in read(*cells, settled=False).instants]

    assert settled("1/2/2004", "3/2/2004") == ["2004-01-02", "2004-03-02"]
    assert settled("1/2/2004", "13/2/2004") == ["2004-02-01", "2004-02-13"]
    times = read("1/2/2004", settled=False)
    assert times.convention == "%m/%d/%Y, as in other files of this form"
    assert times.doubts == []
    assert times.proves_day_first is None


def test_the_order_can_be_said() -> None:
    assert days("1/2/2004", day_first=False) == ["2004-01-02"]
    assert days("1/2/2004", day_first=True) == ["2004-02-01"]
    assert days("1/31/2004", day_first=True) == [None]
    assert read("1/2/2004", day_first=False).doubts == []
    assert days("2004-02-01", day_first=False) == ["2004-02-01"]
    assert days("5 March 2004", day_first=False) == ["2004-03-05"]


def test_it_is_told_whether_the_order_of_day_and_month_was_applied() -> None:
    assert read("1/2/2004").day_first_applied
    assert read("31/12/04").day_first_applied
    assert not read("2004-02-01").day_first_applied
    assert not read("5 March 2004").day_first_applied
    assert read_times(column("2004-02-01")).proves_day_first is None


def test_a_year_of_two_digits_may_stand_first() -> None:
    assert days("04-01-29", "04-01-30", "04-02-02") == ["2004-01-29", "2004-01-30", "2004-02-02"]
    assert days("31/12/04", "31/12/05", "31/12/06") == ["2004-12-31", "2005-12-31", "2006-12-31"]
    assert [doubt.setting for doubt in read("04-01-31").doubts] == [*("day_first", "date_format")]
    assert days("040131", "040201", "040202") == ["2004-01-31", "2004-02-01", "2004-02-02"]
    assert days("310104", "010204", "020204") == ["2004-01-31", "2004-02-01", "2004-02-02"]


def test_six_digits_are_months_where_all_are_and_the_doubt_is_recorded() -> None:
    assert days("196001", "196002") == ["1960-01-01", "1960-02-01"]
    times = read("200401", "200402")
    assert [str(t)[:10] for t in times.instants] == ["2004-01-01", "2004-02-01"]
    assert [doubt.setting for doubt in times.doubts] == ["date_format"]
    assert days("200401", "200402", "200413")[:2] == ["2020-04-01", "2020-04-02"]


def test_the_hundred_years_of_two_digits_begin_in_1950() -> None:
    assert days("31.12.50", "31.12.99", "31.12.00", "31.12.24") == [
        *("1950-12-31", "1999-12-31", "2000-12-31", "2024-12-31")
    ]
    assert days("31.12.49") == ["2049-12-31"]


def test_years_that_go_on_across_1950_show_the_century_that_they_are_of() -> None:
    months = [f"Jan-{year % 100:02d}" for year in range(1940, 2021)]
    assert days(*months) == [f"{year}-01-01" for year in range(1940, 2021)]


def test_seasons_are_no_months_where_each_follows_the_one_before() -> None:
    assert days("2009/10", "2010/11", "2011/12") == ["2009-01-01", "2010-01-01", "2011-01-01"]
    assert days("2009/10", "2009/11", "2009/12") == ["2009-10-01", "2009-11-01", "2009-12-01"]
    assert days("2018/19", "2019/20", "2020/21") == ["2018-01-01", "2019-01-01", "2020-01-01"]


def test_the_order_under_which_no_working_day_is_left_out_is_taken() -> None:
    working_days = written("%m/%d/%Y", *pd.bdate_range("2024-01-02", "2024-01-12").astype("str"))
    times = read_times(column(*working_days[::-1]))
    assert str(times.instants[0])[:10] == "2024-01-12"
    assert times.convention == "%m/%d/%Y, by the order of the rows"
    assert times.doubts == []
    swapped = written("%d/%m/%Y", *pd.bdate_range("2024-01-02", "2024-01-12").astype("str"))
    assert str(read_times(column(*swapped)).instants[0])[:10] == "2024-01-02"


def test_days_that_are_as_regular_as_months_stay_doubtful() -> None:
    times = read_times(column(*(f"01/{number:02d}/2024" for number in range(1, 13))))
    assert [doubt.setting for doubt in times.doubts] == ["day_first"]
    assert str(times.instants[1])[:10] == "2024-02-01"
    few = read_times(column("01/05/2024", "01/08/2024", "01/09/2024"))
    assert [doubt.setting for doubt in few.doubts] == ["day_first"]
