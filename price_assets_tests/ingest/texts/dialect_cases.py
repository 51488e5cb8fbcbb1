"""Small files as people really have them, each with the dialect that a person would name."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

CITIES = ["Oslo", "New York", "São Paulo", "Kuala Lumpur", "Zürich", "Den Haag", "Rome"]
ITEMS = ["Bread - Retail", "Rice, imported", "Fuel (diesel)", "Milk", "Wheat flour - Wholesale"]
TICKERS = ["MSFT", "BRK.B", "^GSPC", "EUR/USD", "AAPL", "VOD.L", "BTC-EUR"]
REMARKS = [
    "first day, few deals",
    "see note 3; revised",
    "closed early: holiday",
    "ok",
    "",
    "estimate, not final",
]


@dataclass(frozen=True)
class Case:
    """A text and how it is delimited; `width` is the number of columns of its table."""

    name: str
    text: str
    delimiter: str
    width: int
    quote: str = '"'
    escape: str | None = None
    fixed_width: bool = False


def _days(count: int, start: date = date(2021, 1, 28)) -> list[date]:
    return [start + timedelta(days=k) for k in range(count)]


def _prices(count: int, seed: int, level: float = 100.0) -> list[float]:
    chance = random.Random(seed)  # noqa: S311
    return [round(level * (1 + chance.uniform(-0.1, 0.1)), 2) for _ in range(count)]


def _comma(value: float, places: int = 2) -> str:
    return f"{value:.{places}f}".replace(".", ",")


def _rows(delimiter: str, rows: list[list[str]], end: str = "\n") -> str:
    return "".join(delimiter.join(row) + end for row in rows)


def _quoted(cell: str, delimiter: str, quote: str = '"') -> str:
    if delimiter in cell or quote in cell or "\n" in cell:
        return quote + cell.replace(quote, quote * 2) + quote
    return cell


def _ohlc(count: int, seed: int, write: Callable[[float], str] = str) -> list[list[str]]:
    return [
        [f"{day:%Y-%m-%d}", *(write(p) for p in _prices(4, seed + k)), str(1000 + 37 * k)]
        for k, day in enumerate(_days(count))
    ]


def _plain() -> list[Case]:
    header = ["Date", "Open", "High", "Low", "Close", "Volume"]
    found = []
    for name, mark in {
        "comma": ",",
        "semicolon": ";",
        "tab": "\t",
        "pipe": "|",
        "tilde": "~",
        "caret": "^",
        "unit separator": "\x1f",
        "start of heading": "\x01",
        "hash": "#",
        "double pipe": "||",
        "double colon": "::",
        "broken bar": "¦",
        "single spaces": " ",
    }.items():
        found.append(Case(f"{name} between prices", _rows(mark, [header, *_ohlc(20, 1)]), mark, 6))
        found.append(
            Case(f"{name} between prices without header", _rows(mark, _ohlc(12, 2)), mark, 6)
        )
    for name, mark in {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}.items():
        found.append(
            Case(f"{name} in a file of two lines", _rows(mark, [header, *_ohlc(1, 3)]), mark, 6)
        )
        found.append(
            Case(
                f"{name} with old Mac line ends", _rows(mark, [header, *_ohlc(9, 4)], "\r"), mark, 6
            )
        )
        found.append(
            Case(
                f"{name} between a date and one price",
                _rows(mark, [["date", "price"], *([r[0], r[1]] for r in _ohlc(8, 5))]),
                mark,
                2,
            )
        )
    return found


def _decimal_commas() -> list[Case]:
    rows = _ohlc(15, 6, _comma)
    header = ["Datum", "Eröffnung", "Hoch", "Tief", "Schluss", "Volumen"]
    two = [[f"{day:%d.%m.%Y}", _comma(p)] for day, p in zip(_days(12), _prices(12, 7), strict=True)]
    alone = [[f"{day:%d/%m/%Y}", _comma(p)] for day, p in zip(_days(3), _prices(3, 8), strict=True)]
    big = [[r[0], f"1.{k:03d},5{k % 10}", f"2.{k:03d},25"] for k, r in enumerate(rows)]
    quoted = [[f'"{cell}"' for cell in row] for row in [header, *rows]]
    return [
        Case("decimal commas between semicolons", _rows(";", [header, *rows]), ";", 6),
        Case("decimal commas between tabs", _rows("\t", [header, *rows]), "\t", 6),
        Case("decimal commas between pipes", _rows("|", [header, *rows]), "|", 6),
        Case("decimal commas without a header", _rows(";", rows), ";", 6),
        Case("only two columns with decimal commas", _rows(";", two), ";", 2),
        Case("three lines with decimal commas", _rows(";", [["Data", "Valor"], *alone]), ";", 2),
        Case("thousands points and decimal commas", _rows(";", big), ";", 3),
        Case("quoted decimal commas between commas", _rows(",", quoted), ",", 6),
        Case(
            "decimal commas and a semicolon at each end",
            _rows(";", [[*row, ""] for row in [header, *rows]]),
            ";",
            7,
        ),
        Case(
            "Excel's line that names the separator",
            "sep=;\n" + _rows(";", [header, *rows]),
            ";",
            6,
        ),
        Case(
            "decimal commas and runs of blanks",
            "".join("   ".join(row) + "\n" for row in [header, *rows]),
            " ",
            6,
        ),
    ]


def _separators_inside() -> list[Case]:
    days = _days(12)
    thousands = [[f"{d:%d %b %Y}", f"{1000 + k * 111:,}", f"{k:,}.50"] for k, d in enumerate(days)]
    swiss = [[f"{d:%d.%m.%Y}", f"1'{k:03d}.50", f"12'{k:03d}'000"] for k, d in enumerate(days)]
    stamps = [[f"{d:%Y-%m-%d} 10:{k:02d}:00", f"{k}.5", "3"] for k, d in enumerate(days)]
    zoned = [[f"{d:%Y-%m-%d}T10:{k:02d}:00+01:00", f"{k}.5"] for k, d in enumerate(days)]
    us_time = [[f"{d:%m/%d/%Y %I:%M:%S %p}", f"${k}.50"] for k, d in enumerate(days)]
    words = [[f"{d:%B %d, %Y}", f"1,{k:03d}.00", "12,345"] for k, d in enumerate(days)]
    pairs = [[f"{d:%Y%m%d}", TICKERS[k % 7], f"1.{k:04d}"] for k, d in enumerate(days)]
    spans = [
        [f"{d:%d/%m/%Y} 00:00 - {d:%d/%m/%Y} 01:00", "BZN|HU", f"{k}.25", ""]
        for k, d in enumerate(days)
    ]
    links = [
        [str(k), f"https://shop.example/p/{k}?a=1,2&b=3;4", f"{k}.99"] for k, _ in enumerate(days)
    ]
    objects = [
        [f"{d:%Y-%m-%d}", f'{{"bid": {k}, "ask": {k + 1}, "v": [1, 2]}}', f"{k}.5"]
        for k, d in enumerate(days)
    ]
    return [
        Case("thousands commas between tabs", _rows("\t", thousands), "\t", 3),
        Case("thousands commas between semicolons", _rows(";", thousands), ";", 3),
        Case("thousands commas between pipes", _rows(" | ", thousands), "|", 3),
        Case("Swiss apostrophes between semicolons", _rows(";", swiss), ";", 3),
        Case("Swiss apostrophes between commas", _rows(",", swiss), ",", 3),
        Case("times between commas", _rows(",", stamps), ",", 3),
        Case("times between semicolons", _rows(";", [["t", "p", "n"], *stamps]), ";", 3),
        Case("times with zones between commas", _rows(",", [["when", "value"], *zoned]), ",", 2),
        Case("American times between tabs", _rows("\t", us_time), "\t", 2),
        Case("American times between commas", _rows(",", us_time), ",", 2),
        Case(
            "dates in words with commas inside quotes",
            _rows(",", [[f'"{c}"' for c in row] for row in words]),
            ",",
            3,
        ),
        Case("dates in words with commas between tabs", _rows("\t", words), "\t", 3),
        Case("currency pairs and carets between commas", _rows(",", pairs), ",", 3),
        Case("compact dates between spaces", _rows(" ", pairs), " ", 3),
        Case(
            "intervals of times and pipes inside quotes",
            _rows(",", [[f'"{cell}"' for cell in row] for row in spans]),
            ",",
            4,
        ),
        Case("intervals of times between semicolons", _rows(";", spans), ";", 4),
        Case("links between tabs", _rows("\t", [["id", "url", "price"], *links]), "\t", 3),
        Case(
            "links in quotes between commas",
            _rows(",", [[_quoted(cell, ",") for cell in row] for row in links]),
            ",",
            3,
        ),
        Case(
            "JSON inside a cell between commas",
            _rows(",", [[_quoted(cell, ",") for cell in row] for row in objects]),
            ",",
            3,
        ),
        Case("JSON inside a cell between tabs", _rows("\t", objects), "\t", 3),
        Case("JSON inside a cell between semicolons", _rows(";", objects), ";", 3),
    ]


def _statistics() -> list[Case]:
    chance = random.Random(11)  # noqa: S311
    market = [
        [f"{day:%Y-%m-%d}", CITIES[k % 7], ITEMS[k % 5], f"{chance.randint(10, 900) / 10}", "KG"]
        for k, day in enumerate(_days(20))
    ]
    header = ["date", "market", "commodity", "price", "unit"]
    tags = ["#date", "#name+market", "#item+name", "#value", "#item+unit"]
    wide = [["Region", "Name", *(f"{d:%Y-%m-%d}" for d in _days(10))]] + [
        [str(k), f"{city}, XX", *map(str, _prices(10, k))] for k, city in enumerate(CITIES)
    ]
    prose = (
        "Consumer prices, by region, monthly, not seasonally adjusted\n"
        "Source: National Office, Department of Prices, and others; all rights reserved\n\n"
    )
    notes = "\nNote: figures are provisional, revised, or estimated, as marked.\nRelease: 3\n"
    matrix = [["GEO/TIME", *(str(y) for y in range(2001, 2012))]] + [
        [city, *(f"{p:,.1f}".replace(",", " ") for p in _prices(11, k, 1200))]
        for k, city in enumerate(CITIES)
    ]
    quotes = [[f'"{_comma(p)}"' for p in _prices(3, k)] for k in range(10)]
    return [
        Case(
            "food prices between commas",
            _rows(",", [[_quoted(c, ",") for c in r] for r in [header, tags, *market]]),
            ",",
            5,
        ),
        Case("food prices between semicolons", _rows(";", [header, *market]), ";", 5),
        Case("food prices between pipes", _rows("|", [header, *market]), "|", 5),
        Case(
            "dates as columns with quoted names",
            _rows(",", [[_quoted(c, ",") for c in row] for row in wide]),
            ",",
            12,
        ),
        Case(
            "prose with commas above semicolons",
            prose + _rows(";", [header, *market]) + notes,
            ";",
            5,
        ),
        Case(
            "prose with commas above tabs",
            prose + _rows("\t", [header, *market[:6]]) + notes,
            "\t",
            5,
        ),
        Case(
            "prose above commas",
            prose + _rows(",", [[_quoted(c, ",") for c in r] for r in [header, *market]]) + notes,
            ",",
            5,
        ),
        Case("a matrix of years between semicolons", _rows(";", matrix), ";", 12),
        Case("a matrix of years between tabs", _rows("\t", matrix), "\t", 12),
        Case("all cells quoted, decimal commas, semicolons", _rows(";", quotes), ";", 3),
        Case(
            "metadata lines of key and value above",
            "Title;Prices\nUnit;EUR/t\nUpdated;2021-03-01 10:00\n\n"
            + _rows(";", [header, *market]),
            ";",
            5,
        ),
        Case(
            "comment lines above",
            "# exported by tool, version 1.2, at 10:00:01\n# rows: 20\n"
            + _rows("\t", [header, *market]),
            "\t",
            5,
        ),
    ]


def _quotes_and_escapes() -> list[Case]:
    days = _days(10)
    single = [[f"{d:%Y-%m-%d}", "'Rice, imported'", f"{k}.5"] for k, d in enumerate(days)]
    accent = [[f"{d:%Y-%m-%d}", "`Rice, imported`", f"{k}.5"] for k, d in enumerate(days)]
    slashed = [
        [f"{d:%Y-%m-%d}", f'"Screen {k}\\", wide, \\"new\\""', f"{k}.5"] for k, d in enumerate(days)
    ]
    doubled = [[f"{d:%Y-%m-%d}", f'"Screen {k}"", wide"', f"{k}.5"] for k, d in enumerate(days)]
    inches = [[f"{d:%Y-%m-%d}", f'Screen {k}" wide', f"{k}.5"] for k, d in enumerate(days)]
    owners = [[f"{d:%Y-%m-%d}", f"Men's boots {k}", f"{k}.5"] for k, d in enumerate(days)]
    remarks = [
        [f"{d:%Y-%m-%d}", f'"{REMARKS[k % 6]}\nand, on a second line, more"', f"{k}.5"]
        for k, d in enumerate(days)
    ]
    spaced = [[f"{d:%Y-%m-%d}", '"Rice, imported"', f"{k}.5"] for k, d in enumerate(days)]
    unescaped = [[f"{d:%Y-%m-%d}", f"Rice\\, grade {k}", f"{k}.5"] for k, d in enumerate(days)]
    return [
        Case("single quotes", _rows(",", single), ",", 3, quote="'"),
        Case("grave accents as quotes", _rows(",", accent), ",", 3, quote="`"),
        Case("single quotes between semicolons", _rows(";", single), ";", 3, quote="'"),
        Case("quotes behind a backslash", _rows(",", slashed), ",", 3, escape="\\"),
        Case("doubled quotes", _rows(",", doubled), ",", 3),
        Case("inches between commas", _rows(",", inches), ",", 3),
        Case("inches between semicolons", _rows(";", inches), ";", 3),
        Case("apostrophes in names", _rows(",", owners), ",", 3),
        Case("remarks of two lines", _rows(",", remarks), ",", 3),
        Case("remarks of two lines between semicolons", _rows(";", remarks), ";", 3),
        Case("a space after each comma", _rows(", ", spaced), ",", 3),
        Case("a space after each semicolon", _rows("; ", spaced), ";", 3),
        Case("a space around each pipe", _rows(" | ", spaced), "|", 3),
        Case("delimiters behind a backslash", _rows(",", unescaped), ",", 3, escape="\\"),
        Case("backslash before tabs' text", _rows("\t", owners), "\t", 3),
    ]


def _irregular() -> list[Case]:
    header = ["date", "symbol", "price", "remark"]
    rows = [
        [f"{d:%Y-%m-%d}", TICKERS[k % 7], f"{k}.50", REMARKS[k % 6]]
        for k, d in enumerate(_days(24))
    ]
    ragged = [[c.replace(";", ",") for c in row[: 3 + k % 2]] for k, row in enumerate(rows)]
    totals = [["Total", "", "312.00", ""]]
    blanks = "".join(";".join(row) + "\n\n" for row in [header, *rows])
    two = _rows("\t", [header, *rows]) + "\n" + _rows("\t", [["code", "name"], ["A", "x"]])
    sparse = [[row[0], *([""] * 8), row[2]] for row in rows]
    return [
        Case("ragged rows between semicolons", _rows(";", [header, *ragged]), ";", 4),
        Case("ragged rows between tabs", _rows("\t", [header, *ragged]), "\t", 4),
        Case("remarks with commas between pipes", _rows("|", [header, *rows, *totals]), "|", 4),
        Case("a blank line between any two", blanks.replace("; revised", " revised"), ";", 4),
        Case("two tables", two, "\t", 4),
        Case("mostly empty cells", _rows(",", sparse), ",", 10),
        Case("one bad row", _rows("|", [header, *rows[:5], ["oops"], *rows[5:]]), "|", 4),
        Case("one column of words", "symbol\nMSFT\nAAPL\nIBM\n", ",", 1),
        Case("one column of prices", "price\n12.5\n13.25\n11.75\n", ",", 1),
        Case("one line of names", "date,price,volume\n", ",", 3),
    ]


def _aligned() -> list[Case]:
    def line(cells: list[str], widths: list[int]) -> str:
        return "".join(
            cell.ljust(width) if k < 2 else cell.rjust(width)
            for k, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ).rstrip()

    widths = [12, 24, 10, 12]
    body = [
        [f"{d:%Y-%m-%d}", CITIES[k % 7], f"{k * 13}.50", "" if k % 4 == 1 else f"{k * 1000:,}"]
        for k, d in enumerate(_days(16))
    ]
    head = ["Date", "City", "Price", "Volume"]
    text = "".join(line(row, widths) + "\n" for row in [head, *body])
    ruler = "----------  ----------------------  --------  ----------\n"
    ruled = text.replace("\n", "\n" + ruler, 1)
    title = "Monthly prices of the markets, in local currency\n\n"
    months = "".join(
        f"{year}  " + "".join(f"{p:8.2f}" for p in _prices(12, year)) + "\n"
        for year in range(1995, 2010)
    )
    columns = "".join(
        f"{d:%Y-%m-%d}   {k * 1.5:<8}  {k * 100:<7}  x\n" for k, d in enumerate(_days(10))
    )
    psql = (
        "    date    | symbol |  price \n------------+--------+--------\n"
        + "".join(
            f" {d:%Y-%m-%d} | {TICKERS[k % 7]:<6} | {k * 1.25:>6}\n"
            for k, d in enumerate(_days(10))
        )
        + "(10 rows)\n"
    )
    markdown = "| date | symbol | price |\n|------|--------|-------|\n" + "".join(
        f"| {d:%Y-%m-%d} | {TICKERS[k % 7]} | {k}.5 |\n" for k, d in enumerate(_days(10))
    )
    return [
        Case("columns of fixed width", text, " ", 4, fixed_width=True),
        Case("columns of fixed width under a title", title + text, " ", 4, fixed_width=True),
        Case("columns of fixed width with a ruler", ruled, " ", 4, fixed_width=True),
        Case("a year to a line, runs of blanks", months, " ", 13),
        Case("left-aligned columns", columns, " ", 4),
        Case("a table of psql", psql, "|", 3),
        Case("a table of Markdown", markdown, "|", 5),
    ]


def _odd() -> list[Case]:
    days = [f"{d:%Y-%m-%d}" for d in _days(8)]
    wrapped = "".join(f'"{d},{k}.5,{k}00"\n' for k, d in enumerate(days))
    doubled = "".join(f'"{d},""{k},5"",{k}00"\n' for k, d in enumerate(days))
    numbered = "".join(f'"{k}" "{d}" {k}.5\n' for k, d in enumerate(days))
    words = "".join(f"{d:%a %d %b %Y}, {k}.5\n" for k, d in enumerate(_days(8)))
    log = "".join(f"{d} 10:0{k}:00 MSFT 12.{k}\n" for k, d in enumerate(days))
    moved = "".join(f"{d};{k},5;{k},7\n" for k, d in enumerate(days))
    slashes = "".join(f"{d}/12.{k}/MSFT\n" for k, d in enumerate(days))
    bordered = "".join(f"|{d}|{k}.5|\n" for k, d in enumerate(days))
    padded = "".join(f"{d}\t{k}.5\n" for k, d in enumerate(days))
    remarks = "".join(f"{d},up and down; then {k}\n" for k, d in enumerate(days))
    framed = f"+{'-' * 12}+{'-' * 7}+\n"
    rows = "".join(f"| {d} | {k}.50  |\n" for k, d in enumerate(days))
    return [
        Case("each line in quotes as a whole", '"Date,Close,Volume"\n' + wrapped, ",", 3),
        Case("each line in quotes with quotes inside", '"Day,Close,Volume"\n' + doubled, ",", 3),
        Case("a table of R", '"date" "price"\n' + numbered, " ", 3),
        Case("weekdays before a comma", words, ",", 2),
        Case("a log of deals", log, " ", 4),
        Case("a header with other delimiters", "Date,Open,Close\n" + moved, ";", 3),
        Case("slashes", slashes, "/", 3),
        Case("equals signs", "MSFT=12.5\nAAPL=13.5\nIBM=11\n", "=", 2),
        Case("colons and blanks", "MSFT: 12.5\nAAPL: 13.5\nIBM: 11\n", ":", 2),
        Case("pipes at both ends", "|date|price|\n" + bordered, "|", 4),
        Case("a frame of dashes", framed + "| date       | price |\n" + framed + rows, "|", 4),
        Case("two tabs in the header", "Date\t\tPrice\n" + padded, "\t", 2),
        Case("remarks with semicolons", "date,remark\n" + remarks, ",", 2),
        Case("one line with decimal comma", "01.02.2020;1,5\n", ";", 2),
        Case("one line with decimal point", "2020-01-01,1.5\n", ",", 2),
        Case("one line with a blank", "2020-01-01 1.5\n", " ", 2),
        Case("a quoted amount in two lines", 'Date,Close\n"Jan 01, 2020","1,234.5"\n', ",", 2),
    ]


def cases() -> list[Case]:
    """Return all of them."""
    return [
        *(*_plain(), *_decimal_commas(), *_separators_inside(), *_statistics()),
        *(*_quotes_and_escapes(), *_irregular(), *_aligned(), *_odd()),
    ]
