"""How the report says things: numbers, spans, sentences. Shared by the text and the page."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from price_assets.checkpoints import ModelDocument
from price_assets.checkpoints.model_document import (
    Accuracy,
    ForecastStep,
    HistorySeries,
    Interval,
    SymbolAccuracy,
)

from .commentary import Commentary

NO_COMMENTARY = (
    "No commentary yet: no person has said anything about this forecast. Add some with "
    "--commentary FILE, as 'commentary' in the config of the asset 'report', or in the file "
    "commentary.md beside the checkpoints."
)
NOT_REVIEWED = "NOT YET REVIEWED"
NONE = "-"
_SIGNIFICANT_DIGITS = 5
_MOST_DIGITS = 9
_MOST_DECIMALS = 10
_UNPRINTABLE = frozenset({"Cc", "Cf", "Zl", "Zp"})


def plain(text: str) -> str:
    """Replace what would change the layout: control and direction marks, line separators."""
    return "".join(
        " " if unicodedata.category(letter) in _UNPRINTABLE else letter for letter in text
    )


def printable(text: str) -> str:
    """Do the same in each line of a text."""
    return "\n".join(map(plain, text.splitlines()))


def price(value: float | None, like: float | None = None) -> str:
    """Write a price with grouped thousands and never with an exponent.

    Parameters
    ----------
    value
        The price, or an error in price units; at least five significant digits are written.
    like
        A price as its source has it: all its decimals are written, so that figures of one symbol
        line up and none is cut off. A number of more than nine digits is taken as the result of a
        computation, whose last digits say nothing.
    """
    if value is None:
        return NONE
    model = value if like is None else like
    magnitude = math.floor(math.log10(abs(model))) if model else 0
    decimals = max(0, _SIGNIFICANT_DIGITS - 1 - magnitude)
    if like is not None:
        digits = Decimal(repr(like)).normalize().as_tuple()
        if len(digits.digits) <= _MOST_DIGITS:
            decimals = max(decimals, -int(digits.exponent))
    return f"{value:,.{min(decimals, _MOST_DECIMALS)}f}"


def percent(value: float | None, decimals: int = 1) -> str:
    """Write a share as a percentage, with a sign where it is below zero as written."""
    if value is None:
        return NONE
    # Adding zero makes nothing of the sign of a zero.
    return f"{round(100 * value, decimals) + 0.0:.{decimals}f} %"


def interval(found: Interval | None, like: float) -> str:
    """Write a range of prices."""
    return NONE if found is None else f"{price(found.low, like)} to {price(found.high, like)}"


def auc(accuracy: Accuracy) -> str:
    """Write an AUC with its 95 % interval."""
    if accuracy.auc is None or accuracy.auc_interval is None:
        return NONE
    found = accuracy.auc_interval
    return f"{accuracy.auc:.3f} ({found.low:.3f} to {found.high:.3f})"


def skill(accuracy: Accuracy) -> str:
    """Write a skill with its 95 % interval."""
    found = accuracy.skill_interval
    if accuracy.skill is None or found is None or found.low == found.high:
        return percent(accuracy.skill, 2)
    return f"{percent(accuracy.skill, 2)} ({percent(found.low, 2)} to {percent(found.high, 2)})"


def p_value(value: float | None) -> str:
    """Write a p-value; a small one as what it is smaller than."""
    if value is None:
        return NONE
    return "<0.001" if value < 0.0005 else f"{value:.3f}"


def coverage(model: ModelDocument) -> str:
    """Write the shares of prices inside the intervals."""
    return ", ".join(
        f"{percent(share)} of the {percent(float(level), 0)} interval"
        for level, share in model.metrics.coverage.items()
    )


def drift(model: ModelDocument) -> str:
    """Say whether the newest changes of price are spread like those that a fit has learnt from."""
    found = model.diagnostics.drift
    if found is None:
        return "There are too few new rows to tell whether prices move as they did."
    spread = "NOT spread like" if found.shifted else "spread like"
    return (
        f"Drift: the newest {found.rows:,} changes of price ({found.newest}), in units of the "
        f"typical change before them, are {spread} the {found.before:,} earlier ones: stability "
        f"index {found.stability_index:.3f}, above 0.25 is a large shift, and up to "
        f"{found.by_chance:.3f} may be chance."
    )


def counts(model: ModelDocument) -> str:
    """Say what became of all observations."""
    quality = model.data_quality
    seen = model.scored or model.trained
    symbols = len({step.symbol for step in model.forecast})
    return (
        f"{symbols:,} {'symbol' if symbols == 1 else 'symbols'}, {seen.rows:,} prices from "
        f"{seen.from_} to {seen.to}. {quality.rows_in:,} observations in the files = "
        f"{quality.rows_out:,} kept + {quality.rejected_total:,} rejected + "
        f"{quality.missing_total:,} that the source marks as missing."
    )


def figures(model: ModelDocument) -> list[tuple[str, str, str]]:
    """List the figures over all symbols: name, value, what it means."""
    metrics = model.metrics
    off = metrics.calibration_error
    return [
        ("MAE", price(metrics.mae), f"naive {price(metrics.mae_naive)}{seasonal(model)}"),
        ("Skill", skill(metrics), f"1 - MAE / naive MAE; p-value {p_value(metrics.p_value)}"),
        (
            "AUC",
            auc(metrics),
            f"0.5 is chance; {metrics.unchanged:,} rows without a change left out",
        ),
        *(
            (f"Inside the {percent(float(level), 0)} interval", percent(share), "as measured")
            for level, share in metrics.coverage.items()
        ),
        (
            "Calibration error",
            NONE if off is None else f"{off:.3f}",
            "mean distance of the probability of a rise from the share that rose",
        ),
    ]


def symbol_caption(series: HistorySeries, steps: Sequence[ForecastStep]) -> str:
    """Say what the picture of a symbol shows."""
    step = steps[-1]
    like = step.last_price
    ahead = "" if len(steps) == 1 else f", {step.step} steps ahead"
    return (
        f"{series.timestamps[0]} to {series.timestamps[-1]}, last {price(step.last_price, like)}. "
        f"Forecast for {step.timestamp}{ahead}: {price(step.price, like)}, 95 % interval "
        f"{interval(step.intervals.get('0.95'), like)}; "
        f"rise {percent(step.probability_of_rise, 0)}."
    )


def page_title(model: ModelDocument) -> str:
    """Name the page by what it is about."""
    seen = model.scored or model.trained
    return f"Price forecast after {seen.to}"


def headline(model: ModelDocument) -> str:
    """Say in a sentence what is forecast, from what and how."""
    named = sorted({step.symbol for step in model.forecast})
    symbols = plain(named[0]) if len(named) == 1 else f"{len(named)} symbols"
    seen = model.scored or model.trained
    made = "an existing model, not refitted" if model.scored else "a model trained on all rows"
    ahead = _horizon(model)
    prices = "price" if ahead == 1 else f"{ahead} prices"
    return f"The next {prices} of {symbols} after {seen.to}, by {made}. {_method(model)}"


def steps(model: ModelDocument) -> str:
    """Say how far ahead the forecasts reach."""
    ahead = _horizon(model)
    return "one step ahead" if ahead == 1 else f"1 to {ahead} steps ahead"


def _horizon(model: ModelDocument) -> int:
    return int(model.params.get("horizon", 1))


def rhythm(model: ModelDocument) -> str:
    """Say how often prices come and after how many of them seasons come round."""
    parts = []
    for item in model.frequencies:
        seasons = " and ".join(f"{period:,}" for period in item.seasonal_periods)
        after = f" (seasons of {seasons} steps)" if seasons else " (no season)"
        many = f"{item.symbols:,} {'symbol' if item.symbols == 1 else 'symbols'}"
        parts.append(f"{item.name}{after} for {many}")
    return f"Prices come: {', '.join(parts)}."


def seasonal(model: ModelDocument) -> str:
    """Write the error of the seasonal naive forecast, where there is one."""
    error = model.metrics.mae_seasonal_naive
    return "" if error is None else f", seasonal naive {price(error)}"


def _method(model: ModelDocument) -> str:
    others = [item for item in model.candidates if item.mae is not None and item.name != "naive"]
    chosen = next((item.name for item in model.candidates if item.chosen), "naive")
    if chosen != "naive":
        return f"Method: {chosen}, the best of {len(others)} tried against the naive one."
    if not others:
        return "Method: naive (the last price); there were too few rows to try any other."
    return f"Method: naive (the last price); of {len(others)} others tried none was clearly better."


def as_commentary(words: Commentary | str | None, model: ModelDocument) -> Commentary | None:
    """Take words alone as said of this model, by nobody in particular, and not reviewed."""
    if isinstance(words, str):
        return Commentary(words.strip(), about=model.checksum) if words.strip() else None
    return words


def review_state(commentary: Commentary | None, model_checksum: str) -> str:
    """Say in a line whether a person has reviewed the model, and which model words are about."""
    if commentary is None:
        return f"{NOT_REVIEWED}."
    by = f" by {plain(commentary.author)}" if commentary.author else ""
    if not commentary.is_about(model_checksum):
        return (
            f"{NOT_REVIEWED}: the model has changed since the commentary was written{by}; it is "
            f"about the model {commentary.about or 'before'}."
        )
    if not commentary.reviewed:
        return f"{NOT_REVIEWED}: there is a commentary{by}, which is not marked as reviewed."
    return f"Reviewed{by}."


def is_reviewed(commentary: Commentary | None, model_checksum: str) -> bool:
    """Tell whether a person has reviewed this very model."""
    return commentary is not None and commentary.reviewed and commentary.is_about(model_checksum)


def source_notes(model: ModelDocument) -> list[str]:
    """Write what a careful reader should know of how each file was read."""
    return [
        f"{plain(source.source)}: {plain(note)}"
        for source in model.sources
        for note in source.notes
    ]


def against_naive(accuracy: Accuracy) -> str:
    """Say in a word or two how a symbol's forecast compares with the naive one."""
    if accuracy.skill is None:
        return "not measured"
    if accuracy.skill > 0:
        return "smaller error"
    return "same error" if accuracy.skill == 0 else "LARGER error"


