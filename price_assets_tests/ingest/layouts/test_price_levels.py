"""Several series in one column, told by a column without a usual name: by the price levels."""

from __future__ import annotations

import pytest

from .tables import a_table, laid_out, observed

GOLD_AND_SILVER = ["2064.4", "23.1", "2042.1", "23.2", "2050.0", "22.9"]
ONE_SERIES = ["100.0", "101.5", "99.8", "100.9", "102.0", "101.1"]


def rows_of(header: str, texts: list[str], prices: list[str]) -> str:
    rows = [
        f"2024-01-{day:02d},{text},{price}"
        for day, (text, price) in enumerate(zip(texts, prices, strict=True), start=1)
    ]
    return "\n".join([f"Date,{header},Price", *rows])


@pytest.mark.parametrize("header", ["House", "Bezug", "Qué"])
def test_texts_that_go_with_price_levels_are_the_symbol_whatever_the_column_is_called(
    header: str,
) -> None:
    layout = laid_out(a_table(rows_of(header, ["ORO", "PLATA"] * 3, GOLD_AND_SILVER)))
    assert (layout.kind, layout.symbol_columns) == ("long", [header])
    assert layout.notes == [f"column '{header}' is the symbol: its texts go with price levels"]
    assert layout.doubts == []


def test_levels_are_found_beside_a_market_that_is_the_same_in_all_rows() -> None:
    text = rows_of("Market,House", [f"XETRA,{what}" for what in "AB" * 3], GOLD_AND_SILVER)
    assert laid_out(a_table(text)).symbol_columns == ["House"]


def test_prices_with_blanks_between_thousands_have_their_level() -> None:
    prices = ["2 064.4", "3.1", "2 042.1", "3.2", "2 050.0", "2.9"]
    layout = laid_out(a_table(rows_of("House", ["ORO", "PLATA"] * 3, prices)))
    assert layout.symbol_columns == ["House"]


@pytest.mark.parametrize(
    ("texts", "prices"),
    [
        (["ORO"] * 3 + ["PLATA"] * 3, ["2064.4", "2042.1", "2050.0", "23.1", "23.2", "22.9"]),
        (["A", "B"] * 3, ["100.0", "110.0", "100.1", "110.2", "100.0", "110.1"]),
        (["kg", "lb"] * 3, GOLD_AND_SILVER),
        (["USD", "JPY"] * 3, GOLD_AND_SILVER),
    ],
)
def test_levels_that_something_else_may_explain_are_a_doubt(
    texts: list[str], prices: list[str]
) -> None:
    layout = laid_out(a_table(rows_of("House", texts, prices)))
    assert layout.kind == "single"
    assert [(doubt.setting, "'House'" in doubt.other) for doubt in layout.doubts] == [
        ("symbol_column", True)
    ]


@pytest.mark.parametrize(
    ("header", "texts", "prices"),
    [
        ("House", ["Mon", "Tue"] * 3, ONE_SERIES),
        ("House", ["early"] * 3 + ["late"] * 3, ONE_SERIES),
        ("Exchange", ["XETRA"] * 6, GOLD_AND_SILVER),
        ("Anmerkung", ["", "x", "", "x", "", "x"], GOLD_AND_SILVER),
        ("Text", ["a", "b", "c", "d", "e", "f"], GOLD_AND_SILVER),
        ("Richtung", ["K", "V"] * 3, ["100.00", "100.02"] * 3),
        ("Side", ["buy", "sell"] * 3, GOLD_AND_SILVER),
        ("Currency", ["USD"] * 6, ONE_SERIES),
    ],
)
def test_remarks_weekdays_sides_and_places_are_neither_symbol_nor_doubt(
    header: str, texts: list[str], prices: list[str]
) -> None:
    layout = laid_out(a_table(rows_of(header, texts, prices)))
    assert header not in layout.symbol_columns or header == "Currency"
    assert layout.doubts == []


@pytest.mark.parametrize("header", ["Activo", "Share", "Bond", "Libellé"])
def test_usual_names_of_what_is_priced_are_known_where_prices_do_not_tell(header: str) -> None:
    text = f"Date,{header},Price\n2024-01-02,A,10\n2024-01-03,A,11\n2024-01-04,B,10\n"
    assert [symbol for _, symbol, _ in observed(a_table(text))] == ["A", "A", "B"]
