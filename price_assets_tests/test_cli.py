import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from price_assets.checkpoints import CheckpointDamagedError, ModelDocument, read_document
from price_assets.clean import CleanSettings
from price_assets.cli import (
    clean_task,
    ingest_task,
    main,
    report_task,
    score_task,
    train_task,
)
from price_assets.forecast import TrainSettings
from price_assets.ingest import IngestSettings
from price_assets_tests.examples import PRICES


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "prices.csv").write_text(PRICES)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def run_all(folder):
    """Every stage as a command; the results by name of the command."""
    raw, clean, model = (folder / f"{name}.json" for name in ("raw", "clean", "model"))
    return {
        "ingest": run("ingest", "--input", folder / "raw", "--output", raw),
        "clean": run("clean", "--input", raw, "--output", clean),
        "train": run("train", "--input", clean, "--output", model),
        "score": run(
            "score", "--input", clean, "--model", model, "--output", folder / "scored.json"
        ),
        "report": run(
            *("report", "--input", model, "--output", folder / "report.txt"),
            *("--html", folder / "report.html"),
        ),
    }


def test_each_stage_is_a_command_that_logs_its_start_and_end_on_standard_output(folder):
    for name, result in run_all(folder).items():
        assert result.exit_code == 0, (name, result.output)
        assert result.stderr == ""
        assert f"{name}: start" in result.stdout
        assert f"{name}: end" in result.stdout
        assert "wrote file://" in result.stdout
    assert (folder / "report.txt").read_text().startswith("PRICE FORECAST")
    assert (folder / "report.html").read_text().startswith("<!doctype html>")


def test_each_command_is_a_function_with_its_arguments_and_the_same_result(folder):
    run_all(folder)
    made = {path.name: path.read_bytes() for path in folder.glob("*.*")}
    raw, clean, model = (folder / f"{name}.json" for name in ("raw", "clean", "model"))
    for path in folder.glob("*.*"):
        path.unlink()
    ingest_task(input_path=folder / "raw", output_path=raw)
    clean_task(input_path=raw, output_path=clean)
    train_task(input_path=clean, output_path=model)
    score_task(input_path=clean, model_path=model, output_path=folder / "scored.json")
    report_task(input_path=model, output_path=folder / "report.txt", html=folder / "report.html")
    assert {path.name: path.read_bytes() for path in folder.glob("*.*")} == made


def test_several_inputs_are_read_into_one_table(folder):
    (folder / "more.csv").write_text("date,symbol,price\n2021-01-01,WTI,3\n")
    raw = folder / "raw.json"
    result = run(
        *("ingest", "--input", folder / "raw", "--input", folder / "more.csv", "--output", raw)
    )
    assert result.exit_code == 0, result.output
    assert [source["source"] for source in json.loads(raw.read_bytes())["sources"]] == [
        *("more.csv", "prices.csv")
    ]
    assert ingest_task([folder / "raw", folder / "more.csv"], raw).row_count == 241


def test_python_m_is_the_console_script():
    done = subprocess.run(
        [sys.executable, "-m", "price_assets", "--help"], capture_output=True, text=True, check=True
    )
    for command in ("ingest", "clean", "train", "score", "report"):
        assert command in done.stdout


@pytest.mark.parametrize(
    ("command", "others"),
    [("ingest", ()), ("clean", ()), ("train", ()), ("score", ("--model",)), ("report", ())],
)
def test_a_missing_input_is_one_line_on_standard_error_and_nothing_is_written(
    tmp_path, command, others
):
    output = tmp_path / "output"
    output.write_text("the last good one")
    extra = [part for name in others for part in (name, tmp_path / "nothing.json")]
    result = run(command, "--input", tmp_path / "nothing.json", *extra, "--output", output)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "nothing.json" in result.stderr
    assert "Traceback" not in result.output
    assert output.read_text() == "the last good one"


def test_a_bad_price_file_is_one_line_and_the_last_document_stays(folder):
    output = folder / "prices_raw.json"
    run("ingest", "--input", folder / "raw", "--output", output)
    before = output.read_bytes()
    (folder / "raw" / "bad.csv").write_text("no,prices\nhere,either\n")
    result = run("ingest", "--input", folder / "raw", "--output", output)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "bad.csv" in result.stderr
    assert output.read_bytes() == before


def test_a_document_of_another_stage_is_refused_by_its_name(folder):
    run_all(folder)
    result = run("train", "--input", folder / "raw.json", "--output", folder / "model.json")
    assert result.exit_code == 1
    assert "expected a document of version 'prices_clean/1', found 'prices_raw/1'" in result.stderr
    with pytest.raises(CheckpointDamagedError):
        read_document(ModelDocument, folder / "clean.json")


