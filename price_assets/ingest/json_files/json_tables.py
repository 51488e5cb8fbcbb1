"""JSON to tables: of any form in which people and the APIs of markets write prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.table import Table, numbered, unique_names
from price_assets.ingest.texts.text import Text

from .json_cells import json_column
from .json_choice import (
    choose,
    has_times,
    joined_pairs,
    price_columns,
    with_symbols,
    with_time_beside,
)
from .json_nodes import Node, NoTableError, Part
from .json_record import record_part
from .json_sdmx import sdmx_part
from .json_stat import json_stat_part
from .json_symbols import said_beside
from .json_text import EXPECTED, looks_like_json, parse_json
from .json_walk import find_parts

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["looks_like_json", "read_json"]

_MOST_TABLES = 10_000
_MOST_NAMED = 8


def read_json(text: Text, name: str) -> list[Table]:
    """Read the tables of prices in a JSON text.

    The document is searched for the shapes that tables have in JSON: records, arrays, columns,
    values and records by date or by symbol, at any depth. Of several tables the one with the best
    evidence of prices is taken, with all that are built as it is; the notes name the others.

    Parameters
    ----------
    text
        The file's text.
    name
        The file's name, for messages.

    Returns
    -------
    list[Table]
        At least one. Nested records are columns with dotted names; arrays within records are JSON
        text. A table of a document with several, or whose place names its symbol, has its path as
        `sheet`.

    Raises
    ------
    PriceFileError
        If it is no valid JSON, or holds no table.
    """
    document = parse_json(text.content, name)
    try:
        _refuse_no_table(document.value)
        tables = _tables(Node(document.value), several=document.several)
    except NoTableError as error:
        raise PriceFileError(f"{name}: {error}") from error
    except RecursionError as error:
        raise PriceFileError(f"{name}: {EXPECTED}, found JSON nested too deeply") from error
    return [
        _table(part, symbol, sheet, text, [*document.notes, *notes])
        for part, symbol, sheet, notes in tables
    ]


def _refuse_no_table(value: Any) -> None:
    if isinstance(value, dict) and value.get("type") == "FeatureCollection":
        raise NoTableError(
            f"{EXPECTED}, found GeoJSON, which describes places; export the table of their prices"
        )
    if isinstance(value, list):
        for number, item in enumerate(value, start=1):
            if item is not None and not isinstance(item, dict | list):
                raise NoTableError(
                    f"{EXPECTED}, found '{str(item)[:40]}' as item {number}; give each record as "
                    "an object or an array"
                )
    elif not isinstance(value, dict):
        raise NoTableError(f"{EXPECTED}, found {type(value).__name__} alone")


def _tables(root: Node, *, several: bool) -> list[tuple[Part, str | None, str | None, list[str]]]:
    standard = sdmx_part(root) or json_stat_part(root)
    if standard is not None:
        return [(standard, None, None, [])]
    parts, objects = find_parts(root, several=several)
    found = [with_time_beside(part) for part in joined_pairs(parts)]
    if not any(has_times(part) and price_columns(part) for part in found):
        single = record_part(objects, root)
        found = [with_time_beside(single), *found] if single is not None else found
    if not found:
        raise _nothing_found(root)
    taken = with_symbols(choose(found))
    if len(taken) > _MOST_TABLES:
        raise NoTableError(
            f"{EXPECTED}, found {len(taken)} tables in one document; split it by symbol"
        )
    others = _left_over(found, {id(member) for table in taken for member in table.members})
    return [
        (t.part, t.symbol, _sheet(t.part, t.symbol, len(taken)), [*_beside(t.part), *others])
        for t in taken
    ]


def _sheet(part: Part, symbol: str | None, count: int) -> str | None:
    names_it = symbol is not None and symbol in map(str, part.node.steps)
    return part.node.path or None if count > 1 or names_it else None


def _beside(part: Part) -> list[str]:
    said = said_beside(part)
    return [f"beside the table stands: {'; '.join(said)}"] if said else []


def _left_over(found: list[Part], taken: set[int]) -> list[str]:
    """Name the tables that are not read."""
    rows = {
        part.node.path: part.row_count
        for part in found
        if id(part) not in taken and (has_times(part) or price_columns(part))
    }
    if not rows:
        return []
    some = [f"'{path}' ({count} rows)" for path, count in list(rows.items())[:_MOST_NAMED]]
    more = f" and {len(rows) - _MOST_NAMED} more" if len(rows) > _MOST_NAMED else ""
    return [f"other tables in the document are not read: {', '.join(some)}{more}"]


def _nothing_found(root: Node) -> NoTableError:
    if root.value in ([], {}):
        what = "an empty array" if root.value == [] else "an object without any key"
        return NoTableError(
            f"{EXPECTED}, found {what}: the file has no records; export it again or remove it"
        )
    keys = list(root.value) if isinstance(root.value, dict) else []
    some = ", ".join(f"'{str(key)[:40]}'" for key in keys[:5])
    more = f" and {len(keys) - 5} more" if len(keys) > 5 else ""
    what = f"an object with the keys {some}{more}" if keys else "an array"
    return NoTableError(
        f"{EXPECTED}, found {what} and no table in it; give each record as an object with the "
        "names of its values"
    )


def _table(
    part: Part, symbol: str | None, sheet: str | None, text: Text, notes: list[str]
) -> Table:
    names, renamed = unique_names(part.names)
    return Table(
        cells=_frame(names, part.columns, part.row_count),
        rows=numbered(part.row_count),
        format=part.form,
        header=list(names),
        header_rows=part.header_rows,
        sheet=sheet,
        symbol=symbol,
        encoding=text.encoding,
        notes=[*text.notes, *renamed, *part.notes, *notes],
    )


def _frame(names: list[str], columns: list[list[Any]], count: int) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {name: json_column(values) for name, values in zip(names, columns, strict=True)},
        index=pd.RangeIndex(count),
    )
