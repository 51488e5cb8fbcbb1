"""Rows whose price has not come yet keep what is known of them: they are ahead."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.checkpoints import CleanPrices, RawPrices, Source
from price_assets.clean import clean_prices
from price_assets.ingest import ingest, list_files

ROW = st.tuples(
    st.sampled_from(["a", "b"]),
    st.sampled_from(["A", " A", "B", "", None]),
    st.sampled_from(["2020-01-01", "2020-01-02", "2020-01-02 00:00", "1 Jan 2020", "soon", None]),
    st.sampled_from(["1", "2.5", "N/A", "", None]),
    st.sampled_from(["7", "8.5", "", None]),
)
KEPT = ("c", "C", "2020-01-01", "1", "0")
"""A row that is always good, since a table without any is an error."""
INSTANTS = {"2020-01-02 00:00": "2020-01-02", "1 Jan 2020": "2020-01-01"}


def raw_of(rows: list[tuple[object, ...]]) -> RawPrices:
    """Build a raw table of (source, symbol, timestamp, price, load)."""
    frame = pd.DataFrame(rows, columns=["source", "symbol", "timestamp", "price", "load"])
    frame = frame.sort_values("source", kind="stable", ignore_index=True)
    frame["row"], frame["column"] = range(1, len(frame) + 1), "price"
    return RawPrices(frame.astype({"source": "str", "symbol": "str", "column": "str"}))


def ahead_of(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Say what is ahead, row by row: (symbol, day, load)."""
    last: dict[str, str] = {}
    ahead: dict[tuple[str, str], float] = {}
    readable = [
        (str(symbol).strip(), INSTANTS.get(str(time), str(time)), price, load)
        for _, symbol, time, price, load in sorted(rows, key=lambda row: str(row[0]))
        if symbol and time not in ("soon", None)
    ]
    for symbol, day, price, _ in readable:
        if price in ("1", "2.5"):
            last[symbol] = max(day, last.get(symbol, ""))
    for symbol, day, price, load in readable:
        if price not in ("1", "2.5") and load and symbol in last and day > last[symbol]:
            ahead[symbol, day] = float(str(load))
    return [(*key, ahead[key]) for key in sorted(ahead)]


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, max_size=12))
def test_what_is_known_after_a_last_price_is_ahead_and_stays_missing(
    rows: list[tuple[object, ...]],
) -> None:
    raw = raw_of([*rows, KEPT])
    clean = clean_prices(raw)
    found = clean.ahead_frame
    assert list(found.columns) == ["symbol", "timestamp", "load"]
    days = found["timestamp"].str[:10]
    assert list(zip(found["symbol"], days, found["load"], strict=True)) == ahead_of(rows)
    summary = clean.summary
    assert summary.rows_in == len(rows) + 1
    assert summary.rows_in == summary.rows_out + len(clean.rejected) + summary.missing_total
    assert summary.missing_total == sum(row[3] not in ("1", "2.5") for row in rows)
    # A symbol's times have one form, those ahead included.
    forms = pd.concat([clean.frame, found]).groupby("symbol")["timestamp"]
    assert forms.agg(lambda texts: texts.str.len().nunique()).eq(1).all()
    again = CleanPrices.decode(clean.content, "x")
    pd.testing.assert_frame_equal(again.ahead_frame, found)
    assert again.content == clean.content == clean_prices(raw).content


@settings(max_examples=40, deadline=None)
@given(st.lists(ROW, max_size=12))
def test_rows_ahead_change_no_price(rows: list[tuple[object, ...]]) -> None:
    raw = raw_of([*rows, KEPT])
    without = RawPrices(raw.frame.assign(load=pd.Series([None] * len(raw.frame), dtype="str")))
    names = ["symbol", "price"]
    pd.testing.assert_frame_equal(
        clean_prices(raw).frame[names], clean_prices(without).frame[names]
    )


def landed(folder: Path, name: str, text: str) -> CleanPrices:
    (folder / name).write_text(text)
    return clean_prices(ingest(list_files([folder])))


HOURS = pd.date_range("2024-01-01", periods=96, freq="h").strftime("%Y-%m-%d %H:%M").tolist()


@pytest.mark.parametrize("ending", ["", ",", "N/A"])
def test_a_file_whose_newest_rows_have_no_price_yet_keeps_their_other_columns(
    tmp_path: Path, ending: str
) -> None:
    lines = [
        f"{hour},{5000 + place}.5,{'' if place == 95 else place % 2},"
        + (f"{40 + place % 7}.25" if place < 72 else ending.strip(","))
        for place, hour in enumerate(HOURS)
    ]
    if not ending:  # as programs write it that leave out what is empty at the end of a line
        lines = [line.rstrip(",") for line in lines[:-1]] + [lines[-1]]
    text = "Date,Load forecast,Holiday,Price\n" + "\n".join(lines) + "\n"
    clean = landed(tmp_path, "NP.csv", text)
    ahead = clean.ahead_frame
    assert list(ahead.columns) == ["symbol", "timestamp", "Load forecast", "Holiday"]
    assert set(ahead["symbol"]) == {"NP"}
    assert ahead["timestamp"].tolist() == [f"{hour.replace(' ', 'T')}:00" for hour in HOURS[72:]]
    assert ahead["Load forecast"].tolist() == [5000.5 + place for place in range(72, 96)]
    assert ahead["Holiday"].isna().tolist() == [False] * 23 + [True]
    assert clean.summary.missing == {"NP.csv": {"NP": 24}}
    assert (clean.summary.rows_out, clean.summary.rejected) == (72, {})
    written = json.loads(clean.content)["ahead"]
    assert written[0] == {
        "symbol": "NP",
        "timestamp": "2024-01-04T00:00:00",
        "Load forecast": 5072.5,
        "Holiday": 0.0,
    }


