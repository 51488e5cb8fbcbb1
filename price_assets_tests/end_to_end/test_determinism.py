import pytest

from price_assets_tests.examples import SAMPLE, run_python

MATERIALIZE = """
import sys, warnings
import dagster as dg
from price_assets.definitions import build_definitions
definitions = build_definitions(sys.argv[1] if len(sys.argv) > 1 else {raw!r}, {checkpoints!r})
job = definitions.get_repository_def().get_implicit_global_asset_job_def()
assert job.execute_in_process().success
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The checkpoints of the sample prices, made in three processes that differ."""
    results = []
    for environment in (
        {"PYTHONHASHSEED": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        {"PYTHONHASHSEED": "2", "OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2"},
        {"PYTHONHASHSEED": "3", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
    ):
        folder = tmp_path_factory.mktemp("checkpoints")
        code = MATERIALIZE.format(raw=str(SAMPLE), checkpoints=str(folder))
        done = run_python(code, **environment)
        assert done.returncode == 0, done.stderr[-2000:]
        results.append({path.name: path.read_bytes() for path in folder.iterdir()})
    return results


def test_checkpoints_are_the_same_bytes_in_any_folder_hash_seed_threads_zone_and_locale(made):
    first, *others = made
    assert set(first) == {
        *("prices_raw.json", "prices_clean.json", "model.json", "report.txt", "report.html")
    }
    for other in others:
        assert {name for name in first if first[name] != other[name]} == set()


def test_no_artifact_names_a_place_of_the_machine(made):
    for name, content in made[0].items():
        assert str(SAMPLE.parent).encode() not in content, name
        assert b"file://" not in content, name
