"""Mending a header that does not have the width of the rows below it."""

from __future__ import annotations

from collections.abc import Sequence

from .repair import Mended
from .row_pieces import cuttings, mark_name

_LONGEST_LINE = 20_000


def mend_header(
    names: Sequence[str],
    width: int,
    delimiter: str,
    raw: str | None = None,
    quote: str = '"',
) -> Mended | None:
    """Give a header the width of its rows, where its text leaves only one way to do so.

    Names have no form of their own, so only three errors can be told: blank names too many, a
    separator lost where a quote shows it, and another delimiter than that of the rows.

    Parameters
    ----------
    names
        The header as cut at the delimiter.
    width
        Fields of the rows below it.
    delimiter
        The file's delimiter.
    raw
        The header's line as it stands in the file.
    quote
        The file's quote character.

    Returns
    -------
    Mended | None
        None where the header has the right width, or more than one way to get it.
    """
    filled = [name for name in names if name.strip()]
    line = raw or delimiter.join(names)
    if len(names) == width or width < 2 or len(line) > _LONGEST_LINE:
        return None
    if len(filled) == width:
        count = len(names) - width
        what = "a blank name too many" if count == 1 else f"{count} blank names too many"
        return Mended(filled, f"{what} taken out of the header")
    found: list[Mended] = []
    for cutting in cuttings(line, delimiter, width, quote):
        cells = [piece.text for piece in cutting.pieces]
        if len(cells) != width or cutting.strays or not all(cell.strip() for cell in cells):
            continue
        if cutting.delimiter != delimiter:
            if len(names) > 1:
                continue
            mine, its = mark_name(delimiter), mark_name(cutting.delimiter)
            what = f"the header read with {its} in place of {mine}"
        else:
            what = "a separator put in between two names of the header"
        found.append(Mended(cells, what))
    return found[0] if len({tuple(mended.cells) for mended in found}) == 1 else None
