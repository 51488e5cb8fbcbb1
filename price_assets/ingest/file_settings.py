"""``price_assets.toml``: what a person says about the files of a landing zone, by name pattern.

Keys at the top hold for all files; a table ``["fx/*.csv"]`` holds for the files whose name
matches. Of several that match, the later one counts; all of them count more than the settings of
the asset, because they say more.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from pydantic import ValidationError

from price_assets.checkpoints.conventions import Conventions

from .errors import PriceFileError
from .landing import LandedFile, landed_file
from .packing.content import read_content
from .settings import TableSettings

FILE_NAME = "price_assets.toml"


class FileSettings(TableSettings, Conventions):
    """All that may be said about one file: how its table stands, how its values are written."""


@dataclass(frozen=True)
class Rule:
    """What holds for the files whose name matches a pattern.

    Attributes
    ----------
    pattern
        As `fnmatch` reads it, case counts; ``*`` matches folders too.
    values
        The settings given, as typed in the file and valid.
    """

    pattern: str
    values: Mapping[str, Any]

    def matches(self, *names: str) -> bool:
        """Tell whether one of the names of a table (its file's, its own) matches."""
        return any(fnmatchcase(name, self.pattern) for name in names)


@dataclass(frozen=True)
class FileRules:
    """The rules of one landing zone, in the order in which they stand."""

    rules: tuple[Rule, ...] = ()

    def of(self, *names: str) -> dict[str, Any]:
        """Return what is said of a table, by setting; the later rule counts."""
        found: dict[str, Any] = {}
        for rule in self.rules:
            if rule.matches(*names):
                found.update(rule.values)
        return found


def settings_files(files: Iterable[LandedFile]) -> list[LandedFile]:
    """List the ``price_assets.toml`` that hold for files: one where their landing zone has one."""
    folders = {str(file.folder): file.folder for file in files}
    found = [landed_file(folder, FILE_NAME) for folder in folders.values()]
    return [file for file in found if file is not None]


def read_rules(files: Sequence[LandedFile]) -> dict[str, FileRules]:
    """Read the rules that hold for files.

    Returns
    -------
    dict[str, FileRules]
        By the folder of the files, as text; no entry where there is no ``price_assets.toml``.

    Raises
    ------
    PriceFileError
        If a file of rules is no TOML, or a setting is unknown or has a wrong value.
    """
    found = {}
    for file in settings_files(files):
        content, _ = read_content(file)
        found[str(file.folder)] = parse_rules(content.read())
    return found


def parse_rules(content: bytes) -> FileRules:
    """Read the text of a ``price_assets.toml``.

    Raises
    ------
    PriceFileError
        As `read_rules`.
    """
    try:
        parsed = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PriceFileError(f"{FILE_NAME}: expected TOML in UTF-8: {error}; correct it") from error
    for_all = {key: value for key, value in parsed.items() if not isinstance(value, dict)}
    rules = [_rule("*", for_all)] if for_all else []
    rules += [_rule(key, value) for key, value in parsed.items() if isinstance(value, dict)]
    return FileRules(tuple(rules))


def _rule(pattern: str, values: Mapping[str, Any]) -> Rule:
    where = f'{FILE_NAME}, ["{pattern}"]'
    known = list(FileSettings.model_fields)
    for name in values:
        if name not in known:
            close = difflib.get_close_matches(name, known, 1)
            advice = f"did you mean '{close[0]}'?" if close else f"known are {', '.join(known)}"
            if isinstance(values[name], dict):
                advice = 'write a pattern with a point or a star in quotes: ["*.csv"]'
            raise PriceFileError(f"{where}: unknown setting '{name}'; {advice}")
    try:
        valid = FileSettings.model_validate(dict(values))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise PriceFileError(
            f"{where}: setting '{name}': {first['msg']}, found {first['input']!r}; correct it"
        ) from error
    return Rule(pattern, valid.model_dump(mode="json", include=set(values)))
