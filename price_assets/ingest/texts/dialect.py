"""How a text is delimited and quoted, by the evidence of a sample of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from price_assets.ingest.errors import PriceFileError

from .dialect_scores import Reading, read
from .fixed_width import looks_fixed_width
from .lines import split_lines
from .quoting import Quoting

_LINES = 300
_CHARACTERS = 1 << 16
_NAMES = {
    "tab": "\t",
    "\\t": "\t",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
    "space": " ",
    "colon": ":",
}
# How readily a mark is believed to stand between cells, where two readings are as good.
_MARKS = {
    ",": 1.0,
    ";": 1.0,
    "\t": 1.0,
    "|": 1.0,
    "\x1f": 1.0,
    "\x1e": 1.0,
    "\x01": 1.0,
    "~": 0.9,
    "^": 0.9,
    "¦": 0.9,
    "¬": 0.9,
    "¤": 0.9,
    "§": 0.8,
    " ": 0.75,
    ":": 0.5,
    "#": 0.5,
    "&": 0.5,
    "*": 0.5,
    "!": 0.5,
    "\\": 0.5,
    "@": 0.4,
    "/": 0.3,
    "$": 0.3,
    "=": 0.3,
    "%": 0.3,
    "+": 0.3,
    "_": 0.2,
    "-": 0.15,
}
_SEVERAL = {"||": 1.0, "|~|": 1.0, "::": 0.95, "~~": 0.9, "^^": 0.9, ", ": 0.97}
_BLANK_RUN = 0.8
_WIDE_BLANK_RUN = 0.85
# What holds these marks without their being delimiters: dates, times and links.
_HELD_MARKS = "/:-=&_%+#"
_HOLDERS = re.compile(
    r"\w{1,12}://[^\s\"',;|]+|\d{1,4}[-/]\d{1,2}[-/]\d{1,4}|\d{1,2}:\d{2}(?::\d{2})?|[-+]\d|\d[%+]"
    r"|\w[-_]\w",
)
# The first line by which Excel is told the delimiter.
_EXCEL_LINE = re.compile(r"\"?sep=([^\n\"])\"?\n", re.IGNORECASE)
_ALIGNED = 0.95
"""Share of the rows of one width from which blanks are delimiters and not the gaps of columns."""


@dataclass(frozen=True)
class Dialect:
    """How a text is delimited and quoted.

    Attributes
    ----------
    delimiter
        What stands between cells: one character or several. A space with `skip_space` is any
        run of blanks, and two spaces with it any run of two or more.
    quote
        The character around cells that hold delimiters or line ends; doubled inside them.
    escape
        The character before a quote or a delimiter that is text.
    skip_space
        Blanks after a delimiter are no part of the cell.
    fixed_width
        Cells stand at the same columns of every line; then nothing else here applies.
    wrapped
        Each line as a whole stands in quotes, and the record inside them.
    """

    delimiter: str
    quote: str | None = '"'
    escape: str | None = None
    skip_space: bool = False
    fixed_width: bool = False
    wrapped: bool = False


def find_dialect(sample: str, name: str, delimiter: str | None = None) -> Dialect:
    """Find how a text is delimited and quoted.

    Of all marks that could stand between cells, the one is taken whose rows are the most alike
    in width and whose cells look the most like data; where none does, the text is one column,
    and the comma is named. A first line such as ``sep=;``, which Excel obeys, decides.

    Parameters
    ----------
    sample
        The beginning of the text; no more than its first 300 lines are looked at.
    name
        The file's name, for messages.
    delimiter
        Use this one and no other.

    Raises
    ------
    PriceFileError
        If the delimiter named cannot be one.
    """
    text = _beginning(sample)
    mark = _named(delimiter, name) if delimiter else None
    if mark is None and (said := _EXCEL_LINE.match(text)):
        mark = said.group(1)
    if unwrapped := _unwrapped(text):
        reading, dialect = _best(unwrapped, mark)
        if reading.data and reading.regular >= _ALIGNED and not dialect.fixed_width:
            return replace(dialect, wrapped=True)
    return _best(text, mark)[1]


def _unwrapped(text: str) -> str | None:
    """Return what stands inside the quotes, where each line as a whole stands in quotes."""
    plain = Quoting(Dialect("\n"))
    lines = [line for line in split_lines(text)[0] if line.strip()]
    found = [plain.record_of(line) if line.startswith('"') else None for line in lines]
    inner = [row[0] for row in found if row]
    return "\n".join(inner) + "\n" if len(inner) > 1 and len(inner) == len(lines) else None


def _best(text: str, delimiter: str | None) -> tuple[Reading, Dialect]:
    if delimiter:
        return _best_quoting(text, delimiter, delimiter == " " and "  " in text)
    readings = [
        (prior * reading.score, reading, dialect)
        for mark, skip_space, prior in _candidates(text)
        for reading, dialect in [_best_quoting(text, mark, skip_space)]
    ]
    score, reading, dialect = max(
        readings, key=lambda entry: entry[0], default=(0.0, Reading(0, 0, 1, 0), Dialect(","))
    )
    if score <= 0:
        return reading, Dialect(",")
    blank = not dialect.delimiter.strip(" ")
    if blank and reading.regular < _ALIGNED and not reading.quoted and looks_fixed_width(text):
        return reading, Dialect(" ", quote=None, fixed_width=True)
    return reading, dialect


def _named(delimiter: str, name: str) -> str:
    found = _NAMES.get(delimiter.lower(), delimiter)
    if not 1 <= len(found) <= 3 or any(mark in found for mark in '\r\n"'):
        raise PriceFileError(
            f"{name}: expected a delimiter of one to three characters, found '{delimiter}' in "
            "the settings; use for example ';' or 'tab'"
        )
    return found


def _beginning(sample: str) -> str:
    """Return the first lines, each with the same end."""
    text = sample[:_CHARACTERS]
    lines, _ = split_lines(text)
    if len(text) < len(sample) and len(lines) > 1:
        lines.pop()
    return "".join(f"{line}\n" for line in lines[:_LINES])


def _candidates(text: str) -> Iterator[tuple[str, bool, float]]:
    """Yield the marks that may stand between cells, whether blanks follow them, and the prior."""
    held = "".join(_HOLDERS.findall(text))
    several = {
        marks
        for marks in _SEVERAL
        if marks in text
        and (marks == ", " or text.count(marks) * len(marks) == sum(map(text.count, set(marks))))
    }
    doubled = {mark for marks in several if marks != ", " for mark in marks}
    for mark, prior in _MARKS.items():
        count = text.count(mark)
        if not count or mark in doubled:
            continue
        if mark in _HELD_MARKS and held.count(mark) >= 0.9 * count:
            continue
        spaced = mark != " " and text.count(mark + " ") + text.count(mark + "\n") >= 0.9 * count
        yield mark, spaced, prior
    for marks in sorted(several):
        yield marks, False, _SEVERAL[marks]
    if "  " in text:
        yield " ", True, _BLANK_RUN
        yield "  ", True, _WIDE_BLANK_RUN


def _best_quoting(text: str, delimiter: str, skip_space: bool) -> tuple[Reading, Dialect]:
    """Find the quote and the escape that go with a delimiter."""
    stop = re.escape(delimiter)
    wrapped = {}
    for quote in "\"'`":
        opened = len(re.findall(rf"(?:^|{stop}) *{quote}", text, re.MULTILINE))
        closed = len(re.findall(rf"{quote} *(?:$|{stop})", text, re.MULTILINE))
        wrapped[quote] = min(opened, closed)
    quote = max(wrapped, key=lambda mark: wrapped[mark])
    if wrapped[quote] < 2:
        quote = '"'
    plain = Dialect(delimiter, quote, None, skip_space)
    reading = read(text, plain)
    if "\\" in text and delimiter != "\\":
        escaped = replace(plain, escape="\\")
        other = read(text, escaped)
        before = len(re.findall(rf"\\(?:{stop}|{quote}|\\)", text))
        if other.troubled < reading.troubled / 2 or (
            other.troubled == reading.troubled
            and before >= 0.8 * text.count("\\")
            and other.regular >= reading.regular
        ):
            return replace(other, quoted=wrapped[quote] > 1), escaped
    return replace(reading, quoted=wrapped[quote] > 1), plain
