"""What a person may say about the values; everything is found by evidence where they do not."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class DecimalMark(StrEnum):
    """The mark between whole and fraction; the other of the two sets thousands apart."""

    POINT = "point"
    COMMA = "comma"


class CleanSettings(BaseModel):
    """How to read times and numbers; what is set applies to all files."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    day_first: bool | None = Field(
        default=None,
        description="Whether 1/2/2004 is the first of February (true) or the second of January "
        "(false). Default: what reads the whole column; where both do, the day is first",
    )
    decimal: DecimalMark | None = Field(
        default=None,
        description="Decimal mark, 'point' or 'comma'. Default: by the whole file's prices; where "
        "they do not tell, comma if semicolons stand between fields and commas in prices, else "
        "point",
    )
    missing_markers: list[str] = Field(
        default=[
            *(".", "..", "...", "…", "-", "--", "—", "–"),  # noqa: RUF001
            *("n/a", "#n/a", "na", "nan", "null", "none", "nil"),
        ],
        description="Texts that say that there is no price, whatever their case, beside the empty "
        "one; these are counted, not rejected",
    )
