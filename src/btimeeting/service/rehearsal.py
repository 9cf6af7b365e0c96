"""A player that walks an invented meeting through the same session and stores as a real one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Protocol

from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, ConsentForm, Giver
from btimeeting.domain.events import ConsentWay, Event, ReadBack
from btimeeting.domain.meeting import Stage
from btimeeting.domain.record import (
    Acceptance,
    ChildView,
    Confirmation,
    DecisionRecord,
    EvaluationAnswer,
    NextMeeting,
    Offer,
    Stafettholdar,
    StafettloggEntry,
    Tried,
)
from btimeeting.domain.refusals import Refusal
from btimeeting.domain.wishes import DoBreakIn, MoreTime
from btimeeting.service.finish import evaluate
from btimeeting.service.ids import new_id
from btimeeting.service.pad import Pad
from btimeeting.service.record_ports import Records
from btimeeting.service.script import Script, ScriptStep, ScriptTiltak, tiltak_of, workday
from btimeeting.service.session import Session


class MovableClock(Protocol):
    """A clock the player can move."""

    def put(self, at: datetime) -> None:
        """Move it forwards to that instant."""


class Player:
    """Plays a script to its end: every note, offer and decision through the pad, every step through the session.

    The clock is moved as the script says; `events()` gives what happened as it happens. Nobody can tell the
    result from a meeting that was run by hand.
    """

    def __init__(self, script: Script, session: Session, records: Records, clock: MovableClock) -> None:
        self.script = script
        self.session = session
        self.records = records
        self.pad = Pad(session, records)
        self._clock = clock
        self._left = list(script.steps)

    def events(self) -> Iterator[Event]:
        """Walk from the waiting room to the closed meeting with the main key, writing as the script says."""
        yield from self._press()
        while self.session.meeting.stage is Stage.RUNNING:
            yield from self._turn()
            yield from self._press()
        self._wait(60)
        yield from self._press()
        self._wait(540)
        yield from self._done(evaluate(self.session, self.records, self._answers()))
        yield from self._press()

    def _press(self) -> tuple[Event, ...]:
        return self._done(self.session.next())

    def _done(self, answer: tuple[Event, ...] | Refusal) -> tuple[Event, ...]:
        if isinstance(answer, Refusal):
            raise ScriptStuck(answer)
        return answer

    def _wait(self, seconds: int) -> None:
        self._clock.put(self.session.clock.now().at + timedelta(seconds=seconds))

    def _turn(self) -> Iterator[Event]:
        meeting = self.session.meeting
        run = meeting.run
        if run is None or run.turn is None:
            return
        step = self._step(run.phase, run.turn.group)
        if step is None:
            self._wait(20)
            return
        if step.phase == "welcome":
            yield from self._oral_consent()
        self._wait(step.seconds // 2)
        yield from self._write(step, run.turn.group)
        if step.phase == "decide" and not self.session.meeting.decision:
            yield from self._decide()
        if step.break_in is not None:
            yield from self._done(self.session.do(DoBreakIn(step.break_in)))
        if step.more_s:
            yield from self._done(self.session.do(MoreTime(self.session.meeting.step, step.more_s)))
        self._wait(step.seconds - step.seconds // 2)
        if step.phase == "decide" and step.role is Role.STAFETTHOLDAR:
            entry = self.records.meeting(self.session.id).entries[-1]
            yield from self._done(self.pad.read_back(entry, ReadBack.YES))

    def _step(self, phase: str, group: str) -> ScriptStep | None:
        """The script's next step in this phase for whoever has the word; each is played once."""
        record = self.records.meeting(self.session.id)
        label = record.label(group)
        roles = {p.role for p in record.participants if p.group == group}
        for step in self._left:
            mine = step.service == label if step.service else step.role in roles or step.role is Role.STAFETTHOLDAR
            if step.phase == phase and mine:
                self._left.remove(step)
                return step
        return None

    def _write(self, step: ScriptStep, group: str) -> Iterator[Event]:
        for note in step.notes:
            self.pad.note(step.phase, group, note.field, note.text)
        for tried in step.tried:
            self.pad.write(Tried(id=new_id(), meeting_id=self.session.id, **dict(tried)))
        if step.phase == "close":
            self.pad.write(self._next_meeting())
        for offer in step.offers:
            yield from self._done(self.pad.offer(self._offer(offer, group, step.service)))

    def _offer(self, offer: ScriptTiltak, group: str, service: str) -> Offer:
        today = self.session.clock.today()
        return Offer(
            id=new_id(),
            meeting_id=self.session.id,
            group=group,
            service=service,
            text=offer.text,
            owner=offer.owner,
            start_on=today + timedelta(days=offer.start),
            review_on=None if offer.review is None else workday(today + timedelta(days=offer.review)),
        )

    def _oral_consent(self) -> Iterator[Event]:
        """A service whose consent was missing gets an oral one, heard by somebody and written down."""
        record = self.records.meeting(self.session.id)
        for group in sorted(self.session.meeting.gated):
            consent = Consent(
                id=new_id(),
                case_id=record.case.id,
                services=(record.label(group),),
                givers=tuple(Giver(name=name, relation=relation) for name, relation in self.script.consent_givers),
                form=ConsentForm.ORAL,
                heard_by=self.script.oral_consent_heard_by,
                information=self.script.consent_information,
                given_on=self.session.clock.today(),
            )
            yield from self._done(self.pad.settle_consent(group, ConsentWay.ORAL, consent))

    def _decide(self) -> Iterator[Event]:
        script, today = self.script.decision, self.session.clock.today()
        record = self.records.meeting(self.session.id)
        group = next((p.group for p in record.participants if p.service == script.service), None)
        child_view = ChildView(obtained=True, text=script.child_view) if script.child_view else None
        decision = DecisionRecord(
            id=new_id(),
            meeting_id=self.session.id,
            services=script.services or (script.service,),
            confirmations=tuple(Confirmation(role=role, answer=answer) for role, answer in script.voices),
            child_view=child_view,
        )
        baton = Stafettholdar(
            id=new_id(),
            case_id=record.case.id,
            meeting_id=self.session.id,
            service=script.service,
            person=script.stafettholdar,
            acceptance=Acceptance.ACCEPTED,
            from_on=today,
        )
        referent = record.with_duty(Role.REFERENT)
        entry = StafettloggEntry(
            id=new_id(),
            case_id=record.case.id,
            meeting_id=self.session.id,
            text=script.entry,
            author=script.stafettholdar,
            written_by=referent.name if referent else "",
        )
        tiltak = tuple(tiltak_of(each, record.case.id, self.session.id, today) for each in script.tiltak)
        yield from self._done(self.pad.decide(decision, tiltak, baton, entry, group))

    def _next_meeting(self) -> NextMeeting:
        on = self.session.clock.today() + timedelta(days=self.script.next_in_days)
        return NextMeeting(id=new_id(), meeting_id=self.session.id, on=workday(on), at=self.script.next_at)

    def _answers(self) -> tuple[EvaluationAnswer, ...]:
        return tuple(
            EvaluationAnswer(id=new_id(), meeting_id=self.session.id, question=question, text=text)
            for question, text in self.script.answers
        )


class ScriptStuck(Exception):
    """The script wanted something the meeting refused: a fault in the script, told as one."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.why.value)
        self.refusal = refusal
