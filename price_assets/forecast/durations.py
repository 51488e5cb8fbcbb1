"""Spans of time in microseconds, the unit of all times in this package."""

from __future__ import annotations

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
