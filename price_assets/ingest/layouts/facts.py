"""What the cells of one column look like, in counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .cell_looks import as_written, looks_of, reads_as_number

if TYPE_CHECKING:
    import pandas as pd

_LONGEST = 100  # characters of a cell that are looked at


@dataclass(frozen=True)
class Facts:
    """Counts over a sample of one column's cells, and what follows from them.

    Attributes
    ----------
    filled
        Cells that say something: neither empty nor a sign for missing.
    blank
        Cells without anything.
    markers
        Cells with a sign for missing, such as ``N/A``.
    dates
        Cells that are dates, alone or with a time, and can be nothing else.
    named_dates
        Cells that are dates if the column is called so: years, day numbers, epochs too.
    epochs, years, clocks, numbers, booleans, codes, fractions
        Cells that are seconds and so on since 1970, years, times of day, numbers, truth values,
        codes such as ``AAPL`` or ``EUR/USD``, numbers with decimals.
    distinct
        Different cells.
    a_number
        Whether a single cell in the whole column is a number.
    """

    filled: int
    blank: int
    markers: int
    dates: int
    named_dates: int
    epochs: int
    years: int
    clocks: int
    numbers: int
    booleans: int
    codes: int
    fractions: int
    distinct: int
    a_number: bool

    @property
    def is_dates(self) -> bool:
        """Whether most cells can only be dates."""
        return self.dates * 2 > self.filled

    @property
    def may_be_dates(self) -> bool:
        """Whether most cells are dates if the name says so."""
        return self.named_dates * 2 > self.filled

    @property
    def is_clock(self) -> bool:
        """Whether most cells are times of day."""
        return self.clocks * 2 > self.filled

    @property
    def is_numeric(self) -> bool:
        """Whether at least half of the cells that say something are numbers."""
        return self.numbers * 2 >= self.filled

    @property
    def holds_numbers(self) -> bool:
        """Whether it is numeric, and not for want of any cell that says something."""
        return self.is_numeric and self.a_number

    @property
    def is_text(self) -> bool:
        """Whether the cells are words or codes."""
        other = self.numbers + self.dates + self.clocks + self.booleans
        return self.filled > 0 and other * 2 < self.filled


def look_at(column: pd.Series, looked_at: int) -> Facts:
    """Look at some cells from everywhere in a column.

    Parameters
    ----------
    column
        Text, numbers or both.
    looked_at
        How many cells at most.
    """
    step = max(1, -(-len(column) // looked_at))
    sample = column.iloc[::step]
    if column.dtype.kind in "iuf":
        return _look_at_numbers(sample)
    cells = [as_written(cell) for cell in sample.dropna().tolist()]
    # What is longer than this is text, and may be very long.
    looks = [looks_of(cell[:_LONGEST]) for cell in cells]
    saying = [look for look in looks if not look.blank]
    numbers = sum(look.number for look in saying)
    is_boolean = column.dtype.kind == "b" or str(column.dtype) == "boolean"
    return Facts(
        filled=len(saying),
        blank=len(sample) - sum(bool(cell.strip()) for cell in cells),
        markers=sum(
            look.blank and bool(cell.strip()) for cell, look in zip(cells, looks, strict=True)
        ),
        dates=sum(look.date for look in saying),
        named_dates=sum(look.named_date for look in saying),
        epochs=sum(look.epoch for look in saying),
        years=sum(look.year for look in saying),
        clocks=sum(look.clock for look in saying),
        numbers=numbers,
        booleans=sum(is_boolean or look.boolean for look in saying),
        codes=sum(look.code for look in saying),
        fractions=sum(look.fraction for look in saying),
        distinct=len({cell for cell, look in zip(cells, looks, strict=True) if not look.blank}),
        a_number=numbers > 0 or _a_number_anywhere(column),
    )


def _look_at_numbers(sample: pd.Series) -> Facts:
    """Count over numbers that the format has as such, without writing them as text."""
    import numpy as np

    values = sample.dropna().to_numpy("float64")
    values = values[np.isfinite(values)]
    whole = values[values % 1 == 0]
    # As 20040131; a number of eight digits that is a day of these centuries is no accident.
    month, day = whole // 100 % 100, whole % 100
    in_range = (whole >= 19000101) & (whole <= 20991231)
    days = in_range & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    years = (whole >= 1500) & (whole < 2100)
    months = (whole >= 150001) & (whole < 210000) & (day >= 1) & (day <= 12)
    serials = (values >= 20000) & (values < 60000)
    epochs = np.zeros(len(values), bool)
    for unit in (1, 1e3, 1e6, 1e9):
        epochs |= (values >= 630e6 * unit) & (values < 3e9 * unit)
    named = int(days.sum() + years.sum() + months.sum() + serials.sum() + epochs.sum())
    return Facts(
        filled=len(values),
        blank=len(sample) - len(values),
        markers=0,
        dates=int(days.sum()),
        named_dates=named,
        epochs=int(epochs.sum()),
        years=int(years.sum()),
        clocks=0,
        numbers=len(values),
        booleans=0,
        codes=0,
        fractions=len(values) - len(whole),
        distinct=len(np.unique(values)),
        a_number=len(values) > 0,
    )


def _a_number_anywhere(column: pd.Series) -> bool:
    return any(
        reads_as_number(cell[:_LONGEST])
        for cell in map(as_written, column.dropna().unique().tolist())
    )
