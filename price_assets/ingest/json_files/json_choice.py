"""Which of the tables in a document hold its prices, and which symbol each of them is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from .json_kinds import (
    is_number_column,
    is_other_number_name,
    is_price_name,
    is_symbol_name,
    is_time_column,
    is_time_name,
    is_time_text,
)
from .json_nodes import Node, Part
from .json_symbols import symbol_beside, symbol_of_key, time_beside

_BETTER = 8
"""How many times the rows outweigh one step of better evidence that prices stand in a table."""


def time_columns(part: Part) -> list[str]:
    """Return the names of the columns that hold times."""
    bare = part.header_rows == []
    return [
        name
        for position, (name, values) in enumerate(zip(part.names, part.columns, strict=True))
        if is_time_column(name, values, first=bare and position == 0)
    ]


def has_times(part: Part) -> bool:
    """Tell whether a table has a column of times."""
    return bool(time_columns(part))


def price_columns(part: Part) -> list[str]:
    """Return the names of the columns of numbers that are no times."""
    times = time_columns(part)
    return [
        name
        for name, values in zip(part.names, part.columns, strict=True)
        if name not in times and any(v is not None for v in values) and is_number_column(values)
    ]


def joined_pairs(parts: list[Part]) -> list[Part]:
    """Join series of times and values that stand side by side and have the same times.

    Series of the fields of one symbol, as ``prices`` and ``market_caps``, are joined where their
    times differ too; series of several symbols then stay tables of their own.
    """
    groups: dict[tuple[int, int], list[Part]] = {}
    for part in parts:
        together = id(part.node.parent) if _is_pair(part) else id(part)
        groups.setdefault((together, 0 if _is_pair(part) else 1), []).append(part)
    return [joined for group in groups.values() for joined in _joined(group)]


def _is_pair(part: Part) -> bool:
    holder = part.node.parent
    return (
        part.header_rows == []
        and len(part.columns) == 2
        and holder is not None
        and isinstance(holder.value, dict)
        and has_times(part)
        and all(isinstance(time, str | int | float) for time in part.columns[0])
        and len(set(part.columns[0])) == part.row_count
    )


def _joined(group: list[Part]) -> list[Part]:
    first = group[0]
    if len(group) == 1 or first.node.parent is None:
        return group
    names = [str(part.node.key) for part in group]
    same = all(part.columns[0] == first.columns[0] for part in group)
    if not same and not any(map(is_price_name, names)):
        return group
    times = list(dict.fromkeys(time for part in group for time in part.columns[0]))
    if not same and all(isinstance(time, int | float) for time in times):
        times.sort()
    columns: list[list[Any]] = [times]
    for part in group:
        values = dict(zip(*part.columns, strict=True))
        columns.append([values.get(time) for time in times])
    return [Part(first.node.parent, first.form, ["time", *names], columns)]


def with_time_beside(part: Part) -> Part:
    """Give a table without times the time that the document names for all of it, if it does."""
    if has_times(part) or not part.row_count or not price_columns(part):
        return part
    found = time_beside(part)
    if found is None:
        return part
    name, time = found
    header_rows = [[name, *row] for row in part.header_rows] if part.header_rows else None
    return replace(
        part,
        names=[name, *part.names],
        columns=[[time] * part.row_count, *part.columns],
        header_rows=header_rows,
        notes=[*part.notes, f"the time of all rows is {name!r}, which stands beside the table"],
    )


def choose(parts: Sequence[Part]) -> list[Part]:
    """Choose the tables that hold the prices of a document.

    Parameters
    ----------
    parts
        All tables found; at least one.

    Returns
    -------
    list[Part]
        The best one by its rows, its times and its names, and all that are built as it is.
    """
    weights = [_weight(part) for part in parts]
    best = parts[weights.index(max(weights))]
    return [part for part in parts if part is best or _are_alike(part, best)]


def _weight(part: Part) -> tuple[bool, int]:
    times, prices = time_columns(part), price_columns(part)
    by_name = any(map(is_price_name, prices))
    unknown = any(not is_other_number_name(name) for name in prices)
    evidence = 2 if by_name or (part.header_rows == [] and prices) else int(unknown)
    surely = any(is_time_name(name) or _is_text(part, name) for name in times)
    evidence += surely or part.header_rows == []
    return bool(times and prices), (part.row_count + 1) * _BETTER**evidence


def _is_text(part: Part, name: str) -> bool:
    return any(is_time_text(cell) for cell in part.columns[part.names.index(name)][:3])


def _are_alike(part: Part, best: Part) -> bool:
    if part.form != best.form or len(part.node.steps) != len(best.node.steps):
        return False
    if has_times(part) != has_times(best) or bool(part.header_rows) != bool(best.header_rows):
        return False
    if part.header_rows == []:
        return len(part.names) == len(best.names)
    names, others = _comparable(part), _comparable(best)
    return len(names & others) * 2 >= len(names | others)


def _comparable(part: Part) -> set[str]:
    """Return the names of the columns; a series by date is called as what it stands under."""
    return {"value" if name == part.node.key else name for name in part.names}


@dataclass(frozen=True, eq=False)
class Chosen:
    """A table of prices.

    Attributes
    ----------
    part
        The table.
    symbol
        The symbol that the document names for it; None where a column does, or nothing.
    members
        The parts of the document that it is put together of.
    """

    part: Part
    symbol: str | None
    members: list[Part]


def with_symbols(parts: list[Part]) -> list[Chosen]:
    """Find the symbol of each table, and put tables of the same symbol or of none together.

    Parameters
    ----------
    parts
        Tables that are built alike.

    Returns
    -------
    list[Chosen]
        Parts that stand in one array, such as the pages of an answer, are one table unless their
        symbols differ. Of the parts for one symbol that stand under different keys (``history``
        and ``intraday``, ``bid`` and ``ask``) only the best is kept.
    """
    fork = _fork(parts)
    named = [(part, _symbol_of(part, fork)) for part in parts]
    if any(symbol is not None for _, symbol in named):
        named = [
            (part, symbol) for part, symbol in named if symbol is not None or _names_symbols(part)
        ]
    groups: dict[tuple[object, ...], list[tuple[Part, str | None]]] = {}
    for part, symbol in named:
        above = tuple(key for key in part.node.steps if isinstance(key, str))
        key = (symbol, tuple(part.names), part.header_rows == [], above)
        groups.setdefault(key, []).append((part, symbol))
    best: dict[object, Chosen] = {}
    for told_by, group in groups.items():
        members, symbol = [part for part, _ in group], group[0][1]
        chosen = Chosen(_put_together(members), symbol, members)
        only: object = told_by if _names_symbols(chosen.part) else symbol
        if only not in best or _rank(chosen.part) > _rank(best[only].part):
            best[only] = chosen
    if len(best) > 1:
        return list(best.values())
    [only_one] = best.values()
    return [replace(only_one, symbol=only_one.symbol or _symbol_of(only_one.part, None))]


def _names_symbols(part: Part) -> bool:
    return any(map(is_symbol_name, part.names))


def _symbol_of(part: Part, fork: Node | None) -> str | None:
    """Find the symbol of a table: below the fork from the other tables, or anywhere."""
    if _names_symbols(part):
        return None
    above = list(part.node.upwards())
    if fork is None or fork is part.node:
        return symbol_beside(part, above[-1])
    inner = [place for place in above if _is_below(place, fork)]
    return symbol_beside(part, inner[-1]) or symbol_of_key(part.node, fork)


def _is_below(node: Node, top: Node) -> bool:
    return node is not top and any(place is top for place in node.upwards())


def _fork(parts: list[Part]) -> Node:
    """Return the lowest object or array that holds all tables."""
    shared = list(parts[0].node.upwards())
    for part in parts[1:]:
        above = {id(node.value) for node in part.node.upwards()}
        shared = [node for node in shared if id(node.value) in above]
    return shared[0]


def _put_together(parts: list[Part]) -> Part:
    first = parts[0]
    if len(parts) == 1:
        return first
    columns = [
        [cell for part in parts for cell in part.columns[position]]
        for position in range(len(first.columns))
    ]
    note = f"{len(parts)} tables, from '{first.node.path}' on, are read as one"
    return replace(first, columns=columns, notes=[*first.notes, note])


def _rank(part: Part) -> tuple[bool, int]:
    key = part.node.key
    return isinstance(key, str) and is_price_name(key), part.row_count
