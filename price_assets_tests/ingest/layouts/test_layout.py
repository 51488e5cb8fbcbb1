"""Which column is what: by the settings, by the usual names, by the cells."""

from __future__ import annotations

import pytest

from price_assets.checkpoints import RawPrices
from price_assets.ingest import IngestSettings, PriceFileError
from price_assets.ingest.layouts.symbol_names import symbol_of
from price_assets_tests.ingest.conftest import Ingest

from .tables import a_table, laid_out, observed


def test_a_long_file_has_its_symbols_in_a_column(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "Ticker,Day,Last,Volume\nA,2020-01-01,1,10\nB,2020-01-01,2,20\n"})
    source = raw.sources[0]
    assert (source.layout, source.symbol_from) == ("long", "column")
    assert source.columns.model_dump() == {
        "timestamp": ["Day"],
        "symbol": ["Ticker"],
        "price": ["Last"],
        "extra": {"Volume": "Volume"},
    }
    assert raw.frame["symbol"].tolist() == ["A", "B"]
    assert raw.frame["column"].tolist() == ["Last", "Last"]


def test_a_file_of_bars_is_named_for_its_symbol_and_its_price_is_the_close(
    ingest_files: Ingest,
) -> None:
    raw = ingest_files(
        {"fx/EURUSD.csv": "Date,Open,High,Low,Close,Adj Close,Volume\n2020-01-01,1,2,3,4,5,6\n"}
    )
    source = raw.sources[0]
    assert (source.layout, source.symbol_from) == ("single", "file name")
    assert source.columns.price == ["Close"]
    assert raw.frame.loc[0, ["symbol", "price", "Adj Close"]].tolist() == ["EURUSD", "4", "5"]


def test_a_wide_file_has_an_observation_for_each_cell_row_by_row(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "Date,USD,JPY,note\n2020-01-01,1,N/A,a\n2020-01-02,3,4,b\n"})
    source = raw.sources[0]
    assert (source.layout, source.symbol_from) == ("wide", "header")
    assert (source.rows, source.observations) == (2, 4)
    columns = ["row", "column", "symbol", "timestamp", "price", "note"]
    assert raw.frame[columns].values.tolist() == [
        [1, "USD", "USD", "2020-01-01", "1", "a"],
        [1, "JPY", "JPY", "2020-01-01", "N/A", "a"],
        [2, "USD", "USD", "2020-01-02", "3", "b"],
        [2, "JPY", "JPY", "2020-01-02", "4", "b"],
    ]


def test_a_series_file_takes_its_symbol_from_the_header(ingest_files: Ingest) -> None:
    raw = ingest_files({"oil.csv": "DATE,DCOILWTICO\n2020-04-20,-36.98\n2020-04-21,.\n"})
    assert (raw.sources[0].layout, raw.sources[0].symbol_from) == ("wide", "header")
    assert raw.frame["symbol"].tolist() == ["DCOILWTICO"] * 2
    assert raw.frame["price"].tolist() == ["-36.98", "."]


def test_a_column_of_missing_prices_is_a_symbol_too(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "Date,USD,XYZ\n2020-01-01,1,N/A\n"})
    assert raw.sources[0].columns.price == ["USD", "XYZ"]


def test_date_and_time_of_day_in_two_columns_are_one_time(ingest_files: Ingest) -> None:
    raw = ingest_files({"EURUSD60.csv": "Date,Time,Close\n2019.02.15,14:00,1.12686\n"})
    assert raw.sources[0].columns.timestamp == ["Date", "Time"]
    assert raw.frame["timestamp"].tolist() == ["2019.02.15 14:00"]


def test_a_time_column_without_usual_name_is_found_by_its_dates(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "what,Stichtag,price\nA,31.12.2019,1\nB,01.01.2020,2\n"})
    assert raw.sources[0].columns.timestamp == ["Stichtag"]


def test_of_two_usual_names_the_one_with_dates_is_the_time(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "Date,Day,price\nfirst,2020-01-01,1\nsecond,2020-01-02,2\n"})
    assert raw.sources[0].columns.timestamp == ["Day"]


@pytest.mark.parametrize("values", ["1570752011", "1570752011620", "2019", "20191011"])
def test_a_named_time_may_hold_numbers(ingest_files: Ingest, values: str) -> None:
    raw = ingest_files({"x.csv": f"price,timestamp\n1,{values}\n"})
    assert raw.sources[0].columns.timestamp == ["timestamp"]


def test_the_currency_of_rates_is_the_symbol_and_of_bars_is_not(ingest_files: Ingest) -> None:
    raw = ingest_files(
        {
            "a.csv": "date,currency,rate\n2020-01-01,USD,1.1\n",
            "b.csv": "date,open,close,currency\n2020-01-01,1,2,USD\n",
        }
    )
    assert raw.frame["symbol"].tolist() == ["USD", "b"]


