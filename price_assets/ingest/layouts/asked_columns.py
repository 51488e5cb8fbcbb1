"""The columns that a person named in the settings, and how columns are listed in messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from price_assets.ingest.errors import PriceFileError

from .column_roles import plain_name


def asked(columns: Sequence[str], wanted: str, setting: str, name: str) -> list[str]:
    """Find the columns that a setting names.

    Parameters
    ----------
    columns
        Those of the table.
    wanted
        One name, or several with ``+`` between them; a column that is called so whole comes first.
    setting
        Name of the setting, for messages.
    name
        The file's name, for messages.

    Returns
    -------
    list[str]
        The columns, in the order in which they are named.

    Raises
    ------
    PriceFileError
        If one is not there.
    """
    if (whole := _find(columns, wanted)) is not None:
        return [whole]
    found = []
    for part in wanted.split("+"):
        column = _find(columns, part)
        if column is None:
            raise PriceFileError(
                f"{name}: expected a column '{part.strip()}' as {setting} says, found "
                f"{listed(columns)}; correct {setting}"
            )
        found.append(column)
    return found


def none_twice(columns: Sequence[str], name: str) -> None:
    """Make sure that no column is two things.

    Raises
    ------
    PriceFileError
        If one is.
    """
    for column, times in Counter(columns).items():
        if times > 1:
            raise PriceFileError(
                f"{name}: expected a column each for the time, the symbol and the price, found "
                f"'{column}' for two of them; correct timestamp_column, symbol_column or "
                "price_column"
            )


def listed(columns: Sequence[str]) -> str:
    """List a table's columns for a message."""
    return f"the columns {quoted(columns)}" if columns else "no columns"


def quoted(columns: Iterable[str]) -> str:
    """List names, the first twelve, each shortened to 40 characters."""
    names = [f"'{column}'" if len(column) <= 40 else f"'{column[:40]}…'" for column in columns]
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return ", ".join(names[:12]) + more


def _find(columns: Sequence[str], wanted: str) -> str | None:
    if wanted in columns:
        return wanted
    folded = wanted.strip().casefold()
    by_case = [column for column in columns if column.strip().casefold() == folded]
    alike = by_case or [column for column in columns if plain_name(column) == plain_name(wanted)]
    return alike[0] if by_case or len(alike) == 1 else None
