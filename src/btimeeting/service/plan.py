"""Førebu: what the prepare screen asks for. The meeting being prepared is a `MeetingRecord`, changed value by value.

Every function but `fresh`, `take_up`, `adopt_case` and `keep` is pure: a record in, a record out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, service_key
from btimeeting.domain.events import WallStyle
from btimeeting.domain.followup import OVER
from btimeeting.domain.moment import Moment
from btimeeting.domain.record import (
    AccessLine,
    Case,
    Child,
    MeetingInfo,
    MeetingRecord,
    MeetingState,
    Participant,
    Prepared,
    Stored,
    Tiltak,
    Tried,
)
from btimeeting.domain.seats import Presence, Seat, give_seats
from btimeeting.domain.values import Value
from btimeeting.service.ids import new_id
from btimeeting.service.looks import Looker
from btimeeting.service.ports import Clock, NotFound
from btimeeting.service.record_ports import Records, StillInUse

V = TypeVar("V", bound=Value)
Gone = tuple[tuple[type[Stored], str], ...]
ALWAYS = (Role.HEAD, Role.FORESETTE, Role.EDUCATOR)
"""Roles that are kept without a name: the meeting needs them, whoever they turn out to be."""


@dataclass(frozen=True, slots=True)
class House:
    """What a unit has chosen for its meetings."""

    unit: str = ""
    language: str = "nn"
    agenda_id: str = "bti-individ"
    wall_style: WallStyle = WallStyle.AUTO
    questions_apart: bool = False
    youth_consents_at: int | None = None
    """The profile's ages (domain.md 3.1)."""
    youth_alone_from: int = 18


# --- with the record ----------------------------------------------------------------------------------------------


def fresh(records: Records, house: House) -> MeetingRecord:
    """A meeting nobody has written anything about yet; nothing is stored. Its case has the next free number."""
    case = Case(id=new_id(), number=str(records.highest_number() + 1))
    info = MeetingInfo(
        id=new_id(),
        case_id=case.id,
        agenda_id=house.agenda_id,
        language=house.language,
        wall_style=house.wall_style,
        questions_apart=house.questions_apart,
        last_answer_e=last_answer_e(records),
        youth_consents_at=house.youth_consents_at,
        youth_alone_from=house.youth_alone_from,
    )
    record = MeetingRecord(info=info, case=case)
    for role, duties in ((Role.HEAD, (Role.LEADER,)), (Role.FORESETTE, ()), (Role.EDUCATOR, (Role.REFERENT,))):
        record = add_person(record, role, duties)
    return add_person(record, Role.SERVICE)


def last_answer_e(records: Records) -> str:
    """What the newest evaluation in the unit said to do better (question e); "" when there is none."""
    over = (MeetingState.HELD, MeetingState.APPROVED, MeetingState.UNDER_WAY)
    newest = records.newest(*over)
    answers = records.meeting(newest.id).answers if newest is not None else ()
    return " ".join(a.text.strip() for a in answers if a.question == "e")[:500]


def take_up(records: Records, clock: Clock, meeting_id: str, user: str) -> MeetingRecord:
    """The meeting as it was prepared so far; the look is logged. Raises NotFound."""
    record = records.meeting(meeting_id)
    records.looked(AccessLine(at=clock.now().at, user=user, action="prepare", kind="meeting", object_id=record.info.id))
    if not record.people(Role.SERVICE):
        record = add_person(record, Role.SERVICE)
    return record


