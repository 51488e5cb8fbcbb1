"""Text to numbers, by one decision for the whole column.

``1.234`` is a little more than one or a little more than a thousand. A single cell cannot tell;
a column can: each cell that can be read in one way only is a vote, the majority decides, and
cells that do not fit the decision are unreadable rather than guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from .currencies import CURRENCY_PATTERN
from .text_columns import to_arrow_text

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_SIGN = "[-+\u2212]"
_BODY = r"(?:\d[\d.,' \x{00a0}\x{2007}\x{2009}\x{202f}\x{2019}]*|[.,]\d+)(?:[eE][-+]?\d{1,3})?"
_NUMBER = (
    rf"^(?P<open>\()?\s*(?P<first>{_SIGN})?\s*(?P<before>{CURRENCY_PATTERN})?\s*"
    rf"(?P<second>{_SIGN})?\s*(?P<body>{_BODY})\s*(?P<after>{CURRENCY_PATTERN})?\s*"
    rf"(?P<last>[-\x{{2212}}])?\s*(?P<close>\))?$"
)
_SPACE = r"[' \x{00a0}\x{2007}\x{2009}\x{202f}\x{2019}]"
_LOOKED_AT_FIRST = 1000
_EXPONENT = r"(?:[eE][-+]?\d+)?$"


@dataclass(frozen=True)
class Numbers:
    """A column read as numbers.

    Attributes
    ----------
    amount
        dtype ``float64``, one for each cell; NaN where there is none.
    currency
        pyarrow string array; null where none stands with the number.
    decimal
        The decimal mark decided on: ``.`` or ``,``.
    thousands
        What sets thousands apart in the column: ``,``, ``.``, a space, an apostrophe or nothing.
    decided
        Whether the cells or the caller decided it, rather than the default.
    doubtful
        Where nothing decided, the first cell that the other mark would read as another number.
    """

    amount: np.ndarray[Any, Any]
    currency: Any
    decimal: str
    thousands: str
    decided: bool
    doubtful: str | None = None


def parse_prices(strings: pd.Series) -> pd.DataFrame:
    """Read price strings, with one decision on the decimal mark for all of them.

    Parameters
    ----------
    strings
        Price strings, such as ``1.234,50 €``, ``(3.2)``, ``USD 5-``; numbers are taken as they
        are. Nulls are allowed.

    Returns
    -------
    pandas.DataFrame
        Index of `strings`; ``amount`` (float64, NaN where unreadable or missing, in the currency's
        unit) and ``currency`` (str, as written; null where none is). Percentages are unreadable.
    """
    import pandas as pd

    found = read_numbers(strings)
    currency = found.currency.to_pandas().astype("str")
    currency.index = strings.index
    return pd.DataFrame(
        {"amount": pd.Series(found.amount, index=strings.index), "currency": currency}
    )


def read_numbers(
    column: pd.Series, decimal: str | None = None, fallback: str | None = None
) -> Numbers:
    """Read a column as numbers.

    Parameters
    ----------
    column
        Text, numbers, or both.
    decimal
        The decimal mark, ``.`` or ``,``, where it is known.
    fallback
        The decimal mark where the column does not tell; by default ``.``.

    Returns
    -------
    Numbers
        One for each cell.
    """
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    if column.dtype.kind in "iuf":
        amount = column.to_numpy("float64", na_value=np.nan)
        return Numbers(
            np.where(np.isfinite(amount), amount, np.nan),
            pa.nulls(len(column), pa.large_string()),
            ".",
            "",
            decided=True,
        )
    text = to_arrow_text(column)
    if "," not in (decimal, fallback) and (plain := _read_plain(text)) is not None:
        return plain if decimal is None else replace(plain, decided=True, doubtful=None)
    encoded = text.dictionary_encode()
    found = _read_unique(encoded.dictionary, decimal, fallback)
    codes = encoded.indices.to_numpy(zero_copy_only=False)
    absent = pd.isna(codes)
    amount = np.full(len(column), np.nan)
    places = codes[~absent].astype("int64")
    amount[~absent] = found.amount[places]
    currency = found.currency.take(encoded.indices)
    return replace(found, amount=amount, currency=currency)


def _read_plain(text: Any) -> Numbers | None:
    """Read a column in which every cell is a number as programs write them; None for others."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if len(text) == text.null_count:
        return None
    try:
        amount = pc.cast(text, pa.float64())
    except pa.ArrowInvalid:
        return None
    if not pc.all(pc.is_finite(amount)).as_py():  # 'inf', 'nan' and 1e999 are no prices
        return None
    nothing = pa.nulls(len(text), pa.large_string())
    values = np.asarray(amount.to_numpy(zero_copy_only=False), "float64")
    decided, doubtful = _is_decided(text)
    return Numbers(values, nothing, ".", "", decided, doubtful)


def _is_decided(text: Any) -> tuple[bool, str | None]:
    """Tell whether plain numbers leave no doubt on the point; if not, the first with one."""
    import pyarrow.compute as pc

    for part in (text.slice(0, _LOOKED_AT_FIRST), text):
        if not pc.any(pc.match_substring(part, ".")).as_py():
            continue  # whole numbers, which tell nothing and are in no doubt
        body = pc.utf8_ltrim(part, "-+")
        if _decide(body) is not None:
            return True, None
    return False, _first_doubtful(text, pc.utf8_ltrim(text, "-+"))


