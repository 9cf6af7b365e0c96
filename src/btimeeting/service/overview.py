"""What the home screen shows: meetings under way and prepared, tiltak to be evaluated, meetings with open points.

The number of look-ups does not grow with the number of children: lists are read whole, and at most `MOST` of each
kind are looked into.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from btimeeting.domain.agenda import Role
from btimeeting.domain.evolve import fold
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.openpoints import consent_missing_groups, open_points
from btimeeting.domain.record import MeetingRecord, MeetingState
from btimeeting.service.ports import Journal, MeetingLine, NotFound
from btimeeting.service.record_ports import Locked, Records

MOST = 8
"""At most so many of each kind are shown."""
SOON = timedelta(days=14)
"""A tiltak is shown this long before it is to be evaluated."""


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A meeting that is going on, or has been opened and not started. `number` is empty while the home is locked."""

    id: str
    opened_at: datetime
    started: bool
    number: str = ""
    phase: str = ""
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Prepared:
    """A meeting that is prepared. `consents` of `services` are in place."""

    id: str
    number: str
    starts: datetime | None
    consents: int = 0
    services: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """A tiltak that is to be evaluated soon, or should have been."""

    number: str
    text: str = field(repr=False)
    review_on: date
    case_id: str
    tiltak_id: str


@dataclass(frozen=True, slots=True)
class Recent:
    """A meeting that is over, with what is still open."""

    id: str
    number: str
    held_on: date
    approved: bool
    points: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The home screen's content. Locked: only what the journal knows, and no case."""

    today: date
    locked: bool = False
    under_way: tuple[UnderWay, ...] = ()
    prepared: tuple[Prepared, ...] = ()
    due: tuple[Due, ...] = ()
    recent: tuple[Recent, ...] = ()
    held_since: date | None = None
    """The last day before the machine's clock may have jumped: until its date is believed nothing deletes itself."""
    tells_faults: str = ""
    """The line that tells what is wrong with the municipality's profile; empty while it can be read."""

    def on(self, day: date, zone: tzinfo) -> tuple[Prepared, ...]:
        """The prepared meetings of a day."""
        return tuple(m for m in self.prepared if m.starts is not None and m.starts.astimezone(zone).date() == day)


def overview(records: Records | None, journal: Journal, today: date) -> Overview:
    """Read it all. Without `records` the home is locked."""
    lines = journal.meetings()
    going = [line for line in lines if not line.closed][:MOST]
    if records is None:
        return Overview(today, locked=True, under_way=tuple(_locked(line) for line in going))
    heads = {record.info.id: record for record in records.heads(line.id for line in going)}
    opened = {line.id for line in lines}
    waiting = [record for record in records.prepared() if record.info.id not in opened]
    return Overview(
        today,
        under_way=tuple(_under_way(journal, line, heads.get(line.id)) for line in going),
        prepared=_prepared(records, waiting, today),
        due=_due(records, today),
        recent=_recent(records, journal, [line for line in lines if line.closed], today),
    )


def _locked(line: MeetingLine) -> UnderWay:
    return UnderWay(line.id, line.opened_at, line.started)


def _under_way(journal: Journal, line: MeetingLine, record: MeetingRecord | None) -> UnderWay:
    meeting = fold(journal.since(line.id))
    number = record.case.number if record is not None else ""
    at = meeting.phase
    if at is None or meeting.agenda is None:
        return UnderWay(line.id, line.opened_at, line.started, number)
    return UnderWay(line.id, line.opened_at, line.started, number, at.title, meeting.agenda.phases.index(at) + 1)


def _prepared(records: Records, waiting: Sequence[MeetingRecord], today: date) -> tuple[Prepared, ...]:
    """Those with a day in the order of their days; those without one last."""
    waiting = sorted(waiting, key=lambda r: r.info.planned_start.isoformat() if r.info.planned_start else "~")
    found = []
    for head in waiting[:MOST]:
        record = records.meeting(head.info.id)
        on = record.info.planned_start.date() if record.info.planned_start is not None else today
        services = {p.group for p in record.people(Role.SERVICE)}
        missing = set(consent_missing_groups(record, on))
        found.append(
            Prepared(
                record.info.id,
                record.case.number,
                record.info.planned_start,
                len(services - missing),
                len(services),
            )
        )
    return tuple(found)


def _due(records: Records, today: date) -> tuple[Due, ...]:
    found = records.tiltak_due(today + SOON, MOST)
    due = [Due(number, t.text, t.review_on, t.case_id, t.id) for number, t in found if t.review_on is not None]
    return tuple(due)


def _recent(records: Records, journal: Journal, over: Sequence[MeetingLine], today: date) -> tuple[Recent, ...]:
    """The newest meetings that are over and not quite done with; those nobody approved come before all others."""
    waiting = {record.info.id for record in records.unapproved()}
    claims = sorted(over, key=lambda line: line.id not in waiting)[:MOST]  # stable: the newest first within each
    found = []
    for line in sorted(claims, key=over.index):
        try:
            record = records.meeting(line.id)
        except (NotFound, Locked):
            continue  # erased: the journal's nameless course is all that is left; or nobody may read it now
        meeting: Meeting = fold(journal.since(line.id))
        points = len(open_points(meeting, record, today))
        approved = record.info.state is MeetingState.APPROVED
        if points or not approved:
            held = record.info.held_on or line.opened_at.date()
            found.append(Recent(line.id, record.case.number, held, approved, points))
    return tuple(found)
