"""Price files as people make them, drawn at random, with what they hold known beforehand."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from price_assets_tests.ingest.workbook import office

MISSING, UNREADABLE = "missing", "unreadable"
Value = float | str
"""A price, or `MISSING`, or `UNREADABLE`."""
SYMBOLS = ["ACME", "BMX", "CDQ", "Gold, spot", 'Oil "Brent"', "EUR/USD", "QZX Corp"]
# Of one language: words of several in one file leave the older encodings undecided.
GERMAN_SYMBOLS = ["Kälte", "Übersee", "Größe"]


@dataclass(frozen=True)
class Observation:
    """One price that was written.

    Attributes
    ----------
    time
        As the clean table writes it.
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
    """A table before it is written.

    Attributes
    ----------
    header
        Names of the columns.
    rows
        The cells of each row: times, texts and values.
    held
        The observations of each row.
    """

    header: list[str]
    rows: list[list[dt.datetime | Value]]
    held: list[list[Observation]]

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
        Its name.
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
def quotes(draw: st.DrawFn, *, fewest_times: int = 6, most_times: int = 14) -> Quotes:
    """Draw a table: long, of one symbol, wide, transposed, or with the prices of a day in a row."""
    times = draw(some_times(fewest_times, most_times))
    names = st.sampled_from(SYMBOLS + GERMAN_SYMBOLS)
    symbols = draw(st.lists(names, min_size=2, max_size=4, unique=True))
    layout = draw(st.sampled_from(["long", "single", "wide", "bars", "transposed"]))
    table: dict[dt.datetime, dict[str, Value]] = {
        time: {symbol: draw(prices()) for symbol in symbols} for time in times
    }
    # A column of prices is known by its numbers: it has some, and begins with one.
    keys = st.tuples(st.sampled_from(times[1:]), st.sampled_from(symbols))
    for time, symbol in draw(st.lists(keys, max_size=len(times) // 4)):
        table[time][symbol] = draw(st.sampled_from([MISSING, UNREADABLE]))
    if layout == "transposed":
        rows = [[symbol, *(row[symbol] for row in table.values())] for symbol in symbols]
        held = [[_seen(time, symbol, table[time][symbol]) for time in times] for symbol in symbols]
        return Quotes(["Symbol", *map(_iso, times)], rows, held)
    if layout == "wide":
        rows = [[time, *row.values()] for time, row in table.items()]
        held = [[_seen(time, *item) for item in row.items()] for time, row in table.items()]
        return draw(with_repeats(Quotes(["Date", *symbols], rows, held)))
    if layout == "long":
        cells = [(time, *item) for time, row in table.items() for item in row.items()]
        order = draw(st.permutations([0, 1, 2]))
        header = [("Date", "Symbol", "Price")[place] for place in order]
        rows = [[cell[place] for place in order] for cell in cells]
        return draw(with_repeats(Quotes(header, rows, [[_seen(*cell)] for cell in cells])))
    closes = {time: row[symbols[0]] for time, row in table.items()}
    held = [[_seen(time, None, close)] for time, close in closes.items()]
    if layout == "single":
        rows = [[time, close] for time, close in closes.items()]
        return draw(with_repeats(Quotes(["Date", "Price"], rows, held)))
    others = st.tuples(prices(), prices(), prices())
    rows = [[time, *draw(others), close, 1000.0] for time, close in closes.items()]
    header = ["Date", "Open", "High", "Low", "Close", "Volume"]
    return draw(with_repeats(Quotes(header, rows, held)))


@st.composite
def some_times(draw: st.DrawFn, fewest: int, most: int) -> list[dt.datetime]:
    """Draw times, one a day, all at midnight or none, forwards or backwards.

    They go on day by day from the 8th or later, so that one of six has a day above 12 and the
    order of day and month is proven; a file that does not prove it is ambiguous.
    """
    year, month, day = (draw(st.integers(*span)) for span in ((1985, 2035), (1, 12), (8, 20)))
    clock = draw(st.sampled_from([dt.time(), dt.time(9, 30)]))
    start = dt.datetime.combine(dt.date(year, month, day), clock)
    found = [start + dt.timedelta(days=n) for n in range(draw(st.integers(fewest, most)))]
    return found[::-1] if draw(st.booleans()) else found


def prices() -> st.SearchStrategy[float]:
    """Draw prices of two decimals: with three, ``1.234`` may be a thousand and more."""
    return st.integers(-9_000, 250_000).map(lambda cents: cents / 100)


@st.composite
def with_repeats(draw: st.DrawFn, found: Quotes) -> Quotes:
    """Write some rows a second time further down, with the same prices or with others."""
    rows, held = [*found.rows], [*found.held]
    for at in draw(st.lists(st.integers(0, len(rows) - 1), max_size=2)):
        shift = draw(st.sampled_from([0.0, 1.0]))
        place = draw(st.integers(at + 1, len(rows)))
        rows.insert(place, [_shifted(cell, shift) for cell in rows[at]])
        held.insert(place, [replace(it, value=_shifted(it.value, shift)) for it in held[at]])
    return replace(found, rows=rows, held=held)


def _shifted(cell: Any, shift: float) -> Any:
    return round(cell + shift, 2) if isinstance(cell, float) else cell


def _seen(time: dt.datetime, symbol: str | None, value: Value) -> Observation:
    return Observation(_iso(time), symbol, value)


def _iso(time: dt.datetime) -> str:
    return time.date().isoformat() if time.time() == dt.time() else time.isoformat()


@dataclass(frozen=True)
class Writing:
    """How a table is written as text.

    Attributes
    ----------
    thousands
        The mark between groups of digits; none where empty.
    titles
        Lines above the header (count).
    blank_every, header_every
        After so many rows comes a blank line, or the header again; never where 0.
    broken_lines
        Whether each row ends in a quoted cell of two lines.
    short_rows
        Whether rows may end before a last cell that is missing.
    """

    delimiter: str = ","
    line_end: str = "\n"
    encoding: str = "utf-8"
    quote_all: bool = False
    time_form: str = "%Y-%m-%d"
    decimal_mark: str = "."
    thousands: str = ""
    currency: str = ""
    missing: str = ""
    titles: int = 0
    comment: bool = False
    blank_every: int = 0
    header_every: int = 0
    footer: bool = False
    end_of_last_line: bool = True
    trailing_delimiter: bool = False
    broken_lines: bool = False
    short_rows: bool = False


_TIME_FORMS = ["%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y%m%d", "%d %b %Y", "%Y/%m/%d"]
_MARKS = [(".", ""), (".", ","), (",", ""), (",", ".")]


@st.composite
def writings(draw: st.DrawFn) -> Writing:
    """Draw how a table is written."""
    decimal_mark, thousands = draw(st.sampled_from(_MARKS))
    return Writing(
        delimiter=draw(st.sampled_from([",", ";", "\t", "|"])),
        line_end=draw(st.sampled_from(["\n", "\r\n", "\r"])),
        encoding=draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])),
        quote_all=draw(st.booleans()),
        time_form=draw(st.sampled_from(_TIME_FORMS)),
        decimal_mark=decimal_mark,
        thousands=thousands,
        currency=draw(st.sampled_from(["", "", "$", "EUR "])),
        missing=draw(st.sampled_from(["", "NA", "N/A", "null", "NaN", "-", "."])),
        titles=draw(st.integers(0, 2)),
        comment=draw(st.booleans()),
        blank_every=draw(st.sampled_from([0, 0, 3])),
        header_every=draw(st.sampled_from([0, 0, 5])),
        footer=draw(st.booleans()),
        end_of_last_line=draw(st.booleans()),
        trailing_delimiter=draw(st.booleans()),
        broken_lines=draw(st.booleans()),
        short_rows=draw(st.booleans()),
    )