def adopt_case(records: Records, record: MeetingRecord, number: str, looker: Looker | None = None) -> MeetingRecord:
    """Give the meeting's case another number; a case that has it already is taken over with child and consents.

    What comes with it is shown, so the look is logged when `looker` is given.

    A case that other meetings lie in is never renumbered: this meeting then gets a case of its own.
    """
    number = number.strip()
    try:
        case = records.get(Case, records.case_by_number(number))
    except NotFound:
        return _own_case(records, record, number)
    if case.id == record.case.id:
        return record
    if looker is not None:
        looker.look("prepare", "case", case.id)
    others = [info for info in records.of_case(MeetingInfo, case.id) if info.id != record.info.id]
    latest = max(reversed(others), key=_day, default=None)
    before = records.meeting(latest.id) if latest is not None else None
    child = records.get(Child, case.child_id) if case.child_id is not None else None
    return record.model_copy(
        update={
            "info": record.info.model_copy(update={"case_id": case.id}),
            "case": case,
            "child": child,
            "consents": records.of_case(Consent, case.id),
            "earlier_tiltak": _open_tiltak(records.of_case(Tiltak, case.id), record.info.id),
            "earlier_stafettholdar": before.stafettholdar if before is not None else None,
        }
    )


def _day(info: MeetingInfo) -> date:
    """The day a meeting was held or is planned."""
    return info.held_on or (info.planned_start.date() if info.planned_start is not None else date.min)


def _open_tiltak(known: Iterable[Tiltak], meeting_id: str) -> tuple[Tiltak, ...]:
    """What goes on, of meetings and of the stafettlogg, and what is over without anybody having told how it went."""
    return tuple(t for t in known if t.meeting_id != meeting_id and (t.evaluated_on is None or t.state not in OVER))


def _own_case(records: Records, record: MeetingRecord, number: str) -> MeetingRecord:
    shared = any(info.id != record.info.id for info in records.of_case(MeetingInfo, record.case.id))
    if not shared:
        return record.model_copy(update={"case": record.case.model_copy(update={"number": number})})
    case = Case(id=new_id(), number=number)
    info = record.info.model_copy(update={"case_id": case.id})
    return record.model_copy(update={"info": info, "case": case, "child": None, "consents": (), "earlier_tiltak": ()})


def keep(records: Records, clock: Clock, before: MeetingRecord | None, after: MeetingRecord) -> Moment:
    """Write what differs, in one transaction, and take away what was removed. Returns when it was saved.

    Raises NotFound when the meeting has been removed or erased meanwhile: nothing of it comes back.
    """
    now = clock.now()
    if before is not None:
        records.get(MeetingInfo, before.info.id)
    old = _values(before) if before is not None else {}
    new = _values(after)
    changed = [_over(records, old.get(key), value) for key, value in new.items() if old.get(key) != value]
    if changed:
        records.save_all(changed, now)
    for kind, value_id in old.keys() - new.keys():
        if kind in (Participant, Prepared, Tried):
            records.strike(kind, value_id)
    if before is not None and before.case.id != after.case.id:
        _leave_case(records, before)
    return now


def _over(records: Records, before: Stored | None, after: Stored) -> Stored:
    """What was changed here, over the value as it lies in the record now: a meeting begun meanwhile stays begun."""
    if before is None:
        return after
    try:
        there = records.get(type(after), after.id)
    except NotFound:
        return after
    mine = {name: value for name, value in after if getattr(before, name) != value}
    return after if there == before else there.model_copy(update=mine)


def _leave_case(records: Records, before: MeetingRecord) -> None:
    """A case made for this meeting alone is gone with what was written in it, when the meeting moves to another."""
    if records.of_case(MeetingInfo, before.case.id):
        return
    case: Gone = (*((Consent, consent.id) for consent in before.consents), (Case, before.case.id))
    child: Gone = ((Child, before.child.id),) if before.child is not None else ()
    for gone in ((*case, *child), case):
        with suppress(StillInUse):  # a child of another case too; or something else lies in the case
            records.strike_all(gone)
            return


def _values(record: MeetingRecord) -> dict[tuple[type[Any], str], Stored]:
    """All that preparation writes. Blank rows are only on the screen."""
    kept: list[Stored] = [record.info, record.case]
    if record.child is not None:
        kept.append(record.child)
    kept += [person for person in record.participants if not is_blank(person)]
    kept += [*record.consents, *record.prepared, *(t for t in record.tried if t.text.strip()), *record.earlier_tiltak]
    return {(type(value), value.id): value for value in kept}


