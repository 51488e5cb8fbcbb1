"""Columns in which dates of several forms stand, and dates that a spreadsheet swapped."""

from __future__ import annotations

from price_assets.checkpoints import Doubt

from .test_dates import days, read


def test_dates_of_a_second_form_are_read_however_many_there_are() -> None:
    iso = [f"2004-01-{day:02d}" for day in range(1, 21)]
    other = [f"{day}/02/2004" for day in range(9, 29)]
    for cells in ([*iso, *other], [*iso, *other[:6]], [*iso[:3], *other]):
        times = read(*cells)
        expected = [c if c[4] == "-" else f"2004-02-{int(c.split('/')[0]):02d}" for c in cells]
        assert [str(t)[:10] for t in times.instants] == expected
        assert times.doubts == []
        assert len(times.notes) == 1


def test_periods_of_equal_length_are_read_in_several_forms() -> None:
    assert days("1Q2024", "Q2 2024", "2024-Q3") == ["2024-01-01", "2024-04-01", "2024-07-01"]
    assert days("Jan 2024", "Feb 2024", "3/2024") == ["2024-01-01", "2024-02-01", "2024-03-01"]


def test_a_year_beside_months_or_quarters_is_no_date_among_them() -> None:
    assert days("Jan 2024", "Feb 2024", "2024") == ["2024-01-01", "2024-02-01", None]
    assert days("2024-Q1", "2024-Q2", "2024") == ["2024-01-01", "2024-04-01", None]


def test_the_dates_of_a_second_form_tell_the_order_of_its_day_and_month() -> None:
    iso = ["2004-01-01", "2004-01-02", "2004-01-03"]
    assert days(*iso, "02/01/2004", "02/13/2004")[3:] == ["2004-02-01", "2004-02-13"]
    assert read(*iso, "02/01/2004", "02/13/2004").doubts == []
    assert read(*iso, "02/01/2004", "02/13/2004").proves_day_first is False
    assert days("13/01/2004", "14/01/2004", "02/03/04")[2] == "2004-03-02"


def test_a_second_form_that_does_not_tell_its_order_is_read_by_the_default_with_a_doubt() -> None:
    iso = ["2004-01-01", "2004-01-02", "2004-01-03"]
    times = read(*iso, "02/01/2004")
    assert str(times.instants[3])[:10] == "2004-01-02"
    assert times.doubts == [
        Doubt(
            what="order of day and month",
            taken="02/01/2004 as 2004-01-02",
            other="02/01/2004 as 2004-02-01",
            setting="day_first",
        )
    ]
    assert times.day_first_applied
    assert days(*iso, "02/01/2004", day_first=False)[3] == "2004-02-01"


def test_dates_that_a_spreadsheet_may_have_swapped_are_doubtful() -> None:
    swapped = [f"2024-{month:02d}-01" for month in range(8, 13)]
    texts = [f"{day}/01/2024" for day in range(13, 18)]
    times = read(*swapped, *texts)
    assert [str(t)[:10] for t in times.instants[:5]] == swapped
    assert [(doubt.taken, doubt.other) for doubt in times.doubts] == [
        ("2024-08-01 as 2024-08-01", "2024-08-01 as 2024-01-08")
    ]


def test_dates_with_all_days_beside_texts_are_not_doubtful() -> None:
    texts = [f"{day}/01/2024" for day in range(13, 18)]
    assert read("2024-08-01", "2024-09-01", "2024-10-31", *texts).doubts == []
    assert read("2024-08-01", "2024-09-01", "2024-10-01", "1/1/2024", *texts).doubts == []
