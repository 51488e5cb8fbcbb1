"""The stages as shell commands and as functions between files; no Dagster needed.

Each command is a function of this module with the command's own arguments: `ingest_task`,
`clean_task`, `train_task`, `score_task`, `report_task`. Libraries that are slow to import are
imported where they are used, so that `--help` answers at once.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click
import orjson
from pydantic import ValidationError
from rich.console import Console
from upath import UPath

from price_assets import forecast
from price_assets.checkpoints import (
    CleanPrices,
    ModelDocument,
    PriceAssetsError,
    RawPrices,
    Report,
    read_document,
    to_path,
    to_uri,
    write_document,
)
from price_assets.checkpoints.storage import Location, write_whole
from price_assets.checkpoints.store import AnyDocument, read_words
from price_assets.clean import CleanSettings, clean_prices
from price_assets.forecast import TrainSettings
from price_assets.ingest import IngestSettings, list_files, no_own_document
from price_assets.ingest import ingest as ingest_files
from price_assets.inspection import Inspection, inspect_files
from price_assets.inspection_text import rendered
from price_assets.log_lines import LOGGER_NAME, file_handler, formatted
from price_assets.progress_bar import progress_bar
from price_assets.report import ReportSettings, make_report, read_commentary
from price_assets.setting_options import setting_options, used

LOGGER = logging.getLogger("price_assets.cli")


def ingest_task(
    input_path: Location | Sequence[Location], output_path: Location, **settings: Any
) -> RawPrices:
    """Read raw price files into a `prices_raw.json`.

    Parameters
    ----------
    input_path
        A file, folder, glob or fsspec URI, or several of them.
    output_path
        Where to write the document; left as it is where anything fails.
    **settings
        Fields of `price_assets.ingest.IngestSettings`.

    Raises
    ------
    PriceAssetsError
        If a file cannot be read as prices; the message names all that cannot.
    """
    if isinstance(input_path, (str, os.PathLike, UPath)):
        input_path = [input_path]
    files = list_files(input_path)
    no_own_document(files, [to_path(output_path)])
    return _written(ingest_files(files, IngestSettings(**settings)), output_path)


def inspect_task(input_path: Location | Sequence[Location], **settings: Any) -> list[Inspection]:
    """Say how raw price files would be read, without writing anything.

    Parameters
    ----------
    input_path
        A file, folder, glob or fsspec URI, or several of them.
    **settings
        Fields of `price_assets.ingest.IngestSettings` and `price_assets.clean.CleanSettings`.

    Returns
    -------
    list[Inspection]
        One for each table of each file; for a file that would be refused, one with its error.

    Raises
    ------
    PriceAssetsError
        If there is no file.
    """
    if isinstance(input_path, (str, os.PathLike, UPath)):
        input_path = [input_path]
    of_values = {
        name: settings.pop(name) for name in CleanSettings.model_fields if name in settings
    }
    files = list_files(input_path)
    return inspect_files(files, IngestSettings(**settings), CleanSettings(**of_values))


def clean_task(input_path: Location, output_path: Location, **settings: Any) -> CleanPrices:
    """Turn a `prices_raw.json` into a `prices_clean.json`.

    Parameters
    ----------
    input_path
        The raw document.
    output_path
        Where to write the clean one; left as it is where anything fails.
    **settings
        Fields of `price_assets.clean.CleanSettings`.

    Raises
    ------
    PriceAssetsError
        If the raw document is missing or damaged.
    """
    _apart(input_path, output_path)
    raw = read_document(RawPrices, input_path)
    return _written(clean_prices(raw, CleanSettings(**settings)), output_path)


def train_task(input_path: Location, output_path: Location, **settings: Any) -> ModelDocument:
    """Train on a `prices_clean.json` and write a `model.json`.

    Parameters
    ----------
    input_path
        The clean document.
    output_path
        Where to write the model; left as it is where anything fails.
    **settings
        Fields of `price_assets.forecast.TrainSettings`.

    Raises
    ------
    PriceAssetsError
        If the clean document is missing, damaged or has no rows.
    """
    _apart(input_path, output_path)
    clean = read_document(CleanPrices, input_path)
    return _written(forecast.train(clean, TrainSettings(**settings)), output_path)


def score_task(input_path: Location, model_path: Location, output_path: Location) -> ModelDocument:
    """Apply an existing model to a `prices_clean.json` without refitting it.

    Parameters
    ----------
    input_path
        The clean document.
    model_path
        The model document to apply; read only.
    output_path
        Where to write the model document with the new forecasts; left as it is where anything
        fails.

    Raises
    ------
    PriceAssetsError
        If a document is missing or damaged, or the two do not fit together.
    """
    _apart(input_path, output_path)
    clean = read_document(CleanPrices, input_path)
    model = read_document(ModelDocument, model_path)
    return _written(forecast.score(clean, model), output_path)


def report_task(
    input_path: Location,
    output_path: Location,
    html: Location | None = None,
    commentary: Location | None = None,
    **settings: Any,
) -> Report:
    """Write a report on a `model.json`.

    Parameters
    ----------
    input_path
        The model document.
    output_path
        Where to write the text.
    html
        Where to write the page, if anywhere.
    commentary
        A file of Markdown, UTF-8, with what a person says about the forecast; read only.
    **settings
        Fields of `price_assets.report.ReportSettings` but `commentary`.

    Raises
    ------
    PriceAssetsError
        If the model is missing or damaged, the commentary is not UTF-8 text or has a header that
        is none, or something is said of a review without words.
    """
    _apart(input_path, output_path, *(place for place in (html, commentary) if place is not None))
    model = read_document(ModelDocument, input_path)
    words = None if commentary is None else read_words(commentary)
    stored = read_commentary(words, str(commentary))
    report = make_report(model, ReportSettings(**settings), stored)
    contents = {to_path(output_path): report.content}
    if html is not None and report.html is not None:
        contents[to_path(html)] = report.html.encode()
    write_whole(contents)
    for path, content in contents.items():
        LOGGER.info("wrote %s: %d bytes", to_uri(path), len(content))
    return report


def _written(document: AnyDocument, location: Location) -> AnyDocument:
    path = write_document(document, location)
    LOGGER.info(
        "wrote %s: %d rows, %d bytes, %s",
        *(to_uri(path), document.row_count, len(document.content), document.checksum),
    )
    return document


def _apart(*locations: Location) -> None:
    """Make sure that nothing is written over what is read, or over what else is written."""
    places = [to_uri(to_path(location)) for location in locations]
    for location, place in zip(locations, places, strict=True):
        if places.count(place) > 1:
            raise PriceAssetsError(
                f"{location}: expected a file of its own for each input and output, found this "
                "one named twice; name another"
            )


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="price-assets")
def main() -> None:
    """Turn files of prices into a checked forecast and a report, one stage at a time."""


_log_file = click.option(
    "--log-file", type=click.Path(dir_okay=False), help="Append the log lines to this file too."
)


def _input(what: str, **options: Any) -> Callable[[Any], Any]:
    return click.option(
        "--input", "input_path", required=True, metavar="PATH", help=what, **options
    )


def _output(name: str) -> Callable[[Any], Any]:
    return click.option(
        "--output", "output_path", required=True, metavar="PATH", help=f"Where to write {name}."
    )


@main.command()
@_input("Price file, folder, glob or URI; may repeat.", multiple=True)
@_output("prices_raw.json")
@setting_options(IngestSettings)
@_log_file
def ingest(
    input_path: tuple[str, ...], output_path: str, log_file: str | None, **settings: Any
) -> None:
    """Read raw price files of any supported kind into one table, as found."""
    with _one_line_errors(), _logging(log_file):
        ingest_task(input_path, output_path, **used(settings))


@main.command()
@_input("A prices_raw.json.")
@_output("prices_clean.json")
@setting_options(CleanSettings)
@_log_file
def clean(input_path: str, output_path: str, log_file: str | None, **settings: Any) -> None:
    """Turn the raw table into one price per symbol and time."""
    with _one_line_errors(), _logging(log_file):
        clean_task(input_path, output_path, **used(settings))


@main.command()
@_input("A prices_clean.json.")
@_output("model.json")
@setting_options(TrainSettings, leave_out=("mode", "auto_share"))
@_log_file
def train(input_path: str, output_path: str, log_file: str | None, **settings: Any) -> None:
    """Choose and fit a forecast, and measure it on rows it has not seen."""
    with _one_line_errors(), _logging(log_file):
        train_task(input_path, output_path, **used(settings))


@main.command()
@_input("A prices_clean.json.")
@click.option("--model", "model_path", required=True, metavar="PATH", help="A model.json to apply.")
@_output("the scored model document")
@_log_file
def score(input_path: str, model_path: str, output_path: str, log_file: str | None) -> None:
    """Apply an existing model to new prices, without refitting it."""
    with _one_line_errors(), _logging(log_file):
        score_task(input_path, model_path, output_path)


@main.command()
@_input("A model.json.")
@_output("report.txt")
@click.option("--html", metavar="PATH", help="Write the report as a page too.")
@click.option("--commentary", metavar="PATH", help="File with a person's commentary, in Markdown.")
@setting_options(ReportSettings, leave_out=("commentary",))
@_log_file
def report(
    input_path: str,
    output_path: str,
    html: str | None,
    commentary: str | None,
    log_file: str | None,
    **settings: Any,
) -> None:
    """Write the report for people."""
    with _one_line_errors(), _logging(log_file):
        report_task(input_path, output_path, html, commentary, **used(settings))


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
@setting_options(IngestSettings)
@setting_options(CleanSettings)
def inspect(files: tuple[str, ...], as_json: bool, **settings: Any) -> None:
    """Print how price files would be read; nothing is written."""
    with _one_line_errors(), progress_bar():
        inspections = inspect_task(files, **used(settings))
    if as_json:
        click.echo(orjson.dumps([item.model_dump(mode="json") for item in inspections]))
    else:
        Console().print(rendered(inspections))
    refused = [item for item in inspections if item.error is not None]
    if refused:
        raise click.ClickException("; ".join(str(item.error) for item in refused))


@contextmanager
def _one_line_errors() -> Iterator[None]:
    """Turn what is wrong with the input into one line on standard error."""
    try:
        yield
    except ValidationError as error:
        first = error.errors()[0]
        name = "--" + str(first["loc"][0]).replace("_", "-")
        raise click.BadParameter(first["msg"], param_hint=name) from error
    except (PriceAssetsError, OSError) as error:
        raise click.ClickException(" ".join(str(error).split())) from error


@contextmanager
def _logging(log_file: str | None) -> Iterator[None]:
    logger = logging.getLogger(LOGGER_NAME)
    with progress_bar() as lines:
        handlers = [formatted(lines)]
        if log_file:
            handlers.append(file_handler(log_file))
        level = logger.level
        logger.setLevel(logging.INFO)
        for handler in handlers:
            logger.addHandler(handler)
        try:
            yield
        finally:
            for handler in handlers:
                logger.removeHandler(handler)
                handler.close()
            logger.setLevel(level)
