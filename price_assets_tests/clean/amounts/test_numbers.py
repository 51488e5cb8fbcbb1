"""Columns of text to numbers, by one decision for the whole column."""

from __future__ import annotations

import math
import re
import unicodedata

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.clean.amounts.currencies import CURRENCY_SIGN
from price_assets.clean.amounts.decimal_mark import POINT
from price_assets.clean.amounts.number_cells import look_at
from price_assets.clean.amounts.numbers import Numbers, read_cells


def read_numbers(column: pd.Series, decimal: str | None = None, fallback: str = POINT) -> Numbers:
    """Read a column that stands alone: with the mark that is said, its own, or the fallback."""
    cells = look_at(column)
    if decimal is not None:
        return read_cells(cells, decimal, only=True)
    found = cells.votes.mark or cells.by_size
    return read_cells(cells, found or fallback, decided=found is not None)


def amounts(*strings: str | None) -> list[float | None]:
    found = read_numbers(pd.Series(list(strings), dtype="str")).amount
    return [None if math.isnan(value) else value for value in found.tolist()]


def test_the_column_decides_on_the_decimal_mark() -> None:
    assert amounts("1.234", "2,5") == [1234, 2.5]
    assert amounts("1.234", "2.5") == [1.234, 2.5]
    assert amounts("1,234", "2.5") == [1234, 2.5]
    assert amounts("1,234", "0,903") == [1.234, 0.903]
    assert amounts("4,787,699", "6189026.0000") == [4787699, 6189026]
    assert amounts("1.234.567", "8,5") == [1234567, 8.5]
    assert amounts("1.234", "1.198,-") == [1234, 1198]


def test_a_column_that_does_not_tell_has_a_decimal_point() -> None:
    assert amounts("1.234") == [1.234]
    assert amounts("1,234") == [1234]


def test_whole_numbers_of_the_same_size_tell_the_mark() -> None:
    assert amounts("997", "998", "999", "1.001") == [997, 998, 999, 1001]
    assert amounts("1", "2", "3", "1,234") == [1, 2, 3, 1.234]
    assert amounts("998", "1.001") == [998, 1.001], "one whole number may be anything"


def test_each_cell_that_tells_by_itself_is_read_by_itself() -> None:
    assert amounts("1,5", "2,5", "1.5", "1.234") == [1.5, 2.5, 1.5, 1234]
    assert amounts("1.234,56", "1,234.56", "1.5", "1,234") == [1234.56, 1234.56, 1.5, 1234]


def test_cells_in_no_usual_writing_are_unreadable_and_not_guessed() -> None:
    assert amounts("1,23,4.5", "12,34.5", "1,298,00", "1.2.3") == [None] * 4


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$1,234.50", 1234.5, "$"),
        ("1 234,50 €", 1234.5, "€"),
        ("1\u00a0234,50\u202fzł", 1234.5, "zł"),
        ("US$ 3.25", 3.25, "US$"),
        ("CHF 1'234.50", 1234.5, "CHF"),
        ("CHF 1\u2019234.50", 1234.5, "CHF"),
        ("7.5 USD", 7.5, "USD"),
        ("Rs.500", 500.0, "Rs."),
        ("-$5.25", -5.25, "$"),
        ("$-5.25", -5.25, "$"),
        ("($5.25)", -5.25, "$"),
        ("5.25-", -5.25, None),
        ("\u22125.25", -5.25, None),
        ("+5.25", 5.25, None),
        ("12,34,567.5", 1234567.5, None),
        ("1.5e-5", 1.5e-5, None),
        ("1,234e3", 1234.0, None),
        (".75", 0.75, None),
        ("5.", 5.0, None),
        ("12.-", 12.0, None),
        ("1.198,- Kr", 1198.0, "Kr"),
        ("-36.98", -36.98, None),
        ("0", 0.0, None),
        ("'123.5", 123.5, None),
        ('="123.5"', 123.5, None),
        ("１２３．５", 123.5, None),  # noqa: RUF001
        ("١٢٣٫٥", 123.5, None),  # noqa: RUF001
        ("\u200e3.5\u200f €", 3.5, "€"),
        ("3,31B", 3_310_000_000.0, None),
        ("1.5k", 1500.0, None),
        ("$2.5 Mio.", 2_500_000.0, "$"),
        ("1,2 Mrd. €", 1_200_000_000.0, "€"),
        ("3 crore", 30_000_000.0, None),
        ("0.24%", 0.24, None),
        ("134 1/2", 134.5, None),
        ("134½", 134.5, None),
        ("-134 3/8", -134.375, None),
    ],
)
def test_what_stands_with_a_number_is_understood(
    text: str, amount: float, currency: str | None
) -> None:
    found = read_numbers(pd.Series([text], dtype="str"))
    assert found.amount.tolist() == [amount]
    assert found.currency.to_pylist() == [currency]


@pytest.mark.parametrize(
    "text",
    [
        *("inf", "-Infinity", "nan", "1e999", "9" * 400, "", "abc", "1 2", "+-5", "see note 4"),
        *("(-5)", "(5", "5)", "-5-", "$5€", "1.2.3", "1..5", "0x1A", "2020-01-01", "11:34", "True"),
        *("4 see note", "about 5", "5 or 6", "A4", "1e5k", "134 1/3", "134 9/8", "x" * 99 + "1"),
        "5 is the price of a very long story that stands after it",
    ],
)
def test_what_is_no_number_is_unreadable(text: str) -> None:
    assert amounts(text) == [None]


