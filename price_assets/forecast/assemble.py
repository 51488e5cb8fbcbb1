"""The parts of the model document that training and scoring make alike."""

from __future__ import annotations

from collections import Counter
from importlib.metadata import version

import numpy as np

from price_assets.checkpoints.model_document import (
    BacktestSeries,
    ForecastStep,
    HistorySeries,
    Interval,
    Rhythm,
    Trained,
    TrainedSymbol,
)

from .accuracy import Forecasts
from .arrays import Floats, Integers
from .candidates import NAIVE
from .drift import profile_changes
from .durations import DAY
from .estimator import Estimator
from .features.outside import all_known_at
from .features.table import LEAST_HISTORY, Features
from .fingerprint import fingerprint_panel, fingerprint_rows
from .frequency import Frequency
from .intervals import LEVELS
from .listing import some_of
from .panel import Panel
from .prepare import Prepared
from .targets import Targets

_POINTS = 200
_NINETY_DAYS = 90 * DAY


def forecast_targets(
    targets: Targets, features: Features, estimator: Estimator, rows: Integers
) -> Forecasts:
    """Apply a fit to some targets."""
    taken = features.take(rows)
    change = estimator.change(taken)
    volatility = features.volatility[rows]
    # Before the second price nothing is known of how much the symbol moves.
    has_unit = targets.place[rows] >= 2
    widths: dict[str, Floats] = {}
    for level in LEVELS:
        quantile = estimator.quantiles.get(level)
        width = np.full(len(rows), np.nan) if quantile is None else quantile * volatility
        widths[level] = np.where(has_unit, width, np.nan)
    score = estimator.rise_score(taken)
    return Forecasts(
        rows=rows,
        price=targets.last[rows] + features.scale[rows] * (estimator.shrinkage * change),
        rise_score=score,
        # .5 is no idea.
        probability=np.where(taken.usable, estimator.mix.probability(score), 0.5),
        half_widths=widths,
    )


def forecast_steps(prepared: Prepared, estimator: Estimator) -> list[ForecastStep]:
    """Forecast the next prices of each symbol."""
    panel, targets = prepared.panel, prepared.targets
    rows = targets.unknown
    forecasts = forecast_targets(targets, prepared.features, estimator, rows)
    known = set(estimator.symbols)
    first_unknown = prepared.steps.first_unknown
    made = []
    for number, row in enumerate(rows):
        code = int(targets.code[row])
        name, last_row = panel.symbols[code], int(panel.starts[code + 1]) - 1
        price = float(forecasts.price[number])
        widths = {level: float(width[number]) for level, width in forecasts.half_widths.items()}
        place = int(targets.at[row]) - int(first_unknown[code])
        made.append(
            ForecastStep(
                symbol=name,
                step=int(targets.step[row]),
                timestamp=prepared.steps.next_texts[code][place],
                price=price,
                intervals={
                    level: Interval(low=price - width, high=price + width)
                    for level, width in widths.items()
                    if np.isfinite(width)
                },
                probability_of_rise=float(forecasts.probability[number]),
                last_timestamp=panel.texts[last_row],
                last_price=float(panel.prices[last_row]),
                method=estimator.candidate if prepared.features.usable[row] else NAIVE,
                new_symbol=name not in known,
            )
        )
    return made


def backtest_series(prepared: Prepared, forecasts: Forecasts) -> list[BacktestSeries]:
    """Return forecasts beside what came, by symbol.

    Of forecasts that overlap the furthest step is taken. Thinned evenly over the whole measured
    span; the first and the last are kept.
    """
    panel, targets = prepared.panel, prepared.targets
    chosen = np.arange(len(forecasts.rows))
    if targets.overlap > 1:
        step = targets.step[forecasts.rows]
        chosen = np.flatnonzero(step == step.max(initial=1))
    code = targets.code[forecasts.rows[chosen]]
    bounds = np.searchsorted(code, np.arange(len(panel.symbols) + 1))
    series = []
    for number, name in enumerate(panel.symbols):
        kept = chosen[_thinned(int(bounds[number]), int(bounds[number + 1]))]
        if len(kept):
            rows = forecasts.rows[kept]
            series.append(
                BacktestSeries(
                    symbol=name,
                    timestamps=[panel.texts[row] for row in targets.row[rows]],
                    actual=targets.price[rows].tolist(),
                    forecast=forecasts.price[kept].tolist(),
                )
            )
    return series


def rhythms(frequencies: list[Frequency]) -> list[Rhythm]:
    """List the frequencies of a panel, the most usual first."""
    counts = Counter(frequencies)
    return [
        Rhythm(
            name=item.name,
            clock=item.clock,
            step=item.step,
            seasonal_periods=list(item.seasons),
            symbols=count,
        )
        for item, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].name))
    ]


def history_series(panel: Panel) -> list[HistorySeries]:
    """Return the prices of each symbol, thinned evenly; the first and the last are kept."""
    series = []
    for number, name in enumerate(panel.symbols):
        span = panel.span(number)
        kept = _thinned(span.start, span.stop)
        series.append(
            HistorySeries(
                symbol=name,
                timestamps=[panel.texts[row] for row in kept],
                actual=panel.prices[kept].tolist(),
            )
        )
    return series


def _thinned(start: int, stop: int) -> Integers:
    """Spread a bounded number of places evenly over `start` to `stop - 1`, both ends included."""
    return np.round(np.linspace(start, stop - 1, min(stop - start, _POINTS))).astype(np.int64)


def describe_rows(prepared: Prepared) -> Trained:
    """Name the rows that a fit is made from."""
    panel, profiles = prepared.panel, profile_changes(prepared)
    first, last = panel.ends()
    symbols = []
    for number, name in enumerate(panel.symbols):
        span = panel.span(number)
        symbols.append(
            TrainedSymbol(
                symbol=name,
                rows=span.stop - span.start,
                from_=panel.texts[span.start],
                to=panel.texts[span.stop - 1],
                fingerprint=fingerprint_rows(panel, number),
                changes=profiles[name],
            )
        )
    return Trained(
        fingerprint=fingerprint_panel(panel),
        rows=panel.rows,
        symbols=symbols,
        from_=first,
        to=last,
    )


def versions() -> dict[str, str]:
    """Return the versions of the libraries that shape the figures."""
    return {name: version(name) for name in ("lightgbm", "numpy", "pandas", "scikit-learn")}


def notes_on(prepared: Prepared) -> list[str]:
    """Say what a careful reader should know about these prices."""
    panel, steps = prepared.panel, prepared.steps
    ends = panel.times[panel.starts[1:] - 1]
    sizes = np.diff(panel.starts)
    short = sizes < LEAST_HISTORY
    first = steps.first_unknown
    told = all_known_at(steps, first)
    still = ~prepared.features.moves[first]
    names = ", ".join(steps.known_ahead)
    cases = (
        (short, f"fewer than {LEAST_HISTORY} prices, so the naive forecast is given"),
        (
            ~short & still,
            "no change of price in its recent past, so the naive forecast is given",
        ),
        (
            ~short & ~still & ~told,
            f"no row ahead gives {names} for the next price, so the naive forecast is given; add "
            "rows with a timestamp and these values, and no price",
        ),
        (
            ends < ends.max() - _NINETY_DAYS,
            "its last price is over 90 days older than the newest of all; the forecast is of the "
            "step after its own last price",
        ),
        (sizes == 1, "one price alone, so the next is taken to be due a day later"),
    )
    return [
        f"{some_of([panel.symbols[number] for number in np.flatnonzero(which)])}: {text}"
        for which, text in cases
        if which.any()
    ]
