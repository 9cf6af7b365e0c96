"""What changes while everybody sits there: who came, who went, what the family says yes or no to.

Record and journal together, as everywhere: the record first, then the event (`service.pad`). What a person is called
stands in the record alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, ConsentForm, ConsentState, Giver, divided, service_key
from btimeeting.domain.events import ConsentWay, ConsentWithdrawn
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.record import MeetingRecord, Participant
from btimeeting.domain.seats import GROUP_OF_ROLE, Presence
from btimeeting.domain.wishes import SetPresence, WithdrawConsent
from btimeeting.service.ids import new_id
from btimeeting.service.pad import Done, Pad

# --- consent (domain.md 5.7) -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OralYes:
    """A consent said aloud in the room: who gave it, who heard it."""

    givers: tuple[str, ...]
    heard_by: str


def say_yes(pad: Pad, group: str, said: OralYes) -> Done:
    """The family says yes now: the consent stands in the record, valid from today, with who heard it."""
    record = _record(pad)
    titles = {p.name: p.title for p in record.participants if p.name}
    consent = Consent(
        id=new_id(),
        case_id=record.case.id,
        services=(record.label(group),),
        givers=tuple(Giver(name=name, relation=titles.get(name, "")) for name in said.givers),
        form=ConsentForm.ORAL,
        heard_by=said.heard_by,
        given_on=pad.session.clock.today(),
    )
    return pad.settle_consent(group, ConsentWay.ORAL, consent)


def go_out(pad: Pad, group: str) -> Done:
    """The service leaves, because the consent is not there: nobody of it is told more."""
    pad.write(*_gone(_record(pad), {group}))
    return pad.settle_consent(group, ConsentWay.LEAVES)


def put_off(pad: Pad, group: str) -> Done:
    """Another time is found with the service; until then it hears nothing, so its people go out too."""
    pad.write(*_gone(_record(pad), {group}))
    for seat in pad.session.meeting.seats:
        if seat.group == group and seat.presence.in_room:
            pad.session.do(SetPresence(seat.id, Presence.LEFT))
    return pad.settle_consent(group, ConsentWay.POSTPONED)


def talk_in_general(pad: Pad, group: str) -> Done:
    """The service stays, and gives general guidance: nothing about this child while it is there."""
    return pad.settle_consent(group, ConsentWay.GENERAL)


def withdraw(pad: Pad, groups: tuple[str, ...], by: str = "") -> Done:
    """The family takes its consent back for these services: from today, in the record and in the meeting's course.

    A consent that reaches further goes on reaching the others. Where only one person can have said it, it is noted
    who; else `by`, or nobody until somebody tells (`tell_who`).
    """
    record, today = _record(pad), pad.session.clock.today()
    able = takers(record)
    by = by or (able[0].name if len(able) == 1 else "")
    keys = {service_key(record.label(group)) for group in groups if record.label(group)}
    pad.write(*_gone(record, set(groups)), *_withdrawn(record.consents, keys, today, by))
    return pad.session.do(WithdrawConsent(groups))


def takers(record: MeetingRecord) -> tuple[Participant, ...]:
    """Who in the room can take a consent back: the parents, and a youth who is asked for a yes of their own."""
    youth = record.child is not None and record.child.youth
    family = (*record.people(Role.FORESETTE), *(record.people(Role.CHILD) if youth else ()))
    return tuple(p for p in family if p.name and p.presence.in_room)


def untold(record: MeetingRecord, meeting: Meeting) -> tuple[Consent, ...]:
    """The consents taken back in this meeting of which nobody has noted who did it."""
    gone = {group for _, _, event in meeting.log if isinstance(event, ConsentWithdrawn) for group in event.groups}
    keys = {service_key(record.label(group)) for group in gone if record.label(group)}
    began = meeting.opened_at.date() if meeting.opened_at is not None else date.max
    return tuple(
        consent
        for consent in record.consents
        if consent.withdrawn_on is not None
        and consent.withdrawn_on >= began
        and not consent.withdrawn_by
        and keys & {service_key(name) for name in consent.services}
    )


def tell_who(pad: Pad, by: str) -> Done:
    """Note who took the consents of this meeting back; nothing happens in the meeting's course."""
    found = untold(_record(pad), pad.session.meeting)
    pad.write(*(consent.model_copy(update={"withdrawn_by": by}) for consent in found))
    return ()


def _withdrawn(consents: Iterable[Consent], keys: Collection[str], today: date, by: str) -> Iterator[Consent]:
    for consent in consents:
        if not consent.reaches(keys) or consent.state(today) is not ConsentState.VALID:
            continue
        rest, taken = divided(consent, keys, new_id())
        if rest is not None:
            yield rest
        yield taken.model_copy(update={"withdrawn_on": today, "withdrawn_by": by})


