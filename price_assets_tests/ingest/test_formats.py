"""Each format, compression, encoding and delimiter, told by content."""

from __future__ import annotations

import gzip
import io
import json

import pandas as pd
import pytest

from price_assets.ingest import IngestSettings

from .conftest import Ingest

CSV = "date,symbol,price\n2020-04-17,WTI,18.27\n2020-04-20,WTI,-36.98\n2020-04-21,WTI,0\n"
CELLS = [
    ("2020-04-17", "WTI", "18.27"),
    ("2020-04-20", "WTI", "-36.98"),
    ("2020-04-21", "WTI", "0"),
]


def cells_of(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(frame[["timestamp", "symbol", "price"]].itertuples(index=False, name=None))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_delimiter_is_found_by_the_lines(ingest_files: Ingest, delimiter: str) -> None:
    raw = ingest_files({"wti.csv": CSV.replace(",", delimiter)})
    assert cells_of(raw.frame) == CELLS
    assert raw.sources[0].delimiter == delimiter


def test_a_semicolon_file_with_decimal_commas_is_not_cut_at_the_commas(
    ingest_files: Ingest,
) -> None:
    raw = ingest_files({"x.csv": "date;close;open\n2020-01-01;1,5;1,4\n2020-01-02;2,5;2,4\n"})
    assert raw.frame["price"].tolist() == ["1,5", "2,5"]
    assert raw.frame["open"].tolist() == ["1,4", "2,4"]


def test_a_delimiter_named_in_the_settings_is_used(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": "date:price,a\n2020-01-01:1,5\n"}, IngestSettings(delimiter=":"))
    assert raw.sources[0].delimiter == ":"
    assert ingest_files({"x.csv": "date\tprice\n2020-01-01\t1\n"}, IngestSettings(delimiter="tab"))


@pytest.mark.parametrize(
    ("encoding", "expected", "noted"),
    [
        ("utf-8", "utf-8", False),
        ("utf-8-sig", "utf-8-sig", False),
        ("utf-16", "utf-16", False),
        ("cp1252", "cp1252", True),
        ("latin-1", "cp1252", True),
    ],
)
def test_each_encoding_is_found_and_recorded(
    ingest_files: Ingest, encoding: str, expected: str, noted: bool
) -> None:
    text = "Data;Último\n2024-03-03;4,9377\n"
    raw = ingest_files({"brl.csv": text.encode(encoding)})
    assert raw.sources[0].columns.price == ["Último"]
    assert raw.sources[0].columns.timestamp == ["Data"]
    assert raw.sources[0].layout == "single"
    assert raw.sources[0].encoding == expected
    assert bool(raw.sources[0].notes) is noted


def test_bytes_that_cp1252_does_not_have_are_read_as_latin_1(ingest_files: Ingest) -> None:
    header = "date,price,société,qualité,numéro".encode("latin-1")
    raw = ingest_files({"x.csv": header + b"\n2020-01-01,1,Cr\xe9dit,\x81,n\xe9\n"})
    assert raw.sources[0].encoding == "latin-1"
    assert raw.frame["qualité"].tolist() == ["\x81"]


def test_an_encoding_named_in_the_settings_is_used(ingest_files: Ingest) -> None:
    raw = ingest_files(
        {"x.csv": "date,symbol,price\n2020-01-01,Złoto,1\n".encode("cp1250")},
        IngestSettings(encoding="cp1250"),
    )
    assert raw.frame["symbol"].tolist() == ["Złoto"]
    assert raw.sources[0].encoding == "cp1250"


def test_gzip_is_told_by_content_and_the_name_ends_before_it(ingest_files: Ingest) -> None:
    packed = gzip.compress(b"date,close\n2020-01-01,1\n")
    raw = ingest_files({"EURUSD.csv.gz": packed, "GOLD.csv": packed})
    assert raw.frame["symbol"].tolist() == ["EURUSD", "GOLD"]
    assert [source.compression for source in raw.sources] == ["gzip", "gzip"]
    assert raw.sources[0].bytes == len(packed)


def test_the_byte_order_mark_is_no_part_of_the_first_name(ingest_files: Ingest) -> None:
    text = "date,price\n2020-01-01,1\n".encode("utf-8-sig")
    for settings in (None, IngestSettings(encoding="utf-8")):
        raw = ingest_files({"x.csv": text}, settings)
        assert raw.sources[0].columns.timestamp == ["date"]


def test_the_delimiter_that_gives_most_columns_wins_among_those_that_fit(
    ingest_files: Ingest,
) -> None:
    text = "date;price, EUR;open\n2020-01-01;1,5;2\n2020-01-02;2,5;3\n"
    assert ingest_files({"x.csv": text}).sources[0].delimiter == ";"
    text = "date,price,a|b|c|d\n2020-01-01,1,x\n2020-01-02,2,y\n"
    assert ingest_files({"x.csv": text}).sources[0].delimiter == ","


RECORDS = [
    {"date": "2020-04-17", "symbol": "WTI", "price": 18.27},
    {"date": "2020-04-20", "symbol": "WTI", "price": -36.98},
    {"date": "2020-04-21", "symbol": "WTI", "price": 0},
]
TABLE_SCHEMA = {
    "schema": {"fields": [{"name": "symbol"}, {"name": "date"}, {"name": "price"}]},
    "data": RECORDS,
}


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (json.dumps(RECORDS), "json-records"),
        ("\n".join(map(json.dumps, RECORDS)), "json-lines"),
        ("\r\n\r\n".join(map(json.dumps, RECORDS)), "json-lines"),
        (json.dumps(RECORDS[0]), "json-lines"),
        (json.dumps(TABLE_SCHEMA, indent=1), "table-schema"),
        ("\ufeff " + json.dumps(RECORDS), "json-records"),
    ],
)
def test_each_json_form_is_found_and_its_numbers_stay_numbers(
    ingest_files: Ingest, content: str, form: str
) -> None:
    raw = ingest_files({"misnamed.csv": content})
    expected = [(r["date"], r["symbol"], r["price"]) for r in RECORDS]
    assert cells_of(raw.frame) == expected[: len(raw.frame)]
    assert raw.frame["price"].dtype == "float64"
    assert raw.sources[0].format == form