def accuracy_cells(row: SymbolAccuracy, *, with_interval: bool = False) -> tuple[str, ...]:
    """Write one line of the table of accuracies; with the skill's interval where it has room."""
    return (
        plain(row.symbol),
        f"{row.rows:,}",
        price(row.mae),
        price(row.mae_naive),
        skill(row) if with_interval else percent(row.skill, 2),
        auc(row),
        against_naive(row),
    )


ACCURACY_HEADER = (
    *("symbol", "rows", "MAE", "naive MAE", "skill", "AUC (95 % interval)", "against naive"),
)


def forecast_rows(model: ModelDocument) -> list[tuple[str, ...]]:
    """Write the lines of the table of forecasts."""
    return [
        (
            plain(step.symbol),
            price(step.last_price, step.last_price),
            step.timestamp,
            price(step.price, step.last_price),
            *(interval(step.intervals.get(level), step.last_price) for level in LEVELS),
            percent(step.probability_of_rise, 0),
        )
        for step in model.forecast
    ]


LEVELS = ("0.8", "0.95")
FORECAST_HEADER = (
    *("symbol", "last price", "next", "forecast"),
    *("80 % interval", "95 % interval", "rise"),
)


def candidate_rows(model: ModelDocument) -> list[tuple[str, ...]]:
    """Write the lines of the table of methods tried."""
    return [
        (
            item.name + (" (chosen)" if item.chosen else ""),
            price(item.mae),
            percent(item.skill, 2),
            p_value(item.p_value),
        )
        for item in model.candidates
    ]


