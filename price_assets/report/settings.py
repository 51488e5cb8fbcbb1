"""What a person can say about a report."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class ReportSettings(BaseModel):
    """Settings of the report."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    commentary: str | None = Field(
        default=None,
        description="What a person says about the forecast, in Markdown; kept in commentary.md "
        "beside the checkpoints, whose words count where none are typed",
    )
    author: str | None = Field(default=None, description="Who says so")
    reviewed: bool | None = Field(
        default=None,
        description="Whether that person has looked at this model and stands by the words",
    )
