"""What runs by itself: everything but the report, which a person asks for."""

import dagster as dg

from .checks import made_from_current_model

refresh_model = dg.define_asset_job(
    "refresh_model",
    selection=dg.AssetSelection.assets("prices_raw", "prices_clean", "model")
    | dg.AssetSelection.checks(made_from_current_model),
    description="Ingest, clean and train or score; requested by the sensor when prices land.",
)
