"""`report.txt`: the report as plain text of at most 100 columns."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from price_assets.checkpoints import ModelDocument
from price_assets.checkpoints.report_document import MODEL_LINE

from . import wording
from .commentary import Commentary
from .sparkline import sparkline

WIDTH = 100
_GAP = 2
_NARROW = 16


def render_text(model: ModelDocument, commentary: Commentary | str | None = None) -> str:
    """Write a report as plain text.

    Parameters
    ----------
    model
        The model document; every number of the report stands in it.
    commentary
        What a person says about it, as Markdown; words alone are taken as said of this model, and
        not reviewed.

    Returns
    -------
    str
        UTF-8 text, lines of at most 100 columns, with a line end after the last.
    """
    said = wording.as_commentary(commentary, model)
    sections = [
        _title("PRICE FORECAST", "="),
        _wrapped(wording.headline(model)),
        _wrapped(model.metrics.verdict),
        _wrapped(wording.review_state(said, model.checksum)),
        _title("Forecast"),
        _table(wording.FORECAST_HEADER, wording.forecast_rows(model)),
        _wrapped(
            "Intervals follow the newest errors on rows that the fit had not seen. 'rise' is the "
            "probability that the price rises, given that it changes."
        ),
        _title(f"Accuracy, {wording.steps(model)}, on rows that neither fit nor choice has seen"),
        _accuracy(model),
        _title("Data"),
        _data(model),
        _title("Commentary"),
        _wrapped(wording.review_state(said, model.checksum)),
        _wrapped(wording.NO_COMMENTARY if said is None else said.words),
        _title("Provenance"),
        _provenance(model),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def _data(model: ModelDocument) -> str:
    quality = model.data_quality
    reasons = "Rejected, by reason: " + (
        ", ".join(f"{reason} {count:,}" for reason, count in sorted(quality.rejected.items()))
        or "none"
    )
    return "\n\n".join(
        [
            _wrapped(wording.counts(model)),
            _wrapped(wording.rhythm(model)),
            _wrapped(reasons + "."),
            *([_wrapped(wording.drift(model))] if model.diagnostics.drift else []),
            "Prices that the model was trained on:",
            _table((*wording.SPAN_HEADER, "price over time"), _spans(model)),
            *(_wrapped(f"Note: {note}") for note in model.notes),
            *(_wrapped(f"Note on {note}.") for note in wording.source_notes(model)),
        ]
    )


def _spans(model: ModelDocument) -> list[tuple[str, ...]]:
    lines = {series.symbol: sparkline(series.actual) for series in model.history}
    named = zip(model.trained.symbols, wording.span_rows(model), strict=True)
    return [(*cells, lines.get(row.symbol, "")) for row, cells in named]


def _accuracy(model: ModelDocument) -> str:
    metrics = model.metrics
    if metrics.reason:
        return _wrapped(f"Not measured: {metrics.reason}")
    overall = (
        f"{metrics.rows:,} forecasts from {metrics.from_} to {metrics.to}. MAE is in price units; "
        "naive means the last price; skill is 1 - MAE / naive MAE, over all symbols the mean of "
        "theirs; AUC is of the probability of a rise (0.5 is chance), "
        f"{metrics.unchanged:,} rows without a change left out. Over all symbols: MAE "
        f"{wording.price(metrics.mae)}, naive {wording.price(metrics.mae_naive)}"
        f"{wording.seasonal(model)}, skill {wording.skill(metrics)}, "
        f"AUC {wording.auc(metrics)}."
    )
    coverage = (
        "Share of prices inside the interval, made from earlier errors alone: "
        + wording.coverage(model)
    )
    candidates = (
        "Methods tried, on earlier rows than those above (p-value: one-sided Diebold-Mariano "
        "test against naive):"
    )
    return "\n\n".join(
        [
            _wrapped(overall),
            _table(
                wording.ACCURACY_HEADER, [wording.accuracy_cells(row) for row in metrics.symbols]
            ),
            _wrapped(coverage + ".") if metrics.coverage else "",
            _wrapped(candidates),
            _table(wording.CANDIDATE_HEADER, wording.candidate_rows(model)),
        ]
    )


def _provenance(model: ModelDocument) -> str:
    lines = [
        f"{MODEL_LINE} {model.checksum}",
        f"Fit:            {model.fit}",
        f"Data:           {(model.scored or model.trained).fingerprint}",
    ]
    files = []
    for source in model.sources:
        files += [
            f"{wording.plain(source.source)} ({source.bytes:,} bytes, {source.rows:,} rows)",
            f"SHA-256 {source.sha256}",
        ]
    return "\n".join(
        [
            *lines,
            "Files:",
            *(textwrap.indent(_wrapped(line, WIDTH - 4), "    ") for line in files),
            _wrapped(f"Settings: {wording.settings_text(model)}"),
            _wrapped(f"Packages: {wording.packages_text(model)}"),
        ]
    )


def _title(text: str, underline: str = "-") -> str:
    return f"{text}\n{underline * len(text)}"


def _wrapped(text: str, width: int = WIDTH) -> str:
    """Wrap each line by itself, by the columns that its letters take on a screen."""
    lines = []
    for line in text.strip("\n").splitlines():
        wrapped = Text(wording.plain(line)).wrap(_console(), width)
        lines += [part.plain.rstrip() for part in wrapped] or [""]
    return "\n".join(lines).strip("\n")


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lay rows out as a table; as a list of records where a table would be too wide.

    Only the first column, which is a name, may be folded: a number in two halves is another.
    """
    widths = [max(map(cell_len, cells)) for cells in zip(header, *rows, strict=True)]
    if sum(widths[1:]) + _GAP * len(widths) + min(widths[0], _NARROW) > WIDTH:
        return _records(header, rows)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, _GAP, 0, 0), show_edge=False)
    for index, name in enumerate(header):
        if index == 0:
            table.add_column(name, overflow="fold")
        else:
            table.add_column(name, justify="right", no_wrap=True, min_width=widths[index])
    for row in rows:
        table.add_row(*row)
    console = _console()
    with console.capture() as capture:
        console.print(table)
    return "\n".join(line.rstrip() for line in capture.get().rstrip().splitlines())


def _records(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widest = max(map(cell_len, header[1:]))
    records = []
    for name, *cells in rows:
        labelled = zip(header[1:], cells, strict=True)
        records.append(
            "\n".join(
                [_wrapped(name), *(f"    {label:<{widest}}  {cell}" for label, cell in labelled)]
            )
        )
    return "\n".join(records)


def _console() -> Console:
    return Console(
        file=io.StringIO(),
        width=WIDTH,
        color_system=None,
        markup=False,
        emoji=False,
        highlight=False,
        force_terminal=False,
        force_jupyter=False,
        legacy_windows=False,
    )
