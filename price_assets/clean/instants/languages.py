"""The words of dates in the languages of price files, from the Unicode CLDR (through Babel)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

# Of languages that know equally many words of a column, the first is taken.
LANGUAGES = (
    *("en", "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "sk", "sl", "hr", "sv", "da", "nb"),
    *("fi", "et", "lv", "lt", "tr", "ru", "uk", "bg", "ro", "hu", "el", "ca", "id", "ms"),
    *("ja", "zh", "ko", "vi", "he", "ar"),
)
_WORDS_KEPT = 10_000
_WORD = re.compile(r"[^\W\d_]+")
ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
# Spreadsheets in German write Mrz, and Austrians say Jänner and Feber.
_USUAL_TOO = {"de": {"mrz": 3, "janner": 1, "feber": 2}}
_BEFORE_A_CLOCK = ("at", "of", "the", "on", "um", "kl", "klo", "om", "las", "alle", "ore")
_HALVES_OF_A_YEAR = (
    *("half", "halbjahr", "semester", "semestre", "halvar", "polrocze", "pololeti", "полугодие"),
)
_WEEKS = ("week", "wk", "kw", "woche", "kalenderwoche", "semaine", "semana", "settimana")


@dataclass(frozen=True)
class Language:
    """The words of one language, as `folded` writes them.

    Attributes
    ----------
    months
        Number of the month (1 … 12) by its names and abbreviations.
    weekdays
        Names and abbreviations of the days of the week.
    wide
        Full names of the months with their numbers, of which a word may be the beginning.
    """

    months: dict[str, int]
    weekdays: frozenset[str]
    wide: tuple[tuple[str, int], ...]

    def month_of(self, word: str) -> int | None:
        """Return the month that a folded word names, or begins the name of; None for none."""
        found = self.months.get(word)
        if found is not None or len(word) < 3:
            return found
        begun = {number for name, number in self.wide if name.startswith(word)}
        return begun.pop() if len(begun) == 1 else None

    def knows(self, word: str) -> bool:
        """Tell whether a folded word is a month or a day of the week."""
        return word in self.weekdays or self.month_of(word) is not None


@dataclass(frozen=True)
class CommonWords:
    """Words that mean the same in whatever language they stand, as `folded` writes them.

    Attributes
    ----------
    said_for_nothing
        Words that a date can do without, such as ``de`` in ``5 de enero``.
    markers
        ``Q`` for words for a quarter, ``H`` for half a year, ``W`` for a week.
    afternoon
        False for the words for the time before noon, True for those after.
    """

    said_for_nothing: frozenset[str]
    markers: dict[str, str]
    afternoon: dict[str, bool]


@lru_cache(maxsize=_WORDS_KEPT)
def folded(word: str) -> str:
    """Write a word without case and accents, so that ``FÉVR`` and ``fevr`` are one."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("\u0131", "i")


@cache
def language(code: str) -> Language:
    """Return the words of a language by its code in `LANGUAGES`."""
    locale = _locale(code)
    months: dict[str, int] = dict(_USUAL_TOO.get(code, {}))
    wide = []
    for _, width, names in _widths(locale.months):
        for number, name in names.items():
            word = _main_word(name)
            if word and not any(c.isdecimal() for c in name):
                months.setdefault(word, int(number))
                if width == "wide":
                    wide.append((word, int(number)))
    weekdays = {
        folded(word)
        for _, _, names in _widths(locale.days)
        for name in names.values()
        if not any(c.isdecimal() for c in name)
        for word in _WORD.findall(name)
    }
    # A single letter says too little; a single East Asian character is a word.
    telling = frozenset(word for word in weekdays if len(word) > 1 or word > "\u2e80")
    return Language(months, telling, tuple(wide))


@cache
def common_words() -> CommonWords:
    """Return the words of all languages that do not depend on which it is."""
    nothing = set(_BEFORE_A_CLOCK)
    markers: dict[str, str] = {}
    afternoon = {"am": False, "pm": True}
    for code in LANGUAGES:
        locale = _locale(code)
        for width in ("full", "long"):
            for literal in re.findall(r"'([^']*)'", locale.date_formats[width].pattern):
                nothing.update(folded(word) for word in _WORD.findall(literal))
        for _, _, names in _widths(locale.months):
            for name in names.values():
                words = _WORD.findall(name)
                numbered = any(c.isdecimal() for c in name)
                nothing.update(
                    folded(w) for w in words if numbered or folded(w) != _main_word(name)
                )
        for _, _, names in _widths(locale.quarters):
            for name in names.values():
                words = [folded(w) for w in _WORD.findall(name) if folded(w) not in ROMAN]
                markers.update((word, "Q") for word in words if word == _main_word(name))
                nothing.update(words)
        for _, _, names in _widths(locale.day_periods):
            for period, is_afternoon in (("am", False), ("pm", True)):
                word = "".join(folded(w) for w in _WORD.findall(names.get(period, "")))
                if len(word) > 1:
                    afternoon.setdefault(word, is_afternoon)
    markers.update((folded(word), "H") for word in _HALVES_OF_A_YEAR)
    markers.update((folded(word), "W") for word in _WEEKS)
    markers.update({"q": "Q", "t": "Q", "h": "H", "s": "H", "w": "W", "m": "M", "mm": "M"})
    return CommonWords(frozenset(nothing - markers.keys()), markers, afternoon)


def language_of(words: Iterable[str]) -> tuple[Language, list[str]]:
    """Return the language that knows most of some folded words; English if it knows them all.

    Parameters
    ----------
    words
        Of the dates of a column.

    Returns
    -------
    tuple[Language, list[str]]
        The language; and a note for each word that is another month in a language that knows as
        many of the words.
    """
    different = sorted(set(words))
    if all(language("en").knows(word) for word in different):
        return language("en"), []
    known = {code: sum(language(code).knows(w) for w in different) for code in LANGUAGES}
    best = max(LANGUAGES, key=known.__getitem__)
    notes = []
    for word in different:
        month = language(best).month_of(word)
        for code in LANGUAGES:
            other = language(code).month_of(word)
            if known[code] == known[best] and month and other not in (None, month):
                notes.append(f"{word} is taken as month {month}, and is month {other} in {code}")
    return language(best), notes


@lru_cache(maxsize=_WORDS_KEPT)
def is_weekday(word: str) -> bool:
    """Tell whether a folded word is a day of the week in some language."""
    return any(word in language(code).weekdays for code in LANGUAGES)


@lru_cache(maxsize=_WORDS_KEPT)
def month_in_any_language(word: str) -> int | None:
    """Return the month that a folded word names in every language that knows it."""
    found = {language(code).months.get(word) for code in LANGUAGES} - {None}
    return found.pop() if len(found) == 1 else None


def _locale(code: str) -> Any:
    from babel import Locale

    return Locale.parse(code)


def _widths(names: Any) -> list[tuple[str, str, Any]]:
    """List names by context and width, without the narrow ones, which are single letters."""
    return [
        (context, width, names[context][width])
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        if context in names and width in names[context]
    ]


def _main_word(name: str) -> str:
    """Return the longest word of a name: ``gener`` of ``de gener``."""
    return max(map(folded, _WORD.findall(name)), key=len, default="")
