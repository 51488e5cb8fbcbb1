"""What a document says beside a table: its symbol, the time of all its rows, and the rest."""

from __future__ import annotations

import re
from typing import Any

from price_assets.ingest.layouts.column_roles import plain_name

from .json_cells import json_text
from .json_kinds import (
    are_times,
    has_time_word,
    is_container_name,
    is_other_number_name,
    is_plain,
    is_price_name,
    is_time_column,
    is_time_name,
    is_time_text,
)
from .json_nodes import Node, Part

# Keys that name the symbol of what stands beside them, the surest first; two make it together.
_STRONG = (
    *(("symbol",), ("ticker",), ("ticker symbol",), ("stock symbol",), ("trading symbol",)),
    *(("pair",), ("currency pair",), ("market pair",), ("instrument",), ("instrument id",)),
    *(("instrument name",), ("product id",), ("inst id",), ("series id",), ("seriesid",)),
    *(("series code",), ("dataset code",), ("isin",), ("ric",), ("indicator code",)),
    *(("base", "quote"), ("base currency", "quote currency"), ("base asset", "quote asset")),
    *(("from symbol", "to symbol"), ("from currency", "to currency"), ("fsym", "tsym")),
    *(("from currency code", "to currency code"), ("base", "target")),
    *(("digital currency code", "market code"), ("coin id",), ("coin",), ("asset",)),
    *(("commodity",), ("contract",), ("security",), ("series",), ("metric",)),
)
_WEAK = (("name",), ("label",), ("code",), ("id",))
_LONGEST_SYMBOL = 80
_NO_SYMBOL = re.compile(
    r"[0-9a-f-]{24,}|\d{1,5}|ok|success|error|fail(ed)?|true|false", re.IGNORECASE
)
_TICKER = re.compile(r"(?=.*[A-Z])[A-Z0-9^=][A-Z0-9._/\-=:^+&]{0,29}")
_MOST_SAID = 12
_MOST_BESIDE = 200
_LONGEST_SAID = 60


def symbol_beside(part: Part, top: Node) -> str | None:
    """Find the symbol that a document names for a table.

    What stands nearest to the table counts: the names beside it (``"symbol": "AAPL"``), in an
    object of metadata beside it, or a key that is written as a ticker.

    Parameters
    ----------
    part
        The table.
    top
        The object or array up to which is looked, with it.

    Returns
    -------
    str or None
        None where nothing names it.
    """
    for place in part.node.upwards():
        around = _said_at(place, part)
        for keys in (_STRONG, None, _WEAK):
            if keys is None:
                if isinstance(place.key, str) and _is_ticker(place.key) and place is not top:
                    return place.key
                continue
            for holder in around:
                if found := _named_in(holder, keys):
                    return found
        if place is top:
            return None
    return None


def symbol_of_key(node: Node, top: Node) -> str | None:
    """Return the key that tells a table from its siblings, unless it is the name of a field."""
    for place in node.upwards():
        if place is top:
            return None
        if isinstance(place.key, str) and not _is_field(place.key):
            return place.key
    return None


def _is_field(key: str) -> bool:
    return (
        is_container_name(key)
        or is_price_name(key)
        or is_other_number_name(key)
        or is_time_name(key)
        or is_time_text(key)
    )


def _is_ticker(key: str) -> bool:
    return bool(_TICKER.fullmatch(key)) and not _is_field(key)


def _named_in(holder: dict[str, Any], names: tuple[tuple[str, ...], ...]) -> str | None:
    plain: dict[str, str] = {}
    for key, value in holder.items():
        text = str(value).strip() if isinstance(value, str | int) else ""
        usable = bool(text) and len(text) <= _LONGEST_SYMBOL and not isinstance(value, bool)
        if usable and not _NO_SYMBOL.fullmatch(text) and not is_time_text(text):
            plain.setdefault(plain_name(key), text)
    for together in names:
        if together == ("code",) and "name" not in plain:
            continue  # mostly the code of an answer
        if all(name in plain for name in together):
            return "/".join(plain[name] for name in together)
    return None


def _said_at(place: Node, part: Part) -> list[dict[str, Any]]:
    """Return an object on the way to a table, and the objects of plain values in it.

    The latter are called ``meta``, ``Meta Data``, ``tags`` and so on. The table is none of them.
    """
    holder = place.value
    if not isinstance(holder, dict) or (place is part.node and not part.shares_node):
        return []
    inside = list(holder.values()) if len(holder) <= _MOST_BESIDE else []
    way = {id(node.value) for node in part.node.upwards()}
    return [
        holder,
        *(
            value
            for value in inside
            if isinstance(value, dict)
            and id(value) not in way
            and not are_times(list(value))
            and sum(map(is_plain, value.values())) * 2 > len(value)
        ),
    ]


def time_beside(part: Part) -> tuple[str, Any] | None:
    """Find the time that a document gives for all rows of a table.

    Parameters
    ----------
    part
        The table.

    Returns
    -------
    tuple[str, value] or None
        The nearest one under a name of times; where several stand together, a date in words goes
        before an epoch number.
    """
    for place in part.node.upwards():
        for holder in _said_at(place, part):
            found = [
                (not is_time_name(key), not is_time_text(value), key, value)
                for key, value in holder.items()
                if _says_time(key, value)
            ]
            if found:
                _, _, key, value = min(found, key=lambda item: item[:2])
                return key, value
    return None


def _says_time(key: str, value: Any) -> bool:
    if isinstance(value, dict | list | bool) or "next" in plain_name(key).split():
        return False
    named = is_time_name(key) or has_time_word(key)
    return named and (is_time_text(value) or is_time_column(key, [value]))


def said_beside(part: Part) -> list[str]:
    """List the plain values that stand beside a table, for its note."""
    said = [
        f"{key} {json_text(value)}"[:_LONGEST_SAID]
        for place in part.node.upwards()
        for holder in _said_at(place, part)
        for key, value in holder.items()
        if is_plain(value) and value not in (None, "")
    ]
    return said[:_MOST_SAID]
