from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from .pipeline import Pipeline


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[Pipeline]:
    """A pipeline whose instance lives in memory."""
    with dg.DagsterInstance.ephemeral() as instance:
        yield Pipeline(tmp_path, instance)


@pytest.fixture
def kept_instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    """An instance on disk, as the sensor's context asks for one."""
    (tmp_path / "home").mkdir()
    with dg.DagsterInstance.local_temp(str(tmp_path / "home")) as instance:
        yield instance


@pytest.fixture(autouse=True)
def undrawn(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the pictures out where they are not what is tested: they take most of the time."""
    if request.module.__name__.endswith("test_pictures"):
        return
    for name in ("files", "quality", "presence", "skill", "forecasts"):
        monkeypatch.setattr(f"price_assets.orchestration.pictures.draw_{name}", _nothing)
    monkeypatch.setattr("price_assets.orchestration.pictures.to_png", lambda _: b"")
    monkeypatch.setattr("price_assets.report.page.symbol_cards", lambda _: ([], 0))
    for name in ("accuracy_pictures", "data_pictures"):
        monkeypatch.setattr(f"price_assets.report.page.{name}", lambda _: [])


def _nothing(*_: object) -> None:
    return None
