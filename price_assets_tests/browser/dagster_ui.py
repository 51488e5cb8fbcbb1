"""A real `dagster dev` and the pages of its UI, for tests and for pictures."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from price_assets_tests.end_to_end.dagster_dev import DagsterDev
from price_assets_tests.end_to_end.servers import wait_until

ASSETS = ("prices_raw", "prices_clean", "model", "report")
SENSOR = "new_raw_files"
WINDOW = {"width": 1400, "height": 900}
_RUN_SECONDS = 90
_ENDED = re.compile("Success|Failure|Canceled")
_STATE = """{
  workspaceOrError { ... on Workspace { locationEntries {
    loadStatus locationOrLoadError { ... on PythonError { message } }
  } } }
  instance { daemonHealth { allDaemonStatuses { required healthy } } }
}"""
_SENSORS = """{
  sensorsOrError(repositorySelector: {
    repositoryLocationName: "price_assets", repositoryName: "__repository__"
  }) { ... on Sensors { results { id name } } }
}"""
_STOP = """mutation($id: String) { stopSensor(id: $id) {
  ... on StopSensorMutationResult { instigationState { status } }
} }"""


class DagsterUI(DagsterDev):
    """A `dagster dev` that runs, and what can be done on its pages."""

    def is_ready(self) -> bool:
        """Whether the code is loaded and every daemon that is needed works."""
        state = self.query(_STATE)
        entries = state["workspaceOrError"]["locationEntries"]
        errors = [entry["locationOrLoadError"] for entry in entries]
        assert not any(errors), errors
        daemons = state["instance"]["daemonHealth"]["allDaemonStatuses"]
        return (
            bool(entries)
            and all(entry["loadStatus"] == "LOADED" for entry in entries)
            and all(daemon["healthy"] for daemon in daemons if daemon["required"])
        )

    def stop_sensor(self) -> None:
        """Let nothing run by itself, which it does by default."""
        (found,) = self.query(_SENSORS)["sensorsOrError"]["results"]
        state = self.query(_STOP, id=found["id"])["stopSensor"]["instigationState"]
        assert (found["name"], state["status"]) == (SENSOR, "STOPPED")

    def open(self, page: Page, path: str) -> None:
        """Go to a page of the UI."""
        page.goto(self.address + path)

    def open_asset(self, page: Page, asset: str, view: str = "overview") -> None:
        """Go to one of the views of an asset: overview, events, checks or lineage."""
        self.open(page, f"/assets/{asset}?view={view}")
        expect(materialize_button(page)).to_be_visible()

    def materialize_all(self, page: Page) -> None:
        """Ask for everything on the page of the lineage, and follow it to the page of its run."""
        self.open(page, "/asset-groups")
        page.locator("button", has_text="Materialize all").click()
        page.get_by_text("Launched run").wait_for()
        page.get_by_text("View", exact=True).click()
        page.wait_for_url("**/runs/*")


@contextlib.contextmanager
def dagster_dev(folder: Path, **variables: str) -> Iterator[DagsterUI]:
    """Start `dagster dev` at the project's root with a history of its own; end all of it.

    Parameters
    ----------
    folder
        An empty one, for whatever the server reads and writes.
    variables
        Of its environment.
    """
    ui = DagsterUI(folder)
    with ui.running(**variables):
        wait_until("its code is loaded and its daemons work", ui.is_ready, ui.log)
        yield ui


def materialize_button(page: Page) -> Locator:
    """Find the button of an asset's page."""
    return page.locator("button", has_text=re.compile("^Materialize$"))


def expect_run_to_end_in(page: Page, status: str) -> None:
    """Wait on the page of a run until it has ended; fail at once where it ends otherwise."""
    ended = page.get_by_text(re.compile(f"^({_ENDED.pattern})$")).first
    expect(ended).to_be_visible(timeout=1000 * _RUN_SECONDS)
    expect(ended).to_have_text(status)


def metadata_row(page: Page, name: str) -> Locator:
    """Find the row of a metadata entry."""
    key = page.locator("td:first-child", has_text=re.compile(f"^{re.escape(name)}$"))
    return page.locator("tr", has=key).first


def metadata_value(page: Page, name: str) -> Locator:
    """Find what the page of an asset shows as a metadata value of its last materialization."""
    return metadata_row(page, name).locator("td").nth(2)


def open_markdown(page: Page, name: str) -> Locator:
    """Open a metadata value of Markdown, which the UI shows in a dialog unless it is short."""
    metadata_value(page, name).get_by_text("[Show Markdown]").click()
    return page.locator(".bp5-dialog", has_text=name)


def lineage_node(page: Page, asset: str) -> Locator:
    """Find an asset in the drawing of the lineage."""
    return page.locator("foreignObject", has_text=re.compile(rf"^\s*{asset}(?![a-z_])"))


def launchpad(page: Page) -> Locator:
    """Open the Launchpad from the small menu on the page of an asset."""
    materialize_button(page).locator("xpath=../following-sibling::*//button").click()
    page.get_by_role("menuitem", name="Open launchpad").click()
    return page.locator(".bp5-dialog", has=page.locator(".CodeMirror"))


def sensor_switch(page: Page) -> Locator:
    """Find the switch on the page of the sensor."""
    return page.locator("label", has=page.get_by_role("checkbox")).first


def run_rows(page: Page, text: str) -> Locator:
    """Find the runs, newest first, on the page of all runs, by a text in their rows."""
    rows = "//a[.='View'][starts-with(@href, '/runs/')]/ancestor::div[.//input][1]"
    return page.locator(f"xpath={rows}").filter(has_text=text)


def wait_for_run(page: Page, ui: DagsterUI, text: str) -> Locator:
    """Refresh the page of all runs until the newest with a text in its row has ended."""
    rows = run_rows(page, text)

    def has_ended() -> bool:
        page.get_by_role("button", name="refresh").click()
        return rows.filter(has_text=_ENDED).count() == rows.count() > 0

    wait_until(f"a run of {text} has ended", has_ended, ui.log)
    return rows.first


def check_row(page: Page, check: str) -> Locator:
    """Find a check on the page of an asset's checks."""
    return page.locator("[class*=AssetChecks_checkRow]", has=page.get_by_title(check, exact=True))


def log_rows(page: Page) -> Locator:
    """Find the lines of the log on the page of a run; only those in the window are drawn."""
    return page.locator("[class*=LogsRowComponents_row_]")
