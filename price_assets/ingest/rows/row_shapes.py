"""How many cells of a row are filled, and how many most rows have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from price_assets.ingest.grid import Cell

_LOOKED_AT = 500  # rows
_SAMPLE_CELLS = 20_000
_FEWEST_ROWS = 40
_MOST_CELLS = 500_000
_FEW = 3  # a third of the rows with several cells is enough to tell what is usual


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell holds nothing but white space."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def said(row: Sequence[Cell]) -> list[Cell]:
    """Return the cells that are not blank."""
    return [cell for cell in row if not is_blank(cell)]


def folded(row: Sequence[Cell]) -> list[str]:
    """Write the cells that are not blank so that names can be compared: case does not count."""
    return [str(cell).strip().casefold() for cell in said(row)]


def filled(row: Sequence[Cell]) -> int:
    """Count the cells that are not blank."""
    # Spelled out, since this is asked of every row, and of some several times.
    return sum(
        [1 for cell in row if cell is not None and (not isinstance(cell, str) or cell.strip())]
    )


def extent(row: Sequence[Cell]) -> int:
    """Return how many cells a row has up to its last that is not blank."""
    found = len(row)
    while found and is_blank(row[found - 1]):
        found -= 1
    return found


def usual_fill(rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many cells are filled in the middlemost of the rows that have several."""
    counts = sorted(count for row in some(rows, _LOOKED_AT) if (count := filled(row)))
    several = [count for count in counts if count > 1]
    chosen = several if len(several) * _FEW >= len(counts) else counts
    return chosen[len(chosen) // 2] if chosen else 0


def usual_length(rows: Sequence[Sequence[Cell]], header: Sequence[Sequence[Cell]] = ()) -> int:
    """Return how many cells most rows have that are filled as usual.

    The rows of a header count too, and decide where two lengths are as frequent; without a header
    the longer one is taken.
    """
    fill = usual_fill(rows)
    lengths = Counter(len(row) for row in some(rows, _LOOKED_AT) if filled(row) * 2 >= fill)
    named = Counter(map(len, header)) if lengths else Counter()
    return max(
        lengths,
        key=lambda length: (lengths[length] + named[length], named[length], length),
        default=0,
    )


def some(rows: Sequence[Sequence[Cell]], wanted: int) -> Sequence[Sequence[Cell]]:
    """Return up to `wanted` of the rows, evenly spread."""
    return rows if len(rows) <= wanted else [rows[at] for at in spread(len(rows), wanted)]


def sample(rows: Sequence[Sequence[Cell]], width: int) -> Sequence[Sequence[Cell]]:
    """Return as many of the rows as are worth looking at cell by cell, evenly spread."""
    width = max(width, 1)
    wanted = max(_SAMPLE_CELLS // width, min(_FEWEST_ROWS, _MOST_CELLS // width), 1)
    return some(rows, wanted)


def spread(count: int, wanted: int) -> list[int]:
    """Return the positions of up to `wanted` of `count` things, evenly spread."""
    step = max(1, -(-count // wanted))
    return list(range(0, count, step))
