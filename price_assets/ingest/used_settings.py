"""Which settings had something to do: one that had nothing is a mistake, and is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .errors import PriceFileError
from .file_settings import FILE_NAME, FileRules, Rule
from .landing import list_files
from .layouts.layout import Layout
from .settings import IngestSettings, TableSettings
from .table import Table

if TYPE_CHECKING:
    from .landing import LandedFile
    from .sources import OpenSource

_WORKBOOKS = frozenset({"xlsx", "xls", "xlsb", "ods"})
_OF_GRIDS = ("header_rows", "skip_rows", "column_names")
_OF_COLUMNS = ("timestamp_column", "symbol_column", "price_column")


def settings_used(table: Table, layout: Layout) -> set[str]:
    """Return the settings that apply to a table of this format and layout."""
    used = set(_OF_COLUMNS)  # a wrong name is an error of its own
    if layout.symbol_from == "settings":
        used.add("symbol")
    if table.header_rows is not None and not table.format.startswith("json"):
        used.update(_OF_GRIDS)
    if table.format in _WORKBOOKS:
        used.add("sheet")
    if table.format == "delimited":
        used.add("delimiter")
    if table.encoding is not None:
        used.add("encoding")
    return used


def said_for_all(settings: IngestSettings) -> dict[str, Any]:
    """Return what a person said about all tables: the settings that are not at their defaults."""
    return {
        name: getattr(settings, name)
        for name, about in TableSettings.model_fields.items()
        if getattr(settings, name) != about.get_default(call_default_factory=True)
    }


@dataclass
class Usage:
    """Which of the settings given applied to which tables.

    Attributes
    ----------
    settings
        Those for all files.
    rules
        Those for some, by folder.
    """

    settings: IngestSettings
    rules: Mapping[str, FileRules]
    _tables: list[tuple[str, tuple[str, str], set[str]]] = field(default_factory=list)

    def add(self, file: LandedFile, source: OpenSource) -> None:
        """Take note of a table."""
        self._tables.append((str(file.folder), (file.name, source.content.name), source.used))

    def none_unused(self) -> None:
        """Make sure that each setting applied to one table at least.

        Raises
        ------
        PriceFileError
            If a pattern fits no file, or a setting of tables applied to none; settings of values
            are for the clean stage to judge.
        """
        every = [used for _, _, used in self._tables]
        _all_used(said_for_all(self.settings), every, "the settings of ingest")
        for folder, rules in self.rules.items():
            there = [file.name for file in list_files([folder])] if rules.rules else []
            for rule in rules.rules:
                self._none_unused(folder, rule, there)

    def _none_unused(self, folder: str, rule: Rule, there: list[str]) -> None:
        where = f'{FILE_NAME}, ["{rule.pattern}"]'
        fitting = [
            used for place, names, used in self._tables if place == folder and rule.matches(*names)
        ]
        read = {names[0] for place, names, _ in self._tables if place == folder}
        of_files = Rule(rule.pattern.partition("!")[0], rule.values)
        if any(of_files.matches(name) for name in there if name not in read):
            return  # that file is there, and was not among those to be read
        if not fitting:
            raise PriceFileError(
                f"{where}: fits no file of the landing zone; correct the pattern, or remove it"
            )
        _all_used(rule.values, fitting, where)


def _all_used(said: Mapping[str, Any], used: Iterable[set[str]], where: str) -> None:
    applied = set().union(*used)
    for name in said:
        if name in TableSettings.model_fields and name not in applied:
            raise PriceFileError(
                f"{where}: '{name}' is set, and has no meaning for any of the files it is given "
                "for; remove it"
            )
