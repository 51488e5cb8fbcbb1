"""The published JSON Schemas of the documents, made from the code.

``python -m price_assets.checkpoints.json_schema docs/schemas`` writes them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from .columns import CLEAN_COLUMNS, CLEAN_KEY, RAW_COLUMNS, RAW_KEY, Column
from .model_document import ModelDocument
from .provenance import CleanSummary, RawSummary, Rejection, Source
from .tables import CleanPrices, RawPrices

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_CHECKSUM = {
    "type": "string",
    "pattern": "^sha256:[0-9a-f]{64}$",
    "description": "SHA-256 of every byte of the file before this key",
}
_FIELD = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "type": {"enum": ["string", "integer", "number", "boolean", "any"]},
        "description": {"type": "string"},
        "unit": {"type": "string"},
    },
    "required": ["name", "type"],
    "additionalProperties": False,
}
_ANY = ["string", "number", "boolean", "null"]
_AHEAD = {
    "type": "array",
    "description": "Times after their symbol's last price, whose price the source marks as missing "
    "(they are counted so), with what it says of them in columns of numbers",
    "items": {
        "type": "object",
        "properties": {
            column.name: {"type": column.type, "description": column.description}
            for column in CLEAN_COLUMNS
            if column.name in CLEAN_KEY
        },
        "required": list(CLEAN_KEY),
        "additionalProperties": {"type": ["number", "null"]},
        "not": {"required": ["price"]},
    },
}


def document_schemas() -> dict[str, dict[str, Any]]:
    """Make the schema of each document, by the name of its file.

    Returns
    -------
    dict
        JSON Schema, draft 2020-12.
    """
    return {
        "prices_raw.schema.json": _table_schema(
            RawPrices, RAW_COLUMNS, RAW_KEY, RawSummary, "The raw table, as found in the files."
        ),
        "prices_clean.schema.json": _table_schema(
            CleanPrices, CLEAN_COLUMNS, CLEAN_KEY, CleanSummary, "One price per symbol and time."
        ),
        "model.schema.json": _model_schema(),
    }


def _model_schema() -> dict[str, Any]:
    schema = ModelDocument.model_json_schema(mode="serialization")
    schema["properties"]["checksum"] = _CHECKSUM
    schema["required"] = [*schema["properties"]]
    return {"$schema": _DIALECT, **schema}


def _table_schema(
    document: type[RawPrices | CleanPrices],
    columns: tuple[Column, ...],
    key: tuple[str, ...],
    summary: type[BaseModel],
    description: str,
) -> dict[str, Any]:
    records: list[type[BaseModel]] = [Rejection, Source, summary]
    references, definitions = models_json_schema(
        [(record, "serialization") for record in records], ref_template="#/$defs/{model}"
    )
    rejection, source, counts = (references[record, "serialization"] for record in records)
    properties = {
        "version": {"const": document.VERSION},
        "schema": {
            "type": "object",
            "properties": {
                "fields": {"type": "array", "items": _FIELD},
                "primaryKey": {"const": list(key)},
            },
            "required": ["fields", "primaryKey"],
        },
        "data": {"type": "array", "items": _row_schema(columns)},
        **({"ahead": _AHEAD} if document is CleanPrices else {}),
        "rejected": {"type": "array", "items": rejection},
        "sources": {"type": "array", "items": source},
        "summary": counts,
        "checksum": _CHECKSUM,
    }
    return {
        "$schema": _DIALECT,
        "title": document.KIND,
        "description": description,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "$defs": definitions["$defs"],
    }


def _row_schema(columns: tuple[Column, ...]) -> Mapping[str, Any]:
    return {
        "type": "object",
        "properties": {
            column.name: {
                "type": _ANY if column.type == "any" else _nullable(column),
                "description": column.description,
            }
            for column in columns
        },
        "required": [column.name for column in columns],
        "additionalProperties": {"type": _ANY},
    }


def _nullable(column: Column) -> str | list[str]:
    return column.type if column.required else [column.type, "null"]


def write_schemas(folder: Path) -> None:
    """Write the schemas into a folder, one file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in document_schemas().items():
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
