"""Price strings to numbers, by one decision for the whole column."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.clean import parse_prices
from price_assets.clean.numbers import read_numbers


def amounts(*strings: str | None) -> list[float | None]:
    found = parse_prices(pd.Series(list(strings), dtype="str"))["amount"]
    return [None if math.isnan(value) else value for value in found]


def test_the_column_decides_on_the_decimal_mark() -> None:
    assert amounts("1.234", "2,5") == [1234, 2.5]
    assert amounts("1.234", "2.5") == [1.234, 2.5]
    assert amounts("1,234", "2.5") == [1234, 2.5]
    assert amounts("1,234", "0,903") == [1.234, 0.903]
    assert amounts("4,787,699", "6189026.0000") == [4787699, 6189026]
    assert amounts("1.234.567", "8,5") == [1234567, 8.5]


def test_a_column_that_does_not_tell_has_a_decimal_point() -> None:
    assert amounts("1.234") == [1.234]
    assert amounts("1,234") == [1234]


def test_cells_that_do_not_fit_the_decision_are_unreadable_and_not_guessed() -> None:
    assert amounts("1,5", "2,5", "1.5") == [1.5, 2.5, None]
    assert amounts("1.5", "2.5", "1,5") == [1.5, 2.5, None]
    assert amounts("1,23,4.5", "12,34.5") == [None, None]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$1,234.50", 1234.5, "$"),
        ("1 234,50 €", 1234.5, "€"),
        ("1\u00a0234,50\u202fzł", 1234.5, "zł"),
        ("US$ 3.25", 3.25, "US$"),
        ("CHF 1'234.50", 1234.5, "CHF"),
        ("7.5 USD", 7.5, "USD"),
        ("-$5.25", -5.25, "$"),
        ("$-5.25", -5.25, "$"),
        ("($5.25)", -5.25, "$"),
        ("5.25-", -5.25, None),
        ("\u22125.25", -5.25, None),
        ("+5.25", 5.25, None),
        ("12,34,567.5", 1234567.5, None),
        ("1.5e-5", 1.5e-5, None),
        (".75", 0.75, None),
        ("5.", 5.0, None),
        ("-36.98", -36.98, None),
        ("0", 0.0, None),
    ],
)
def test_signs_currencies_and_thousands_marks_are_read(
    text: str, amount: float, currency: str | None
) -> None:
    found = parse_prices(pd.Series([text], dtype="str"))
    assert found["amount"].tolist() == [amount]
    assert found["currency"].fillna("").tolist() == [currency or ""]


@pytest.mark.parametrize(
    "text",
    [
        *("5%", "inf", "-Infinity", "nan", "1e999", "9" * 400, "", "abc", "1 2", "5 kg", "+-5"),
        *("(-5)", "(5", "5)", "-5-", "$5€", "1.2.3", "1..5", "0x1A", "2020-01-01", "11:34", "True"),
    ],
)
def test_what_is_no_price_is_unreadable(text: str) -> None:
    assert amounts(text) == [None]


def test_numbers_and_nulls_are_taken_as_they_are() -> None:
    found = parse_prices(pd.Series([1.5, None, float("inf")], index=[7, 8, 9]))
    assert found.index.tolist() == [7, 8, 9]
    assert found["amount"].isna().tolist() == [False, True, True]
    assert found["currency"].isna().all()
    assert str(found["currency"].dtype) == "str"
    assert parse_prices(pd.Series([], dtype="str")).shape == (0, 2)


def test_the_decision_is_told() -> None:
    found = read_numbers(pd.Series(["1.234,5", "2,5"], dtype="str"))
    assert (found.decimal, found.thousands, found.decided) == (",", ".", True)
    found = read_numbers(pd.Series(["1,234 $"], dtype="str"))
    assert (found.decimal, found.thousands, found.decided) == (".", ",", False)
    found = read_numbers(pd.Series(["1,234"], dtype="str"), fallback=",")
    assert found.amount.tolist() == [1.234]
    found = read_numbers(pd.Series(["1.234"], dtype="str"), decimal=",")
    assert found.amount.tolist() == [1234.0]


@pytest.mark.parametrize(
    ("cells", "doubtful"),
    [
        (["1.234", "1.235"], "1.234"),
        (["7", "-1,234", "1,235"], "-1,234"),
        (["1.234", "1.2"], None),
        (["1.234", "1234.5"], None),
        (["7", "8"], None),
        (["1.234"] * 2000 + ["1.2"], None),
        (["7"] * 2000 + ["1.234"], "1.234"),
    ],
)
def test_numbers_that_could_be_read_otherwise_are_told(
    cells: list[str], doubtful: str | None
) -> None:
    assert read_numbers(pd.Series(cells, dtype="str")).doubtful == doubtful
    said = read_numbers(pd.Series(cells, dtype="str"), decimal=".")
    assert (said.decided, said.doubtful) == (True, None)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.integers(-(10**9), 10**9).map(lambda n: n / 100), min_size=1, max_size=8),
    st.sampled_from(["plain", "english", "german", "swiss", "french", "accounting", "trailing"]),
)
def test_prices_written_in_any_convention_come_back_to_the_bit(
    prices: list[float], convention: str
) -> None:
    def write(price: float) -> str:
        english = f"{abs(price):,.2f}"
        german = english.translate(str.maketrans(",.", ".,"))
        text = {
            "plain": f"{abs(price):.2f}",
            "english": f"${english}",
            "german": f"{german} €",
            "swiss": english.replace(",", "'"),
            "french": german.replace(".", "\u202f"),
            "accounting": english,
            "trailing": english,
        }[convention]
        if price >= 0:
            return text
        return {"accounting": f"({text})", "trailing": f"{text}-"}.get(convention, f"-{text}")

    assert amounts(*map(write, prices)) == prices


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False) | st.none(), max_size=8))
def test_floats_as_python_writes_them_come_back_to_the_bit(prices: list[float | None]) -> None:
    assert amounts(*(None if price is None else repr(price) for price in prices)) == prices


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=8) | st.none(), max_size=6))
def test_any_text_gives_a_finite_number_or_none(strings: list[str | None]) -> None:
    series = pd.Series([s if s is None else s.encode("utf-8", "ignore").decode() for s in strings])
    found = parse_prices(series.astype("str"))
    assert len(found) == len(strings)
    assert not found["amount"].isin([math.inf, -math.inf]).any()
