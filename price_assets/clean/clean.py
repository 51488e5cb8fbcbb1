"""The stage: the raw table in, the canonical table out."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from price_assets.checkpoints import (
    CleanPrices,
    CleanSummary,
    InvalidDocumentError,
    RawPrices,
    Source,
)

from .ahead import rows_ahead
from .canonical import write_times
from .collisions import collision_notes
from .duplicates import resolve
from .nothing_left import nothing_left
from .reading import Reading
from .rejections import Reason, in_order, to_rejections
from .settings import CleanSettings
from .text_columns import without_formulas
from .values import Values, read_values

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

LOGGER = logging.getLogger("price_assets.clean")
_TAKEN_AS_UTC = "times without a zone are taken as UTC, as their symbol's other times are"


def clean_prices(
    raw: RawPrices | pd.DataFrame, settings: CleanSettings | None = None
) -> CleanPrices:
    """Turn raw observations into one price for each symbol and time.

    Parameters
    ----------
    raw
        The raw table; or a frame with the columns ``timestamp``, ``symbol`` and ``price``, and
        ``source``, ``row`` and ``column`` if it has them. Text or numbers; in a frame also times.
    settings
        What a person said about them; by default all is found by evidence, file by file.

    Returns
    -------
    CleanPrices
        Holds its rules: rows in = rows out + rejected + missing.

    Raises
    ------
    InvalidDocumentError
        If a frame lacks a column.
    PriceAssetsError
        If not one price is left, or a setting is not one or touches nothing.
    """
    import numpy as np

    document = raw if isinstance(raw, RawPrices) else RawPrices(frame=_completed(raw))
    frame = document.frame.reset_index(drop=True)
    frame = frame.assign(symbol=without_formulas(frame["symbol"]))
    rows_in = len(frame) + len(document.rejected)
    LOGGER.info("clean: start: %d rows in, from %d files", rows_in, frame["source"].nunique())
    values = read_values(frame, settings or CleanSettings(), document.sources)
    symbols, codes = _symbols(frame["symbol"])
    reasons = _reasons(frame["price"], values, codes)
    good = _good(values, reasons)
    resolved = resolve(codes[good], values.instants[good], values.prices[good])
    reasons[good[resolved.duplicate]] = Reason.DUPLICATE
    reasons[good[resolved.superseded]] = Reason.SUPERSEDED
    kept = good[resolved.kept]
    ahead = rows_ahead(values, codes, kept, frame["source"], document.sources)
    texts, taken_as_utc = write_times(values, codes, np.append(good, ahead))
    refused = to_rejections(frame, reasons, texts, values.prices)
    rejected = in_order([*document.rejected, *refused], document.sources)
    table = _table(values, symbols.take(codes[kept]), texts, kept)
    notes = {str(source): [_TAKEN_AS_UTC] for source in frame.loc[taken_as_utc, "source"].unique()}
    superseded = good[resolved.superseded]
    local = values.timed & ~values.zoned
    for source, note in collision_notes(
        frame["source"], codes, values.instants, good, superseded, local
    ):
        notes.setdefault(source, []).append(note)
    summary = CleanSummary(
        rows_in=rows_in,
        rows_out=len(table),
        rejected=dict(sorted(Counter(item.reason for item in rejected).items())),
        missing=_count_missing(frame, values.missing),
    )
    if summary.rows_out == 0:
        raise nothing_left(summary, rejected)
    clean = CleanPrices(
        frame=table,
        rejected=rejected,
        sources=[_with_reading(source, values.readings, notes) for source in document.sources],
        summary=summary,
        ahead=_table(values, symbols.take(codes[ahead]), texts, ahead).drop(columns="price"),
    )
    _log_end(clean, values, notes)
    return clean


def _completed(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a frame that comes from no file the columns of the raw table."""
    import numpy as np
    import pandas as pd

    for name in ("timestamp", "symbol", "price"):
        if name not in frame.columns:
            found = ", ".join(f"'{column}'" for column in frame.columns)
            raise InvalidDocumentError(
                f"expected columns 'timestamp', 'symbol' and 'price', found {found or 'none'}; "
                f"rename the one that holds the {name}"
            )
    frame = frame.reset_index(drop=True)
    if frame["timestamp"].dtype.kind == "M":
        frame = frame.assign(timestamp=frame["timestamp"].astype("str"))
    if not isinstance(frame["symbol"].dtype, pd.StringDtype):
        text = frame["symbol"].astype(object).map(str, na_action="ignore").astype("str")
        frame = frame.assign(symbol=text)
    if "row" not in frame.columns:
        frame = frame.assign(row=np.arange(1, len(frame) + 1))
    for name, value in (("source", ""), ("column", "price")):
        if name not in frame.columns:
            frame = frame.assign(**{name: pd.Series([value] * len(frame), dtype="str")})
    return frame


