"""Førebu: make a meeting ready, any day before; and open it when the day has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from btimeeting.domain.agenda import Agenda, Role
from btimeeting.domain.consent import service_key
from btimeeting.domain.events import Event
from btimeeting.domain.openpoints import consent_missing_groups
from btimeeting.domain.record import Case, Child, MeetingInfo, MeetingRecord, MeetingState, Participant, Stored
from btimeeting.domain.refusals import Refusal
from btimeeting.domain.seats import CHILD_GROUP, Presence, Seat, give_seats
from btimeeting.domain.wishes import Open
from btimeeting.service.ids import new_id
from btimeeting.service.ports import Clock
from btimeeting.service.record_ports import Records
from btimeeting.service.session import Session

CHILD_TURN_PHASES = ("describe", "reflect", "decide")
"""Where the child may have a turn of its own; the source gives it «avgjerande mynde» and no turn (domain.md 5.3)."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is invited, before seats are given."""

    role: Role
    name: str = field(repr=False)
    title: str = field(default="", repr=False)
    service: str = field(default="", repr=False)
    presence: Presence = Presence.PRESENT
    substitute_for: str = field(default="", repr=False)
    duties: tuple[Role, ...] = ()


def seat_people(meeting_id: str, people: Iterable[Person]) -> tuple[Participant, ...]:
    """Participants with seats: two from one service share a group, two parents share a turn."""
    invited = tuple(people)
    seats = give_seats(tuple((p.role, service_key(p.service) if p.service else None, p.presence) for p in invited))
    return tuple(
        Participant(
            id=new_id(),
            meeting_id=meeting_id,
            seat=seat.id,
            group=seat.group,
            role=person.role,
            name=person.name,
            title=person.title,
            service=person.service,
            presence=person.presence,
            substitute_for=person.substitute_for,
            duties=person.duties,
            order=order,
        )
        for order, (seat, person) in enumerate(zip(seats, invited, strict=True))
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """A meeting to be prepared. `also`: consents, prepared words, earlier tiltak."""

    info: MeetingInfo
    case: Case
    child: Child | None
    people: tuple[Person, ...]
    also: tuple[Stored, ...] = ()


def prepare(records: Records, clock: Clock, plan: Plan) -> MeetingRecord:
    """Write a prepared meeting in one transaction and read it back."""
    seated = seat_people(plan.info.id, plan.people)
    child = [plan.child] if plan.child is not None else []
    records.save_all([plan.case, *child, plan.info, *seated, *plan.also], clock.now())
    return records.meeting(plan.info.id)


def seats_of(record: MeetingRecord) -> tuple[Seat, ...]:
    """The nameless seats of the participants, in order."""
    people = sorted(record.participants, key=lambda p: p.order)
    return tuple(Seat(id=p.seat, role=p.role, group=p.group, presence=p.presence) for p in people)


def opening(record: MeetingRecord, agenda: Agenda, on: date, *, speed: int = 1, demo: bool = False) -> Open:
    """The wish that opens a prepared meeting, from its record."""
    seats = seats_of(record)
    duties = tuple((duty, p.seat) for p in record.participants for duty in p.duties)
    child = any(seat.group == CHILD_GROUP for seat in seats)
    return Open(
        agenda=agenda,
        seats=seats,
        duties=duties,
        consent_missing=consent_missing_groups(record, on),
        child_turns=CHILD_TURN_PHASES if child else (),
        questions_apart=record.info.questions_apart,
        interpreter_percent=record.info.interpreter_percent,
        wall_style=record.info.wall_style,
        speed=speed,
        demo=demo,
    )


def open_meeting(
    session: Session, records: Records, record: MeetingRecord, agenda: Agenda, *, speed: int = 1, demo: bool = False
) -> tuple[Event, ...] | Refusal:
    """Open the meeting: the record says it is under way, the wall gets its labels, the journal its first event."""
    clock = session.clock
    on = clock.today()
    info = record.info.model_copy(update={"state": MeetingState.UNDER_WAY, "held_on": on})
    records.save(info, clock.now())
    session.journal.set_labels(session.id, {p.group: p.service for p in record.participants if p.service})
    return session.do(opening(record, agenda, on, speed=speed, demo=demo))