def as_text(found: Quotes, how: Writing) -> PriceFile:
    """Write a table as delimited text."""
    header = [*found.header, *["Note"] * how.broken_lines, *[""] * how.trailing_delimiter]
    comment = ["# made by export 2"] if how.comment else []
    titles = ["Daily quotes of the exchange", "Prepared for the members"][: how.titles]
    lines: list[str] = [*comment, *titles, *[""] * bool(titles), _line(header, how)]
    # A row that ends early may have lost a separator anywhere, unless so many do that the writer
    # leaves out what is missing at the end: then it does so in all rows.
    at_end = [number for number, row in enumerate(found.rows, start=1) if row[-1] == MISSING]
    is_usual = len(at_end) >= max(3, len(found.rows) / 3)
    leaves_out = how.short_rows and not how.missing and not how.broken_lines
    short = at_end if leaves_out and is_usual else []
    for number, row in enumerate(found.rows, start=1):
        lines.append(_line(_cells(row[:-1] if number in short else row, how), how))
        if how.header_every and number % how.header_every == 0:
            lines.append(_line(header, how))
        if how.blank_every and number % how.blank_every == 0:
            lines.append("")
    if how.footer:
        lines += ["", "Source: the exchange and its members"]
    text = "\n".join(lines)
    # A blank line at the end would be one only with an end of its own.
    text = text + "\n" if how.end_of_last_line else text.rstrip("\n")
    content = text.replace("\n", how.line_end).encode(how.encoding)
    return PriceFile("quotes.csv", content, found.observations, len(text.splitlines()))


