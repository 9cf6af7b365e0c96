"""What the form needs to know apart from the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from btimeeting.domain.agenda import Agenda


@dataclass(frozen=True, slots=True)
class Context:
    """The day, the zone, the agenda that is chosen and those there are, the dates that are set aside."""

    now: datetime
    today: date
    zone: tzinfo
    agenda: Agenda | None = None
    agendas: tuple[tuple[str, str], ...] = ()
    dates: tuple[date, ...] = ()
    opened: frozenset[str] = frozenset()
    """Hidden texts that somebody has opened."""
