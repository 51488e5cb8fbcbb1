"""A file in a publisher's form and what a reading of it must find; and figures to fill it with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

Spot = tuple[str, str, float]
"""Time, symbol (``*`` for any; ``a|b`` for one that contains both) and price."""


@dataclass(frozen=True)
class Case:
    """What is known of one file.

    Attributes
    ----------
    name
        The file's name, ending included.
    content
        Text, or the bytes of a file that is no UTF-8 text.
    kept
        Observations with a time, a symbol and a price, before duplicates are resolved.
    missing
        Prices that the file leaves empty or marks as missing.
    rejected
        Observations that cannot be read.
    symbols
        Different symbols that have a price.
    spots
        Some observations that must be there.
    refused
        What the one line of a refusal must hold, for a file that must not be read.
    """

    name: str
    content: str | bytes
    kept: int = 0
    missing: int = 0
    rejected: int = 0
    symbols: int = 1
    spots: Sequence[Spot] = ()
    refused: str | None = None


@dataclass(frozen=True)
class Bar:
    """A day's or an hour's made-up prices; high is never below open and close, nor low above."""

    time: datetime
    open: float
    high: float
    low: float
    close: float
    volume: int

    @property
    def seconds(self) -> int:
        """Seconds since 1970, the time taken as UTC."""
        return int(self.time.replace(tzinfo=UTC).timestamp())

    def date(self, form: str = "%Y-%m-%d") -> str:
        return self.time.strftime(form)


def bars(
    count: int = 12,
    base: float = 100.0,
    *,
    start: str = "2020-01-02",
    step: timedelta = timedelta(days=1),
    digits: int = 2,
) -> list[Bar]:
    """Make bars with prices around a base, weekends left out where the step is a day."""
    found: list[Bar] = []
    time = datetime.fromisoformat(start)
    before = base
    at = 0
    while len(found) < count:
        if step != timedelta(days=1) or time.weekday() < 5:
            close = round(base * (1 + ((at * 37) % 23 - 11) / 400), digits)
            found.append(
                Bar(
                    time,
                    round(before, digits),
                    round(max(before, close) * 1.004, digits),
                    round(min(before, close) * 0.996, digits),
                    close,
                    10_000 + 731 * ((at * 17) % 29),
                )
            )
            before = close
            at += 1
        time += step
    return found


def lines(*parts: str | Sequence[str], end: str = "\n") -> str:
    """Join lines and lists of lines to a text."""
    found: list[str] = []
    for part in parts:
        found.extend([part] if isinstance(part, str) else part)
    return "".join(line + end for line in found)


def comma(number: float, digits: int = 2, thousands: str = ".") -> str:
    """Write a number as most of Europe does."""
    return f"{number:,.{digits}f}".replace(",", "_").replace(".", ",").replace("_", thousands)


def spots(found: Sequence[Bar], symbol: str = "*", form: str = "%Y-%m-%dT%H:%M:%S") -> list[Spot]:
    """Take the first, the middle and the last bar's close."""
    some = (found[0], found[len(found) // 2], found[-1])
    return [(bar.date(form), symbol, bar.close) for bar in some]