CANDIDATE_HEADER = ("method", "MAE", "skill", "p-value")


def span_rows(model: ModelDocument) -> list[tuple[str, ...]]:
    """Write the lines of the table of symbols that the fit saw."""
    missing: dict[str, int] = {}
    for by_symbol in model.data_quality.missing.values():
        for symbol, count in by_symbol.items():
            missing[symbol] = missing.get(symbol, 0) + count
    return [
        (plain(row.symbol), f"{row.rows:,}", row.from_, row.to, f"{missing.get(row.symbol, 0):,}")
        for row in model.trained.symbols
    ]


SPAN_HEADER = ("symbol", "rows", "from", "to", "missing in the source")


def rejected_rows(model: ModelDocument) -> list[tuple[str, ...]]:
    """Write the counts of rejected observations, by file and reason."""
    return [
        (plain(source), reason, f"{count:,}")
        for source, reasons in model.data_quality.rejected_by_source.items()
        for reason, count in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


REJECTED_HEADER = ("file", "reason", "rows")


def settings_text(model: ModelDocument) -> str:
    """Write the settings that shaped the fit in one line of name=value pairs."""
    return ", ".join(f"{name}={value}" for name, value in model.params.items())


def packages_text(model: ModelDocument) -> str:
    """Write the versions of the libraries that made the figures."""
    return ", ".join(f"{name} {version}" for name, version in model.packages.items())
