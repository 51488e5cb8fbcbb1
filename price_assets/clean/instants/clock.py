"""Times of day, as spans that are added to a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

_CLOCK = r"^(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,:](?P<fraction>\d+))?)?$"
_WIDTHS = (2, 4, 6, 9, 12, 15)
_WITH_COLONS = (
    (r"^(\d\d)$", r"\1:00"),
    (r"^(\d\d)(\d\d)$", r"\1:\2"),
    (r"^(\d\d)(\d\d)(\d\d)([.,]\d+)?$", r"\1:\2:\3\4"),
    (r"^(\d\d)(\d\d)(\d\d)(\d{3,9})$", r"\1:\2:\3.\4"),
)


def with_colons(clock: Any) -> Any:
    """Write times of day as ``10:20:30.5`` that stand in digits or with other marks.

    Parameters
    ----------
    clock
        pyarrow string array, such as ``09h30``, ``9.30``, ``930``, ``93000`` or ``170000123``.
        Digits mean the same in the whole column, by its longest: with at most two all are hours,
        from 0 to 24, where 24 is midnight of the next day; with four, hours and minutes; with
        six, seconds too; with more, fractions of a second.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    marked = pc.replace_substring_regex(
        clock, r"(\d)[hH.:](\d\d)(?:[mM.:](\d\d)?)?[sS]?", r"\1:\2:\3"
    )
    marked = pc.utf8_rtrim(marked, ":")
    digits = pc.match_substring_regex(clock, r"^(?:\d+|\d{6}[.,]\d+)$")
    whole = pc.replace_substring_regex(pc.if_else(digits, clock, None), r"[.,].*$", "")
    longest = pc.max(pc.utf8_length(whole)).as_py()
    if longest is None:
        return marked
    width = next((width for width in _WIDTHS if width >= longest), longest)
    padded = pc.binary_repeat(
        "0", pc.max_element_wise(pc.subtract(width, pc.utf8_length(whole)), 0)
    )
    padded = pc.binary_join_element_wise(padded.cast(clock.type), clock, pa.scalar("", clock.type))
    for pattern, written in _WITH_COLONS:
        padded = pc.replace_substring_regex(padded, pattern, written)
    return pc.if_else(digits, padded, marked)


def since_midnight(clock: Any, half: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], Any]:
    """Turn times of day into spans since midnight.

    Parameters
    ----------
    clock
        pyarrow string array, such as ``10:20:30.5``; null or empty where there is none.
    half
        dtype integer: 1 for times before noon of a clock of twelve hours, 2 for those after,
        0 for a clock of 24 hours.

    Returns
    -------
    tuple[numpy.ndarray, numpy.ndarray]
        dtype ``timedelta64[us]``, zero where there is none, NaT where invalid; and dtype
        ``bool``, whether the clock has digits below a microsecond, which are cut.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    encoded = pc.fill_null(clock, "").dictionary_encode()
    codes = encoded.indices.to_numpy(zero_copy_only=False)
    different = encoded.dictionary
    parts = pc.extract_regex(different, _CLOCK)
    hour, minute, second = (_integers(parts, name) for name in ("hour", "minute", "second"))
    fraction = pc.fill_null(pc.struct_field(parts, "fraction"), "")
    micros = _as_integers(pc.utf8_rpad(pc.utf8_slice_codeunits(fraction, 0, 6), 6, "0"))
    cut = pc.match_substring_regex(pc.utf8_slice_codeunits(fraction, 6), "[1-9]")
    within = (minute * 60 + second) * 1_000_000 + micros
    # ISO 8601 writes the end of a day as 24:00, which is midnight of the next.
    invalid = (minute > 59) | (second > 59) | (hour > 24) | ((hour == 24) & (within > 0))
    unread = pc.and_(pc.is_null(parts), pc.not_equal(different, pa.scalar("", different.type)))
    invalid |= unread.to_numpy(zero_copy_only=False)
    hours = hour[codes]
    wrong_half = (half > 0) & (hours > 12)
    hours = np.where(half > 0, hours % 12 + 12 * (half == 2), hours)
    total = hours * 3_600_000_000 + within[codes]
    found: np.ndarray[Any, Any] = total.astype("timedelta64[us]")
    found[invalid[codes] | wrong_half] = np.timedelta64("NaT")
    return found, cut.to_numpy(zero_copy_only=False)[codes]


def _integers(parts: Any, name: str) -> np.ndarray[Any, Any]:
    import pyarrow.compute as pc

    return _as_integers(pc.fill_null(pc.struct_field(parts, name), ""))


def _as_integers(text: Any) -> np.ndarray[Any, Any]:
    import pyarrow as pa
    import pyarrow.compute as pc

    filled = pc.if_else(pc.equal(text, ""), "0", text)
    numbers: np.ndarray[Any, Any] = pc.cast(filled, pa.int64()).to_numpy(zero_copy_only=False)
    return numbers
