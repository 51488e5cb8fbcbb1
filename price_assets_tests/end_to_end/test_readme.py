import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from price_assets.settings_table import settings_table
from price_assets_tests.examples import PROJECT, SAMPLE

README = (PROJECT / "README.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.+?)```", README, flags=re.DOTALL)


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A folder like the project's root, with the sample prices and this environment's tools."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "raw").symlink_to(SAMPLE)
    (tmp_path / ".venv").symlink_to(BIN.parent)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAGSTER_DISABLE_TELEMETRY", "1")
    return tmp_path


def test_the_shell_commands_of_the_readme_work_in_their_order(checkout):
    (block,) = [block for block in blocks("bash") if "price-assets ingest" in block]
    for line in block.strip().splitlines():
        subprocess.run(shlex.split(line), check=True, capture_output=True, cwd=checkout)
    assert (checkout / "data" / "report.html").exists()
    assert (checkout / "data" / "scored.json").exists()


@pytest.mark.usefixtures("checkout")
def test_the_python_example_of_the_readme_works(capsys):
    (block,) = blocks("python")
    exec(block, {})  # noqa: S102 - the README's own example
    assert capsys.readouterr().out.strip()


def test_the_table_of_settings_in_the_readme_is_that_of_the_code():
    written = re.search(r"<!-- settings: start -->\n(.*?)<!-- settings: end -->", README, re.DOTALL)
    assert written[1].strip() == settings_table().strip()


def test_every_file_that_the_readme_points_to_is_there():
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (PROJECT / target).exists(), target
