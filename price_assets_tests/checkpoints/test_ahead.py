"""Rows ahead in the document of the clean prices: their bytes, their rule, and plain tables."""

from __future__ import annotations

import json

import jsonschema
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.checkpoints import CleanPrices, InvalidDocumentError
from price_assets.checkpoints.encoding import encode
from price_assets.checkpoints.json_schema import document_schemas

NUMBER = st.none() | st.floats(allow_nan=False, allow_infinity=False)
KNOWN = st.tuples(NUMBER, NUMBER).filter(lambda pair: pair != (None, None))
SYMBOL_ROWS = st.tuples(st.integers(1, 4), st.lists(KNOWN, max_size=4))


def plain(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    """Build a plain table of (symbol, timestamp, price, load, holiday)."""
    frame = pd.DataFrame(rows, columns=["symbol", "timestamp", "price", "load", "holiday"])
    numbers = dict.fromkeys(("price", "load", "holiday"), "float64")
    return frame.astype({"symbol": "str", "timestamp": "str", **numbers})


def day_ahead() -> CleanPrices:
    return CleanPrices.from_frame(
        plain(
            [
                ("BE", "2020-01-01", 1.5, 100.0, None),
                ("BE", "2020-01-02", None, 101.0, 1.0),
                ("BE", "2020-01-03", None, 102.0, None),
                ("FR", "2020-01-01", -2.5, None, 0.0),
                ("FR", "2020-01-02", None, None, 0.0),
            ]
        )
    )


def records(frame: pd.DataFrame) -> list[dict[str, object]]:
    return json.loads(frame.to_json(orient="records"))


def test_rows_without_a_price_at_the_end_of_a_plain_table_are_ahead_and_counted_as_missing() -> (
    None
):
    clean = day_ahead()
    assert list(clean.frame["price"]) == [1.5, -2.5]
    assert list(clean.frame.index) == [0, 1]
    assert records(clean.ahead_frame) == [
        {"symbol": "BE", "timestamp": "2020-01-02", "load": 101.0, "holiday": 1.0},
        {"symbol": "BE", "timestamp": "2020-01-03", "load": 102.0, "holiday": None},
        {"symbol": "FR", "timestamp": "2020-01-02", "load": None, "holiday": 0.0},
    ]
    assert clean.summary.missing == {"": {"BE": 2, "FR": 1}}
    assert (clean.summary.rows_in, clean.summary.rows_out) == (5, 2)


def test_a_plain_table_with_any_index_and_whole_numbers_keeps_their_types() -> None:
    frame = plain(
        [("A", "2020-01-01", 1.0, 7.0, None), ("A", "2020-01-02", None, 8.0, None)]
    ).astype({"load": "int64"})
    frame.index = pd.Index([9, 9])
    clean = CleanPrices.from_frame(frame)
    assert clean.frame["load"].dtype == clean.ahead_frame["load"].dtype == "int64"
    again = CleanPrices.decode(clean.content, "x")
    pd.testing.assert_frame_equal(again.ahead_frame, clean.ahead_frame)


def test_columns_that_are_no_numbers_are_not_ahead() -> None:
    frame = plain([("A", "2020-01-01", 1.0, 7.0, 0.0), ("A", "2020-01-02", None, 8.0, 1.0)])
    frame["venue"], frame["open"], frame["any"] = ["x", "y"], [True, False], ["a", 1]
    clean = CleanPrices.from_frame(frame)
    assert list(clean.ahead_frame.columns) == ["symbol", "timestamp", "load", "holiday"]
    again = CleanPrices.decode(clean.content, "x")
    pd.testing.assert_frame_equal(again.ahead_frame, clean.ahead_frame)


@pytest.mark.parametrize(
    "gap",
    [
        pytest.param(("A", "2020-01-01", None, 1.0, 1.0), id="before the last price"),
        pytest.param(("A", "2020-01-03", None, None, None), id="nothing known"),
        pytest.param(("B", "2020-01-03", None, 1.0, 1.0), id="no price at all"),
    ],
)
def test_a_row_without_a_price_that_is_not_ahead_is_refused_in_a_plain_table(
    gap: tuple[object, ...],
) -> None:
    rows = sorted([("A", "2020-01-02", 1.0, 1.0, 1.0), gap], key=lambda row: row[:2])
    with pytest.raises(InvalidDocumentError, match="column 'price' has empty cells"):
        CleanPrices.from_frame(plain(rows))


def test_a_table_without_rows_ahead_has_an_empty_table_of_them_with_the_same_columns() -> None:
    clean = CleanPrices.from_frame(day_ahead().frame)
    assert clean.ahead is None
    again = CleanPrices.decode(clean.content, "x")
    for document in (clean, again):
        assert len(document.ahead_frame) == 0
        assert list(document.ahead_frame.columns) == ["symbol", "timestamp", "load", "holiday"]
    assert json.loads(clean.content)["ahead"] == []


@settings(deadline=None)
@given(st.lists(SYMBOL_ROWS, min_size=1, max_size=3))
def test_rows_ahead_come_back_bit_for_bit_and_never_carry_a_price(
    symbols: list[tuple[int, list[tuple[float | None, float | None]]]],
) -> None:
    rows: list[tuple[object, ...]] = []
    for name, (priced, ahead) in zip("ABC", symbols, strict=False):
        known = [(1.0, 2.0, None)] * priced + [(None, *pair) for pair in ahead]
        rows += [(name, f"2020-01-{day:02}", *cells) for day, cells in enumerate(known, start=1)]
    clean = CleanPrices.from_frame(plain(rows))
    assert len(clean.ahead_frame) == sum(len(ahead) for _, ahead in symbols)
    assert clean.summary.rows_in == len(rows) == clean.row_count + clean.summary.missing_total
    again = CleanPrices.decode(clean.content, "x")
    pd.testing.assert_frame_equal(again.ahead_frame, clean.ahead_frame, check_exact=True)
    pd.testing.assert_frame_equal(again.frame, clean.frame, check_exact=True)
    assert again.content == clean.content
    written = json.loads(clean.content)["ahead"]
    assert len(written) == len(clean.ahead_frame)
    for row in written:
        assert set(row) == {"symbol", "timestamp", "load", "holiday"}
        assert row["load"] is not None or row["holiday"] is not None


def test_the_rows_ahead_stand_a_line_each_between_the_table_and_the_rejected() -> None:
    content = day_ahead().content
    assert list(json.loads(content)) == [
        *("version", "schema", "data", "ahead", "rejected", "sources", "summary", "checksum")
    ]
    line = b'{"symbol":"FR","timestamp":"2020-01-02","load":null,"holiday":0.0}'
    assert line in content.split(b"\n")


def test_a_document_from_before_rows_ahead_were_kept_has_none() -> None:
    parts = json.loads(CleanPrices.from_frame(day_ahead().frame).content)
    del parts["ahead"], parts["checksum"]
    older = CleanPrices.decode(encode(parts)[0], "x")
    assert len(older.ahead_frame) == 0
    assert json.loads(older.content)["ahead"] == []


def test_the_published_schema_takes_rows_ahead_and_refuses_a_price_in_one() -> None:
    validator = jsonschema.Draft202012Validator(document_schemas()["prices_clean.schema.json"])
    document = json.loads(day_ahead().content)
    validator.validate(document)
    document["ahead"][0]["price"] = None
    assert not validator.is_valid(document)


def changed(problem: str) -> CleanPrices:
    clean = day_ahead()
    ahead = clean.ahead_frame
    if problem == "stands twice":
        ahead.loc[1, "timestamp"] = "2020-01-02T00:00:00"
    elif problem == "after a later row":
        ahead.loc[[0, 1], "timestamp"] = ["2020-01-03", "2020-01-02"]
    elif problem == "or after a later row":
        clean.ahead = ahead.iloc[[2, 0, 1]].reset_index(drop=True)
    elif problem == "FR at 2020-01-01T00:00:00 is ahead, but not after a last price":
        ahead.loc[2, "timestamp"] = "2020-01-01T00:00:00"
    elif problem == "GB at 2020-01-02 is ahead, but not after a last price":
        ahead.loc[2, "symbol"] = "GB"
    elif problem == "FR at 2020-01-02 is ahead and has no number":
        ahead.loc[2, "holiday"] = np.nan
    elif problem == "infinite numbers":
        ahead.loc[0, "load"] = np.inf
    elif problem == "expected":
        ahead["price"] = 1.0
    elif problem == "'load' of the rows ahead has type string, not number":
        clean.ahead = ahead.astype({"load": "str"})
    elif problem == "lack a symbol or a time":
        ahead.loc[0, "timestamp"] = None
    elif problem == "not ISO 8601":
        ahead.loc[0, "timestamp"] = "soon"
    elif problem == "BE has 2 rows ahead, but 1 missing prices":
        counts = {"": {"BE": 1, "FR": 1}}
        clean.summary = clean.summary.model_copy(update={"missing": counts, "rows_in": 4})
    return clean


@pytest.mark.parametrize(
    "problem",
    [
        "stands twice",
        "after a later row",
        "or after a later row",
        "FR at 2020-01-01T00:00:00 is ahead, but not after a last price",
        "GB at 2020-01-02 is ahead, but not after a last price",
        "FR at 2020-01-02 is ahead and has no number",
        "infinite numbers",
        "expected",
        "'load' of the rows ahead has type string, not number",
        "lack a symbol or a time",
        "not ISO 8601",
        "BE has 2 rows ahead, but 1 missing prices",
    ],
)
def test_rows_ahead_that_break_their_rule_are_told_and_cannot_be_encoded(problem: str) -> None:
    assert day_ahead().broken_rules() == {}
    broken = changed(problem)
    assert list(broken.broken_rules()) == ["rows_ahead"]
    assert problem in " ".join(broken.broken_rules()["rows_ahead"])
    with pytest.raises(InvalidDocumentError, match="prices_clean breaks its rules: rows_ahead"):
        _ = broken.content
