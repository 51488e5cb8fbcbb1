"""What a person may say about the values; everything is found by evidence where they do not."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field, JsonValue, ValidationError

from price_assets.checkpoints import PriceAssetsError
from price_assets.checkpoints.conventions import Conventions, DecimalMark

__all__ = ["CleanSettings", "DecimalMark", "settings_of"]


class CleanSettings(Conventions):
    """How to read times and numbers; what is set applies to all files."""

    decimal: DecimalMark | None = Field(
        default=None,
        description="Decimal mark, 'point' or 'comma'. Default: by the prices, then by the file's "
        "other columns and by other files with the same columns; where none tells, comma if "
        "commas stand in prices and semicolons between fields or points in dates, else point, "
        "with a doubt recorded",
    )
    missing_markers: list[str] = Field(
        default=[
            *(".", "..", "...", "…", "-", "--", "---", "—", "–", "―", ":", "?", "*"),  # noqa: RUF001
            *("n/a", "#n/a", "#n/a n/a", "n.a.", "n.a", "na", "n/d", "n.d.", "nd", "k.a.", "nan"),
            *("null", "(null)", "<null>", "#null!", "none", "nil", "nat", "<na>", r"\n", "(na)"),
            *("#div/0!", "#ref!", "#value!", "#name?", "#num!", "#spill!", "#calc!"),
            *("n/e", "n/c", "n.c.", "n/q", "n.q.", "n/v", "s/d", "s/c", "_", "__", "~"),
            *("(d)", "(x)", "(z)", "(s)", "closed", "holiday", "not traded", "no trade"),
            *("no data", "not available", "missing", ": c", ":c", ": u", ":u", ": z", ":z"),
        ],
        description="Texts that say that there is no price, whatever their case, beside the empty "
        "one; these are counted, not rejected",
    )


def settings_of(
    source: str, of_file: Mapping[str, JsonValue], settings: CleanSettings
) -> CleanSettings:
    """Lay what a person said of one file over what they said of all.

    Parameters
    ----------
    source
        The file, for the error.
    of_file
        What price_assets.toml says of it; the keys that are not about values are ingest's.
    settings
        What is set for all files.

    Raises
    ------
    PriceAssetsError
        If a value is not one that the setting can have.
    """
    said = {name: value for name, value in of_file.items() if name in CleanSettings.model_fields}
    if not said:
        return settings
    try:
        return CleanSettings.model_validate({**settings.model_dump(), **said})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise PriceAssetsError(
            f"{source}: expected a value that {name} can have, found {first['input']!r}: "
            f"{first['msg']}; correct it in price_assets.toml"
        ) from None
