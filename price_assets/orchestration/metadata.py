"""What the UI shows of a value, so that nobody has to open a file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import dagster as dg

from price_assets.checkpoints import CleanPrices, LineCounts, ModelDocument, RawPrices, Report
from price_assets.checkpoints.columns import Column
from price_assets.checkpoints.frames import column_to_values, field_type_of

from .pictures import (
    clean_picture,
    forecast_picture,
    presence_picture,
    raw_picture,
    skill_picture,
)

if TYPE_CHECKING:
    import pandas as pd

Metadata = Mapping[str, dg.MetadataValue[Any]]
_PREVIEW_ROWS = 5
_MOST_ROWS = 100
_DAGSTER_TYPES = {"integer": "int", "number": "float", "boolean": "bool"}


def column_schema(columns: Iterable[Column]) -> dg.TableSchema:
    """Describe the columns that a table document always has."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=column.name,
                type=_DAGSTER_TYPES.get(column.type, column.type),
                description=column.description + (f" ({column.unit})" if column.unit else ""),
                constraints=dg.TableColumnConstraints(nullable=not column.required),
            )
            for column in columns
        ]
    )


def raw_metadata(raw: RawPrices) -> Metadata:
    """Show the files, how each was read, and some rows."""
    return {
        "dagster/column_schema": _schema_of(raw.frame, raw.COLUMNS),
        "files": dg.MetadataValue.int(raw.summary.files),
        "rows": dg.MetadataValue.int(raw.summary.rows),
        "observations": dg.MetadataValue.int(raw.summary.observations),
        "rejected": dg.MetadataValue.int(len(raw.rejected)),
        "sources": table(
            {
                "source": source.source,
                "rows": source.rows,
                "observations": source.observations,
                "format": source.format,
                "compression": source.compression,
                "encoding": source.encoding,
                "delimiter": source.delimiter,
                "layout": source.layout,
                "timestamp": ", ".join(source.columns.timestamp),
                "symbol from": source.symbol_from,
                "price": ", ".join(source.columns.price),
                "lines": _lines(source.lines),
                "mended rows": len(source.repaired),
                "doubts": "; ".join(doubt.sentence for doubt in source.doubts),
                "notes": "; ".join(source.notes),
                "error": source.error,
                "sha256": source.sha256,
            }
            for source in raw.sources
        ),
        "preview": preview(raw.frame),
        "picture": raw_picture(raw),
    }


def _lines(lines: LineCounts | None) -> str:
    """Say what the lines of a source are: ``120 = 115 data + 1 header + 4 preamble``."""
    if lines is None:
        return ""
    kinds = lines.model_dump(exclude={"total"})
    parts = " + ".join(f"{count} {kind}" for kind, count in kinds.items() if count)
    return f"{lines.total} = {parts}" if parts else str(lines.total)


def clean_metadata(clean: CleanPrices) -> Metadata:
    """Show the counts, the span of each symbol, some rejected rows and some rows."""
    summary = clean.summary
    spans = clean.frame.groupby("symbol")["timestamp"].agg(["size", "first", "last"])
    return {
        "dagster/column_schema": _schema_of(clean.frame, clean.COLUMNS),
        "dagster/column_lineage": _lineage_of(clean.frame),
        "rows_in": dg.MetadataValue.int(summary.rows_in),
        "rows_out": dg.MetadataValue.int(summary.rows_out),
        "rejected": dg.MetadataValue.int(summary.rejected_total),
        "rejected_share": dg.MetadataValue.float(summary.rejected_total / max(summary.rows_in, 1)),
        "missing": dg.MetadataValue.int(summary.missing_total),
        "rejected_by_reason": dg.MetadataValue.json(summary.rejected),
        "missing_by_source": dg.MetadataValue.json(summary.missing),
        "rejected_rows": table(item.model_dump(mode="json") for item in clean.rejected),
        "symbols": table(
            {"symbol": row.Index, "rows": row.size, "from": row.first, "to": row.last}
            for row in spans.itertuples()
        ),
        "preview": preview(clean.frame),
        "picture": clean_picture(clean),
        "prices_over_time": presence_picture(clean),
    }


