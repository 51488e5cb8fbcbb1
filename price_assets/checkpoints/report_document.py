"""The report: text of record, and the same as a page."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import ClassVar, Self

from .document import Document
from .errors import CheckpointDamagedError

MODEL_LINE = "Model checksum:"
"""What the line of a report starts with that names the model it was made from."""


@dataclass(eq=False)
class Report(Document):
    """A report for people.

    Attributes
    ----------
    text
        `report.txt`, the artifact of record.
    html
        `report.html`, one self-contained page, or None where it was not asked for.
    commentary
        `commentary.md`, the words of a person to keep, or None where there are none.
    """

    KIND: ClassVar[str] = "report"
    FILE_NAME: ClassVar[str] = "report.txt"
    PAGE_NAME: ClassVar[str] = "report.html"
    WORDS_NAME: ClassVar[str] = "commentary.md"

    text: str
    html: str | None = None
    commentary: str | None = None

    @property
    def row_count(self) -> int:
        """Lines of the text."""
        return len(self.text.splitlines())

    @property
    def model_checksum(self) -> str | None:
        """Checksum of the model document that the report was made from, as the text states it."""
        # The last such line is the report's own: a commentary, which may say anything, stands
        # before it.
        found = re.findall(rf"^{MODEL_LINE} (sha256:[0-9a-f]{{64}})$", self.text, re.MULTILINE)
        return found[-1] if found else None

    def encode(self) -> tuple[bytes, str]:
        """Return the text as UTF-8, and its checksum."""
        self.checked()
        content = self.text.encode()
        return content, f"sha256:{hashlib.sha256(content).hexdigest()}"

    @classmethod
    def decode(cls, content: bytes, origin: str) -> Self:
        """Read a report's text back."""
        try:
            return cls(text=content.decode())
        except UnicodeDecodeError as error:
            raise CheckpointDamagedError(f"{origin}: not UTF-8 text: {error}") from error