# --- the child ----------------------------------------------------------------------------------------------------


def with_child(record: MeetingRecord, **fields: Any) -> MeetingRecord:
    """Change something about the child; the first thing that is written makes it."""
    child = record.child or Child(id=new_id(), name="", language=record.info.language)
    child = changed(child, fields)
    case = record.case.model_copy(update={"child_id": child.id})
    return record.model_copy(update={"child": child, "case": case})


def with_info(record: MeetingRecord, **fields: Any) -> MeetingRecord:
    """Change something about the meeting."""
    return record.model_copy(update={"info": changed(record.info, fields)})


def changed(value: V, fields: Mapping[str, Any]) -> V:
    """The value with fields changed and checked: what is stored must come back. Raises pydantic's ValidationError."""
    return type(value).model_validate(value.model_dump() | dict(fields))


# --- people -------------------------------------------------------------------------------------------------------


def is_blank(person: Participant) -> bool:
    """A row nothing has been written in, of a role that can be done without."""
    return person.role not in ALWAYS and not (person.name or person.title or person.service)


def is_person(record: MeetingRecord, some_id: str) -> bool:
    """Whether the id is a participant's."""
    return any(person.id == some_id for person in record.participants)


def add_person(record: MeetingRecord, role: Role, duties: tuple[Role, ...] = ()) -> MeetingRecord:
    """One more person, last of all."""
    person = Participant(
        id=new_id(), meeting_id=record.info.id, seat="x1", group="x", role=role, name="", duties=duties
    )
    return _seated(record, (*record.participants, person))


def change_person(record: MeetingRecord, person_id: str, **fields: Any) -> MeetingRecord:
    """Change something about a person; a service's seat follows its name."""
    return _seated(record, tuple(changed(p, fields) if p.id == person_id else p for p in record.participants))


def remove_person(record: MeetingRecord, person_id: str) -> MeetingRecord:
    """Somebody is not to come after all."""
    return _seated(record, tuple(p for p in record.participants if p.id != person_id))


def move_earlier(record: MeetingRecord, person_id: str) -> MeetingRecord:
    """Let a person come before the nearest earlier one of the same role: services speak in this order."""
    people = list(record.participants)
    at = next(i for i, p in enumerate(people) if p.id == person_id)
    before = [i for i in range(at) if people[i].role is people[at].role]
    if not before:
        return record
    people[before[-1]], people[at] = people[at], people[before[-1]]
    return _seated(record, tuple(people))


def with_duty(record: MeetingRecord, duty: Role, person_id: str) -> MeetingRecord:
    """Give a duty to one person, and to no other; "" gives it to nobody."""
    people = []
    for person in record.participants:
        duties = tuple(d for d in person.duties if d is not duty)
        people.append(changed(person, {"duties": (*duties, duty) if person.id == person_id else duties}))
    return record.model_copy(update={"participants": tuple(people)})


def _seated(record: MeetingRecord, people: tuple[Participant, ...]) -> MeetingRecord:
    """Seats in order; a service's hidden drafts follow it to its new seat."""
    given = give_seats(tuple((p.role, service_key(p.service) if p.service else None, p.presence) for p in people))
    seated = tuple(_in_seat(p, seat, order) for order, (p, seat) in enumerate(zip(people, given, strict=True)))
    groups = {old.group: new.group for old, new in zip(people, seated, strict=True)}
    prepared = tuple(
        p.model_copy(update={"group": groups.get(p.group, p.group)}) if p.group is not None else p
        for p in record.prepared
    )
    return record.model_copy(update={"participants": seated, "prepared": prepared})


def _in_seat(person: Participant, seat: Seat, order: int) -> Participant:
    return person.model_copy(update={"seat": seat.id, "group": seat.group, "order": order})


def services(record: MeetingRecord) -> tuple[str, ...]:
    """The services that are to come, each once, in speaking order."""
    found: dict[str, str] = {}
    for person in record.people(Role.SERVICE):
        if person.service.strip():
            found.setdefault(service_key(person.service), person.service)
    return tuple(found.values())


