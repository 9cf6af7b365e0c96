"""What a meeting's documents are made from: facts picked out of the meeting and its record, without words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta, tzinfo

from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, ConsentForm, ConsentState, service_key
from btimeeting.domain.events import ConsentWay, Paused, ReadBack
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.record import CaseKind, MeetingRecord, NoteField, Offer, Participant, PreparedKind
from btimeeting.domain.seats import CHILD_GROUP, EDUCATOR_GROUP, FORESETTE_GROUP, LEADER_GROUP, Presence

WAS_THERE = (Presence.PRESENT, Presence.SUBSTITUTE, Presence.LEFT)
_FIRST = (FORESETTE_GROUP, CHILD_GROUP, EDUCATOR_GROUP)
"""The order of the voices: the family first (bti-mote-individniva.txt, Beskriving av utfordring)."""
_OF_THE_UNIT = (Role.HEAD, Role.EDUCATOR, Role.CHILD)
"""Whose title or service tells where the child goes to school."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a referat holds beyond the default (domain.md 3.8), and the zone its clock times are told in."""

    zone: tzinfo
    questions: bool = False
    """Questions and answers."""
    offers: bool = False
    """How the services saw it, and offers that were not chosen."""
    times: bool = False
    """Planned and actual time, and pauses."""
    child_view: bool = True
    """The child's or youth's own view."""

    @classmethod
    def of(cls, zone: tzinfo, names: Collection[str]) -> Choices:
        """The choices of these names (`Settings.in_referat`), and no others."""
        return cls(zone, **{choice.name: choice.name in names for choice in fields(cls) if choice.name != "zone"})


@dataclass(frozen=True, slots=True)
class Approval:
    """Who said yes to a referat, and when."""

    by: str = field(repr=False)
    at: datetime


@dataclass(frozen=True, slots=True)
class Material:
    """One meeting: its course, its record, the day it was held, and the day it is told of."""

    meeting: Meeting
    record: MeetingRecord
    day: date
    choices: Choices
    told_on: date

    @classmethod
    def of(cls, meeting: Meeting, record: MeetingRecord, on: date, choices: Choices) -> Material:
        """The day is the record's, else the one the clock started on, else `on`."""
        started = meeting.started_at
        began = started.astimezone(choices.zone).date() if started is not None else on
        return cls(meeting, record, record.info.held_on or began, choices, on)

    @property
    def hidden(self) -> bool:
        """Whether the child's address is secret: then no place, school or kindergarten is told (domain.md 3.2)."""
        return self.record.child is not None and self.record.child.hidden_address

    @property
    def title(self) -> str:
        """The meeting's own name, from its agenda."""
        return self.meeting.agenda.title if self.meeting.agenda is not None else ""

    @property
    def span(self) -> tuple[datetime, datetime | None] | None:
        """When it began and ended, on the wall clock; None when no clock ran (a meeting run on paper)."""
        start, ended = self.meeting.started_at, self.meeting.ended_t
        if start is None:
            return None
        return start.astimezone(self.choices.zone), None if ended is None else self._on_the_wall(start, ended)

    @property
    def ended_in(self) -> str:
        """The title of the phase the meeting was stopped and ended in; empty when it was walked to its end."""
        agenda, phase = self.meeting.agenda, self.meeting.ended_in
        return "" if agenda is None or phase is None else agenda.phase(phase).title

    @property
    def stopped_at(self) -> datetime | None:
        """When it was stopped, on the wall clock; None when it was walked to its end."""
        start, stopped = self.meeting.started_at, self.meeting.stopped_t
        if self.meeting.ended_in is None or start is None or stopped is None:
            return None
        return self._on_the_wall(start, stopped)

    def _on_the_wall(self, start: datetime, at: timedelta) -> datetime:
        """A time of the meeting on the wall clock: in practice the meeting's own clock goes faster."""
        return (start + (at - self.meeting.started_t) / self.meeting.speed).astimezone(self.choices.zone)

    @property
    def pauses(self) -> int:
        """How many times the clocks stood."""
        return sum(isinstance(event, Paused) for _, _, event in self.meeting.log)

    @property
    def read_back(self) -> ReadBack | None:
        """What the family said to the text as it stands; None when it was changed after they had heard it.

        The journal remembers that something was read aloud, but not what: it is asked only when there is no text.
        """
        entries = self.record.entries
        return entries[-1].read_back if entries else self.meeting.read_back

    def presence(self, participant: Participant) -> Presence:
        """Whether somebody was there: the journal knows best, since it also sees who had to leave."""
        seats = {seat.id: seat.presence for seat in self.meeting.seats}
        return seats.get(participant.seat, participant.presence)

    def who(self, *presences: Presence) -> tuple[Participant, ...]:
        """The participants with one of these presences, in order."""
        ordered = sorted(self.record.participants, key=lambda p: p.order)
        return tuple(p for p in ordered if self.presence(p) in presences)

    def place_of(self, participant: Participant) -> tuple[str, str]:
        """(title, service) of a participant, silent about the school where the address is secret."""
        tells = self.hidden and participant.role in _OF_THE_UNIT
        return ("", "") if tells else (participant.title, participant.service)

    def voices(self, *fields: NoteField) -> tuple[tuple[str, str], ...]:
        """(seat group, text) of the notes in these fields, the family first, the services in their order."""
        said: dict[str, list[str]] = {}
        for note in sorted(self.record.notes, key=lambda n: n.copy_no):
            if note.field in fields and note.text.strip():
                said.setdefault(note.speaker, []).append(note.text)
        known = [*_FIRST, *self.meeting.order, LEADER_GROUP]
        order = [*known, *sorted(group for group in said if group not in known)]
        return tuple(
            (group, "\n\n".join(dict.fromkeys(said[group]))) for group in dict.fromkeys(order) if group in said
        )

    @property
    def child_words(self) -> str:
        """What the child had prepared for the meeting."""
        texts = [p.text for p in self.record.prepared if p.kind is PreparedKind.CHILD_WORDS]
        return "\n\n".join(text for text in texts if text.strip())

    @property
    def offers_left(self) -> tuple[Offer, ...]:
        """Offers that did not become a tiltak."""
        taken = {tiltak.offer_id for tiltak in self.record.tiltak}
        return tuple(offer for offer in self.record.offers if offer.id not in taken)

    def service_of(self, group: str) -> str:
        """A service group's name: as the record has it, empty for the other groups."""
        return self.record.label(group)


