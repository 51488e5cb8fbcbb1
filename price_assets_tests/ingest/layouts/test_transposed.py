"""Tables whose columns are times."""

from __future__ import annotations

import pytest

from price_assets.ingest.errors import PriceFileError

from .tables import a_table, laid_out, observed


def test_a_table_with_a_column_for_each_month_end_has_a_row_for_each_region() -> None:
    table = a_table(
        "RegionID,SizeRank,RegionName,RegionType,StateName,2000-01-31,2000-02-29\n"
        '102001,0,United States,country,,118707.06,118915.9\n394913,1,"New York, NY",msa,NY,200.5,'
    )
    layout = laid_out(table)
    assert (layout.kind, layout.symbol_from, layout.timestamp) == ("transposed", "column", [])
    assert layout.prices == ["2000-01-31", "2000-02-29"]
    assert observed(table) == [
        ("2000-01-31", "United States", "118707.06"),
        ("2000-02-29", "United States", "118915.9"),
        ("2000-01-31", "New York, NY", "200.5"),
        ("2000-02-29", "New York, NY", ""),
    ]


@pytest.mark.parametrize(
    ("header", "times"),
    [
        ("1960,1961,1962", ["1960", "1961", "1962"]),
        ("1960 [YR1960],1961 [YR1961]", ["1960", "1961"]),
        ("Y1991,Y1992", ["1991", "1992"]),
        ("2019-Q1 ,2019-Q2 ", ["2019-Q1", "2019-Q2"]),
        ("2019M1,2019M2", ["2019M1", "2019M2"]),
        ("Jan-2019,Feb-2019", ["Jan-2019", "Feb-2019"]),
        ("201901,201902", ["201901", "201902"]),
        ("2019H1,2019H2", ["2019H1", "2019H2"]),
        ("31.01.2019", ["31.01.2019"]),
    ],
)
def test_columns_named_for_periods_are_times(header: str, times: list[str]) -> None:
    numbers = ",".join(f"{n}.5" for n, _ in enumerate(times))
    table = a_table(
        f"Country Name,Country Code,{header}\nAruba,ABW,{numbers}\nChad,TCD,{numbers}\n"
    )
    assert [(t, s) for t, s, _ in observed(table)] == [
        (time, symbol) for symbol in ("Aruba", "Chad") for time in times
    ]


def test_rows_are_named_by_as_many_columns_as_tell_them_apart() -> None:
    rows = "Aruba,Level,1,2\nAruba,Growth,3,4\nChad,Level,5,6\nChad,Growth,7,8\n"
    layout = laid_out(a_table(f"Country Name,Series Name,2001,2002\n{rows}"))
    assert layout.symbol_columns == ["Country Name", "Series Name"]


def test_the_key_of_eurostat_is_the_symbol() -> None:
    table = a_table("freq,geo\\TIME_PERIOD\t2019-01 \t2019-02 \nM,AT\t1.2 p\t1.3\n", delimiter="\t")
    assert observed(table) == [("2019-01", "M,AT", "1.2 p"), ("2019-02", "M,AT", "1.3")]


def test_dates_in_the_header_may_stand_in_two_rows() -> None:
    table = a_table(",2019,2019,2020\nItem,Nov,Dec,Jan\nTea,1,2,3\nTin,4,5,6\n", 2)
    assert [time for time, _, _ in observed(table)][:3] == ["2019 Nov", "2019 Dec", "2020 Jan"]


@pytest.mark.parametrize(
    "months",
    [
        "Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec",
        "January,February,March,April,May,June,July,August,September,October,November,December",
        "janv.,févr.,mars,avr.,mai,juin,juil.,août,sept.,oct.,nov.,déc.",
        "Ene,Feb,Mar,Abr,May,Jun,Jul,Ago,Sep,Oct,Nov,Dic",
    ],
)
def test_a_row_for_each_year_has_its_months_in_columns(months: str) -> None:
    numbers = ",".join(str(n) for n in range(1, 13))
    table = a_table(f"Year,{months},Annual\n2010,{numbers},6.5\n2011,{numbers},6.5\n")
    found = observed(table, "APU01.csv")
    assert len(found) == 24
    assert found[0] == ("2010-01", "APU01", "1")
    assert found[-1] == ("2011-12", "APU01", "12")


def test_months_are_numbered_by_their_names_and_not_by_their_order() -> None:
    months = "Oct,Nov,Dec,Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep"
    numbers = ",".join(str(n) for n in range(1, 13))
    assert observed(a_table(f"Year,{months}\n2010,{numbers}\n"))[0][0] == "2010-10"


def test_a_row_for_each_year_has_its_quarters_in_columns() -> None:
    table = a_table("Year,Q1,Q2,Q3,Q4\n2010,1,2,3,4\n")
    assert [time for time, _, _ in observed(table)] == ["2010Q1", "2010Q2", "2010Q3", "2010Q4"]


@pytest.mark.parametrize("prefix", ["", "H", "Hour ", "HE0"])
def test_a_row_for_each_day_has_its_hours_in_columns(prefix: str) -> None:
    hours = [f"{prefix}{n}" for n in range(1, 25)]
    numbers = ",".join(f"{n}.5" for n in range(24))
    table = a_table(f"Date,{','.join(hours)}\n01/02/2020,{numbers}\n13/02/2020,{numbers}\n")
    found = observed(table, "spot.csv")
    assert len(found) == 48
    assert found[0] == ("01/02/2020 1", "spot", "0.5")
    assert found[-1] == ("13/02/2020 24", "spot", "23.5")


def test_rows_that_nothing_tells_apart_are_refused() -> None:
    with pytest.raises(PriceFileError, match="that tells the rows apart, .* with symbol_column"):
        laid_out(a_table("2020-01-01,2020-01-02\n1,2\n3,4\n"))
    assert len(observed(a_table("2020-01-01,2020-01-02\n1,2\n"), "GOLD.csv")) == 2


def test_a_person_may_name_the_column_of_the_symbol() -> None:
    table = a_table("id,name,2000-01-31,2000-02-29\nx,A,1,2\ny,B,3,4\n")
    assert laid_out(table, symbol_column="id").symbol_columns == ["id"]
