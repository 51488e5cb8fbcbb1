"""One source's columns as values: its times and prices, by decisions for the whole source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .dates import Times, read_times
from .numbers import Numbers, read_numbers
from .settings import CleanSettings, DecimalMark
from .text_columns import is_missing, to_arrow_text

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


def read_source(
    rows: pd.DataFrame,
    extras: Sequence[str],
    settings: CleanSettings,
    delimiter: str | None = None,
) -> Reading:
    """Read the values of one source.

    Parameters
    ----------
    rows
        The source's rows of the raw table.
    extras
        Names of the columns to try as numbers.
    settings
        What a person said about them.
    delimiter
        What stands between the fields of the source, if it is delimited text. Programs write a
        semicolon where the comma is the decimal mark.
    """
    markers = settings.missing_markers
    missing = is_missing(rows["price"], markers)
    decimal = _MARKS[settings.decimal] if settings.decimal else None
    prices = _without(rows["price"], missing)
    numbers = read_numbers(prices, decimal, _usual_mark(prices, delimiter))
    times = read_times(rows["timestamp"], settings.day_first)
    found, notes = {}, _doubt_about(numbers, delimiter)
    for name in extras:
        values, bad = _read_extra(rows[name], markers, decimal, numbers.decimal)
        if values is not None:
            found[name] = values
        elif bad is not None:
            row, cell = rows["row"].iloc[bad], str(rows[name].iloc[bad])[:40]
            notes.append(f"column '{name}' is left out: row {row} has '{cell}', which is no number")
    currency, mixed = _currency_of(numbers)
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
        notes=[*times.notes, *notes, *mixed],
    )


def _usual_mark(prices: pd.Series, delimiter: str | None) -> str | None:
    """Return the comma where a file has semicolons between fields, and commas in its prices.

    Where the prices have points alone, the point is the likelier mark there too.
    """
    import pyarrow.compute as pc

    if delimiter != ";" or prices.dtype.kind in "iufb":
        return None
    return "," if pc.any(pc.match_substring(to_arrow_text(prices), ",")).as_py() else None


def _without(column: pd.Series, missing: np.ndarray[Any, Any]) -> pd.Series:
    return column.mask(missing) if missing.any() else column


def _read_extra(
    column: pd.Series, markers: Sequence[str], decimal: str | None, of_prices: str
) -> tuple[np.ndarray[Any, Any] | None, int | None]:
    """Read a column as numbers; None if one of its cells is something else.

    Where most of the others are numbers, the place of the first such cell comes with it.
    """
    import numpy as np

    if column.dtype.kind == "b":
        return None, None
    missing = is_missing(column, markers)
    values = read_numbers(_without(column, missing), decimal, fallback=of_prices).amount
    bad = np.flatnonzero(np.isnan(values) & ~missing)
    if len(bad) == 0:
        return values, None
    return None, (int(bad[0]) if len(bad) * 2 < int((~missing).sum()) else None)


def _doubt_about(numbers: Numbers, delimiter: str | None) -> list[str]:
    """Say that the decimal mark was not found by evidence, and what the other would give."""
    cell = numbers.doubtful
    if numbers.decided or cell is None:
        return []
    if delimiter == "," and "," not in cell:  # a comma between fields is hardly one in numbers
        return []
    written = cell.replace(",", ".")
    whole = cell.replace(",", "").replace(".", "")
    is_fraction = numbers.decimal in cell
    read, other = (written, whole) if is_fraction else (whole, written)
    return [
        f"no price tells the decimal mark: {cell} is read as {read} and could also mean {other}: "
        "set decimal"
    ]


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
