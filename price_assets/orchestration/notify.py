"""Someone is told when a run fails, or a blocking check stops it: off unless a place is named.

The place is one of the URLs of Apprise, for mail, chat and some hundred other services. It holds
secrets, so it comes from the environment alone, and is never logged.
"""

from __future__ import annotations

from typing import Any

import dagster as dg

from price_assets.checkpoints import PriceAssetsError

NOTIFY_VARIABLE = "PRICE_ASSETS_NOTIFY"
_MOST_LETTERS = 500


def failure_words(job: str, run_id: str, failures: list[tuple[str, str]]) -> tuple[str, str]:
    """Write what is sent.

    Parameters
    ----------
    job
        Name of the job that ran.
    run_id
        Of Dagster.
    failures
        Asset or step, and the first line of why it failed.

    Returns
    -------
    tuple[str, str]
        Title and text.
    """
    steps = ", ".join(dict.fromkeys(step for step, _ in failures)) or job
    lines = [f"{step}: {reason[:_MOST_LETTERS]}" for step, reason in failures]
    lines += [
        "The last good checkpoints stay as they were.",
        f"Run {run_id[:8]} of {job}; its page in the Dagster UI has the whole log.",
    ]
    return f"price_assets: {steps} failed", "\n".join(lines)


def failure_sensor(places: str) -> dg.SensorDefinition:
    """Make the sensor that sends a message for each failed run.

    Parameters
    ----------
    places
        One or several Apprise URLs, parted by spaces.

    Raises
    ------
    PriceAssetsError
        If Apprise is not installed, or a URL is none that it knows.
    """
    sender = _sender(places)

    @dg.run_failure_sensor(
        name="tell_of_failures",
        description=f"Sends a message to the places that {NOTIFY_VARIABLE} names.",
        default_status=dg.DefaultSensorStatus.RUNNING,
        minimum_interval_seconds=15,
    )
    def tell_of_failures(context: dg.RunFailureSensorContext) -> None:
        run = context.dagster_run
        title, body = failure_words(run.job_name, run.run_id, _failures(context))
        if not sender.notify(title=title, body=body):
            raise RuntimeError(
                f"the message about run {run.run_id[:8]} could not be sent; see the lines above, "
                f"and the URLs in {NOTIFY_VARIABLE}"
            )

    return tell_of_failures


def _failures(context: dg.RunFailureSensorContext) -> list[tuple[str, str]]:
    """Return which steps failed, and the first line of why; the run's own reason if none did."""
    found = []
    for event in context.get_step_failure_events():
        data = event.step_failure_data
        words = None
        if data.user_failure_data is not None:
            words = data.user_failure_data.description
        if not words and data.error is not None:
            # The cause of an error in a stage stands below Dagster's own.
            cause = data.error.cause or data.error
            words = cause.message
        found.append((event.step_key or "run", _first_line(words)))
    return found or [(context.dagster_run.job_name, _first_line(context.failure_event.message))]


def _first_line(text: str | None) -> str:
    lines = (text or "").strip().splitlines()
    return lines[0] if lines else "no reason was given"


def _sender(places: str) -> Any:
    try:
        import apprise
    except ImportError as error:
        raise PriceAssetsError(
            f"{NOTIFY_VARIABLE} is set, and the package that sends messages is not installed; run "
            "pip install 'price-assets[notify]'"
        ) from error
    sender = apprise.Apprise()
    for number, place in enumerate(places.split(), start=1):
        if not sender.add(place):
            # The URL itself may hold a password.
            raise PriceAssetsError(
                f"URL {number} in {NOTIFY_VARIABLE} is none that Apprise knows; expected one such "
                "as mailto://… or slack://…, parted by spaces"
            )
    return sender
