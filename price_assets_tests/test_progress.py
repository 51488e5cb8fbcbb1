"""How far long work has come: in log lines, and to a listener."""

import gzip
import io
import logging
import zipfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import pandas as pd
import pytest

from price_assets.clean import clean_prices
from price_assets.forecast import TrainSettings, train
from price_assets.forecast.side_by_side import run_side_by_side
from price_assets.ingest import IngestSettings, ingest, list_files
from price_assets.progress import Progress, in_shares, listening, part_done, parts, track
from price_assets_tests.examples import PRICES
from price_assets_tests.forecast.day_ahead.markets import SETTINGS, market
from price_assets_tests.forecast.tables import random_walk

LOGGER = logging.getLogger("price_assets.ingest")


class Clock:
    """Stands still, or goes on by some seconds each time that it is looked at."""

    def __init__(self, step=0.0):
        self.now, self.step = 1000.0, step

    def __call__(self):
        self.now += self.step
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("price_assets.progress.clock", clock)
    return clock


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, "price_assets")
    return lambda: [line for line in caplog.messages if line.endswith(" %)")]


def heard(work):
    """Do some work; return its last count of each label, and what it returned."""
    last = {}

    def hear(progress):
        last[progress.label] = (round(progress.done, 6), progress.total, progress.closed)

    with listening(hear):
        made = work()
    return last, made


def test_short_work_logs_nothing(clock, lines):
    for _ in track(range(1000), LOGGER, "ingest: files"):
        clock.now += 0.0049
    assert lines() == []


def test_the_first_line_comes_after_five_seconds_and_then_one_every_ten(clock, lines):
    for _ in track(range(100), LOGGER, "ingest: files"):
        clock.now += 1.0
    assert lines() == [f"ingest: {n} of 100 files ({n} %)" for n in (5, *range(15, 100, 10))]


def test_a_line_has_counts_and_the_percentage_and_is_the_stages_own(clock, caplog):
    caplog.set_level(logging.INFO, "price_assets")
    progress = Progress(LOGGER, "ingest: MB of a: b.csv", 10_000)
    clock.now += 6.0
    progress.advance(1299.9)
    (record,) = caplog.records
    assert record.getMessage() == "ingest: 1,299 of 10,000 MB of a: b.csv (12 %)"
    assert (record.name, record.levelname) == ("price_assets.ingest", "INFO")


def test_without_a_total_a_line_has_the_count_alone(clock, caplog):
    caplog.set_level(logging.INFO, "price_assets")
    progress = Progress(LOGGER, "ingest: MB of prices.csv.gz")
    clock.now += 6.0
    progress.advance(3000)
    assert caplog.messages == ["ingest: 3,000 MB of prices.csv.gz"]


@pytest.mark.parametrize("items", [60, 6_000, 60_000])
def test_the_number_of_lines_follows_from_the_time_and_not_from_the_number_of_items(
    clock, lines, items
):
    for _ in track(range(items), LOGGER, "ingest: files"):
        clock.now += 60.0 / items
    assert len(lines()) == 6


def test_one_long_item_makes_up_for_no_lines_before(clock, lines):
    with Progress(LOGGER, "ingest: files", 3) as progress:
        clock.now += 3600.0
        progress.advance()
        progress.advance()
        clock.now += 9.0
        progress.advance()
    assert lines() == ["ingest: 1 of 3 files (33 %)"]


def test_a_count_that_many_threads_advance_loses_none():
    with Progress(LOGGER, "ingest: files", 8000) as progress, ThreadPoolExecutor(8) as pool:
        for _ in range(8000):
            pool.submit(progress.advance)
    assert progress.done == 8000


def test_a_listener_hears_of_what_other_threads_do_and_of_the_end():
    told = []
    with (
        listening(lambda progress: told.append((progress.done, progress.closed))),
        ThreadPoolExecutor(1) as pool,
    ):
        counted = track(iter([10, 20, 30]), LOGGER, "ingest: rows", 60, amount=float)
        assert pool.submit(list, counted).result() == [10, 20, 30]
    assert told == [(0, False), (10, False), (30, False), (60, False), (60, True)]


def test_a_listener_hears_of_the_end_of_work_that_fails():
    def work():
        with pytest.raises(ValueError, match="bad"), Progress(LOGGER, "ingest: files", 3):
            raise ValueError("bad")

    assert heard(work)[0] == {"ingest: files": (0, 3, True)}


def test_nobody_is_told_once_the_listening_has_ended():
    told = []
    with listening(told.append):
        pass
    list(track([1, 2], LOGGER, "ingest: files"))
    assert told == []


def test_jobs_within_jobs_count_as_equal_shares_of_them():
    seen = []

    def inner(progress):
        part_done(0.5)
        seen.append(round(progress.done, 6))

    def outer(progress):
        for job in in_shares([partial(inner, progress)] * 2):
            job()

    progress = Progress(LOGGER, "train: folds", 2)
    first, second = in_shares([partial(outer, progress), lambda: list(parts("abcd"))], progress)
    first()
    assert seen == [0.25, 0.75]
    assert progress.done == pytest.approx(1.0)
    second()
    assert progress.done == pytest.approx(2.0)


def test_a_whole_of_many_small_parts_is_whole():
    progress = Progress(LOGGER, "train: folds", 10)
    for job in in_shares([lambda: list(parts(range(10)))] * 10, progress):
        job()
    assert progress.done < 10.0, "as tenths are in binary"
    assert progress.counts == "10 of 10"


