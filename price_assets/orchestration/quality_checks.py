"""Asset checks that warn: what a careful reader would look at again, with the rows concerned."""

from collections.abc import Sequence

import dagster as dg

from price_assets.checkpoints import CleanPrices, ModelDocument
from price_assets.checkpoints.diagnostics import LARGE_SHIFT, SymbolDrift
from price_assets.clean.quality import (
    GAP_FACTOR,
    JUMP_FACTOR,
    STALE_FACTOR,
    Finding,
    look_over,
)

from .metadata import table

#: Share of the observations that may be rejected, duplicates of the same price not counted.
MOST_REJECTED = 0.05
#: Points that the share of prices inside an interval may lie beside its level.
COVERAGE_TOLERANCE = 0.05
_LEAST_MEASURED = 100
_HARMLESS = "duplicate"

_REJECTED, _GAPS, _JUMPS, _ENDED = "few_rejected", "no_gaps", "no_jumps", "no_symbol_ended"
_COVERAGE, _DRIFT = "coverage_near_level", "no_drift"


def _spec(kind: str, name: str, description: str) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(name=name, asset=kind, description=description)


CLEAN_QUALITY_CHECKS = [
    _spec(
        CleanPrices.KIND,
        _REJECTED,
        f"At most {MOST_REJECTED:.0%} of the observations were rejected, duplicates of the same "
        "price not counted.",
    ),
    _spec(
        CleanPrices.KIND,
        _GAPS,
        f"No symbol lacks prices for longer than {GAP_FACTOR:g} of its usual gaps.",
    ),
    _spec(
        CleanPrices.KIND,
        _JUMPS,
        f"No price changed by more than {JUMP_FACTOR:g} typical changes of its symbol.",
    ),
    _spec(
        CleanPrices.KIND,
        _ENDED,
        f"No symbol's last price is older than the newest of all by {STALE_FACTOR:g} usual gaps.",
    ),
]
MODEL_QUALITY_CHECKS = [
    _spec(
        ModelDocument.KIND,
        _COVERAGE,
        "The shares of the measured prices inside their intervals lie within "
        f"{100 * COVERAGE_TOLERANCE:g} points of the intervals' levels.",
    ),
    _spec(
        ModelDocument.KIND,
        _DRIFT,
        "The newest changes of price are distributed as those that the fit has learnt from: their "
        f"population stability index is at most {LARGE_SHIFT}, or what chance alone gives.",
    ),
]


def clean_quality_checks(clean: CleanPrices) -> list[dg.AssetCheckResult]:
    """Say what to look at again in clean prices."""
    quality = look_over(clean)
    return [
        _rejected(clean),
        _findings(_GAPS, quality.gaps, "hours without a price", "usual hours"),
        _findings(_JUMPS, quality.jumps, "change", "typical change"),
        _findings(_ENDED, quality.stale, "hours since", "usual hours"),
    ]


def model_quality_checks(model: ModelDocument) -> list[dg.AssetCheckResult]:
    """Say whether the intervals held what they promise, and prices move as they did."""
    return [_coverage(model), _drift(model)]


def _coverage(model: ModelDocument) -> dg.AssetCheckResult:
    metrics = model.metrics
    off = {
        level: share
        for level, share in metrics.coverage.items()
        if abs(share - float(level)) > COVERAGE_TOLERANCE and metrics.rows >= _LEAST_MEASURED
    }
    return dg.AssetCheckResult(
        asset_key=ModelDocument.KIND,
        check_name=_COVERAGE,
        passed=not off,
        severity=dg.AssetCheckSeverity.WARN,
        description="; ".join(
            f"the {float(level):.0%} interval held {share:.1%} of {metrics.rows} prices"
            for level, share in off.items()
        ),
        metadata={
            **{f"expected_{level}": float(level) for level in metrics.coverage},
            **{f"actual_{level}": share for level, share in metrics.coverage.items()},
            "rows": metrics.rows,
        },
    )


def _drift(model: ModelDocument) -> dg.AssetCheckResult:
    drift = model.diagnostics.drift
    if drift is None:
        # Where nothing was measured the metrics say why, and it is the reason here too.
        reason = model.metrics.reason or "too few changes of price, earlier or newer, to compare"
        return dg.AssetCheckResult(
            asset_key=ModelDocument.KIND,
            check_name=_DRIFT,
            passed=True,
            severity=dg.AssetCheckSeverity.WARN,
            description=f"not compared: {reason}",
            metadata={"expected_at_most": LARGE_SHIFT},
        )
    found = f"population stability index {drift.stability_index:.2f}"
    return dg.AssetCheckResult(
        asset_key=ModelDocument.KIND,
        check_name=_DRIFT,
        passed=not drift.shifted,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{drift.newest} differ from the rows before: {found}" if drift.shifted else "",
        metadata={
            "expected_at_most": LARGE_SHIFT,
            "actual": drift.stability_index,
            "by_chance": drift.by_chance,
            "rows": drift.rows,
            "symbols": table(
                {"symbol": item.symbol, "rows": item.rows, "size ratio": item.size_ratio}
                for item in sorted(drift.symbols, key=_least_changed_last)
            ),
        },
    )


def _least_changed_last(item: SymbolDrift) -> tuple[float, str]:
    return (0.0 if item.size_ratio is None else -abs(item.size_ratio - 1.0), item.symbol)


def _rejected(clean: CleanPrices) -> dg.AssetCheckResult:
    counts = {name: count for name, count in clean.summary.rejected.items() if name != _HARMLESS}
    share = sum(counts.values()) / max(clean.summary.rows_in, 1)
    by_source: dict[tuple[str, str], int] = {}
    for item in clean.rejected:
        if item.reason in counts:
            key = (item.source, item.reason)
            by_source[key] = by_source.get(key, 0) + 1
    most = sorted(by_source.items(), key=lambda pair: (-pair[1], pair[0]))
    return dg.AssetCheckResult(
        asset_key=CleanPrices.KIND,
        check_name=_REJECTED,
        passed=share <= MOST_REJECTED,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{share:.1%} of the observations were rejected",
        metadata={
            "expected_at_most": MOST_REJECTED,
            "actual": share,
            "rejected": table(
                {"source": source, "reason": reason, "rows": rows}
                for (source, reason), rows in most
            ),
        },
    )


def _findings(
    name: str, findings: Sequence[Finding], found: str, usual: str
) -> dg.AssetCheckResult:
    symbols = len({item.symbol for item in findings})
    return dg.AssetCheckResult(
        asset_key=CleanPrices.KIND,
        check_name=name,
        passed=not findings,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{len(findings)} found, of {symbols} symbols" if findings else "",
        metadata={
            "expected": 0,
            "actual": len(findings),
            "found": table(
                {
                    "symbol": item.symbol,
                    "timestamp": item.timestamp,
                    found: item.found,
                    usual: item.usual,
                }
                for item in findings
            ),
        },
    )
