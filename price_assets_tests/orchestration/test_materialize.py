import itertools
import json
import re
import threading

import dagster as dg
import pytest

from price_assets.definitions import build_definitions
from price_assets_tests.examples import PRICES

from .pipeline import CHECKPOINTS, Pipeline, failure_of


def materializations(result):
    found = [
        event.step_materialization_data.materialization
        for event in result.get_asset_materialization_events()
    ]
    return {item.asset_key.path[-1]: item.metadata for item in found}


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


def test_a_missing_checkpoint_names_the_asset_to_materialize(pipeline):
    result = pipeline.materialize("key:model")
    assert not result.success
    assert "materialize the asset 'prices_clean'" in failure_of(result)


def test_a_damaged_checkpoint_names_its_file_and_what_to_do(pipeline):
    pipeline.put()
    pipeline.materialize()
    path = pipeline.checkpoints / "prices_clean.json"
    path.write_bytes(path.read_bytes().replace(b"-37", b"-38", 1))
    result = pipeline.materialize("key:model")
    assert not result.success
    assert "prices_clean.json: its content does not match its checksum" in failure_of(result)
    assert "materialize the asset 'prices_clean'" in failure_of(result)


@pytest.mark.parametrize("bad", ["", "a,b\n1,2\n", '{"broken": ', "\x00\x01\x02"])
def test_a_bad_file_fails_in_one_line_and_every_checkpoint_stays(pipeline, bad):
    pipeline.put()
    pipeline.materialize()
    before = pipeline.bytes()
    pipeline.put("bad.csv", bad)
    result = pipeline.materialize()
    assert not result.success
    assert "bad.csv" in failure_of(result)
    assert "\n" not in failure_of(result)
    assert pipeline.bytes() == before
    assert set(materializations(result)) == set(), "nothing after the failure ran"


def test_commentary_from_the_launchpad_stands_in_the_report(pipeline):
    pipeline.put()
    words = "The strike ended; <b>expect</b> less."
    result = pipeline.materialize(config={"report": {"commentary": words}})
    assert result.success
    assert words in (pipeline.checkpoints / "report.txt").read_text()
    page = (pipeline.checkpoints / "report.html").read_text()
    assert "&lt;b&gt;expect&lt;/b&gt;" in page


def checks_of(result, name):
    return next(check for check in result.get_asset_check_evaluations() if check.check_name == name)


def test_what_was_typed_once_is_kept_and_the_check_says_when_the_model_has_changed(pipeline):
    pipeline.put()
    typed = {"commentary": "The strike ended.", "author": "Ada", "reviewed": True}
    first = pipeline.materialize(config={"report": typed})
    assert checks_of(first, "reviewed_by_a_person").passed
    kept = (pipeline.checkpoints / "commentary.md").read_text()
    assert kept.endswith("\nThe strike ended.\n")
    before = pipeline.bytes()
    again = pipeline.materialize("report")
    assert pipeline.bytes() == before
    assert checks_of(again, "reviewed_by_a_person").passed

    pipeline.put(content=PRICES + "2021-01-01,WTI,5\n")
    changed = pipeline.materialize()
    found = checks_of(changed, "reviewed_by_a_person")
    assert not found.passed
    assert "the model has changed since the commentary was written by Ada" in found.description
    text = (pipeline.checkpoints / "report.txt").read_text()
    assert "The strike ended." in text
    assert "NOT YET REVIEWED" in text
    assert (pipeline.checkpoints / "commentary.md").read_text() == kept


def test_a_commentary_with_a_broken_header_stops_the_report_and_replaces_nothing(pipeline):
    pipeline.put()
    pipeline.materialize()
    before = pipeline.bytes()
    (pipeline.checkpoints / "commentary.md").write_text("---\nautor: Ada\n---\nCalm.\n")
    result = pipeline.materialize("report")
    assert not result.success
    assert "unknown key 'autor'" in failure_of(result)
    assert pipeline.bytes() == before


def test_an_unknown_setting_is_refused_by_name(pipeline):
    pipeline.put()
    with pytest.raises(dg.DagsterInvalidConfigError, match="kommentar"):
        pipeline.materialize(config={"report": {"kommentar": "?"}})


def test_a_setting_out_of_bounds_is_refused_by_name(pipeline):
    pipeline.put()
    result = pipeline.materialize(config={"model": {"test_share": 7.0}})
    assert not result.success
    assert "test_share" in failure_of(result)


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


def test_score_without_a_model_says_so(pipeline):
    pipeline.put()
    pipeline.materialize('key:"prices_raw" or key:"prices_clean"')
    result = pipeline.materialize("key:model", {"model": {"mode": "score"}})
    assert not result.success
    assert "train" in failure_of(result)


