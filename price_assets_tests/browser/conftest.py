from __future__ import annotations

import os

import pytest

from .chromium import HOW_TO_GET_IT, find_chromium, open_chromium
from .dagster_ui import WINDOW

_PAGE = pytest.StashKey()
_PHASES = {"setup": "before the test", "call": "in the test"}


def pytest_collection_modifyitems(items):
    # Where everything must hold, nothing is left out.
    if find_chromium() is None and os.environ.get("CI") != "true":
        for item in items:
            if "browser" in item.fixturenames:
                item.add_marker(pytest.mark.skip(reason=HOW_TO_GET_IT))


# Not for the whole session: as long as it is open, no other test could start an event loop.
@pytest.fixture(scope="module")
def browser():
    path = find_chromium()
    assert path is not None, HOW_TO_GET_IT
    with open_chromium(path) as browser:
        yield browser


@pytest.fixture
def page(browser, request, tmp_path):
    """A page that has seen nothing yet; what it shows when a test fails is kept."""
    page = browser.new_page(viewport=WINDOW, timezone_id="UTC", locale="en-US")
    request.node.stash[_PAGE] = page, tmp_path / "page.png"
    yield page
    page.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    if report.failed and report.when in _PHASES and _PAGE in item.stash:
        page, picture = item.stash[_PAGE]
        page.screenshot(path=picture)
        report.sections.append((f"what the page showed {_PHASES[report.when]}", str(picture)))
    return report