def _first_doubtful(text: Any, body: Any) -> str | None:
    import pyarrow.compute as pc

    doubtful = pc.fill_null(pc.match_substring_regex(body, r"^\d{1,3}[.,]\d{3}$"), False)
    place = pc.index(doubtful, True).as_py()
    return None if place < 0 else str(text[place].as_py())


def _read_unique(text: Any, decimal: str | None, fallback: str | None) -> Numbers:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    parts = pc.extract_regex(text, _NUMBER)

    nothing = pa.scalar("", text.type)

    def part(name: str) -> Any:
        return pc.struct_field(parts, name)

    body = pc.utf8_trim(part("body"), " '\u00a0\u2007\u2009\u202f\u2019")
    found = decimal or _decide(body)
    mark = found or fallback or "."
    other = "," if mark == "." else "."
    digits, thousands = _plain_digits(body, mark, other)
    opened = pc.equal(part("open"), "(")
    closed = pc.equal(part("close"), ")")
    signs = pc.binary_join_element_wise(part("first"), part("second"), part("last"), nothing)
    # At most one sign, in or out of the currency; parentheses take the place of one.
    readable = pc.and_(
        pc.equal(opened, closed),
        pc.less_equal(pc.add(pc.utf8_length(signs), pc.cast(opened, pa.int32())), 1),
    )
    one_currency = pc.or_(pc.equal(part("before"), ""), pc.equal(part("after"), ""))
    readable = pc.fill_null(pc.and_(readable, one_currency), False)
    readable = pc.and_(readable, pc.is_valid(digits))
    amount = pc.cast(pc.if_else(readable, digits, None), pa.float64())
    negative = pc.or_(opened, pc.match_substring_regex(signs, "[-\u2212]"))
    amount = pc.if_else(pc.fill_null(negative, False), pc.negate(amount), amount)
    values = np.array(amount.to_numpy(zero_copy_only=False), "float64")
    values[~np.isfinite(values)] = np.nan
    currency = pc.binary_join_element_wise(part("before"), part("after"), nothing)
    currency = pc.if_else(pc.and_(readable, pc.not_equal(currency, "")), currency, None)
    doubtful = None if found is not None else _first_doubtful(text, body)
    return Numbers(values, currency, mark, thousands, found is not None, doubtful)


def _decide(body: Any) -> str | None:
    """Let the cells that can be read in one way only vote; None where there are none."""
    import pyarrow.compute as pc

    def count(*patterns: str) -> int:
        return sum(int(pc.sum(pc.match_substring_regex(body, p)).as_py() or 0) for p in patterns)

    def votes(mark: str, other: str) -> int:
        return count(
            # The last of both marks is the decimal one: 1,234.5
            rf"^[\d{other} ]*{other}[\d]{{3}}{mark}\d*{_EXPONENT}",
            # One mark, which does not set three digits apart: 1.5, 0.123, 1234.567, .5
            rf"^(?:\d+{mark}(?:\d{{0,2}}|\d{{4,}})|0\d*{mark}\d{{3}}|\d{{4,}}{mark}\d{{3}}|{mark}\d+)"
            rf"{_EXPONENT}",
            rf"^\d{{1,3}}(?:{_SPACE}\d{{3}})+{mark}\d+{_EXPONENT}",
            # The other mark stands twice or more, so it sets thousands apart: 1,234,567
            rf"^\d{{1,3}}(?:{other}\d{{2,3}})*{other}\d{{3}}{other}\d{{3}}$",
            rf"^\d{{1,2}}(?:{other}\d{{2}})+{other}\d{{3}}$",
        )

    point, comma = votes(r"\.", ","), votes(",", r"\.")
    if point == comma:
        return None
    return "." if point > comma else ","


def _plain_digits(body: Any, mark: str, other: str) -> tuple[Any, str]:
    """Write numbers with a point and without thousands marks; null where they do not fit."""
    import pyarrow as pa
    import pyarrow.compute as pc

    m, o = (rf"\{sign}" if sign == "." else sign for sign in (mark, other))
    ungrouped = rf"^(?:\d+(?:{m}\d*)?|{m}\d+){_EXPONENT}"
    western = rf"^\d{{1,3}}(?:{o}\d{{3}})+(?:{m}\d*)?$"
    indian = rf"^\d{{1,2}}(?:{o}\d{{2}})+{o}\d{{3}}(?:{m}\d*)?$"
    spaced = rf"^\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:{m}\d*)?$"
    grouped = pc.match_substring_regex(body, f"{western}|{indian}")
    apart = pc.match_substring_regex(body, spaced)
    fits = pc.or_(pc.or_(pc.match_substring_regex(body, ungrouped), grouped), apart)
    digits = pc.replace_substring_regex(body, _SPACE, "")
    digits = pc.replace_substring(digits, other, "")
    digits = pc.replace_substring(digits, mark, ".")
    thousands = other if pc.any(grouped).as_py() else " " if pc.any(apart).as_py() else ""
    return pc.if_else(pc.fill_null(fits, False), digits, pa.scalar(None, digits.type)), thousands