def test_a_report_on_an_older_model_fails_its_check_as_a_warning(pipeline):
    pipeline.put()
    pipeline.materialize()
    pipeline.put(content="date,symbol,price\n2020-01-01,WTI,1\n2020-01-02,WTI,2\n")
    assert pipeline.materialize('key:"prices_raw" or key:"prices_clean" or key:"model"').success
    repository = pipeline.definitions.get_repository_def()
    check_alone = repository.get_implicit_global_asset_job_def().get_subset(
        asset_selection=set(),
        asset_check_selection={dg.AssetCheckKey(dg.AssetKey("report"), "made_from_current_model")},
    )
    result = check_alone.execute_in_process(instance=pipeline.instance)
    (check,) = result.get_asset_check_evaluations()
    assert not check.passed
    assert check.severity is dg.AssetCheckSeverity.WARN
    assert "materialize report again" in check.description


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


def test_a_broken_rule_is_a_failed_check_and_the_last_good_checkpoint_stays(pipeline, monkeypatch):
    pipeline.put()
    pipeline.materialize()
    before = pipeline.bytes()
    import price_assets.orchestration.assets as assets

    def loses_a_row(raw, settings):
        clean = run_clean(raw, settings)
        clean.frame = clean.frame.iloc[1:].reset_index(drop=True)
        return clean

    run_clean = assets.run_clean
    monkeypatch.setattr(assets, "run_clean", loses_a_row)
    result = pipeline.materialize()
    assert not result.success
    failed = [check for check in result.get_asset_check_evaluations() if not check.passed]
    assert [check.check_name for check in failed] == ["conservation_of_rows"]
    assert "prices_clean breaks its rules: conservation_of_rows" in failure_of(result)
    assert pipeline.bytes() == before
    assert set(materializations(result)) == {"prices_raw"}


def test_a_rule_is_reported_even_where_the_value_cannot_be_shown(pipeline, monkeypatch):
    pipeline.put()
    import price_assets.orchestration.assets as assets

    run_clean = assets.run_clean

    def loses_a_column(raw, settings):
        clean = run_clean(raw, settings)
        clean.frame = clean.frame.drop(columns="symbol")
        return clean

    monkeypatch.setattr(assets, "run_clean", loses_a_column)
    result = pipeline.materialize()
    failed = [check for check in result.get_asset_check_evaluations() if not check.passed]
    assert [check.check_name for check in failed] == ["schema"]
    assert "column 'symbol' is missing" in failure_of(result)


def test_a_place_that_cannot_be_written_to_for_a_moment_is_tried_again(pipeline):
    pipeline.put()
    pipeline.checkpoints.write_text("a file where the folder should be")
    # After the first try even on a busy machine, and before the last, six seconds after that.
    mended = threading.Timer(4.0, pipeline.checkpoints.unlink)
    mended.start()
    result = pipeline.materialize("prices_raw")
    mended.join()
    assert result.success
    assert any(event.is_step_up_for_retry for event in result.all_events)
    assert set(pipeline.bytes()) == {"prices_raw.json"}


def test_bad_input_is_not_tried_again(pipeline):
    pipeline.put("bad.csv", "no,prices\nhere,either\n")
    result = pipeline.materialize("prices_raw")
    assert not result.success
    assert not any(event.is_step_up_for_retry for event in result.all_events)


def test_a_landing_zone_that_holds_the_checkpoints_is_refused(tmp_path, pipeline):
    inside = Pipeline(tmp_path / "inside", pipeline.instance)
    inside.raw.mkdir(parents=True)
    inside.put()
    definitions = build_definitions(str(inside.raw), str(inside.raw))
    job = definitions.get_repository_def().get_implicit_global_asset_job_def()
    assert job.execute_in_process(instance=pipeline.instance).success
    result = job.execute_in_process(instance=pipeline.instance, raise_on_error=False)
    assert "keep its checkpoints outside the landing zone" in failure_of(result)


def test_the_sensors_job_notices_that_a_report_is_behind(pipeline):
    job = pipeline.definitions.resolve_job_def("refresh_model")
    pipeline.put()

    def report_check():
        result = job.execute_in_process(instance=pipeline.instance)
        (check,) = [
            check
            for check in result.get_asset_check_evaluations()
            if check.check_name == "made_from_current_model"
        ]
        return check

    first = report_check()
    assert first.passed
    assert first.description == "no report has been asked for yet"
    assert "report.txt" not in pipeline.bytes()
    pipeline.materialize("report")
    assert report_check().passed
    pipeline.put(content=PRICES + "2021-01-01,WTI,5\n")
    assert not report_check().passed


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