def services_coming(record: MeetingRecord) -> tuple[str, ...]:
    """The services that will have a turn: somebody comes, or sends something written."""
    there = {
        service_key(person.service)
        for person in record.people(Role.SERVICE)
        if person.presence.in_room or person.presence is Presence.WRITTEN
    }
    return tuple(name for name in services(record) if service_key(name) in there)


# --- consent ------------------------------------------------------------------------------------------------------


def consent_for(record: MeetingRecord, service: str) -> Consent | None:
    """The consent that counts for a service: the newest that reaches it, one that is over only when all are.

    A no is not one.
    """
    mine = [c for c in record.consents if not c.refused and c.reaches((service_key(service),))]
    alive = [c for c in mine if c.withdrawn_on is None and c.replaced_by is None]
    return next(reversed(alive or mine), None)


def with_consent(record: MeetingRecord, service: str, **fields: Any) -> MeetingRecord:
    """Change the consent for one service. One that reached several is first divided, so that the others keep theirs.

    The first consent for a service begins with the givers of the newest other one: parents mostly sign for all.
    """
    there = consent_for(record, service)
    rest = list(record.consents)
    if there is None:
        model = next((c for c in reversed(record.consents) if c.given_on is not None and not c.refused), None)
        mine = Consent(id=new_id(), case_id=record.case.id, services=(service,))
        if model is not None:
            mine = mine.model_copy(update={"givers": model.givers, "valid_until": model.valid_until})
    elif len(there.services) > 1:
        others = tuple(name for name in there.services if service_key(name) != service_key(service))
        rest[rest.index(there)] = there.model_copy(update={"services": others})
        mine = there.model_copy(update={"id": new_id(), "services": (service,)})
    else:
        mine = there
        rest.remove(there)
    return record.model_copy(update={"consents": (*rest, changed(mine, fields))})


# --- words prepared -----------------------------------------------------------------------------------------------


def prepared_for(record: MeetingRecord, kind: str, group: str | None = None) -> Prepared | None:
    """What was prepared of a kind."""
    return next((p for p in record.prepared if p.kind == kind and p.group == group), None)


def with_prepared(record: MeetingRecord, kind: str, group: str | None = None, **fields: Any) -> MeetingRecord:
    """Change prepared words; emptied ones are taken away."""
    there = prepared_for(record, kind, group)
    new = there or Prepared.model_validate(
        {"id": new_id(), "meeting_id": record.info.id, "kind": kind, "text": "", "group": group}
    )
    new = changed(new, fields)
    rest = tuple(p for p in record.prepared if p is not there)
    kept = (*rest, new) if new.text.strip() or new.read_by is not None else rest
    return record.model_copy(update={"prepared": kept})


def add_tried(record: MeetingRecord) -> MeetingRecord:
    """One more row for something that has been tried."""
    tried = Tried(id=new_id(), meeting_id=record.info.id, text="")
    return record.model_copy(update={"tried": (*record.tried, tried)})


def change_tried(record: MeetingRecord, tried_id: str, **fields: Any) -> MeetingRecord:
    """Change what has been tried."""
    tried = tuple(changed(t, fields) if t.id == tried_id else t for t in record.tried)
    return record.model_copy(update={"tried": tried})


def remove_tried(record: MeetingRecord, tried_id: str) -> MeetingRecord:
    """It was not so."""
    return record.model_copy(update={"tried": tuple(t for t in record.tried if t.id != tried_id)})


def evaluate_earlier(record: MeetingRecord, tiltak_id: str, now: datetime, **fields: Any) -> MeetingRecord:
    """How a tiltak of last time went. It counts as evaluated on the day of the meeting being prepared."""
    start = record.info.planned_start
    fields["evaluated_on"] = (start or now).date()
    tiltak = tuple(changed(t, fields) if t.id == tiltak_id else t for t in record.earlier_tiltak)
    return record.model_copy(update={"earlier_tiltak": tiltak})
