"""The currency signs, codes and abbreviations that stand before or after a price."""

from __future__ import annotations

import re

_CODES = (
    "AED ALL AMD ARS AUD AZN BAM BDT BGN BHD BOB BRL BTC BYN CAD CHF CLP CNH CNY COP CRC CZK DEM "
    "DKK DOP DZD EGP ESP ETB ETH EUR FRF GBP GBX GBp GEL GHS GTQ HKD HNL HRK HUF IDR ILS INR IQD "
    "IRR ISK ITL JMD JOD JPY KES KGS KHR KRW KWD KZT LAK LBP LKR LYD MAD MDL MKD MMK MNT MUR MXN "
    "MYR MZN NGN NLG NOK NPR NZD OMR PEN PHP PKR PLN PTE PYG QAR RON RSD RUB SAR SEK SGD THB TND "
    "TRY TTD TWD TZS UAH UGX USD USDC USDT USd UYU UZS VES VND XAF XAG XAU XDR XOF XPF ZAR ZMW"
)
_ABBREVIATIONS = (
    "Kč Kčs zł kr. kr Kr Ft лв. лв руб. руб рублей р. грн. грн lei Lei TL Fr. Fr Rs. Rs R RM Rp "  # noqa: RUF001
    "kn din. din ден KM Lt Ls S/ p. ₽ ¢ 元 円 원 บาท euro Euro euros €uro"
)
_OF_SHOPS = (
    "Р Br KD KSh KShs TSh USh FCFA CFA LEI EURO PLN. zl Kc NT HK AU US US. грн рубля тенге сом "  # noqa: RUF001
    "تومان ریال ريال جنيه درهم دينار د.إ ر.س ر.ق ر.ع د.ك د.ب د.ت د.ا د.ج د.م د.ع ج.م ل.د ل.ل "  # noqa: RUF001
    "र रु ש''ח 万元 人民币 francs dollars pounds USD$ SGD$ BTC đ Đ Dh DH MDh"
)
_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND KD BD JD د.ك د.ب د.ت د.ا د.ع ر.ع ل.د"  # noqa: RUF001


def _alternatives(words: str) -> str:
    ordered = sorted(set(words.split()), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered)


CURRENCY_SIGN = (
    "[$\u00a2-\u00a5\u058f\u060b\u07fe\u07ff\u09f2\u09f3\u09fb\u0af1\u0bf9\u0e3f\u17db\u20a0-\u20c0"
    "\ua838\ufdfc\ufe69\uff04\uffe0\uffe1\uffe5\uffe6]"
)
"""Matches one currency sign: Unicode's category Sc, which the standard library's re lacks."""

CURRENCY_PATTERN = (
    rf"(?:[A-Z]{{0,3}} ?{CURRENCY_SIGN}|{_alternatives(f'{_CODES} {_ABBREVIATIONS}')})"
)
"""Matches one currency as it stands with a number: ``€``, ``US$``, ``CHF``, ``zł``."""

CURRENCY_WORDS = _alternatives(f"{_CODES} {_ABBREVIATIONS} {_OF_SHOPS}")
"""Alternatives of a regular expression: codes and abbreviations, those of shops too."""

THREE_DECIMALS = frozenset(word.strip(".") for word in _THREE_DECIMALS.split())
"""Currencies that have a thousand parts (ISO 4217: three minor digits), as they are written."""
