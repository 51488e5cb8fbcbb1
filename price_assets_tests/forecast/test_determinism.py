"""The same rows and settings give the same bytes, wherever and however they are computed."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from price_assets.checkpoints import (
    CleanPrices,
    ModelDocument,
    PriceAssetsError,
    read_document,
    write_document,
)
from price_assets.forecast import score, train
from price_assets.forecast.estimators import boosting

from .day_ahead.markets import market
from .tables import mean_reverting

TRAIN = """
import sys
from price_assets.checkpoints import CleanPrices, read_document, write_document
from price_assets.forecast import train
write_document(train(read_document(CleanPrices, sys.argv[1])), sys.argv[2])
"""
SCORE = """
import sys
from price_assets.checkpoints import CleanPrices, ModelDocument, read_document, write_document
from price_assets.forecast import score
clean, model = read_document(CleanPrices, sys.argv[1]), read_document(ModelDocument, sys.argv[2])
write_document(score(clean, model), sys.argv[3])
"""


def run(program, *arguments, **environment):
    subprocess.run(
        [sys.executable, "-W", "error", "-c", program, *map(str, arguments)],
        check=True,
        env={**os.environ, **environment},
        cwd=Path(__file__).parents[2],
    )


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stored")
    # Fewer rows than these are not split over threads, and would prove nothing.
    write_document(CleanPrices.from_frame(mean_reverting(rows=3000, symbols=4)), folder / "clean")
    return folder


@pytest.fixture(scope="module")
def trained_here(stored):
    return train(read_document(CleanPrices, stored / "clean"))


@pytest.mark.parametrize(("threads", "seed"), [("1", "1"), ("4", "2")])
def test_bytes_do_not_depend_on_threads_hash_seed_or_process(stored, trained_here, threads, seed):
    target = stored / f"model-{threads}"
    run(
        TRAIN,
        stored / "clean",
        target,
        OMP_NUM_THREADS=threads,
        OPENBLAS_NUM_THREADS=threads,
        PYTHONHASHSEED=seed,
    )
    assert len(trained_here.estimator["parts"]) > 1, "the case must have something to get wrong"
    assert target.read_bytes() == trained_here.content


@pytest.mark.parametrize("processors", [1, 3])
def test_bytes_do_not_depend_on_how_many_parts_are_fitted_side_by_side(
    stored, trained_here, processors, monkeypatch
):
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    assert train(read_document(CleanPrices, stored / "clean")).content == trained_here.content


DAYS = """
import sys
from price_assets.checkpoints import CleanPrices, read_document, write_document
from price_assets.forecast import TrainSettings, train
from price_assets_tests.forecast.day_ahead.markets import SETTINGS
clean = read_document(CleanPrices, sys.argv[1])
write_document(train(clean, TrainSettings(**SETTINGS)), sys.argv[2])
"""


def test_models_of_whole_days_are_the_same_bytes_with_any_number_of_threads(tmp_path):
    write_document(CleanPrices.from_frame(market(days=400)), tmp_path / "clean")
    for threads in ("1", "4"):
        run(
            DAYS,
            tmp_path / "clean",
            tmp_path / threads,
            OMP_NUM_THREADS=threads,
            OPENBLAS_NUM_THREADS=threads,
            PYTHONHASHSEED=threads,
        )
    assert read_document(ModelDocument, tmp_path / "1").estimator["days"]
    assert (tmp_path / "1").read_bytes() == (tmp_path / "4").read_bytes()


def test_a_failure_beside_the_main_thread_is_told_as_any_other(reverting_table, monkeypatch):
    def fail():
        assert threading.current_thread() is not threading.main_thread()
        raise PriceAssetsError("LightGBM cannot be loaded (beside)")

    # `train` loads it under a name of its own before; this one is what the parts call.
    monkeypatch.setattr(boosting, "load_lightgbm", fail)
    with pytest.raises(PriceAssetsError) as error:
        train(reverting_table)
    assert str(error.value) == "LightGBM cannot be loaded (beside)"
    assert type(error.value) is PriceAssetsError


@pytest.fixture(scope="module")
def early(stored):
    """A table, a model of its earlier rows, and what scoring the table here gives."""
    clean = read_document(CleanPrices, stored / "clean")
    model = train(clean.frame[clean.frame["timestamp"] < "2022-01-01"])
    write_document(model, stored / "early")
    return score(clean, model)


@pytest.mark.parametrize("threads", ["1", "2", "4"])
def test_a_fresh_process_scores_to_the_same_bits_with_any_number_of_threads(stored, early, threads):
    target = stored / f"scored-{threads}"
    run(
        SCORE,
        stored / "clean",
        stored / "early",
        target,
        OMP_NUM_THREADS=threads,
        OPENBLAS_NUM_THREADS=threads,
    )
    there = read_document(ModelDocument, target)
    assert there.metrics.rows > 100
    assert there.content == early.content


def test_a_fresh_process_forecasts_what_training_did(stored, trained_here):
    write_document(trained_here, stored / "whole")
    run(SCORE, stored / "clean", stored / "whole", stored / "again", OMP_NUM_THREADS="3")
    assert read_document(ModelDocument, stored / "again").forecast == trained_here.forecast


def test_no_place_and_no_host_stand_in_the_document(reverting_model):
    text = reverting_model.content.decode()
    for word in (str(Path.cwd()), os.uname().nodename, str(Path.home())):
        assert f'"{word}' not in text
        assert f"{word}/" not in text


def test_the_figures_name_the_libraries_that_made_them(reverting_model):
    assert set(reverting_model.packages) == {"lightgbm", "numpy", "pandas", "scikit-learn"}


HEAVY = """
import sys
import price_assets.forecast
from price_assets.forecast import TrainSettings
heavy = {"pandas", "sklearn", "lightgbm", "scipy", "dagster"} & set(sys.modules)
assert not heavy, heavy
from price_assets.forecast import train, score, train_or_score, choose_mode
heavy = {"lightgbm", "dagster"} & set(sys.modules)
assert not heavy, heavy
assert callable(train), train
assert callable(score), score
"""


def test_importing_the_stage_loads_nothing_heavy():
    run(HEAVY)


WITHOUT_OPENMP = """
import sys
from price_assets.checkpoints import PriceAssetsError
from price_assets.forecast.estimators.boosting import load_lightgbm
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name == "lightgbm":
            raise OSError("libgomp.so.1: cannot open shared object file")
sys.meta_path.insert(0, Missing())
try:
    load_lightgbm()
except PriceAssetsError as error:
    assert "apt-get install libgomp1" in str(error), error
else:
    raise SystemExit("no error")
"""


def test_a_missing_openmp_runtime_is_told_with_its_remedy():
    run(WITHOUT_OPENMP)
