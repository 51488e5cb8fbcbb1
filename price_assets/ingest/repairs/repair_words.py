"""What was done to a row, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from price_assets.ingest.delimiters import delimiter_name

from .alignment import Edit
from .row_pieces import Cutting


def column_name(header: Sequence[str] | None, position: int) -> str:
    """Return a column's name, or its number where it has none."""
    name = header[position].strip() if header and position < len(header) else ""
    return name or f"column {position + 1}"


def described(cutting: Cutting, edits: Sequence[Edit], delimiter: str, names: Sequence[str]) -> str:
    """Say in words what was done to a row.

    Parameters
    ----------
    cutting
        How its text was cut.
    edits
        What was done to its pieces.
    delimiter
        The file's delimiter.
    names
        A name for each column.
    """
    said: list[str] = []
    if cutting.delimiter != delimiter:
        said.append(
            f"read with {delimiter_name(cutting.delimiter)} in place of {delimiter_name(delimiter)}"
        )
    if cutting.lost_separator is not None:
        said.append(_put_in(names, min(cutting.lost_separator, len(names) - 1)))
    if cutting.quote_as_text:
        said.append("a quote read as text")
    said += [_edit_said(edit, names, cutting.delimiter) for edit in edits]
    counts = Counter(said or ["its quotes read in another way"])
    return "; ".join(f"{what} ({n} times)" if n > 1 else what for what, n in counts.items())


def _edit_said(edit: Edit, names: Sequence[str], delimiter: str) -> str:
    if edit.kind == "drop":
        where = f"before '{names[edit.column]}'" if edit.column < len(names) else "at the end"
        return f"a field too many taken out {where}"
    if edit.kind == "split":
        return _put_in(names, edit.column + 1)
    if edit.kind == "join":
        return f"{delimiter_name(delimiter)} read as a part of '{names[edit.column]}'"
    if edit.kind == "absent":
        return f"'{names[edit.column]}' is absent and left empty"
    fields = "field is" if edit.span == 1 else f"{edit.span} fields are"
    return f"the last {fields} absent and left empty"


def _put_in(names: Sequence[str], position: int) -> str:
    return f"a separator put in between '{names[position - 1]}' and '{names[position]}'"
