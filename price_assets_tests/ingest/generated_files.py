"""Price files as people make them, written at random, with what they hold known beforehand."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from . import office

MISSING, UNREADABLE = "missing", "unreadable"
Value = float | str
"""A price, or `MISSING`, or `UNREADABLE`."""
SYMBOLS = ["ACME", "BMX", "CDQ", "Gold, spot", 'Oil "Brent"', "EUR/USD", "QZX Corp"]
FOREIGN_SYMBOLS = ["Kälte", "Übersee", "Größe"]


@dataclass(frozen=True)
class Observation:
    """One price that was written.

    Attributes
    ----------
    time
        As `prices_clean` writes it.
    symbol
        None where the file does not say it.
    value
        The price, or why there is none.
    """

    time: str
    symbol: str | None
    value: Value


@dataclass(frozen=True)
class Quotes:
    """The rows of a table before they are written.

    Attributes
    ----------
    header
        Names of the columns.
    rows
        The cells of each row: a time, a text or a `Value`.
    held
        The observations of each row.
    """

    header: list[str]
    rows: list[list[dt.datetime | Value]]
    held: list[list[Observation]]
    symbols: list[str] = field(default_factory=list)

    @property
    def observations(self) -> list[Observation]:
        """All observations, in the order of the file."""
        return [item for row in self.held for item in row]


@dataclass(frozen=True)
class PriceFile:
    """A file and what it holds.

    Attributes
    ----------
    name
        Of the file.
    content
        Its bytes.
    observations
        In the order of the file.
    lines
        Of the text, as an editor counts them; None for formats without lines.
    """

    name: str
    content: bytes
    observations: list[Observation]
    lines: int | None = None


@st.composite
def quotes(
    draw: st.DrawFn, *, fewest_times: int = 6, most_times: int = 14, foreign: bool = True
) -> Quotes:
    """Draw a table: long, of one symbol, wide, or with the prices of a day side by side."""
    times = draw(some_times(fewest_times, most_times))
    names = SYMBOLS + FOREIGN_SYMBOLS if foreign else SYMBOLS
    symbols = draw(st.lists(st.sampled_from(names), min_size=2, max_size=4, unique=True))
    layout = draw(st.sampled_from(["long", "single", "wide", "bars", "transposed"]))
    # One price in eight at most is none: a column that is mostly something else is no price's.
    value = st.integers(0, 23).flatmap(
        lambda pick: st.just((MISSING, UNREADABLE)[pick]) if pick < 2 else prices()
    )
    table = {time: {symbol: draw(value) for symbol in symbols} for time in times}
    # A column is told by what its first cells look like; a header over text only is no header.
    table[times[0]] = {symbol: draw(prices()) for symbol in symbols}
    if layout == "transposed":
        return _transposed(symbols, table)
    if layout == "wide":
        rows = [[time, *row.values()] for time, row in table.items()]
        held = [[_seen(time, *item) for item in row.items()] for time, row in table.items()]
        return _with_repeats(draw, Quotes(["Date", *symbols], rows, held, symbols))
    if layout == "long":
        cells = [(time, *item) for time, row in table.items() for item in row.items()]
        order = draw(st.permutations(["Date", "Symbol", "Price"]))
        place = {"Date": 0, "Symbol": 1, "Price": 2}
        rows = [[cell[place[name]] for name in order] for cell in cells]
        return _with_repeats(
            draw, Quotes([*order], rows, [[_seen(*cell)] for cell in cells], symbols)
        )
    first = symbols[0]
    held = [[_seen(time, None, row[first])] for time, row in table.items()]
    if layout == "single":
        rows = [[time, row[first]] for time, row in table.items()]
        return _with_repeats(draw, Quotes(["Date", "Price"], rows, held))
    rows = [
        [time, *draw(st.tuples(prices(), prices(), prices())), row[first], 1000.0]
        for time, row in table.items()
    ]
    header = ["Date", "Open", "High", "Low", "Close", "Volume"]
    return _with_repeats(draw, Quotes(header, rows, held))


@st.composite
def some_times(draw: st.DrawFn, fewest: int, most: int) -> list[dt.datetime]:
    """Draw times in their order, all at midnight or none.

    They start in the middle of a month and go on day by day, so that the day of one of them is
    above 12 and the order of day and month is proven; which file proves it not is ambiguous.
    """
    year, month, day = draw(st.integers(1985, 2035)), draw(st.integers(1, 12)), 8
    start = dt.datetime(year, month, day + draw(st.integers(0, 12)))
    count = draw(st.integers(fewest, most))
    timed = draw(st.booleans())
    clock = dt.timedelta(hours=9, minutes=30) if timed else dt.timedelta()
    found = [start + clock + dt.timedelta(days=n) for n in range(count)]
    return found[::-1] if draw(st.booleans()) else found


def prices() -> st.SearchStrategy[float]:
    """Draw prices of two decimals: with three, ``1.234`` may be a thousand and more."""
    return st.integers(-9_000, 250_000).map(lambda cents: cents / 100)


def _seen(time: dt.datetime, symbol: str | None, value: Value) -> Observation:
    midnight = time.time() == dt.time()
    return Observation(time.date().isoformat() if midnight else time.isoformat(), symbol, value)


def _transposed(symbols: list[str], table: dict[dt.datetime, dict[str, Value]]) -> Quotes:
    rows = [[symbol, *(row[symbol] for row in table.values())] for symbol in symbols]
    held = [[_seen(time, symbol, row[symbol]) for time, row in table.items()] for symbol in symbols]
    return Quotes(["Symbol", *(_iso(time) for time in table)], rows, held, symbols)


def _iso(time: dt.datetime) -> str:
    return _seen(time, None, 0.0).time


def _with_repeats(draw: st.DrawFn, found: Quotes) -> Quotes:
    """Write some rows a second time, with the same prices or with others."""
    rows, held = [*found.rows], [*found.held]
    for at in draw(st.lists(st.integers(0, len(rows) - 1), max_size=2)):
        shift = draw(st.sampled_from([0.0, 1.0]))
        place = draw(st.integers(at + 1, len(rows)))
        # A time may be what a row has in place of a price, and the last price of a time counts.
        rows.insert(place, [_shifted(cell, shift) for cell in rows[at]])
        held.insert(place, [replace(it, value=_shifted(it.value, shift)) for it in held[at]])
    return replace(found, rows=rows, held=held)


def _shifted(cell: Any, shift: float) -> Any:
    return round(cell + shift, 2) if isinstance(cell, float) else cell


@dataclass(frozen=True)
class Writing:
    """How a table is written as text."""

    delimiter: str = ","
    line_end: str = "\n"
    encoding: str = "utf-8"
    quote_all: bool = False
    time_form: str = "%Y-%m-%d"
    decimal_mark: str = "."
    thousands: str = ""
    missing: str = ""
    titles: int = 0
    comments: bool = False
    blank_every: int = 0
    header_every: int = 0
    footer: bool = False
    end_of_last_line: bool = True
    trailing_delimiter: bool = False
    broken_lines: bool = False
    short_rows: bool = False
    currency: str = ""


_TIME_FORMS = ["%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y%m%d", "%d %b %Y", "%Y/%m/%d"]


@st.composite
def writings(draw: st.DrawFn) -> Writing:
    """Draw how a table is written."""
    mark, thousands = draw(st.sampled_from([(".", ""), (".", ","), (",", ""), (",", ".")]))
    return Writing(
        delimiter=draw(st.sampled_from([",", ";", "\t", "|"])),
        line_end=draw(st.sampled_from(["\n", "\r\n", "\r"])),
        encoding=draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])),
        quote_all=draw(st.booleans()),
        time_form=draw(st.sampled_from(_TIME_FORMS)),
        decimal_mark=mark,
        thousands=thousands,
        missing=draw(st.sampled_from(["", "NA", "N/A", "null", "NaN", "-", "."])),
        titles=draw(st.integers(0, 2)),
        comments=draw(st.booleans()),
        blank_every=draw(st.sampled_from([0, 0, 3])),
        header_every=draw(st.sampled_from([0, 0, 5])),
        footer=draw(st.booleans()),
        end_of_last_line=draw(st.booleans()),
        trailing_delimiter=draw(st.booleans()),
        broken_lines=draw(st.booleans()),
        short_rows=draw(st.booleans()),
        currency=draw(st.sampled_from(["", "", "$", "EUR "])),
    )


def written(found: Quotes, how: Writing, name: str = "quotes.csv") -> PriceFile:
    """Write a table as delimited text."""
    header = [cell if isinstance(cell, str) else _iso(cell) for cell in found.header]
    lines: list[list[str]] = []
    above = [["Daily quotes of the exchange"], ["Prepared for the members"]][: how.titles]
    if above:
        above.append([])
    if how.comments:
        above.insert(0, ["# made by export 2"])
    body = []
    for number, row in enumerate(found.rows, start=1):
        end = len(row)
        while how.short_rows and end > 2 and row[end - 1] == MISSING:
            end -= 1
        body.append([_text(cell, how) for cell in row[:end]])
        if how.header_every and number % how.header_every == 0:
            body.append(header)
        if how.blank_every and number % how.blank_every == 0:
            body.append([])
    if how.broken_lines:
        header = [*header, "Note"]
        width = len(header) - 1
        body = [
            [*row, *[""] * (width - len(row)), "two\nlines"] if row and row[0] != header[0] else row
            for row in body
        ]
        body = [header if row == header[:-1] else row for row in body]
    if how.trailing_delimiter:
        header, body = [*header, ""], [[*row, ""] if row else row for row in body]
    below = [[], ["Source: the exchange and its members"]] if how.footer else []
    lines = [*above, header, *body, *below]
    text = io.StringIO()
    writer = csv.writer(
        text,
        delimiter=how.delimiter,
        quoting=csv.QUOTE_ALL if how.quote_all else csv.QUOTE_MINIMAL,
        lineterminator="\n",
    )
    for line in lines:
        # A remark is typed by a person, and no program quotes it.
        if len(line) == 1:
            text.write(line[0] + "\n")
        else:
            writer.writerow(line)
    whole = text.getvalue()
    if not how.end_of_last_line:
        whole = whole.rstrip("\n")
    count = len(whole.splitlines())
    whole = whole.replace("\n", how.line_end)
    return PriceFile(name, whole.encode(how.encoding), found.observations, count)


def _text(cell: dt.datetime | Value, how: Writing) -> str:
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time()
        return cell.strftime(how.time_form if midnight else f"{how.time_form} %H:%M:%S")
    if cell == MISSING:
        return how.missing
    if cell == UNREADABLE:
        return "see note"
    if isinstance(cell, str):
        return cell
    digits = f"{abs(cell):,.2f}".replace(".", "_").replace(",", how.thousands)
    return ("-" if cell < 0 else "") + how.currency + digits.replace("_", how.decimal_mark)


@st.composite
def text_files(draw: st.DrawFn, **shape: int) -> PriceFile:
    """Draw a file of delimited text."""
    how = draw(writings())
    return written(draw(quotes(**shape)), how)


def as_workbook(found: Quotes, *, dates_as_text: bool, missing: str = "") -> PriceFile:
    """Write a table as .xlsx; prices are numbers, dates are days of the calendar or text."""

    def cell(value: dt.datetime | Value) -> str:
        if isinstance(value, dt.datetime):
            if dates_as_text:
                return office.text(_iso(value))
            days = (value - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1)
            return office.number(repr(days), office.DATE_TIME if days % 1 else office.DATE)
        if value == MISSING:
            return office.text(missing) if missing else ""
        if isinstance(value, str):
            return office.text("see note" if value == UNREADABLE else value)
        return office.number(value)

    rows = [[office.text(str(name)) for name in found.header]]
    rows += [[cell(value) for value in row] for row in found.rows]
    sheet = "".join(office.row(number, *cells) for number, cells in enumerate(rows, start=1))
    content = office.xlsx({"Quotes": sheet})
    return PriceFile("quotes.xlsx", content, found.observations, len(rows))


def as_json(found: Quotes, form: str) -> PriceFile:
    """Write a table as JSON: ``records``, ``lines``, ``split`` or ``arrays``."""
    rows = [[_plain(cell) for cell in row] for row in found.rows]
    records = [dict(zip(found.header, row, strict=True)) for row in rows]
    text = {
        "records": lambda: json.dumps(records),
        "lines": lambda: "\n".join(json.dumps(record) for record in records),
        "split": lambda: json.dumps({"columns": found.header, "data": rows}),
        "arrays": lambda: json.dumps([found.header, *rows]),
    }[form]()
    return PriceFile("quotes.json", text.encode(), found.observations)


def as_parquet(found: Quotes) -> PriceFile:
    """Write a table as Parquet: numbers where a column holds nothing else, and text."""
    columns = {}
    for name, cells in zip(found.header, zip(*found.rows, strict=True), strict=True):
        plain = [_plain(cell) for cell in cells]
        if any(isinstance(cell, str) for cell in plain):
            plain = [None if cell is None else str(cell) for cell in plain]
        columns[name] = plain
    content = io.BytesIO()
    pd.DataFrame(columns).to_parquet(content)
    return PriceFile("quotes.parquet", content.getvalue(), found.observations)


def _plain(cell: dt.datetime | Value) -> str | float | None:
    if isinstance(cell, dt.datetime):
        return _iso(cell)
    if cell == MISSING:
        return None
    return "see note" if cell == UNREADABLE else cell
