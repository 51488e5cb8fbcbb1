"""A document that is one record: the answer of an API about one moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from price_assets.checkpoints import Format

from .json_kinds import is_number, is_time_column
from .json_nodes import Node, Part
from .json_records import Columns, record_columns
from .json_symbols import time_beside

_MOST_OBJECTS = 1000


def record_part(objects: Sequence[Node], root: Node) -> Part | None:
    """Read the best of the objects in a document as a table of one row.

    Parameters
    ----------
    objects
        The objects that are no part of a table.
    root
        The document.

    Returns
    -------
    Part or None
        Numbers by their keys, such as rates by currency, of which the time stands beside them;
        else the record with a time and the most numbers; else the one with the most numbers.
        None where no object holds a number.
    """
    found: list[tuple[tuple[bool, bool, int], Part]] = []
    for node in objects[:_MOST_OBJECTS]:
        plain = {key: v for key, v in node.value.items() if not isinstance(v, dict | list)}
        by_key = bool(plain) and all(map(is_number, plain.values())) and node is not root
        is_whole = not by_key and not any(other.parent is node for other in objects)
        columns = record_columns([node.value if is_whole else plain], node)
        times = [name for name, values in columns if is_time_column(name, values)]
        numbers = sum(is_number(values[0]) for name, values in columns if name not in times)
        if not numbers:
            continue
        part = _part(node, columns, root)
        if by_key and not times and time_beside(part) is not None:
            found.append(((True, False, numbers), replace(part, form="json-by-key")))
        else:
            found.append(((False, bool(times), numbers), part))
    return max(found, key=lambda item: item[0])[1] if found else None


def _part(node: Node, columns: Columns, root: Node) -> Part:
    form: Format = "json-lines" if node is root else "json-records"
    return Part(node, form, [name for name, _ in columns], [values for _, values in columns])
