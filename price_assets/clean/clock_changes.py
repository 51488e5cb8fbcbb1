"""Local times that stand twice because the clocks went back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

# Clocks go back on a Sunday, in October or November in the north, in March or April in the south.
_MONTHS = (3, 4, 10, 11)
_THURSDAY = 3  # the weekday of 1970-01-01
_SUNDAY = 6
_LATEST_HOUR = 4


def are_of_clock_changes(twice: np.ndarray[Any, Any]) -> bool:
    """Tell whether times that stand twice are those of nights in which the clocks went back.

    Parameters
    ----------
    twice
        dtype ``datetime64[us]``: all the local times that stand twice; at least one.

    Returns
    -------
    bool
        Whether they lie on Sundays of the months in which clocks go back, early in the day and
        within one hour of each.
    """
    import numpy as np

    days = twice.astype("datetime64[D]")
    weekdays = (days.astype("int64") + _THURSDAY) % 7
    months = days.astype("datetime64[M]").astype("int64") % 12 + 1
    hours = (twice - days).astype("timedelta64[h]").astype("int64")
    if not ((weekdays == _SUNDAY) & np.isin(months, _MONTHS) & (hours < _LATEST_HOUR)).all():
        return False
    _, of_day = np.unique(days, return_inverse=True)
    return all(len(np.unique(hours[of_day == day])) == 1 for day in range(int(of_day.max()) + 1))
