"""Loaders that price_assets.ingest is measured against, each given the path alone.

They are what a careful person would write with each library in a few lines: everything as text,
rows that do not fit kept or skipped as the library offers it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any

Rows = Any
"""Rows with the header first, a DataFrame or an Arrow table."""


def csv_module(path: str) -> Rows:
    with open(path, encoding="utf-8-sig", errors="replace", newline="") as lines:  # noqa: PTH123
        return list(csv.reader(lines))


def csv_sniffer(path: str) -> Rows:
    with open(path, encoding="utf-8-sig", errors="replace", newline="") as lines:  # noqa: PTH123
        text = lines.read()
    try:
        dialect: Any = csv.Sniffer().sniff(text[:100_000])
    except csv.Error:
        dialect = csv.excel
    return list(csv.reader(text.splitlines(keepends=True), dialect))


def clevercsv(path: str) -> Rows:
    import clevercsv as library

    return library.read_table(path)


def pandas_default(path: str) -> Rows:
    import pandas as pd

    return pd.read_csv(path, dtype=str, keep_default_na=False)


def pandas_skipping(path: str) -> Rows:
    import warnings

    import pandas as pd

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pd.read_csv(
            path, dtype=str, keep_default_na=False, sep=None, engine="python", on_bad_lines="skip"
        )


def pyarrow_skipping(path: str) -> Rows:
    from pyarrow import csv as arrow_csv

    return arrow_csv.read_csv(
        path,
        parse_options=arrow_csv.ParseOptions(
            newlines_in_values=True, invalid_row_handler=lambda _: "skip"
        ),
        convert_options=arrow_csv.ConvertOptions(strings_can_be_null=False),
    )


def polars_tolerant(path: str) -> Rows:
    import polars

    return polars.read_csv(path, infer_schema=False, truncate_ragged_lines=True, ignore_errors=True)


def duckdb_auto(path: str) -> Rows:
    import duckdb

    relation = duckdb.sql(
        "select * from read_csv(?, all_varchar=true, ignore_errors=true, null_padding=true)",
        params=[path],
    )
    return [relation.columns, *relation.fetchall()]


def ours(path: str) -> Rows:
    from price_assets.ingest import read_table

    return read_table(path)


PEERS: dict[str, Callable[[str], Rows]] = {
    loader.__name__: loader
    for loader in (
        csv_module,
        csv_sniffer,
        clevercsv,
        pandas_default,
        pandas_skipping,
        pyarrow_skipping,
        polars_tolerant,
        duckdb_auto,
    )
}
