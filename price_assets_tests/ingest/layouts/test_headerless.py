"""Files without names of columns: what holds in every row tells which is which."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from price_assets.ingest.errors import NoPricesError

from .tables import a_table, laid_out, observed


def bars(count: int, order: str = "ohlc", level: float = 100.0, step: float = 1.0) -> list[str]:
    """Bars of a random walk: each opens near the close before."""
    chance, close, rows = random.Random(7), level, []  # noqa: S311
    for _ in range(count):
        opened = close + chance.uniform(-0.05, 0.05) * step
        close = opened + chance.uniform(-1, 1) * step
        numbers = {
            "o": opened,
            "h": max(opened, close) + chance.uniform(0, 0.5) * step,
            "l": min(opened, close) - chance.uniform(0, 0.5) * step,
            "c": close,
        }
        rows.append(",".join(f"{numbers[field]:.4f}" for field in order))
    return rows


def with_epochs(rows: list[str], *, descending: bool = False) -> str:
    counts = range(len(rows), 0, -1) if descending else range(len(rows))
    return "\n".join(
        f"{1_500_000_000 + 60 * n},{row},{n % 7 + 1}.5" for n, row in zip(counts, rows, strict=True)
    )


@pytest.mark.parametrize("order", sorted(map("".join, permutations("ohlc"))))
@pytest.mark.parametrize("descending", [False, True])
def test_the_close_of_bars_is_found_in_any_order(order: str, descending: bool) -> None:
    rows = bars(60, order)
    text = with_epochs(rows[::-1] if descending else rows, descending=descending)
    layout = laid_out(a_table(text, 0))
    assert layout.prices == [f"column_{2 + order.index('c')}"]
    assert layout.timestamp == ["column_1"]
    assert layout.doubts == []


def test_open_and_close_that_no_bar_tells_apart_are_a_doubt() -> None:
    layout = laid_out(a_table(with_epochs(bars(1)), 0))
    assert layout.prices == ["column_5"]
    assert [doubt.setting for doubt in layout.doubts] == ["column_names"]


@pytest.mark.parametrize(
    ("before", "after", "timestamp", "name"),
    [
        (["20120201 0000{:02d}"], ["0"], "20120201 000000", "DAT_ASCII_EURUSD_M1_2012.csv"),
        (["01/02/2004", "09:{:02d}"], ["500"], "01/02/2004 09:00", "IBM.txt"),
        (["20040102", "09{:02d}"], ["500"], "20040102 0900", "IBM.txt"),
        (["2004-01-02T09:{:02d}:00Z"], [], "2004-01-02T09:00:00Z", "IBM.txt"),
        (["15000000{:02d}000"], ["9", "1600000000000", "8", "7"], "1500000000000", "klines.csv"),
    ],
)
def test_bars_are_found_beside_any_time(
    before: list[str], after: list[str], timestamp: str, name: str
) -> None:
    rows = [",".join([*before, row, *after]).format(n) for n, row in enumerate(bars(40))]
    table = a_table("\n".join(rows), 0)
    assert laid_out(table, name).prices == [f"column_{len(before) + 4}"]
    assert observed(table, name)[0][0] == timestamp


def test_milliseconds_of_a_day_have_its_date_in_the_file_s_name() -> None:
    rows = [
        f"{34_200_000 + 60_000 * n},{row},{n + 5}"
        for n, row in enumerate(bars(30, level=100_000.0, step=50.0))
    ]
    found = observed(a_table("\n".join(rows), 0), "20131007_spy_minute_trade.csv")
    assert [time for time, _, _ in found[:2]] == [
        "2013-10-07T09:30:00.000",
        "2013-10-07T09:31:00.000",
    ]
    assert found[0][1] == "spy_minute_trade"
    with pytest.raises(NoPricesError, match="without names, none of which reads as times"):
        laid_out(a_table("\n".join(rows), 0), "spy.csv")


def test_a_count_of_rows_is_no_time_of_day() -> None:
    text = "\n".join(f"{n},{row}" for n, row in enumerate(bars(30)))
    with pytest.raises(NoPricesError):
        laid_out(a_table(text, 0), "20131007.csv")


def test_trades_are_a_time_a_price_and_an_amount() -> None:
    amounts = ("1.1044", "0.002", "7.5", "0.3", "12.25", "0.05")
    text = "\n".join(f"{1672531436 + n},90.{n}40000,{a}" for n, a in enumerate(amounts))
    layout = laid_out(a_table(text, 0))
    assert (layout.prices, layout.doubts) == (["column_2"], [])
    text = "\n".join(f"{1672531436 + n},{a},90.{n}40000" for n, a in enumerate(amounts))
    assert laid_out(a_table(text, 0)).prices == ["column_3"]
    text = "\n".join(f"{1672531436 + n},90.{n}4,80.{n}5" for n in range(5))
    doubtful = laid_out(a_table(text.replace("80.", "190."), 0))
    assert (doubtful.prices, len(doubtful.doubts)) == (["column_2"], 1)


def test_of_bid_and_ask_the_bid_is_taken_with_a_doubt() -> None:
    text = "\n".join(
        f"EUR/USD,20120101 00:00:{n:02d}.123,1.29{n:02d}0,1.29{n:02d}5" for n in range(20)
    )
    table = a_table(text, 0)
    layout = laid_out(table)
    assert (layout.symbol_columns, layout.prices) == (["column_1"], ["column_3"])
    assert [doubt.setting for doubt in layout.doubts] == ["price_column"]
    assert observed(table)[0] == ("20120101 00:00:00.123", "EUR/USD", "1.29000")


def test_the_prices_of_one_day_are_known_by_what_was_turned_over() -> None:
    text = (
        "A RPTMYV3VC57P,A,55.26,1983802,109624898,True,0.67,1\n"
        "AA R735QTJ8XC9X,AA,12.01,28620078,343727136,False,0.54,3\n"
        "AAC RVY73T1OH55X,SCOK,1.2,22879,27454,False,1,1000\n"
    )
    found = observed(a_table(text, 0), "20140324.csv")
    assert found == [
        ("2014-03-24", "A", "55.26"),
        ("2014-03-24", "AA", "12.01"),
        ("2014-03-24", "SCOK", "1.2"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        "0.7855,1.6110,0.8617,0.6342",
        "2020-01-01,0.7855,1.6110,0.8617,0.6342,7.5",
        "2020-01-01,word",
    ],
)
def test_columns_that_could_be_anything_are_refused(row: str) -> None:
    with pytest.raises(NoPricesError, match="without names"):
        laid_out(a_table(f"{row}\n{row.replace('2020-01-01', '2020-01-02')}\n", 0))


def test_series_whose_levels_differ_are_no_bars() -> None:
    text = "\n".join(f"2020-01-{n:02d},1.{n},300.{n},20.{n},100.{n}" for n in range(10, 29))
    with pytest.raises(NoPricesError, match="give them in column_names"):
        laid_out(a_table(text, 0))
