"""Sheets of index numbers beside sheets of prices, as statistical offices publish them.

An index number has no unit and would stand under the symbol of the price it is made from.
"""

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


def index_sheets(tables: Sequence[Table]) -> set[str]:
    """Return the sheets that are named for index numbers, where another is named for prices."""
    names = [table.sheet or "" for table in tables]
    indices = {name for name in names if _INDICES.search(name) and not _PRICES.search(name)}
    prices = any(_PRICES.search(name) and not _INDICES.search(name) for name in names)
    return indices if prices else set()
