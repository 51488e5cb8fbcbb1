"""Where things are: the landing zone and the checkpoints."""

import dagster as dg
from pydantic import Field

from price_assets.checkpoints import (
    CheckpointFolder,
    CleanPrices,
    Document,
    ModelDocument,
    RawPrices,
    Report,
    to_path,
)
from price_assets.ingest import LandedFile, list_files, no_own_document, settings_files
from price_assets.report import Commentary, read_commentary

DOCUMENTS: dict[str, type[Document]] = {
    kind.KIND: kind for kind in (RawPrices, CleanPrices, ModelDocument, Report)
}
"""The document that each asset makes, by the asset's name."""


SETTLE_SECONDS = 10.0


class LandingZone(dg.ConfigurableResource[None]):
    """The place where raw price files land."""

    location: str = Field(
        description="Folder (read recursively), file or glob; a path or an fsspec URI"
    )
    settle_seconds: float = Field(
        default=SETTLE_SECONDS,
        ge=0,
        description="Seconds that a changed landing zone must have stood still before a run",
    )

    def files(self, beside: "Checkpoints") -> list[LandedFile]:
        """List the sources.

        Raises
        ------
        PriceFileError
            If there are none, or one of them is a checkpoint: then each run would feed the next.
        """
        found = list_files([self.location])
        folder = beside.folder
        places = [folder.path(kind) for kind in DOCUMENTS.values()]
        beside_report = [to_path(folder.location) / Report.PAGE_NAME, folder.words_path]
        no_own_document(found, [*places, *beside_report])
        return found

    def watched(self, beside: "Checkpoints") -> list[LandedFile]:
        """List the sources, and the file of settings that says how to read them."""
        found = self.files(beside)
        return [*found, *settings_files(found)]


class Checkpoints(dg.ConfigurableResource[None]):
    """The place where the checkpoints are kept."""

    location: str = Field(description="Folder; a path or an fsspec URI")

    @property
    def folder(self) -> CheckpointFolder:
        """The same without Dagster."""
        return CheckpointFolder(self.location)

    def commentary(self) -> Commentary | None:
        """Read the commentary that is kept beside the report."""
        return read_commentary(self.folder.read_words(), str(self.folder.words_path))
