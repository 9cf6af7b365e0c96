"""The base of every value of the record: frozen, and strict about what it does not know."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

__all__ = ["LONG", "Line", "Lines", "Text", "Utc", "Value"]

LONG = 20_000
"""A text field takes this many characters: a pasted page is kept, a pasted book is refused with a sentence."""
Text = Annotated[str, Field(max_length=LONG, repr=False)]
Line = Annotated[str, Field(max_length=500, repr=False)]
Lines = tuple[Annotated[str, StringConstraints(max_length=500)], ...]


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)


Utc = Annotated[AwareDatetime, AfterValidator(_utc)]
"""An instant, always kept in UTC."""


class Value(BaseModel):
    """A value that is written to the record: frozen, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
