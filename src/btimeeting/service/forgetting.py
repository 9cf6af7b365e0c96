"""What deletes itself when the home is opened: raw notes and notes without a name; not while the date is doubted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from btimeeting.domain.clock_doubt import SETTLED, doubt
from btimeeting.domain.levels import Profile
from btimeeting.service import level_zero, raw_notes
from btimeeting.service.ports import Clock, Journal
from btimeeting.service.record_ports import Ends


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long a unit keeps what deletes itself, and what its referat needs. `profile` None: it cannot be read."""

    raw_days: int
    note_days: int
    profile: Profile | None
    questions: bool = False
    views: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """How many went. `held_since`: nothing did, for the clock may have jumped after that day."""

    raw: int = 0
    notes: int = 0
    held_since: date | None = None


def forget_what_is_over(records: Ends, journal: Journal, clock: Clock, keeping: Keeping, user: str) -> Gone:
    """Delete what has been kept for its time. Called before this opening itself is written down."""
    held_since = clock_doubt(records, journal, clock)
    if held_since is not None:
        return Gone(held_since=held_since)
    raw = raw_notes.forget(records, clock, keeping.raw_days, user, questions=keeping.questions, views=keeping.views)
    notes = 0
    if keeping.profile is not None:
        notes = level_zero.forget(records, clock, keeping.profile, keeping.note_days, user)
    return Gone(raw, notes)


def clock_doubt(records: Ends, journal: Journal, clock: Clock) -> date | None:
    """The last day before the clock may have jumped; None when the date can be believed."""
    met = (line.opened_at.date() for line in journal.meetings())
    return doubt((*records.days_of_use(SETTLED + 1), *met), clock.today())
