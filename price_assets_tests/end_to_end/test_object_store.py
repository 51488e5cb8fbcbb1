import json
import sys
from pathlib import Path

import pytest
from upath import UPath

from price_assets.checkpoints import CheckpointFolder, CleanPrices, write_document
from price_assets.cli import clean_task, ingest_task, report_task, train_task
from price_assets.ingest.landing import content_digest, list_files
from price_assets_tests.examples import PRICES, clean_prices_of

from .servers import free_port, server, wait_until

WEED = Path(sys.executable).with_name("weed")


@pytest.fixture(scope="module")
def bucket(tmp_path_factory):
    """A bucket of a real S3 server; yields its URI."""
    folder = tmp_path_factory.mktemp("s3")
    ports = {name: free_port() for name in ("s3", "master", "volume", "filer")}
    identity = {
        "name": "tests",
        "credentials": [{"accessKey": "tests", "secretKey": "tests-only"}],
        "actions": ["Admin", "Read", "Write", "List"],
    }
    (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
    log = folder / "weed.log"
    command = [
        *(WEED, "server", "-s3", "-ip", "127.0.0.1", "-ip.bind", "127.0.0.1", "-dir", folder),
        *("-master.volumeSizeLimitMB=64", "-volume.max=20", "-master.telemetry=false"),
        *("-s3.port.iceberg=0", "-s3.port.lance=0", f"-s3.config={folder / 's3.json'}"),
        *(f"-{name}.port={port}" for name, port in ports.items()),
        *(f"-{name}.port.grpc={free_port()}" for name in ports),
    ]
    with pytest.MonkeyPatch.context() as patch, server(command, log, gently=False):
        patch.setenv("AWS_ACCESS_KEY_ID", "tests")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "tests-only")
        patch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{ports['s3']}")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        import botocore.exceptions
        import s3fs

        # fsspec keeps file systems by their arguments, and the address is none of them.
        s3fs.S3FileSystem.clear_instance_cache()
        root = UPath("s3://prices-of-a-test")

        def made() -> bool:
            try:
                root.fs.mkdir("prices-of-a-test")
            except botocore.exceptions.BotoCoreError as error:
                raise OSError(error) from error
            return True

        wait_until("the S3 server answers", made, log)
        yield str(root).rstrip("/")
        s3fs.S3FileSystem.clear_instance_cache()


def put(bucket: str, name: str, content: str) -> UPath:
    path = UPath(f"{bucket}/{name}")
    path.fs.pipe_file(path.path, content.encode())
    return path


def test_every_stage_reads_and_writes_a_bucket_with_the_same_bytes_as_a_disk(bucket, tmp_path):
    put(bucket, "raw/2020/prices.csv", PRICES)
    put(bucket, "raw/README.md", "not prices")
    (tmp_path / "raw" / "2020").mkdir(parents=True)
    (tmp_path / "raw" / "2020" / "prices.csv").write_text(PRICES)

    def run(raw: str, folder: str) -> None:
        ingest_task(raw, f"{folder}/prices_raw.json")
        clean_task(f"{folder}/prices_raw.json", f"{folder}/prices_clean.json")
        train_task(f"{folder}/prices_clean.json", f"{folder}/model.json")
        report_task(f"{folder}/model.json", f"{folder}/report.txt", html=f"{folder}/report.html")

    run(f"{bucket}/raw", f"{bucket}/checkpoints")
    run(str(tmp_path / "raw"), str(tmp_path / "out"))
    for path in (tmp_path / "out").iterdir():
        stored = UPath(f"{bucket}/checkpoints/{path.name}").read_bytes()
        assert stored == path.read_bytes(), path.name


def test_a_replaced_object_of_the_same_size_is_seen_by_its_etag(bucket):
    put(bucket, "watched/prices.csv", "date,price\n2020-01-01,1\n")
    (before,) = list_files([f"{bucket}/watched"])
    digest = content_digest([before])
    put(bucket, "watched/prices.csv", "date,price\n2020-01-01,2\n")
    (after,) = list_files([f"{bucket}/watched"])
    assert (before.name, before.size) == (after.name, after.size)
    assert before.version != after.version
    assert content_digest([after]) != digest


def test_a_document_that_breaks_its_rules_leaves_the_object_as_it_was(bucket):
    folder = CheckpointFolder(f"{bucket}/kept")
    good = clean_prices_of([1.0, 2.0])
    folder.write(good)
    bad = clean_prices_of([1.0])
    bad.frame["price"] = float("inf")
    with pytest.raises(ValueError, match="prices_clean breaks its rules"):
        write_document(bad, folder.path(CleanPrices))
    assert folder.read(CleanPrices).content == good.content


def test_a_glob_over_a_bucket_takes_what_it_matches(bucket):
    for name in ("a.csv", "b.json", "deep/c.csv"):
        put(bucket, f"globbed/{name}", "date,price\n2020-01-01,1\n")
    assert [file.name for file in list_files([f"{bucket}/globbed/**/*.csv"])] == [
        *("a.csv", "deep/c.csv")
    ]
