"""The currency signs, codes and abbreviations that stand before or after a price."""

from __future__ import annotations

import re

_CODES = (
    "AED ARS AUD BGN BHD BRL BTC CAD CHF CLP CNH CNY COP CZK DKK DZD EGP ETH EUR GBP GBX GEL GHS "
    "HKD HRK HUF IDR ILS INR IQD IRR ISK JOD JPY KES KRW KWD KZT LBP LKR MAD MXN MYR NGN NOK NZD "
    "OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD TZS UAH UGX USD USDT UYU VND "
    "XAF XAG XAU XOF ZAR"
)
_ABBREVIATIONS = (
    "Kč Kčs zł kr. kr Ft лв. лв руб. руб рублей р. грн. грн lei Lei TL Fr. Fr Rs. Rs R RM Rp kn "  # noqa: RUF001
    "din. din ден KM Lt Ls S/ p. ₽ ¢ 元 円 원 บาท"
)


def _alternatives() -> str:
    words = sorted((*_CODES.split(), *_ABBREVIATIONS.split()), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in words)


CURRENCY_PATTERN = rf"(?:[A-Z]{{0,3}}\p{{Sc}}|{_alternatives()})"
"""Matches one currency, as RE2 reads it: ``€``, ``US$``, ``CHF``, ``zł``."""
