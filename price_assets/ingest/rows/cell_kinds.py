"""What a cell looks like by itself: a number, a date, a code, a word, a sentence."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from price_assets.ingest.grid import Cell


class Kind(StrEnum):
    """The look of one cell; nothing is said about what it means."""

    EMPTY = "empty"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    CLOCK = "clock"
    MOMENT = "moment"
    BOOLEAN = "boolean"
    CODE = "code"
    WORD = "word"
    TEXT = "text"
    TAG = "tag"
    MARKER = "marker"


NUMBERS = frozenset({Kind.INTEGER, Kind.NUMBER})
TIMES = frozenset({Kind.DATE, Kind.CLOCK, Kind.MOMENT})
DAYS = frozenset({Kind.DATE, Kind.MOMENT})
TEXTS = frozenset({Kind.CODE, Kind.WORD, Kind.TEXT})
BLANKS = frozenset({Kind.EMPTY, Kind.MARKER})

_LONGEST = 400  # characters; no number or date is longer, and a cell may hold a megabyte
_LONGEST_WORD = 40
_COMPACT_DATE = 8  # digits, as in 20040131

# The first letters of the months, without accents, in the languages that price files come in.
_MONTHS = (
    "jan|ene|gen|jaan|sty|led|ocak|janv|feb|fev|fevr|febr|helmi|lut|uno|unor|subat|mar|mae|maa|mrz|"
    "mrt|mars|brez|apr|abr|avr|avril|huhti|kwi|dub|nisan|may|mai|maj|mei|mag|touko|kve|jun|juin|"
    "giu|kesa|cze|cer|haziran|jul|juil|lug|heina|lip|temmuz|aug|ago|aou|elo|sie|srp|agustos|sep|"
    "set|syys|wrz|zar|eylul|oct|okt|ott|out|loka|paz|rij|ekim|nov|marras|lis|kasim|dec|dez|dic|des|"
    "joulu|gru|pro|aralik|янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек"
)
_MONTH = rf"(?:{_MONTHS})[^\W\d_]{{0,8}}\.?"
_MONTH_ALONE = re.compile(_MONTH, re.IGNORECASE)
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,?\s+)?"
_CLOCK = r"\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s?[ap]\.?m\.?)?"
_ZONE = r"\s?(?:z|utc|gmt|ce?s?t|[ecmp][sd]t|[+-]\d{2}:?\d{2})?"
_YEAR = r"(?:1[5-9]|20|21)\d{2}"
_DAY = rf"""(?:
    {_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}                 # 2004-01-31
  | {_YEAR}[-/](?:0?[1-9]|1[0-2])                       # 2004-01
  | {_YEAR}\s?年\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?
  | \d{{1,2}}[-/.]\s?\d{{1,2}}[-/.]\s?(?:\d{{4}}|\d{{2}})\.?  # 31/01/2004, 31. 1. 2004
  | (?:0?[1-9][-/]|1[0-2][-/]|0[1-9]\.|1[0-2]\.){_YEAR}  # 01/2004
  | (?:19|20)\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])  # 20040131
  | {_YEAR}[-\s]?(?:mm|[mqwts])\d{{1,2}}   # 1960M01, 2019MM01, 2004Q1, 2004-W05
  | q[1-4][-\s/]?'?(?:(?:19|20)\d{{2}}|\d{{2}})         # Q1 2004
  | (?:19|20)\d{{2}}[-/](?:19|20)?\d{{2}}               # 2004/05, a season
  | {_WEEKDAY}\d{{1,2}}(?:st|nd|rd|th|\.)?[-\s/.]?(?:de\s)?{_MONTH}[-\s/.,]*(?:de\s)?'?\d{{2,4}}
  | {_WEEKDAY}{_MONTH}[-\s/.,]+(?:\d{{1,2}}(?:st|nd|rd|th)?(?:,\s?|\s))?'?\d{{2,4}}  # Jan 31, 2004
  | (?:19|20)\d{{2}}[-\s/.]?{_MONTH}(?:[-\s/.]?\d{{1,2}})?  # 2004 Jan 31
  | \d{{1,2}}[-\s]{_MONTH}                              # 31-Jan
)"""
_DATE = re.compile(_DAY, re.VERBOSE | re.IGNORECASE)
_CLOCK_ONLY = re.compile(_CLOCK + _ZONE, re.IGNORECASE)
_MOMENT_TEXT = rf"(?:{_DAY})[T\s,;]{{1,2}}(?:{_CLOCK}|\d{{6}}(?:\.\d+)?|\d{{4}}){_ZONE}"
_MOMENT = re.compile(_MOMENT_TEXT, re.VERBOSE | re.IGNORECASE)
_INTERVAL = re.compile(
    rf"(?:{_MOMENT_TEXT}|{_DAY})\s?[-\u2013/~]\s?(?:{_MOMENT_TEXT}|{_DAY}|{_CLOCK})",
    re.VERBOSE | re.IGNORECASE,
)
_DECIMAL = re.compile(r"[-+]?\d*[.,]\d+")
_INTEGER = re.compile(r"[-+\u2212]?\d+")
_MONEY = r"(?:[A-Za-z]{0,3}[^\w\s%.,()\-+]{1,2}|[A-Z]{3}|Rs\.?|kr\.?|z\u0142|K\u010d|Ft|Fr\.?|lei)"
_NUMBER = re.compile(
    rf"""[-+(\u2212<>~≈]?\s?{_MONEY}?\s?[-+\u2212]?
      (?:\d[\d.,\s'\u2019_]*|[.,]\d+)(?:[eE][-+]?\d+)?
      \s?(?:[%\u2030]|[kKmMbBtT]|bn|mn|mio\.?|mrd\.?|{_MONEY}|bps?|c|p)?
      \s?[-)]?\s?[*\u2020\u2021\u00b9\u00b2\u00b3]{{0,3}}(?:\s?\([a-z]\)|\s[a-z]{{1,2}})?
    """,
    re.VERBOSE,
)
_FRACTION = re.compile(r"\d+/\d+|\d+[-\s]\d+/\d+|-?\d+'\d{2,3}")
_BOOLEANS = frozenset({"true", "false", "yes", "no", "wahr", "falsch", "vrai", "faux"})
_MARKER = re.compile(
    r"[\W_]+|#?n[./\\]?[adm]\.?#?|#?n/?v|nan|null|none|nil|missing|#(?:ref|value|name|null|num)[!?]"
    r"|#div/0!|nd|n\.?c\.?|k\.\s?a\.|s\.?o\.|not available|not applicable|no data|<na>|nat"
    r"|n[/.][ecqv]\.?|s/[dc]|\([dxzs]\)|closed|holiday|not traded|no trade",
    re.IGNORECASE,
)
_TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+[a-z0-9_]+)*", re.IGNORECASE)
_CODE = re.compile(r"[A-Z0-9][A-Z0-9._/\-^=:&|+$#*@<>]*")


def kind_of(cell: Cell) -> Kind:
    """Tell what one cell looks like.

    Parameters
    ----------
    cell
        Text as found, or a number or boolean where the format has them.

    Returns
    -------
    Kind
        A number that could also be a date, such as 20040131, is a date; a year is an integer. A
        tag is a HXL hashtag (https://hxlstandard.org) such as ``#item+name``.
    """
    if isinstance(cell, str):
        return _kind_of_text(cell) if len(cell) <= _LONGEST else Kind.TEXT
    if cell is None:
        return Kind.EMPTY
    if isinstance(cell, bool):
        return Kind.BOOLEAN
    if isinstance(cell, int):
        return Kind.INTEGER
    return Kind.INTEGER if cell.is_integer() else Kind.NUMBER


@lru_cache(maxsize=1 << 16)
def _kind_of_text(cell: str) -> Kind:
    text = cell.strip()
    if not text:
        return Kind.EMPTY
    if text.isascii() and text.isdigit() and len(text) != _COMPACT_DATE:
        return Kind.INTEGER
    if _DECIMAL.fullmatch(text) and not _DATE.fullmatch(text):
        return Kind.NUMBER
    if any(map(str.isdigit, text)):
        folded = without_accents(text)
        for kind, shape in (
            (Kind.DATE, _DATE),
            (Kind.CLOCK, _CLOCK_ONLY),
            (Kind.MOMENT, _MOMENT),
            (Kind.MOMENT, _INTERVAL),
        ):
            if shape.fullmatch(folded):
                return kind
        if _INTEGER.fullmatch(text):
            return Kind.INTEGER
        if _NUMBER.fullmatch(text) or _FRACTION.fullmatch(text):
            return Kind.NUMBER
    elif text.casefold() in _BOOLEANS:
        return Kind.BOOLEAN
    if _MARKER.fullmatch(text):
        return Kind.MARKER
    if _TAG.fullmatch(text):
        return Kind.TAG
    if _CODE.fullmatch(text):
        return Kind.CODE
    is_short = len(text) <= _LONGEST_WORD and len(text.split()) <= 5
    return Kind.WORD if is_short and text[-1] not in ".;!?" else Kind.TEXT


def is_name_of_month(text: str) -> bool:
    """Tell whether a text is the name of a month, whole or in its first letters."""
    return _MONTH_ALONE.fullmatch(without_accents(text.strip())) is not None


def without_accents(text: str) -> str:
    """Return the text without accents, so that ``février`` and ``fevrier`` are one."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in folded if not unicodedata.combining(sign))
