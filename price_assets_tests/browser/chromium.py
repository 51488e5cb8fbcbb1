"""The browser of this machine, without a window, for tests and for pictures."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator

from playwright.sync_api import Browser, expect, sync_playwright

VARIABLE = "PRICE_ASSETS_CHROMIUM"
HOW_TO_GET_IT = (
    f"no Chromium was found: apt-get install chromium, or set {VARIABLE} to the path of a browser"
)
_NAMES = ("chromium", "chromium-browser", "google-chrome")
# Nothing is asked of the network but the pages themselves; without the sandbox, because it does
# not work for root in a container.
_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
_PATIENCE = 30_000
"""Milliseconds to wait for what a page shall show; a machine may be busy with other tests."""


def find_chromium() -> str | None:
    """Return the path of the browser to use, None where there is none."""
    if named := os.environ.get(VARIABLE):
        return shutil.which(named)
    return next(filter(None, map(shutil.which, _NAMES)), None)


@contextlib.contextmanager
def open_chromium(path: str) -> Iterator[Browser]:
    """Start a browser without a window; end it."""
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()
