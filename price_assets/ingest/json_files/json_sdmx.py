"""SDMX-JSON, in which central banks and statistics offices answer.

Source: SDMX-JSON Data Message Format 1.0 and 2.0 (https://github.com/sdmx-twg/sdmx-json). Keys such
as ``0:1:0`` are positions in the lists of values of the dimensions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .json_nodes import Node, NoTableError, Part

VALUE_NAME = "OBS_VALUE"


def sdmx_part(root: Node) -> Part | None:
    """Read an SDMX-JSON message as a long table: the dimensions, and ``OBS_VALUE``.

    Parameters
    ----------
    root
        The document.

    Returns
    -------
    Part or None
        None where it is no SDMX-JSON.

    Raises
    ------
    NoTableError
        If the keys of its values do not fit its dimensions.
    """
    message = root.value
    if isinstance(message, dict) and isinstance(message.get("data"), dict):
        message = message["data"]
    if not isinstance(message, dict) or not isinstance(message.get("dataSets"), list):
        return None
    structures = message.get("structures") or [message.get("structure")]
    try:
        rows: list[list[Any]] = []
        names: list[str] = []
        for data_set in message["dataSets"]:
            dimensions = structures[data_set.get("structure", 0)]["dimensions"]
            names = [d["id"] for level in _LEVELS for d in dimensions.get(level, [])]
            rows += _rows(data_set, dimensions)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise NoTableError(
            "expected SDMX-JSON whose values stand under keys of its dimensions, found others "
            f"({type(error).__name__}: {error}); export the data as SDMX-CSV"
        ) from error
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in [*names, ""]]
    return Part(root, "json-by-key", [*names, VALUE_NAME], columns)


_LEVELS = ("dataSet", "series", "observation")


def _rows(data_set: dict[str, Any], dimensions: dict[str, Any]) -> Iterator[list[Any]]:
    whole = [d["values"][0]["id"] for d in dimensions.get("dataSet", [])]
    series = data_set.get("series") or {"": data_set}
    for key, item in series.items():
        above = [*whole, *_codes(key, dimensions.get("series", []))]
        for place, values in (item.get("observations") or {}).items():
            codes = _codes(place, dimensions.get("observation", []))
            yield [*above, *codes, values[0] if isinstance(values, list) and values else None]


def _codes(key: str, dimensions: list[dict[str, Any]]) -> list[str]:
    positions = [int(position) for position in key.split(":")] if key else []
    if len(positions) != len(dimensions):
        raise ValueError(f"'{key}' for {len(dimensions)} dimensions")
    return [
        _code(dimension["values"][position])
        for dimension, position in zip(dimensions, positions, strict=True)
    ]


def _code(value: dict[str, Any]) -> str:
    return str(value["id"] if "id" in value else value["value"])
