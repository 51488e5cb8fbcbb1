"""What fails, in what words, and what stays as it was."""

import threading

import dagster as dg
import pytest

from price_assets.definitions import build_definitions

from .pipeline import Pipeline, failure_of, materializations


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


def test_an_unknown_setting_is_refused_by_name(pipeline):
    pipeline.put()
    with pytest.raises(dg.DagsterInvalidConfigError, match="kommentar"):
        pipeline.materialize(config={"report": {"kommentar": "?"}})


def test_a_setting_out_of_bounds_is_refused_by_name(pipeline):
    pipeline.put()
    result = pipeline.materialize(config={"model": {"test_share": 7.0}})
    assert not result.success
    assert "test_share" in failure_of(result)


def test_score_without_a_model_says_so(pipeline):
    pipeline.put()
    pipeline.materialize('key:"prices_raw" or key:"prices_clean"')
    result = pipeline.materialize("key:model", {"model": {"mode": "score"}})
    assert not result.success
    assert "train" in failure_of(result)


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
