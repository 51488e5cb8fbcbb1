"""How values are written: what a person may say of a file, and the clean stage obeys."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class DecimalMark(StrEnum):
    """The mark between whole and fraction; the other of the two sets thousands apart.

    The names are in small letters because Dagster's configuration takes a member by its name and
    the command line by its value: so both read alike.
    """

    point = "point"
    comma = "comma"


class Conventions(BaseModel):
    """How to read times and numbers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    day_first: bool | None = Field(
        default=None,
        description="Whether 1/2/2004 is the first of February (true) or the second of January "
        "(false). Default: what reads the whole column; where both do, the day is first",
    )
    date_format: str | None = Field(
        default=None,
        description="Form of the times, as strptime reads it, for example '%d.%m.%y %H:%M'. "
        "Default: by the whole column",
    )
    timezone: str | None = Field(
        default=None,
        description="IANA zone, such as 'Europe/Paris', of times that name none; they become UTC. "
        "Default: they stay local times",
    )
    decimal: DecimalMark | None = Field(
        default=None,
        description="Decimal mark, 'point' or 'comma'. Default: by the whole file's numbers",
    )
    scale: float = Field(
        default=1.0,
        gt=0,
        allow_inf_nan=False,
        description="Number that prices are multiplied with, such as 0.01 for prices in pence",
    )
    missing_markers: list[str] = Field(
        default=[],
        description="Texts that say that there is no price",
    )
