"""Draw the pictures of the README and the docs anew: ``make screenshots``.

Each shows what `dagster dev` shows of the sample prices, or the report that they give.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from price_assets_tests.examples import SAMPLE

from .chromium import HOW_TO_GET_IT, find_chromium, open_chromium
from .dagster_ui import (
    ASSETS,
    DagsterUI,
    check_row,
    dagster_dev,
    expect_run_to_end_in,
    lineage_node,
    metadata_row,
)

_WIDTH = 1400
_Clip = FloatRect | None
"""The part of the window to keep."""


def lineage(page: Page, ui: DagsterUI) -> _Clip:
    """The four assets, each with its checks and what became of it."""
    # The wider the window, the larger the drawing; the list of names beside it is cut off.
    page.set_viewport_size({"width": 1740, "height": 380})
    ui.open(page, "/asset-groups")
    hide_navigation(page)
    ui.open(page, "/asset-groups")
    for asset in ASSETS:
        expect(lineage_node(page, asset)).to_contain_text("Materialized")
    button = page.locator("button", has_text="Materialize all").bounding_box()
    return {"x": 1740 - 1372, "y": button["y"] - 12, "width": 1372, "height": 282}


def materialization(page: Page, ui: DagsterUI) -> _Clip:
    """What a materialization of the model says of it, as far as the metrics of each symbol."""
    page.set_viewport_size({"width": _WIDTH, "height": 2000})
    ui.open_asset(page, "model", "events")
    hide_navigation(page)
    return down_to(metadata_row(page, "metrics"))


def check(page: Page, ui: DagsterUI) -> _Clip:
    """A check that warns, with the first of the rows that it is about."""
    page.set_viewport_size({"width": _WIDTH, "height": 900})
    ui.open_asset(page, "prices_clean", "checks")
    hide_navigation(page)
    check_row(page, "no_jumps").click()
    return down_to(metadata_row(page, "found").get_by_role("row").nth(5))


def report(page: Page, ui: DagsterUI) -> _Clip:
    """The beginning of the report as a page."""
    page.set_viewport_size({"width": 1100, "height": 1200})
    page.goto((ui.checkpoints / "report.html").as_uri())


PICTURES: tuple[Callable[[Page, DagsterUI], _Clip], ...] = (lineage, materialization, check, report)


def down_to(last: Locator) -> _Clip:
    """Keep the window down to something in it."""
    expect(last).to_be_visible()
    box = last.bounding_box()
    return {"x": 0, "y": 0, "width": _WIDTH, "height": box["y"] + box["height"] + 1}


def hide_navigation(page: Page) -> None:
    """Leave the room to what the page is about."""
    page.get_by_role("button", name="Hide navigation").click()


def draw(folder: Path, browser: Browser, ui: DagsterUI) -> None:
    """Materialize the sample prices and draw each picture into a folder."""
    ui.stop_sensor()
    shutil.copytree(SAMPLE, ui.raw, dirs_exist_ok=True)
    page = browser.new_page(timezone_id="UTC", locale="en-US", reduced_motion="reduce")
    ui.materialize_all(page)
    expect_run_to_end_in(page, "Success")
    page.close()
    for picture in PICTURES:
        page = browser.new_page(timezone_id="UTC", locale="en-US", reduced_motion="reduce")
        clip = picture(page, ui)
        page.screenshot(path=folder / f"{picture.__name__}.png", clip=clip, animations="disabled")
        page.close()


def main() -> None:
    """Draw into the folder that is named on the command line."""
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
    if (path := find_chromium()) is None:
        sys.exit(HOW_TO_GET_IT)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_chromium(path) as browser,
        dagster_dev(Path(folder)) as ui,
    ):
        draw(Path(sys.argv[1]), browser, ui)


if __name__ == "__main__":
    main()