def test_what_is_known_beforehand_may_stand_in_a_file_of_its_own_and_the_last_file_wins(
    tmp_path: Path,
) -> None:
    prices = "".join(f"2024-01-{day:02},BE,{day}.5,{100 + day}\n" for day in range(1, 21))
    ahead = "2024-01-21,BE,,7\n2024-01-20,BE,,8\n2024-01-22,BE,,9\n"
    head = "date,symbol,price,load\n"
    (tmp_path / "a.csv").write_text(f"{head}{prices}2024-01-22,BE,,1\n2024-01-23,BE,,2\n")
    clean = landed(tmp_path, "b.csv", f"{head}{ahead}2024-01-22,BE,,10\n2024-01-23,BE,,\n")
    rows = list(clean.ahead_frame.itertuples(index=False, name=None))
    assert rows == [
        ("BE", "2024-01-21", 7.0),
        ("BE", "2024-01-22", 10.0),
        ("BE", "2024-01-23", 2.0),  # nothing is known in the later row
    ]
    assert clean.summary.missing == {"a.csv": {"BE": 2}, "b.csv": {"BE": 5}}


def test_a_price_that_comes_takes_the_place_of_the_row_ahead() -> None:
    rows = [("a", "A", "2020-01-01", "1", "5"), ("a", "A", "2020-01-02", None, "6")]
    assert len(clean_prices(raw_of(rows)).ahead_frame) == 1
    clean = clean_prices(raw_of([*rows, ("b", "A", "2020-01-02", "2", "6")]))
    assert len(clean.ahead_frame) == 0
    assert clean.frame["price"].tolist() == [1.0, 2.0]


def test_other_columns_of_a_wide_file_say_nothing_of_a_price_that_has_not_come(
    tmp_path: Path,
) -> None:
    rows = "".join(
        f"2024-01-{day:02},{day}.5,{'' if day > 15 else f'{100 + day}.25'},{day}\n"
        for day in range(1, 21)
    )
    clean = landed(tmp_path, "x.csv", f"date,AAPL,MSFT,note\n{rows}")
    assert clean.sources[0].layout == "wide"
    assert (clean.summary.missing_total, len(clean.ahead_frame)) == (5, 0)
    assert list(clean.ahead_frame.columns) == ["symbol", "timestamp", "note"]


def test_times_ahead_that_name_their_zone_or_lack_it_get_the_form_of_their_symbol() -> None:
    rows: list[tuple[object, ...]] = [
        ("a", "A", "2020-01-01T10:00:00", "1", "5"),
        ("b", "A", "2020-01-01T13:00:00+02:00", None, "6"),
    ]
    raw = raw_of(rows)
    raw.sources.extend(
        Source(
            source=name, uri=name, sha256="0" * 64, bytes=1, rows=1, observations=1, layout="long"
        )
        for name in "ab"
    )
    clean = clean_prices(raw)
    assert clean.frame["timestamp"].tolist() == ["2020-01-01T10:00:00Z"]
    assert clean.ahead_frame["timestamp"].tolist() == ["2020-01-01T11:00:00Z"]
    note = "times without a zone are taken as UTC, as their symbol's other times are"
    assert [source.notes for source in clean.sources] == [[note], []]


def test_the_log_tells_how_many_of_the_missing_are_ahead(
    caplog: pytest.LogCaptureFixture,
) -> None:
    rows: list[tuple[object, ...]] = [
        ("a", "A", "2020-01-01", None, "5"),
        ("a", "A", "2020-01-02", "1", "5"),
        ("a", "A", "2020-01-03", None, "6"),
    ]
    with caplog.at_level(logging.INFO, "price_assets.clean"):
        clean_prices(raw_of(rows))
    assert caplog.messages[-1] == (
        "clean: end: 3 rows in, 1 rows out, 0 rows rejected, 2 missing "
        "(1 of them ahead of the last price)"
    )


def test_a_frame_from_no_file_has_rows_ahead_too() -> None:
    frame = pd.DataFrame(
        {
            "timestamp": pd.to_datetime(["2020-01-01", "2020-01-02"]),
            "symbol": "A",
            "price": [1.0, None],
            "load": [5, 6],
        }
    )
    rows = list(clean_prices(frame).ahead_frame.itertuples(index=False, name=None))
    assert rows == [("A", "2020-01-02", 6.0)]
