"""Sheets of one workbook that call different series by the same column's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from price_assets.checkpoints import Doubt

from .layout import Layout
from .symbol_names import symbol_of_sheet

if TYPE_CHECKING:
    from price_assets.ingest.table import Table

_MOST_SHEETS = 20
_MOST_REVISED = 0.5
"""Of the prices that two sheets have of the same times; sheets of one series agree in most."""


def named_by_sheet(layout: Layout, table: Table, others: Sequence[Table]) -> Layout:
    """Name a sheet's one series for the sheet, where other sheets have another of its name.

    Parameters
    ----------
    layout
        Of the sheet.
    table
        The sheet.
    others
        The other sheets of the workbook that may hold prices.

    Returns
    -------
    Layout
        With the sheet's name as the symbol, where another sheet has columns of the same names and
        at most of the times that both have another price. Sheets without a time in common may
        be parts of one series: its symbol stays, with a doubt where a column's name is the
        symbol and the sheet's name could be one.
    """
    if layout.symbol_from not in ("header", "file name") or len(layout.prices) != 1:
        return layout
    same = [other for other in others if _has_columns(layout, other)][:_MOST_SHEETS]
    if table.sheet is None or not same:
        return layout
    own = symbol_of_sheet(table.sheet)
    in_common = False
    for other in same:
        share = _differing(layout, table, other)
        if share is not None and share > _MOST_REVISED:
            return _named(layout, table.sheet, own)
        in_common = in_common or share is not None
    symbol = layout.symbol or layout.price_symbols[0]
    if own in (None, symbol) or layout.symbol_from != "header" or in_common:
        return layout
    doubt = Doubt(
        what="symbol",
        taken=f"'{symbol}', as the column is called in several sheets",
        other=f"'{own}', the sheet's name",
        setting="symbol",
    )
    return replace(layout, doubts=[*layout.doubts, doubt])


def _named(layout: Layout, sheet: str, own: str | None) -> Layout:
    """Take the sheet's name for the symbol, even one that says nothing, but then with a doubt."""
    doubt = Doubt(
        what="symbol",
        taken=f"'{sheet}', the sheet's name, as other sheets have other prices",
        other="one that the sheet does not have",
        setting="symbol",
    )
    return replace(
        layout,
        kind="single",
        symbol_from="sheet name",
        symbol=own or sheet,
        price_symbols=[],
        doubts=[*layout.doubts, *([] if own else [doubt])],
    )


def _has_columns(layout: Layout, table: Table) -> bool:
    needed = [*layout.timestamp, *layout.prices]
    return bool(layout.timestamp) and set(needed) <= set(map(str, table.cells.columns))


def _differing(layout: Layout, one: Table, other: Table) -> float | None:
    """Return the share of the common times with another price; None without a common time."""
    columns = [*layout.timestamp, *layout.prices]
    left, right = (
        table.cells[columns].dropna().astype(str).drop_duplicates(layout.timestamp)
        for table in (one, other)
    )
    both = left.merge(right, on=layout.timestamp, suffixes=(" 1", " 2"))
    if both.empty:
        return None
    price = layout.prices[0]
    return float((both[f"{price} 1"] != both[f"{price} 2"]).mean())
