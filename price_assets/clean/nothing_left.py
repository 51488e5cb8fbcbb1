"""What to say where not one price is left: it must not replace what was there before."""

from __future__ import annotations

from collections.abc import Sequence

from price_assets.checkpoints import CleanSummary, PriceAssetsError, Rejection

_LONGEST = 60
_ADVICE = {
    "missing symbol": "name the right column with symbol_column, or the symbol with symbol",
    "missing timestamp": "name the right column with timestamp_column",
    "unreadable timestamp": "name the right column with timestamp_column, or set day_first",
    "unreadable price": "name the right column with price_column, or set decimal",
    "infinite price": "name the right column with price_column",
    "too many fields": "name the right delimiter, or quote fields that hold it",
    "too few fields": "name the right delimiter, or correct the rows",
}
_IF_MISSING = "name the right column with price_column, or set missing_markers"


def nothing_left(summary: CleanSummary, rejected: Sequence[Rejection]) -> PriceAssetsError:
    """Make the error for a table without rows.

    Parameters
    ----------
    summary
        The counts.
    rejected
        What was refused, in the order of files and rows.
    """
    if summary.rows_in == 0:
        return PriceAssetsError(
            "expected observations to clean, found none; put a file with prices in the landing zone"
        )
    reasons = dict(summary.rejected)
    if summary.missing_total:
        reasons["missing"] = summary.missing_total
    counts = ", ".join(f"{reason}: {count}" for reason, count in reasons.items())
    message = f"expected prices, found none that can be kept in {summary.rows_in} rows ({counts})"
    if not rejected:
        return PriceAssetsError(f"{message}; {_IF_MISSING}")
    first = rejected[0]
    found = first.timestamp if "timestamp" in first.reason else first.price
    text = " ".join(("" if found is None else str(found)).split())
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    where = f"{first.source}, row {first.row}" if first.source else f"row {first.row}"
    advice = _ADVICE.get(first.reason, "correct the file")
    return PriceAssetsError(
        f"{message}; the first rejected is {where}: {first.reason} '{shown}'; {advice}"
    )
