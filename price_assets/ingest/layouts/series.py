"""What wide tables come down to: columns of prices, and a symbol for each."""

from __future__ import annotations

from dataclasses import dataclass, field

from price_assets.checkpoints import Doubt


@dataclass(frozen=True)
class Series:
    """The columns of prices, and the symbol of each.

    Attributes
    ----------
    prices
        In the order of the file; none where no column is surely one.
    symbols
        As many.
    notes, doubts
        Why the other columns are none.
    """

    prices: list[str]
    symbols: list[str]
    notes: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
