"""What holds for any raw table: nothing is lost, and the result is fixed by the input."""

from __future__ import annotations

from collections import Counter

import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from price_assets.checkpoints import CleanPrices, PriceAssetsError, RawPrices
from price_assets.clean import CleanSettings, clean_prices

TIME = st.sampled_from(
    [
        *(
            "2020-01-01",
            "2020-01-02",
            "1/2/2020",
            "13/2/2020",
            "2020-01-01 10:00",
            "soon",
            "",
            None,
        ),
        *("2020-01-01T10:00:00Z", "2020-01-01T11:00:00+01:00", 1580428800, 20200101, 2.5),
    ]
)
PRICE = st.sampled_from(
    ["1", "1.0", "2,5", "-36.98", "0", "x", "", ".", "N/A", None, 7, 1.5, "1e999"]
)
SYMBOL = st.sampled_from(["A", " A", "B", "é", "", None])
ROW = st.tuples(
    st.sampled_from(["a", "b"]), TIME, SYMBOL, PRICE, st.sampled_from(["1", "z", None, 3])
)
KEPT = ("c", "2020-01-03", "C", "1", None)
"""A row that is always good, since a table without any is an error."""


def raw_of(rows: list[tuple[object, ...]]) -> RawPrices:
    frame = pd.DataFrame([*rows, KEPT], columns=["source", "timestamp", "symbol", "price", "extra"])
    frame = frame.sort_values("source", kind="stable", ignore_index=True)
    frame.insert(1, "row", pd.Series(range(1, len(frame) + 1), dtype="int64"))
    frame.insert(2, "column", pd.Series(["price"] * len(frame), dtype="str"))
    return RawPrices(frame.astype({"source": "str", "symbol": "str"}))


@settings(max_examples=100, deadline=None)
@given(st.lists(ROW, max_size=14), st.builds(CleanSettings, day_first=st.booleans() | st.none()))
def test_rows_in_are_rows_out_or_rejected_or_missing(
    rows: list[tuple[object, ...]], how: CleanSettings
) -> None:
    raw = raw_of(rows)
    try:
        clean = clean_prices(raw, how)
    except PriceAssetsError as error:
        assume("has set day_first, but no file has dates" not in str(error))
        raise
    summary = clean.summary
    assert summary.rows_in == len(rows) + 1
    assert summary.rows_in == summary.rows_out + len(clean.rejected) + summary.missing_total
    assert Counter(summary.rejected) == Counter(item.reason for item in clean.rejected)
    assert not clean.frame.duplicated(["symbol", "timestamp"]).any()
    # What was refused for another row of its key stands beside the row that was kept.
    kept = dict(
        zip(
            zip(clean.frame["symbol"], clean.frame["timestamp"], strict=True),
            clean.frame["price"],
            strict=True,
        )
    )
    for item in clean.rejected:
        if item.reason in ("duplicate", "superseded"):
            assert item.symbol is not None
            same = kept[(item.symbol.strip(), item.timestamp)] == item.price
            assert same == (item.reason == "duplicate")


@settings(max_examples=40, deadline=None)
@given(st.lists(ROW, max_size=14))
def test_the_same_input_gives_the_same_bytes_and_they_read_back(
    rows: list[tuple[object, ...]],
) -> None:
    content = clean_prices(raw_of(rows)).content
    assert clean_prices(raw_of(rows)).content == content
    assert CleanPrices.decode(content, "x").content == content


@settings(max_examples=40, deadline=None)
@given(st.lists(ROW, max_size=14))
def test_cleaning_what_is_clean_changes_nothing(rows: list[tuple[object, ...]]) -> None:
    once = clean_prices(raw_of(rows)).frame
    twice = clean_prices(once)
    assert twice.rejected == []
    names = ["symbol", "timestamp", "price"]
    pd.testing.assert_frame_equal(twice.frame[names], once[names])