def test_a_place_that_cannot_be_written_to_is_one_line(folder):
    (folder / "file").write_text("")
    result = run("ingest", "--input", folder / "raw", "--output", folder / "file" / "raw.json")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("ingest", "--input", "x"),
        ("ingest", "--output", "x"),
        ("clean", "--nothing"),
        ("nothing",),
        ("train", "--input", "prices_clean.json", "--output", "x", "--test-share", "7"),
        ("train", "--input", "prices_clean.json", "--output", "x", "--test-share", "many"),
    ],
)
def test_a_usage_error_exits_with_2_and_names_the_option(folder, arguments, monkeypatch):
    monkeypatch.chdir(folder)
    ingest_task("raw", "prices_raw.json")
    clean_task("prices_raw.json", "prices_clean.json")
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr
    assert not (folder / "x").exists()


def test_log_lines_are_appended_to_the_log_file_too(folder):
    log = folder / "stages.log"
    for _ in range(2):
        result = run(
            *("ingest", "--input", folder / "raw", "--output", folder / "raw.json"),
            *("--log-file", log),
        )
    assert log.read_text().count("ingest: start") == 2
    assert "ingest: start" in result.stdout


@pytest.mark.parametrize(
    ("command", "settings", "left_out"),
    [
        ("ingest", IngestSettings, set()),
        ("clean", CleanSettings, set()),
        ("train", TrainSettings, {"mode", "auto_share"}),
    ],
)
def test_every_setting_of_a_stage_is_an_option_with_its_description(command, settings, left_out):
    options = {option.name: option for option in main.commands[command].params}
    for name, field in settings.model_fields.items():
        assert (name in options) == (name not in left_out)
        if name in options:
            assert field.description in options[name].help


def test_a_setting_reaches_its_stage(folder):
    (folder / "raw" / "prices.csv").write_text("when;what;cost;other\n2020-01-01;A;1,5;2\n")
    result = run(
        *("ingest", "--input", folder / "raw", "--output", folder / "raw.json"),
        *("--timestamp-column", "when", "--symbol-column", "what", "--price-column", "cost"),
    )
    assert result.exit_code == 0, result.output
    (row,) = json.loads((folder / "raw.json").read_bytes())["data"]
    assert (row["timestamp"], row["symbol"], row["price"]) == ("2020-01-01", "A", "1,5")


def test_commentary_from_a_file_stands_in_the_report_and_must_be_text(folder):
    run_all(folder)
    words = folder / "words.md"
    words.write_text("Snow in Hokkaidō, 北海道.", encoding="utf-8")
    arguments = ("report", "--input", folder / "model.json", "--output", folder / "report.txt")
    assert run(*arguments, "--commentary", words).exit_code == 0
    text = (folder / "report.txt").read_text(encoding="utf-8")
    assert "Snow in Hokkaidō, 北海道." in text
    assert "NOT YET REVIEWED: there is a commentary, which is not marked as reviewed." in text
    said = ("--commentary", words, "--author", "Ada", "--reviewed")
    assert run(*arguments, *said).exit_code == 0
    assert "Reviewed by Ada." in (folder / "report.txt").read_text(encoding="utf-8")
    assert words.read_text(encoding="utf-8") == "Snow in Hokkaidō, 北海道.", "it is only read"
    words.write_bytes(b"\xff\xfe\x00")
    result = run(*arguments, "--commentary", words)
    assert result.exit_code == 1
    assert "UTF-8" in result.stderr


@pytest.mark.parametrize("command", ["ingest", "clean", "train", "score", "report"])
def test_nothing_is_written_over_what_is_read(folder, command):
    run_all(folder)
    inputs = {"ingest": "raw/prices.csv", "clean": "raw.json", "train": "clean.json"}
    place = folder / {**inputs, "score": "clean.json", "report": "model.json"}[command]
    before = place.read_bytes()
    extra = ("--model", folder / "model.json") if command == "score" else ()
    result = run(command, "--input", place, *extra, "--output", place)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert place.read_bytes() == before


def test_text_and_page_in_one_place_are_refused(folder):
    run_all(folder)
    place = folder / "same.txt"
    result = run("report", "--input", folder / "model.json", "--output", place, "--html", place)
    assert result.exit_code == 1
    assert not place.exists()


def test_a_report_that_cannot_be_written_leaves_its_page_as_it_was(folder):
    run_all(folder)
    (folder / "taken").mkdir()
    before = (folder / "report.html").read_bytes()
    (folder / "words.md").write_text("New words.")
    result = run(
        *("report", "--input", folder / "model.json", "--commentary", folder / "words.md"),
        *("--output", folder / "taken", "--html", folder / "report.html"),
    )
    assert result.exit_code == 1
    assert (folder / "report.html").read_bytes() == before


def test_a_folder_with_its_own_output_is_not_read_again(folder):
    output = folder / "raw" / "prices_raw.json"
    assert run("ingest", "--input", folder / "raw", "--output", output).exit_code == 0
    result = run("ingest", "--input", folder / "raw", "--output", output)
    assert result.exit_code == 1
    assert "outside the landing zone" in result.stderr
