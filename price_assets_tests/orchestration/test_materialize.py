"""The four assets: what they leave, show and log, and what runs of them."""

import itertools
import json
import re

import dagster as dg
import pytest

from .pipeline import CHECKPOINTS, Pipeline, failure_of, materializations


def logged(pipeline, result):
    return [record.user_message for record in pipeline.instance.all_logs(result.run_id)]


def test_all_four_assets_leave_their_checkpoints_and_pass_their_checks(pipeline: Pipeline):
    pipeline.put()
    result = pipeline.materialize()
    assert result.success
    assert set(pipeline.bytes()) == {*CHECKPOINTS, "report.html"}
    checks = result.get_asset_check_evaluations()
    assert {(check.asset_key.path[-1], check.check_name) for check in checks} >= {
        ("prices_raw", "conservation_of_rows"),
        ("prices_clean", "conservation_of_rows"),
        ("prices_clean", "unique_keys"),
        ("prices_clean", "finite_prices"),
        ("model", "against_naive"),
        ("report", "made_from_current_model"),
    }
    # No person has said anything yet, which is a warning.
    (unreviewed,) = [check for check in checks if not check.passed]
    assert unreviewed.check_name == "reviewed_by_a_person"
    assert unreviewed.severity is dg.AssetCheckSeverity.WARN
    assert unreviewed.description == "NOT YET REVIEWED."


def test_the_ui_gets_counts_places_preview_metrics_and_a_version_made_of_content(pipeline):
    pipeline.put()
    result = pipeline.materialize()
    shown = materializations(result)
    for name, file in zip(shown, CHECKPOINTS, strict=True):
        path = pipeline.checkpoints / file
        assert shown[name]["path"].value == str(path)
        assert shown[name]["dagster/uri"].value == path.as_uri()
        assert shown[name]["size_bytes"].value == path.stat().st_size
        record = pipeline.instance.get_latest_data_version_record(dg.AssetKey(name))
        version = record.asset_materialization.tags["dagster/data_version"]
        assert version == shown[name]["checksum"].value
    assert shown["prices_raw"]["dagster/row_count"].value == 240
    assert shown["prices_raw"]["sources"].records[0].data["source"] == "prices.csv"
    assert len(shown["prices_clean"]["preview"].records) == 10
    assert [
        column.name for column in shown["prices_clean"]["dagster/column_schema"].schema.columns
    ] == [*("symbol", "timestamp", "price")]
    assert shown["prices_clean"]["rows_in"].value == 240
    assert {"mae", "mae_naive", "skill", "auc", "verdict", "forecast"} <= set(shown["model"])
    assert "PRICE FORECAST" in shown["report"]["text"].value


def test_the_stages_log_lines_are_in_the_event_log_once(pipeline):
    pipeline.put()
    lines = logged(pipeline, pipeline.materialize())
    for stage in ("ingest", "clean", "train", "report"):
        for moment in ("start", "end"):
            assert len([x for x in lines if x.startswith(f"{stage}: {moment}")]) == 1, (
                stage,
                lines,
            )


def test_long_work_says_how_far_it_has_come_in_the_event_log(tmp_path, kept_instance, monkeypatch):
    # Each look at the clock is six seconds later; fits look at it from several threads.
    monkeypatch.setattr("price_assets.progress.clock", itertools.count(0, 6).__next__)
    pipeline = Pipeline(tmp_path, kept_instance)
    for name in ("one.csv", "two.csv", "three.csv"):
        pipeline.put(name)
    result = pipeline.materialize(config={"model": {"trees": 5}})
    assert result.success
    lines = logged(pipeline, result)
    assert [line for line in lines if line.endswith("%)") and "files" in line] == [
        "ingest: 1 of 3 files (33 %)",
        "ingest: 3 of 3 files (100 %)",
    ]
    assert "clean: 240 of 720 rows read (33 %)" in lines
    assert any(re.fullmatch(r"train: 2 of 3 folds to choose by \(\d+ %\)", line) for line in lines)


def test_the_log_lines_are_appended_to_a_file_where_one_is_named(pipeline, monkeypatch):
    log = pipeline.folder / "stages.log"
    monkeypatch.setenv("PRICE_ASSETS_LOG_FILE", str(log))
    pipeline.put()
    pipeline.materialize("prices_raw")
    pipeline.materialize("prices_clean")
    text = log.read_text()
    assert text.index("ingest: start") < text.index("ingest: end") < text.index("clean: start")


def test_the_same_files_twice_give_the_same_bytes_in_two_folders(pipeline, tmp_path):
    pipeline.put()
    pipeline.materialize()
    other = Pipeline(tmp_path / "other", pipeline.instance)
    other.folder.mkdir()
    other.put()
    other.materialize()
    assert pipeline.bytes() == other.bytes()
    before = pipeline.bytes()
    pipeline.materialize()
    assert pipeline.bytes() == before


