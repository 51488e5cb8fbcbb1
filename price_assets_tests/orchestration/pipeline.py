"""The real definitions on a folder of a test's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from price_assets.definitions import build_definitions
from price_assets_tests.examples import PRICES

CHECKPOINTS = ("prices_raw.json", "prices_clean.json", "model.json", "report.txt")


@dataclass
class Pipeline:
    """Landing zone, checkpoints and instance of one test."""

    folder: Path
    instance: dg.DagsterInstance

    @property
    def raw(self) -> Path:
        return self.folder / "raw"

    @property
    def checkpoints(self) -> Path:
        return self.folder / "checkpoints"

    @property
    def definitions(self) -> dg.Definitions:
        return build_definitions(str(self.raw), str(self.checkpoints))

    def put(self, name: str = "prices.csv", content: str = PRICES) -> Path:
        self.raw.mkdir(exist_ok=True)
        path = self.raw / name
        path.write_text(content)
        return path

    def materialize(
        self, selection: str = "*", config: dict | None = None
    ) -> dg.ExecuteInProcessResult:
        repository = self.definitions.get_repository_def()
        job = repository.get_implicit_global_asset_job_def()
        keys = dg.AssetSelection.from_string(selection).resolve(repository.asset_graph)
        return job.execute_in_process(
            instance=self.instance,
            raise_on_error=False,
            asset_selection=list(keys),
            run_config={"ops": {name: {"config": value} for name, value in (config or {}).items()}},
        )

    def bytes(self) -> dict[str, bytes]:
        return {
            name: (self.checkpoints / name).read_bytes()
            for name in (*CHECKPOINTS, "report.html")
            if (self.checkpoints / name).exists()
        }


def failure_of(result: dg.ExecuteInProcessResult) -> str:
    """The words of the first step that failed."""
    (event, *_) = [event for event in result.all_events if event.is_step_failure]
    data = event.step_failure_data
    if data.user_failure_data and data.user_failure_data.description:
        return data.user_failure_data.description
    error = data.error
    while error.cause:
        error = error.cause
    return error.message


def materializations(result: dg.ExecuteInProcessResult) -> dict[str, dict[str, dg.MetadataValue]]:
    """The metadata of what was materialized, by asset."""
    found = [
        event.step_materialization_data.materialization
        for event in result.get_asset_materialization_events()
    ]
    return {item.asset_key.path[-1]: item.metadata for item in found}
