"""Which of the last rows are totals, sources and remarks below the data."""

from __future__ import annotations

import re
from collections.abc import Sequence

from price_assets.ingest.grid import Cell

from .cell_kinds import Kind
from .learned_column import Group, LearnedColumn, group_of, learn_columns
from .row_evidence import title_evidence
from .row_shapes import extent, filled, is_blank, sample, some, usual_fill, usual_length
from .totals import adds_up

_LOOKED_AT = 60  # rows at the end
_LEARNED_ROWS = 300
_FEWEST_ROWS = 3
_TIMES = 0.9  # share of times in a column that a row of data must have a time in
_CLEARLY = 3.0  # nats
_LONG = 40  # characters
_WORDS = 3
_SIGNS = 2
_SUMMARY = re.compile(
    r"(grand |sub)?totals?|sum|average|avg|mean|median|min(imum)?|max(imum)?|count|std( dev)?"
    r"|(gesamt)?summe|(ins)?gesamt|mittelwert|durchschnitt|totaux|somme|moyenne|totale|media"
    r"|suma|promedio|soma|razem|итого|всего|среднее|合计|合計|平均|계|합계",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"(source|sources|note|notes|quelle|anmerkung|fuente|nota|notas|fonte|bron|kilde|källa|zdroj"
    r"|źródło|источник|remarks?|disclaimer|footnotes?|legend|last updated?|updated|data from"
    r"|end of (file|report|data)|\(?\d\)|[*†‡¹²³©]|https?:|www\.|copyright)\b|[*†‡¹²³©_=]",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s\W_]+")
_SHORTEST_RULE = 2
_SENTENCE = re.compile(r"[.!?]$|\S:\s\S")


def footer_length(
    rows: Sequence[Sequence[Cell]],
    gaps: Sequence[bool],
    columns: Sequence[LearnedColumn] = (),
) -> int:
    """Count the rows at the end that are no data.

    A row is one of the footer if hardly any of its cells are filled and what it says fits no
    column; or if it has no time where all others have one, and begins with the word of a total
    or stands below a blank row; or if it begins so and its numbers are the sums, or the means, of
    those above. A row that merely cannot be read is data: it is refused later,
    with its number.

    Parameters
    ----------
    rows
        The rows that are not blank and no comments.
    gaps
        Whether a blank row stands above each.
    columns
        What the columns look like, where that is known already.

    Returns
    -------
    int
        How many rows, from the last on.
    """
    fill = usual_fill(rows)
    length = usual_length(rows)
    if not columns:
        usual = [row for row in some(rows, _LEARNED_ROWS) if filled(row) * 2 > fill]
        # The last fifth may hold what is looked for.
        usual = usual[: max(_FEWEST_ROWS, len(usual) - len(usual) // 5 - 1)]
        columns = learn_columns(sample(usual, length), length)
    else:
        known = sum(column.main_group is not None for column in columns)
        fill, length = max(fill, min(known, len(columns))), len(columns)
    if fill < 2 or (not columns[0].count and len(rows) < _FEWEST_ROWS):
        return 0
    count = 0
    for position in range(len(rows) - 1, max(len(rows) - 1 - _LOOKED_AT, -1), -1):
        is_footer = _is_footer(rows[position], gaps[position], fill, length, columns)
        if not (is_footer or _is_total(rows, position)):
            block = _block_begin(position, gaps)
            below = rows[block : position + 1]
            if block == position or not _all_odd(below, gaps[block], fill, columns):
                break
        count = len(rows) - position
    return count if count < len(rows) else 0


def _is_total(rows: Sequence[Sequence[Cell]], position: int) -> bool:
    """Tell whether a row is called a total or a mean, and is that of the rows above it."""
    if not _is_summary(rows[position]):
        return False
    return adds_up(rows[position], [row for row in rows[:position] if not _is_summary(row)])


def _is_summary(row: Sequence[Cell]) -> bool:
    first = next((str(cell) for cell in row if not is_blank(cell)), "")
    return bool(_SUMMARY.fullmatch(first.strip().rstrip(": ")))


def _block_begin(position: int, gaps: Sequence[bool]) -> int:
    while position and not gaps[position]:
        position -= 1
    return position


def _all_odd(
    rows: Sequence[Sequence[Cell]], gap: bool, fill: int, columns: Sequence[LearnedColumn]
) -> bool:
    """Tell whether no row of a block below a blank row has a time where the data has one."""
    return (
        gap
        and len(rows) <= _LOOKED_AT
        and any(_lacks_time(row, columns) for row in rows)
        and all(_lacks_time(row, columns) or _is_of_another(row, fill, columns) for row in rows)
    )


def _is_of_another(row: Sequence[Cell], fill: int, columns: Sequence[LearnedColumn]) -> bool:
    """Tell whether a row is much shorter, with something else where the data has a time."""
    place = _time_column(columns)
    if place is None or filled(row) * 3 > fill:
        return False
    return place >= len(row) or group_of(row[place]) != Group.TIME


def _is_footer(
    row: Sequence[Cell],
    gap: bool,
    fill: int,
    length: int,
    columns: Sequence[LearnedColumn],
) -> bool:
    said = [cell for cell in row if not is_blank(cell)]
    first = str(said[0]).strip()
    if all(_RULE.fullmatch(str(cell)) for cell in said):
        return len(said) == 1 or len(first) > _SHORTEST_RULE
    summary = _is_summary(row)
    remark = bool(_REMARK.match(first) or _SENTENCE.search(str(said[-1]).strip()))
    fits = [column.settled(cell) for cell, column in zip(row, columns, strict=False)]
    if _lacks_time(row, columns) and (gap or summary or (remark and True not in fits)):
        return True
    if summary and len(said) * 2 <= fill:
        return True
    longest = max(len(str(cell).strip()) for cell in said)
    few = len(said) <= max(1, fill // 3) or (len(said) * 2 <= fill and longest > _LONG)
    if not few or True in fits or (group_of(said[0]) != Group.TEXT and longest <= _LONG):
        return False
    if False in fits:
        # One word may be what is left of a row that was cut off.
        return gap or remark or len(first.split()) > 1
    if any(column.has_seen(cell) for cell, column in zip(row, columns, strict=False) if cell):
        return False
    cut_short = len(row) < length and extent(row) == len(row)
    lacks = _lacks_cells(row, columns) and len(first.split()) >= _WORDS
    clearly = title_evidence(row, columns) > _CLEARLY
    return gap + cut_short + (remark or longest > _LONG) + lacks + clearly >= _SIGNS


def _lacks_cells(row: Sequence[Cell], columns: Sequence[LearnedColumn]) -> bool:
    """Tell whether a row leaves two columns blank that no row of data does."""
    always = [at for at, column in enumerate(columns) if not column.kinds[Kind.EMPTY]]
    return sum(at >= len(row) or is_blank(row[at]) for at in always) > 1


def _lacks_time(row: Sequence[Cell], columns: Sequence[LearnedColumn]) -> bool:
    """Tell whether a row has no time in a column where nearly all rows have one."""
    place = _time_column(columns)
    if place is None:
        return False
    cell = row[place] if place < len(row) else None
    blanks = columns[place].kinds[Kind.EMPTY] * 10 > columns[place].count
    return group_of(cell) == Group.TEXT or (is_blank(cell) and not blanks)


def _time_column(columns: Sequence[LearnedColumn]) -> int | None:
    """Return the place of the first column that nearly always holds a time."""
    for place, column in enumerate(columns):
        if column.count >= _FEWEST_ROWS and column.share(Group.TIME) >= _TIMES:
            return place
    return None
