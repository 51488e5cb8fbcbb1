"""Times of day and zones, as spans that are added to a day and taken from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

_CLOCK = r"^(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d+))?)?$"
_ZONE = r"^(?P<sign>[-+])(?P<hours>\d{2}):?(?P<minutes>\d{2})?$"


def since_midnight(clock: Any, half: Any) -> np.ndarray[Any, Any]:
    """Turn times of day into spans since midnight.

    Parameters
    ----------
    clock
        pyarrow string array, such as ``10:20:30.5``; null or empty where there is none.
    half
        The same for ``AM`` and ``PM``.

    Returns
    -------
    numpy.ndarray
        dtype ``timedelta64[us]``; zero where there is none, NaT where invalid.
    """
    import numpy as np
    import pyarrow.compute as pc

    parts = pc.extract_regex(clock, _CLOCK)
    hour, minute, second = (_integers(parts, name) for name in ("hour", "minute", "second"))
    micros = pc.utf8_slice_codeunits(pc.struct_field(parts, "fraction"), 0, 6)
    micros = _integers(None, "", pc.utf8_rpad(micros, 6, "0"))
    afternoon = pc.fill_null(pc.utf8_lower(half), "").to_numpy(zero_copy_only=False)
    twelve = afternoon != ""
    # ISO 8601 writes the end of a day as 24:00, which is midnight of the next.
    end_of_day = (hour == 24) & (minute == 0) & (second == 0) & (micros == 0)
    invalid = (minute > 59) | (second > 59) | ((hour > 23) & ~end_of_day)
    invalid |= twelve & ((hour > 12) | (hour < 1))
    hour = np.where(twelve, hour % 12 + 12 * (afternoon == "pm"), hour)
    total = ((hour * 60 + minute) * 60 + second) * 1_000_000 + micros
    found: np.ndarray[Any, Any] = total.astype("timedelta64[us]")
    found[invalid] = np.timedelta64("NaT")
    return found


def zone_offsets(zone: Any) -> np.ndarray[Any, Any]:
    """Turn zones into their offsets from UTC.

    Parameters
    ----------
    zone
        pyarrow string array, such as ``+01:00`` or ``Z``; null or empty where there is none.

    Returns
    -------
    numpy.ndarray
        dtype ``timedelta64[us]``; zero for UTC and where there is none, NaT where invalid.
    """
    import numpy as np
    import pyarrow.compute as pc

    parts = pc.extract_regex(zone, _ZONE)
    hours, minutes = _integers(parts, "hours"), _integers(parts, "minutes")
    negative = pc.fill_null(pc.equal(pc.struct_field(parts, "sign"), "-"), False)
    sign = np.where(negative.to_numpy(zero_copy_only=False), -1, 1)
    shift = sign * (hours * 60 + minutes) * 60_000_000
    found: np.ndarray[Any, Any] = shift.astype("timedelta64[us]")
    found[(hours > 23) | (minutes > 59)] = np.timedelta64("NaT")
    return found


def _integers(parts: Any, name: str, text: Any = None) -> np.ndarray[Any, Any]:
    import pyarrow as pa
    import pyarrow.compute as pc

    if text is None:
        text = pc.struct_field(parts, name)
    text = pc.if_else(pc.fill_null(pc.equal(text, ""), True), "0", text)
    numbers: np.ndarray[Any, Any] = pc.cast(text, pa.int64()).to_numpy(zero_copy_only=False)
    return numbers
