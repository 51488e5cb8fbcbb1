"""The date that a file is named for, where its rows have none."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_JOINTS = " -_.,"
_DATES = re.compile(
    rf"""(?<!\d)(?:
      (?P<y>(?:19|20)\d\d)(?P<s>[-_.]?)(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12]\d|3[01])
    | (?P<d2>0?[1-9]|[12]\d|3[01])[-_.]?(?P<mon>{"|".join(_MONTHS)})[a-z]*[-_.]?
      (?P<y2>(?:19|20)\d\d)
    )(?!\d)""",
    re.VERBOSE | re.IGNORECASE,
)


def date_in_name(stem: str) -> tuple[str, str] | None:
    """Find the one date in a file's name, and the name without it.

    Parameters
    ----------
    stem
        The name without folders and endings.

    Returns
    -------
    tuple[str, str] or None
        ``2014-03-24`` and ``AAPL`` of ``AAPL_20140324`` or ``AAPL-24Mar2014``; the whole name where
        it is nothing but a date. None if there is no date, or several, which end a range.
    """
    found, rest = set(), stem
    for match in _DATES.finditer(stem):
        if match["y"]:
            year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        else:
            month = 1 + _MONTHS.index(match["mon"].casefold())
            year, day = int(match["y2"]), int(match["d2"])
        try:
            found.add(date(year, month, day).isoformat())
        except ValueError:
            continue
        rest = (stem[: match.start()].rstrip(_JOINTS) + stem[match.end() :]).strip(_JOINTS)
    return (found.pop(), rest or stem) if len(found) == 1 else None
