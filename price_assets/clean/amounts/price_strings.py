"""Prices as shops write them, one string each: ``from 1 000 Kč``, ``841,00 zł - 995,00 zł``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from price_assets.clean.text_columns import to_arrow_text

from .currencies import THREE_DECIMALS
from .decimal_mark import COMMA, POINT, Votes, amounts_with_mark, with_mark
from .folding import fold_numbers
from .number_grammar import take_apart
from .price_words import PriceText, find_price

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_GROUPS_AND_CENTS = re.compile(r"([1-9]\d{0,2}(?:[.,' ]\d{3})+)[.,](\d{1,2})")


def parse_prices(strings: pd.Series) -> pd.DataFrame:
    """Read price strings, each by what it says itself.

    A price may stand in a text, as shops write it. What a string leaves open, the meaning of the
    mark in ``1.234``, the others decide if all of them that tell a decimal mark tell the same one;
    strings of several shops contradict each other and decide nothing. Then the mark sets
    thousands apart, since prices have as many decimals as their currency has (ISO 4217): three
    for a Kuwaiti dinar, else two or none.

    Parameters
    ----------
    strings
        Price strings, such as ``1.234,50 €``, ``(3.2)``, ``from USD 5``; numbers are taken as
        they are. Nulls are allowed.

    Returns
    -------
    pandas.DataFrame
        Index of `strings`; ``amount`` (float64, NaN where there is no price, in the currency's
        unit; the first price of several), ``currency`` (str, as written; null where none is) and
        ``doubt`` (str; null where there is none): what else the string may mean. Percentages,
        weights and dates are no prices.
    """
    import numpy as np
    import pandas as pd

    if strings.dtype.kind in "iuf":
        amount = strings.to_numpy("float64", na_value=np.nan)
        none = pd.Series([None] * len(strings), index=strings.index, dtype="str")
        amount = np.where(np.isfinite(amount), amount, np.nan)
        return pd.DataFrame(
            {"amount": pd.Series(amount, strings.index), "currency": none, "doubt": none}
        )
    encoded = to_arrow_text(strings).dictionary_encode()
    found = _take_out(encoded.dictionary)
    amounts, doubts = _amounts(found)
    rows = encoded.indices
    columns = {
        "amount": _at_rows(pd.Series(amounts, dtype="float64"), rows),
        "currency": _at_rows(pd.Series([one.currency for one in found], dtype="str"), rows),
        "doubt": _at_rows(pd.Series(doubts, dtype="str"), rows),
    }
    return pd.DataFrame(columns).set_axis(strings.index)


def _at_rows(values: pd.Series, rows: Any) -> pd.Series:
    import numpy as np

    places = rows.fill_null(-1).to_numpy().astype("int64")
    return values.reindex(np.where(places < 0, len(values), places)).reset_index(drop=True)


def _take_out(text: Any) -> list[PriceText]:
    """Find each string's price: the whole string where it is a number, else one inside it."""
    import pyarrow.compute as pc

    folded = fold_numbers(text)
    parts = take_apart(folded)
    whole = pc.and_(pc.is_valid(parts.body), pc.equal(parts.unit, ""))
    # A letter after a space may be a currency as well as a power of ten: 1 K.
    whole = pc.and_(whole, pc.or_(parts.exponent, pc.equal(parts.power, 0)))
    fits = [pc.is_valid(with_mark(parts.body, mark, parts.exponent)) for mark in (POINT, COMMA)]
    whole = pc.and_(whole, pc.or_(*fits))
    columns = (
        pc.fill_null(whole, False),
        *(folded, parts.body, parts.power, parts.negative, parts.currency, parts.exponent),
    )
    cells = zip(*(column.to_pylist() for column in columns), strict=True)
    found = []
    for is_whole, string, body, power, negative, currency, exponent in cells:
        one = (
            PriceText(body, power, negative, currency or None, exponent=exponent)
            if is_whole
            else find_price(string)
        )
        found.append(one if one.body is None else replace(one, body=_mended(one.body)))
    return found


def _mended(body: str) -> str:
    """Take the last mark of ``1,298,00`` for the decimal one, since two digits follow it."""
    match = _GROUPS_AND_CENTS.fullmatch(body)
    if match is None:
        return body
    marks = re.sub(r"\d", "", body)
    if len(set(marks)) > 1:
        return body
    return re.sub(r"\D", "", match[1]) + marks[-1] + match[2]


def _amounts(
    found: Sequence[PriceText],
) -> tuple[np.ndarray[Any, Any], list[str | None]]:
    import numpy as np

    point, comma = _readings(found, POINT), _readings(found, COMMA)
    tells_point, tells_comma = np.isnan(comma), np.isnan(point)
    votes = Votes(int((tells_point & ~tells_comma).sum()), int((tells_comma & ~tells_point).sum()))
    mark = None if votes.contradictory else votes.mark
    amounts = np.where(tells_point, point, comma)
    amounts = np.where(tells_comma, comma, amounts)
    doubts = [one.doubt for one in found]
    for place in np.flatnonzero(~tells_point & ~tells_comma & (point != comma)).tolist():
        small, large = sorted((point[place], comma[place]), key=abs)
        one = found[place]
        if mark is not None:
            amounts[place] = point[place] if mark == POINT else comma[place]
        elif one.currency is not None and one.currency.strip(" .") in THREE_DECIMALS:
            amounts[place] = small
        elif one.per_unit:  # fuel and power are priced to a tenth of a cent
            amounts[place] = np.nan
            doubts[place] = f"{one.body} may be {small:.3f} or {large:.0f}"
        else:
            amounts[place] = large
            if one.currency is None:
                doubts[place] = f"{one.body} is read as {large:.0f} and may be {small:.3f}"
    for place in np.flatnonzero(tells_point & tells_comma).tolist():
        if (body := found[place].body) is not None:
            doubts[place] = f"{body[:40]} is no number in any usual writing"
    return amounts, doubts


def _readings(found: Sequence[PriceText], mark: str) -> np.ndarray[Any, Any]:
    import pyarrow as pa

    return amounts_with_mark(
        pa.array([one.body for one in found], pa.large_string()),
        mark,
        pa.array([one.power for one in found], pa.int32()),
        pa.array([one.exponent for one in found], pa.bool_()),
        pa.array([one.negative for one in found], pa.bool_()),
    )
