"""What values and keys of JSON look like: times, numbers, the names of fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from price_assets.ingest.layouts.column_roles import (
    OTHER_NUMBERS,
    PRICE_NAMES,
    SYMBOL_NAMES,
    TIMESTAMP_NAMES,
    plain_name,
    words,
)
from price_assets.ingest.rows.cell_kinds import DAYS, NUMBERS, Kind, kind_of

_SAMPLE = 40
_EPOCH_TEXT = re.compile(r"-?\d{9,10}(\.\d+)?|\d{12,13}(\.\d+)?|\d{15,16}|\d{18,19}")
_DECIMAL = re.compile(r"[-+]?\d+[.,]\d+")  # 1570.52 is a price, not a month
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.{0,24})?$")  # most are; the fast way
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_POSITION = re.compile(r"0|[1-9]\d{0,8}")
_TIME_WORDS = frozenset({"time", "date", "timestamp", "updated", "datetime", "ts"})
_FIRST_EPOCH, _LAST_EPOCH = 0.5e9, 4.2e9  # seconds: 1985 to 2103
_EPOCH_UNITS = (1, 10**3, 10**6, 10**9)
# Keys under which APIs put their rows: they name no symbol.
_CONTAINERS = words(
    """data dataset result response record row item value point rate series history
    historical candle kline bar ohlc ohlcv quote observation entry entries body content
    document payload output list table page chart graph indicator tick trade timeserie
    spark day today daily weekly monthly hourly intraday price market feed object"""
) | {"time serie", "conversion rate", "exchange rate"}


def is_container_name(name: str) -> bool:
    """Tell whether a key is one under which rows stand, and no name of a symbol."""
    bare = plain_name(name)
    return bare in _CONTAINERS or bare.removesuffix("s") in _CONTAINERS


def is_time_name(name: str) -> bool:
    """Tell whether a key is a usual name of times."""
    return plain_name(name) in TIMESTAMP_NAMES


def is_price_name(name: str) -> bool:
    """Tell whether a key, in the singular or the plural, is a usual name of prices."""
    bare = plain_name(name)
    return bare in PRICE_NAMES or bare.removesuffix("s") in PRICE_NAMES


def is_other_number_name(name: str) -> bool:
    """Tell whether a key is a usual name of numbers that are no price."""
    bare = plain_name(name)
    return bare in OTHER_NUMBERS or bare.removesuffix("s") in OTHER_NUMBERS


def has_time_word(name: str) -> bool:
    """Tell whether a word of a key says that a time stands there: ``last_updated_at``."""
    return bool(_TIME_WORDS & set(plain_name(name).split()))


def is_symbol_name(name: str) -> bool:
    """Tell whether a key is a usual name of symbols."""
    return plain_name(name) in SYMBOL_NAMES


def is_time_text(cell: object) -> bool:
    """Tell whether a cell is a date or a date with a time of day, as text."""
    if not isinstance(cell, str) or _DECIMAL.fullmatch(cell):
        return False
    if _ISO_DATE.match(cell):
        return True
    return kind_of(cell) in DAYS


def are_times(keys: Sequence[str]) -> bool:
    """Tell whether all keys are dates, epoch numbers or years."""
    if not keys:
        return False
    return all(is_time_text(k) or _EPOCH_TEXT.fullmatch(k) for k in keys) or all(
        _YEAR.fullmatch(key) for key in keys
    )


def are_positions(keys: Sequence[str]) -> bool:
    """Tell whether keys are 0, 1, 2 and so on, which say no more than their order."""
    return all(key == str(position) for position, key in enumerate(keys))


def are_integers(keys: Sequence[str]) -> bool:
    """Tell whether keys are integers as an index has them."""
    return all(_POSITION.fullmatch(key) for key in keys)


def is_number(cell: object) -> bool:
    """Tell whether a cell is a number, as such or as text."""
    if isinstance(cell, str):
        return bool(_DECIMAL.fullmatch(cell)) or kind_of(cell) in NUMBERS
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def is_number_column(values: Sequence[Any]) -> bool:
    """Tell whether more than half of the cells that say something are numbers."""
    cells = [cell for cell in _sample(values) if not _is_marker(cell)]
    return sum(map(is_number, cells)) * 2 > len(cells)


def is_plain(value: object) -> bool:
    """Tell whether a value holds no others, as arrays and objects do."""
    return not isinstance(value, dict | list)


def is_plain_list(value: object) -> bool:
    """Tell whether a value is an array of plain ones."""
    return isinstance(value, list) and all(map(is_plain, value))


def are_records(values: Sequence[Any]) -> bool:
    """Tell whether there are values, and all of them objects that are not empty."""
    return bool(values) and all(isinstance(value, dict) and value for value in values)


def types_of(values: Iterable[Any]) -> set[type]:
    """Return the types of the values that are not null."""
    return set(map(type, values)) - {type(None)}


def _is_marker(cell: object) -> bool:
    return isinstance(cell, str) and kind_of(cell) is Kind.MARKER


def is_time_column(name: str, values: Sequence[Any], *, first: bool = False) -> bool:
    """Tell whether a column holds times.

    Parameters
    ----------
    name
        Its name: numbers under a usual name of times are believed more easily.
    values
        Its cells.
    first
        Whether it is the first column of rows without names, where APIs have the time.
    """
    cells = _sample(values)
    if not cells:
        return False
    if sum(map(is_time_text, cells)) * 2 > len(cells):
        return True
    numbers = [number for cell in cells if (number := _epoch_number(cell)) is not None]
    if len(numbers) < len(cells):
        return False
    if is_time_name(name) and plain_name(name) != "data":  # Italian for a date, English for all
        years = len(plain_name(name)) > 1
        return all(abs(n) > 1e6 or (years and 1500 <= n < 2200 and n == int(n)) for n in numbers)
    if has_time_word(name):
        return _are_epochs(numbers)
    in_order = len(numbers) > 1 and (
        all(a < b for a, b in pairwise(numbers)) or all(a > b for a, b in pairwise(numbers))
    )
    return _are_epochs(numbers) and (in_order or first)


def _epoch_number(cell: object) -> float | None:
    if isinstance(cell, str):
        is_whole = _EPOCH_TEXT.fullmatch(cell) or _YEAR.fullmatch(cell)
        return float(cell) if is_whole else None
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def _are_epochs(numbers: Sequence[float]) -> bool:
    return any(
        all(_FIRST_EPOCH * unit <= number < _LAST_EPOCH * unit for number in numbers)
        for unit in _EPOCH_UNITS
    )


def _sample(values: Sequence[Any]) -> list[Any]:
    """Take some cells that say something from everywhere in a column."""
    step = max(1, len(values) // _SAMPLE)
    return [cell for cell in values[::step] if cell is not None and cell != ""]
