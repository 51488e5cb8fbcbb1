"""Rows with fewer fields than the others: written without their empty end, or damaged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeVar

from price_assets.checkpoints import Doubt
from price_assets.ingest.grid import Cell, Grid

from .cell_kinds import Kind, kind_of
from .learned_column import Group, group_of
from .row_shapes import extent, filled, is_blank, sample, some
from .structure import Role, Structure

_SEVERAL = 3  # rows; one or two may be an accident
_USUAL = 0.2  # share of the rows from which on to be short is no accident
_ENOUGH_ROWS = 10  # that tell whether a column may be empty
_RARE = 0.2  # share of the cells of a column up to which one of a kind does not belong there
_LOOKED_AT = 60  # rows
_MOST_NAMED = 12  # names in a doubt

_Look = TypeVar("_Look", Group, Kind)


@dataclass(frozen=True)
class Fullness:
    """What the rows of full length say about those that are shorter.

    Attributes
    ----------
    width
        Fields of a full row; 0 where there is none, and then no row is too short.
    filled
        The positions of the columns that no full row leaves empty, where there are enough rows
        to tell.
    leaves_out
        Whether the writer leaves out the empty cells at the end of a row.
    groups
        For each column the share of each group of kinds among its cells that are not blank.
    """

    width: int = 0
    filled: frozenset[int] = frozenset()
    leaves_out: bool = False
    groups: Sequence[Mapping[Group, float]] = field(default=(), repr=False)

    def ends_empty(self, row: Sequence[Cell]) -> bool:
        """Tell whether the fields that a row lacks are empty ones at its end.

        Parameters
        ----------
        row
            Its cells as found.

        Returns
        -------
        bool
            True for a row that is not short. Where the writer leaves out what is empty, a short
            one needs to fit its columns as well as if fields before its end were missing; else
            it needs to fit them better, and the first that is missing may not be filled in every
            other row. A row of one cell is taken for one of the first column.
        """
        if len(row) >= self.width:
            return True
        if not self.leaves_out and len(row) in self.filled:
            return False
        # A heading or a remark in a row of its own is moved under no other name.
        if filled(row) < 2:
            return True
        at_end, best = _misfits(
            row, self.groups, self.width, group_of, frozenset() if self.leaves_out else self.filled
        )
        return at_end <= best if self.leaves_out else at_end < best


def find_fullness(grid: Grid, structure: Structure) -> Fullness:
    """Learn from rows of data what a row that is too short lacks.

    Parameters
    ----------
    grid
        The rows.
    structure
        What each of them is.

    Returns
    -------
    Fullness
        What is empty at the end of full rows shows that the writer does not leave it out. It does
        where there is none of that, and short rows are usual, and most of them look more like the
        first columns than like any others. Where every row is shorter than the header, the
        longest are full.
    """
    rows = [row for row, role in zip(grid.rows, structure.roles, strict=True) if role is Role.DATA]
    width = min(structure.width, max(map(len, rows), default=0))
    full = [row for row in rows if len(row) == width]
    if not full:
        return Fullness()
    short = [row for row in rows if len(row) < width]
    named = [at for at, name in enumerate(structure.names[:width], start=1) if name.strip()]
    # A delimiter at the end of every line is no empty cell.
    last = max([*named[-1:], *map(extent, full)]) - 1
    learned = sample(full, width)
    is_written = any(is_blank(row[last]) for row in full)
    # Two of three rows are no accident either.
    is_usual = len(short) >= max(_SEVERAL, _USUAL * len(rows)) or len(short) > max(1, len(full))
    enough = len(full) >= _ENOUGH_ROWS
    return Fullness(
        width=width,
        filled=frozenset(
            at for at in range(width) if enough and not any(is_blank(row[at]) for row in full)
        ),
        leaves_out=is_usual and not is_written and not _are_shifted(short, learned, width),
        groups=_shares(learned, width, group_of),
    )


def header_doubt(grid: Grid, structure: Structure, names: Sequence[str]) -> list[Doubt]:
    """Say which names were taken where every row has fewer fields than the header has names.

    Parameters
    ----------
    grid
        The rows.
    structure
        What each of them is.
    names
        The columns' names; where they are not the header's, a person gave them.
    """
    rows = [row for row, role in zip(grid.rows, structure.roles, strict=True) if role is Role.DATA]
    fields = max(map(len, rows), default=0)
    found = [name for name in structure.names if name.strip()]
    is_given = any(
        name != given for name, given in zip(structure.names, names, strict=False) if name.strip()
    )
    if not fields or fields >= structure.width or not found or is_given:
        return []
    taken, left = structure.names[:fields], structure.names[fields:]
    return [
        Doubt(
            what=f"names of the {fields} fields of each row under a header of {structure.width}",
            taken=f"the first, {_listed(taken)}, and none for {_listed(left)}",
            other="others of these names",
            setting="column_names",
        )
    ]


def _listed(names: Sequence[str]) -> str:
    shown = [f"'{name}'" for name in names[:_MOST_NAMED]]
    return ", ".join([*shown, *["…"] * (len(names) > _MOST_NAMED)])


def _are_shifted(
    short: Sequence[Sequence[Cell]], full: Sequence[Sequence[Cell]], width: int
) -> bool:
    """Tell whether most of the short rows look more like other columns than like the first ones."""
    kinds = _shares(full, width, kind_of)
    looked_at = some(short, _LOOKED_AT)
    counts = [_misfits(row, kinds, width, kind_of, frozenset()) for row in looked_at]
    return 2 * sum(best < at_end for at_end, best in counts) > len(looked_at)


def _misfits(
    row: Sequence[Cell],
    looks: Sequence[Mapping[_Look, float]],
    width: int,
    look_of: Callable[[Cell], _Look],
    filled: frozenset[int],
) -> tuple[int, int]:
    """Count the cells of a short row that do not fit, for each place that its gap may have.

    Returns
    -------
    tuple[int, int]
        How many do not where the gap is at the end, and the fewest with a gap elsewhere.
    """
    spare: int = width - len(row)
    said = extent(row)

    def is_misfit(at: int, column: int) -> bool:
        if is_blank(row[at]):
            return column in filled
        return looks[column].get(look_of(row[at]), 0.0) < _RARE

    before = [0, *accumulate(is_misfit(at, at) for at in range(len(row)))]
    moved = [0, *accumulate(is_misfit(at, at + spare) for at in range(len(row)))]
    elsewhere = [before[gap] + moved[-1] - moved[gap] for gap in range(said)]
    return before[-1], min(elsewhere, default=len(row) + 1)


def _shares(
    rows: Sequence[Sequence[Cell]], width: int, look_of: Callable[[Cell], _Look]
) -> list[dict[_Look, float]]:
    return [
        _share(look_of(row[at]) for row in rows if not is_blank(row[at])) for at in range(width)
    ]


def _share(looks: Iterator[_Look]) -> dict[_Look, float]:
    counts = Counter(looks)
    return {look: count / counts.total() for look, count in counts.items()}