def test_what_follows_a_job_is_no_part_of_it():
    progress = Progress(LOGGER, "train: folds", 2)
    job, _ = in_shares([partial(part_done, 0.5), int], progress)
    job()
    part_done(0.5)
    assert progress.done == 1.0


def test_a_count_that_begins_within_a_job_in_another_thread_is_heard_of():
    def job():
        return list(track([1, 2], LOGGER, "ingest: files"))

    last, _ = heard(lambda: run_side_by_side({"a": job}))
    assert last == {"ingest: files": (2, 2, True)}


def test_a_job_that_says_too_much_of_itself_counts_once():
    progress = Progress(LOGGER, "train: folds", 2)
    (job, _) = in_shares([lambda: [part_done(0.7) for _ in range(9)], int], progress)
    job()
    assert progress.done == pytest.approx(1.0)


def test_jobs_side_by_side_add_up_in_whatever_threads_they_run():
    def fold():
        return sum(run_side_by_side({n: partial(int, n) for n in range(7)}).values())

    last, made = heard(lambda: run_side_by_side(dict.fromkeys("abc", fold), "train: folds"))
    assert last == {"train: folds": (3, 3, True)}
    assert made == dict.fromkeys("abc", 21)


def test_jobs_that_nobody_counts_are_run_all_the_same():
    assert run_side_by_side({"a": int, "b": str}) == {"a": 0, "b": ""}
    part_done(1.0)


def long_table(rows):
    days = pd.date_range("1990-01-01", periods=rows).strftime("%Y-%m-%d")
    return "date,symbol,price\n" + "".join(f"{day},A,{n % 97}.5\n" for n, day in enumerate(days))


def zipped(names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, PRICES)
    return buffer.getvalue()


def parquet():
    buffer = io.BytesIO()
    days = pd.date_range("1990-01-01", periods=70_000, freq="h")
    pd.DataFrame({"date": days, "symbol": "P", "price": np.arange(70_000.0)}).to_parquet(buffer)
    return buffer.getvalue()


def test_ingest_counts_files_members_rows_and_megabytes_to_their_ends(tmp_path):
    text = long_table(40_000).encode()
    (tmp_path / "large.csv").write_bytes(text)
    (tmp_path / "small.csv").write_text(PRICES)
    (tmp_path / "large.csv.gz").write_bytes(gzip.compress(text))
    (tmp_path / "both.zip").write_bytes(zipped(["a.csv", "b.csv"]))
    (tmp_path / "rows.parquet").write_bytes(parquet())
    last, _ = heard(lambda: ingest(list_files([tmp_path])))
    size = len(text) / 1e6
    assert last == {
        "ingest: files": (5, 5, True),
        "ingest: members of both.zip": (2, 2, True),
        "ingest: MB of large.csv": (size, size, True),
        "ingest: MB of large.csv.gz": (size, None, True),
        "ingest: rows of rows.parquet": (70_000, 70_000, True),
    }


def test_the_count_of_a_large_text_ends_where_its_reading_fails(tmp_path):
    (tmp_path / "torn.csv.gz").write_bytes(gzip.compress(long_table(40_000).encode())[:-1000])
    (tmp_path / "small.csv").write_text(PRICES)
    work = partial(ingest, list_files([tmp_path]), IngestSettings(on_bad_file="quarantine"))
    last, raw = heard(work)
    assert [source.source for source in raw.sources if source.error] == ["torn.csv.gz"]
    assert {label: closed for label, (_, _, closed) in last.items()} == {
        "ingest: files": True,
        "ingest: MB of torn.csv.gz": True,
    }


def test_clean_counts_the_rows_of_all_sources(tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.csv").write_text(PRICES)
    raw = ingest(list_files([tmp_path]))
    last, _ = heard(lambda: clean_prices(raw))
    assert last == {
        "clean: rows looked at": (720, 720, True),
        "clean: rows read": (720, 720, True),
    }


def test_train_counts_folds_and_fits():
    last, _ = heard(lambda: train(random_walk(400)))
    assert last == {"train: folds to choose by": (3, 3, True), "train: final fits": (2, 2, True)}


def test_models_of_whole_days_count_the_days_that_they_walk():
    last, _ = heard(lambda: train(market(), TrainSettings(**SETTINGS)))
    done, total, closed = last["train: days walked by linear models"]
    assert done == total > 200
    assert closed
    assert last["train: symbols with models of whole days"] == (1, 1, True)
    assert last["train: fits of trees"][0] == last["train: fits of trees"][1] > 4


def test_long_fits_are_heard_of_while_they_go_on(clock, lines):
    clock.step = 1.0
    train(random_walk(400))
    assert len({line for line in lines() if line.startswith("train: 0 of 3 folds")}) > 3


def test_what_is_counted_and_who_listens_changes_no_byte(tmp_path, clock, lines):
    (tmp_path / "prices.csv").write_text(PRICES)

    def documents():
        raw = ingest(list_files([tmp_path]))
        clean = clean_prices(raw)
        return [document.content for document in (raw, clean, train(clean))]

    quiet = documents()
    assert lines() == []
    clock.step = 60.0
    last, told = heard(documents)
    assert lines()
    assert last
    assert told == quiet
