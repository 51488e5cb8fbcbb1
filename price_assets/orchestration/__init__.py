"""What Dagster sees: the only code that imports it."""
