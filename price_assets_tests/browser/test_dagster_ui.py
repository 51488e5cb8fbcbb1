"""What a person does in the UI of `dagster dev`, done in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from price_assets_tests.examples import PRICES, PROJECT

from .dagster_ui import (
    ASSETS,
    SENSOR,
    WINDOW,
    check_row,
    dagster_dev,
    expect_run_to_end_in,
    launchpad,
    lineage_node,
    log_rows,
    metadata_value,
    open_markdown,
    sensor_switch,
    wait_for_run,
)

#: A table of each asset's page: the first columns, and a row.
ROWS = {
    "prices_raw": ("preview", "source row column", "prices.csv 1 price 2020-01-01 WTI -37.0"),
    "prices_clean": ("preview", "symbol timestamp price", "WTI 2020-05-08 -36.2"),
    "model": ("forecast", "symbol step timestamp price", "GOLD 1 2020-05-09 1500."),
}
README = (PROJECT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def dagster(browser, tmp_path_factory):  # noqa: ARG001 - no server where there is no browser
    folder = tmp_path_factory.mktemp("dagster")
    with dagster_dev(folder, PRICE_ASSETS_SETTLE_SECONDS="0") as ui:
        ui.stop_sensor()
        (ui.raw / "prices.csv").write_text(PRICES)
        yield ui


@pytest.fixture
def materialized(page, dagster):
    """The four assets, made by the test that shows it or, where that is not run, now."""
    if not (dagster.checkpoints / "report.txt").exists():
        runs = dagster.query("{ runsOrError { ... on Runs { results { status } } } }")
        assert not runs["runsOrError"]["results"], "they failed before; see the first failed test"
        dagster.materialize_all(page)
        expect_run_to_end_in(page, "Success")
    return dagster


def test_the_lineage_shows_the_four_assets_in_their_order(page, dagster):
    dagster.open(page, "/asset-groups")
    for asset in ASSETS:
        expect(lineage_node(page, asset)).to_be_visible()
    expect(page.locator("foreignObject")).to_have_count(len(ASSETS))
    lefts = [lineage_node(page, asset).bounding_box()["x"] for asset in ASSETS]
    assert lefts == sorted(lefts)


def test_materialize_all_runs_the_four_assets_to_success(page, dagster):
    dagster.materialize_all(page)
    expect(page.get_by_text("4 assets", exact=True)).to_be_visible()
    expect_run_to_end_in(page, "Success")
    # In a wide window the lineage is drawn large enough to say what became of each asset.
    page.set_viewport_size({**WINDOW, "width": 2000})
    dagster.open(page, "/asset-groups")
    for asset in ASSETS:
        expect(lineage_node(page, asset)).to_contain_text("Materialized")


@pytest.mark.parametrize(
    ("asset", "figures"),
    [
        ("prices_raw", {"files": "1", "observations": "240", "rejected": "0"}),
        ("prices_clean", {"rows_in": "240", "rows_out": "240", "missing": "0"}),
        ("model", {"mode": "train", "rows_trained": "240", "verdict": re.compile("beats")}),
        ("report", {"verdict": re.compile("beats"), "model_checksum": re.compile("^sha256:")}),
    ],
)
def test_the_page_of_an_asset_shows_figures_where_it_is_kept_some_rows_and_its_picture(
    page, materialized, asset, figures
):
    materialized.open_asset(page, asset)
    for name, value in figures.items():
        expect(metadata_value(page, name)).to_have_text(value)
    file = materialized.checkpoints / {"report": "report.txt"}.get(asset, f"{asset}.json")
    expect(metadata_value(page, "path")).to_have_text(str(file))
    if asset in ROWS:
        table, header, row = ROWS[asset]
        shown = metadata_value(page, table)
        expect(shown.get_by_role("row").first).to_have_accessible_name(re.compile(f"^{header}"))
        expect(shown.get_by_role("row", name=row)).to_be_visible()

    dialog = open_markdown(page, "picture")
    picture = dialog.locator("img")
    expect(picture).to_be_in_viewport()
    expect(picture).to_have_attribute("src", re.compile("^data:image/png;base64,"))
    # A picture whose content cannot be drawn has no width of its own.
    assert picture.evaluate("image => image.complete && image.naturalWidth") > 0
    # The dialog does not make a picture smaller: what is wider is cut off.
    assert picture.bounding_box()["width"] <= dialog.bounding_box()["width"]


def test_the_link_of_the_report_fetches_its_page_which_opens_as_it_is(page, materialized, tmp_path):
    materialized.open_asset(page, "report")
    with page.expect_download() as fetched:
        metadata_value(page, "page").get_by_role("link").first.click()
    path = tmp_path / "report.html"
    fetched.value.save_as(path)
    page.goto(path.as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("Price forecast")
    expect(page.get_by_role("heading", level=3)).to_have_text(["GOLD", "WTI"])
    assert path.read_bytes() == (materialized.checkpoints / "report.html").read_bytes()


def test_the_checks_of_an_asset_stand_on_their_page_with_their_results(page, materialized):
    materialized.open_asset(page, "prices_clean", "checks")
    for check in ("conservation_of_rows", "finite_prices", "sorted_by_key", "unique_keys"):
        expect(check_row(page, check)).to_contain_text("Succeeded")
    check_row(page, "unique_keys").click()
    expect(page.get_by_text("Passed", exact=True)).to_be_visible()


def test_a_report_that_nobody_has_reviewed_is_a_warning_among_the_checks(page, materialized):
    materialized.open_asset(page, "report", "checks")
    row = check_row(page, "reviewed_by_a_person")
    expect(row).to_contain_text("Failed")
    expect(row.get_by_role("img", name="warning")).to_be_visible()
    row.click()
    expect(page.get_by_text("NOT YET REVIEWED.")).to_be_visible()


def test_the_commentary_typed_in_the_launchpad_stands_in_the_report(page, materialized):
    (config,) = [
        block for block in re.findall(r"```yaml\n(.+?)```", README, re.DOTALL) if "author" in block
    ]
    materialized.open_asset(page, "report")
    dialog = launchpad(page)
    dialog.locator(".CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(config)
    dialog.get_by_role("button", name="Materialize").click()
    page.wait_for_url("**/runs/*")
    expect_run_to_end_in(page, "Success")

    materialized.open_asset(page, "report")
    text = open_markdown(page, "text")
    expect(text).to_contain_text("Reviewed by Ada Lovelace.")
    expect(text).to_contain_text(re.search("commentary: (.+)", config)[1])


def test_the_first_error_on_the_page_of_a_run_names_the_bad_file_and_what_was_expected(
    page, materialized
):
    expected = "bad.csv: expected a column with times, found the columns 'no', 'prices'"
    bad = materialized.raw / "bad.csv"
    bad.write_text("no,prices\nhere,either\n")
    try:
        materialized.materialize_all(page)
        expect_run_to_end_in(page, "Failure")
    finally:
        bad.unlink()
    # The log is scrolled to its end, where the failure of the run stands.
    failure = log_rows(page).filter(has_text="RUN_FAILURE")
    expect(failure.get_by_text(expected).first).to_be_in_viewport()
    # From its beginning, the first line in red.
    page.set_viewport_size({**WINDOW, "height": 3000})
    expect(log_rows(page).filter(has_text="RUN_ENQUEUED")).to_be_visible()
    red = page.locator("[class*=LogsRowComponents_rowError]")
    expect(red.first).to_contain_text(f"ERROR{expected}")


def test_a_dropped_file_is_modelled_by_itself_and_leaves_the_report_to_a_person(page, materialized):
    report = (materialized.checkpoints / "report.txt").read_bytes()
    (materialized.raw / "silver.csv").write_text(PRICES.replace("GOLD", "SILVER"))
    materialized.open(page, f"/locations/price_assets/sensors/{SENSOR}")
    expect(sensor_switch(page).get_by_role("checkbox")).not_to_be_checked()
    sensor_switch(page).click()
    expect(sensor_switch(page).get_by_role("checkbox")).to_be_checked()

    materialized.open(page, "/runs")
    run = wait_for_run(page, materialized, SENSOR)
    expect(run).to_contain_text("Success")
    expect(run).to_contain_text("refresh_model")
    run.get_by_role("link").first.click()
    expect(page.get_by_text("3 assets", exact=True)).to_be_visible()

    materialized.open_asset(page, "model")
    expect(metadata_value(page, "forecast")).to_contain_text("SILVER")
    materialized.open_asset(page, "report", "checks")
    check_row(page, "made_from_current_model").click()
    expect(page.get_by_text("the model has changed since this report was written")).to_be_visible()
    assert (materialized.checkpoints / "report.txt").read_bytes() == report
