"""Tables without names: each column's part by its place and by what holds in every row."""

from __future__ import annotations

from collections.abc import Sequence

from price_assets.checkpoints import Doubt
from price_assets.ingest.errors import NoPricesError

from .bars import are_bid_and_ask, find_bars, rough_numbers, roughness
from .evidence import Evidence
from .price_columns import Price
from .time_columns import Part, Times, with_clock

_SURE = 0.95
_MUCH_SMOOTHER = 3.0
_PRODUCT_WITHIN = 0.01
_CALENDAR = ((1800, 2200), (1, 12), (1, 31), (0, 25))
_WHOLE_DATE = 3
_MS_IN_DAY = 86_400_000
_SECONDS_IN_DAY = 86_400


def is_headerless(evidence: Evidence) -> bool:
    """Tell whether the file gives no names, and nobody else did."""
    return evidence.table.header_rows == [] and all(
        column == f"column_{place}" or column.startswith(f"column_{place}_")
        for place, column in _placed(evidence)
    )


def _placed(evidence: Evidence) -> list[tuple[int, str]]:
    header = evidence.table.header or list(evidence.columns)
    return [(place, c) for place, c in enumerate(header, start=1) if c is not None]


def times_by_position(evidence: Evidence) -> Times | None:
    """Find the time: the first column of dates, with the time of day after it, or of epochs."""
    for column in evidence.columns:
        facts = evidence.facts(column)
        if facts.filled and facts.dates >= _SURE * facts.filled:
            return _with_digits(evidence, with_clock(evidence, column, []))
    epochs = [
        column
        for column in evidence.columns
        if (facts := evidence.facts(column)).filled and facts.epochs >= _SURE * facts.filled
    ]
    if epochs:
        # Trades are numbered, and their numbers may be as large as seconds since 1970.
        times = [column for column in epochs if not _counts_rows(evidence, column)]
        return Times([*times, *epochs][:1], ["moment"])
    return _calendar_by_position(evidence)


def _counts_rows(evidence: Evidence, column: str) -> bool:
    import numpy as np

    steps = np.diff(rough_numbers(evidence.cells[column]))
    return bool(len(steps)) and bool((np.abs(steps) == 1).mean() >= _SURE)


def _calendar_by_position(evidence: Evidence) -> Times | None:
    """Find year, month and day in the first columns, and the hour after them.

    They are known by their range and by their order: no row goes back, or none goes forward.
    """
    import numpy as np

    columns = evidence.columns[: len(_CALENDAR)]
    if len(columns) < _WHOLE_DATE or any(evidence.facts(c).fractions for c in columns[:3]):
        return None
    values = [rough_numbers(evidence.cells[column]) for column in columns]
    fits = [
        len(found) > 1 and bool(((found >= low) & (found <= high) & (found % 1 == 0)).all())
        for found, (low, high) in zip(values, _CALENDAR, strict=False)
    ]
    if not all(fits[:_WHOLE_DATE]):
        return None
    order = values[0] * 10_000 + values[1] * 100 + values[2]
    parts: list[Part] = ["year", "month", "day"]
    if fits[-1] and len(fits) > _WHOLE_DATE:
        hours = order * 100 + values[_WHOLE_DATE]
        if (np.diff(hours) > 0).all() and len(np.unique(order)) < len(order):
            return Times(columns, [*parts, "hour"])
    steps = np.diff(order)
    if not ((steps >= 0).all() or (steps <= 0).all()) or not steps.any():
        return None
    return Times(columns[:_WHOLE_DATE], parts)


def _with_digits(evidence: Evidence, times: Times) -> Times:
    """Add ``0930`` or ``093000`` after a date: of one width, and no minute reaches sixty."""
    after = evidence.columns.index(times.columns[0]) + 1
    if len(times.columns) > 1 or after >= len(evidence.columns):
        return times
    column = evidence.columns[after]
    cells = evidence.cells[column].dropna().astype(str).str.strip()
    clocks = cells.str.fullmatch(r"([01]\d|2[0-3])[0-5]\d([0-5]\d)?")
    if len(cells) and bool(clocks.all()) and cells.str.len().nunique() == 1:
        return Times([*times.columns, column], [*times.parts, "clock"])
    return times


def count_from_midnight(evidence: Evidence) -> Times | None:
    """Find a first column that counts milliseconds or seconds of one day, in order."""
    import numpy as np

    column = evidence.columns[0]
    facts = evidence.facts(column)
    if facts.filled < 2 or facts.numbers < facts.filled:
        return None
    counts = rough_numbers(evidence.cells[column])
    steps = np.diff(counts)
    if np.isnan(counts).any() or (steps < 0).any() or bool((steps == 1).all()):
        return None
    last = float(counts[-1])
    part: Part = "milliseconds" if last >= _SECONDS_IN_DAY else "seconds"
    if last >= _MS_IN_DAY or (part == "seconds" and (facts.fractions == 0 or last < 3600)):
        return None
    return Times([column], [part])