def consented(material: Material, form: ConsentForm) -> tuple[tuple[str, Consent], ...]:
    """The services in this meeting that a valid consent reaches, by how it was given.

    Only services that take part here: a consent may reach others, and they are nobody's business in a referat.
    """
    valid = ((service, _valid(material, service, material.day)) for service in _services(material))
    return tuple((service, given[-1]) for service, given in valid if given and given[-1].form is form)


def consented_later(material: Material) -> tuple[tuple[str, Consent], ...]:
    """The services in this meeting that a consent in writing reaches which came after it (they may have said yes)."""
    found = []
    for service in _services(material):
        at_first = _written(_valid(material, service, material.day))
        by_now = _written(_valid(material, service, material.told_on))
        if by_now and not at_first:
            found.append((service, by_now[-1]))
    return tuple(found)


def _services(material: Material) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.service for p in material.record.people(Role.SERVICE) if p.service))


def _valid(material: Material, service: str, on: date) -> list[Consent]:
    return [
        consent
        for consent in material.record.consents
        if consent.state(on) is ConsentState.VALID
        and service_key(service) in {service_key(name) for name in consent.services}
    ]


def _written(consents: list[Consent]) -> list[Consent]:
    return [consent for consent in consents if consent.form is ConsentForm.WRITTEN]


def recipients(material: Material) -> tuple[Participant, ...]:
    """Who gets the referat: those who were there, a service only with a valid consent; never the interpreter.

    An absent parent is offered it by whoever approves; those names stand in `MeetingInfo.absent_recipients`.
    """
    return tuple(
        p
        for p in material.who(*WAS_THERE)
        if p.role is not Role.INTERPRETER and (p.role is not Role.SERVICE or _may_know(material, p))
    )


def _may_know(material: Material, participant: Participant) -> bool:
    if material.record.case.kind is not CaseKind.INDIVIDUAL:
        return True
    way = dict(material.meeting.consent_ways).get(participant.group)
    if way in (None, ConsentWay.ORAL) and participant.service in {name for name, _ in consented_later(material)}:
        return True  # what was open has been put in writing
    if participant.group in material.meeting.consent_missing and way is not ConsentWay.ORAL:
        return False
    state = material.record.consent_state(participant.service, material.day)
    return state is ConsentState.VALID or way is ConsentWay.ORAL
