"""Each asset's value is its checkpoint: written whole, read back checked."""

from typing import Any

import dagster as dg
from dagster import InputContext, OutputContext

from price_assets.checkpoints import Document, PriceAssetsError, to_uri

from .resources import DOCUMENTS, Checkpoints


class CheckpointIOManager(dg.ConfigurableIOManager):
    """Keeps the documents of the four assets in one folder, under the names users rely on.

    Unlike `dagster.UPathIOManager` it never opens a checkpoint for writing in place: see
    `price_assets.checkpoints.storage.write_whole`.
    """

    checkpoints: dg.ResourceDependency[Checkpoints]

    def handle_output(self, context: OutputContext, obj: Any) -> None:
        """Write a document; its rules are held before a byte is written."""
        kind = _kind_of(context)
        if not isinstance(obj, kind):
            raise TypeError(
                f"asset '{kind.KIND}' must return a {kind.__name__}, not {type(obj).__name__}"
            )
        path = self.checkpoints.folder.write(obj)
        context.add_output_metadata(
            {
                "path": dg.MetadataValue.path(str(path)),
                "uri": dg.MetadataValue.text(to_uri(path)),
                "dagster/uri": dg.MetadataValue.text(to_uri(path)),
                "dagster/row_count": dg.MetadataValue.int(obj.row_count),
                "size_bytes": dg.MetadataValue.int(len(obj.content)),
                "checksum": dg.MetadataValue.text(obj.checksum),
            }
        )

    def load_input(self, context: InputContext) -> Document:
        """Read the checkpoint of the asset before.

        Raises
        ------
        dagster.Failure
            If it is missing or damaged; a retry would find it so again, so none is made.
        """
        try:
            return self.checkpoints.folder.read(_kind_of(context))
        except PriceAssetsError as error:
            raise dg.Failure(description=str(error), allow_retries=False) from error


def _kind_of(context: InputContext | OutputContext) -> type[Document]:
    return DOCUMENTS[context.asset_key.path[-1]]
