"""JSON-stat, in which Eurostat and other statistics offices answer (https://json-stat.org)."""

from __future__ import annotations

from typing import Any

from .json_nodes import Node, NoTableError, Part


def json_stat_part(root: Node) -> Part | None:
    """Read a JSON-stat dataset as a long table: the code of each dimension, and ``value``.

    Parameters
    ----------
    root
        The document, of version 1 or 2 of JSON-stat.

    Returns
    -------
    Part or None
        None where it is no JSON-stat dataset.

    Raises
    ------
    NoTableError
        If its values do not fit its dimensions.
    """
    data = root.value
    if isinstance(data, dict) and isinstance(data.get("dataset"), dict):
        data = data["dataset"]
    if not isinstance(data, dict) or not isinstance(data.get("dimension"), dict):
        return None
    dimension = data["dimension"]
    names, sizes = (data.get(key, dimension.get(key)) for key in ("id", "size"))
    if not isinstance(names, list) or not isinstance(sizes, list) or "value" not in data:
        return None
    try:
        columns = _columns(data["value"], [_codes(dimension[name]) for name in names], sizes)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise NoTableError(
            "expected JSON-stat whose values fit its dimensions, found others "
            f"({type(error).__name__}: {error}); export the data as CSV"
        ) from error
    return Part(root, "json-by-key", [*names, "value"], columns)


def _columns(values: Any, codes: list[list[str]], sizes: list[int]) -> list[list[Any]]:
    """Write out the cells, which stand with the last dimension running fastest."""
    if [len(of_dimension) for of_dimension in codes] != sizes:
        raise ValueError(f"sizes {sizes}")
    cells = values.items() if isinstance(values, dict) else enumerate(values)
    columns: list[list[Any]] = [[] for _ in [*sizes, 0]]
    for place, value in cells:
        rest = int(place)
        for position in range(len(sizes) - 1, -1, -1):
            rest, code = divmod(rest, sizes[position])
            columns[position].append(codes[position][code])
        if rest:
            raise ValueError(f"place {place}")
        columns[-1].append(value)
    return columns


def _codes(dimension: dict[str, Any]) -> list[str]:
    category = dimension["category"]
    index = category.get("index", category.get("label"))
    if isinstance(index, dict):
        if all(isinstance(place, int) for place in index.values()):
            return sorted(index, key=index.__getitem__)
        return list(index)
    return [str(code) for code in index]
