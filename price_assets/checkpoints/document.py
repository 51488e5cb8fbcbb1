"""What all four checkpoints have in common: rules, bytes, a checksum."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, ClassVar, Self

from .errors import CheckpointDamagedError, InvalidDocumentError

Rule = Callable[[Any], list[str]]
"""Looks at a document and returns what is wrong with it, a line each; nothing if it holds."""


class Document(ABC):
    """A checkpoint's content.

    Subclasses are immutable by convention: a document is made whole and then only read, so its
    bytes and checksum are worked out once.
    """

    KIND: ClassVar[str]
    """Name of the asset whose checkpoint this is."""
    FILE_NAME: ClassVar[str]
    """Name of the checkpoint's file."""
    RULES: ClassVar[Mapping[str, Rule]] = {}
    """The rules that hold for every document of this kind, by name."""

    @abstractmethod
    def encode(self) -> tuple[bytes, str]:
        """Return the file's content and the content's checksum."""

    @classmethod
    @abstractmethod
    def decode(cls, content: bytes, origin: str) -> Self:
        """Read what `encode` wrote; `origin` names the file in errors."""

    @property
    @abstractmethod
    def row_count(self) -> int:
        """How many rows, or lines, the document has."""

    @property
    def content(self) -> bytes:
        """The file's content, UTF-8."""
        return self._encoded[0]

    @property
    def checksum(self) -> str:
        """Fingerprint of the content: ``sha256:`` and 64 hexadecimal digits."""
        return self._encoded[1]

    @cached_property
    def _encoded(self) -> tuple[bytes, str]:
        return self.encode()

    def broken_rules(self) -> dict[str, list[str]]:
        """Return what each broken rule found wrong; empty where all rules hold."""
        found = {name: rule(self) for name, rule in self.RULES.items()}
        return {name: problems for name, problems in found.items() if problems}

    def checked(self) -> Self:
        """Hold the document against its rules, and return it.

        Raises
        ------
        InvalidDocumentError
            If one of them is broken; the message has the first finding of each.
        """
        if broken := self.broken_rules():
            raise InvalidDocumentError.of(self.KIND, broken)
        return self


def check_version(parts: Mapping[str, Any], expected: str, origin: str) -> None:
    """Refuse a document of another kind or version with words that help."""
    found = parts.get("version")
    if found != expected:
        raise CheckpointDamagedError(
            f"{origin}: expected a document of version '{expected}', found '{found}'"
        )
