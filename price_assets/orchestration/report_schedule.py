"""The report by the clock, for those who want it; without a schedule a person asks for it."""

import dagster as dg

from price_assets.checkpoints import PriceAssetsError

from .checks import REPORT_CHECKS

REPORT_CRON_VARIABLE = "PRICE_ASSETS_REPORT_CRON"


def report_schedule(cron: str) -> dg.ScheduleDefinition:
    """Materialize the report, with the commentary that is kept, at the times of a cron line.

    Parameters
    ----------
    cron
        Five fields, in UTC, such as ``0 7 * * 1-5``.

    Raises
    ------
    PriceAssetsError
        If it is none.
    """
    try:
        return dg.ScheduleDefinition(
            name="report_by_the_clock",
            description=f"Materializes the report at '{cron}' (UTC).",
            target=dg.AssetSelection.assets("report") | dg.AssetSelection.checks(*REPORT_CHECKS),
            cron_schedule=cron,
            default_status=dg.DefaultScheduleStatus.RUNNING,
        )
    except dg.DagsterInvalidDefinitionError as error:
        raise PriceAssetsError(
            f"{REPORT_CRON_VARIABLE} is {cron!r}; expected the five fields of a cron line, such as "
            "'0 7 * * 1-5' for seven o'clock UTC on weekdays"
        ) from error