def test_a_unit_that_the_column_shares_is_told_and_others_are_unreadable() -> None:
    found = read_numbers(pd.Series(["12,5 €/MWh", "13,5 €/MWh", "4 €/kg"], dtype="str"))
    assert found.amount.tolist()[:2] == [12.5, 13.5]
    assert math.isnan(found.amount[2])
    assert (found.unit, found.currency.to_pylist()[:2]) == ("/MWh", ["€", "€"])
    for unit in ("ct", "USD/bbl", "US cents/lb", "%", "EUR/100 kg"):
        cells = pd.Series([f"4.25 {unit}", f"4.5 {unit}"], dtype="str")
        assert read_numbers(cells).amount.tolist() == [4.25, 4.5], unit
    assert amounts("1.5", "2.5", "5%", "3 kg") == [1.5, 2.5, None, None]


def test_status_codes_and_footnote_marks_are_left_out_of_single_numbers() -> None:
    assert amounts("1.23 p", "1.24", "1.25*", "1.26 (r)", "1.27¹", "1.28", "1.29 bp", "1.3e") == [
        *(1.23, 1.24, 1.25, 1.26, 1.27, 1.28, 1.29, 1.3),
    ]
    assert amounts("1.23", "1.24", "85p") == [1.23, 1.24, None], "pence are not pounds"


def test_every_currency_sign_of_unicode_is_known() -> None:
    signs = [sign for sign in map(chr, range(0x10000)) if unicodedata.category(sign) == "Sc"]
    assert [sign for sign in signs if not re.match(CURRENCY_SIGN, sign)] == []


def test_eighths_are_read_only_where_prices_are_quoted_so() -> None:
    def readings(*cells: str) -> list[float | None]:
        looked = look_at(pd.Series(list(cells), dtype="str"), eighths=True)
        values = looked.at_rows(looked.point).tolist()
        return [None if math.isnan(value) else value for value in values]

    assert readings("134-2", "135-6", "136") == [134.25, 135.75, 136]
    assert readings("450'4", "451'0") == [450.5, 451]
    assert readings("134-2", "135-9", "136") == [None, None, 136]
    assert readings("134-2", "1.5", "2.5") == [None, 1.5, 2.5]
    assert amounts("134-2", "135-6") == [None, None]


def test_numbers_and_nulls_are_taken_as_they_are() -> None:
    found = read_numbers(pd.Series([1.5, None, float("inf")]))
    assert found.amount[0] == 1.5
    assert pd.isna(found.amount[1:]).all()
    assert found.currency.null_count == 3
    assert len(read_numbers(pd.Series([], dtype="str")).amount) == 0


def test_a_number_of_the_format_among_texts_has_no_decimal_mark_to_decide_on() -> None:
    column = pd.Series([1.234, "1.234", "2,5", 7, True, None], dtype=object)
    found = read_numbers(column)
    assert found.amount[:4].tolist() == [1.234, 1234, 2.5, 7]
    assert pd.isna(found.amount[4:]).all()
    assert read_numbers(pd.Series([1.234, "7"], dtype=object)).doubtful is None


def test_the_decision_is_told() -> None:
    found = read_numbers(pd.Series(["1.234,5", "2,5"], dtype="str"))
    assert (found.decimal, found.thousands, found.decided) == (",", ".", True)
    found = read_numbers(pd.Series(["1,234 $"], dtype="str"))
    assert (found.decimal, found.thousands, found.decided) == (".", ",", False)
    found = read_numbers(pd.Series(["1,234"], dtype="str"), fallback=",")
    assert found.amount.tolist() == [1.234]
    found = read_numbers(pd.Series(["1.234"], dtype="str"), decimal=",")
    assert found.amount.tolist() == [1234.0]


def test_a_mark_that_a_person_names_leaves_other_cells_unreadable() -> None:
    found = read_numbers(pd.Series(["1,5", "1.5"], dtype="str"), decimal=",")
    assert found.amount[0] == 1.5
    assert math.isnan(found.amount[1])


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
    st.sampled_from(
        ["plain", "english", "german", "swiss", "french", "accounting", "trailing", "wide"]
    ),
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
            "wide": english.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}),
        }[convention]
        if price >= 0:
            return text
        return {"accounting": f"({text})", "trailing": f"{text}-"}.get(convention, f"-{text}")

    assert amounts(*map(write, prices)) == prices


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False) | st.none(), max_size=8))
def test_floats_as_python_writes_them_come_back_to_the_bit(prices: list[float | None]) -> None:
    assert amounts(*(None if price is None else repr(price) for price in prices)) == prices


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=8) | st.none(), max_size=6))
def test_any_text_gives_a_finite_number_or_none(strings: list[str | None]) -> None:
    series = pd.Series([s if s is None else s.encode("utf-8", "ignore").decode() for s in strings])
    found = read_numbers(series.astype("str")).amount
    assert len(found) == len(strings)
    assert not any(math.isinf(value) for value in found.tolist())


def test_cr_is_a_crore_only_beside_lakhs_or_crores_in_words() -> None:
    assert amounts("45.5 Lakh", "1.2 Cr", "1.3 cr.", "50 Lakh") == [4.55e6, 1.2e7, 1.3e7, 5e6]
    assert amounts("45.5", "1.2 Cr", "50.25")[0] == 45.5
    assert amounts("45.5", "1.2 Cr", "50.25")[1] != 1.2e7


def test_a_stroke_behind_an_amount_says_that_there_are_no_cents() -> None:
    assert amounts("Rs. 1,450/-", "Rs. 12,345/-", "1,23,450/=") == [1450, 12345, 123450]
