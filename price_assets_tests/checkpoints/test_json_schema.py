import json

import jsonschema
import pytest

from price_assets.checkpoints.json_schema import document_schemas, write_schemas
from price_assets.cli import clean_task, ingest_task, train_task
from price_assets_tests.examples import PRICES, PROJECT


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    (folder / "prices.csv").write_text(PRICES + "2021-01-01,WTI,what\nnever,WTI,1\n")
    return {
        "prices_raw": ingest_task(folder / "prices.csv", folder / "raw.json").content,
        "prices_clean": clean_task(folder / "raw.json", folder / "clean.json").content,
        "model": train_task(folder / "clean.json", folder / "model.json").content,
    }


@pytest.mark.parametrize("kind", ["prices_raw", "prices_clean", "model"])
def test_a_real_document_follows_the_published_schema(documents, kind):
    schema = json.loads((PROJECT / "docs/schemas" / f"{kind}.schema.json").read_text())
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    document = json.loads(documents[kind])
    validator.validate(document)
    for key in document:
        missing = {name: value for name, value in document.items() if name != key}
        assert not validator.is_valid(missing), f"a document without '{key}' must not be valid"


def test_the_published_schemas_are_those_of_the_code(tmp_path):
    write_schemas(tmp_path)
    for name in document_schemas():
        published = (PROJECT / "docs/schemas" / name).read_text()
        assert published == (tmp_path / name).read_text(), (
            "run python -m price_assets.checkpoints.json_schema docs/schemas"
        )
