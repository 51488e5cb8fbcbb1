"""The model document, `model.json`: a fit, how far to trust it, and what it forecasts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, ValidationError

from .diagnostics import ChangeProfile, DataQuality, Diagnostics
from .document import Document, Rule, check_version
from .encoding import decode, encode
from .errors import CheckpointDamagedError
from .model_rules import MODEL_RULES
from .provenance import Record, Source


class TrainedSymbol(Record):
    """The rows of one symbol that the fit saw."""

    symbol: str
    rows: int = Field(ge=1)
    from_: str = Field(
        validation_alias="from", serialization_alias="from", description="First timestamp"
    )
    to: str = Field(description="Last timestamp")
    fingerprint: str = Field(description="SHA-256 over the symbol's timestamps and prices")
    changes: ChangeProfile | None = Field(description="Null where there are too few")


class Trained(Record):
    """What the fit was made from."""

    fingerprint: str = Field(description="SHA-256 over all rows; names the data")
    rows: int = Field(ge=1)
    symbols: list[TrainedSymbol]
    from_: str = Field(validation_alias="from", serialization_alias="from")
    to: str


class Scored(Record):
    """What an existing fit was applied to."""

    fit: str = Field(description="Fingerprint of the fit that was applied, see ModelDocument.fit")
    fingerprint: str = Field(description="SHA-256 over all rows scored")
    rows: int = Field(ge=1)
    from_: str = Field(validation_alias="from", serialization_alias="from")
    to: str


class Interval(Record):
    """A range, both ends included."""

    low: float
    high: float


class Accuracy(Record):
    """Accuracy on rows that neither fit nor choice has seen, over all steps ahead."""

    rows: int = Field(description="Forecasts compared with what came", ge=0)
    mae: float | None = Field(description="Mean absolute error, in price units")
    mae_naive: float | None = Field(
        description="The same of the naive forecast (the last price before the origin)"
    )
    mae_seasonal_naive: float | None = Field(
        description="The same of the seasonal naive forecast (the price one season before; the "
        "naive one where there is none); null without a season"
    )
    skill: float | None = Field(
        description="1 - mae / mae_naive; over several symbols, of the mean ratio. Symbols whose "
        "price never changed are left out"
    )
    skill_interval: Interval | None = Field(
        description="The 95 % interval of the skill; null with fewer than ten moments"
    )
    auc: float | None = Field(
        description="Area under the ROC curve of the probability of a rise; 0.5 is chance"
    )
    auc_interval: Interval | None = Field(description="The 95 % interval of the AUC")
    unchanged: int = Field(description="Rows without a change of price, left out of the AUC", ge=0)


class SymbolAccuracy(Accuracy):
    """Accuracy for one symbol."""

    symbol: str


class StepAccuracy(Record):
    """Accuracy of one step ahead."""

    step: int = Field(ge=1, description="Steps ahead of the origin")
    rows: int = Field(ge=1)
    mae: float
    mae_naive: float
    skill: float | None = Field(description="As that of all steps")


class Metrics(Accuracy):
    """Accuracy over all symbols and for each."""

    reason: str | None = Field(description="Why there are no figures, where there are none")
    from_: str | None = Field(
        validation_alias="from",
        serialization_alias="from",
        description="First timestamp measured on",
    )
    to: str | None = Field(description="Last timestamp measured on")
    beats_naive: bool = Field(
        description="Whether the skill is positive and distinguishable from zero"
    )
    p_value: float | None = Field(
        description="One-sided Diebold-Mariano test against the naive forecast"
    )
    coverage: dict[str, float] = Field(
        description="Share of prices that fell inside the interval, by its level; a level without "
        "intervals is left out. Each interval follows the errors known at its origin, and those "
        "alone"
    )
    calibration_error: float | None = Field(
        description="Mean distance between the probability of a rise and the share that rose, "
        "over ten groups of equally many rows by probability (expected calibration error); "
        "unchanged rows left out"
    )
    verdict: str = Field(description="What the figures mean, in a sentence")
    steps: list[StepAccuracy]
    symbols: list[SymbolAccuracy]

    @property
    def worse_than_naive(self) -> bool:
        """Whether the forecast was further from what came than the last price was."""
        return self.skill is not None and self.skill < 0


class ForecastStep(Record):
    """The forecast of one price."""

    symbol: str
    step: int = Field(ge=1, description="Steps ahead of the symbol's last price")
    timestamp: str
    price: float
    intervals: dict[str, Interval] = Field(
        description="By level: '0.8' and '0.95'; one for which there are too few errors is left out"
    )
    probability_of_rise: float = Field(
        ge=0, le=1, description="Given that the price changes; 0.5 where nothing is known"
    )
    last_timestamp: str
    last_price: float
    method: str = Field(
        description="The candidate that made it; naive where history is too short, or a value "
        "that should be known ahead is not"
    )
    new_symbol: bool = Field(
        description="Whether the fit has not seen the symbol; the shared model forecasts it"
    )


class Candidate(Record):
    """One method tried, and its scores on the validation rows."""

    name: str
    description: str
    mae: float | None
    skill: float | None
    p_value: float | None = Field(
        description="One-sided Diebold-Mariano test against naive on the validation rows"
    )
    shrinkage: float | None = Field(
        ge=0,
        le=1,
        description="Share of the forecast change that the validation rows support; 0 is naive",
    )
    chosen: bool


class Rhythm(Record):
    """How often prices come, told from the timestamps, and their seasons."""

    name: str = Field(description="Such as hourly, daily, weekly, monthly, irregular")
    clock: Literal["grid", "rows", "months"] = Field(
        description="What seasons are counted in: steps of fixed length, prices, or months"
    )
    step: int = Field(
        ge=0, description="Length of a step: microseconds (grid), months (months), 0 (rows)"
    )
    seasonal_periods: list[int] = Field(description="In steps")
    symbols: int = Field(ge=1, description="How many symbols have it")


class BacktestSeries(Record):
    """Forecast against actual for one symbol over the whole measured span, thinned evenly.

    The number of points is bounded; the last is kept.
    """

    symbol: str
    timestamps: list[str]
    actual: list[float]
    forecast: list[float]


class HistorySeries(Record):
    """The prices of one symbol, thinned to a bounded number of points."""

    symbol: str
    timestamps: list[str]
    actual: list[float]


class ModelDocument(Document, Record):
    """A fit with its metrics and its forecast.

    The same model serves ``train`` and ``score``: scoring keeps ``trained``, ``params``,
    ``candidates`` and ``estimator`` and replaces the rest.
    """

    KIND: ClassVar[str] = "model"
    FILE_NAME: ClassVar[str] = "model.json"
    VERSION: ClassVar[str] = "model/3"
    RULES: ClassVar[Mapping[str, Rule]] = MODEL_RULES

    version: Literal["model/3"] = "model/3"
    mode: Literal["train", "score"]
    fit: str = Field(description="Fingerprint of the fit: of trained, params and estimator")
    trained: Trained
    scored: Scored | None
    params: dict[str, Any] = Field(description="Every setting that shaped the fit")
    frequencies: list[Rhythm]
    metrics: Metrics
    forecast: list[ForecastStep]
    candidates: list[Candidate]
    backtest: list[BacktestSeries]
    history: list[HistorySeries]
    diagnostics: Diagnostics
    data_quality: DataQuality
    sources: list[Source]
    packages: dict[str, str] = Field(description="Versions of the libraries that made the figures")
    notes: list[str] = Field(description="What a careful reader should know")
    estimator: dict[str, Any] = Field(description="All that scoring needs, as plain JSON")

    @property
    def row_count(self) -> int:
        """Forecasts made."""
        return len(self.forecast)

    def encode(self) -> tuple[bytes, str]:
        """Return the file's content and the content's checksum."""
        self.checked()
        return encode(self.model_dump(mode="json", by_alias=True))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy with changes; the bytes that were worked out for the original are not taken over."""
        copied = super().model_copy(update=update, deep=deep)
        copied.__dict__.pop("_encoded", None)
        return copied

    @classmethod
    def decode(cls, content: bytes, origin: str) -> Self:
        """Read what `encode` wrote."""
        parts, _ = decode(content, origin)
        check_version(parts, cls.VERSION, origin)
        try:
            return cls.model_validate(parts)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise CheckpointDamagedError(
                f"{origin}: not a model document: {where}: {first['msg']}"
            ) from error
