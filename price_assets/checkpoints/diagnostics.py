"""What the pictures of a report draw beside forecasts and prices: parts of the model document."""

from __future__ import annotations

from pydantic import Field

from .provenance import CleanSummary, Record

#: A population stability index above this is a large shift (Siddiqi 2006, Credit Risk Scorecards).
LARGE_SHIFT = 0.25


class DataQuality(CleanSummary):
    """The counts of the clean prices, and where what was rejected stood."""

    rejected_by_source: dict[str, dict[str, int]] = Field(
        description="Rejected observations by source and reason"
    )


class ReliabilityGroup(Record):
    """Rows of similar probability, and how many of them rose."""

    rows: int = Field(ge=1)
    probability: float = Field(description="Mean probability of a rise", ge=0, le=1)
    rose: float = Field(description="Share that rose", ge=0, le=1)
    low: float = Field(
        description="Lower end of the 95 % interval of that share, rows of one moment, and of "
        "moments that one forecast reaches over, taken as one observation",
        ge=0,
        le=1,
    )
    high: float = Field(description="Its upper end", ge=0, le=1)


class Period(Record):
    """Accuracy in a part of the measured span."""

    from_: str = Field(
        validation_alias="from", serialization_alias="from", description="First timestamp measured"
    )
    to: str = Field(description="Last timestamp measured")
    rows: int = Field(ge=1)
    error_ratio: float | None = Field(
        description="Mean error beside the mean naive error, each symbol in units of its own naive "
        "error over the whole span; below 1 is better than naive"
    )
    bias: float = Field(
        description="Mean of forecast minus price, in the same units; above 0 is too high"
    )
    coverage: dict[str, float] = Field(
        description="Share of prices inside the interval, by its level"
    )


class ChangeProfile(Record):
    """The changes of price of one symbol in units of the typical change before them."""

    mean_size: float = Field(description="Mean absolute change", ge=0)
    deciles: list[float] = Field(min_length=9, max_length=9)
    rows: list[int] = Field(
        min_length=10, max_length=10, description="Changes between them; not all alike with ties"
    )


class SymbolDrift(Record):
    """How much a symbol moves now beside how much it moved."""

    symbol: str
    rows: int = Field(description="Newest changes", ge=1)
    size_ratio: float | None = Field(
        description="Mean absolute change now / before; null where it had not changed before"
    )


class Drift(Record):
    """The newest changes of price against those that a fit has learnt from."""

    newest: str = Field(description="Which rows are the newest")
    before: int = Field(description="Changes learnt from", ge=1)
    rows: int = Field(description="Newest changes", ge=1)
    moments: int = Field(description="Distinct times of them", ge=1)
    expected: list[float] = Field(
        description="Share of the earlier changes in each tenth of their symbol's, smallest first"
    )
    found: list[float] = Field(description="Share of the newest changes in the same tenths")
    stability_index: float = Field(
        description=f"Population stability index of the two; above {LARGE_SHIFT} is a large shift"
    )
    by_chance: float = Field(
        description="What it stays below in 99 of 100 cases where nothing has shifted"
    )
    shifted: bool = Field(description="Whether it is large and more than chance")
    symbols: list[SymbolDrift]


class SymbolPresence(Record):
    """How many prices a symbol has in each period."""

    symbol: str
    rows: list[int]


class Presence(Record):
    """Where there are prices, in periods of equal length over the whole span."""

    starts: list[str] = Field(description="First day, or time, of each period")
    to: str = Field(description="The last timestamp of all")
    symbols: list[SymbolPresence]


class Diagnostics(Record):
    """What the pictures of the report draw."""

    reliability: list[ReliabilityGroup] = Field(
        description="Ten groups of equally many rows by probability; empty where there are too few"
    )
    periods: list[Period]
    drift: Drift | None = Field(description="Null where there are no newer rows, or too few")
    presence: Presence
