"""Meetings built by hand: agendas, seats, a clock that is moved, a meeting that is played. Invented people only."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from btimeeting.domain import wishes as w
from btimeeting.domain.agenda import AfterPart, Agenda, Cue, Entry, Form, Phase, Role
from btimeeting.domain.consent import Consent, Giver
from btimeeting.domain.decide import Decision, decide
from btimeeting.domain.events import Event, ReadBack
from btimeeting.domain.evolve import evolve
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.moment import Moment
from btimeeting.domain.record import (
    Acceptance,
    Answer,
    Case,
    Child,
    ChildView,
    Confirmation,
    DecisionRecord,
    EvaluationAnswer,
    MeetingInfo,
    MeetingRecord,
    NextMeeting,
    Participant,
    Stafettholdar,
    StafettloggEntry,
    Tiltak,
)
from btimeeting.domain.refusals import Refusal
from btimeeting.domain.seats import Presence, Seat, give_seats

START = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
"""A Wednesday morning, half past nine in Norway."""
TODAY = date(2026, 11, 25)
LATER = date(2027, 1, 12)
"""The next meeting in most tests."""
MOST_STEPS = 500
"""A meeting that has not ended after so many steps never will."""


# --- agendas ----------------------------------------------------------------------------------------------------


def phase(phase_id: str, minutes: int, **fields: Any) -> Phase:
    """A timed phase: its id is its title too."""
    return Phase(id=phase_id, title=fields.pop("title", phase_id), planned_s=minutes * 60, **fields)


def bti_agenda() -> Agenda:
    """The individual-level meeting of bti-mote-individniva.txt: 5+5+10+5+10+5+5 minutes, two parts after it."""
    speakers = (Role.FORESETTE, Role.EDUCATOR)
    phases = (
        phase(
            "welcome",
            5,
            speakers=(Role.HEAD,),
            entries=(Entry.PARTICIPANTS, Entry.CONSENT, Entry.REFERENT, Entry.VIDDEVAKT),
            cues=(
                Cue(at_s=0, to=Role.LEADER, text="Velkomen. Me sluttar kl. {end}."),
                Cue(at_s=30, to=Role.LEADER, text="Namn og rolle, kort."),
                Cue(at_s=165, to=Role.LEADER, text="{referent} skriv referat til mappa."),
            ),
        ),
        phase(
            "describe",
            5,
            forms=(Form.TURNS,),
            speakers=speakers,
            entries=(Entry.CHALLENGE, Entry.TRIED),
            cues=(
                Cue(at_s=0, to=Role.LEADER, text="De først: Korleis opplever de det?"),
                Cue(at_s=0, to=Role.LEADER, text="{youth}, vil du seia noko no, seinare, eller stå over?"),
                Cue(at_s=150, to=Role.LEADER, text="{educator}, korleis ser du det?"),
            ),
        ),
        phase(
            "clarify",
            10,
            forms=(Form.ROUND,),
            round_over=Role.SERVICE,
            answers=speakers,
            entries=(Entry.QUESTIONS,),
            cues=(
                Cue(at_s=0, to=Role.LEADER, text="No tek me ein runde med spørsmål. {first_service} først, så svar."),
                Cue(at_s=None, to=Role.VIDDEVAKT, text="{service} har {time}. Neste: {next_service}."),
            ),
        ),
        phase("reflect", 5, forms=(Form.TURNS,), speakers=speakers, entries=(Entry.THOUGHTS,)),
        phase(
            "offer",
            10,
            forms=(Form.ROUND,),
            round_over=Role.SERVICE,
            entries=(Entry.OFFERS,),
            cues=(Cue(at_s=None, to=Role.REFERENT, text="Tilbodet som éi line: tiltak – kven – når"),),
        ),
        phase(
            "decide",
            5,
            forms=(Form.DECISION, Form.READ_ALOUD),
            speakers=speakers,
            read_aloud_by=Role.STAFETTHOLDAR,
            entries=(Entry.CHOSEN_SERVICES, Entry.TILTAK, Entry.STAFETTHOLDAR, Entry.STAFETTLOGG),
        ),
        phase("close", 5, speakers=(Role.HEAD,), entries=(Entry.SUMMARY, Entry.NEXT_MEETING)),
    )
    after = (
        AfterPart(
            id="evaluate", title="Evaluering", entries=(Entry.EVALUATION,), prompts=("a?", "b?", "c?", "d?", "e?")
        ),
        AfterPart(id="referat", title="Referat", responsible=Role.HEAD),
    )
    return Agenda(id="bti-individ", title="BTI-møte på individnivå", total_s=45 * 60, phases=phases, after=after)


# --- seats ------------------------------------------------------------------------------------------------------

SERVICES = ("PPT", "Helsestasjonen", "Barnevernstenesta")


def seats(services: int = 3, *, foresette: int = 2, child: bool = True, educator: bool = True) -> tuple[Seat, ...]:
    """A room: head, educator, parents, a child or youth and so many services."""
    people: list[tuple[Role, str | None, Presence]] = [(Role.HEAD, None, Presence.PRESENT)]
    people += [(Role.EDUCATOR, None, Presence.PRESENT)] * educator
    people += [(Role.FORESETTE, None, Presence.PRESENT)] * foresette
    people += [(Role.CHILD, None, Presence.PRESENT)] * child
    people += [(Role.SERVICE, f"teneste {nth}", Presence.PRESENT) for nth in range(1, services + 1)]
    return give_seats(tuple(people))


# --- moments ----------------------------------------------------------------------------------------------------


class HandClock:
    """The clocks of a machine, moved by hand."""

    def __init__(self, start: datetime = START, boot_id: str | None = "boot-1") -> None:
        self.at = start
        self.boot_ns = 1_000_000_000_000
        self.mono_ns = 1_000_000_000_000
        self.boot_id = boot_id

    def now(self) -> Moment:
        """What the clocks say. Without a boot id the machine has no boot clock."""
        if self.boot_id is None:
            return Moment(at=self.at)
        return Moment(at=self.at, boot_ns=self.boot_ns, mono_ns=self.mono_ns, boot_id=self.boot_id)

    def go(self, seconds: float) -> None:
        """Time passes, awake."""
        self.sleep(seconds)
        self.mono_ns += round(seconds * 1e9)

    def sleep(self, seconds: float) -> None:
        """Time passes asleep: the monotonic clock stands."""
        self.at += timedelta(seconds=seconds)
        self.boot_ns += round(seconds * 1e9)

    def set_wall(self, seconds: float) -> None:
        """Somebody moves the wall clock; no time passes."""
        self.at += timedelta(seconds=seconds)

    def reboot(self, boot_id: str = "boot-2", *, off: float = 60) -> None:
        """The machine is off for a while and starts anew: its boot clocks begin from little."""
        self.at += timedelta(seconds=off)
        self.boot_ns = self.mono_ns = 5_000_000_000
        self.boot_id = boot_id


# --- a meeting that is played -----------------------------------------------------------------------------------


class Play:
    """A meeting and the clock it runs by: wishes go in, events come out and are folded."""

    def __init__(self, clock: HandClock | None = None) -> None:
        self.clock = clock or HandClock()
        self.events: list[Event] = []
        self.meeting = Meeting()
        self._made = 0

    def do(self, wish: w.Wish) -> Decision:
        """Ask; whatever it becomes is folded in."""
        self._made += 1
        answer = decide(self.meeting, wish, self.clock.now(), f"event-{self._made:04}", "console")
        if not isinstance(answer, Refusal):
            for event in answer:
                self.take(event)
        return answer

    def take(self, event: Event) -> None:
        """Fold an event in, wherever it came from."""
        self.events.append(event)
        self.meeting = evolve(self.meeting, event)

    def must(self, wish: w.Wish) -> Event:
        """Ask for something that has to become an event."""
        answer = self.do(wish)
        assert not isinstance(answer, Refusal), answer
        assert len(answer) == 1, f"{wish} changed nothing"
        return answer[0]

    def wait(self, seconds: float) -> Play:
        """Let time pass, awake."""
        self.clock.go(seconds)
        return self

    def next(self, after: float = 0) -> Event:
        """Press the main key after so many seconds."""
        self.clock.go(after)
        return self.must(w.Next(self.meeting.step))

    def until(self, step_of: str, *, every: float = 10) -> Play:
        """Press the main key until the phase of that id is under way, or the stage of that name is reached."""
        for _ in range(MOST_STEPS):
            run = self.meeting.run
            if self.meeting.stage == step_of or (run is not None and run.phase == step_of):
                return self
            self.next(every)
        raise AssertionError(f"never came to {step_of}")

    @property
    def now(self) -> Moment:
        """The moment of the clock."""
        return self.clock.now()

    @property
    def word(self) -> str | None:
        """The group that has the word."""
        run = self.meeting.run
        return None if run is None or run.turn is None else run.turn.group


def opened(services: int = 3, *, clock: HandClock | None = None, **wish: Any) -> Play:
    """An opened meeting. Keywords are fields of `wishes.Open`; `seats` and `agenda` have defaults."""
    play = Play(clock)
    room = wish.pop("seats", None)
    fields = {"agenda": bti_agenda(), "seats": seats(services) if room is None else room, **wish}
    play.must(w.Open(**fields))
    return play


def running(services: int = 3, **wish: Any) -> Play:
    """A meeting whose clock has just been started."""
    play = opened(services, **wish)
    play.must(w.Start())
    return play


def closed(services: int = 3, **wish: Any) -> Play:
    """A meeting walked from beginning to end with the main key alone."""
    return opened(services, **wish).until(Stage.CLOSED)


# --- the record -------------------------------------------------------------------------------------------------

CASE = Case(id="case-1", number="14", child_id="child-1")
CHILD = Child(id="child-1", name="Ola Døme", born=date(2014, 5, 3), unit="Demo skule")

_PEOPLE = (
    ("h1", Role.HEAD, "Rita Rektor", ""),
    ("e1", Role.EDUCATOR, "Per Pedagog", ""),
    ("f1", Role.FORESETTE, "Mor Døme", ""),
    ("f2", Role.FORESETTE, "Far Døme", ""),
    ("c1", Role.CHILD, "Ola Døme", ""),
    ("t1", Role.SERVICE, "Kari Demo", SERVICES[0]),
    ("t2", Role.SERVICE, "Liv Prøve", SERVICES[1]),
    ("t3", Role.SERVICE, "Nils Test", SERVICES[2]),
)
_DUTIES = {"h1": (Role.LEADER,), "e1": (Role.REFERENT,), "t3": (Role.VIDDEVAKT,)}


def people() -> tuple[Participant, ...]:
    """Head, educator, two parents, the youth and three services; leader, referent and viddevakt named, no clash."""
    return tuple(
        Participant(
            id=f"person-{seat}",
            meeting_id="meeting-1",
            seat=seat,
            group=seat[0] if role is not Role.SERVICE else seat,
            role=role,
            name=name,
            service=service,
            duties=_DUTIES.get(seat, ()),
            order=order,
        )
        for order, (seat, role, name, service) in enumerate(_PEOPLE)
    )


def consent(*services: str, **fields: Any) -> Consent:
    """A written consent to these services (all three when none is named), given a fortnight ago."""
    values: dict[str, Any] = {
        "id": "consent-1",
        "case_id": CASE.id,
        "services": services or SERVICES,
        "givers": (Giver(name="Mor Døme", relation="mor"),),
        "given_on": TODAY - timedelta(days=14),
        **fields,
    }
    return Consent(**values)


def record(**fields: Any) -> MeetingRecord:
    """A prepared meeting's record: people and consent in place, nothing written yet."""
    values: dict[str, Any] = {
        "info": MeetingInfo(id="meeting-1", case_id=CASE.id, planned_start=START),
        "case": CASE,
        "child": CHILD,
        "participants": people(),
        "consents": (consent(),),
        **fields,
    }
    return MeetingRecord(**values)


