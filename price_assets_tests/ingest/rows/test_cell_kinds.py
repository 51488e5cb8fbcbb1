"""What a cell looks like by itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from price_assets.ingest.rows.cell_kinds import Kind, kind_of

LOOKS: dict[Kind, list[str | float | None]] = {
    Kind.EMPTY: ["", "  ", "\u00a0", None],
    Kind.INTEGER: ["12", "-3", "+7", "2004", "1672531436", 5, 5.0],
    Kind.NUMBER: [
        *("1,234.56", "1.234,56 €", "$74.69", "(3.2)", "12%", "57.3M", "-0,33%", "1'234.50"),
        *("1e-5", ".5", "123 1/4", "5.2*", "12.5 p", "R$ 4,93", "1 234,5", 2.5),
    ],
    Kind.DATE: [
        *("2004-01-31", "31/01/2004", "31. 1. 2004", "1960M01", "2004Q1", "20040131", "Jan 1 2000"),
        *(
            "31-Jan-04",
            "3 mars 2020",
            "février 2020",
            "Mon, 12 Jan 2020",
            "2004年1月5日",
            "янв 2020",
        ),
    ],
    Kind.CLOCK: ["00:15", "09:01:00", "9:01 PM", "23:59:59.123"],
    Kind.MOMENT: [
        *("2015-09-23T20:57:42.146", "2022-06-06 00:00:00+01:00", "20120201 000000"),
        *("01/01/2022 00:00:00 - 01/01/2022 01:00:00", "2020-03-01 10:00 AM"),
    ],
    Kind.BOOLEAN: ["True", "no", True],
    Kind.CODE: ["DATE", "MG-8769", "CRUDE_PETRO", "10Y", "BTC/USD", "EUR"],
    Kind.WORD: ["Close", "Price (USD)", "Light-Up Jacket", "10 Yr", "Series 2004", "($/bbl)"],
    Kind.TEXT: ["Source: World Bank.", "These boots are rugged enough for peak performance today"],
    Kind.TAG: ["#date", "#item+name"],
    Kind.MARKER: ["N/A", ".", "…", "-", "n.a.", "#N/A", "NaN", "null", ":", "----------"],
}


@pytest.mark.parametrize(
    ("kind", "cell"), [(kind, cell) for kind, cells in LOOKS.items() for cell in cells]
)
def test_a_cell_is_of_the_kind_that_a_person_sees(kind: Kind, cell: str | float | None) -> None:
    assert kind_of(cell) is kind


def test_a_cell_of_a_megabyte_is_a_text_at_once() -> None:
    assert kind_of("1" * 1_000_000) is Kind.TEXT


@given(st.text(max_size=60))
def test_every_text_has_a_kind_whatever_blanks_stand_around_it(text: str) -> None:
    assert kind_of(f"  {text} ") is kind_of(text)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_is_a_date_in_each_of_the_usual_ways_to_write_it(day: date) -> None:
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%b %d, %Y", "%Y%m%d", "%m/%d/%y"):
        assert kind_of(day.strftime(form)) is Kind.DATE
