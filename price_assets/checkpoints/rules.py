"""The rules of the table documents, for the stages before they write and for the asset checks.

Each returns what is wrong, in words that name the first rows concerned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any

from .ahead_rules import rows_ahead
from .columns import CLEAN_KEY, RAW_KEY
from .document import Rule
from .frames import field_type_of
from .timestamps import to_instants

if TYPE_CHECKING:
    from .tables import CleanPrices, RawPrices


def _schema(document: RawPrices | CleanPrices) -> list[str]:
    """The columns are there with their types, whole where they must be; no number is infinite."""
    if problems := _wrong_columns(document):
        return problems
    gaps = [
        f"column '{column.name}' has empty cells"
        for column in document.COLUMNS
        if column.required and document.frame[column.name].isna().any()
    ]
    return gaps + _infinite_columns(document)


def _wrong_columns(document: RawPrices | CleanPrices) -> list[str]:
    frame = document.frame
    problems = []
    for column in document.COLUMNS:
        if column.name not in frame.columns:
            problems.append(f"column '{column.name}' is missing")
        elif len(frame) and column.type not in ("any", found := field_type_of(frame[column.name])):
            problems.append(f"column '{column.name}' has type {found}, expected {column.type}")
    return problems


def _infinite_columns(document: RawPrices | CleanPrices) -> list[str]:
    import numpy as np

    numeric = document.frame.select_dtypes("number")
    return [
        f"column '{name}' has infinite numbers"
        for name in numeric.columns
        if np.isinf(numeric[name].to_numpy("float64", na_value=0.0)).any()
    ]


def _raw_keys_unique(document: RawPrices) -> list[str]:
    """Each cell of a file stands once."""
    repeated = document.frame[document.frame.duplicated(list(RAW_KEY))]
    return [
        f"{row.source}, row {row.row}, column {row.column} stands twice"
        for row in repeated.head(5).itertuples()
    ]


def _raw_rows_conserved(document: RawPrices) -> list[str]:
    """Observations of each file = rows kept + rows rejected."""
    problems = []
    kept = document.frame["source"].value_counts().to_dict()
    refused = Counter(item.source for item in document.rejected)
    for source in document.sources:
        found = int(kept.get(source.source, 0))
        accounted = found + refused[source.source]
        if accounted != source.observations:
            problems.append(
                f"{source.source} has {source.observations} observations, of which "
                f"{found} are kept and {refused[source.source]} rejected"
            )
    total = len(document.frame) + len(document.rejected)
    if total != document.summary.observations:
        problems.append(f"the summary counts {document.summary.observations}, found {total}")
    return problems


def _lines_accounted_for(document: RawPrices) -> list[str]:
    """Each line or sheet row of a file is data, header, preamble, footer, comment or blank."""
    problems = []
    for source in document.sources:
        if (lines := source.lines) is None:
            continue
        kinds = lines.model_dump(exclude={"total"})
        if sum(kinds.values()) != lines.total:
            found = " + ".join(f"{count} {name}" for name, count in kinds.items())
            problems.append(f"{source.source} has {lines.total} lines, but {found}")
        if lines.data < source.rows:
            problems.append(f"{source.source} has {source.rows} rows in {lines.data} lines of data")
    return problems


def _clean_keys_unique(document: CleanPrices) -> list[str]:
    """Each symbol has one price for each time."""
    repeated = document.frame[document.frame.duplicated(list(CLEAN_KEY))]
    return [
        f"{row.symbol} at {row.timestamp} stands twice" for row in repeated.head(5).itertuples()
    ]


def _clean_rows_conserved(document: CleanPrices) -> list[str]:
    """Rows in = rows out + rejected + missing."""
    summary = document.summary
    problems = []
    accounted = summary.rows_out + summary.rejected_total + summary.missing_total
    if summary.rows_in != accounted:
        problems.append(
            f"{summary.rows_in} rows in, but {summary.rows_out} out + {summary.rejected_total} "
            f"rejected + {summary.missing_total} missing = {accounted}"
        )
    if summary.rows_out != len(document.frame):
        problems.append(f"{summary.rows_out} rows out, but {len(document.frame)} in the table")
    if Counter(summary.rejected) != Counter(item.reason for item in document.rejected):
        problems.append("the counts of rejected rows differ from the list of them")
    return problems


def _prices_finite(document: CleanPrices) -> list[str]:
    """Every price is a finite number."""
    import numpy as np

    bad = document.frame[~np.isfinite(document.frame["price"].to_numpy("float64"))]
    return [
        f"{row.symbol} at {row.timestamp} has the price {row.price}"
        for row in bad.head(5).itertuples()
    ]


def _sorted_by_key(document: CleanPrices) -> list[str]:
    """Rows are sorted by symbol and time."""
    frame = document.frame
    try:
        instants = to_instants(frame["timestamp"])
    except ValueError as error:
        return [f"a timestamp is not ISO 8601: {error}"]
    same = frame["symbol"].eq(frame["symbol"].shift())
    falls = (same & instants.lt(instants.shift())) | frame["symbol"].lt(frame["symbol"].shift())
    return [
        f"{row.symbol} at {row.timestamp} stands after a later row"
        for row in frame[falls].head(5).itertuples()
    ]


def _after_columns(rule: Callable[[Any], list[str]]) -> Rule:
    """Run a rule only where the columns it reads are there: that they are is a rule of its own."""

    @wraps(rule)
    def guarded(document: RawPrices | CleanPrices) -> list[str]:
        return [] if _wrong_columns(document) else rule(document)

    return guarded


RAW_RULES: Mapping[str, Rule] = {
    "schema": _schema,
    "unique_keys": _after_columns(_raw_keys_unique),
    "conservation_of_rows": _after_columns(_raw_rows_conserved),
    "lines_accounted_for": _lines_accounted_for,
}
CLEAN_RULES: Mapping[str, Rule] = {
    "schema": _schema,
    "finite_prices": _after_columns(_prices_finite),
    "unique_keys": _after_columns(_clean_keys_unique),
    "sorted_by_key": _after_columns(_sorted_by_key),
    "conservation_of_rows": _after_columns(_clean_rows_conserved),
    "rows_ahead": _after_columns(rows_ahead),
}
