"""The base of every stored value: frozen, and strict about what it does not know."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A value that is written to disk or copied into the journal: frozen, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
