"""The symbol: in a column, in several together, in the file, its sheet, its name."""

from __future__ import annotations

from itertools import product

import pytest

from .tables import a_table, laid_out, observed


def symbols(text: str, name: str = "x.csv", **settings: str) -> list[str]:
    return list(dict.fromkeys(symbol for _, symbol, _ in observed(a_table(text), name, **settings)))


def food_prices() -> str:
    header = "date,admin1,market,latitude,category,commodity,unit,pricetype,currency,price,usdprice"
    rows = [
        f"2014-0{month}-15,Coast,{market},1.5,cereals,{item},KG,{kind},KES,{price}.5,{price}.1"
        for price, (month, market, item, kind) in enumerate(
            product("123456789", ("Nairobi", "Kisumu"), ("Maize", "Beans"), ("Retail", "Wholesale"))
        )
    ]
    return "\n".join([header, *rows])


def test_columns_are_joined_until_they_tell_rows_of_one_time_apart() -> None:
    layout = laid_out(a_table(food_prices()))
    assert layout.symbol_columns == ["commodity", "market", "pricetype"]
    assert layout.notes[0] == (
        "columns 'commodity', 'market', 'pricetype' together are the symbol: they tell rows of one "
        "time apart"
    )
    assert symbols(food_prices())[0] == "Maize / Nairobi / Retail"


def test_a_symbol_that_tells_all_rows_apart_stands_alone() -> None:
    text = "date,cmname,mktname,unit,price\n"
    text += "".join(f"2014-0{m}-15,Bread,Fayzabad,KG,{m}\n" for m in range(1, 10))
    assert symbols(text) == ["Bread"]


def test_rows_that_stand_twice_need_no_further_column() -> None:
    rows = "".join(f"2014-0{m}-15,Bread,{place},{m}.5\n" for m in range(1, 9) for place in "AA")
    assert laid_out(a_table(f"date,item,market,price\n{rows}")).symbol_columns == ["item"]


def test_the_side_of_a_trade_and_the_number_of_a_row_are_no_symbols() -> None:
    rows = "".join(
        f"2020-01-01 00:00:{second:02d},{side},t{second}{side},{second}.{len(side)}\n"
        for second in range(30)
        for side in ("buy", "sell")
    )
    layout = laid_out(a_table(f"time,side,reference,price\n{rows}"))
    assert (layout.kind, layout.symbol_columns) == ("single", [])


def test_a_column_without_usual_name_is_the_symbol_if_it_is_needed() -> None:
    rows = "".join(f"2020-01-0{day},{what},{day}.{len(what)}\n" for day in (1, 2) for what in "AB")
    layout = laid_out(a_table(f"Stichtag,what,Preis\n{rows}"))
    assert layout.symbol_columns == ["what"]
    assert "column 'what' is the symbol" in layout.notes[0]


def test_prices_that_nothing_tells_apart_are_noted() -> None:
    rows = "".join(
        f"2020-01-0{day},A,{kind},{n}\n" for day in (1, 2) for kind in "xy" for n in "12"
    )
    layout = laid_out(a_table(f"date,symbol,kind,price\n{rows}"))
    assert layout.symbol_columns == ["symbol"]
    assert layout.notes == [
        "several prices of one symbol stand at one time, and no column tells them apart"
    ]


def test_contracts_are_told_apart_by_their_terms() -> None:
    rows = "".join(
        f"2020-01-0{day},2020-06-{end},{strike},{right},{day}.{end}{strike}\n"
        for day, end, strike, right in product("23", ("19", "26"), ("10", "20"), "CP")
    )
    layout = laid_out(a_table(f"date,expiry,strike,type,last\n{rows}"))
    assert layout.timestamp == ["date"]
    assert layout.symbol_columns == ["expiry", "strike", "type"]


