"""What a person can say about a report."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class ReportSettings(BaseModel):
    """Settings of the report."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    commentary: str | None = Field(
        default=None,
        description="What a person says about the forecast; blank lines part paragraphs",
    )
