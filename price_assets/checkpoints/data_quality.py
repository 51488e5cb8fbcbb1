"""What became of the observations, and where those that were rejected stood."""

from __future__ import annotations

from .diagnostics import DataQuality
from .tables import CleanPrices


def data_quality(clean: CleanPrices) -> DataQuality:
    """Count what was kept and what was not, by source and reason."""
    found: dict[str, dict[str, int]] = {}
    for item in clean.rejected:
        reasons = found.setdefault(item.source, {})
        reasons[item.reason] = reasons.get(item.reason, 0) + 1
    ordered = {source: dict(sorted(reasons.items())) for source, reasons in sorted(found.items())}
    return DataQuality(**clean.summary.model_dump(), rejected_by_source=ordered)
