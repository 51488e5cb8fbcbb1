"""What runs by itself: everything but the report, which a person asks for."""

import dagster as dg

from .checks import REPORT_CHECKS

refresh_model = dg.define_asset_job(
    "refresh_model",
    selection=dg.AssetSelection.assets("prices_raw", "prices_clean", "model")
    | dg.AssetSelection.checks(*REPORT_CHECKS),
    description="Ingest, clean and train or score; requested by the sensor when prices land.",
)
