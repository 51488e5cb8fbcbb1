"""A landing zone to put files into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from price_assets.checkpoints import RawPrices
from price_assets.ingest import IngestSettings, ingest, list_files

Ingest = Callable[..., RawPrices]


@pytest.fixture
def ingest_files(tmp_path: Path) -> Ingest:
    """Land files, text or bytes by name, and read them all."""

    def land_and_read(
        files: dict[str, str | bytes], settings: IngestSettings | None = None
    ) -> RawPrices:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return ingest(list_files([tmp_path]), settings)

    return land_and_read
