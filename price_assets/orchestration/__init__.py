"""What Dagster sees: assets, checks, sensor, job, IO manager and resources.

Belongs here: how a stage is called and what is shown of it. Does not: any decision about data; the
stages and their rules make those.
"""
