"""Wide tables: several header rows, bars of several symbols, series with dates of their own."""

from __future__ import annotations

import pytest

from .tables import a_table, laid_out, observed

BARS = {
    "pandas, fields above symbols": (
        3,
        "Price,Close,Close,High,High\nTicker,AAPL,MSFT,AAPL,MSFT\nDate,,,,\n"
        "2020-01-01,1,2,3,4\n2020-01-02,1,2,3,4\n",
    ),
    "symbols above fields, merged": (
        2,
        ",AAPL,,MSFT,\nDate,High,Close,High,Close\n2020-01-01,3,1,4,2\n2020-01-02,3,1,4,2\n",
    ),
    "symbol, dot, field": (
        1,
        ",AAPL.High,AAPL.Close,MSFT.High,MSFT.Close\n2020-01-01,3,1,4,2\n2020-01-02,3,1,4,2\n",
    ),
    "symbol, underscore, field": (
        1,
        "date,AAPL_close,AAPL_volume,MSFT_close,MSFT_volume\n2020-01-01,1,9,2,9\n2020-01-02,1,9,2,9\n",
    ),
    "tuples as text": (
        1,
        "Date,\"('Close', 'AAPL')\",\"('Close', 'MSFT')\",\"('Adj Close', 'AAPL')\"\n"
        "2020-01-01,1,2,3\n2020-01-02,1,2,3\n",
    ),
}


@pytest.mark.parametrize("case", BARS)
def test_bars_of_several_symbols_give_the_close_of_each(case: str) -> None:
    header_rows, text = BARS[case]
    table = a_table(text, header_rows)
    assert laid_out(table).kind == "wide"
    assert observed(table) == [
        *(("2020-01-01", "AAPL", "1"), ("2020-01-01", "MSFT", "2")),
        *(("2020-01-02", "AAPL", "1"), ("2020-01-02", "MSFT", "2")),
    ]


def test_bars_of_one_symbol_may_have_it_in_each_name() -> None:
    header = ",AAPL.Open,AAPL.High,AAPL.Low,AAPL.Close,AAPL.Volume,AAPL.Adjusted"
    layout = laid_out(a_table(f"{header}\n2020-01-01,1,2,3,4,5,6\n"))
    assert (layout.prices, layout.price_symbols) == (["AAPL.Close"], ["AAPL"])


def test_a_symbol_without_any_price_is_noted() -> None:
    text = "date,A.close,B.close,C.volume\n2020-01-01,1,2,3\n"
    assert laid_out(a_table(text)).notes == ["symbol 'C' has no column of prices: 'C.volume'"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (",Crude oil,Coal\n,($/bbl),($/mt)\n,CRUDE,COAL", ["Crude oil", "Coal"]),
        ("Date,CRUDE,COAL\n,Crude oil,Coal\n,USD,USD", ["Crude oil", "Coal"]),
        ("Date,Gold,Gold\n,AM,PM", ["AM", "PM"]),
        ("Date,USD/kg,USD/t\n,Tea,Tin", ["Tea", "Tin"]),
        ("Date,Metals,Metals\n,Index,Index", ["Metals Index", "Metals Index_2"]),
        (
            "Title,A$1=USD,Trade-weighted\nFrequency,Daily,Daily\nUnits,USD,Index\nID,FXUSD,FXTWI",
            ["A$1=USD", "Trade-weighted"],
        ),
    ],
)
def test_symbols_are_named_by_the_row_that_names_them_best(
    header: str, expected: list[str]
) -> None:
    rows = "2020-01-01,1,2\n2020-01-02,3,4\n"
    layout = laid_out(a_table(f"{header}\n{rows}", header.count("\n") + 1))
    assert (layout.kind, layout.price_symbols) == ("wide", expected)
    assert len(set(layout.prices)) == 2


def test_a_series_among_several_header_rows_has_its_plain_name() -> None:
    text = ",BBK01.WT5511,FLAGS\n,Gold price in London,\nunit,USD,\n2020-01-02,1500.5,\n"
    assert [symbol for _, symbol, _ in observed(a_table(text, 3))] == ["Gold price in London"]


@pytest.mark.parametrize(
    ("header_rows", "text"),
    [
        (1, "Date,WTI,Date,Brent\n"),
        (2, "WTI,,Brent,\nDate,PX_LAST,Date,PX_LAST\n"),
        (2, "WTI,WTI,Brent,Brent\nDate,Price,Date,Price\n"),
    ],
)
def test_series_side_by_side_have_dates_of_their_own(header_rows: int, text: str) -> None:
    table = a_table(f"{text}2020-01-02,1,2020-01-03,2\n,,2020-01-06,4\n", header_rows)
    found = observed(table)
    assert found[:2] == [("2020-01-02", "WTI", "1"), ("2020-01-03", "Brent", "2")]
    assert found[3] == ("2020-01-06", "Brent", "4")
    assert len(found) == 4


def test_a_count_of_the_rows_is_no_symbol() -> None:
    rows = "".join(f"2020-01-0{n},1.{n}5,2.{n}5,{n}\n" for n in range(1, 8))
    layout = laid_out(a_table(f"date,1USD,1EUR,table no.\n{rows}"))
    assert layout.prices == ["1USD", "1EUR"]
    assert any("'table no.'" in note for note in layout.notes)


def test_columns_of_contracts_named_for_months_are_symbols_beside_dates() -> None:
    layout = laid_out(a_table("Date,Jan-24,Feb-24\n2023-12-01,1.5,1.6\n"))
    assert (layout.kind, layout.price_symbols) == ("wide", ["Jan-24", "Feb-24"])


def test_names_with_the_word_price_are_whole_names() -> None:
    layout = laid_out(a_table("Date,Gold Price,Silver Price\n2020-01-01,1500,18\n"))
    assert layout.price_symbols == ["Gold Price", "Silver Price"]
