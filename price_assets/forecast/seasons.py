"""Which earlier step stands at the same point of the season."""

from __future__ import annotations

import numpy as np

from .arrays import Integers
from .frequency import Frequency
from .steps import Steps
from .targets import Targets


class Seasons:
    """The seasons of every target.

    Parameters
    ----------
    steps, targets
        The panel.
    frequencies
        Of each symbol; length S.
    known
        Those that the model knows, which decide how many seasons there are; the symbols' own if
        None.
    """

    def __init__(
        self,
        steps: Steps,
        targets: Targets,
        frequencies: list[Frequency],
        known: list[Frequency] | None = None,
    ) -> None:
        self._steps, self._targets = steps, targets
        self._clock = _season_clock(steps, frequencies)
        self._by_rows = all(item.clock == "rows" for item in frequencies)
        seasons = [item.seasons for item in (frequencies if known is None else known)]
        depth = max(map(len, seasons), default=0)
        #: The longest period of each season; the same in training and in scoring.
        self.longest = [
            max(item[number] for item in seasons if len(item) > number) for number in range(depth)
        ]
        #: Steps of each season by symbol, 0 where a symbol has none; S numbers each.
        self.periods = [
            np.array(
                [item.seasons[number] if number < len(item.seasons) else 0 for item in frequencies],
                dtype=np.int64,
            )
            for number in range(depth)
        ]
        low = int(self._clock.min()) if len(self._clock) else 0
        self._low = low
        self._width = int(self._clock.max()) - low + 2 if len(self._clock) else 1
        self._keys = steps.code * self._width + (self._clock - low)

    def source(self, number: int, count: int = 1) -> Integers:
        """Find the newest known step at the same point of an earlier season.

        A place that has no price is stood in for by one up to a sixth of the season earlier.

        Parameters
        ----------
        number
            Which season, from 0.
        count
            How many seasons earlier; for a target further ahead than that, as many as it takes.

        Returns
        -------
        numpy.ndarray
            Number of the step for each target, -1 where there is none; shape (M,).
        """
        targets, steps, clock = self._targets, self._steps, self._clock
        length = self.periods[number][targets.code]
        wanted = clock[targets.at] - count * length
        passed = np.maximum(wanted - clock[targets.base] + 1, 0)
        wanted -= -(-passed // np.maximum(length, 1)) * length
        if self._by_rows:
            found = targets.at - (clock[targets.at] - wanted)
            there = (length > 0) & (wanted >= 0)
            return np.where(there, found, -1)
        keys = targets.code * self._width + (wanted - self._low)
        found = np.searchsorted(self._keys, keys, side="right") - 1
        found = np.minimum(found, targets.base - 1)
        safe = np.maximum(found, 0)
        there = (found >= 0) & (length > 0) & (steps.code[safe] == targets.code)
        there &= (wanted >= self._low) & (steps.row[safe] >= 0)
        there &= wanted - clock[safe] <= length // 6
        return np.where(there, safe, -1)


def _season_clock(steps: Steps, frequencies: list[Frequency]) -> Integers:
    """Return each step's number on the clock of its frequency; shape (number of steps,)."""
    clock = steps.place.copy()
    for frequency in set(frequencies):
        if frequency.clock == "rows":
            continue
        which = np.array([item == frequency for item in frequencies])[steps.code]
        time = steps.time[which]
        if frequency.clock == "grid":
            clock[which] = np.floor_divide(time + frequency.step // 2, frequency.step)
        else:
            months = time.astype("datetime64[us]").astype("datetime64[M]").astype(np.int64)
            clock[which] = np.floor_divide(months, frequency.step)
    return clock