def _lineage_of(frame: pd.DataFrame) -> dg.MetadataValue[Any]:
    """Say that each clean column comes from the raw one of its name."""
    raw = dg.AssetKey(RawPrices.KIND)
    return dg.MetadataValue.column_lineage(
        dg.TableColumnLineage(
            {
                str(name): [dg.TableColumnDep(asset_key=raw, column_name=str(name))]
                for name in frame.columns
            }
        )
    )


def model_metadata(model: ModelDocument, reason: str) -> Metadata:
    """Show how far to trust the model, and what it forecasts."""
    metrics = model.metrics
    figures = {
        "mae": metrics.mae,
        "mae_naive": metrics.mae_naive,
        "skill": metrics.skill,
        "p_value": metrics.p_value,
        "auc": metrics.auc,
        "calibration_error": metrics.calibration_error,
        **{f"coverage_{level}": share for level, share in metrics.coverage.items()},
    }
    return {
        "mode": dg.MetadataValue.text(model.mode),
        "mode_reason": dg.MetadataValue.text(reason),
        "verdict": dg.MetadataValue.text(metrics.verdict),
        "fit": dg.MetadataValue.text(model.fit),
        "rows_trained": dg.MetadataValue.int(model.trained.rows),
        **{
            name: dg.MetadataValue.float(value)
            for name, value in figures.items()
            if value is not None
        },
        "metrics": table(
            {
                "symbol": row.symbol,
                "rows": row.rows,
                "mae": row.mae,
                "mae_naive": row.mae_naive,
                "skill": row.skill,
                "auc": row.auc,
            }
            for row in metrics.symbols
        ),
        "candidates": table(item.model_dump(mode="json") for item in model.candidates),
        "forecast": table(
            {
                "symbol": step.symbol,
                "step": step.step,
                "timestamp": step.timestamp,
                "price": step.price,
                **{
                    f"{level} {edge}": getattr(found, edge)
                    for level, found in step.intervals.items()
                    for edge in ("low", "high")
                },
                "probability_of_rise": step.probability_of_rise,
                "last_price": step.last_price,
                "method": step.method,
            }
            for step in model.forecast
        ),
        "params": dg.MetadataValue.json(dict(model.params)),
        "picture": forecast_picture(model),
        "skill_by_symbol": skill_picture(model),
    }


def report_metadata(report: Report, model: ModelDocument, link: str | None) -> Metadata:
    """Show the text itself, which model it is about, and the way to the page."""
    return {
        **({} if link is None else {"page": dg.MetadataValue.url(link)}),
        "model_checksum": dg.MetadataValue.text(model.checksum),
        "verdict": dg.MetadataValue.text(model.metrics.verdict),
        # An indented block stays text whatever a symbol or a commentary contains.
        "text": dg.MetadataValue.md(textwrap.indent(report.text, "    ", lambda _: True)),
        "picture": forecast_picture(model),
    }


def preview(frame: pd.DataFrame) -> dg.MetadataValue[Any]:
    """Show the first and the last rows of a table."""
    import pandas as pd

    if len(frame) > 2 * _PREVIEW_ROWS:
        frame = pd.concat([frame.head(_PREVIEW_ROWS), frame.tail(_PREVIEW_ROWS)])
    columns = {str(name): column_to_values(frame[name]) for name in frame.columns}
    return table(
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    )


def table(rows: Iterable[Mapping[str, Any]]) -> dg.MetadataValue[Any]:
    """Show rows as a table; the first row's keys are the columns.

    Metadata stands in Dagster's event log for good, so a table of thousands of symbols or files is
    cut off, and says so in its last row.
    """
    rows = list(rows)
    columns = list((rows or [{}])[0])
    records = [dg.TableRecord(dict(row)) for row in rows[:_MOST_ROWS]]
    if len(rows) > _MOST_ROWS:
        rest = f"… and {len(rows) - _MOST_ROWS:,} more"
        records.append(dg.TableRecord({**dict.fromkeys(columns, ""), columns[0]: rest}))
    return dg.MetadataValue.table(
        records=records, schema=dg.TableSchema([dg.TableColumn(name) for name in columns])
    )


def _schema_of(frame: pd.DataFrame, described: Sequence[Column]) -> dg.MetadataValue[Any]:
    known = {column.name for column in described}
    extras = [
        Column(str(name), field_type_of(frame[name]), "As in the source", required=False)
        for name in frame.columns
        if name not in known
    ]
    return dg.MetadataValue.table_schema(column_schema([*described, *extras]))