VOICES = (Confirmation(role=Role.FORESETTE, answer=Answer.YES), Confirmation(role=Role.EDUCATOR, answer=Answer.YES))


def decision(**fields: Any) -> DecisionRecord:
    """The family said yes, the teacher agrees, the child has been heard."""
    values = {"services": ("PPT",), "confirmations": VOICES, "child_view": ChildView(obtained=True, text="vil sova")}
    return DecisionRecord(id="decision-1", meeting_id="meeting-1", **(values | fields))


def tiltak(**fields: Any) -> Tiltak:
    """A tiltak with everything that belongs to it."""
    values = {"text": "Søvnrettleiing", "owner": "Kari Demo", "start_on": TODAY, "review_on": LATER}
    return Tiltak(id="tiltak-1", case_id="case-1", meeting_id="meeting-1", **(values | fields))


def baton(**fields: Any) -> Stafettholdar:
    """A stafettholdar who has accepted."""
    values = {"service": "PPT", "person": "Kari Demo", "acceptance": Acceptance.ACCEPTED}
    return Stafettholdar(id="baton-1", case_id="case-1", meeting_id="meeting-1", **(values | fields))


def entry(answer: ReadBack | None = ReadBack.YES) -> StafettloggEntry:
    """What was written in the stafettlogg, and what the family said to it."""
    return StafettloggEntry(id="entry-1", case_id="case-1", meeting_id="meeting-1", text="Me prøver.", read_back=answer)


def whole(**fields: Any) -> MeetingRecord:
    """A record in which nothing is missing."""
    values = {
        "decision": decision(),
        "tiltak": (tiltak(),),
        "stafettholdar": baton(),
        "entries": (entry(),),
        "next_meeting": NextMeeting(id="next-1", meeting_id="meeting-1", on=LATER),
        "answers": (EvaluationAnswer(id="answer-1", meeting_id="meeting-1", question="a", text="Alt"),),
    }
    return record(**(values | fields))


def with_duties(found: MeetingRecord, duties: dict[str, tuple[Role, ...]]) -> MeetingRecord:
    """The record with the duties of its people set anew, by seat."""
    named = tuple(p.model_copy(update={"duties": duties.get(p.seat, ())}) for p in found.participants)
    return found.model_copy(update={"participants": named})
