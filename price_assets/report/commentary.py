"""What a person says about a forecast, and which model it was said of.

Kept as Markdown with a header, `commentary.md`, so that it can be read and written by hand:

    ---
    about: sha256:…      (checksum of the model document the words were written for)
    author: Ada Lovelace
    reviewed: true
    words: sha256:…      (of the words, when they were tied to that model)
    ---

    The ECB meets on Thursday …

Words without a header, or changed since they were tied, are about the model that is there when the
next report is made.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import Any

from price_assets.checkpoints import PriceAssetsError

from .settings import ReportSettings

_HEADER = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_KEYS = {"about": str, "author": str, "reviewed": bool, "words": str}


@dataclass(frozen=True)
class Commentary:
    """Words about a model.

    Attributes
    ----------
    words
        Markdown.
    author
        Who says so, if known.
    reviewed
        Whether a person has looked at the model and stands by the words.
    about
        Checksum of the model document that they are about; None where they were never tied.
    """

    words: str
    author: str | None = None
    reviewed: bool = False
    about: str | None = None

    def is_about(self, model_checksum: str) -> bool:
        """Whether the words were written for this model."""
        return self.about == model_checksum

    def to_markdown(self) -> str:
        """Write the file."""
        import yaml

        header = {
            "about": self.about,
            "author": self.author,
            "reviewed": self.reviewed,
            "words": _digest(self.words),
        }
        kept = {key: value for key, value in header.items() if value is not None}
        head = yaml.safe_dump(kept, sort_keys=True, allow_unicode=True)
        return f"---\n{head}---\n\n{self.words.strip()}\n"


def read_commentary(text: str | None, origin: str) -> Commentary | None:
    """Read a commentary file.

    Parameters
    ----------
    text
        Its content, or None where there is no file.
    origin
        Its name, for messages.

    Returns
    -------
    Commentary or None
        None where there are no words. Words that were changed after they had been tied to a model
        are about none.

    Raises
    ------
    PriceAssetsError
        If the header is not one.
    """
    if text is None:
        return None
    text = text.removeprefix("\ufeff")
    found = _HEADER.match(text)
    header = _read_header(found[1], origin) if found else {}
    words = text[found.end() :].strip() if found else text.strip()
    if not words:
        return None
    tied = header.get("words") == _digest(words)
    return Commentary(
        words=words,
        author=_one_line(header.get("author")),
        reviewed=header.get("reviewed", False),
        about=header.get("about") if tied else None,
    )


def settle(
    stored: Commentary | None, settings: ReportSettings, model_checksum: str
) -> Commentary | None:
    """Say which words a report of a model has: those typed now, else those stored.

    Parameters
    ----------
    stored
        What was kept, if anything.
    settings
        What a person types now. `author` and `reviewed` without words are said of the stored ones.
    model_checksum
        Of the model document that is reported.

    Raises
    ------
    PriceAssetsError
        If a review or an author is typed where there are no words.
    """
    typed = (settings.commentary or "").strip()
    author = _one_line(settings.author)
    if typed:
        return Commentary(typed, author, bool(settings.reviewed), model_checksum)
    said = author is not None or settings.reviewed is not None
    if stored is None:
        if said:
            raise PriceAssetsError(
                "the config has an author or a review of the report, and there is no commentary; "
                "expected words in 'commentary' that say what was looked at"
            )
        return None
    if said:
        return replace(
            stored,
            author=stored.author if author is None else author,
            reviewed=stored.reviewed if settings.reviewed is None else settings.reviewed,
            about=model_checksum,
        )
    return replace(stored, about=stored.about or model_checksum)


def _read_header(text: str, origin: str) -> dict[str, Any]:
    import yaml

    form = (
        "expected lines 'author: NAME' and 'reviewed: true' between two lines '---', or no header"
    )
    try:
        header = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        said = " ".join(str(error).split())
        raise PriceAssetsError(f"{origin}: its header cannot be read: {said}; {form}") from error
    if not isinstance(header, dict):
        raise PriceAssetsError(f"{origin}: its header is no list of keys and values; {form}")
    for key, value in header.items():
        if key not in _KEYS:
            raise PriceAssetsError(f"{origin}: its header has the unknown key {key!r}; {form}")
        if not isinstance(value, _KEYS[key]):
            raise PriceAssetsError(f"{origin}: its header has {key}: {value!r}; {form}")
    return header


def _one_line(author: str | None) -> str | None:
    """Take a name as one line of printable letters; None where nothing is left."""
    printable = "".join(letter if letter.isprintable() else " " for letter in author or "")
    return " ".join(printable.split()) or None


def _digest(words: str) -> str:
    return f"sha256:{hashlib.sha256(words.strip().encode()).hexdigest()}"
