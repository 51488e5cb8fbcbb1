"""Cells that hold an interval of time, to the start of it."""

from __future__ import annotations

from typing import Any

_END = r"(?:\d{4}|\d[/.\-]\d{1,2}[/.\-]\d\d|\d:\d\d)"
_WITH_SPACES = (
    rf"^(?P<start>.*?{_END}.*?)(?:\s+(?:-|–|—|−|to|till|until|through|thru|bis|au|a|al|tot|до)\s+"  # noqa: RUF001
    rf"|\s*[–—~]\s*)(?P<end>.*{_END}.*)$"  # noqa: RUF001
)
_ISO = r"^(?P<start>\d{4}-\d{2}[^/]*|\d{8}T?[^/]*)/(?P<end>(?:P[T\d]|\d{4}-\d{2}|\d{8}|\d{2}:).*)$"
_CLOCKS = r"^(?P<start>.*\d\s+\d{1,2}:\d{2}(?::\d{2})?)-(?P<end>\d{1,2}:\d{2}(?::\d{2})?)$"
_MARKS = r"\s(?:-|[A-Za-z\x{80}-\x{10FFFF}]+)\s|[–—~/−]|:\d\d-\d"  # noqa: RUF001
# No zone is more than twelve hours behind UTC, so -13:00 is the end of an interval.
_FARTHEST_BEHIND = 12


def starts_of(text: Any) -> tuple[Any, int]:
    """Return the starts of intervals, and other texts as they are.

    An interval is ``01/01/2022 00:00 - 01/01/2022 01:00``, ``2022-01-01 00:00 - 01:00``,
    ``2022-01-01/2022-01-07``, ``2019-01-01 to 2019-01-07`` and the like. ``00:00-01:00`` behind a
    date is one where such an end of another cell can be no offset from UTC.

    Parameters
    ----------
    text
        pyarrow large string array, without nulls.

    Returns
    -------
    tuple[pyarrow.Array, int]
        The starts, and how many texts are intervals.
    """
    import pyarrow.compute as pc

    if not pc.any(pc.match_substring_regex(text, _MARKS)).as_py():
        return text, 0
    count = 0
    for pattern in (_WITH_SPACES, _ISO, _CLOCKS):
        parts = pc.extract_regex(text, pattern)
        found = pc.is_valid(parts)
        if pattern is _CLOCKS and not _are_ends(pc.struct_field(parts, "end")):
            continue
        count += pc.sum(found).as_py() or 0
        text = pc.if_else(found, pc.struct_field(parts, "start"), text)
    return text, count


def _are_ends(ends: Any) -> bool:
    import pyarrow as pa
    import pyarrow.compute as pc

    hours = pc.cast(pc.replace_substring_regex(ends, ":.*$", ""), pa.int64())
    return (pc.max(hours).as_py() or 0) > _FARTHEST_BEHIND
