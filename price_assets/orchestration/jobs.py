"""What runs by itself: everything but the report, which a person asks for."""

import dagster as dg

refresh_model = dg.define_asset_job(
    "refresh_model",
    selection=["prices_raw", "prices_clean", "model"],
    description="Ingest, clean and train or score; requested by the sensor when prices land.",
)
