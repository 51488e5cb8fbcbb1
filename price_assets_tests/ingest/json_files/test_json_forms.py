"""The forms in which people and programs write tables as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.json_files.json_tables import looks_like_json, read_json
from price_assets.ingest.table import Table
from price_assets.ingest.texts.text import Text

REAL = Path(__file__).parents[4] / "shared" / "data" / "real"


def read(document: Any) -> list[Table]:
    content = document if isinstance(document, str) else json.dumps(document)
    assert looks_like_json(content)
    return read_json(Text(content, "utf-8"), "x.json")


def the_table(document: Any) -> Table:
    (table,) = read(document)
    assert table.header == list(table.cells.columns)
    assert table.rows.tolist() == list(range(1, len(table.cells) + 1))
    return table


def rows_of(table: Table) -> list[list[Any]]:
    return table.cells.astype(object).where(table.cells.notna(), None).values.tolist()


TWO = [["2020-01-01", 1.5], ["2020-01-02", 2.5]]
RECORDS = [{"date": date, "close": close} for date, close in TWO]
COLUMNS = {"date": ["2020-01-01", "2020-01-02"], "close": [1.5, 2.5]}
FRAME = pd.DataFrame(COLUMNS)
BY_DATE = FRAME.set_index("date")

FORMS: dict[str, tuple[Any, str]] = {
    "records": (RECORDS, "json-records"),
    "records by line": ("\n".join(map(json.dumps, RECORDS)), "json-lines"),
    "records on several lines each": (
        "\n".join(json.dumps(record, indent=1) for record in RECORDS),
        "json-lines",
    ),
    "records below a key": ({"status": "ok", "result": {"items": RECORDS}}, "json-records"),
    "arrays under names": ([["date", "close"], *TWO], "json-arrays"),
    "names beside the arrays": ({"column_names": ["date", "close"], "data": TWO}, "json-split"),
    "names in objects beside the arrays": (
        {"table": {"data": TWO, "columns": [{"name": "date"}, {"name": "close"}]}},
        "json-split",
    ),
    "names in an object beside the arrays": (
        {"meta": {"view": {"columns": [{"name": "date"}, {"name": "close"}]}}, "data": TWO},
        "json-split",
    ),
    "columns": (COLUMNS, "json-columns"),
    "columns in several places": (
        {"date": COLUMNS["date"], "of": {"quote": [{"close": COLUMNS["close"]}]}},
        "json-columns",
    ),
    "pandas columns": (FRAME.to_json(), "json-columns"),
    "pandas columns by date": (BY_DATE.to_json(), "json-by-key"),
    "pandas index": (FRAME.to_json(orient="index"), "json-by-key"),
    "pandas index by date": (BY_DATE.to_json(orient="index"), "json-by-key"),
    "pandas split": (FRAME.to_json(orient="split"), "json-split"),
    "pandas table": (FRAME.to_json(orient="table", index=False), "table-schema"),
    "values by date": ({"close": dict(TWO)}, "json-by-key"),
    "records by date among other things": (
        {"about": {"unit": "USD"}, "days": {d: {"close": c} for d, c in TWO}},
        "json-by-key",
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_a_table_gives_the_same_cells(form: str) -> None:
    document, expected = FORMS[form]
    table = the_table(document)
    assert rows_of(table) == TWO
    assert list(table.cells.columns) == ["date", "close"]
    assert table.format == expected
    assert table.symbol is None


@pytest.mark.parametrize(
    ("orient", "names"),
    [
        ("columns", ["date", "close", "open"]),
        ("index", ["date", "close", "open"]),
        ("split", ["index", "close", "open"]),
    ],
)
def test_the_dates_of_a_pandas_index_become_a_column(orient: Any, names: list[str]) -> None:
    frame = pd.DataFrame(
        {"close": [1.5, 2.5], "open": [1, 2]}, index=pd.to_datetime(["2020-01-01", "2020-01-02"])
    )
    table = the_table(frame.to_json(orient=orient, date_format="iso"))
    assert list(table.cells.columns) == names
    assert table.cells.iloc[:, 0].str[:10].tolist() == ["2020-01-01", "2020-01-02"]
    assert table.cells["close"].tolist() == [1.5, 2.5]


def test_arrays_without_names_are_a_table_without_a_header() -> None:
    table = the_table([[1577836800000, "1.5", 3], [1577836860000, "2.5", None]])
    assert table.header_rows == []
    assert rows_of(table) == [[1577836800000, "1.5", 3], [1577836860000, "2.5", None]]
    assert list(table.cells.columns) == ["column_1", "column_2", "column_3"]
    assert the_table("[1577836800, 1.5]\n[1577836860, 2.5]").format == "json-lines"


def test_the_names_of_arrays_stand_in_the_header_rows() -> None:
    assert the_table([["date", "close"], *TWO]).header_rows == [["date", "close"]]
    assert the_table(RECORDS).header_rows is None


def test_arrays_that_differ_in_length_lose_no_cell() -> None:
    table = the_table([["date", "close"], ["2020-01-01", 1.5, "late"], ["2020-01-02"]])
    assert rows_of(table) == [["2020-01-01", 1.5, "late"], ["2020-01-02", None, None]]
    assert list(table.cells.columns) == ["date", "close", "column_3"]


def test_an_array_for_each_column_is_turned() -> None:
    table = the_table([["2020-01-01", "2020-01-02", "2020-01-03"], [1.5, 2.5, 3.5]])
    assert rows_of(table) == [["2020-01-01", 1.5], ["2020-01-02", 2.5], ["2020-01-03", 3.5]]


def test_records_within_records_get_dotted_names() -> None:
    record = {"date": "2020", "value": 1.5, "country": {"id": "BR", "at": {"x": "y"}}, "tags": [1]}
    table = the_table([{"page": 1}, [record, {**record, "country": None}]])
    assert list(table.cells.columns) == ["date", "value", "country.id", "country.at.x", "tags"]
    assert rows_of(table)[0] == ["2020", 1.5, "BR", "y", "[1]"]
    assert rows_of(table)[1] == ["2020", 1.5, None, None, "[1]"]


def test_numbers_within_a_record_keep_their_own_names_where_these_are_unique() -> None:
    rates = [{"date": "2020-01-01", "rates": {"USD": 1.1, "JPY": 120.0}}] * 2
    assert list(the_table(rates).cells.columns) == ["date", "USD", "JPY"]
    sides = [{"time": "2020-01-01", "bid": {"c": 1.1, "h": 1}, "ask": {"c": 1.2, "h": 1}}] * 2
    assert list(the_table(sides).cells.columns) == ["time", "bid.c", "bid.h", "ask.c", "ask.h"]
    hubs = [{"time": "2020-01-01", "north": {"c": 1.1, "h": 1}, "south": {"c": 1.2, "h": 1}}] * 2
    names = ["time", "north.c", "north.h", "south.c", "south.h"]
    assert list(the_table(hubs).cells.columns) == names


def test_records_under_a_time_are_a_row_each() -> None:
    days = [
        {
            "date": "2020-01-01",
            "quotes": [{"symbol": "A", "price": 1}, {"symbol": "B", "price": 2}],
        },
        {"date": "2020-01-02", "quotes": []},
    ]
    table = the_table(days)
    assert rows_of(table) == [
        ["2020-01-01", "A", 1],
        ["2020-01-01", "B", 2],
        ["2020-01-02", None, None],
    ]
    by_date = {"2020-01-01": {"A": {"close": 1}, "B": {"close": 2}}, "2020-01-02": {}}
    table = the_table(by_date)
    assert list(table.cells.columns) == ["date", "symbol", "close"]
    assert len(table.cells) == 3


def test_the_time_beside_a_table_is_the_time_of_its_rows() -> None:
    table = the_table({"as_of": "2020-01-01", "prices": [{"symbol": "A", "price": 1.5}]})
    assert rows_of(table) == [["2020-01-01", "A", 1.5]]
    assert "the time of all rows is 'as_of', which stands beside the table" in table.notes
    table = the_table({"base": "EUR", "date": "2020-01-01", "rates": {"USD": 1.1, "JPY": 120}})
    assert rows_of(table) == [["2020-01-01", 1.1, 120]]


def test_series_of_several_symbols_are_a_table_each_unless_their_times_are_the_same() -> None:
    unequal = {"AAPL": TWO, "MSFT": TWO[:1]}
    assert [(t.symbol, t.sheet, len(t.cells)) for t in read(unequal)] == [
        ("AAPL", "AAPL", 2),
        ("MSFT", "MSFT", 1),
    ]
    by_date = {symbol: dict(rows) for symbol, rows in unequal.items()}
    assert [(t.symbol, len(t.cells)) for t in read(by_date)] == [("AAPL", 2), ("MSFT", 1)]
    table = the_table({"AAPL": TWO, "MSFT": TWO})
    assert list(table.cells.columns) == ["time", "AAPL", "MSFT"]


def test_fields_of_one_symbol_are_never_tables_of_several() -> None:
    table = the_table({"prices": TWO, "market_caps": [["2020-01-02", 7], ["2020-01-03", 8]]})
    assert list(table.cells.columns) == ["time", "prices", "market_caps"]
    assert rows_of(table) == [
        ["2020-01-01", 1.5, None],
        ["2020-01-02", 2.5, 7],
        ["2020-01-03", None, 8],
    ]
    table = the_table({"symbol": "X", "bid": RECORDS[:1], "ask": RECORDS, "mid": RECORDS})
    assert (
        "other tables in the document are not read: 'bid' (1 rows), 'ask' (2 rows)" in table.notes
    )


def test_the_pages_of_an_answer_are_one_table() -> None:
    pages = [{"symbol": "AAPL", "page": n, "data": [record]} for n, record in enumerate(RECORDS)]
    for document in (pages, "\n".join(map(json.dumps, pages))):
        table = the_table(document)
        assert rows_of(table) == TWO
        assert table.symbol == "AAPL"


def test_tables_that_are_not_taken_are_named_with_their_size() -> None:
    document = {"splits": [{"date": "2019-01-01", "ratio": 2}], "prices": RECORDS}
    assert the_table(document).notes == [
        "other tables in the document are not read: 'splits' (1 rows)"
    ]


def test_what_stands_beside_a_table_is_noted() -> None:
    table = the_table({"unit": "USD", "meta": {"source": "X"}, "data": RECORDS})
    assert table.notes == ['beside the table stands: unit "USD"; source "X"']


def test_values_under_a_repeated_key_are_noted() -> None:
    table = the_table('{"data":{"2020-01-01":1,"2020-01-02":2,"2020-01-01":3}}')
    assert rows_of(table) == [["2020-01-01", 3], ["2020-01-02", 2]]
    assert table.notes == ["1 values give way to a later one under the same key: '2020-01-01' (1)"]
    assert the_table('[{"date":"2020-01-01","close":1,"what":"a\\": b"}]').notes == []


@pytest.mark.parametrize(
    "wrapping",
    ["callback({});", "/**/ a.b_1({})", ")]}}',\n{}", "var data = {};", "\n {} \n", "\x1e{}"],
)
def test_what_wraps_json_for_a_script_is_taken_away(wrapping: str) -> None:
    content = wrapping.format(json.dumps(RECORDS))
    (table,) = read_json(Text(content, "utf-8"), "x.json")
    assert rows_of(table) == TWO


@pytest.mark.parametrize(
    "text", ["[Date],[Close]\n", "date(x),price\n", "{Date},{Close}\n", "(1)", "price(usd),x\n"]
)
def test_delimited_text_is_not_taken_for_json(text: str) -> None:
    assert not looks_like_json(text)


def test_integers_stay_exact_beside_floats() -> None:
    table = the_table([{"date": "2020-01-01", "id": 2**53 + 1}, {"date": "2020-01-02", "id": 0.5}])
    assert table.cells["id"].tolist() == [2**53 + 1, 0.5]


REFUSED = {
    "an array of numbers": ("[1, 2]", "found '1' as item 1"),
    "records and a word": ('[{"date": "2020-01-01"}, "x"]', "found 'x' as item 2"),
    "nothing in an array": ("[]", "found an empty array: the file has no records"),
    "nothing in an object": ("{}", "found an object without any key"),
    "no table": ('{"prices": [], "a": {"b": {}}}', "found an object with the keys 'prices', 'a'"),
    "cut off": ('[{"date": "2020-01-01"}, {"da', "found broken JSON in the text"),
    "cut off by line": ('{"date":"2020-01-01","price":1}\n{"da', "found broken JSON in line 2"),
    "half a character": ('[{"date":"\\ud800","price":1}]', "found broken JSON"),
    "too deep": ("[" * 100_000, "nested too deeply"),
    "places": ('{"type": "FeatureCollection", "features": []}', "found GeoJSON"),
    "as many names as records": (
        json.dumps([{f"k{n}": 1} for n in range(5000)]),
        "expected rows that share their columns, found 5000 rows with 5000 different columns",
    ),
    "codes that do not fit": (
        '{"dataSets":[{"observations":{"0:9":[1]}}],"structure":{"dimensions":{"observation":[]}}}',
        "expected SDMX-JSON whose values stand under keys of its dimensions",
    ),
    "sizes that do not fit": (
        '{"id":["t"],"size":[2],"dimension":{"t":{"category":{"index":["a"]}}},"value":[1]}',
        "expected JSON-stat whose values fit its dimensions",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_json_without_a_table_is_refused_in_one_clear_line(case: str) -> None:
    content, words = REFUSED[case]
    with pytest.raises(PriceFileError) as failure:
        read_json(Text(content, "utf-8"), "x.json")
    assert str(failure.value).startswith("x.json: expected ")
    assert words in str(failure.value)


KEYS = st.sampled_from(
    [
        *("date", "close", "symbol", "t", "c", "data", "columns", "index", "AAPL", "MSFT", ""),
        *("2020-01-01", "2020-01-02", "0", "1", "meta", "schema", "fields", "dataSets", "size"),
        *("structure", "dimension", "id", "value", "series", "time"),
    ]
)
LEAVES = st.none() | st.sampled_from(
    [1577836800000, 1.5, "1.5", "2020-01-01", "AAPL", "", ".", 2**70, -1, True, float("inf")]
)
DOCUMENTS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=25,
)


@settings(max_examples=100, deadline=None)
@given(DOCUMENTS)
def test_any_json_gives_tables_or_one_clear_line(document: Any) -> None:
    try:
        tables = read_json(Text(json.dumps(document), "utf-8"), "x.json")
    except PriceFileError as error:
        assert str(error).startswith("x.json: expected ")  # noqa: PT017
    else:
        assert tables
        assert all(len(table.cells) == len(table.rows) for table in tables)


PRICES = st.dictionaries(
    st.dates().map(str), st.floats(allow_nan=False, allow_infinity=False), min_size=2, max_size=8
)


@settings(max_examples=60, deadline=None)
@given(PRICES)
def test_every_form_keeps_every_price(prices: dict[str, float]) -> None:
    expected = [[date, price] for date, price in prices.items()]
    records = [{"date": date, "close": price} for date, price in prices.items()]
    documents: list[Any] = [
        records,
        {"a": {"b": records}},
        expected,
        {"date": list(prices), "close": list(prices.values())},
        {"close": prices},
        {date: {"close": price} for date, price in prices.items()},
        {"columns": ["date", "close"], "data": expected},
    ]
    for document in documents:
        assert rows_of(the_table(document)) == expected


@pytest.mark.skipif(
    not REAL.is_dir(), reason="the published price files are not beside the project"
)
def test_the_published_json_files_are_read_whole() -> None:
    content = (REAL / "UNITTEST_BTC-1m.json").read_text()
    table = the_table(content)
    assert table.cells.shape == (13681, 6)
    assert table.header_rows == []
    assert len(the_table((REAL / "ohlc.json").read_text()).cells) == 44
