import json
import os
import shutil
import sys
import urllib.request
from pathlib import Path

import pytest

from price_assets_tests.examples import PRICES, PROJECT

from .servers import free_port, server, wait_until

DAGSTER = Path(sys.executable).with_name("dagster")
RUNS = "{ runsOrError { ... on Runs { results { jobName status tags { key value } } } } }"


class Deployment:
    """`dagster dev` at the project's root, with a landing zone of the test's own."""

    def __init__(self, folder: Path, port: int):
        self.raw, self.checkpoints = folder / "raw", folder / "checkpoints"
        self.log = folder / "dagster.log"
        self.address = f"http://127.0.0.1:{port}/graphql"

    def query(self, text: str) -> dict:
        request = urllib.request.Request(  # noqa: S310 - our own server
            self.address,
            json.dumps({"query": text}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return json.load(answer)["data"]

    def ended(self) -> list[str]:
        """The status of each run that has ended, oldest first."""
        runs = self.query(RUNS)["runsOrError"]["results"]
        assert {run["jobName"] for run in runs} <= {"refresh_model"}
        return [run["status"] for run in reversed(runs) if run["status"] in ("SUCCESS", "FAILURE")]

    def wait_for(self, statuses: list[str]) -> None:
        wait_until(f"the runs are {statuses}", lambda: self.ended() == statuses, self.log)


@pytest.fixture
def deployment(tmp_path):
    home, port = tmp_path / "home", free_port()
    home.mkdir()
    shutil.copy(PROJECT / "dagster.yaml", home)
    deployment = Deployment(tmp_path, port)
    deployment.raw.mkdir()
    command = [DAGSTER, "dev", "--host", "127.0.0.1", "--port", str(port)]
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(home),
        "PRICE_ASSETS_RAW": str(deployment.raw),
        "PRICE_ASSETS_CHECKPOINTS": str(deployment.checkpoints),
    }
    with server(command, deployment.log, cwd=PROJECT, env=environment):
        yield deployment


def test_dropped_files_are_turned_into_models_and_a_bad_one_fails_once(deployment):
    wait_until("Dagster answers", lambda: deployment.ended() == [], deployment.log)

    (deployment.raw / "prices.csv").write_text(PRICES)
    deployment.wait_for(["SUCCESS"])
    made = {path.name: path.read_bytes() for path in deployment.checkpoints.iterdir()}
    assert set(made) == {"prices_raw.json", "prices_clean.json", "model.json"}

    (deployment.raw / "bad.csv").write_text("no,prices\nhere,either\n")
    deployment.wait_for(["SUCCESS", "FAILURE"])
    kept = {path.name: path.read_bytes() for path in deployment.checkpoints.iterdir()}
    assert kept == made, "the last good checkpoints stay"

    (deployment.raw / "bad.csv").write_text(PRICES.replace("GOLD", "SILVER"))
    deployment.wait_for(["SUCCESS", "FAILURE", "SUCCESS"])
    assert b"SILVER" in (deployment.checkpoints / "model.json").read_bytes()
