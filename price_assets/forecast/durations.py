"""Spans of time in microseconds, the unit of all times in this package."""

from __future__ import annotations

HOUR = 3_600_000_000
DAY = 24 * HOUR
