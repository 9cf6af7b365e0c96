"""A value as it was, for those who show what stood there before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from btimeeting.domain.record import Stored


@dataclass(frozen=True, slots=True)
class Version:
    """One revision of a value: what it was, since when (UTC), and why it was changed."""

    revision: int
    at: datetime
    reason: str = field(repr=False)
    value: Stored = field(repr=False)
    nth: int = 0
    """Its place among all that was ever written in the record: true also when the clock was set back."""