def price_by_position(
    evidence: Evidence, times: Times, candidates: Sequence[str], name: str
) -> Price:
    """Find the price among columns of numbers without names.

    Parameters
    ----------
    evidence
        Of the table.
    times
        Columns of the time; none where only the file's name has a date.
    candidates
        The other columns.
    name
        The file's name, for messages.

    Returns
    -------
    Price
        The one column of numbers; the close of a bar, known by its high and low; the bid of bid
        and ask; the price of price and amount.

    Raises
    ------
    NoPricesError
        If the columns are none of these.
    """
    numeric = [
        c
        for c in candidates
        if evidence.facts(c).a_number
        and evidence.facts(c).is_numeric
        and not evidence.facts(c).booleans
        and not _is_constant_zero(evidence, c)
    ]
    if len(numeric) == 1:
        return Price(
            numeric[0], notes=["no names of columns: the one column of numbers is the price"]
        )
    descending = bool(times.columns) and _descends(evidence, times.columns[0])
    if (bars := find_bars(evidence.cells, numeric, descending=descending)) is not None:
        note = (
            f"no names of columns: '{bars.open}', '{bars.high}', '{bars.low}', '{bars.close}' are "
            "open, high, low and close, because one is the highest and one the lowest in each row"
        )
        doubt = Doubt(
            what="open and close, in a file without names",
            taken=f"close is '{bars.close}'",
            other=f"close is '{bars.open}'",
            setting="column_names",
        )
        return Price(bars.close, notes=[note], doubts=[] if bars.order_is_sure else [doubt])
    if (priced := _times_amount_is_turnover(evidence, numeric)) is not None:
        return priced
    if len(numeric) >= 2 and are_bid_and_ask(evidence.cells, numeric[0], numeric[1]):
        doubt = Doubt(
            what="column of the price",
            taken=f"'{numeric[0]}', a bid",
            other=f"'{numeric[1]}', the ask",
            setting="price_column",
        )
        return Price(numeric[0], doubts=[doubt])
    if times.columns and 2 <= len(numeric) <= 3:
        return _price_and_amount(evidence, numeric)
    raise NoPricesError(
        f"{name}: expected names of columns, or columns that are known without names, such as "
        f"open, high, low and close, found {len(evidence.columns)} columns without names; give "
        "them in column_names"
    )


def constant_code(evidence: Evidence, candidates: Sequence[str]) -> str | None:
    """Find a column with the same code in all rows, as the symbol of a file of ticks."""
    for column in candidates:
        facts = evidence.facts(column)
        if facts.distinct == 1 and facts.codes == facts.filled > 0:
            return column
    return None


def _times_amount_is_turnover(evidence: Evidence, numeric: Sequence[str]) -> Price | None:
    """Find a price, an amount and their product in three neighbouring columns."""
    import numpy as np

    for price, amount, turnover in zip(numeric, numeric[1:], numeric[2:], strict=False):
        one, many, product = (
            rough_numbers(evidence.cells[column]) for column in (price, amount, turnover)
        )
        known = ~(np.isnan(one) | np.isnan(many) | np.isnan(product)) & (product > 0)
        near = np.abs(one * many - product)[known] <= _PRODUCT_WITHIN * product[known]
        if known.sum() < 2 or near.mean() < _SURE or len(np.unique(one[known])) < 2:
            continue
        jumps = [roughness(evidence.cells[column]) for column in (price, amount)]
        if jumps[1] * _MUCH_SMOOTHER < jumps[0]:
            price, amount = amount, price
        note = (
            f"no names of columns: '{price}' is the price, because '{price}' times '{amount}' is "
            f"'{turnover}'"
        )
        return Price(price, notes=[note])
    return None


def _price_and_amount(evidence: Evidence, numeric: Sequence[str]) -> Price:
    jumps = [roughness(evidence.cells[column]) for column in numeric[:2]]
    first, second = numeric[:2]
    taken, other = (first, second) if jumps[0] <= jumps[1] else (second, first)
    sure = max(jumps) > _MUCH_SMOOTHER * min(jumps)
    if not sure:
        taken, other = first, second
    note = f"no names of columns: '{taken}' is the price, '{other}' the amount that was traded"
    doubt = Doubt(
        what="column of the price", taken=f"'{taken}'", other=f"'{other}'", setting="price_column"
    )
    return Price(taken, notes=[note], doubts=[] if sure else [doubt])


def _is_constant_zero(evidence: Evidence, column: str) -> bool:
    """Tell whether a column is 0 throughout, as the volume of a currency is."""
    import numpy as np

    values = rough_numbers(evidence.cells[column])
    return bool((np.nan_to_num(values) == 0).all())


def _descends(evidence: Evidence, column: str) -> bool:
    """Tell whether times go back, by their ends: text and numbers of one width sort alike."""
    cells = evidence.cells[column].dropna().astype(str)
    return len(cells) > 1 and str(cells.iloc[0]) > str(cells.iloc[-1])
