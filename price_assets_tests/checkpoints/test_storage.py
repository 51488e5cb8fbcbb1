import hashlib
import logging
import os
import signal
import stat
import subprocess
import sys
import time

import pytest
import s3fs

from price_assets.checkpoints import (
    CheckpointDamagedError,
    CheckpointFolder,
    CheckpointMissingError,
    CleanPrices,
    PriceAssetsError,
    Report,
    read_document,
    store,
    to_path,
    to_uri,
    write_document,
)
from price_assets.checkpoints.storage import write_whole
from price_assets_tests.examples import clean_prices_of

KILLED_IN_MID_WRITE = """
import os, sys
from upath import UPath
from price_assets.checkpoints import storage
flush = os.fsync
def die(descriptor):
    os.kill(os.getpid(), 9)
os.fsync = die
storage.write_whole({UPath(sys.argv[1]): b"new" * 100_000})
"""


def test_a_writer_killed_before_its_bytes_are_safe_leaves_the_old_file(tmp_path):
    target = tmp_path / "model.json"
    target.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", KILLED_IN_MID_WRITE, str(target)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert target.read_bytes() == b"old"


def test_what_a_killed_writer_left_is_removed_by_a_later_one_and_a_live_ones_file_is_not(tmp_path):
    target = tmp_path / "model.json"
    dead, alive = tmp_path / ".model.json.dead.part", tmp_path / ".model.json.alive.part"
    dead.write_bytes(b"half")
    alive.write_bytes(b"half")
    yesterday = time.time() - 86_400
    os.utime(dead, (yesterday, yesterday))
    write_whole({to_path(target): b"new"})
    assert sorted(path.name for path in tmp_path.iterdir()) == [alive.name, "model.json"]


CUT_SHORT = """
import resource, sys
from upath import UPath
from price_assets.checkpoints import storage
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
try:
    storage.write_whole({UPath(sys.argv[1]): b"new" * 100_000})
except OSError as error:
    print("refused:", error)
"""


def test_a_write_that_is_cut_short_leaves_the_old_file_and_no_other(tmp_path):
    target = tmp_path / "model.json"
    target.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", CUT_SHORT, str(target)], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("refused:")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


TWO_HUNDRED_WRITES = """
import sys
from price_assets.checkpoints.storage import to_path, write_whole
contents = [open(copy, "rb").read() for copy in sys.argv[2:]]
for n in range(200):
    write_whole({to_path(sys.argv[1]): contents[n % 2]})
"""


def test_readers_see_only_whole_files_while_writers_replace_them(tmp_path):
    target = tmp_path / "prices_clean.json"
    documents = [clean_prices_of([float(n)] * 3000) for n in (1, 2)]
    copies = [tmp_path / f"copy-{n}" for n in (1, 2)]
    for copy, document in zip(copies, documents, strict=True):
        copy.write_bytes(document.content)
    write_document(documents[0], target)
    writer = subprocess.Popen([sys.executable, "-c", TWO_HUNDRED_WRITES, target, *copies])
    seen = set()
    while writer.poll() is None:
        seen.add(read_document(CleanPrices, target).checksum)
    assert writer.returncode == 0
    assert seen <= {document.checksum for document in documents}
    assert len(seen) == 2


def test_a_replaced_file_keeps_its_mode_and_a_new_one_follows_the_umask(tmp_path):
    target = tmp_path / "model.json"
    umask = os.umask(0o027)
    try:
        write_whole({to_path(target): b"1"})
        assert stat.S_IMODE(target.stat().st_mode) == 0o640
        target.chmod(0o604)
        write_whole({to_path(target): b"2"})
        assert stat.S_IMODE(target.stat().st_mode) == 0o604
    finally:
        os.umask(umask)


def test_a_checkpoint_that_is_a_link_is_replaced_where_it_points_to(tmp_path):
    real = tmp_path / "disk" / "model.json"
    real.parent.mkdir()
    real.write_bytes(b"old")
    link = tmp_path / "model.json"
    link.symlink_to(real)
    write_whole({to_path(link): b"new"})
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_documents_live_on_any_fsspec_file_system():
    folder = CheckpointFolder("memory://checkpoints-of-a-test/deep")
    assert not folder.exists(CleanPrices)
    document = clean_prices_of([1.0, 2.0])
    path = folder.write(document)
    assert to_uri(path) == "memory://checkpoints-of-a-test/deep/prices_clean.json"
    assert folder.read(CleanPrices).content == document.content


def test_a_report_is_written_with_its_page_beside_it(tmp_path):
    CheckpointFolder(str(tmp_path)).write(Report(text="words\n", html="<p>words</p>"))
    assert (tmp_path / "report.txt").read_text() == "words\n"
    assert (tmp_path / "report.html").read_text() == "<p>words</p>"


def test_a_document_that_breaks_its_rules_leaves_the_last_good_one(tmp_path):
    target = tmp_path / "prices_clean.json"
    good = clean_prices_of([1.0])
    write_document(good, target)
    bad = clean_prices_of([1.0])
    bad.frame["price"] = float("nan")
    with pytest.raises(PriceAssetsError, match="prices_clean breaks its rules"):
        write_document(bad, target)
    assert target.read_bytes() == good.content


