"""The pages of docs/ say what is so: their commands run, their links lead somewhere."""

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from price_assets.cli import clean_task, ingest_task, train_task
from price_assets.forecast import TrainSettings
from price_assets_tests.examples import PROJECT

PAGES = sorted((PROJECT / "docs").glob("*.md"))
FORECAST = (PROJECT / "docs" / "forecast.md").read_text(encoding="utf-8")
DAYS = 60


def blocks(language):
    return re.findall(rf"```{language}\n(.+?)```", FORECAST, flags=re.DOTALL)


@pytest.fixture(scope="module")
def market(tmp_path_factory):
    """A checkout with hourly prices, and the load forecast of one more day."""
    folder = tmp_path_factory.mktemp("market")
    random = np.random.default_rng(1)
    hours = pd.date_range("2026-01-01T00:00", periods=24 * (DAYS + 1), freq="h", tz="UTC")
    load = 50.0 + 10.0 * np.sin(hours.hour / 24 * 2 * np.pi) + random.normal(size=len(hours))
    price = pd.Series(0.8 * load + random.normal(size=len(hours))).round(2)
    price[24 * DAYS :] = np.nan
    (folder / "data" / "raw").mkdir(parents=True)
    table = {"symbol": "NO1", "timestamp": hours, "price": price, "load_forecast": load.round(1)}
    pd.DataFrame(table).to_csv(folder / "data" / "raw" / "no1.csv", index=False)
    ingest_task(str(folder / "data" / "raw"), str(folder / "data" / "prices_raw.json"))
    clean_task(str(folder / "data" / "prices_raw.json"), str(folder / "data" / "prices_clean.json"))
    (folder / ".venv").symlink_to(Path(sys.executable).parent.parent)
    return folder


def run(command, folder):
    """Run a command of the docs as it stands; return the model that it leaves."""
    subprocess.run(["bash", "-euc", command], check=True, capture_output=True, cwd=folder)
    return json.loads((folder / "data" / "model.json").read_text())


def test_the_command_for_day_ahead_prices_forecasts_the_next_day(market):
    (command,) = [block for block in blocks("bash") if "--origin daily" in block]
    # On the clock of Oslo an hour of the day has begun: 23 are left of the first.
    model = run(command, market)
    assert model["params"]["known_ahead"] == ["load_forecast"]
    assert model["forecast"][0]["timestamp"] == "2026-03-02T00:00:00Z"
    assert {step["symbol"] for step in model["forecast"]} == {"NO1"}
    assert model["metrics"]["beats_naive"]


def test_the_estimator_of_the_docs_races_with_the_others(market):
    (program,) = blocks("python")
    (market / "my_models.py").write_text(program)
    (command,) = [block for block in blocks("bash") if "--forecaster" in block]
    model = run(command, market)
    assert "custom" in [item["name"] for item in model["candidates"]]


def test_every_setting_that_the_page_of_forecasts_names_exists():
    how, _ = FORECAST.split("## What was measured")
    named = set(re.findall(r"`--([a-z-]+)", how)) | set(
        re.findall(r"--([a-z-]+) ", " ".join(blocks("bash")))
    )
    known = {name.replace("_", "-") for name in TrainSettings.model_fields}
    assert named - {"input", "output"} <= known
    words = set(re.findall(r"`([a-z_]+)`", FORECAST))
    assert {"known_ahead", "seasonal_periods", "refit_every", "auto_share"} <= words


def test_the_command_and_the_file_for_a_commentary_leave_a_reviewed_report(market):
    page = (PROJECT / "docs" / "commentary.md").read_text(encoding="utf-8")
    (words,) = re.findall(r"```markdown\n(.+?)```", page, flags=re.DOTALL)
    (command,) = re.findall(r"```bash\n(.+?)```", page, flags=re.DOTALL)
    if not (market / "data" / "model.json").exists():
        train_task(str(market / "data" / "prices_clean.json"), str(market / "data" / "model.json"))
    (market / "words.md").write_text(words)
    subprocess.run(["bash", "-euc", command], check=True, capture_output=True, cwd=market)
    text = (market / "data" / "report.txt").read_text(encoding="utf-8")
    assert "Reviewed by Ada Lovelace." in text
    assert "Stocks at Cushing fell" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_points_to_is_there(page):
    for target in re.findall(r"\]\((?!http)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
