"""The columns that are prices too: the open, high, low, bid and ask of the row's price."""

from __future__ import annotations

import re

from .instants.languages import folded

_NAMES = frozenset(
    {
        *("open", "high", "low", "close", "bid", "ask", "offer", "mid", "last", "settle", "o"),
        *("h", "l", "c", "adj close", "adjusted close", "prev close", "previous close", "vwap"),
        *("open price", "high price", "low price", "bid price", "ask price", "opening", "average"),
        *("eroffnung", "hoch", "tief", "schluss", "tageshoch", "tagestief", "geld", "brief"),
        *("ouverture", "plus haut", "plus bas", "haut", "bas", "cloture", "apertura", "massimo"),
        *("minimo", "chiusura", "maximo", "min", "max", "cierre", "abertura", "maxima", "minima"),
        *("fechamento", "hoog", "laag", "slot", "otwarcie", "najwyzszy", "najnizszy", "kurs"),
        *("hogst", "lagst", "acilis", "yuksek", "dusuk", "цена", "макс", "мин", "откр"),
    }
)
_UNIT = re.compile(r"\s*[(\[].*?[)\]]\s*$")
_LETTERS_OF_THEIR_OWN = str.maketrans("łøđ", "lod")


def is_companion(name: str) -> bool:
    """Tell whether a column of this name holds prices, written as the row's price is.

    Parameters
    ----------
    name
        As the file has it; case, accents, signs between words and a unit in brackets do not
        count.
    """
    letters = folded(_UNIT.sub("", name)).translate(_LETTERS_OF_THEIR_OWN)
    return re.sub(r"[\W_]+", " ", letters).strip() in _NAMES
