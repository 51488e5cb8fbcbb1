"""The report among the assets: what a person says, and whether it is behind the model."""

import dagster as dg

from price_assets_tests.examples import PRICES

from .pipeline import failure_of


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
