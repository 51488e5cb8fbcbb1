"""The symbol of a table that has none in its columns: in the file, its sheets, its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from price_assets.ingest.grid import Cell
from price_assets.ingest.table import Table

from .column_roles import SYMBOL_NAMES, plain_name, words

_ENDINGS = re.compile(
    r"\.(gz|bz2|xz|lzma|zst|zip|tar|tgz|tbz2|txz|csv|tsv|txt|psv|dat|asc|prn|fwf|tab|json|jsonl|"
    r"ndjson|parquet|pq|feather|arrow|ipc|xlsx|xlsm|xlsb|xls|ods)$",
    re.IGNORECASE,
)
# Words that sheets, keys of documents and the like are called, whatever is in them.
_SHEET_WORDS = words(
    """sheet worksheet tabelle tabellenblatt feuil feuille hoja folha planilha foglio blad
    ark arkusz list munka sayfa taul лист φυλλο 工作表 シート data dataset datos dados
    donnees daten dati dane export exports import price prices quote quotes history
    historical daily weekly monthly quarterly annual yearly hourly intraday table report
    download results result values value series timeseries time bars candles ohlc ohlcv
    klines trades ticks observations records rates rate content items body response
    payload chart output raw main default of the and kurse preise prix precios precos
    prezzi cours cotacoes sheetjs frequency"""
)
_PAIR = re.compile(r"^\W*([^:=]{2,40}?)\s*[:=]\s*(\S.*?)\s*$")
_LONGEST = 60


def symbol_of(name: str, sheet: str | None = None) -> str:
    """Return the symbol that a file is named for.

    Parameters
    ----------
    name
        The file's name, ``file!member`` in archives, ``file#sheet`` in workbooks.
    sheet
        The sheet, if there are any.

    Returns
    -------
    str
        The name without folders and endings: ``fx/EURUSD.csv.gz`` is ``EURUSD``.
    """
    if sheet is not None:
        name = name.removesuffix(f"#{sheet}")
    stem = PurePosixPath(name.rpartition("!")[2] or name).name
    while (shorter := _ENDINGS.sub("", stem)) != stem and shorter:
        stem = shorter
    return stem


def symbol_of_sheet(sheet: str | None) -> str | None:
    """Return the symbol that a sheet, or a part of a document, is named for.

    Parameters
    ----------
    sheet
        Its name; of the path ``result.XXBTZUSD`` the last part counts.

    Returns
    -------
    str or None
        None where the name says nothing of what is priced: ``Sheet1``, ``Tabelle1``, ``Daily
        Prices``.
    """
    if sheet is None or not sheet.strip():
        return None
    words = re.sub(r"\d+", " ", plain_name(sheet.rpartition(".")[2] or sheet)).split()
    if all(word in _SHEET_WORDS for word in words):
        return None
    return (sheet.rpartition(".")[2] or sheet).strip()


def symbol_in_preamble(table: Table) -> str | None:
    """Find the symbol that the lines above the header name.

    Parameters
    ----------
    table
        Its `preamble` may have ``Symbol: AAPL`` in one cell, or ``Ticker`` and ``AAPL`` in two.

    Returns
    -------
    str or None
        The value under the best of the usual names; None where there is none.
    """
    return symbol_in_rows(table.preamble)


def symbol_in_rows(rows: Iterable[Sequence[Cell]]) -> str | None:
    """Find the symbol that titles name, as `symbol_in_preamble` does."""
    found: list[tuple[int, int, str]] = []
    for row in rows:
        texts = ["" if cell is None else str(cell).strip() for cell in row]
        cells = [text for text in texts if text]
        if len(cells) == 2:
            pair = (cells[0].strip("#:= "), cells[1])
        elif len(cells) == 1 and (match := _PAIR.match(cells[0])):
            pair = (match[1], match[2])
        else:
            continue
        rank = SYMBOL_NAMES.get(plain_name(pair[0]))
        if rank is not None and len(pair[1]) <= _LONGEST:
            found.append((rank, len(found), pair[1].strip("\"'")))
    return min(found)[-1] if found else None