def _line(cells: Sequence[str], how: Writing) -> str:
    text = io.StringIO()
    quoting = csv.QUOTE_ALL if how.quote_all else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=how.delimiter, quoting=quoting, lineterminator="\n").writerow(cells)
    return text.getvalue().removesuffix("\n")


def _cells(row: Sequence[dt.datetime | Value], how: Writing) -> list[str]:
    notes = ["two\nlines"] * how.broken_lines
    cells = [*(_text(cell, how) for cell in row), *notes]
    return [*cells, *[""] * how.trailing_delimiter]


def _text(cell: dt.datetime | Value, how: Writing) -> str:
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time()
        return cell.strftime(how.time_form if midnight else f"{how.time_form} %H:%M:%S")
    if isinstance(cell, str):
        return {MISSING: how.missing, UNREADABLE: "see note"}.get(cell, cell)
    whole, decimals = f"{abs(cell):,.2f}".split(".")
    digits = whole.replace(",", how.thousands) + how.decimal_mark + decimals
    return ("-" if cell < 0 else "") + how.currency + digits


def as_workbook(found: Quotes, *, dates_as_text: bool, missing: str) -> PriceFile:
    """Write a table as .xlsx, where prices are numbers, and dates numbers of days or text."""

    def cell(value: dt.datetime | Value) -> str:
        if isinstance(value, dt.datetime):
            if dates_as_text:
                return office.text(_iso(value))
            days = (value - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1)
            return office.number(repr(days), office.DATE_TIME if days % 1 else office.DATE)
        if isinstance(value, str):
            text = {MISSING: missing, UNREADABLE: "see note"}.get(value, value)
            return office.text(text) if text else ""
        return office.number(value)

    rows = [[office.text(name) for name in found.header]]
    rows += [[cell(value) for value in row] for row in found.rows]
    sheet = "".join(office.row(number, *cells) for number, cells in enumerate(rows, start=1))
    content = office.xlsx({"Quotes": sheet})
    return PriceFile("quotes.xlsx", content, found.observations, len(rows))


def as_json(found: Quotes, form: str) -> PriceFile:
    """Write a table as JSON: ``records``, ``lines``, ``split`` or ``arrays``."""
    rows = [[_plain(cell) for cell in row] for row in found.rows]
    records = [dict(zip(found.header, row, strict=True)) for row in rows]
    if form == "lines":
        text = "\n".join(json.dumps(record) for record in records)
    else:
        split = {"columns": found.header, "data": rows}
        text = json.dumps(
            {"records": records, "split": split, "arrays": [found.header, *rows]}[form]
        )
    return PriceFile("quotes.json", text.encode(), found.observations)


def as_parquet(found: Quotes) -> PriceFile:
    """Write a table as Parquet, columns with anything but numbers as text."""
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


@st.composite
def text_files(draw: st.DrawFn, fewest_times: int = 6, most_times: int = 14) -> PriceFile:
    """Draw a file of delimited text."""
    found = draw(quotes(fewest_times=fewest_times, most_times=most_times))
    return as_text(found, draw(writings()))


@st.composite
def other_files(draw: st.DrawFn) -> PriceFile:
    """Draw a workbook, or a file of JSON or Parquet."""
    found = draw(quotes())
    form = draw(st.sampled_from(["xlsx", "parquet", "records", "lines", "split", "arrays"]))
    if form == "xlsx":
        missing = draw(st.sampled_from(["", "NA", "-"]))
        return as_workbook(found, dates_as_text=draw(st.booleans()), missing=missing)
    return as_parquet(found) if form == "parquet" else as_json(found, form)
