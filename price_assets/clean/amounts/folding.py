"""The digits, signs and spaces of all scripts as the ASCII ones, so that one grammar reads them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_FORMULA = r'^="?([^"]*)"?$'
_SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\ufe62\uff0b", "+"),
    **dict.fromkeys("\u2018\u2019\u02bc\u00b4\u2032\uff07", "'"),
    **dict.fromkeys("\u066b\u00b7\uff0e", "."),
    **dict.fromkeys("\u066c\uff0c", ","),
    **dict.fromkeys("\u066a\uff05\ufe6a", "%"),
    **dict.fromkeys("\u2044\u2215\uff0f", "/"),
    "\uff08": "(",
    "\uff09": ")",
    "\uff04": "$",
    "\uff1a": ":",
    "\uff0a": "*",
}


@lru_cache(maxsize=4096)
def _folded(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind == "Zs":
        return " "
    if kind == "Cf":  # marks of direction, joiners, soft hyphens: nothing that is seen
        return ""
    spelled = unicodedata.normalize("NFKC", sign)
    if "\u2044" in spelled:  # a fraction in one sign stands after its whole number: 134½
        return " " + spelled.replace("\u2044", "/")
    return sign


def fold_text(text: str) -> str:
    """Write a text's digits, signs and spaces in ASCII, the full-width and the Arabic ones too."""
    return text if text.isascii() else _NOT_ASCII.sub(lambda found: _folded(found[0]), text)


def fold_numbers(text: Any) -> Any:
    """Write the digits, signs and spaces of cells in ASCII.

    Parameters
    ----------
    text
        pyarrow string array, nulls allowed. ``="1.5"``, as some programs write a number that a
        spreadsheet shall not touch, loses its wrapping.

    Returns
    -------
    pyarrow.Array
        Of the same type and length. Letters and currency signs stay as they are.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    wrapped = pc.starts_with(text, "=")
    if pc.any(wrapped).as_py():
        text = pc.if_else(wrapped, pc.replace_substring_regex(text, _FORMULA, r"\1"), text)
    foreign = pc.fill_null(pc.invert(pc.string_is_ascii(text)), False)
    if not pc.any(foreign).as_py():
        return text
    folded = [fold_text(cell).strip() for cell in text.filter(foreign).to_pylist()]
    return pc.replace_with_mask(text, foreign, pa.array(folded, text.type))
