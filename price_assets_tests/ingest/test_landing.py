import contextlib
import os
import tempfile
from pathlib import Path

import pytest
from upath import UPath

from price_assets.ingest.errors import PriceFileError
from price_assets.ingest.landing import (
    content_digest,
    is_source,
    list_files,
    no_own_document,
)


def put(root, *names, content="date,price\n"):
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)


def names(*locations):
    return [file.name for file in list_files(locations)]


def test_a_folder_is_read_recursively_and_in_the_order_of_names(tmp_path):
    put(tmp_path, "b.csv", "a/z.csv", "a/b/c.json")
    assert names(tmp_path) == ["a/b/c.json", "a/z.csv", "b.csv"]


@pytest.mark.parametrize(
    "name",
    [
        *(".hidden.csv", ".git/prices.csv", "prices.csv.part", "prices.csv.tmp", "prices.csv~"),
        *("~$prices.xlsx", ".~lock.prices.ods#", "prices.csv.crdownload", ".prices.csv.swp"),
        *("README.md", "readme.txt", "LICENSE", "License.txt", "price_assets.toml"),
        "sub/README",
    ],
)
def test_hidden_temporary_and_explaining_files_are_no_sources(tmp_path, name):
    put(tmp_path, "prices.csv", name)
    assert names(tmp_path) == ["prices.csv"]
    assert not is_source(name)


def test_a_glob_takes_what_it_matches_and_names_it_from_its_fixed_part(tmp_path):
    put(tmp_path, "raw/2024/a.csv", "raw/2025/b.csv", "raw/2025/c.json", "raw/2025/README.csv")
    assert names(f"{tmp_path}/raw/*/*.csv") == ["2024/a.csv", "2025/b.csv"]
    assert names(f"{tmp_path}/raw/**/*.json") == ["2025/c.json"]


def test_a_file_named_by_a_person_is_taken_whatever_its_name(tmp_path):
    put(tmp_path, ".prices[1].csv")
    assert names(tmp_path / ".prices[1].csv") == [".prices[1].csv"]


def test_files_of_one_name_in_two_folders_are_told_apart(tmp_path):
    put(tmp_path, "x/prices.csv", "y/prices.csv")
    assert names(tmp_path / "x/prices.csv", tmp_path / "y/prices.csv") == [
        "x/prices.csv",
        "y/prices.csv",
    ]


def test_a_file_named_twice_is_read_once(tmp_path):
    put(tmp_path, "prices.csv")
    assert names(tmp_path, tmp_path / "prices.csv") == ["prices.csv"]


def test_a_place_that_does_not_exist_is_told_from_one_that_is_empty(tmp_path):
    with pytest.raises(PriceFileError, match="expected a folder, a file or a glob, found nothing"):
        list_files([tmp_path / "nowhere"])
    put(tmp_path, "README.md")
    with pytest.raises(PriceFileError, match="expected price files, found none"):
        list_files([tmp_path])


def test_a_replaced_file_has_another_version_even_with_the_same_size(tmp_path):
    put(tmp_path, "prices.csv", content="a")
    (before,) = list_files([tmp_path])
    put(tmp_path, "prices.csv", content="b")
    os.utime(tmp_path / "prices.csv", ns=(1, 1))
    (after,) = list_files([tmp_path])
    assert before.size == after.size
    assert before.version != after.version


def test_the_digest_is_of_names_and_content_and_not_of_times(tmp_path):
    put(tmp_path, "a.csv", "b.csv")
    digest = content_digest(list_files([tmp_path]))
    os.utime(tmp_path / "a.csv", ns=(1, 1))
    assert content_digest(list_files([tmp_path])) == digest
    (tmp_path / "a.csv").rename(tmp_path / "c.csv")
    assert content_digest(list_files([tmp_path])) != digest


