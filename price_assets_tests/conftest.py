import os

from hypothesis import settings

# Nothing that the tests start may call home; set before Dagster is imported.
os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"

# How long an example takes says what else the machine does, and nothing of the code.
settings.register_profile("untimed", settings.default, deadline=None)
settings.load_profile("untimed")
