"""What a cell that holds a number may hold beside it: sign, currency, unit, suffix, footnote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from .currencies import CURRENCY_PATTERN

_POWERS = {
    3: "k K thousand thousands tsd Tsd тыс",
    5: "lakh lakhs Lakh Lakhs lac Lac",
    6: "m M mn Mn MN mln Mln mio Mio MIO MM million millions Million Millionen млн",
    7: "crore crores Crore Crores",
    9: "b B bn Bn BN bln Bln mrd Mrd MRD mld Mld billion billions Milliarde Milliarden млрд",
    12: "T tn Tn trn trillion trillions Bio Billionen трлн",
    4: "万 萬",
    8: "億 亿",
}
POWER_OF = {word: power for power, words in _POWERS.items() for word in words.split()}
"""The power of ten that a suffix stands for. A spaced small letter is a unit or a remark."""

# Cr is a credit in the statements of banks; beside lakhs or crores in words it is a crore.
_INDIAN = r"(?i)[0-9]\s?(?:lakhs?|lacs?|crores?)\b"
# 1,450/- and 1450/= say that there are no cents, as on cheques of South Asia and East Africa.
_NOTHING_MORE = r"([0-9]) ?/[-=]$"
_SHORT_CRORE = r"(?i)([0-9]\s?)crs?\b\.?"

_CELL = (
    r"^(?P<before>[^0-9]*)(?P<body>[0-9](?:[0-9.,' ]*[0-9])?)"
    r"(?P<after>(?:[eE][-+]?[0-9]{1,3})?[^0-9]*(?:[0-9]{1,4}[^0-9]*)?)$"
)
_LONGEST = 40
_WORD = r"(?:[^\W\d_]|[°µ]){1,12}[23²³]?"
_PER = rf"\s?(?:/|per |pro |je )\s?(?:\d{{1,4}} ?)?{_WORD}(?:/{_WORD})?"
_UNIT = rf"%|‰|{_WORD}(?: {_WORD})?{_PER}|{_WORD}\.?"
_FOOTNOTE = r"(?:\*{1,4}|[†‡§#^]{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[\[(][A-Za-z0-9*]{1,2}[\])])"


@dataclass(frozen=True)
class Parts:
    """Cells taken apart; pyarrow arrays, null where a cell is no number.

    Attributes
    ----------
    body
        Digits and the marks between them, without sign and power.
    power
        The power of ten beside it: of ``1.5e3`` and of ``1.5k`` 3; ``int32``.
    exponent
        Whether the power stands as in ``1.5e3``.
    negative
        Whether there is a minus before or after, or parentheses around.
    currency, unit, footnote
        As written; empty where there is none. A unit is ``%``, ``ct``, ``/MWh``.
    gap
        Whether a space stands before the unit.
    """

    body: Any
    power: Any
    exponent: Any
    negative: Any
    currency: Any
    unit: Any
    footnote: Any
    gap: Any


@dataclass(frozen=True)
class _Before:
    signs: str = ""
    opened: bool = False
    currency: str = ""
    mark: str = ""


@dataclass(frozen=True)
class _After:
    tail: str = ""
    power: int = 0
    exponent: bool = False
    currency: str = ""
    unit: str = ""
    gap: bool = False
    minus: bool = False
    closed: bool = False
    footnote: str = ""


def take_apart(text: Any) -> Parts:
    """Take cells apart into a number and what stands beside it.

    Parameters
    ----------
    text
        pyarrow string array of different cells, as `fold_numbers` gives it.

    Returns
    -------
    Parts
        With at most one sign and one currency to a cell; what has more is no number.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    text = pc.replace_substring_regex(text, _NOTHING_MORE, r"\1")
    if pc.any(pc.match_substring_regex(text, _INDIAN)).as_py():
        text = pc.replace_substring_regex(text, _SHORT_CRORE, r"\1Crore")
    cells = pc.extract_regex(text, _CELL)
    before = pc.struct_field(cells, "before").dictionary_encode()
    after = pc.struct_field(cells, "after").dictionary_encode()
    starts = [_before(part) for part in before.dictionary.to_pylist()]
    ends = [_after(part) for part in after.dictionary.to_pylist()]

    def of_start(values: list[Any], kind: Any) -> Any:
        return pa.array(values, kind).take(before.indices)

    def of_end(values: list[Any], kind: Any) -> Any:
        return pa.array(values, kind).take(after.indices)

    texts, flags = text.type, pa.bool_()
    nothing = pa.scalar("", texts)
    one = pc.and_(
        of_start([start is not None for start in starts], flags),
        of_end([end is not None for end in ends], flags),
    )
    first = [start or _Before() for start in starts]
    last = [end or _After() for end in ends]
    opened = of_start([start.opened for start in first], flags)
    closed = of_end([end.closed for end in last], flags)
    minus = of_end([end.minus for end in last], flags)
    signed = of_start([bool(start.signs) for start in first], flags)
    # At most one sign, in or out of the currency; parentheses take the place of one.
    signs = [pc.cast(flag, pa.int8()) for flag in (opened, minus, signed)]
    one = pc.and_(one, pc.equal(opened, closed))
    one = pc.and_(one, pc.less_equal(pc.add(pc.add(signs[0], signs[1]), signs[2]), 1))
    left = of_start([start.currency for start in first], texts)
    right = of_end([end.currency for end in last], texts)
    one = pc.and_(one, pc.or_(pc.equal(left, ""), pc.equal(right, "")))
    body = pc.binary_join_element_wise(
        of_start([start.mark for start in first], texts),
        pc.struct_field(cells, "body"),
        of_end([end.tail for end in last], texts),
        nothing,
    )
    of_minus = of_start([start.signs == "-" for start in first], flags)
    return Parts(
        body=pc.if_else(pc.fill_null(one, False), body, None),
        power=pc.fill_null(of_end([end.power for end in last], pa.int32()), 0),
        exponent=pc.fill_null(of_end([end.exponent for end in last], flags), False),
        negative=pc.fill_null(pc.or_(pc.or_(opened, minus), of_minus), False),
        currency=pc.binary_join_element_wise(left, right, nothing),
        unit=of_end([end.unit for end in last], texts),
        footnote=of_end([end.footnote for end in last], texts),
        gap=pc.fill_null(of_end([end.gap for end in last], flags), False),
    )