def _gone(record: MeetingRecord, groups: Collection[str]) -> list[Participant]:
    here = [p for p in record.participants if p.group in groups and p.presence.in_room]
    return [p.model_copy(update={"presence": Presence.LEFT}) for p in here]


# --- who is here -------------------------------------------------------------------------------------------------


def leave(pad: Pad, seat: str) -> Done:
    """Somebody went out."""
    return _presence(pad, seat, Presence.LEFT)


def stay_away(pad: Pad, seat: str) -> Done:
    """Somebody did not come."""
    return _presence(pad, seat, Presence.ABSENT)


def write_in(pad: Pad, seat: str) -> Done:
    """Somebody is not here and has sent a text: the leader reads it in their turn."""
    return _presence(pad, seat, Presence.WRITTEN)


def come(pad: Pad, seat: str) -> Done:
    """Somebody came, or came back: a substitute as a substitute."""
    participant = _of(_record(pad), seat)
    stands_in = participant is not None and participant.substitute_for
    return _presence(pad, seat, Presence.SUBSTITUTE if stands_in else Presence.PRESENT)


def come_oneself(pad: Pad, seat: str) -> Done:
    """The one somebody stood in for came after all."""
    participant = _of(_record(pad), seat)
    if participant is None or not participant.substitute_for:
        return _presence(pad, seat, Presence.PRESENT)
    own = {"name": participant.substitute_for, "substitute_for": ""}
    return pad.arrive(participant.model_copy(update=own), Presence.PRESENT)


def stand_in(pad: Pad, seat: str, name: str) -> Done:
    """Somebody of that name came in another's place; whose place it is stays in the record."""
    participant = _of(_record(pad), seat)
    if participant is None:
        return _presence(pad, seat, Presence.SUBSTITUTE)
    now = {"name": name, "substitute_for": participant.substitute_for or participant.name}
    return pad.arrive(participant.model_copy(update=now), Presence.SUBSTITUTE)


def _presence(pad: Pad, seat: str, presence: Presence) -> Done:
    """Of a seat the record knows, in both; of one it does not know, in the journal."""
    participant = _of(_record(pad), seat)
    if participant is None:
        return pad.session.do(SetPresence(seat, presence))
    return pad.arrive(participant, presence)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody nobody had counted on."""

    role: Role
    name: str = field(repr=False)
    service: str = field(default="", repr=False)
    title: str = field(default="", repr=False)


def add(pad: Pad, who: Newcomer) -> Done:
    """A new seat for them; a service nobody has consented to gets no word before that is settled."""
    record, meeting = _record(pad), pad.session.meeting
    seat, group = new_seat(meeting, record, who)
    participant = Participant(
        id=new_id(),
        meeting_id=pad.session.id,
        seat=seat,
        group=group,
        role=who.role,
        name=who.name,
        title=who.title,
        service=_spelt(record, who.service),
        order=max((p.order for p in record.participants), default=-1) + 1,
    )
    today = pad.session.clock.today()
    valid = record.consent_state(who.service, today) is ConsentState.VALID
    missing = who.role is Role.SERVICE and not valid and group not in meeting.consent_missing
    return pad.add(participant, consent_missing=missing)


def new_seat(meeting: Meeting, record: MeetingRecord, who: Newcomer) -> tuple[str, str]:
    """A free seat and its group: a colleague of a service that is there shares its turn, as give_seats has it."""
    taken = {seat.id for seat in meeting.seats} | {p.seat for p in record.participants}
    if who.role is Role.SERVICE:
        key = service_key(who.service)
        same = next((p.group for p in record.people(Role.SERVICE) if service_key(p.service) == key and key), None)
        groups = {seat.group for seat in meeting.seats} | {p.group for p in record.participants}
        group = same or next(f"t{n}" for n in range(1, len(groups) + 2) if f"t{n}" not in groups)
        return next(seat for seat in (group, *(f"{group}{c}" for c in "bcdefghijkl")) if seat not in taken), group
    group = GROUP_OF_ROLE.get(who.role, "o" if who.role is Role.STAFETTHOLDAR else who.role.value[0])
    return next(f"{group}{n}" for n in range(1, len(taken) + 2) if f"{group}{n}" not in taken), group


def _spelt(record: MeetingRecord, service: str) -> str:
    """A service as it is spelt already, so that it does not get a second name on the wall."""
    known = {service_key(p.service): p.service for p in record.people(Role.SERVICE)}
    return known.get(service_key(service), service)


def _of(record: MeetingRecord, seat: str) -> Participant | None:
    return next((p for p in record.participants if p.seat == seat), None)


def _record(pad: Pad) -> MeetingRecord:
    return pad.records.meeting(pad.session.id)