@pytest.mark.parametrize(
    ("header", "rows", "expected"),
    [
        ("KEY,FREQ,CURRENCY,TIME_PERIOD,OBS_VALUE", "E.USD,D,USD,2020-01-02,1", ["KEY"]),
        ("Entity,Code,Year,Oil price", "World,,1861,3;France,FRA,1861,4", ["Entity"]),
        ("Country,ISO3 Code,Date,Price (EUR/MWhe)", "Austria,AUT,2015-01-01,29", ["Country"]),
        ("MTU,Area,Sequence,Day-ahead", "2020-01-01,BZN|HU,none,1", ["Area"]),
        ("date,base,currency,rate", "2020-01-01,EUR,USD,1;2020-01-01,EUR,GBP,2", ["currency"]),
        ("代码,日期,收盘价", "600519,2020-01-01,1;600520,2020-01-01,2", ["代码"]),
        ("SYMBOL,SERIES,CLOSE,TIMESTAMP", "A,EQ,1,01-JAN-2020;B,EQ,2,01-JAN-2020", ["SYMBOL"]),
        (
            "LOCATION,SUBJECT,TIME,Value",
            "AUT,TOT,2020-01,1;AUT,FOOD,2020-01,2;BEL,TOT,2020-01,3;BEL,FOOD,2020-01,4",
            ["SUBJECT", "LOCATION"],
        ),
        (
            "Area Code,Area,Item Code,Item,Year,Months,Value",
            "1,Armenia,15,Wheat,2010,May,1;2,Austria,15,Wheat,2010,May,2;"
            "1,Armenia,44,Barley,2010,May,3;2,Austria,44,Barley,2010,May,4",
            ["Item", "Area"],
        ),
    ],
)
def test_the_symbols_of_known_exports_are_found(
    header: str, rows: str, expected: list[str]
) -> None:
    table = a_table("\n".join([header, *rows.split(";")]))
    assert laid_out(table).symbol_columns == expected


def test_parts_of_a_symbol_that_are_missing_are_left_out() -> None:
    text = "d,a,b,p\n2020-01-01,X,Y,1\n2020-01-02,X,,2\n2020-01-03,,Y,3\n"
    settings = {"timestamp_column": "d", "symbol_column": "a+b", "price_column": "p"}
    assert symbols(text, **settings) == ["X / Y", "X", "Y"]


def test_series_of_several_places_are_named_for_both() -> None:
    table = a_table("Date,Region,Wheat,Maize\n2020-01-01,North,1,2\n2020-01-01,South,3,4\n")
    layout = laid_out(table)
    assert (layout.kind, layout.symbol_from) == ("wide", "column")
    assert [doubt.setting for doubt in layout.doubts] == ["price_column"]
    assert [(s, p) for _, s, p in observed(table)] == [
        *(("North / Wheat", "1"), ("North / Maize", "2")),
        *(("South / Wheat", "3"), ("South / Maize", "4")),
    ]


SERIES = "Date,Value\n2020-01-01,1\n2020-01-02,2\n"


@pytest.mark.parametrize(
    ("attributes", "symbol_from", "symbol"),
    [
        ({}, "file name", "gold"),
        ({"sheet": "C 1 Comdty"}, "sheet name", "C 1 Comdty"),
        ({"sheet": "Tabelle1"}, "file name", "gold"),
        ({"sheet": "Daily Prices"}, "file name", "gold"),
        ({"sheet": "result.XXBTZUSD"}, "sheet name", "XXBTZUSD"),
        ({"sheet": "C 1 Comdty", "symbol": "AAPL"}, "file", "AAPL"),
        ({"preamble": [["Title"], ["Symbol: AAPL"]]}, "file", "AAPL"),
        ({"preamble": [["Name", "Apple Inc."], ["# Ticker", "AAPL"]]}, "file", "AAPL"),
        ({"preamble": [["Source: the web", ""], ["Date: today"]]}, "file name", "gold"),
    ],
)
def test_one_symbol_is_named_by_the_file_its_sheet_or_its_name(
    attributes: dict[str, object], symbol_from: str, symbol: str
) -> None:
    sheet = attributes.get("sheet")
    layout = laid_out(a_table(SERIES, **attributes), f"gold.xlsx#{sheet}" if sheet else "gold.csv")
    assert (layout.symbol_from, layout.symbol) == (symbol_from, symbol)


def test_the_settings_name_the_symbol_before_all_others() -> None:
    layout = laid_out(a_table(SERIES, symbol="AAPL", sheet="X"), symbol="GOLD")
    assert (layout.symbol_from, layout.symbol) == ("settings", "GOLD")