def test_a_table_that_pandas_wrote_is_read(ingest_files: Ingest) -> None:
    frame = pd.DataFrame(RECORDS).assign(date=lambda f: pd.to_datetime(f["date"]))
    raw = ingest_files({"t.json": frame.to_json(orient="table", index=False)})
    assert raw.frame["price"].tolist() == [18.27, -36.98, 0.0]
    assert raw.frame["timestamp"].str[:10].tolist() == [r["date"] for r in RECORDS]


def test_json_values_of_several_kinds_keep_their_kinds(ingest_files: Ingest) -> None:
    records = [
        {"date": "2020-01-01", "price": 1.5, "id": 2**53 + 1, "up": True, "more": {"a": [1]}},
        {"date": "2020-01-02", "price": "n/a", "up": None},
        {"date": "2020-01-03", "id": 7, "up": False},
    ]
    frame = ingest_files({"x.json": json.dumps(records)}).frame
    assert frame["price"].tolist() == [1.5, "n/a", None]
    assert frame["id"].tolist() == [2**53 + 1, pd.NA, 7]
    assert frame["up"].tolist() == [True, pd.NA, False]
    assert frame["more.a"].tolist()[0] == "[1]"


def test_an_infinite_time_is_text_in_its_place(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.json": '[{"date":1570752011,"price":1},{"date":1e999,"price":2}]'})
    assert raw.frame["timestamp"].tolist() == [1570752011, "inf"]


def test_integers_beyond_64_bits_are_numbers(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.json": f'[{{"date":"2020-01-01","price":1,"id":{2**63 + 2048}}}]'})
    assert raw.frame["id"].tolist() == [float(2**63 + 2048)]


def test_midnights_of_a_zone_stay_times(ingest_files: Ingest) -> None:
    moments = pd.to_datetime(["2020-01-01", "2020-01-02"], utc=True)
    raw = ingest_files({"x.parquet": parquet(pd.DataFrame({"date": moments, "price": [1, 2]}))})
    assert raw.frame["timestamp"].tolist() == ["2020-01-01T00:00:00Z", "2020-01-02T00:00:00Z"]


def test_numbers_that_json_does_not_have_are_refused_or_null(ingest_files: Ingest) -> None:
    text = '[{"date":"2020-01-01","price":NaN},{"date":"2020-01-02","price":Infinity},'
    raw = ingest_files({"x.json": text + '{"date":"2020-01-03","price":2.5,"open":1e999}]'})
    assert raw.frame["price"].isna().tolist() == [True, False]
    assert [(r.row, r.reason, r.price) for r in raw.rejected] == [(2, "infinite price", "inf")]
    assert raw.sources[0].observations == 3
    assert raw.sources[0].notes == ["1 infinite numbers in column 'open' are left out"]


def parquet(frame: pd.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.to_parquet(buffer)
    return buffer.getvalue()


def test_parquet_numbers_stay_numbers_and_times_become_iso_text(ingest_files: Ingest) -> None:
    moments = pd.to_datetime(["2020-01-01 10:00:00.5", None, "2020-01-02 11:00"], format="ISO8601")
    frame = pd.DataFrame(
        {
            "date": moments,
            "local": pd.to_datetime(["2020-01-01", None, "2020-01-02"]),
            "utc": moments.tz_localize("Europe/Madrid"),
            "price": [1.5, -36.98, 0.0],
            "count": pd.array([1, None, 3], "Int64"),
            "side": pd.Categorical(["buy", "sell", None]),
            "open": [1.0, float("inf"), 2.0],
        }
    )
    raw = ingest_files({"x.csv": parquet(frame)}, IngestSettings(timestamp_column="date"))
    found = raw.frame
    assert raw.sources[0].format == "parquet"
    assert found["timestamp"].fillna("").tolist() == [
        "2020-01-01T10:00:00.500000",
        "",
        "2020-01-02T11:00:00.000000",
    ]
    assert found["local"].fillna("").tolist() == ["2020-01-01", "", "2020-01-02"]
    assert found["utc"].fillna("").tolist() == [
        "2020-01-01T09:00:00.500000Z",
        "",
        "2020-01-02T10:00:00.000000Z",
    ]
    assert found["price"].tolist() == [1.5, -36.98, 0.0]
    assert found["count"].tolist() == [1, pd.NA, 3]
    assert found["side"].fillna("").tolist() == ["buy", "sell", ""]
    assert found["open"].isna().tolist() == [False, True, False]


def test_parquet_with_the_dates_in_the_index_is_read(ingest_files: Ingest) -> None:
    frame = pd.DataFrame({"USD": [1.1, 1.2]}, index=pd.to_datetime(["2020-01-01", "2020-01-02"]))
    raw = ingest_files({"fx.parquet": parquet(frame)})
    assert cells_of(raw.frame) == [("2020-01-01", "USD", 1.1), ("2020-01-02", "USD", 1.2)]
    assert raw.sources[0].layout == "wide"


def test_dates_decimals_bytes_and_small_types_of_parquet_are_read(ingest_files: Ingest) -> None:
    from datetime import date, time
    from decimal import Decimal

    frame = pd.DataFrame(
        {
            "date": [date(2020, 1, 1), date(2020, 1, 2)],
            "price": [Decimal("1.25"), Decimal("-36.98")],
            "at": [time(10, 30), None],
            "tag": [b"ab", None],
            "legs": [[1, 2], None],
            "big": pd.array([2**63 + 1, None], "UInt64"),
            "on": [True, False],
        }
    )
    raw = ingest_files({"x.parquet": parquet(frame)})
    assert raw.frame["timestamp"].tolist() == ["2020-01-01", "2020-01-02"]
    assert raw.frame["price"].tolist() == [1.25, -36.98]
    assert raw.frame["at"].tolist()[0] == "10:30:00.000000"
    assert raw.frame["tag"].tolist()[0] == "ab"
    assert raw.frame["legs"].tolist()[0] == "[1,2]"
    assert raw.frame["big"].tolist()[0] == float(2**63)
    assert raw.frame["on"].tolist() == [True, False]