def test_a_long_file_with_one_numeric_column_needs_no_price_name(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "date,symbol,EUR per ton,grade\n2020-01-01,Wheat,210,a\n"})
    assert raw.sources[0].columns.price == ["EUR per ton"]


def test_settings_name_the_columns_and_the_symbol(ingest_files: Ingest) -> None:
    text = "asof,made,who,bid,ask\n2020-01-02,2020-01-01,A,1,2\n"
    settings = IngestSettings(timestamp_column="MADE", symbol_column="who", price_column="ask")
    raw = ingest_files({"x.csv": text}, settings)
    assert raw.frame.loc[0, ["timestamp", "symbol", "price", "bid"]].tolist() == [
        *("2020-01-01", "A", "2", "1")
    ]
    raw = ingest_files({"x.csv": text}, IngestSettings(price_column="ask", symbol="GOLD"))
    assert raw.frame["symbol"].tolist() == ["GOLD"]
    assert raw.sources[0].symbol_from == "settings"
    raw = ingest_files({"x.csv": "DATE,DGS10\n2020-01-01,1\n"}, IngestSettings(symbol="BOND"))
    assert raw.frame["symbol"].tolist() == ["BOND"]
    assert raw.sources[0].layout == "single"


@pytest.mark.parametrize("setting", ["timestamp_column", "symbol_column", "price_column"])
def test_a_named_column_that_is_not_there_is_refused_with_those_found(
    ingest_files: Ingest, setting: str
) -> None:
    with pytest.raises(PriceFileError) as failure:
        ingest_files({"x.csv": "date,price\n2020-01-01,1\n"}, IngestSettings(**{setting: "when"}))
    assert str(failure.value) == (
        f"x.csv: expected a column 'when' as {setting} says, found the columns 'date', 'price'; "
        f"correct {setting}"
    )


def test_extras_whose_names_are_taken_get_a_prefix(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "date,close,price,row,source,x_row\n2020-01-01,1,9,7,web,8\n"})
    assert raw.sources[0].columns.extra == {
        "price": "x_price",
        "row": "x_x_row",
        "source": "x_source",
        "x_row": "x_row",
    }
    assert raw.frame.loc[0, ["price", "x_price", "x_x_row", "x_source", "x_row"]].tolist() == [
        *("1", "9", "7", "web", "8")
    ]


def test_extras_are_the_union_over_files_and_null_where_a_file_lacks_one(
    ingest_files: Ingest,
) -> None:
    raw = ingest_files(
        {
            "a.csv": "date,close,open\n2020-01-01,1,2\n",
            "b.json": '[{"date":"2020-01-01","close":3.5,"volume":4}]',
        }
    )
    assert list(raw.frame.columns[6:]) == ["open", "volume"]
    assert raw.frame["price"].tolist() == ["1", 3.5]
    assert raw.frame["price"].dtype == object
    assert raw.frame["open"].isna().tolist() == [False, True]
    assert raw.frame["volume"].tolist() == [None, 4] or raw.frame["volume"][1] == 4
    assert str(raw.frame["volume"].dtype) == "Int64"


def test_symbols_that_the_format_has_as_numbers_are_text(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.json": '[{"date":"2020-01-01","code":600519,"price":1}]'})
    assert raw.frame["symbol"].tolist() == ["600519"]


def test_numeric_tickers_in_a_wide_header_are_no_sign_of_a_missing_header() -> None:
    table = a_table("date,7203,600519\n2020-01-01,1,2\n")
    assert [symbol for _, symbol, _ in observed(table)] == ["7203", "600519"]


def prices_and_notes(raw: RawPrices) -> tuple[list[str], list[str]]:
    (source,) = raw.sources
    assert source.layout == "wide"
    return source.columns.price, source.notes


@pytest.mark.parametrize(
    "header", ["Date,AAPL,C,V,O,T", "Date,C,H,V,T,L2", "Stichtag,T,AAPL,C,O,H"]
)
def test_one_letter_tickers_are_symbols(ingest_files: Ingest, header: str) -> None:
    raw = ingest_files({"x.csv": f"{header}\n2020-01-01,1,2,3,4,5\n2020-01-02,1,2,3,4,5\n"})
    assert prices_and_notes(raw) == (header.split(",")[1:], [])
    assert raw.sources[0].columns.timestamp == [header.split(",")[0]]


@pytest.mark.parametrize(
    ("letters", "row"), [("o,h,l,c,v", "2,4,1,3,9"), ("h,l,c", "4,1,3"), ("V,C,H,L,O", "9,3,4,1,2")]
)
def test_letters_are_bars_only_as_a_set(letters: str, row: str) -> None:
    layout = laid_out(a_table(f"t,{letters}\n1570752011,{row}\n1570752012,{row}\n"))
    assert (layout.kind, [price.lower() for price in layout.prices]) == ("single", ["c"])
    assert layout.timestamp == ["t"]


def test_tickers_of_one_letter_that_no_bar_could_have_are_symbols() -> None:
    table = a_table("Date,H,L,C\n2020-01-02,30.5,120.5,60.5\n2020-01-03,31.5,119.5,61.5\n")
    assert laid_out(table).price_symbols == ["H", "L", "C"]


def test_beside_a_symbol_column_a_letter_is_a_price(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "date,symbol,o,c\n2020-01-01,A,1,2\n"})
    assert raw.sources[0].columns.price == ["c"]


