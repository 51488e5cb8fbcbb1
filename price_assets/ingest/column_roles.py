"""The usual names of columns, in the languages that price files come in, and what cells look like.

Names are compared as `plain_name` gives them: lower case, without accents, signs and units.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

TIMESTAMP_NAMES = (
    *("timestamp", "datetime", "date time", "time stamp", "datetime utc", "date", "dates"),
    *("trade date", "trading date", "price date", "observation date", "ref date", "as of"),
    *("data", "fecha", "datum", "dato", "paivamaara", "tarih", "дата"),
    *("time", "day", "period", "time period", "month", "week", "quarter", "year"),
    *("jour", "giorno", "dia", "tag", "mes", "mois", "monat", "mese", "zeit", "zeitpunkt"),
    *("open time", "close time", "t", "ts"),
)
CLOCK_NAMES = ("time", "hora", "uhrzeit", "heure", "ora", "tijd", "clock", "zeit")
SYMBOL_NAMES = (
    *("symbol", "ticker", "instrument", "isin", "ric", "sedol", "cusip", "security", "asset"),
    *("pair", "code", "series", "series id", "item", "commodity", "product", "ticker symbol"),
    *("stock symbol", "company", "stock", "coin", "contract", "underlying", "name"),
    *("cmname", "simbolo", "symbole", "wertpapier", "ativo", "accion", "titolo", "produkt"),
)
CURRENCY_NAMES = ("currency", "currency code", "ccy", "waehrung", "wahrung", "devise", "moneda")
PRICE_NAMES = (
    *("close", "close price", "closing price", "price", "last", "last price", "px last"),
    *("settle", "settlement", "settlement price", "value", "obs value", "rate", "mid"),
    *("ultimo", "cierre", "fechamento", "chiusura", "schluss", "schlusskurs", "cloture", "slot"),
    *("preis", "prix", "precio", "preco", "prezzo", "prijs", "cena", "pris", "kurs", "cours"),
    *("adj close", "adjusted close", "adj close price", "nav", "vwap", "c"),
)
# Columns of numbers that are not the price of a symbol of that name.
OTHER_NUMBERS = frozenset(
    {
        *("open", "high", "low", "volume", "vol", "open interest", "openinterest", "turnover"),
        *("bid", "ask", "bid size", "ask size", "size", "amount", "quantity", "qty", "count"),
        *("trades", "dividends", "stock splits", "change", "change percent", "return", "ret"),
        *("id", "index", "year", "month", "day", "hour", "week", "quarter"),
        *("abertura", "maxima", "minima", "var", "o", "h", "l", "v"),
    }
)
OPENING_NAMES = frozenset({"open", "high", "low", "abertura", "maxima", "minima"})
# Tickers too (Citigroup, AT&T): their usual meaning counts only where they stand as a set.
LETTERS = frozenset({"o", "h", "l", "c", "v", "t"})
# Amounts too: numbers under these names are symbols only where they repeat.
_AMOUNTS_TOO = frozenset({"stock", "coin", "contract"})

_UNITS = re.compile(r"\s*[(\[].*?[)\]]\s*$")
_SEPARATORS = re.compile(r"[\s_\-./%*#:]+")
_DATE = re.compile(
    r"""\s*(
      \d{4}[-/.]\d{1,2}([-/.]\d{1,2})?(?!\d)          # 2004-01-31, 2004-01
    | \d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})(?!\d)     # 31/01/2004, 1/31/04
    | (19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)  # 20040131
    | \d{1,2}[-\s/.]?[A-Za-z]{3,9}[-\s/.,]+\d{2,4}\b  # 31-Jan-2004
    | [A-Za-z]{3,9}[-\s/.]+(\d{1,2},?\s+)?\d{2,4}\b   # Jan 31, 2004; Jan 2004
    )""",
    re.VERBOSE,
)
_EPOCH_OR_YEAR = re.compile(
    r"\s*(1[5-9]\d\d|20\d\d|\d{9,10}(\.\d+)?|\d{12,13}|\d{15,16}|\d{18,19})\s*$"
)
_CLOCK = re.compile(r"\s*\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([AaPp][Mm])?\s*$")
_NUMBER = re.compile(
    r"""[-+(\u2212]?\s?
      ([A-Z]{3}|[A-Z]{0,2}[^\w\s%.,]{1,3})?\s?[-+\u2212]?     # EUR, US$, a sign
      (\d[\d.,\s'\u2019]*|[.,]\d+)([eE][-+]?\d+)?
      \s?([A-Z]{3}|K\u010d|z\u0142|kr|[^\w\s%]{1,2})?$       # EUR, a closing parenthesis, a sign
    """,
    re.VERBOSE,
)
_FRACTION = re.compile(r"\d[.,]\d*[1-9]\d*\D*$")
_NOTHING = re.compile(r"[\W_]*$|#?n[./]?a\.?$|nan$|null$|none$|nil$", re.IGNORECASE)
_LOOKED_AT = 2000


def plain_name(name: str) -> str:
    """Reduce a column's name to what is compared: ``Último (EUR)`` to ``ultimo``."""
    folded = unicodedata.normalize("NFKD", _UNITS.sub("", name).casefold())
    letters = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return _SEPARATORS.sub(" ", letters).strip()


def rank_of(name: str, usual: tuple[str, ...]) -> int | None:
    """Return how far up among the usual names this one stands; None if it is not one of them."""
    plain = plain_name(name)
    return usual.index(plain) if plain in usual else None


def looks_like_dates(column: pd.Series, *, named: bool = False) -> bool:
    """Tell whether most cells read as dates.

    Parameters
    ----------
    column
        Cells of any dtype.
    named
        Whether the column is called a time, so that years and epoch numbers are believed too.
    """
    cells = _sample(column)
    found = sum(bool(_DATE.match(cell) or (named and _EPOCH_OR_YEAR.match(cell))) for cell in cells)
    return bool(cells) and found * 2 > len(cells)


def looks_like_clock(column: pd.Series) -> bool:
    """Tell whether most cells are times of day."""
    cells = _sample(column)
    return bool(cells) and sum(bool(_CLOCK.match(cell)) for cell in cells) * 2 > len(cells)


def looks_numeric(column: pd.Series) -> bool:
    """Tell whether at least half of the cells that say something are numbers."""
    if column.dtype.kind in "iuf":
        return True
    if column.dtype.kind == "b":
        return False
    cells = [cell for cell in _sample(column) if not _NOTHING.match(cell)]
    return sum(bool(_NUMBER.match(cell)) for cell in cells) * 2 >= len(cells)


def holds_a_number(column: pd.Series) -> bool:
    """Tell whether at least one cell is a number."""
    if column.dtype.kind in "iuf":
        return bool(column.notna().any())
    return any(_NUMBER.match(str(cell).strip()) for cell in column.dropna().unique().tolist())


def may_be_symbols(column: pd.Series) -> bool:
    """Tell whether a column with a symbol's usual name can hold symbols, and not prices."""
    cells = [cell.strip() for cell in _sample(column)]
    if not cells or column.dtype.kind == "b" or not looks_numeric(column):
        return True
    fractions = sum(bool(_FRACTION.search(cell)) for cell in cells)
    if fractions * 2 > len(cells):
        return False
    return plain_name(str(column.name)) not in _AMOUNTS_TOO or len(set(cells)) * 2 <= len(cells)


def has_letter_bars(names: Iterable[str]) -> bool:
    """Tell whether one-letter names stand for high, low and close, and not for tickers."""
    return {plain_name(name) for name in names} >= {"h", "l", "c"}


def is_number_or_date(cell: str) -> bool:
    """Tell whether a header's cell looks like data."""
    return bool(_NUMBER.match(cell.strip()) or _DATE.match(cell))


def _sample(column: pd.Series) -> list[str]:
    """Take some cells from everywhere in the column, as text, without empty ones."""
    step = max(1, -(-len(column) // _LOOKED_AT))
    some = column.iloc[::step].dropna()
    return [text for text in map(str, some.tolist()) if text.strip()]
