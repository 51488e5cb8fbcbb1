"""What stands after a time of day: its half of the day and its zone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .languages import common_words, folded

# North American abbreviations are those of RFC 2822. Three have several meanings in the world and
# are read as price files mean them: CST is North America's Central time (not China's), BST is
# British summer time (not Bangladesh's) and IST is India's time (not Ireland's or Israel's).
_HOURS = {
    "Z": 0.0,
    "UTC": 0.0,
    "GMT": 0.0,
    "UT": 0.0,
    "UCT": 0.0,
    "WET": 0.0,
    "WEST": 1.0,
    "CET": 1.0,
    "CEST": 2.0,
    "MEZ": 1.0,
    "MESZ": 2.0,
    "EET": 2.0,
    "EEST": 3.0,
    "BST": 1.0,
    "MSK": 3.0,
    "TRT": 3.0,
    "SAST": 2.0,
    "GST": 4.0,
    "PKT": 5.0,
    "IST": 5.5,
    "ICT": 7.0,
    "WIB": 7.0,
    "HKT": 8.0,
    "SGT": 8.0,
    "PHT": 8.0,
    "AWST": 8.0,
    "JST": 9.0,
    "KST": 9.0,
    "ACST": 9.5,
    "ACDT": 10.5,
    "AEST": 10.0,
    "AEDT": 11.0,
    "NZST": 12.0,
    "NZDT": 13.0,
    "NST": -3.5,
    "NDT": -2.5,
    "AST": -4.0,
    "ADT": -3.0,
    "EST": -5.0,
    "EDT": -4.0,
    "CST": -6.0,
    "CDT": -5.0,
    "MST": -7.0,
    "MDT": -6.0,
    "PST": -8.0,
    "PDT": -7.0,
    "AKST": -9.0,
    "AKDT": -8.0,
    "HST": -10.0,
    "BRT": -3.0,
    "ART": -3.0,
}
AMBIGUOUS = {
    "CST": "North American Central Standard Time, UTC-06:00",
    "BST": "British Summer Time, UTC+01:00",
    "IST": "India Standard Time, UTC+05:30",
}
_OFFSET = re.compile(r"(?:UTC|GMT|UT)?\s*([-+\u2212])(\d{1,2})(?::?(\d{2}))?(?::00)?(?!\d)", re.I)
_NAMED = re.compile(r"\[([A-Za-z][\w+\-]*(?:/[\w+\-]+)*)\]|([A-Z][A-Za-z_]+(?:/[A-Za-z_\-]+)+)")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_HALF = re.compile(r"([ap])\.?\s?m\b\.?", re.I)
_WORD = re.compile(r"[^\W\d_]+\.?")
_SAID_FOR_NOTHING = frozenset({"h", "hs", "hr", "hrs", "uhr", "time", "standard"})
_MOST_MINUTES = 24 * 60


@dataclass(frozen=True)
class Suffix:
    """What stands after a time of day.

    Attributes
    ----------
    half
        1 before noon, 2 after noon, 0 where the clock has 24 hours.
    minutes
        Offset from UTC in minutes; None where no offset is named.
    zone
        Name in the IANA time zone database, where that stands in place of an offset.
    date
        The rest, which belongs to the date: ``2017`` of ``10:00:00 UTC 2017``.
    abbreviation
        The abbreviation that names the zone, where it has several meanings.
    """

    half: int = 0
    minutes: int | None = None
    zone: str | None = None
    date: str = ""
    abbreviation: str | None = None


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def read_suffix(text: str) -> Suffix:
    """Read what stands after a time of day, such as `` PM EST`` or ``+01:00[Europe/Paris]``."""
    half, minutes, zone, abbreviation = 0, None, None, None
    rest: list[str] = []
    remaining = text.strip(" ,;")
    while remaining:
        used = 1
        if (match := _HALF.match(remaining)) and half == 0:
            half, used = (1 if match[1] in "aA" else 2), match.end()
        elif (match := _OFFSET.match(remaining)) and minutes is None and not rest:
            size = int(match[2]) * 60 + int(match[3] or 0)
            minutes, used = (size if match[1] == "+" else -size), match.end()
            if size >= _MOST_MINUTES or int(match[3] or 0) > 59:
                return Suffix(date=f"?{text}")
        elif (match := _NAMED.match(remaining)) and _is_zone(match[1] or match[2]):
            zone, used = match[1] or match[2], match.end()
        elif match := _IN_BRACKETS.match(remaining):
            used = match.end()
            if minutes is None:  # else the name of the zone, whose offset stands before
                remaining = f" {match[1]} {remaining[used:]}"
                used = 0
        elif match := _WORD.match(remaining):
            used = match.end()
            word = match[0].rstrip(".")
            name, plain = word.upper(), folded(word)
            if name in _HOURS:
                if minutes is None:
                    minutes = int(_HOURS[name] * 60)
                    abbreviation = name if name in AMBIGUOUS else None
            elif half == 0 and plain in common_words().afternoon:
                half = 2 if common_words().afternoon[plain] else 1
            elif plain not in _SAID_FOR_NOTHING:
                rest.append(match[0])
        else:
            end = re.match(r"[^\s,;]+", remaining)
            used = end.end() if end else 1
            rest.append(remaining[:used])
        remaining = remaining[used:].lstrip(" ,;")
    return Suffix(half, minutes, zone if minutes is None else None, " ".join(rest), abbreviation)
