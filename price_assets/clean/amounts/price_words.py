"""The price inside a text of a shop: which of its numbers is the price, and of what currency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .currencies import CURRENCY_SIGN, CURRENCY_WORDS
from .number_grammar import POWER_OF

_LETTER = r"[^\W\d_]"
_CURRENCY = (
    rf"(?:(?:(?<!{_LETTER})[A-Z]{{1,3}} ?)?{CURRENCY_SIGN}"
    rf"|(?<!{_LETTER})(?:{CURRENCY_WORDS})(?!{_LETTER}))"
)
_BEFORE = re.compile(rf"(?P<currency>{_CURRENCY})[\s:]*$")
_AFTER = re.compile(rf"\s?(?P<currency>{_CURRENCY})")
# Groups of three may stand apart; '1.837, 32' has a space after its mark, and in '35€99' and
# '35€ 99' the currency has the place of the mark.
_NUMBER = re.compile(
    r"(?P<lead>[.,]*)(?P<number>[1-9]\d{0,2}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d(?:[\d.,']*\d)?)"
    rf"(?:(?P<mark>[.,]) (?P<cents>\d{{2}})(?![\d.,])"
    rf"|(?P<sign>{CURRENCY_SIGN})(?P<parts>\d{{1,3}}| \d{{2}})(?!\d|[.,]\d))?"
)
_NO_PRICE = re.compile(
    r"(?<!\d)(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?P<between>[./-])\d{1,2}(?P=between)(?:19|20)\d{2}"
    r"|\d{1,2}:\d{2}(?::\d{2})?|\d+/\d+)(?!\d)"
)
_LATIN_WORD = re.compile(r"[A-Za-z]+$")
_GLUED_CODE = re.compile(rf"{_LETTER}+[\d+-]")
_PERCENT = re.compile(r"\s?%")
# Weights, lengths and volumes as they are written small: large letters may be currencies.
_MEASURE = re.compile(
    r"\s?(?:mm|cm|km|kg|g|mg|ml|cl|dl|l|ltr|[Ll]it(?:er|re)s?|lbs?|oz|ft|inch(?:es)?|pcs|Stk|шт|"
    r"kWh|mAh|GB|MB|TB|[x\u00d7])(?!\w)"
)
_POWER_WORDS = sorted((word for word in POWER_OF if len(word) > 1), key=lambda word: -len(word))
_POWER = re.compile(
    rf"(?P<power>[kKM](?!\w)|\s?(?:{'|'.join(map(re.escape, _POWER_WORDS))})(?!\w))"
)
_PER = re.compile(r"\s?/\s?\w")
_SPAN = re.compile(r"\s*(?:-|~|to|bis|till|til|až|do|до|à|a|and|и)\s*", re.IGNORECASE)
_NOW = re.compile(r"\b(?:now|jetzt|ahora|сейчас|teraz|nyní|nu)\b[\s:]*$", re.IGNORECASE)
_FREE = re.compile(
    r"\b(?:free|gratis|kostenlos|gratuite?|gratuito|zdarma|бесплатно|ücretsiz)\b", re.IGNORECASE
)
_CENTS = re.compile(r"[.,]\d{2}$")
_LEFT_OVER = re.compile(r"[-+/()\[\]]")
_GLUED_MINUS = re.compile(r"(?:^|[\s:(])-$")


@dataclass(frozen=True)
class PriceText:
    """The price of one string.

    Attributes
    ----------
    body
        Its digits and marks; None where there is no price.
    power
        The power of ten beside it.
    negative
        Whether it is below zero.
    currency
        As written; None where there is none.
    per_unit
        Whether it is the price of a unit: ``/l``.
    exponent
        Whether the power is written as in ``1.5e3``.
    doubt
        Why there is no price although there are numbers; None where that is clear.
    """

    body: str | None
    power: int = 0
    negative: bool = False
    currency: str | None = None
    per_unit: bool = False
    exponent: bool = False
    doubt: str | None = None


@dataclass(frozen=True)
class _Number:
    """A number in a text: where it stands with its currency, and what stands beside it."""

    start: int
    end: int
    body: str
    power: int
    currency: str | None
    follows: bool
    per_unit: bool


def find_price(text: str | None) -> PriceText:
    """Find the price in a text.

    Parameters
    ----------
    text
        As `fold_text` gives it; None for none.

    Returns
    -------
    PriceText
        Of several numbers the first one with a currency, or the one after a word like *now*;
        without any currency the first of a span, or the first with two decimals. Dates, clocks,
        percentages, weights, lengths and digits inside of words are no prices.
    """
    if text is None:
        return PriceText(None)
    text = re.sub(r"\s+", " ", text)
    numbers = _numbers(text)
    if not numbers:
        is_free = _FREE.search(text) and not re.search(r"\d", text)
        return PriceText("0" if is_free else None)
    chosen = _choose(text, numbers)
    if chosen is None:
        return PriceText(None, doubt="nothing tells which of its numbers is the price")
    if _GLUED_MINUS.search(text[: chosen.start]):
        return PriceText(None, doubt="the dash before the price may be a minus")
    doubt = None
    if chosen.currency is None and chosen.body.isdigit() and re.search(_LETTER, text):
        doubt = f"{chosen.body} stands in a text and without a currency"
    return PriceText(
        chosen.body,
        chosen.power,
        currency=chosen.currency,
        per_unit=chosen.per_unit,
        doubt=doubt,
    )


def _choose(text: str, numbers: Sequence[_Number]) -> _Number | None:
    priced = [number for number in numbers if number.currency is not None]
    if priced:
        for number in priced:  # a zero stands where a shop has no price now
            if _NOW.search(text[: number.start]) and float(re.sub(r"\D", "", number.body)):
                return number
        for left, right in pairwise(numbers):
            # '26 to 50 €', but not '50 - $2.00', which is a quantity and its price.
            is_first = right is priced[0] and right.follows
            if is_first and _SPAN.fullmatch(_between(text, left, right)):
                return replace(left, currency=right.currency)
        return priced[0]
    if len(numbers) == 1:
        return numbers[0] if re.search(_LETTER, text) or not _LEFT_OVER.search(text) else None
    between = _between(text, *numbers[:2])
    if _SPAN.fullmatch(between) and between.strip() != between:
        return numbers[0]
    if not re.search(_LETTER, text):
        return None
    return next((number for number in numbers if _CENTS.search(number.body)), None)


def _between(text: str, left: _Number, right: _Number) -> str:
    return text[left.end : right.start]


def _numbers(text: str) -> list[_Number]:
    others = [match.span() for match in _NO_PRICE.finditer(text)]
    found = [
        _number(text, match)
        for match in _NUMBER.finditer(text)
        if not any(match.start("number") < end and start < match.end() for start, end in others)
    ]
    return [number for number in found if number is not None]


def _number(text: str, match: re.Match[str]) -> _Number | None:
    end = match.end()
    while end < len(text) and text[end] in ".,":
        end += 1
    before, after = text[: match.start()], text[end:]
    power = _POWER.match(after)
    beyond = after[power.end() :].removeprefix(".") if power else after
    earlier, later = _BEFORE.search(before), _AFTER.match(beyond)
    body = _body(match, before)
    word = _LATIN_WORD.search(before)
    inside_word = word is not None and (earlier is None or earlier.start("currency") > word.start())
    code = later is None and power is None and _GLUED_CODE.match(after) is not None
    measure = not (earlier or later or match["sign"]) and _MEASURE.match(after) is not None
    if body is None or inside_word or code or measure or _PERCENT.match(after):
        return None
    of_next = later is not None and re.match(r"\s?\d", beyond[later.end() :]) is not None
    if earlier and later and not of_next and _contradict(earlier["currency"], later["currency"]):
        return None
    nearest = earlier or later
    currency = match["sign"] or (nearest["currency"] if nearest else None)
    return _Number(
        start=earlier.start("currency") if earlier else match.start(),
        end=len(text) - len(beyond) + (later.end() if later and not earlier else 0),
        body=body,
        power=POWER_OF[power["power"].strip()] if power else 0,
        currency=currency,
        follows=later is not None and earlier is None,
        per_unit=_PER.match(beyond[later.end() :] if later else beyond) is not None,
    )


def _contradict(one: str, other: str) -> bool:
    signs = re.fullmatch(CURRENCY_SIGN * 2, one + other)
    return one != other and signs is not None


def _body(match: re.Match[str], before: str) -> str | None:
    number, lead = match["number"], match["lead"]
    if match["cents"]:
        return f"{number}{match['mark']}{match['cents']}"
    if match["parts"]:  # padded, since three digits would leave the point open
        return re.sub("[^0-9]", "", number) + f".{match['parts'].strip():0<4}"
    if not lead or re.search(rf"{_LETTER}$", before):  # the point of an abbreviation: Rs.500
        return number
    if not re.search(r"[.,]", number):
        return f"{lead[0]}{number}"
    # A decimal mark stands only once; of two in a row nothing is sure.
    return number if len(lead) == 1 else None