@pytest.mark.parametrize(
    ("header", "symbols"),
    [
        ("Date,AAPL,ID,MSFT", ["AAPL", "ID", "MSFT"]),
        ("Date,AAPL,MSFT,ID", ["AAPL", "MSFT", "ID"]),
        ("Date,AAPL,LOW,MSFT", ["AAPL", "LOW", "MSFT"]),
        ("Date,COIN,MSFT,NAME", ["COIN", "MSFT", "NAME"]),
    ],
)
def test_tickers_that_are_words_of_tables_are_symbols(
    ingest_files: Ingest, header: str, symbols: list[str]
) -> None:
    raw = ingest_files({"x.csv": f"{header}\n2020-01-01,1.5,2.5,3.5\n2020-01-02,1.5,2.5,3.5\n"})
    assert prices_and_notes(raw) == (symbols, [])


def test_each_column_of_a_wide_file_that_is_no_symbol_is_noted(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "id,Date,USD,volume,JPY,note\n1,2020-01-01,1,2,3,a\n"})
    assert prices_and_notes(raw) == (
        ["USD", "JPY"],
        [
            "columns of numbers that are not taken as symbols because of their names: 'id', "
            "'volume'; rename those that are symbols",
            "columns without a number, which are no symbols: 'note'",
        ],
    )


def test_a_column_of_text_with_one_number_beside_a_price_is_a_symbol(ingest_files: Ingest) -> None:
    rows = "2020-01-01,1,suspended\n2020-01-02,2,suspended\n2020-01-03,3,7\n"
    raw = ingest_files({"x.csv": f"Date,AAA,BBB\n{rows}"})
    assert prices_and_notes(raw) == (["AAA", "BBB"], [])
    assert raw.frame.loc[raw.frame["symbol"] == "BBB", "price"].tolist() == [
        *("suspended", "suspended", "7")
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("company", "stock", "instrument", "product", "asset", "pair", "coin", "security"),
        *("underlying", "contract", "item", "Stock", "COMPANY"),
    ],
)
def test_the_usual_names_of_a_symbol_column_are_known(ingest_files: Ingest, name: str) -> None:
    raw = ingest_files({"x.csv": f"Date,{name},price\n2020-01-01,A,1\n2020-01-01,B,2\n"})
    assert raw.frame["symbol"].tolist() == ["A", "B"]


def test_numbers_under_a_symbol_s_name_are_symbols_only_if_they_can_be(
    ingest_files: Ingest,
) -> None:
    raw = ingest_files(
        {
            "a.csv": "date,price,stock\n2020-01-01,1,100\n2020-01-02,2,90\n",
            "b.csv": "date,price,stock\n2020-01-01,1,7203\n2020-01-02,2,7203\n",
            "c.csv": "date,price,item\n2020-01-01,1,1.5\n2020-01-02,2,2.5\n",
        }
    )
    assert raw.frame["symbol"].tolist() == ["a", "a", "7203", "7203", "c", "c"]


@pytest.mark.parametrize(
    "settings",
    [
        {"timestamp_column": "price", "price_column": "price"},
        {"timestamp_column": "date", "symbol_column": "date"},
        {"symbol_column": "price", "price_column": "Price"},
        {"price_column": "date"},
    ],
)
def test_one_column_cannot_be_two_things(ingest_files: Ingest, settings: dict[str, str]) -> None:
    with pytest.raises(PriceFileError, match=r"^x\.csv: expected a column each for .* two of them"):
        ingest_files({"x.csv": "date,price\n2020-01-01,1\n"}, IngestSettings(**settings))


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("EURUSD.csv", "EURUSD"),
        ("a/BRK.B.CSV.gz", "BRK.B"),
        ("x.parquet", "x"),
        (".csv", ".csv"),
        ("a.zip!b/WTI.csv.xz", "WTI"),
    ],
)
def test_a_symbol_is_the_file_name_without_its_endings(name: str, symbol: str) -> None:
    assert symbol_of(name) == symbol
