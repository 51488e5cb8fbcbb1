"""Names for data and fits that change when they do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from price_assets.checkpoints.model_document import Trained

from .panel import Panel


def fingerprint_rows(panel: Panel, number: int, rows: int | None = None) -> str:
    """Fingerprint the first `rows` rows of a symbol, all by default.

    Returns
    -------
    str
        ``sha256:`` and the SHA-256 over the timestamps, a line each, and the prices as
        little-endian doubles, in hexadecimal.
    """
    span = panel.span(number)
    stop = span.stop if rows is None else min(span.start + rows, span.stop)
    lines = "".join([f"{text}\n" for text in panel.texts[span.start : stop]])
    digest = hashlib.sha256(lines.encode())
    digest.update(panel.prices[span.start : stop].astype("<f8").tobytes())
    return f"sha256:{digest.hexdigest()}"


def fingerprint_panel(panel: Panel) -> str:
    """Fingerprint all symbols with their rows."""
    return fingerprint_json(
        [[name, fingerprint_rows(panel, number)] for number, name in enumerate(panel.symbols)]
    )


def changed_symbols(panel: Panel, trained: Trained) -> list[str]:
    """Name the symbols whose first rows are no longer those trained on."""
    numbers = {name: number for number, name in enumerate(panel.symbols)}
    return [
        item.symbol
        for item in trained.symbols
        if item.symbol not in numbers
        or fingerprint_rows(panel, numbers[item.symbol], item.rows) != item.fingerprint
    ]


def fingerprint_json(value: list[Any] | Mapping[str, Any]) -> str:
    """Fingerprint plain JSON data by its canonical text: sorted keys, no spaces, UTF-8."""
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
