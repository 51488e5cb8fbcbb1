"""A real `dagster dev` at the project's root, with a history and a landing zone of its own."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from price_assets_tests.examples import PROJECT

from .servers import free_port, server

DAGSTER = Path(sys.executable).with_name("dagster")


class DagsterDev:
    """Where a `dagster dev` reads, writes and listens, and what it answers.

    Parameters
    ----------
    folder
        An empty one: holds the history, the landing zone `raw`, the `checkpoints` and the log.
    """

    def __init__(self, folder: Path):
        self.home = folder / "home"
        self.raw, self.checkpoints = folder / "raw", folder / "checkpoints"
        self.log = folder / "dagster.log"
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"

    @contextlib.contextmanager
    def running(self, **variables: str) -> Iterator[None]:
        """Start it, with these variables in its environment; end all of it."""
        self.home.mkdir()
        self.raw.mkdir()
        shutil.copy(PROJECT / "dagster.yaml", self.home)
        command = [DAGSTER, "dev", "--host", "127.0.0.1", "--port", str(self.port)]
        environment = {
            **os.environ,
            "DAGSTER_HOME": str(self.home),
            "PRICE_ASSETS_RAW": str(self.raw),
            "PRICE_ASSETS_CHECKPOINTS": str(self.checkpoints),
            **variables,
        }
        with server(command, self.log, cwd=PROJECT, env=environment):
            yield

    def query(self, text: str, **variables: Any) -> dict[str, Any]:
        """Ask the server itself, past its pages."""
        request = urllib.request.Request(  # noqa: S310 - our own server
            f"{self.address}/graphql",
            json.dumps({"query": text, "variables": variables}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return json.load(answer)["data"]