def test_one_asset_starts_from_the_checkpoint_before_it(pipeline):
    pipeline.put()
    pipeline.materialize()
    before = pipeline.bytes()
    (pipeline.checkpoints / "model.json").unlink()
    (pipeline.checkpoints / "prices_raw.json").unlink()
    (pipeline.raw / "prices.csv").unlink()
    result = pipeline.materialize("key:model")
    assert result.success
    assert set(materializations(result)) == {"model"}
    assert (pipeline.checkpoints / "model.json").read_bytes() == before["model.json"]


@pytest.mark.parametrize(
    ("selection", "names"),
    [
        ("prices_clean", {"prices_clean"}),
        ("prices_clean+", {"prices_clean", "model"}),
        ('key:"prices_clean"+', {"prices_clean", "model", "report"}),
        ('key:"prices_raw" or key:"report"', {"prices_raw", "report"}),
    ],
)
def test_a_selection_runs_just_that(pipeline, selection, names):
    pipeline.put()
    pipeline.materialize()
    before = pipeline.bytes()
    result = pipeline.materialize(selection)
    assert result.success
    assert set(materializations(result)) == names
    assert pipeline.bytes() == before


def test_auto_scores_with_a_model_that_still_fits_and_says_why(pipeline):
    pipeline.put()
    auto = {"model": {"mode": "auto"}}
    first = materializations(pipeline.materialize(config=auto))["model"]
    assert first["mode"].value == "train"
    trained = json.loads((pipeline.checkpoints / "model.json").read_bytes())
    second = materializations(pipeline.materialize(config=auto))["model"]
    assert second["mode"].value == "score"
    assert second["mode_reason"].value
    scored = json.loads((pipeline.checkpoints / "model.json").read_bytes())
    assert scored["fit"] == trained["fit"]
    assert scored["estimator"] == trained["estimator"]


def test_auto_trains_anew_where_the_existing_model_is_damaged(pipeline):
    pipeline.put()
    pipeline.materialize()
    before = pipeline.bytes()
    (pipeline.checkpoints / "model.json").write_text("{}")
    result = pipeline.materialize("key:model", {"model": {"mode": "auto"}})
    assert result.success
    assert pipeline.bytes()["model.json"] == before["model.json"]


def test_the_checks_of_a_value_are_tied_to_its_materialization(pipeline):
    pipeline.put()
    pipeline.materialize()
    result = pipeline.materialize("prices_clean")
    (made,) = result.get_asset_materialization_events()
    for check in result.get_asset_check_evaluations():
        assert check.target_materialization_data.run_id == result.run_id
        assert check.target_materialization_data.timestamp == pytest.approx(
            pipeline.instance.get_latest_materialization_event(made.asset_key).timestamp
        )


def test_settings_in_the_run_s_config_read_as_on_the_command_line_and_a_bad_file_warns(pipeline):
    pipeline.put()
    pipeline.put("german.csv", "Tag;DAX\n2020-01-01;1.234\n2020-01-02;1.235\n")
    pipeline.put("bad.pdf", "%PDF-1.7")
    config = {
        "prices_raw": {"on_bad_file": "quarantine"},
        "prices_clean": {"decimal": "comma"},
    }
    result = pipeline.materialize('key:"prices_raw"+', config)
    assert result.success, failure_of(result)
    raw = json.loads((pipeline.checkpoints / "prices_raw.json").read_bytes())
    assert {source["source"]: bool(source["error"]) for source in raw["sources"]} == {
        "bad.pdf": True,
        "german.csv": False,
        "prices.csv": False,
    }
    clean = json.loads((pipeline.checkpoints / "prices_clean.json").read_bytes())
    assert {row["price"] for row in clean["data"] if row["symbol"] == "DAX"} == {1234.0, 1235.0}
    failed = [
        (check.check_name, check.severity)
        for check in result.get_asset_check_evaluations()
        if not check.passed
    ]
    assert ("files_read", dg.AssetCheckSeverity.WARN) in failed
    assert {severity for _, severity in failed} == {dg.AssetCheckSeverity.WARN}


def test_a_thousandfold_doubt_is_a_warning_of_the_checks(pipeline):
    pipeline.put("doubtful.csv", "Tag|DAX\n2020-01-01|1.234\n2020-01-02|1.235\n")
    result = pipeline.materialize('key:"prices_raw"+')
    found = {
        check.check_name: check
        for check in result.get_asset_check_evaluations()
        if check.asset_key.path[-1] == "prices_clean"
    }
    assert not found["conventions_decided"].passed
    assert "set decimal" in found["conventions_decided"].description
    assert result.success
