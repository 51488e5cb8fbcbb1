"""Pictures and the page's link in the metadata of materializations."""

import base64
import re
import struct
from pathlib import Path

import dagster as dg
import pytest
from dagster import DagsterInstance

from price_assets_tests.examples import clean_frame
from price_assets_tests.orchestration.pipeline import Pipeline, materializations

PICTURES = {
    "prices_raw": ["picture"],
    "prices_clean": ["picture", "prices_over_time"],
    "model": ["picture", "skill_by_symbol"],
    "report": ["picture"],
}
LARGEST = 150_000
PRICES = "date,price\n" + "".join(
    f"{row.timestamp},{row.price}\n"
    for row in clean_frame([50 + number % 7 for number in range(120)], "OIL").itertuples()
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pipeline")
    with DagsterInstance.local_temp(str(tmp_path_factory.mktemp("home"))) as instance:
        pipeline = Pipeline(folder, instance)
        pipeline.put("oil.csv", PRICES)
        result = pipeline.materialize()
        assert result.success
        yield pipeline, result, materializations(result)


@pytest.mark.parametrize(
    ("asset", "name"), [(asset, name) for asset, names in PICTURES.items() for name in names]
)
def test_each_asset_shows_its_pictures_as_png_inside_markdown(made, asset, name):
    value = made[2][asset][name]
    assert isinstance(value, dg.MarkdownMetadataValue)
    words, content = re.fullmatch(r"!\[(.+)\]\(data:image/png;base64,(.+)\)", value.value).groups()
    png = base64.b64decode(content, validate=True)
    assert words
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert width > 300
    assert height > 80
    assert len(png) < LARGEST


def test_the_same_materialization_shows_the_same_pictures(made):
    pipeline, _, before = made
    after = materializations(pipeline.materialize())
    for asset, names in PICTURES.items():
        for name in names:
            assert after[asset][name] == before[asset][name]


def test_the_link_leads_to_the_page_that_this_run_made(made):
    pipeline, result, metadata = made
    link = metadata["report"]["page"]
    assert isinstance(link, dg.UrlMetadataValue)
    _, logs, *key, extension = link.url.split("/")
    assert logs == "logs"
    assert result.run_id in key
    manager = pipeline.instance.compute_log_manager
    copy = Path(manager.get_captured_local_path(key, extension))
    assert copy.read_bytes() == (pipeline.checkpoints / "report.html").read_bytes()


def test_the_copy_of_the_page_goes_with_the_logs_of_its_run(made):
    pipeline = made[0]
    result = pipeline.materialize("report")
    *key, extension = materializations(result)["report"]["page"].url.split("/")[2:]
    manager = pipeline.instance.compute_log_manager
    copy = Path(manager.get_captured_local_path(key, extension))
    assert copy.exists()
    manager.delete_logs(prefix=[result.run_id])
    assert not copy.exists()


def test_there_is_no_link_where_logs_are_not_kept_in_files(tmp_path):
    overrides = {
        "compute_logs": {
            "module": "dagster.core.storage.noop_compute_log_manager",
            "class": "NoOpComputeLogManager",
        }
    }
    with DagsterInstance.local_temp(str(tmp_path), overrides=overrides) as instance:
        pipeline = Pipeline(tmp_path, instance)
        pipeline.put("oil.csv", PRICES)
        result = pipeline.materialize()
        assert result.success
        assert "page" not in materializations(result)["report"]
        assert (pipeline.checkpoints / "report.html").exists()


def test_a_report_whose_page_cannot_be_kept_beside_the_logs_is_made_without_a_link(made):
    pipeline = made[0]
    storage = Path(pipeline.instance.compute_log_manager.get_captured_local_path(["any"], "html"))
    kept = storage.parent.rename(storage.parent.with_name("away"))
    storage.parent.write_text("a file where the folder should be")
    try:
        result = pipeline.materialize("report")
    finally:
        storage.parent.unlink()
        kept.rename(storage.parent)
    assert result.success
    assert "page" not in materializations(result)["report"]
    said = [record.user_message for record in pipeline.instance.all_logs(result.run_id)]
    assert any(line.startswith("the UI has no link to the report's page: ") for line in said)
