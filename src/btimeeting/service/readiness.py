"""What a prepared meeting still lacks: one list, green or amber. Nothing of it stops a start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from enum import StrEnum

from btimeeting.domain.agenda import Agenda, Form, Role
from btimeeting.domain.consent import valid_for, waiting_for
from btimeeting.domain.openpoints import consent_missing_groups, viddevakt_clashes
from btimeeting.domain.record import CaseKind, MeetingRecord, PreparedKind, TiltakState
from btimeeting.domain.rounds import SHORT_TURN_S, shares
from btimeeting.service.plan import consent_for as plan_consent
from btimeeting.service.plan import prepared_for, services, services_coming

REFERENTS = (Role.EDUCATOR, Role.HEAD)
"""Who writes the referat: kontaktlærar/pedagog or rektor/styrar (bti-mote-individniva.txt, Velkommen)."""


class Lack(StrEnum):
    """What is missing, or worth a thought."""

    CHILD = "child"
    BORN = "born"
    WHEN = "when"
    PAST = "past"
    """The day has passed."""
    HEAD = "head"
    FORESETTE = "foresette"
    EDUCATOR = "educator"
    SERVICES = "services"
    LEADER = "leader"
    REFERENT = "referent"
    REFERENT_OTHER = "referent_other"
    """The referent is neither kontaktlærar/pedagog nor rektor/styrar."""
    VIDDEVAKT = "viddevakt"
    CLASH = "clash"
    """values: role"""
    CONSENT = "consent"
    """values: service, state; who, when somebody has given it and others have not yet"""
    SHORT = "short"
    """A service gets two minutes or less. values: seconds, phase"""
    CHILD_WORDS = "child_words"
    READER = "reader"
    """The child's words are there, and nobody is named to read them."""
    EARLIER = "earlier"
    """values: tiltak"""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing, and the field where it is mended."""

    lack: Lack
    section: str
    values: Mapping[str, str] = field(default_factory=dict, repr=False)


def turn_seconds(agenda: Agenda, groups: int) -> tuple[tuple[str, int], ...]:
    """Each round's title and the seconds a service gets in it (the last one's: the longest is never promised)."""
    if groups == 0:
        return ()
    rounds = [p for p in agenda.phases if Form.ROUND in p.forms and p.round_over is Role.SERVICE]
    return tuple((p.title, min(shares(p.planned_s, groups))) for p in rounds)


def lacks(record: MeetingRecord, agenda: Agenda | None, today: date, zone: tzinfo) -> tuple[Point, ...]:
    """All of it, in the order of the screen's sections."""
    return (
        *_child(record),
        *_when(record, today, zone),
        *_people(record, agenda),
        *_duties(record),
        *_consents(record, today, zone),
        *_voices(record),
        *_earlier(record),
    )


def meeting_day(record: MeetingRecord, today: date, zone: tzinfo) -> date:
    """The day that counts for consents: the planned one, else today."""
    start = record.info.planned_start
    return start.astimezone(zone).date() if start is not None else today


def missing_consents(record: MeetingRecord, on: date) -> tuple[str, ...]:
    """The services whose consent is not in place on the day: their turn does not open until it is settled."""
    named = dict.fromkeys(record.label(group) for group in consent_missing_groups(record, on))
    return tuple(service for service in named if service.strip())


def _child(record: MeetingRecord) -> Iterator[Point]:
    if record.case.kind is not CaseKind.INDIVIDUAL:
        return
    if record.child is None or not record.child.name.strip():
        yield Point(Lack.CHILD, "child")
    elif record.child.born is None:
        yield Point(Lack.BORN, "child")


def _when(record: MeetingRecord, today: date, zone: tzinfo) -> Iterator[Point]:
    if record.info.planned_start is None:
        yield Point(Lack.WHEN, "meeting")
    elif record.info.planned_start.astimezone(zone).date() < today:
        yield Point(Lack.PAST, "meeting")


def _people(record: MeetingRecord, agenda: Agenda | None) -> Iterator[Point]:
    for role, lack in ((Role.HEAD, Lack.HEAD), (Role.FORESETTE, Lack.FORESETTE), (Role.EDUCATOR, Lack.EDUCATOR)):
        if not any(p.name.strip() for p in record.people(role)):
            yield Point(lack, "people")
    if not services(record):
        yield Point(Lack.SERVICES, "people")
    turns = turn_seconds(agenda, len(services_coming(record))) if agenda else ()
    short = [(title, s) for title, s in turns if s <= SHORT_TURN_S]
    if short:
        title, seconds = min(short, key=lambda each: each[1])
        yield Point(Lack.SHORT, "people", {"phase": title, "seconds": str(seconds)})


def _duties(record: MeetingRecord) -> Iterator[Point]:
    if record.with_duty(Role.LEADER) is None:
        yield Point(Lack.LEADER, "duties")
    referent = record.with_duty(Role.REFERENT)
    if referent is None:
        yield Point(Lack.REFERENT, "duties")
    elif referent.role not in REFERENTS:
        yield Point(Lack.REFERENT_OTHER, "duties")
    if record.with_duty(Role.VIDDEVAKT) is None:
        yield Point(Lack.VIDDEVAKT, "duties")
    for role in viddevakt_clashes(record):
        yield Point(Lack.CLASH, "duties", {"role": role.value})


def _consents(record: MeetingRecord, today: date, zone: tzinfo) -> Iterator[Point]:
    on = meeting_day(record, today, zone)
    for service in missing_consents(record, on):
        state = record.consent_state(service, on)
        given = plan_consent(record, service)
        waits: tuple[str, ...] = ()
        if given is not None and given.givers:
            waits = waiting_for((given, *valid_for(record.consents, service, on)), record.givers_needed(on))
        values = {"service": service, "state": state.value}
        yield Point(Lack.CONSENT, "consent", values | ({"who": ", ".join(waits)} if waits else {}))


def _voices(record: MeetingRecord) -> Iterator[Point]:
    words = prepared_for(record, PreparedKind.CHILD_WORDS)
    if words is None or not words.text.strip():
        if record.case.kind is CaseKind.INDIVIDUAL:
            yield Point(Lack.CHILD_WORDS, "voices")
    elif words.read_by is None:
        yield Point(Lack.READER, "voices")


def _earlier(record: MeetingRecord) -> Iterator[Point]:
    for tiltak in record.earlier_tiltak:
        if tiltak.state is TiltakState.PLANNED and not tiltak.effect:
            yield Point(Lack.EARLIER, "earlier", {"tiltak": tiltak.text})
