"""Dates in words and marks of any kind, to plain dates: digits, hyphens and numbered months."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .languages import (
    ROMAN,
    Language,
    common_words,
    folded,
    is_weekday,
    language,
    language_of,
    month_in_any_language,
)

_SEPARATORS = "-/.,_'’‐‑–—−\\\\"  # noqa: RUF001
_BETWEEN = rf"[{_SEPARATORS}\s]+"
_WITH_WORDS = rf"[^\d{_SEPARATORS}\s]"
_EAST_ASIAN_MARKS = "年月日号號년월일"
_TOKEN = re.compile(rf"(?:(?<=\d)|(?<=\d\s))[{_EAST_ASIAN_MARKS}]|\d+|[^\W\d_]+|.", re.DOTALL)
_YEAR_AND_COLON = r"^(\d{4}):"  # economists write 2019:1 for the first month or quarter
_ORDINALS = frozenset({"st", "nd", "rd", "th", "er", "re", "e", "o", "a"})
# The first dates with words settle the language; further ones can only add words of it.
_SAMPLE = 1000


def plain_dates(dates: Any) -> tuple[Any, Language, list[str]]:
    """Write dates with their parts between hyphens and with months as ``@01`` … ``@12``.

    Days of the week and words that say nothing are left out; quarters, half-years, weeks and
    months that stand by number are marked with ``Q``, ``H``, ``W`` and ``M``. What is not
    understood stays, so that no form reads it.

    Parameters
    ----------
    dates
        pyarrow string array of different dates, in Unicode normal form NFKC, without nulls.

    Returns
    -------
    tuple[pyarrow.Array, Language, list[str]]
        The plain dates, the language of their words, and notes on words that mean another month
        in another language that might be it.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    dates = pc.replace_substring_regex(dates, _YEAR_AND_COLON, r"\1-")
    plain = pc.utf8_rtrim(pc.replace_substring_regex(dates, _BETWEEN, "-"), "-")
    plain = _with_decimal_months(plain, dates)
    worded = pc.match_substring_regex(dates, _WITH_WORDS)
    if not pc.any(worded).as_py():
        return plain, language("en"), []
    texts = dates.filter(worded).to_pylist()
    common = common_words().said_for_nothing | common_words().markers.keys()
    spoken, notes = language_of(
        word
        for text in texts[:_SAMPLE]
        for token in _TOKEN.findall(text)
        if (word := folded(token)).isalpha()
        and word not in common
        and token not in _EAST_ASIAN_MARKS
        and len(word) < 20
    )
    written = pa.array([_plain(text, spoken) for text in texts], plain.type)
    return pc.replace_with_mask(plain, worded, written), spoken, notes


@dataclass(frozen=True)
class Token:
    """A piece of a date as written.

    Attributes
    ----------
    text
        As written.
    plain
        What it is in a plain date; empty where it is left out, a space where it separates.
    kind
        ``number``, ``roman``, ``ordinal``, ``month``, ``weekday``, ``marker``, ``filler`` or
        ``other``.
    """

    text: str
    plain: str
    kind: str


def tokens_of(text: str, spoken: Language) -> list[Token]:
    """Take a date apart, by the words of a language."""
    found: list[Token] = []
    for text_of_token in _TOKEN.findall(text):
        found.append(_token(text_of_token, found[-1] if found else Token("", "", ""), spoken))
    for place, token in enumerate(found):
        beside = {other.kind for other in found[max(place - 1, 0) : place + 2]}
        following = {other.kind for other in found[place + 1 : place + 2]}
        near = {"roman": beside, "ordinal": following, "filler": following}
        if "number" in near.get(token.kind, set()):  # neither x2004 nor 1e2004 is of 2004
            found[place] = Token(token.text, f"?{token.text}", "other")
    kinds = [token.kind for token in found]
    first = kinds.index("month") if "month" in kinds else -1
    if kinds.count("month") > 1 and is_weekday(folded(found[first].text)):
        found[first] = Token(found[first].text, "", "weekday")  # mar 5 mar 2019, a Tuesday
    if "month" in kinds:
        return [Token(t.text, "", "other") if t.kind == "marker" else t for t in found]
    if "roman" in kinds:  # nobody numbers weeks so, and kw is a Polish quarter too
        return [Token(t.text, "Q", t.kind) if t.plain == "W" else t for t in found]
    return found


def _token(text: str, previous: Token, spoken: Language) -> Token:
    if text[0].isdecimal():
        return Token(text, "".join(str(int(digit)) for digit in text), "number")
    if not text[0].isalpha():
        separates = re.match(rf"{_BETWEEN}|[()]", text) is not None
        return Token(text, " " if separates else text, "other")
    if text in _EAST_ASIAN_MARKS and (previous.kind == "number" or previous.text.isspace()):
        return Token(text, "", "other")
    word = folded(text)
    if previous.kind == "number" and word in _ORDINALS:
        return Token(text, "", "ordinal")
    month = spoken.month_of(word)
    if month is None and word not in spoken.weekdays:
        marker = common_words().markers.get(word)
        if marker:
            return Token(text, marker, "marker")
        if word in ROMAN:
            return Token(text, str(ROMAN[word]), "roman")
        if word in common_words().said_for_nothing:
            return Token(text, "", "filler" if word.isascii() else "other")
        month = month_in_any_language(word)
    if month is not None:
        return Token(text, f"@{month:02d}", "month")
    if word in spoken.weekdays or is_weekday(word):
        return Token(text, "", "weekday")
    return Token(text, f"?{word}", "other")


def _plain(text: str, spoken: Language) -> str:
    pieces: list[str] = []
    for token in tokens_of(text, spoken):
        piece = token.plain.strip()
        if piece and not (token.kind == "marker" and piece in pieces):
            pieces.append(piece)
    return "-".join(pieces)


def _with_decimal_months(plain: Any, dates: Any) -> Any:
    """Keep ``2004.5`` from being a month, unless all of the column is months written so.

    Where ``1871.01`` to ``1871.12`` stand as decimal numbers, October has lost its zero.
    """
    import pyarrow.compute as pc

    short = pc.match_substring_regex(dates, r"^\d{4}\.\d$")
    if not pc.any(short).as_py():
        return plain
    padded = pc.match_substring_regex(dates, r"^\d{4}\.0[1-9]$")
    other = pc.match_substring_regex(dates, r"^\d{4}\.(?:0[1-9]|1|1[12])$")
    if pc.any(padded).as_py() and pc.all(other).as_py():
        return pc.if_else(short, pc.replace_substring_regex(plain, "$", "0"), plain)
    return pc.if_else(short, dates, plain)
