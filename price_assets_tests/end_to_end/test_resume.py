import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from price_assets_tests.examples import PROJECT, SAMPLE

DAGSTER = Path(sys.executable).with_name("dagster")


def materialize(selection: str, folder: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [DAGSTER, "asset", "materialize", "--select", selection, "-m", "price_assets"],
        cwd=PROJECT,
        env={
            **os.environ,
            "PRICE_ASSETS_RAW": str(SAMPLE),
            "PRICE_ASSETS_CHECKPOINTS": str(folder),
            "DAGSTER_DISABLE_TELEMETRY": "1",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_run_killed_between_stages_is_finished_from_its_last_checkpoint(tmp_path):
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    assert materialize("*", whole).wait(120) == 0

    process = materialize("*", killed)
    deadline = time.monotonic() + 120
    while not (killed / "prices_clean.json").exists():
        assert process.poll() is None, "the run ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait(30)
    assert "report.txt" not in contents(killed)
    left = {name: data for name, data in contents(killed).items() if not name.startswith(".")}
    assert left.items() <= contents(whole).items(), "what was written is whole"

    before = (killed / "prices_clean.json").stat().st_mtime_ns
    assert materialize('key:"model"+', killed).wait(120) == 0
    assert (killed / "prices_clean.json").stat().st_mtime_ns == before, "not made again"
    finished = {name: data for name, data in contents(killed).items() if not name.startswith(".")}
    assert finished == contents(whole)
