"""One source's columns as values: its times and prices, by decisions for the whole source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .dates import Times, read_times
from .numbers import Numbers, read_numbers
from .settings import CleanSettings, DecimalMark
from .text_columns import is_missing

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_MARKS = {DecimalMark.POINT: ".", DecimalMark.COMMA: ","}
_WORDS = {".": "point", ",": "comma", " ": "space or apostrophe"}


@dataclass(frozen=True)
class Reading:
    """What the rows of one source say.

    Attributes
    ----------
    missing
        dtype ``bool``: the source marks the price as missing.
    no_time
        dtype ``bool``: there is nothing where the time should stand.
    times
        The times; NaT where unreadable.
    prices
        dtype ``float64``; NaN where missing or unreadable.
    extras
        By name, the columns in which every cell that says something is a number.
    conventions, notes
        As in `Source`.
    """

    missing: np.ndarray[Any, Any]
    no_time: np.ndarray[Any, Any]
    times: Times
    prices: np.ndarray[Any, Any]
    extras: dict[str, np.ndarray[Any, Any]]
    conventions: dict[str, str]
    notes: list[str]


def read_source(rows: pd.DataFrame, extras: Sequence[str], settings: CleanSettings) -> Reading:
    """Read the values of one source.

    Parameters
    ----------
    rows
        The source's rows of the raw table.
    extras
        Names of the columns to try as numbers.
    settings
        What a person said about them.
    """
    markers = settings.missing_markers
    missing = is_missing(rows["price"], markers)
    decimal = _MARKS[settings.decimal] if settings.decimal else None
    numbers = read_numbers(_without(rows["price"], missing), decimal)
    times = read_times(rows["timestamp"], settings.day_first)
    found = {}
    for name in extras:
        values = _read_extra(rows[name], markers, decimal, numbers.decimal)
        if values is not None:
            found[name] = values
    currency, notes = _currency_of(numbers)
    return Reading(
        missing=missing,
        no_time=is_missing(rows["timestamp"], markers),
        times=times,
        prices=numbers.amount,
        extras=found,
        conventions={
            "timestamp": times.convention,
            "price": _describe(rows["price"], numbers) + currency,
        },
        notes=[*times.notes, *notes],
    )


def _without(column: pd.Series, missing: np.ndarray[Any, Any]) -> pd.Series:
    return column.mask(missing) if missing.any() else column


def _read_extra(
    column: pd.Series, markers: Sequence[str], decimal: str | None, of_prices: str
) -> np.ndarray[Any, Any] | None:
    """Read a column as numbers; None if one of its cells is something else."""
    import numpy as np

    if column.dtype.kind == "b":
        return None
    missing = is_missing(column, markers)
    values = read_numbers(_without(column, missing), decimal, fallback=of_prices).amount
    return None if (np.isnan(values) & ~missing).any() else values


def _describe(column: pd.Series, numbers: Numbers) -> str:
    if column.dtype.kind in "iuf":
        return "numbers"
    thousands = f", thousands {_WORDS[numbers.thousands]}" if numbers.thousands else ""
    return f"decimal {_WORDS[numbers.decimal]}{thousands}"


def _currency_of(numbers: Numbers) -> tuple[str, list[str]]:
    currencies = sorted(set(numbers.currency.unique().drop_null().to_pylist()))
    if len(currencies) > 1:
        return "", [f"prices stand in several currencies: {', '.join(currencies)}"]
    return (f", currency {currencies[0]}" if currencies else ""), []
