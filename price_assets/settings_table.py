"""The settings of all stages as one table for the README, made from the code.

``python -m price_assets.settings_table`` prints it.
"""

from __future__ import annotations

from pydantic import BaseModel

from price_assets.clean import CleanSettings
from price_assets.forecast import TrainSettings
from price_assets.ingest import IngestSettings
from price_assets.report import ReportSettings
from price_assets.setting_options import default_words

STAGES: dict[str, type[BaseModel]] = {
    "prices_raw": IngestSettings,
    "prices_clean": CleanSettings,
    "model": TrainSettings,
    "report": ReportSettings,
}


def settings_table() -> str:
    """Write every setting, its default and its meaning as a Markdown table."""
    rows = ["| asset | setting | default | meaning |", "|---|---|---|---|"]
    for asset, settings in STAGES.items():
        for name, field in settings.model_fields.items():
            cell = "none" if field.default is None else f"`{default_words(field)}`"
            cells = (f"`{asset}`", f"`{name}`", cell, str(field.description))
            rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    print(settings_table(), end="")  # noqa: T201 - what the command is for
