"""The ways in which one line of delimited text may fall into pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from price_assets.ingest.delimiters import USUAL_DELIMITERS

from .alignment import Piece

_MOST_QUOTES = 40
_STRAY_QUOTE = -3.0
_LOST_SEPARATOR = -4.0
_OTHER_DELIMITER = -6.0


@dataclass(frozen=True)
class Cutting:
    """A way to cut a line.

    Attributes
    ----------
    pieces
        The parts, in their order.
    delimiter
        What stands between them.
    begins
        Where in the line each piece begins.
    strays
        Quotes that are not where they belong.
    log_prior
        How unusual the way is in itself, apart from the strays: 0 for one by the rules.
    lost_separator
        The piece before which a separator was put back at a quote; None where none was.
    quote_as_text
        Whether a quote that opens a field was read as text.
    """

    pieces: list[Piece]
    delimiter: str
    begins: tuple[int, ...] = ()
    strays: int = 0
    log_prior: float = 0.0
    lost_separator: int | None = None
    quote_as_text: bool = False

    @property
    def score(self) -> float:
        """Log-probability of cutting a line so, beside one by the rules."""
        return self.log_prior + _STRAY_QUOTE * self.strays


def cut(line: str, delimiter: str, quote: str = '"', *, text_at: int | None = None) -> Cutting:
    """Cut a line at its delimiters.

    A quote opens only where a field begins, and closes only before a delimiter or the end; a
    doubled one inside is a quote of the text. The quote at the place `text_at` opens nothing.
    """
    pieces: list[Piece] = []
    begins: list[int] = []
    strays = place = 0
    while place >= 0:
        begins.append(place)
        start = _behind_blanks(line, place, delimiter)
        end = -1 if start == text_at else _closing_quote(line, start, delimiter, quote)
        if end >= 0:
            inside = line[start + 1 : end]
            strays += inside.replace(quote * 2, "").count(quote)
            pieces.append(Piece(inside.replace(quote * 2, quote), quoted=True))
            place = line.find(delimiter, end + 1)
        else:
            start, place = place, line.find(delimiter, place)
            text = line[start:] if place < 0 else line[start:place]
            strays += text.count(quote)
            pieces.append(Piece(text))
        place += len(delimiter) if place >= 0 else 0
    return Cutting(pieces, delimiter, tuple(begins), strays)


def pieces_of(
    row: Sequence[object], line: str | None, delimiter: str, quote: str = '"'
) -> list[Piece]:
    """Return the fields of a row with what its line, if it is known, says of their quotes."""
    texts = ["" if cell is None else str(cell) for cell in row]
    if line is not None and quote in line:
        pieces = cut(line.rstrip("\r\n"), delimiter, quote).pieces
        if [piece.text for piece in pieces] == texts:
            return pieces
    return [Piece(text) for text in texts]


def cuttings(line: str, delimiter: str, width: int, quote: str = '"') -> Iterator[Cutting]:
    """Cut a line in each way that people's mistakes make likely.

    Parameters
    ----------
    line
        A row as it stands in the file, without its line end.
    delimiter
        The delimiter of the file.
    width
        Columns of the table.
    quote
        The quote character of the file.

    Yields
    ------
    Cutting
        By the rules; with a separator put back where a quoted field touches another; with a
        quote read as text; by the other usual delimiters, where they cut the line into about as
        many pieces as there are columns.
    """
    by_rules = cut(line, delimiter, quote)
    yield by_rules
    if by_rules.strays or line.count(quote * 2):
        yield from _at_quotes(line, delimiter, quote, width, by_rules.strays)
    for other in USUAL_DELIMITERS:
        if other not in delimiter and line.count(other) >= width - 2:
            cutting = cut(line, other, quote)
            if width - 1 <= len(cutting.pieces):
                yield replace(cutting, log_prior=_OTHER_DELIMITER)


def has_other_delimiter(line: str, delimiter: str, width: int) -> bool:
    """Tell whether a line may be one of another delimiter than the file's."""
    others = [other for other in USUAL_DELIMITERS if other not in delimiter]
    return any(line.count(other) >= width - 2 for other in others)


def _at_quotes(line: str, delimiter: str, quote: str, width: int, strays: int) -> Iterator[Cutting]:
    if line.count(quote) > _MOST_QUOTES:
        return
    found = [
        *_with_separator_at_quotes(line, delimiter, quote),
        *_with_quote_as_text(line, delimiter, quote),
    ]
    for cutting in found:
        if abs(len(cutting.pieces) - width) <= 1 and cutting.strays <= strays:
            yield cutting


def _with_separator_at_quotes(line: str, delimiter: str, quote: str) -> Iterator[Cutting]:
    for place in range(1, len(line)):
        before, after = line[place - 1], line[place]
        if quote not in (before, after) or delimiter in (before, after):
            continue
        cutting = cut(line[:place] + delimiter + line[place:], delimiter, quote)
        # Inside a quoted field it is text, and nobody lost it.
        if (begin := place + len(delimiter)) in cutting.begins:
            lost = cutting.begins.index(begin)
            yield replace(cutting, log_prior=_LOST_SEPARATOR, lost_separator=lost)


def _with_quote_as_text(line: str, delimiter: str, quote: str) -> Iterator[Cutting]:
    for place in range(len(line)):
        if line[place] == quote and (place == 0 or line.endswith(delimiter, 0, place)):
            yield replace(cut(line, delimiter, quote, text_at=place), quote_as_text=True)


def _behind_blanks(line: str, place: int, delimiter: str) -> int:
    while delimiter != " " and line.startswith(" ", place):
        place += 1
    return place


def _closing_quote(line: str, start: int, delimiter: str, quote: str) -> int:
    """Find the quote that closes the field whose quote opens at `start`; -1 for none."""
    if not line.startswith(quote, start):
        return -1
    place = line.find(quote, start + 1)
    while place >= 0:
        if line.startswith(quote, place + 1):
            place = line.find(quote, place + 2)
            continue
        behind = _behind_blanks(line, place + 1, delimiter)
        if behind == len(line) or line.startswith(delimiter, behind):
            return place
        place = line.find(quote, place + 1)
    return -1
