import os

# Nothing that the tests start may call home; set before Dagster is imported.
os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
