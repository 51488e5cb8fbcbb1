"""How the dates of a column are written, in the directives of strptime."""

from __future__ import annotations

import re

from .date_words import tokens_of
from .languages import Language

_PERIODS = (("%q", "quarters"), ("%h", "half-years"), ("%n", "years from one into the next"))
_SHORT = 3


def convention_of(form: str, date: str, spoken: Language) -> str:
    """Write a form as a date of it is written.

    Parameters
    ----------
    form
        One of `FORMS`.
    date
        A date that it reads, such as ``Friday, 5 September 2017``.
    spoken
        The language of its words.

    Returns
    -------
    str
        Such as ``%A, %d %B %Y``; of a period longer than a month, with what is written for it.
    """
    pieces = iter(re.findall(r"(?:%[^b])+", form))
    written = []
    for token in tokens_of(date, spoken):
        short = len(token.text) <= _SHORT
        if token.kind in ("number", "roman"):
            written.append(next(pieces, token.text))
        elif token.kind == "month":
            written.append("%b" if short else "%B")
        elif token.kind == "weekday":
            written.append("%a" if short else "%A")
        else:
            written.append(token.text)
    return " ".join("".join(written).split()).rstrip(" ,") + _of_period(form)


def _of_period(form: str) -> str:
    for directive, name in _PERIODS:
        if directive in form:
            return f" ({name}, by their first day)"
    return " (weeks, by their Monday)" if "%V" in form and "%u" not in form else ""