def test_links_are_followed_and_loops_of_them_end(tmp_path):
    put(tmp_path, "elsewhere/prices.csv", "raw/own.csv")
    (tmp_path / "raw" / "linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "raw" / "loop").symlink_to(tmp_path / "raw")
    (tmp_path / "raw" / "dangling.csv").symlink_to(tmp_path / "nothing")
    assert names(tmp_path / "raw") == ["linked/prices.csv", "own.csv"]


def test_a_folder_with_two_names_is_read_under_both_in_the_order_of_names(tmp_path):
    put(tmp_path, "real/prices.csv")
    (tmp_path / "alias").symlink_to(tmp_path / "real")
    assert names(tmp_path) == ["alias/prices.csv", "real/prices.csv"]


def test_a_relative_place_is_the_same_as_its_absolute_one(tmp_path, monkeypatch):
    put(tmp_path, "raw/a.csv", "raw/deep/b.csv")
    monkeypatch.chdir(tmp_path)
    assert names("raw/*.csv") == ["a.csv"]
    assert names("raw/**/*.csv") == names("raw") == ["a.csv", "deep/b.csv"]
    assert names("raw", tmp_path / "raw", "raw/../raw", f"file://{tmp_path}/raw") == [
        "a.csv",
        "deep/b.csv",
    ]
    (file,) = list_files(["raw/a.csv"])
    assert file.path.read_text() == "date,price\n"


def test_files_of_one_name_by_relative_and_absolute_places_are_told_apart(tmp_path, monkeypatch):
    put(tmp_path, "x/prices.csv", "y/prices.csv")
    monkeypatch.chdir(tmp_path)
    expected = ["x/prices.csv", "y/prices.csv"]
    assert names("x/prices.csv", tmp_path / "y" / "prices.csv") == expected
    assert names("x/prices.csv", f"file://{tmp_path}/y/prices.csv") == expected


def test_files_of_one_name_on_two_file_systems_are_refused(tmp_path):
    put(tmp_path, "prices.csv")
    UPath("memory://another-zone-of-a-test/prices.csv").write_text("date,price\n")
    with pytest.raises(PriceFileError, match=r"prices\.csv: expected files of different names"):
        list_files([tmp_path / "prices.csv", "memory://another-zone-of-a-test/prices.csv"])


def test_a_name_that_is_not_utf_8_is_refused(tmp_path):
    (tmp_path / os.fsdecode(b"bad\xff.csv")).write_text("date,price\n")
    with pytest.raises(PriceFileError, match="expected a file name in UTF-8"):
        list_files([tmp_path])


def test_an_empty_place_is_not_the_current_folder():
    with pytest.raises(PriceFileError, match="found an empty text"):
        list_files([""])


def test_the_pipeline_does_not_read_what_it_writes(tmp_path, monkeypatch):
    put(tmp_path, "prices.csv", "prices_raw.json")
    monkeypatch.chdir(tmp_path)
    files = list_files(["."])
    no_own_document(files, [UPath("elsewhere/prices_raw.json")])
    with pytest.raises(PriceFileError, match="keep its checkpoints outside the landing zone"):
        no_own_document(files, [UPath("prices_raw.json")])


@contextlib.contextmanager
def an_ordinary_user():
    """Give up root's right to read everything for a while, where the tests run as root."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_folder_that_cannot_be_listed_is_an_error_and_not_an_empty_one():
    with tempfile.TemporaryDirectory() as made:  # pytest's own folders are closed to other users
        folder = Path(made)
        folder.chmod(0o755)
        put(folder, "prices.csv", "closed/more.csv")
        (folder / "closed").chmod(0)
        try:
            with an_ordinary_user(), pytest.raises(PermissionError, match="closed"):
                list_files([folder])
        finally:
            (folder / "closed").chmod(0o700)


def test_an_object_store_is_listed_without_a_stale_cache():
    root = UPath("memory://landing-zone-of-a-test")
    (root / "2024").mkdir(parents=True)
    (root / "2024" / "a.csv").write_text("date,price\n")
    (root / "README.md").write_text("no prices\n")
    (first,) = list_files(["memory://landing-zone-of-a-test"])
    assert first.name == "2024/a.csv"
    (root / "2024" / "a.csv").write_text("date,PRICE\n")
    (second,) = list_files(["memory://landing-zone-of-a-test"])
    assert second.version != first.version
