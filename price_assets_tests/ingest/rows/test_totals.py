"""Rows at the end that are the sums or the means of those above."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from price_assets.checkpoints import RawPrices
from price_assets.ingest.grid import Cell
from price_assets.ingest.rows.totals import adds_up

Ingest = Callable[..., RawPrices]

TRANSPOSED = """Commodity,Unit,Jan-23,Feb-23,Mar-23
Wheat,$/mt,380.1,394.2,369.9
Maize,$/mt,302.8,298.2,282.5
"""


@pytest.mark.parametrize(
    "last",
    ["Total,,682.9,692.4,652.4", "Average,$/mt,341.45,346.2,326.2", "Total:,,682.9,692.4,652.4"],
)
def test_a_total_below_dates_as_columns_is_no_symbol(ingest_files: Ingest, last: str) -> None:
    raw = ingest_files({"x.csv": TRANSPOSED + last + "\nSource: the bank\n"})
    assert set(raw.frame["symbol"]) == {"Wheat", "Maize"}
    lines = raw.sources[0].lines
    assert lines is not None
    assert (lines.data, lines.footer) == (2, 2)


def test_a_company_called_total_with_prices_of_its_own_is_a_symbol(ingest_files: Ingest) -> None:
    raw = ingest_files({"x.csv": TRANSPOSED + "Total,$/mt,61.5,62.1,60.9\n"})
    assert set(raw.frame["symbol"]) == {"Wheat", "Maize", "Total"}


def test_a_total_is_recognised_under_either_decimal_mark_and_among_numbers_of_a_sheet() -> None:
    rows: list[list[Cell]] = [["a", "1.200,50"], ["b", "300,25"]]
    assert adds_up(["Summe", "1.500,75"], rows)
    assert adds_up(["Total", 7, 3.5], [["a", 3, 1.25], ["b", 4, 2.25]])
    assert not adds_up(["Total", 7, 3.4], [["a", 3, 1.25], ["b", 4, 2.25]])
    assert not adds_up(["Total", 7], [["a", 7]])
    assert not adds_up(["Total", ""], rows)


def test_numbers_without_end_are_no_totals() -> None:
    assert not adds_up(["Total", "inf"], [["a", "inf"], ["b", "-inf"]])
    assert not adds_up(["Total", 10**400], [["a", 10**400], ["b", 1]])
