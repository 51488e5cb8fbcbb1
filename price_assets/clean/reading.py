"""One source's columns as values: its times and prices, by decisions for the whole source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from price_assets.checkpoints import Doubt

from .amounts.decimal_mark import POINT
from .amounts.numbers import Numbers, read_cells
from .companions import is_companion
from .decide_mark import MarkDecision
from .instants.times import Times
from .looks import Look
from .text_columns import is_missing

if TYPE_CHECKING:
    import numpy as np

    from .amounts.number_cells import NumberCells

_WORDS = {".": "point", ",": "comma", " ": "space or apostrophe"}
_NUMBER = re.compile(r"-?\d(?:[\d.,]*\d)?")
_SOME = 0.05  # of the cells that tell a mark; fewer that tell the other one are slips


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
    conventions, notes, doubts
        As in `Source`.
    """

    missing: np.ndarray[Any, Any]
    no_time: np.ndarray[Any, Any]
    times: Times
    prices: np.ndarray[Any, Any]
    extras: dict[str, np.ndarray[Any, Any]]
    conventions: dict[str, str]
    notes: list[str]
    doubts: list[Doubt]


def read_source(
    look: Look, extras: Sequence[str], decision: MarkDecision, day_first: bool | None = None
) -> Reading:
    """Read the values of one source that was looked at.

    Parameters
    ----------
    look
        The source.
    extras
        Names of the columns to read as numbers.
    decision
        The decimal mark of its prices.
    day_first
        The order of day and month that other files of the same form prove.
    """
    rows, scale = look.rows, look.settings.scale
    numbers = read_cells(look.prices, decision.mark, only=decision.said, decided=decision.decided)
    times = look.times_as_settled(day_first)
    found, notes = {}, []
    doubts = _doubts_about(look, decision)
    if doubts and not decision.decided:
        taken, other = (doubt.partition(" as ")[2] for doubt in (doubts[0].taken, doubts[0].other))
        notes.append(
            f"no price tells the decimal mark: {numbers.doubtful} is read as {taken} and could "
            f"also mean {other}: set decimal"
        )
    for name in extras:
        values, bad = _read_extra(look, name, decision)
        if values is not None:
            found[name] = _scaled(values, scale) if is_companion(name) else values
        elif bad is not None:
            row, cell = rows["row"].iloc[bad], str(rows[name].iloc[bad])[:40]
            notes.append(f"column '{name}' is left out: row {row} has '{cell}', which is no number")
    currency, several = _currency_of(numbers)
    return Reading(
        missing=look.missing,
        no_time=is_missing(rows["timestamp"], look.settings.missing_markers),
        times=times,
        prices=_scaled(numbers.amount, scale),
        extras=found,
        conventions={
            "timestamp": times.convention,
            "price": _describe(look, numbers, decision) + currency,
        },
        notes=[*times.notes, *notes, *several, *_remarks(look.prices, decision)],
        doubts=[*times.doubts, *doubts],
    )


def _scaled(values: np.ndarray[Any, Any], scale: float) -> np.ndarray[Any, Any]:
    """Multiply; for a scale such as 0.01 divide by 100, which is exact more often."""
    parts = round(1 / scale)
    if parts > 1 and scale == 1 / parts:
        return values / parts
    return values if scale == 1 else values * scale


def _read_extra(
    look: Look, name: str, decision: MarkDecision
) -> tuple[np.ndarray[Any, Any] | None, int | None]:
    """Read a column as numbers; None if one of its cells is something else.

    Where most of the others are numbers, the place of the first such cell comes with it.
    """
    import numpy as np

    if name not in look.extras:  # booleans
        return None, None
    cells, missing = look.extras[name]
    mark = decision.mark
    if not decision.said and not is_companion(name):
        mark = cells.votes.mark or mark
    values = read_cells(cells, mark, only=decision.said).amount
    bad = np.flatnonzero(np.isnan(values) & ~missing)
    if len(bad) == 0:
        return values, None
    return None, (int(bad[0]) if len(bad) * 2 < int((~missing).sum()) else None)


def _doubts_about(look: Look, decision: MarkDecision) -> list[Doubt]:
    """Return the doubt that the decimal mark leaves, with what the other mark would give."""
    cell, votes = look.prices.first_open, look.prices.votes
    if cell is None or decision.said:
        return []
    if decision.decided:
        if min(votes.point, votes.comma) <= _SOME * (votes.point + votes.comma):
            return []
    elif look.delimiter == "," and "," not in cell:
        return []  # a comma between fields is hardly one in numbers
    # The currency beside it may have a point of its own.
    found = _NUMBER.search(cell)
    number = found.group() if found else cell
    written, whole = number.replace(",", "."), number.replace(",", "").replace(".", "")
    is_fraction = decision.mark in number
    read, other = (written, whole) if is_fraction else (whole, written)
    return [
        Doubt(
            what="decimal mark",
            taken=f"{cell} as {read}",
            other=f"{cell} as {other}",
            setting="decimal",
            thousandfold=True,
        )
    ]


def _remarks(prices: NumberCells, decision: MarkDecision) -> list[str]:
    """Tell of both marks in one column, and of footnotes that stand with prices."""
    notes = []
    votes = prices.votes
    if votes.contradictory and not decision.said:
        few, many = sorted((votes.point, votes.comma))
        which, other = ("comma", "point") if decision.mark == POINT else ("point", "comma")
        if (decision.mark == POINT) != (votes.point >= votes.comma):
            few, many = many, few
        notes.append(
            f"prices are written in two ways, {many} different ones with a decimal {other} and "
            f"{few} with a decimal {which}: each of these is read by itself"
        )
    if prices.remarks:
        notes.append(f"remarks stand with prices and are left out: {', '.join(prices.remarks)}")
    return notes


def _describe(look: Look, numbers: Numbers, decision: MarkDecision) -> str:
    scale = "" if look.settings.scale == 1 else f", times {look.settings.scale:g}"
    if look.prices.text is None:
        return f"numbers{scale}"
    by = f" {decision.by}" if decision.by and look.prices.first_open is not None else ""
    thousands = f", thousands {_WORDS[numbers.thousands]}" if numbers.thousands else ""
    unit = f", unit {numbers.unit}" if numbers.unit else ""
    return f"decimal {_WORDS[numbers.decimal]}{by}{thousands}{unit}{scale}"


def _currency_of(numbers: Numbers) -> tuple[str, list[str]]:
    currencies = sorted(set(numbers.currency.unique().drop_null().to_pylist()))
    if len(currencies) > 1:
        return "", [f"prices stand in several currencies: {', '.join(currencies)}"]
    return (f", currency {currencies[0]}" if currencies else ""), []
