import pytest

from price_assets_tests.examples import PRICES

from .dagster_dev import DagsterDev
from .servers import wait_until

RUNS = "{ runsOrError { ... on Runs { results { jobName status tags { key value } } } } }"


class Deployment(DagsterDev):
    """A `dagster dev` whose runs are those that its sensor asks for."""

    def ended(self) -> list[str]:
        """The status of each run that has ended, oldest first."""
        runs = self.query(RUNS)["runsOrError"]["results"]
        assert {run["jobName"] for run in runs} <= {"refresh_model"}
        return [run["status"] for run in reversed(runs) if run["status"] in ("SUCCESS", "FAILURE")]

    def wait_for(self, statuses: list[str]) -> None:
        wait_until(f"the runs are {statuses}", lambda: self.ended() == statuses, self.log)


@pytest.fixture
def deployment(tmp_path):
    deployment = Deployment(tmp_path)
    with deployment.running():
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
