"""Names of prices that are made of several words: ``Price (USD/t)``, ``AAPL.Close``."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from .column_roles import (
    HIGH_NAMES,
    LETTERS,
    LOW_NAMES,
    OPEN_NAMES,
    OTHER_NUMBERS,
    PRICE_NAMES,
    plain_name,
    words,
)

Field = Literal["open", "high", "low", "close", "adj close", "last", "price", "bid", "ask", "other"]

_WORDS = {
    **dict.fromkeys(("close", "closing", "cierre", "fechamento", "chiusura", "kapanis"), 0),
    **dict.fromkeys(("price", "prices", "preis", "prix", "precio", "preco", "prezzo", "prijs"), 1),
    **dict.fromkeys(("cena", "pris", "hinta", "fiyat", "harga", "цена", "pric", "pricing"), 1),
    **dict.fromkeys(("lmp", "settle", "settlement"), 2),
    **dict.fromkeys(("last", "ultimo", "value", "valor", "wert", "valeur", "rate"), 3),
}
_ENDINGS = ("price", "preis", "kurs", "prijs", "pris", "koers")
_OTHER_WORDS = words(
    """open opening high low min max minimum maximum highest lowest prev previous change
    chg diff volume vol qty quantity size count number return pct percent growth time
    date id strike target limit stop ticks trades flag code name source std stdev stddev
    deviation error lower upper loss congestion dividend turnover interest weight yoy
    mom forecast estimate bid ask offer var variation variacao apertura abertura
    ouverture eroffnung erster hoch tief haut bas maximo minimo massimo maxima minima"""
)
_QUALIFIERS = words(
    """adj adjusted avg average mean modal median spot market close closing last final
    official daily weekly monthly quarterly annual yearly day ahead energy unit
    wholesale retail farmgate fixing am pm total clearing trade traded trading local
    currency nominal real in of the at per rs usc us auction settlement settle price
    prices value rate da rt x0020 kg g mt t ton tonne tonnes bbl barrel gal gallon oz
    ounce lb lbs bushel bu mwh kwh mmbtu therm cwt quintal qtl dollar dollars euro euros
    cents cent ct pence index obs and or px usdt btc world international reference
    weighted
    consumer producer export import domestic current mid each piece
    durchschnitt mittel medio medie moyen gemiddeld srednia"""
)

_UNIT = re.compile(r"\W*[(\[].*[)\]]\W*|[A-Za-z$€£¥%]{1,4}\s?/\s?[\w.]{1,8}|%|index", re.IGNORECASE)


@cache
def _currencies() -> frozenset[str]:
    from babel.numbers import list_currencies

    return frozenset(code.casefold() for code in list_currencies())


def is_unit(text: str) -> bool:
    """Tell whether a text is a unit: ``($/bbl)``, ``USD/t``, ``%``, or a currency's code."""
    return text.strip().casefold() in _currencies() or _UNIT.fullmatch(text) is not None


def price_word_rank(name: str) -> int | None:
    """Tell whether a name of several words says that a price stands there.

    Parameters
    ----------
    name
        As found.

    Returns
    -------
    int or None
        The smaller, the likelier; None where no word says so, or a word says that it is another
        number of a bar (``Prev Close``, ``max_price``) or no price at all (``price change``).
    """
    found = plain_name(name).split()
    if any(word in _OTHER_WORDS for word in found) or plain_name(name) in OTHER_NUMBERS:
        return None
    # A price index is a series of its own, beside the prices that it deflates.
    if "index" in found:
        return None
    ranks = [_WORDS[word] for word in found if word in _WORDS]
    if not ranks and any(word.endswith(_ENDINGS) for word in found):
        return 4
    if not ranks:
        return None
    return min(ranks) + (10 if {"adj", "adjusted", "real"} & set(found) else 0)


def names_a_symbol(name: str) -> bool:
    """Tell whether a name says more than that a price stands there, and in which unit."""
    plain = plain_name(name)
    if plain in PRICE_NAMES and plain not in LETTERS:
        return False
    return any(
        not (word in _WORDS or word in _QUALIFIERS or word in _OTHER_WORDS)
        and not (word in _currencies() or word.isdigit())
        and not word.endswith(_ENDINGS)
        for word in plain.split()
    )


_AROUND = " ()'\"[]<>._-,:|/"
_FIELDS: dict[str, Field] = {
    **dict.fromkeys(OPEN_NAMES - {"o"}, "open"),
    **dict.fromkeys(HIGH_NAMES - {"h"}, "high"),
    **dict.fromkeys(LOW_NAMES - {"l"}, "low"),
    **{name: "close" for name, rank in PRICE_NAMES.items() if rank == 0},
    **{name: "last" for name, rank in PRICE_NAMES.items() if rank == 3},
    **{name: "price" for name, rank in PRICE_NAMES.items() if rank == 1},
    **dict.fromkeys(("settle", "settlement"), "price"),
    **dict.fromkeys(("adj close", "adjusted close", "adjusted"), "adj close"),
    **dict.fromkeys(("bid", "bid price", "px bid"), "bid"),
    **dict.fromkeys(("ask", "ask price", "px ask", "offer"), "ask"),
    **dict.fromkeys(
        (
            *("volume", "vol", "px volume", "open interest", "dividends", "dividend", "vwap"),
            *("stock splits", "splits", "capital gains", "turnover", "return", "change"),
            *("market cap", "total volume", "count", "trades", "amount", "quantity"),
        ),
        "other",
    ),
}
PRICE_FIELDS: tuple[Field, ...] = ("close", "price", "last", "adj close", "bid", "ask")
"""The fields that a price is taken from, the best first."""


def field_of(name: str) -> Field | None:
    """Return which number of a bar a name stands for by itself; None if it is no such name."""
    return _FIELDS.get(plain_name(name))


def split_field(name: str) -> tuple[str, Field] | None:
    """Part a name such as ``AAPL.Close`` into symbol and field.

    Parameters
    ----------
    name
        As found; the field stands first or last: ``AAPL_Close``, ``Close AAPL``,
        ``('Close', 'AAPL')``.

    Returns
    -------
    tuple[str, Field] or None
        The symbol as found and the field; None where the name has no field, or no symbol.
    """
    plain = plain_name(name)
    if plain in PRICE_NAMES or plain in OTHER_NUMBERS:
        return None
    text = name.strip(_AROUND)
    best: tuple[str, Field] | None = None
    longest = 0
    for place, sign in enumerate(text):
        if sign.isalnum():
            continue
        for symbol, field in ((text[:place], text[place:]), (text[place:], text[:place])):
            found, rest = field_of(field), symbol.strip(_AROUND)
            # The longer field is the right one: 'MSFT Adj Close' is no close of 'MSFT Adj'.
            if found and len(field) > longest and names_a_symbol(rest) and not field_of(rest):
                best, longest = (rest, found), len(field)
    return best
