"""The places in a JSON document, and the tables that are found in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from price_assets.checkpoints import Format


@dataclass(frozen=True, eq=False)
class Node:
    """One value of a document and where it stands.

    Attributes
    ----------
    value
        The value.
    key
        Its key in the object, or its position in the array, that holds it; None for the document.
    parent
        The object or array that holds it.
    """

    value: Any
    key: str | int | None = None
    parent: Node | None = None

    def child(self, key: str | int) -> Node:
        """Return the value under a key or at a position."""
        return Node(self.value[key], key, self)

    def children(self) -> list[Node]:
        """Return the objects and arrays within, in their order."""
        pairs = self.value.items() if isinstance(self.value, dict) else enumerate(self.value)
        return [Node(item, key, self) for key, item in pairs if isinstance(item, dict | list)]

    def upwards(self) -> Iterator[Node]:
        """Yield this node, the one that holds it, and so on up to the document."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    @property
    def steps(self) -> list[str | int]:
        """Return the keys and positions from the document down to here."""
        return [node.key for node in self.upwards() if node.key is not None][::-1]

    @property
    def path(self) -> str:
        """The keys as people write them: ``result.XXBTZUSD``, ``series[0].data``."""
        text = ""
        for key in self.steps:
            text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
        return text

    @property
    def place(self) -> str:
        """The path as a part of a sentence; nothing for the document itself."""
        return f" in '{self.path}'" if self.path else ""


class NoTableError(Exception):
    """A document is no table of prices; the message says what was expected, without the file."""


@dataclass(frozen=True, eq=False)
class Part:
    """A part of a document that has the shape of a table.

    Attributes
    ----------
    node
        Where it stands.
    form
        How it is written.
    names
        Names of the columns as found; ``column_1`` and so on where it has none.
    columns
        The values of each column, all of the same length.
    header_rows
        As in `Table`.
    notes
        What a careful reader should know.
    shares_node
        Whether the object at `node` holds other things beside the table.
    """

    node: Node
    form: Format
    names: list[str]
    columns: list[list[Any]]
    header_rows: list[list[str]] | None = None
    notes: list[str] = field(default_factory=list)
    shares_node: bool = False

    @property
    def row_count(self) -> int:
        """Rows of the table."""
        return len(self.columns[0]) if self.columns else 0
