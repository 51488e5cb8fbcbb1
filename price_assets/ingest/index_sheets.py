"""Sheets that hold no prices beside sheets that do: index numbers, and lists of the sheets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .table import Table

_PRICES = re.compile(
    r"price|preis|prix|precio|preço|preco|prezz|prijs|pris|cena|cen[yi]|fiyat|цен|价|價格|価格|가격",
    re.IGNORECASE,
)
_INDICES = re.compile(
    r"\b(index|indexes|indices|indizes|indice|índices?|indici|indeks\w*|индекс\w*)\b|指数|지수",
    re.IGNORECASE,
)


_LISTS = re.compile(
    r"sheet|\btab\b|blatt|feuille|hoja|planilha|foglio|werkblad|лист", re.IGNORECASE
)
_CONTENTS = re.compile(
    r"(table of )?contents?|index|toc|read ?me|overview|inhalt(sverzeichnis)?|übersicht|sommaire"
    r"|índice|sommario|spis treści|содержание",
    re.IGNORECASE,
)


def sheets_without_prices(tables: Sequence[Table]) -> dict[str, str]:
    """Return the sheets of a workbook that hold none of its prices.

    Parameters
    ----------
    tables
        Its sheets.

    Returns
    -------
    dict[str, str]
        By the sheet's name, what it holds instead: ``index numbers``, where it is named for them
        and another sheet for prices, since an index number has no unit and would stand under the
        symbol of the price that it is made from; or ``a list of the sheets``.
    """
    names = {table.sheet or "" for table in tables}
    lists = {
        table.sheet: "a list of the sheets"
        for table in tables
        if table.sheet is not None and _lists_others(table, names - {table.sheet})
    }
    return {**dict.fromkeys(sorted(_indices(tables)), "index numbers"), **lists}


def _lists_others(table: Table, others: set[str]) -> bool:
    """Tell whether a column holds the names of other sheets, and is called so, or its sheet is."""
    is_contents = _CONTENTS.fullmatch((table.sheet or "").strip()) is not None
    for name in map(str, table.cells.columns):
        cells = {str(cell).strip() for cell in table.cells[name].dropna()}
        if len(cells & others) * 2 >= len(cells) > 0 and (is_contents or _LISTS.search(name)):
            return True
    return False


def _indices(tables: Sequence[Table]) -> set[str]:
    names = [table.sheet or "" for table in tables]
    indices = {name for name in names if _INDICES.search(name) and not _PRICES.search(name)}
    prices = any(_PRICES.search(name) and not _INDICES.search(name) for name in names)
    return indices if prices else set()
