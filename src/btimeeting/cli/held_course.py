"""The course of a meeting that was run on paper, as a journal whose steps carry the meeting's own times.

Only what is known is told: when phases began and ended, never whose turn took how long. No service's name comes into
the journal either: its table of labels is for a meeting that goes on.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo

from btimeeting.cli.held_answers import Held
from btimeeting.domain.agenda import Agenda, Entry, Form, Phase
from btimeeting.domain.decide import decide
from btimeeting.domain.events import Event
from btimeeting.domain.evolve import fold
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.record import MeetingRecord
from btimeeting.domain.refusals import Refusal
from btimeeting.domain.wishes import AnswerReadBack, Decide, Evaluate, GoToPhase, Next, NoteTiltak, Wish
from btimeeting.service.ids import new_id
from btimeeting.service.ports import Journal
from btimeeting.service.prepare import opening
from btimeeting.service.system_clock import GivenClock

WINDOW = "paper"
NOON = time(12)


class Stuck(Exception):
    """The meeting refused a step of its own course: a fault in this file, told as one."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.why.value)


def lengths(held: Held, agenda: Agenda) -> tuple[int, ...]:
    """Seconds of each phase: as told, else the agenda's own."""
    told = held.seconds or (None,) * len(agenda.phases)
    return tuple(
        phase.planned_s if seconds is None else seconds for phase, seconds in zip(agenda.phases, told, strict=True)
    )


def started(held: Held, agenda: Agenda, now: datetime, zone: tzinfo) -> datetime:
    """When the meeting began: as told, else noon of its day, but so that it is over by now."""
    if held.start is not None:
        return datetime.combine(held.day, held.start, zone)
    return min(datetime.combine(held.day, NOON, zone), now - timedelta(seconds=sum(lengths(held, agenda))))


class Course:
    """Walks the meeting from the waiting room to its end."""

    def __init__(self, record: MeetingRecord, agenda: Agenda, start: datetime) -> None:
        self._clock = GivenClock(start)
        self._meeting = Meeting()
        self._events: list[Event] = []
        self._record = record
        self._agenda = agenda

    def write(self, journal: Journal, seconds: tuple[int, ...]) -> None:
        """Write the whole course at once: nobody who watches ever sees this meeting under way."""
        self._walk(seconds)
        journal.append(self._record.info.id, 0, self._events)

    def _walk(self, seconds: tuple[int, ...]) -> None:
        """Open, walk the phases in the time each took, and close. A phase of no time was left out."""
        self._do(opening(self._record, self._agenda, self._record.info.held_on or self._clock.today()))
        self._next()
        for phase, took in zip(self._agenda.phases, seconds, strict=True):
            if took and (self._meeting.run is None or self._meeting.run.phase != phase.id):
                self._do(GoToPhase(self._meeting.step, phase.id))
            self._in_phase(phase, took)
        while self._meeting.stage is Stage.RUNNING:
            self._next()
        self._next()
        if self._record.answers:
            self._do(Evaluate(new_id()))
        self._next()

    def _in_phase(self, phase: Phase, seconds: int) -> None:
        """What was written in the phase stands at its end: when in it, nobody knows."""
        if not seconds:
            return
        self._clock.put(self._clock.now().at + timedelta(seconds=seconds))
        if Entry.OFFERS in phase.entries:
            for offer in self._record.offers:
                self._do(NoteTiltak(offer.id))
        if Form.DECISION in phase.forms:
            self._decide()

    def _decide(self) -> None:
        decision = self._record.decision
        if decision is not None and not decision.undecided:
            first = decision.services[0] if decision.services else ""
            group = next((p.group for p in self._record.participants if p.service and p.service == first), None)
            self._do(Decide(decision.id, group))
        if self._record.entries and (answer := self._record.entries[-1].read_back) is not None:
            self._do(AnswerReadBack(answer))

    def _next(self) -> None:
        self._do(Next(self._meeting.step))

    def _do(self, wish: Wish) -> None:
        answer = decide(self._meeting, wish, self._clock.now(), new_id(), WINDOW)
        if isinstance(answer, Refusal):
            raise Stuck(answer)
        self._events += answer
        self._meeting = fold(answer, self._meeting)
