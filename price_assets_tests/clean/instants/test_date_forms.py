"""Forms of dates, in digits and in words of many languages, and of periods and intervals."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.clean.instants.languages import LANGUAGES

from .test_dates import days, moments, read


@pytest.mark.parametrize(
    "text",
    [
        *("20040131", "2004-W05-6", "2004W056", "2004-031", "2004031", "2004_01_31", "2004/1/31/"),
        *("31JAN2004", "31-Jan-04", "31/JAN/2004", "Saturday, 31 January 2004", "Jan 31st, 2004"),
        *("Sat 31 Jan 2004", "the 31st of January 2004", "2004 Jan 31", "Jan. 31, 2004"),
        *("31 de enero de 2004", "sábado, 31 de enero de 2004", "31 janv. 2004", "31. Jänner 2004"),
        *("31-GEN-2004", "31 sty 2004", "31 января 2004 \u0433.", "31 Ocak 2004 Cumartesi"),
        *("2004. január 31., szombat", "2004 m. sausio 31 d.", "thứ bảy, 31 tháng 1, 2004"),
        *("2004年1月31日", "2004年1月31日(土)", "2004年1月31日土曜日", "2004 年 1 月 31 日"),
        *(
            "2004년 1월 31일 토요일",
            "2004. 1. 31.",
            "\uff12\uff10\uff10\uff14-01-31",
            "31\u200e/\u200e01\u200e/\u200e2004",
        ),
        *(
            "2004. I. 31.",
            "31 - 01 - 2004",
            "2004\u201301\u201331",
            "2004-01-31Z",
            "2004-01-31+01:00",
        ),
        *('"2004-01-31"', "31.I.2004", "\u0662\u0660\u0660\u0664-\u0660\u0661-\u0663\u0661"),
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    times = read(text)
    assert moments(times) == ["2004-01-31T00:00:00"]
    assert not times.timed.any()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, "1960-01-01") for text in ("1960M01", "1960-1", "Jan-60", "01/1960", "196001")),
        *((text, "1960-01-01") for text in ("1960:01", "1960m1", "JAN 1960", "1960 Jan", "1.1960")),
        *((text, "2019-03-01") for text in ("Mrz 19", "März 2019", "mars 2019", "2019年3月")),
        *((text, "2019-07-01") for text in ("2019Q3", "2019-Q3", "Q3 2019", "3Q19", "2019 T3")),
        *((text, "2019-07-01") for text in ("2019:Q3", "Q3/19", "3rd quarter 2019", "K3 2019")),
        *((text, "2019-07-01") for text in ("III квартал 2019", "III kw. 2019", "2019年第3季度")),
        *((text, "2019-07-01") for text in ("2019H2", "2019S2", "H2 2019", "2. Halbjahr 2019")),
        *((text, "2004-01-26") for text in ("2004-W05", "2004W05", "KW 5/2004", "Week 5, 2004")),
        *((text, "2004-01-01") for text in ("2004", "2004Q1", "2004M1", "2004-H1")),
    ],
)
def test_a_period_is_its_first_day(text: str, expected: str) -> None:
    assert days(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01/01/2022 00:00:00 - 01/01/2022 01:00:00", "2022-01-01T00:00:00"),
        ("2022-01-01T00:00/2022-01-01T01:00", "2022-01-01T00:00:00"),
        ("2022-01-01T00:00Z/PT1H", "2022-01-01T00:00:00"),
        ("2022-01-01 00:00 - 01:00", "2022-01-01T00:00:00"),
        ("2022-01-01 07 - 08", "2022-01-01T07:00:00"),
        ("2019-01-01 to 2019-01-07", "2019-01-01T00:00:00"),
        ("9/3/2019 - 9/30/2019", "2019-03-09T00:00:00"),
        ("01.01.2022 bis 07.01.2022", "2022-01-01T00:00:00"),
        ("Jan 1, 2022 \u2013 Jan 7, 2022", "2022-01-01T00:00:00"),
    ],
)
def test_an_interval_is_its_start(text: str, expected: str) -> None:
    assert moments(read(text)) == [expected]


def test_that_intervals_are_their_starts_is_told() -> None:
    times = read("2022-01-01/2022-01-07")
    assert times.convention == "%Y-%m-%d, the start of each interval"


def test_the_end_of_an_interval_is_told_from_an_offset_by_the_other_cells() -> None:
    times = read("2022-01-01 00:00-01:00", "2022-01-01 13:00-14:00")
    assert moments(times) == ["2022-01-01T00:00:00", "2022-01-01T13:00:00"]
    assert not times.zoned.any()
    offset = read("2022-01-01 00:00-01:00")
    assert moments(offset) == ["2022-01-01T01:00:00"]
    assert offset.zoned.all()


@pytest.mark.parametrize(
    ("text", "convention"),
    [
        ("Friday, 5 September 2017", "%A, %d %B %Y"),
        ("5 de septiembre de 2017", "%d de %B de %Y"),
        ("2004年1月31日", "%Y年%m月%d日"),
        ("2004-W05", "%G-W%V (weeks, by their Monday)"),
        ("2019Q3", "%YQ%q (quarters, by their first day)"),
        ("2019S1", "%YS%h (half-years, by their first day)"),
        ("1960M01", "%YM%m"),
    ],
)
def test_the_form_is_told_as_it_is_written(text: str, convention: str) -> None:
    assert read(text).convention == convention


def test_a_word_that_is_a_day_of_the_week_and_a_month_is_what_it_can_be() -> None:
    assert days("mar 5 mar 2019", "mié 6 mar 2019") == ["2019-03-05", "2019-03-06"]


def test_the_language_of_the_column_decides_what_a_word_means() -> None:
    assert days("5 listopada 2019", "6 grudnia 2019") == ["2019-11-05", "2019-12-06"]
    assert days("5. listopada 2019.", "6. prosinca 2019.") == ["2019-10-05", "2019-12-06"]


def test_a_month_that_is_another_one_in_a_language_as_likely_is_noted() -> None:
    times = read("5 listopada 2019")
    assert moments(times) == ["2019-11-05T00:00:00"]
    assert times.notes == ["listopada is taken as month 11, and is month 10 in hr"]
    assert read("5 listopada 2019", "6 grudnia 2019").notes == []


def test_months_may_be_cut_to_their_first_letters() -> None:
    assert days("05-FEV-19", "05-AOU-19") == ["2019-02-05", "2019-08-05"]
    assert days("05-JUI-19", "05-FEV-19") == [None, "2019-02-05"]


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([code for code in LANGUAGES if code not in ("ar", "he")]),
    st.sampled_from(["full", "long", "medium"]),
    st.lists(st.dates(date(1950, 1, 1), date(2049, 12, 31)), min_size=1, max_size=4),
)
def test_dates_in_the_usual_forms_of_each_language_come_back(
    code: str, width: str, found: list[date]
) -> None:
    decided = [*found, date(2003, 3, 31)]
    texts = [format_date(day, width, locale=code) for day in decided]
    assert days(*texts) == [str(day) for day in decided]
