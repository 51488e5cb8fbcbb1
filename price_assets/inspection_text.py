"""An inspection as a person reads it on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from price_assets.checkpoints import Source
from price_assets.inspection import Inspection

_SHOWN_COLUMNS = 8


def rendered(inspections: Iterable[Inspection]) -> RenderableType:
    """Lay out inspections one below the other."""
    return Group(*(part for item in inspections for part in _parts(item)))


def _parts(item: Inspection) -> Iterable[RenderableType]:
    yield Text(item.source, style="bold")
    if item.error is not None:
        yield Padding(Text(f"refused: {item.error}", style="red"), (0, 0, 0, 2))
    if item.reading is not None and item.reading.format is None and item.error is None:
        yield Padding(Text("\n".join(item.reading.notes)), (0, 0, 0, 2))
    elif item.reading is not None and item.reading.format is not None:
        yield Padding(_facts(item, item.reading), (0, 0, 0, 2))
        if item.first_rows:
            yield Padding(_first_rows(item), (1, 0, 0, 2))
        if item.first_rejected:
            yield Padding(_rejections(item), (1, 0, 0, 2))
    yield Text()


def _facts(item: Inspection, source: Source) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, text in _described(item, source):
        if text:
            table.add_row(name, Text(text))
    return table


def _described(item: Inspection, source: Source) -> Iterable[tuple[str, str]]:
    columns, conventions = source.columns, source.conventions
    yield "format", _format(source)
    yield "lines", _lines(source)
    yield "layout", f"{source.layout}: {source.rows:,} rows, {source.observations:,} observations"
    yield "time", _with(", ".join(columns.timestamp), conventions.get("timestamp"))
    yield "symbol", _with(", ".join(columns.symbol), f"from the {source.symbol_from}")
    yield "price", _with(_listed(columns.price), conventions.get("price"))
    yield "other columns", _listed(list(columns.extra))
    rejected = ", ".join(f"{count:,} {reason}" for reason, count in item.rejected.items())
    yield (
        "would be",
        f"{item.kept:,} kept, {sum(item.rejected.values()):,} rejected"
        + (f" ({rejected})" if rejected else "")
        + f", {item.missing:,} missing",
    )
    yield "in doubt", "\n".join(doubt.sentence for doubt in source.doubts)
    yield "mended", "\n".join(f"row {row}: {what}" for row, what in source.repaired.items())
    yield "notes", "\n".join(source.notes)


def _format(source: Source) -> str:
    parts = [
        source.format or "",
        f"packed with {source.compression}" if source.compression else "",
        source.encoding or "",
        f"{source.delimiter!r} between fields" if source.delimiter else "",
    ]
    return ", ".join(part for part in parts if part)


def _lines(source: Source) -> str:
    if source.lines is None:
        return ""
    counts = source.lines.model_dump()
    total = counts.pop("total")
    return f"{total:,} = " + " + ".join(f"{n:,} {name}" for name, n in counts.items() if n)


def _with(found: str, how: str | None) -> str:
    return "; ".join(part for part in (found, how) if part)


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_SHOWN_COLUMNS])
    rest = len(names) - _SHOWN_COLUMNS
    return f"{shown} and {rest:,} more" if rest > 0 else shown


def _first_rows(item: Inspection) -> Table:
    table = Table("row", "time as found", "is read as", "symbol", "price as found", "is read as")
    for row in item.first_rows:
        cells = (
            *(row.row, row.timestamp_as_found, row.timestamp, row.symbol),
            *(row.price_as_found, row.price),
        )
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in cells))
    return table


def _rejections(item: Inspection) -> Table:
    total = sum(item.rejected.values())
    shown = len(item.first_rejected)
    title = "rows that would be rejected" + (f": {shown} of {total:,}" if shown < total else "")
    table = Table("row", "column", "reason", "time", "symbol", "price", title=title)
    for row in item.first_rejected:
        cells = (row.row, row.column, row.reason, row.timestamp, row.symbol, row.price)
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in cells))
    return table
