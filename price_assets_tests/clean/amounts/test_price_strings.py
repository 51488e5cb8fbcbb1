"""Prices as shops write them, inside of texts too."""

from __future__ import annotations

import json
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.clean import parse_prices
from price_assets_tests.examples import PROJECT

SUITE = PROJECT.parent / "shared" / "data" / "price_strings.json"


def amounts(*strings: str | None) -> list[float | None]:
    found = parse_prices(pd.Series(list(strings), dtype="str"))["amount"]
    return [None if math.isnan(value) else value for value in found]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("from 1 000 Kč", 1000, "Kč"),
        ("2 for $5", 5, "$"),
        ("3 x 10.00 €", 10, "€"),
        ("841,00 zł – 995,00 zł", 841, "zł"),  # noqa: RUF001
        ("From 26 to 50 €", 26, "€"),
        ("50 - $2.00 100 - $2.75", 2, "$"),
        ("$5-$10", 5, "$"),
        ("3.99 - 4.99", 3.99, None),
        ("Was $120.00 Now $60.00", 60, "$"),
        ("Was: $124.95 Now: $0.00", 124.95, "$"),
        ("40.94 inc VAT (34.12)", 40.94, None),
        ("$119. 95", 119.95, "$"),
        ("1.837, 32 €", 1837.32, "€"),
        ("35€99", 35.99, "€"),
        ("35€ 99", 35.99, "€"),
        ("1250€ 600", 1250, "€"),
        ("Rs. 1,499/-", 1499, "Rs."),
        ("1.198,- Kr", 1198, "Kr"),
        ("$.75", 0.75, "$"),
        ("$.750.30", 750.3, "$"),
        ("1,298,00", 1298, None),
        ("¥1,234", 1234, "¥"),
        ("Rp 31.500", 31500, "Rp"),
        ("KD 1.250", 1.25, "KD"),
        ("$2.5 million", 2.5e6, "$"),
        ("1,5 Mio. €", 1.5e6, "€"),
        ("1 K", 1, None),
        ("12,99 € inkl. 19 % MwSt.", 12.99, "€"),
        ("٣٫٥٠ ر.س", 3.5, "ر.س"),  # noqa: RUF001
        ("($5.25)", -5.25, "$"),
        ("1.234e3", 1234, None),
        ("Free!", 0, None),
        ("Free shipping over $50", 50, "$"),
    ],
)
def test_the_price_is_found_in_a_text(text: str, amount: float, currency: str | None) -> None:
    found = parse_prices(pd.Series([text], dtype="str"))
    assert found["amount"].tolist() == [amount]
    assert found["currency"].fillna("").tolist() == [currency or ""]


@pytest.mark.parametrize(
    "text",
    [
        *("5%", "40% OFF", "15.08.2017", "2020-01-01", "11:34", "16.00 ft", "5 kg", "1/2", "½ €"),
        *("inf", "1e999", "9" * 400, "", "abc", "1 2", "(5", "5)", "-5-", "+-5", "$5€", "1.2.3"),
        *("0x1A", "MX924", "Call 555-1234", "Preis -5,00 €", "$..75,333", "4 or 5 of them"),
    ],
)
def test_what_is_no_price_or_tells_none_is_null(text: str) -> None:
    assert amounts(text) == [None]


def test_what_is_open_is_decided_by_strings_that_agree_and_not_by_ones_that_do_not() -> None:
    assert amounts("1.234 €", "2,5 €") == [1234, 2.5]
    assert amounts("1,234 €", "2,5 €") == [1.234, 2.5]
    assert amounts("1,234 €", "2,5 €", "$7.25") == [1234, 2.5, 7.25]


def test_a_doubt_says_what_else_a_string_may_mean() -> None:
    strings = ["1.234", "12.500 ₫", "1.459 €/l", "884 pieces", "7 8 9", None]
    found = parse_prices(pd.Series(strings, dtype="str"))
    assert found["doubt"].fillna("").tolist() == [
        "1.234 is read as 1234 and may be 1.234",
        "",
        "1.459 may be 1.459 or 1459",
        "884 stands in a text and without a currency",
        "nothing tells which of its numbers is the price",
        "",
    ]
    assert found["amount"].isna().tolist() == [False, False, True, False, True, True]


def test_the_frame_has_the_index_of_the_strings() -> None:
    found = parse_prices(pd.Series([1.5, None, float("inf")], index=[7, 8, 9]))
    assert found.index.tolist() == [7, 8, 9]
    assert found["amount"].isna().tolist() == [False, True, True]
    assert found["currency"].isna().all()
    found = parse_prices(pd.Series(["$1", None], index=["a", "b"], dtype="str"))
    assert found.index.tolist() == ["a", "b"]
    assert list(found.columns) == ["amount", "currency", "doubt"]
    assert [str(kind) for kind in found.dtypes] == ["float64", "str", "str"]
    assert parse_prices(pd.Series([], dtype="str")).shape == (0, 3)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=12) | st.none(), max_size=6))
def test_any_text_gives_a_finite_number_or_none(strings: list[str | None]) -> None:
    series = pd.Series([s if s is None else s.encode("utf-8", "ignore").decode() for s in strings])
    found = parse_prices(series.astype("str"))
    assert len(found) == len(strings)
    assert not found["amount"].isin([math.inf, -math.inf]).any()


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10**8),
    st.sampled_from(
        ["${:,.2f}", "now {:.2f} USD", "CHF {:.2f} each", "{:.2f} kr", "from £{:,.2f}"]
    ),
)
def test_a_price_with_cents_comes_back_from_any_wording(cents: int, wording: str) -> None:
    assert amounts(wording.format(cents / 100)) == [cents / 100]


@pytest.mark.skipif(not SUITE.is_file(), reason="the price strings are not beside the project")
@pytest.mark.parametrize("together", [True, False])
def test_strings_from_many_shops_are_read_as_meant(together: bool) -> None:
    cases = json.loads(SUITE.read_text(encoding="utf-8"))
    strings = [case["price_raw"] for case in cases]
    meant = [None if case["amount"] is None else float(case["amount"]) for case in cases]
    found = amounts(*strings) if together else [amounts(string)[0] for string in strings]
    pairs = list(zip(meant, found, strict=True))
    right = sum(a == b or (a and b and math.isclose(a, b)) or False for a, b in pairs)
    wrong = sum(b is not None and (a is None or not math.isclose(a, b)) for a, b in pairs)
    assert right / len(cases) >= 0.98
    assert wrong <= 5
