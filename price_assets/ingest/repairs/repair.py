"""Mending the rows that do not fit their table, where the evidence is clear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .alignment import Edit, Piece, align, steps
from .column_model import ColumnModel
from .cut_numbers import CutNumbers, joined, joined_spans
from .odd_rows import accidental_rows, is_whole, misplaced_rows
from .readings import Reading, chosen
from .repair_words import column_name, described
from .row_pieces import Cutting, cut, cuttings, pieces_of

_FEWEST_GOOD = 4
_LEAST_GOOD_SHARE = 0.5
_SAMPLE_ROWS = 1000
_SAMPLE_CELLS = 200_000
_MOST_STEPS = 200_000
_LONGEST_ROW = 20_000
_GROUP = 3
_GROUP_SHARE = 0.9


@dataclass(frozen=True)
class Mended:
    """A row that was mended.

    Attributes
    ----------
    cells
        Its cells, as many as the table has columns.
    what
        What was done, in words.
    """

    cells: list[str]
    what: str


def mend_rows(
    rows: Sequence[Sequence[str]],
    width: int,
    delimiter: str,
    header: Sequence[str] | None = None,
    raw: Mapping[int, str] | None = None,
    quote: str = '"',
    cut_numbers: CutNumbers | None = None,
) -> dict[int, Mended]:
    """Mend the rows of a table that do not fit its width, where one way to do so stands out.

    The rows that fit teach what the cells of each column look like. A row that does not fit is
    laid out over the columns in the likeliest way, with separators too many, too few or not
    meant as such. It is mended if that way is far likelier than every other with other cells,
    and if every cell that was changed has the form of its column.

    Parameters
    ----------
    rows
        The data rows of one table, in their order, as cut at the delimiter.
    width
        Columns of the table.
    delimiter
        The file's delimiter.
    header
        The columns' names, for the words of `Mended.what`.
    raw
        The text of rows as it stands in the file, by position in `rows`: of those that do not
        fit, it says where quotes stood. A row without is judged by its fields alone.
    quote
        The file's quote character.
    cut_numbers
        Where commas cut the numbers of most rows: how. Those rows are joined first, and then teach
        too.

    Returns
    -------
    dict[int, Mended]
        By position in `rows`. A row that is not here is left as it is: it fits, or cannot be
        mended with confidence.

    Notes
    -----
    Its time is bounded: a row of more than 20,000 characters is left as it is, and so are all
    where most of them do not fit, or so many that it is no accident.
    """
    if width < 2 or not delimiter:
        return {}
    if cut_numbers is not None:
        whole = _joined(rows, cut_numbers, delimiter, header, raw or {}, quote)
        rows = [whole[at].cells if at in whole else row for at, row in enumerate(rows)]
        raw = {at: line for at, line in (raw or {}).items() if at not in whole}
        return {**mend_rows(rows, width, delimiter, header, raw, quote), **whole}
    lines = {number: line for number, line in (raw or {}).items() if is_whole(rows[number], line)}
    bad = {number for number, row in enumerate(rows) if len(row) != width}
    bad.update(accidental_rows(rows, width, lines, delimiter, quote))
    columns = _learn(rows, bad, width)
    if columns and len(rows) * width <= _SAMPLE_CELLS:
        bad.update(misplaced_rows(rows, bad, columns))
        columns = _learn(rows, bad, width)
    if not columns:
        return {}
    names = [column_name(header, position) for position in range(width)]
    mended: dict[int, Mended] = {}
    numbers_joined: set[int] = set()
    for number in sorted(bad):
        if not 0 < sum(len(cell.strip()) for cell in rows[number]) <= _LONGEST_ROW:
            continue
        readings = _readings(rows[number], lines.get(number), delimiter, columns, quote)
        best = chosen(readings, columns)
        if best is None or list(best.alignment.cells) == list(rows[number]):
            continue
        mended[number] = Mended(
            list(best.alignment.cells),
            described(best.cutting, best.alignment.edits, delimiter, names),
        )
        if any(e.kind == "join" and columns[e.column].is_number for e in best.alignment.edits):
            numbers_joined.add(number)
    for number in _unlike_their_kind(rows, bad, mended, numbers_joined):
        del mended[number]
    return mended


def _joined(
    rows: Sequence[Sequence[str]],
    cut_numbers: CutNumbers,
    delimiter: str,
    header: Sequence[str] | None,
    raw: Mapping[int, str],
    quote: str,
) -> dict[int, Mended]:
    width = len(cut_numbers.spans)
    found: dict[int, Mended] = {}
    for number, row in enumerate(rows):
        if len(row) <= width:
            continue
        spans = joined_spans(pieces_of(row, raw.get(number), delimiter, quote), cut_numbers)
        if spans is not None:
            edits = [Edit("join", at, span) for at, span in enumerate(spans) if span > 1]
            names = [column_name(header, position) for position in range(width)]
            what = described(Cutting([], delimiter), edits, delimiter, names)
            found[number] = Mended(joined(row, spans, delimiter), what)
    return found


def _learn(rows: Sequence[Sequence[str]], bad: set[int], width: int) -> list[ColumnModel]:
    """Learn the columns from the rows that fit; nothing where too few do, or all."""
    good = [row for number, row in enumerate(rows) if number not in bad]
    if not bad or len(good) < max(_FEWEST_GOOD, _LEAST_GOOD_SHARE * len(rows)):
        return []
    if sum(steps(len(rows[number]), width) for number in bad) > _MOST_STEPS:
        return []
    most = max(50, min(_SAMPLE_ROWS, _SAMPLE_CELLS // width))
    sample = good[:: max(1, len(good) // most)][:most]
    return [ColumnModel(cells) for cells in zip(*sample, strict=True)]


def _readings(
    row: Sequence[str],
    line: str | None,
    delimiter: str,
    columns: Sequence[ColumnModel],
    quote: str,
) -> list[Reading]:
    """Lay a row out in all ways that its text allows, likeliest first."""
    found: list[Reading] = []
    seen: set[tuple[tuple[Piece, ...], str]] = set()
    for cutting in _cuttings(row, line, delimiter, len(columns), quote):
        key = (tuple(cutting.pieces), cutting.delimiter)
        if key in seen:
            continue
        seen.add(key)
        found.extend(
            Reading(alignment, cutting, alignment.score + cutting.score)
            for alignment in align(cutting.pieces, cutting.delimiter, columns)
        )
    found.sort(key=lambda reading: -reading.score)
    return found


def _cuttings(
    row: Sequence[str], line: str | None, delimiter: str, width: int, quote: str
) -> Iterator[Cutting]:
    if line is None:
        line = delimiter.join(row)
        yield Cutting([Piece(cell) for cell in row], delimiter)
    else:
        pieces = cut(line, delimiter, quote).pieces
        if [piece.text for piece in pieces] != list(row):
            yield Cutting([Piece(cell) for cell in row], delimiter)
    yield from cuttings(line.rstrip("\r\n"), delimiter, width, quote)


def _unlike_their_kind(
    rows: Sequence[Sequence[str]],
    bad: set[int],
    mended: Mapping[int, Mended],
    numbers_joined: set[int],
) -> set[int]:
    """Find joined numbers among many rows of one length that cannot be mended.

    A thousands separator makes some rows longer by accident. Where most of the rows of a length
    have another reason to be so long, such as a column that was added, two numbers that happen
    to look like one are two numbers.
    """
    of_length: defaultdict[int, list[int]] = defaultdict(list)
    for number in sorted(bad):
        of_length[len(rows[number])].append(number)
    unlike: set[int] = set()
    for numbers in of_length.values():
        share = sum(number in mended for number in numbers) / len(numbers)
        if len(numbers) >= _GROUP and share < _GROUP_SHARE:
            unlike.update(numbers_joined.intersection(numbers))
    return unlike