def test_a_missing_checkpoint_says_what_makes_it(tmp_path):
    with pytest.raises(
        CheckpointMissingError,
        match="materialize the asset 'prices_clean', or run 'price-assets clean'",
    ):
        read_document(CleanPrices, tmp_path / "prices_clean.json")


def test_a_damaged_checkpoint_names_its_file(tmp_path):
    target = tmp_path / "prices_clean.json"
    target.write_bytes(clean_prices_of([1.0]).content[:-40])
    with pytest.raises(
        CheckpointDamagedError,
        match="prices_clean.json: expected a document that .* materialize the asset",
    ):
        read_document(CleanPrices, target)


def test_an_unknown_protocol_and_a_missing_package_say_so():
    with pytest.raises(PriceAssetsError, match="nowhere://"):
        to_path("nowhere://bucket/key")


def test_a_file_uri_is_the_path_it_names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = CheckpointFolder(f"file://{tmp_path}/deep")
    document = clean_prices_of([1.0, 2.0])
    path = folder.write(document)
    assert (tmp_path / "deep" / "prices_clean.json").read_bytes() == document.content
    assert folder.read(CleanPrices).content == document.content
    assert to_uri(path) == (tmp_path / "deep" / "prices_clean.json").as_uri()
    assert [item.name for item in tmp_path.iterdir()] == ["deep"]


def test_a_relative_path_is_named_absolutely_in_the_log(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert to_uri(to_path("data/model.json")) == (tmp_path / "data" / "model.json").as_uri()


def test_of_two_files_neither_is_replaced_where_one_cannot_be(tmp_path):
    good, folder = tmp_path / "report.html", tmp_path / "report.txt"
    good.write_bytes(b"old")
    folder.mkdir()
    with pytest.raises(OSError, match=r"report\.txt: expected the name of a file"):
        write_whole({to_path(good): b"new", to_path(folder): b"new"})
    assert good.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.html", "report.txt"]


def test_a_pipe_or_a_device_is_never_replaced_by_a_file(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="expected the name of a file, found a folder or a device"):
        write_whole({to_path(pipe): b"new"})
    assert pipe.is_fifo()


def resigned(content: bytes, old: bytes, new: bytes) -> bytes:
    """Change a document and give it the checksum of its new content."""
    assert old in content
    body = content.replace(old, new, 1).rpartition(b'"checksum"')[0]
    digest = hashlib.sha256(body).hexdigest().encode()
    return body + b'"checksum": "sha256:' + digest + b'"\n}\n'


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b'"rejected": [],', b'"refused": [],', "KeyError: 'rejected'"),
        (b'"rows_in": 1', b'"rows_in": -1', "rows_in: Input should be greater"),
        (b'"price":1.0', b'"price":"one"', "could not convert string to float"),
        (b'"price":1.0', b'"cost":1.0', "KeyError: 'price'"),
    ],
)
def test_a_document_with_the_right_checksum_and_the_wrong_content_is_named(
    tmp_path, old, new, words
):
    target = tmp_path / "prices_clean.json"
    target.write_bytes(resigned(clean_prices_of([1.0]).content, old, new))
    with pytest.raises(CheckpointDamagedError, match=words):
        read_document(CleanPrices, target)


def test_a_remote_file_system_that_cannot_be_reached_says_so_in_one_line(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "tests")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "tests-only")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    s3fs.S3FileSystem.clear_instance_cache()  # its address is no part of what it is kept by
    for act in (
        lambda: read_document(CleanPrices, "s3://nowhere-1/prices_clean.json"),
        lambda: write_document(clean_prices_of([1.0]), "s3://nowhere-1/prices_clean.json"),
        lambda: CheckpointFolder("s3://nowhere-1").exists(CleanPrices),
    ):
        with pytest.raises(PriceAssetsError, match="cannot be reached or refuses.*credentials"):
            act()
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 64 kB; needs the right to mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs to be root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_really_full_leaves_the_old_checkpoint_whole(small_disk):
    folder = CheckpointFolder(str(small_disk))
    good = clean_prices_of([1.0, 2.0])
    folder.write(good)
    with pytest.raises(OSError, match="No space left"):
        folder.write(clean_prices_of([1.0] * 5000))
    assert folder.read(CleanPrices).content == good.content
    assert [path.name for path in small_disk.iterdir()] == ["prices_clean.json"]


def test_a_large_checkpoint_is_announced_before_it_is_written_and_read(
    tmp_path, monkeypatch, caplog
):
    monkeypatch.setattr(store, "_LARGE_ROWS", 2)
    monkeypatch.setattr(store, "_LARGE_BYTES", 1000)
    caplog.set_level(logging.INFO, logger="price_assets")
    for prices, lines in (([1.0, 2.0], 0), ([float(number) for number in range(100)], 2)):
        path = tmp_path / f"{len(prices)}.json"
        write_document(clean_prices_of(prices), path)
        read_document(CleanPrices, path)
        said = [record.getMessage() for record in caplog.records if str(path) in record.message]
        assert len(said) == lines
    assert said[0] == f"writing {path}: 100 rows"
    assert said[1].startswith(f"reading {path}: ")