@cache
def _start_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"'?\s*(?P<open>\()?\s*(?P<first>[-+])?\s*(?P<currency>{CURRENCY_PATTERN})?\s*"
        r"(?P<second>[-+])?\s*"
    )


@cache
def _end_pattern() -> re.Pattern[str]:
    attached = [word for word in POWER_OF if len(word) == 1 and word.islower()]
    others = sorted((word for word in POWER_OF if word not in attached), key=lambda w: (-len(w), w))
    power = rf"(?:(?:{'|'.join(attached)})|\s?(?:{'|'.join(others)})\.?)"
    return re.compile(
        r"(?P<tail>[.,] ?-{1,3}|[.,])?(?:[eE](?P<exponent>[-+]?\d{1,3}))?"
        rf"(?:(?P<power>{power})??\s*(?:(?P<currency>{CURRENCY_PATTERN})(?P<per>{_PER})?)?"
        rf"|(?P<gap>\s*)(?P<unit>{_UNIT}))"
        rf"\s*(?P<last>-)?\s*(?P<close>\))?\s*(?P<footnote>(?:{_FOOTNOTE}\s?){{1,2}})?"
    )


@lru_cache(maxsize=8192)
def _before(text: str) -> _Before | None:
    """Take apart what stands before a number; None where that is something else."""
    if not text:
        return _Before()
    if len(text) > _LONGEST:
        return None
    match, mark = _start_pattern().fullmatch(text), ""
    if match is None and text[-1] in ".,":  # .75
        match, mark = _start_pattern().fullmatch(text[:-1]), text[-1]
    if match is None or (match["first"] and match["second"]):
        return None
    signs = (match["first"] or "") + (match["second"] or "")
    return _Before(signs, match["open"] is not None, match["currency"] or "", mark)


@lru_cache(maxsize=8192)
def _after(text: str) -> _After | None:
    """Take apart what stands after a number; None where that is something else."""
    if not text:
        return _After()
    match = None if len(text) > _LONGEST else _end_pattern().fullmatch(text)
    if match is None or (match["exponent"] and match["power"]):
        return None
    power = int(match["exponent"] or 0)
    if match["power"]:
        power = POWER_OF[match["power"].strip(" .")]
    return _After(
        # 5.- and 5,-- say that there are no cents; the mark before the dash is the decimal one.
        tail=re.sub(r" ?-+$", "00", match["tail"] or ""),
        power=power,
        exponent=match["exponent"] is not None,
        currency=match["currency"] or "",
        unit=((match["per"] or "") + (match["unit"] or "")).strip(),
        gap=match["gap"] == " ",
        minus=match["last"] is not None,
        closed=match["close"] is not None,
        footnote=(match["footnote"] or "").strip(),
    )
