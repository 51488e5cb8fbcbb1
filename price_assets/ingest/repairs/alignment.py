"""Laying the pieces of a row out over the columns of its table, with the errors it may have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .cell_cuts import changed, cuts
from .cell_forms import characters_cost
from .column_model import ColumnModel

Kind = Literal["keep", "drop", "join", "split", "absent", "cut short", "surplus"]

_LOG_PRIOR: dict[Kind, float] = {
    "keep": 0.0,
    "drop": -4.0,
    "join": -3.0,
    "split": -4.0,
    "absent": -8.0,
    "cut short": -5.0,
    "surplus": -6.0,
}
_LOST_SEPARATOR = -4.0
_FURTHER_JOIN = -1.0
_MOST_OFF = 24
_KEPT = 3
_MOST_STEPS = 6_000


@dataclass(frozen=True)
class Piece:
    """A part of a row between two separators.

    Attributes
    ----------
    text
        Its text, without the quotes around it.
    quoted
        Whether quotes stood around it, so that it begins and ends where its writer meant.
    """

    text: str
    quoted: bool = False


@dataclass(frozen=True)
class Edit:
    """Something that was done to lay a row out.

    Attributes
    ----------
    kind
        ``keep`` a piece, ``drop`` an empty one, ``join`` neighbours, ``split`` one over two
        columns, leave a column ``absent``, leave all others of a row ``cut short``, or leave
        pieces over as ``surplus``.
    column
        First column that is concerned, counted from 0.
    span
        How many pieces, or columns where the row is cut short.
    """

    kind: Kind
    column: int
    span: int = 1


@dataclass(frozen=True)
class Alignment:
    """One way to lay a row out: a cell for each column, its log-likelihood and what it takes."""

    cells: tuple[str, ...]
    score: float
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class _Path:
    score: float
    ident: int
    before: _Path | None
    edit: Edit | None
    cells: tuple[str, ...]


def align(
    pieces: Sequence[Piece], delimiter: str, columns: Sequence[ColumnModel]
) -> list[Alignment]:
    """Find the three likeliest ways to lay a row out that differ in their cells.

    A dynamic programme over (pieces used, columns filled), which keeps the three best partial
    results that differ; these suffice for the three best whole ones, because partial results
    that differ stay different with the same rest.

    Parameters
    ----------
    pieces
        The row's parts in their order.
    delimiter
        What stood between them and is put back where neighbours are joined.
    columns
        A model for each column, in their order.

    Returns
    -------
    list[Alignment]
        Likeliest first; at most three; empty where there are more errors than can be judged.
    """
    if not 0 < steps(len(pieces), len(columns)) <= _MOST_STEPS:
        return []
    return _Search(pieces, delimiter, columns, _band(len(pieces), len(columns))).run()


def steps(pieces: int, columns: int) -> int:
    """Count the steps that it takes to lay a row out; 0 for one that is too far off to try."""
    if abs(pieces - columns) > _MOST_OFF:
        return 0
    return len(_band(pieces, columns)) ** 2 * (columns + 1) // 2


def _band(pieces: int, columns: int) -> range:
    """Return by how many the pieces used may be more than the columns filled on the way."""
    off = pieces - columns
    # A row of the right length is looked at for two errors that make up for each other.
    return range(min(off, 0), max(off, 0) + 1) if off else range(-1, 2)


class _Search:
    def __init__(
        self,
        pieces: Sequence[Piece],
        delimiter: str,
        columns: Sequence[ColumnModel],
        band: range,
    ) -> None:
        self._pieces, self._delimiter, self._columns, self._band = pieces, delimiter, columns, band
        self._states: dict[tuple[int, int], list[_Path]] = {}
        self._idents: dict[tuple[int, str | None], int] = {}
        self._cuts: dict[tuple[int, int], list[tuple[float, tuple[str, str]]]] = {}

    def run(self) -> list[Alignment]:
        self._add((0, 0), _Path(0.0, 0, None, None, ()))
        pieces, columns = len(self._pieces), len(self._columns)
        for column in range(columns + 1):
            for offset in self._band:
                state = (column + offset, column)
                for path in self._states.get(state, []):
                    self._extend(path, *state)
        found = self._states.get((pieces, columns), [])
        return [_told(path) for path in found]

    def _extend(self, path: _Path, piece: int, column: int) -> None:
        left, open_columns = len(self._pieces) - piece, len(self._columns) - column
        if left and self._is_droppable(piece):
            score = path.score + _LOG_PRIOR["drop"]
            self._add((piece + 1, column), self._step(path, score, Edit("drop", column), ()))
        if not open_columns:
            if left > 0:
                self._leave_over(path, piece, column)
            return
        if not left:
            self._cut_short(path, piece, column)
            return
        model = self._columns[column]
        self._keep_or_join(path, piece, column, model)
        score = path.score + max(_LOST_SEPARATOR + model.log_empty, _LOG_PRIOR["absent"])
        self._add((piece, column + 1), self._step(path, score, Edit("absent", column), ("",)))
        can_split = open_columns > 1 and piece - column - 1 in self._band
        if can_split and not self._pieces[piece].quoted:
            for cost, cells in self._cuts_of(piece, column):
                score = path.score + _LOG_PRIOR["split"] + cost
                step = self._step(path, score, Edit("split", column, 2), cells)
                self._add((piece + 1, column + 2), step)

    def _cuts_of(self, piece: int, column: int) -> list[tuple[float, tuple[str, str]]]:
        key = (piece, column)
        if key not in self._cuts:
            left, right = self._columns[column : column + 2]
            self._cuts[key] = cuts(self._pieces[piece].text, left, right, _KEPT)
        return self._cuts[key]

    def _is_droppable(self, piece: int) -> bool:
        return not self._pieces[piece].quoted and not self._pieces[piece].text.strip()

    def _keep_or_join(self, path: _Path, piece: int, column: int, model: ColumnModel) -> None:
        longest = min(len(self._pieces) - piece, self._band[-1] + 1 - (piece - column))
        for span in range(1, max(longest, 1) + 1):
            parts = self._pieces[piece : piece + span]
            if span > 1 and any(part.quoted for part in parts):
                return
            if span > 1 and not (parts[0].text.strip() and parts[-1].text.strip()):
                continue
            cell = self._delimiter.join(part.text for part in parts)
            kind: Kind = "keep" if span == 1 else "join"
            score = path.score + _LOG_PRIOR[kind] + _FURTHER_JOIN * max(span - 2, 0)
            score += model.log_likelihood(cell) if span == 1 else changed(model, cell)[0]
            step = self._step(path, score, Edit(kind, column, span), (cell,))
            self._add((piece + span, column + 1), step)

    def _cut_short(self, path: _Path, piece: int, column: int) -> None:
        rest = self._columns[column:]
        usual = _LOST_SEPARATOR + sum(model.log_empty for model in rest)
        score = path.score + max(usual, _LOG_PRIOR["cut short"])
        edit = Edit("cut short", column, len(rest))
        step = self._step(path, score, edit, ("",) * len(rest))
        self._add((piece, len(self._columns)), step)

    def _leave_over(self, path: _Path, piece: int, column: int) -> None:
        parts = self._pieces[piece:]
        if all(self._is_droppable(position) for position in range(piece, len(self._pieces))):
            return
        score = path.score + _LOG_PRIOR["surplus"] + sum(characters_cost(p.text) for p in parts)
        step = self._step(path, score, Edit("surplus", column, len(parts)), ())
        # A surplus is no cell, yet it makes another result than one without.
        step = replace(
            step, ident=self._idents.setdefault((path.ident, None), len(self._idents) + 1)
        )
        self._add((len(self._pieces), column), step)

    def _step(self, path: _Path, score: float, edit: Edit, cells: tuple[str, ...]) -> _Path:
        ident = path.ident
        for cell in cells:
            ident = self._idents.setdefault((ident, cell.strip()), len(self._idents) + 1)
        return _Path(score, ident, path, edit, cells)

    def _add(self, state: tuple[int, int], path: _Path) -> None:
        """Keep the best paths of a state that differ in their cells."""
        if state[0] - state[1] not in self._band:
            return
        paths = self._states.setdefault(state, [])
        twin = next((k for k, other in enumerate(paths) if other.ident == path.ident), None)
        if twin is not None:
            if path.score <= paths[twin].score:
                return
            paths.pop(twin)
        paths.append(path)
        paths.sort(key=lambda other: -other.score)
        del paths[_KEPT:]


def _told(path: _Path) -> Alignment:
    steps: list[_Path] = []
    step: _Path | None = path
    while step is not None and step.edit is not None:
        steps.append(step)
        step = step.before
    steps.reverse()
    cells = tuple(cell for step in steps for cell in step.cells)
    edits = tuple(step.edit for step in steps if step.edit and step.edit.kind != "keep")
    return Alignment(cells, path.score, edits)
