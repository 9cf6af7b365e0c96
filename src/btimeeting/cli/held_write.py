"""The answers about a meeting that was run on paper, as values of the child's record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from btimeeting.cli.held_answers import GivenOffer, Held, Room
from btimeeting.cli.held_lines import settled
from btimeeting.domain.agenda import Agenda, Entry
from btimeeting.domain.record import (
    Acceptance,
    Case,
    Child,
    ChildView,
    DecisionRecord,
    EvaluationAnswer,
    MeetingInfo,
    MeetingState,
    NextMeeting,
    Note,
    NoteField,
    Offer,
    Stafettholdar,
    StafettloggEntry,
    Stored,
    Tiltak,
)
from btimeeting.domain.seats import GROUP_OF_ROLE
from btimeeting.domain.stafettlogg import author_of
from btimeeting.domain.tiltakline import TiltakLine
from btimeeting.domain.whendates import NEXT_TIME
from btimeeting.i18n import language
from btimeeting.service.ids import new_id
from btimeeting.service.prepare import Plan, seat_people


def plan(held: Held, agenda: Agenda, start: datetime | None, known: Case | None) -> Plan:
    """The meeting as it is written in one go. `known`: the case, where there was one."""
    meeting_id = new_id()
    child = _child(held)
    case = known or Case(id=new_id(), number=held.case_number, opened_on=held.day)
    if child is not None:
        case = case.model_copy(update={"child_id": child.id})
    info = MeetingInfo(
        id=meeting_id,
        case_id=case.id,
        agenda_id=agenda.id,
        state=MeetingState.HELD,
        planned_start=start,
        held_on=held.day,
        language=language(),
        on_paper=True,
    )
    return Plan(info, case, child, held.people, tuple(_Values(held, agenda, case.id, meeting_id).all()))


def _child(held: Held) -> Child | None:
    told = held.child
    if told is None:
        return None
    return Child(
        id=new_id(),
        name=told.name,
        alias=told.alias,
        born=told.born,
        unit=told.unit,
        language=language(),
        youth=told.youth,
    )


@dataclass(frozen=True)
class _Values:
    """Everything of one meeting but people, case and child."""

    held: Held
    agenda: Agenda
    case_id: str
    meeting_id: str

    @property
    def _room(self) -> Room:
        return Room(self.held.people, self.held.day)

    def all(self) -> Iterator[Stored]:
        """Every value, in the order of the meeting."""
        for consent in self.held.consents:
            yield consent.model_copy(update={"id": new_id(), "case_id": self.case_id})
        yield from self._challenge()
        for tried in self.held.tried:
            yield tried.model_copy(update={"id": new_id(), "meeting_id": self.meeting_id})
        offers = [self._offer(given) for given in self.held.offers]
        yield from offers
        for line in self.held.tiltak:
            yield self._tiltak(self._settled(line), offers)
        yield from self._decision()
        yield from self._baton()
        yield from self._next_meeting()
        for letter, said in self.held.answers:
            yield EvaluationAnswer(id=new_id(), meeting_id=self.meeting_id, question=letter, text=said)

    def _challenge(self) -> Iterator[Note]:
        phase = next((p.id for p in self.agenda.phases if Entry.CHALLENGE in p.entries), self.agenda.phases[0].id)
        for role, said in self.held.challenge:
            yield Note(
                id=new_id(),
                meeting_id=self.meeting_id,
                phase=phase,
                speaker=GROUP_OF_ROLE[role],
                field=NoteField.CHALLENGE,
                text=said,
            )

    def _offer(self, given: GivenOffer) -> Offer:
        line = self._settled(given.tiltak)
        groups = {p.service: p.group for p in seat_people(self.meeting_id, self.held.people) if p.service}
        return Offer(
            id=new_id(),
            meeting_id=self.meeting_id,
            group=groups.get(given.service, ""),
            service=given.service,
            text=line.text,
            owner=self._name(line.owner),
            start_on=line.start_on,
            review_on=line.review_on,
        )

    def _tiltak(self, line: TiltakLine, offers: list[Offer]) -> Tiltak:
        """Who and from which service, as told, else as it was offered; it begins on the day of the meeting."""
        offer = next((o for o in offers if o.text.casefold() == line.text.casefold()), None)
        offered = ("", "") if offer is None else (offer.owner, offer.service)
        return Tiltak(
            id=new_id(),
            case_id=self.case_id,
            meeting_id=self.meeting_id,
            text=line.text,
            owner=self._name(line.owner) or offered[0],
            service=self._room.service_of(line.owner) or offered[1],
            start_on=line.start_on or self.held.day,
            review_on=line.review_on,
            goal=line.goal,
            offer_id=None if offer is None else offer.id,
        )

    def _decision(self) -> Iterator[DecisionRecord]:
        """What was decided; nothing at all when nothing was told of it."""
        held, told = self.held, self.held.decision
        if told is None and held.view is None and not (held.tiltak or held.voices or held.baton):
            return
        view = held.view
        yield DecisionRecord(
            id=new_id(),
            meeting_id=self.meeting_id,
            services=() if told is None else told.services,
            none_now=told is not None and told.none_now,
            confirmations=held.voices,
            child_view=None
            if view is None
            else ChildView(obtained=view.obtained, text=view.text, who_asks=view.who, when=self._day(view.when)),
            undecided=told is not None and told.undecided,
            decides="" if told is None else told.decides,
            decide_by=None if told is None else self._day(told.by),
        )

    def _baton(self) -> Iterator[Stafettholdar | StafettloggEntry]:
        told = self.held.baton
        baton = None
        if told is not None:
            baton = Stafettholdar(
                id=new_id(),
                case_id=self.case_id,
                meeting_id=self.meeting_id,
                service=told.service,
                person=self._name(told.person),
                acceptance=told.acceptance,
                from_on=self.held.day if told.acceptance is Acceptance.ACCEPTED else None,
                answer_by=self._day(told.by),
            )
            yield baton
        if self.held.entry:
            yield StafettloggEntry(
                id=new_id(),
                case_id=self.case_id,
                meeting_id=self.meeting_id,
                text=self.held.entry,
                author=author_of(baton),
                read_back=self.held.read_back,
            )

    def _next_meeting(self) -> Iterator[NextMeeting]:
        told = self.held.next_meeting
        if told is not None:
            yield NextMeeting(id=new_id(), meeting_id=self.meeting_id, on=told.on, at=told.at, who_calls=told.who_calls)

    def _day(self, told: date | None) -> date | None:
        """A day, once it is known when the next meeting is."""
        following = self.held.next_meeting
        if told != NEXT_TIME:
            return told
        return None if following is None else following.on

    def _settled(self, line: TiltakLine) -> TiltakLine:
        return settled(line, self._day(NEXT_TIME))

    def _name(self, told: str) -> str:
        """The whole name of somebody who was there; else what was told."""
        person = self._room.person(told)
        return told if person is None or not person.name else person.name
