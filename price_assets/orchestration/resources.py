"""Where things are: the landing zone and the checkpoints."""

import dagster as dg
from pydantic import Field

from price_assets.checkpoints import CheckpointFolder


class LandingZone(dg.ConfigurableResource[None]):
    """The place where raw price files land."""

    location: str = Field(
        description="Folder (read recursively), file or glob; a path or an fsspec URI"
    )
    settle_seconds: float = Field(
        default=10.0,
        ge=0,
        description="Seconds that a changed landing zone must have stood still before a run",
    )


class Checkpoints(dg.ConfigurableResource[None]):
    """The place where the checkpoints are kept."""

    location: str = Field(description="Folder; a path or an fsspec URI")

    @property
    def folder(self) -> CheckpointFolder:
        """The same without Dagster."""
        return CheckpointFolder(self.location)