def _symbols(column: pd.Series) -> tuple[pd.Index, np.ndarray[Any, Any]]:
    """Return the symbols, sorted by code point, and each row's place among them; -1 for none."""
    import numpy as np
    import pandas as pd

    text = column.str.strip()
    codes, found = pd.factorize(text.where(text != ""))
    names = [str(name) for name in found]
    order = sorted(range(len(names)), key=names.__getitem__)
    place = np.full(len(names) + 1, -1)
    place[order] = np.arange(len(order))
    return pd.Index([names[i] for i in order], dtype="str"), place[codes]


def _reasons(
    column: pd.Series, values: Values, codes: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any]:
    """Give each row the first reason to refuse it; rows without a price have none."""
    import numpy as np

    infinite = np.zeros(len(column), bool)
    if column.dtype.kind == "f":
        infinite = np.isinf(column.to_numpy("float64", na_value=np.nan))
    reasons = np.select(
        [
            values.missing,
            codes < 0,
            values.no_time,
            np.isnat(values.instants),
            infinite,
            np.isnan(values.prices),
        ],
        [
            Reason.NONE,
            Reason.MISSING_SYMBOL,
            Reason.MISSING_TIMESTAMP,
            Reason.UNREADABLE_TIMESTAMP,
            Reason.INFINITE_PRICE,
            Reason.UNREADABLE_PRICE,
        ],
        Reason.NONE,
    )
    return reasons.astype("int8")


def _good(values: Values, reasons: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    import numpy as np

    return np.flatnonzero(~values.missing & (reasons == Reason.NONE))


def _table(
    values: Values, symbols: pd.Index, texts: np.ndarray[Any, Any], kept: np.ndarray[Any, Any]
) -> pd.DataFrame:
    import pandas as pd

    columns = {
        "symbol": pd.Series(symbols, dtype="str"),
        "timestamp": pd.Series(texts[kept], dtype="str"),
        "price": pd.Series(values.prices[kept], dtype="float64"),
    }
    for name, numbers in values.extras.items():
        columns[name] = pd.Series(numbers[kept], dtype="float64")
    return pd.DataFrame(columns)


def _count_missing(frame: pd.DataFrame, missing: np.ndarray[Any, Any]) -> dict[str, dict[str, int]]:
    """Count by source, in the order of the table, and symbol; no symbol counts as ''."""
    found: dict[str, dict[str, int]] = {}
    for source, symbols in frame.loc[missing, "symbol"].groupby(frame["source"], sort=False):
        counts = Counter(symbols.fillna("").str.strip())
        found[str(source)] = dict(sorted(counts.items()))
    return found


def _with_reading(
    source: Source, readings: Mapping[str, Reading], notes: Mapping[str, list[str]]
) -> Source:
    reading = readings.get(source.source)
    if reading is None:  # none of its rows stands in the table
        return source
    found = [*source.notes, *reading.notes, *notes.get(source.source, [])]
    return source.model_copy(
        update={
            "conventions": reading.conventions,
            "notes": found,
            "doubts": [*source.doubts, *reading.doubts],
        }
    )


def _log_end(clean: CleanPrices, values: Values, notes: Mapping[str, list[str]]) -> None:
    for source, reading in values.readings.items():
        for note in [*reading.notes, *notes.get(source, [])]:
            LOGGER.info("note on %s: %s", source, note)
    if values.left_out:
        LOGGER.info("columns left out, not all numbers: %s", ", ".join(values.left_out))
    summary = clean.summary
    reasons = ", ".join(f"{reason}: {count}" for reason, count in summary.rejected.items())
    LOGGER.info(
        "clean: end: %d rows in, %d rows out, %d rows rejected%s, %d missing%s",
        summary.rows_in,
        summary.rows_out,
        summary.rejected_total,
        f" ({reasons})" if reasons else "",
        summary.missing_total,
        f" ({ahead} of them ahead of the last price)" if (ahead := len(clean.ahead_frame)) else "",
    )
