"""Cells of one record by the rules of its dialect: delimiters, quotes and escapes undone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .dialect import Dialect


class Quoting:
    """A dialect's rules for the cells of one record."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.runs = dialect.delimiter == " " and dialect.skip_space
        mark = re.escape(dialect.delimiter)
        quote = re.escape(dialect.quote or "")
        escape = re.escape(dialect.escape or "")
        lead = " *" if dialect.skip_space else ""
        self.delimiter = re.compile(mark + lead)
        end = rf"(?={mark}|[\r\n]|\Z)"
        # Possessive quantifiers, so that no text makes the expressions go back and try again.
        one = rf"(?!{mark})[^\r\n{escape}]" if len(dialect.delimiter) > 1 else None
        one = one or rf"[^{mark}\r\n{escape}]"
        plain = rf"(?:{one}|{escape}[^\r\n])*+" if escape else rf"(?:{one})*+"
        if not quote:
            self._cell = re.compile(rf"{lead}(?:(?!)()|({plain}))")
            return
        inner = rf"(?:[^{quote}{escape}]++|{quote}{quote}{rf'|{escape}(?s:.)' * bool(escape)})*+"
        self._cell = re.compile(rf"{lead}(?:{quote}({inner}){quote} *?{end}|(?!{quote})({plain}))")
        self._open = re.compile(rf"{lead}{quote}{inner}\Z")

    def split_all(self, lines: list[str]) -> list[list[str]]:
        """Cut lines without quotes and escapes; a blank one has no cells."""
        mark = self.dialect.delimiter
        if self.dialect.skip_space or mark.isspace():
            return [self.split(line) for line in lines]
        return [line.split(mark) if line and not line.isspace() else [] for line in lines]

    def split(self, line: str) -> list[str]:
        """Cut a line without quotes and escapes; a blank one has no cells."""
        mark = self.dialect.delimiter
        if not line or (line.isspace() and (not mark.strip(" ") or mark not in line)):
            return []
        if self.runs:
            return line.split()
        if mark == "  ":
            return self.delimiter.split(line.strip(" "))
        cells = line.split(mark)
        return [cell.lstrip(" ") for cell in cells] if self.dialect.skip_space else cells

    def unwrapped(self, line: str) -> str:
        """Take off the quotes that a line as a whole stands in, if it does."""
        mark = self.dialect.quote or ""
        bare = line.strip(" ")
        if len(bare) < 2 * len(mark) or not (bare.startswith(mark) and bare.endswith(mark)):
            return line
        return bare[len(mark) : len(bare) - len(mark)].replace(mark + mark, mark)

    def record_of(self, line: str) -> list[str] | None:
        """Read a line that is a record by the book; None for any other."""
        found = self.record_at(line, 0, len(line))
        return found[0] if found and found[1] == len(line) else None

    def record_at(self, text: str, start: int, limit: int) -> tuple[list[str], int] | None:
        """Read a record by the book, over several lines if need be.

        Returns
        -------
        tuple[list[str], int] | None
            Its cells and the offset of the line end after it; None where a quote does not
            close, or not before `limit`, or closes in the middle of a cell.
        """
        row: list[str] = []
        at = start
        while True:
            found = self._cell.match(text, at)
            if found is None or found.end() > limit:
                return None
            quoted, plain = found.groups()
            row.append(self.unquoted(quoted) if quoted is not None else self.unescaped(plain))
            at = found.end()
            following = self.delimiter.match(text, at)
            if following is None:
                break
            at = following.end()
            if self.runs and (at == len(text) or text[at] in "\r\n"):
                break
        return (row, at) if at == len(text) or text[at] in "\r\n" else None

    def runs_off_the_end(self, text: str, start: int) -> bool:
        """Tell whether the record that begins here has a quote open at the text's end."""
        at = start
        while not self._open.match(text, at):
            found = self._cell.match(text, at)
            following = self.delimiter.match(text, found.end()) if found else None
            if following is None:
                return False
            at = following.end()
        return True

    def unquoted(self, inner: str) -> str:
        """Undo the doubled quotes and the escapes between two quotes."""
        quote = self.dialect.quote
        return self.unescaped(inner.replace(quote + quote, quote) if quote else inner)

    def unescaped(self, plain: str) -> str:
        """Undo the escapes; before anything but a mark of the dialect it is text itself."""
        dialect = self.dialect
        if not dialect.escape or dialect.escape not in plain:
            return plain
        marks = re.escape(dialect.escape + (dialect.quote or "") + dialect.delimiter)
        return re.sub(rf"{re.escape(dialect.escape)}([{marks}])", r"\1", plain)
