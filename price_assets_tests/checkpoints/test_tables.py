import io
import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from price_assets.checkpoints import (
    CheckpointDamagedError,
    CleanPrices,
    CleanSummary,
    InvalidDocumentError,
    LineCounts,
    ModelDocument,
    RawPrices,
    RawSummary,
    Rejection,
)
from price_assets_tests.examples import clean_frame, clean_prices_of, raw_prices, text_frame

FINITE = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(FINITE, min_size=1, max_size=20), st.lists(st.none() | FINITE, max_size=20))
def test_a_clean_table_comes_back_bit_for_bit(prices, volumes):
    frame = clean_frame(prices)
    padded = (volumes + [None] * len(prices))[: len(prices)]
    frame["volume"] = pd.Series(padded, dtype="float64")
    document = CleanPrices.from_frame(frame)
    again = CleanPrices.decode(document.content, "prices_clean.json")
    pd.testing.assert_frame_equal(again.frame, document.frame, check_exact=True)
    assert again.frame["price"].to_numpy().tobytes() == frame["price"].to_numpy().tobytes()
    assert again.content == document.content
    assert again.checksum == document.checksum


def test_a_raw_table_keeps_text_numbers_and_mixtures_as_they_were_found():
    raw = raw_prices(["1.50", "1,5"])
    raw.frame["open"] = pd.Series([1, None], dtype="Int64")
    raw.frame["venue"] = pd.Series(["Köln", None], dtype="str")
    raw.frame["mixed"] = pd.Series(["a", 2.5], dtype=object)
    raw.frame["last"] = pd.Series([True, False])
    again = RawPrices.decode(raw.content, "prices_raw.json")
    pd.testing.assert_frame_equal(again.frame, raw.frame)
    assert again.sources == raw.sources
    assert again.content == raw.content


def test_pandas_reads_the_documents_by_itself():
    table = pd.read_json(io.BytesIO(clean_prices_of([1.25, -36.98]).content), orient="table")
    assert table.index.names == ["symbol", "timestamp"]
    assert table["price"].tolist() == [1.25, -36.98]
    raw = pd.read_json(io.BytesIO(raw_prices().content), orient="table")
    assert raw["price"].tolist() == ["1.5", "-36.98"]


def test_the_document_has_the_keys_of_the_contract_in_their_order():
    assert list(json.loads(clean_prices_of([1.0]).content)) == [
        *("version", "schema", "data", "ahead", "rejected", "sources", "summary", "checksum")
    ]


def broken_raw(problem):
    raw = raw_prices()
    if problem == "schema":
        raw.frame = raw.frame.drop(columns="symbol")
    elif problem == "unique_keys":
        raw.frame["row"] = [1, 1]
    elif problem == "conservation_of_rows":
        raw.frame = raw.frame.head(1)
    elif problem == "lines_accounted_for":
        lines = LineCounts(total=4, data=2, header=1)
        raw.sources = [raw.sources[0].model_copy(update={"lines": lines})]
    return raw


def broken_clean(problem):
    document = clean_prices_of([1.0, 2.0])
    frame = document.frame
    if problem == "schema":
        frame["price"] = frame["price"].astype("str")
    elif problem == "finite_prices":
        frame["price"] = [np.nan, 1.0]
    elif problem == "unique_keys":
        frame["timestamp"] = frame["timestamp"].iloc[0]
    elif problem == "sorted_by_key":
        document.frame = frame.iloc[::-1].reset_index(drop=True)
    elif problem == "conservation_of_rows":
        document.summary = CleanSummary(rows_in=3, rows_out=2, rejected={}, missing={})
    elif problem == "rows_ahead":
        document.ahead = frame[["symbol", "timestamp"]].head(1)
    return document


@pytest.mark.parametrize("rule", RawPrices.RULES)
def test_a_raw_table_that_breaks_a_rule_cannot_be_encoded(rule):
    broken = broken_raw(rule)
    assert rule in broken.broken_rules()
    with pytest.raises(InvalidDocumentError, match=f"prices_raw breaks its rules: .*{rule}"):
        _ = broken.content


@pytest.mark.parametrize("rule", [*CleanPrices.RULES])
def test_a_clean_table_that_breaks_a_rule_cannot_be_encoded(rule):
    broken = broken_clean(rule)
    assert rule in broken.broken_rules()
    with pytest.raises(InvalidDocumentError, match=f"prices_clean breaks its rules: .*{rule}"):
        _ = broken.content


def test_a_good_table_breaks_no_rule():
    assert raw_prices().broken_rules() == {}
    assert clean_prices_of([0.0, -1.0]).broken_rules() == {}


def test_rejected_rows_count_towards_conservation():
    refused = Rejection(
        source="prices.csv",
        row=3,
        column="price",
        reason="too many fields",
        symbol=None,
        timestamp=None,
        price="1",
    )
    raw = raw_prices()
    raw.rejected.append(refused)
    assert "conservation_of_rows" in raw.broken_rules()
    raw.sources[0] = raw.sources[0].model_copy(update={"observations": 3})
    raw.summary = RawSummary(files=1, rows=3, observations=3)
    assert raw.broken_rules() == {}


def test_times_are_ordered_as_instants_not_as_text():
    frame = text_frame(
        {
            "symbol": ["A", "A"],
            "timestamp": ["2020-01-01T00:00:00.5Z", "2020-01-01T00:00:00Z"],
            "price": [1.0, 2.0],
        },
        ("symbol", "timestamp"),
    )
    document = CleanPrices(
        frame=frame, summary=CleanSummary(rows_in=2, rows_out=2, rejected={}, missing={})
    )
    assert set(document.broken_rules()) == {"sorted_by_key"}
    document.frame = frame.iloc[::-1].reset_index(drop=True)
    assert document.broken_rules() == {}


def test_a_document_of_another_kind_is_refused_with_both_names():
    with pytest.raises(
        CheckpointDamagedError, match=r"m\.json: expected .*'model/3', found 'prices_clean/1'"
    ):
        ModelDocument.decode(clean_prices_of([1.0]).content, "m.json")


@pytest.mark.parametrize("make", [raw_prices, lambda: clean_prices_of([1.0, 2.0])])
def test_an_infinite_number_in_any_column_breaks_the_schema(make):
    document = make()
    document.frame["open"] = [np.inf, 1.0]
    assert document.broken_rules()["schema"] == ["column 'open' has infinite numbers"]
    with pytest.raises(InvalidDocumentError, match="'open' has infinite numbers"):
        _ = document.content
