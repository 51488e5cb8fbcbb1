"""A column read as times, whichever way it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from price_assets.checkpoints import Doubt

from .localize import to_utc

if TYPE_CHECKING:
    import numpy as np

_EARLIEST, _LATEST = "1000-01-01", "9999-12-31T23:59:59.999999"


@dataclass(frozen=True)
class Times:
    """A column read as times.

    Attributes
    ----------
    instants
        dtype ``datetime64[us]``, NaT where unreadable; UTC where `zoned`, else local time.
    timed
        dtype ``bool``: whether the cell has a time of day.
    zoned
        dtype ``bool``: whether the cell names its zone.
    convention
        How the dates were read, such as ``%d/%m/%Y``.
    notes
        What a careful reader should know, such as that some cells are of another form.
    doubts
        Decisions that the column does not settle.
    day_first_applied
        Whether the cells are of a form with day and month in digits, of which either could be
        first.
    proves_day_first
        The order of day and month that the column itself proves; None where it does not.
    """

    instants: np.ndarray[Any, Any]
    timed: np.ndarray[Any, Any]
    zoned: np.ndarray[Any, Any]
    convention: str
    notes: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    day_first_applied: bool = False
    proves_day_first: bool | None = None


@dataclass(frozen=True)
class Different:
    """The different texts or numbers of a column, read as times.

    Attributes
    ----------
    instants, timed, zoned, convention, notes, doubts, day_first_applied, proves_day_first
        As in `Times`; but where `zones` names a zone, the instant is local time still.
    zones
        dtype ``object``: IANA name of the zone, None where there is none; None for none at all.
    cut
        dtype ``bool``: digits below a microsecond were cut; None for none at all.
    """

    instants: np.ndarray[Any, Any]
    timed: np.ndarray[Any, Any]
    zoned: np.ndarray[Any, Any]
    convention: str
    zones: np.ndarray[Any, Any] | None = None
    cut: np.ndarray[Any, Any] | None = None
    notes: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    day_first_applied: bool = False
    proves_day_first: bool | None = None

    def of_cells(self, codes: np.ndarray[Any, Any], timezone: str | None) -> Times:
        """Return the times of a column's cells.

        Parameters
        ----------
        codes
            dtype integer: which of the different texts each cell holds, -1 for none.
        timezone
            IANA name of the zone of cells that name none, where a person said it.

        Raises
        ------
        ValueError
            If there is no such zone.
        """
        import numpy as np

        instants = np.append(self.instants, np.datetime64("NaT"))[codes]
        timed, zoned = np.append(self.timed, False)[codes], np.append(self.zoned, False)[codes]
        notes = list(self.notes)
        if self.zones is not None:
            zones = np.append(self.zones, [None])[codes]
            for zone in sorted({str(name) for name in self.zones if name is not None}):
                notes += _localize(instants, zones == zone, zone)
        convention = self.convention
        if timezone is not None and bool((timed & ~zoned).any()):
            notes += _localize(instants, ~zoned, timezone)
            timed, zoned = timed | ~zoned, np.ones(len(zoned), bool)
            convention += f", local time of {timezone}"
        readable = ~np.isnat(instants)
        cut = 0 if self.cut is None else int((np.append(self.cut, False)[codes] & readable).sum())
        if cut:
            notes.append(f"digits below a microsecond are cut (cells: {cut})")
        return Times(
            instants=instants,
            timed=timed & readable,
            zoned=zoned & readable,
            convention=convention,
            notes=notes,
            doubts=self.doubts,
            day_first_applied=self.day_first_applied,
            proves_day_first=self.proves_day_first,
        )


def _localize(
    instants: np.ndarray[Any, Any], of_zone: np.ndarray[Any, Any], zone: str
) -> list[str]:
    """Turn the local times of a zone into UTC, in place; return what is doubtful of it."""
    instants[of_zone], unsettled = to_utc(instants[of_zone], zone)
    if not unsettled.any():
        return []
    return [
        f"times that come twice where {zone} leaves summer time are taken in summer time where "
        f"the order of the rows does not tell which is meant (cells: {int(unsettled.sum())})"
    ]


def is_outside(instants: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Tell which instants are not of the years 1000 to 9999; NaT is not outside."""
    import numpy as np

    with np.errstate(invalid="ignore"):
        found: np.ndarray[Any, Any] = (instants < np.datetime64(_EARLIEST)) | (
            instants > np.datetime64(_LATEST)
        )
    return found
