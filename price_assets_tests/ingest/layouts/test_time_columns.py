"""Where the time stands: in one column, in several, in the file's name."""

from __future__ import annotations

import pytest

from price_assets.ingest.errors import NoPricesError
from price_assets.ingest.layouts.file_dates import date_in_name

from .tables import a_table, laid_out, observed


def times(text: str, name: str = "x.csv", **settings: str) -> list[str]:
    return [time for time, _, _ in observed(a_table(text), name, **settings)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Date,Hour,Price\n2020-01-01,1,10.5\n2020-01-01,24,1\n",
            ["2020-01-01 1", "2020-01-01 24"],
        ),
        ("Date,Hours,SYS\n01-01-2020,00 - 01,1\n", ["01-01-2020 00:00"]),
        ("Datum,Zeit,Kurs\n01.02.2020,09:30,1\n", ["01.02.2020 09:30"]),
        ("DTYYYYMMDD,TIME,CLOSE\n20200102,000500,1\n", ["20200102 000500"]),
        ("Year,Month,Day,Price\n2010,1,5,1\n2010,12,16,1\n", ["2010-01-05", "2010-12-16"]),
        ("Year,Month,Day,Hour,PT\n2020,1,1,2,41.88\n", ["2020-01-01 02"]),
        ("Year,Month,Day,Time,Price\n2020,1,1,09:30,41.88\n", ["2020-01-01 09:30"]),
        ("year,month,price\n2010,January,1\n2010,2,1\n", ["January 2010", "2010-02"]),
        ("Année,Mois,Jour,Prix\n2010,mars,5,1\n", ["5 mars 2010"]),
        ("year,quarter,price\n2010,1,1\n2010,Q2,1\n", ["2010Q1", "2010Q2"]),
        ("year,week,price\n2010,1,1\n2010,52,1\n", ["2010-W01", "2010-W52"]),
        ("year,period,value\n2010,M01,1\n2010,M13,1\n", ["2010M01", "2010M13"]),
        ("series_id,year,period,value\nA,2010,Q01,1\n", ["2010Q1"]),
        ("Year,Price\n1861,3.6\n1862,7.7\n", ["1861", "1862"]),
    ],
)
def test_columns_that_hold_the_time_together_are_joined(text: str, expected: list[str]) -> None:
    assert times(text) == expected


def test_a_part_of_the_time_that_is_missing_leaves_no_time() -> None:
    found = times("Date,Time,Close\n2020-01-01,09:30,1\n2020-01-02,10:30,1\n2020-01-02\n")
    assert found[:2] == ["2020-01-01 09:30", "2020-01-02 10:30"]
    assert found[2] != found[2]


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("Expiry,Trade Date,Price", "2020-06-19,2020-01-02,1", "Trade Date"),
        ("timestamp,year,month,price", "1570752011,2019,10,1", "timestamp"),
        ("unix,date,close", "1609459200,2021-01-01 00:00:00,1", "date"),
        ("price,moment", "1,1570752011620", "moment"),
        ("Price,日付", "1,2020年1月31日", "日付"),
        ("MTU (CET/CEST),Price", "01/01/2022 00:00 - 01/01/2022 01:00,1", "MTU (CET/CEST)"),
        ("stamp,price", "20120201 000003660,1.5", "stamp"),
    ],
)
def test_the_time_is_found_among_what_looks_like_it(header: str, row: str, expected: str) -> None:
    assert laid_out(a_table(f"{header}\n{row}\n{row}\n")).timestamp == [expected]


def test_prices_of_four_digits_and_two_decimals_are_no_dates() -> None:
    layout = laid_out(a_table("Gold,Day\n1985.10,2010-01-01\n2004.12,2010-01-02\n"))
    assert (layout.timestamp, layout.prices) == (["Day"], ["Gold"])


def test_two_columns_of_dates_with_names_alike_are_a_doubt() -> None:
    layout = laid_out(a_table("A Date,B Date,Price\n2020-01-02,2020-06-03,2\n"))
    assert layout.timestamp == ["A Date"]
    assert [doubt.setting for doubt in layout.doubts] == ["timestamp_column"]
    assert "'B Date'" in layout.doubts[0].sentence


def test_settings_may_name_two_columns_or_one_with_a_plus_in_its_name() -> None:
    text = "d,t,d+t,p\n2020-01-01,10:00,2021-01-01,1\n"
    assert times(text, timestamp_column="t+d") == ["10:00 2020-01-01"]
    assert times(text, timestamp_column="d+t", price_column="p") == ["2021-01-01"]
    text = "y,m,p\n2020,3,1\n"
    assert times(text.replace("y,m", "Year,Month"), timestamp_column="year+month") == ["2020-03"]


def test_times_of_day_get_the_date_of_the_file_s_name() -> None:
    text = "time,price,size\n09:30:00.123,10.5,100\n09:30:01,10.6,200\n"
    layout = laid_out(a_table(text), "ticks/AAPL_2020-01-02.csv")
    assert layout.notes == ["the date 2020-01-02 is taken from the file's name"]
    assert observed(a_table(text), "ticks/AAPL_2020-01-02.csv")[0] == (
        *("2020-01-02T09:30:00.123", "AAPL", "10.5"),
    )
    with pytest.raises(NoPricesError, match=r"^AAPL.csv: expected a column with dates, found only"):
        laid_out(a_table(text), "AAPL.csv")


def test_a_date_in_the_file_s_name_is_never_used_against_a_column() -> None:
    layout = laid_out(a_table("date,price\n2019-05-05,1\n"), "GOLD_2020-01-02.csv")
    assert (layout.date, layout.timestamp) == (None, ["date"])


def test_quotes_of_one_day_need_symbols() -> None:
    text = "Symbol,Last\nAAPL,1.5\nMSFT,1.6\n"
    assert observed(a_table(text), "quotes-20200102.csv") == [
        ("2020-01-02", "AAPL", "1.5"),
        ("2020-01-02", "MSFT", "1.6"),
    ]
    with pytest.raises(NoPricesError, match="expected a column with times, or one with symbols"):
        laid_out(a_table("Last\n1.5\n1.6\n"), "quotes-20200102.csv")
    with pytest.raises(NoPricesError, match="expected a column with times"):
        laid_out(a_table(text), "quotes.csv")


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("20140324", ("2014-03-24", "20140324")),
        ("AAPL_2014-03-24_trades", ("2014-03-24", "AAPL_trades")),
        ("cm24MAR2014bhav", ("2014-03-24", "cmbhav")),
        ("AAPL_20140101-20141231", None),
        ("AAPL_20141332", None),
        ("id201403241", None),
        ("EURUSD60", None),
    ],
)
def test_the_one_date_of_a_name_is_found(stem: str, expected: tuple[str, str] | None) -> None:
    assert date_in_name(stem) == expected
