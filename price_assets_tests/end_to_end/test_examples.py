"""The cases of examples/ run as their pages say."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from price_assets_tests.examples import PROJECT

EXAMPLES = PROJECT / "examples"


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A folder like the project's root, with the examples and this environment's tools."""
    shutil.copytree(EXAMPLES, tmp_path / "examples", ignore=shutil.ignore_patterns("made"))
    (tmp_path / ".venv").symlink_to(Path(sys.executable).parent.parent)
    monkeypatch.setenv("DAGSTER_DISABLE_TELEMETRY", "1")
    return tmp_path


def run(name, checkout):
    """Run the command of an example; return its model and what the command printed."""
    page = (checkout / "examples" / name / "README.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"```bash\n(.+?)\n```", page, flags=re.DOTALL)
    done = subprocess.run(
        ["bash", "-euc", command], check=True, capture_output=True, text=True, cwd=checkout
    )
    made = checkout / "examples" / name / "made"
    assert (made / "report.html").exists()
    return json.loads((made / "model.json").read_text()), done.stdout


def test_daily_rates_keep_the_last_price(checkout):
    model, printed = run("daily", checkout)
    assert [step["symbol"] for step in model["forecast"]] == ["CHF", "GBP", "JPY", "USD"]
    assert next(item["name"] for item in model["candidates"] if item["chosen"]) == "naive"
    assert "PRICE FORECAST" in printed


def test_the_hours_of_the_next_day_are_forecast_from_the_load(checkout):
    model, printed = run("hourly", checkout)
    assert len(model["forecast"]) == 24
    assert model["forecast"][0]["timestamp"] == "2026-05-01T00:00:00Z"
    assert model["metrics"]["beats_naive"]
    assert model["metrics"]["mae"] < 0.8 * model["metrics"]["mae_seasonal_naive"]
    assert "The next 24 prices of NORTH" in printed


def test_the_spreadsheet_is_read_month_by_month(checkout):
    model, _ = run("monthly", checkout)
    assert [item["symbol"] for item in model["trained"]["symbols"]] == [
        *("Euro", "Pound sterling", "US dollar", "Yen")
    ]
    assert model["frequencies"][0]["name"] == "monthly"
    assert {step["timestamp"] for step in model["forecast"]} == {"2019-01-01"}


def test_the_invented_market_is_made_anew_to_the_same_bytes(checkout):
    made = checkout / "examples" / "hourly" / "prices" / "market.csv"
    before = hashlib.sha256(made.read_bytes()).hexdigest()
    made.unlink()
    program = checkout / "examples" / "hourly" / "make_prices.py"
    subprocess.run([sys.executable, program], check=True)
    assert hashlib.sha256(made.read_bytes()).hexdigest() == before


def test_the_index_names_every_example():
    index = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    folders = {path.parent.name for path in EXAMPLES.glob("*/README.md")}
    assert set(re.findall(r"\]\((\w+)/README\.md\)", index)) == folders
