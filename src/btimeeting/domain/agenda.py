"""What a meeting's agenda is: phases with time, parts without, roles, prompts and cues.

An agenda is copied whole into a meeting's opening event, so it is a stored value. How it is read from a
Markdown file is the business of `documents.agenda_reader`.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Annotated

from btimeeting.domain.frozen import Frozen, as_long, matching, within

PHASE_IDS = ("welcome", "describe", "clarify", "reflect", "offer", "decide", "close", "evaluate", "referat")
"""The ids of the individual-level meeting; other agendas may have phases of their own."""

MIN_MINUTES, MAX_MINUTES = 1, 180
"""A phase lasts at least one minute; a whole meeting at most three hours."""


class Role(StrEnum):
    """Who somebody is in the meeting (bti-mote-individniva.txt)."""

    HEAD = "head"
    FORESETTE = "foresette"
    CHILD = "child"
    EDUCATOR = "educator"
    SERVICE = "service"
    VIDDEVAKT = "viddevakt"
    REFERENT = "referent"
    STAFETTHOLDAR = "stafettholdar"
    LEADER = "leader"
    INTERPRETER = "interpreter"
    SUPPORT = "support"
    """A person the family brings along (støtteperson)."""
    OTHER = "other"


class Form(StrEnum):
    """How a phase is walked."""

    PLENUM = "plenum"
    """One turn for whoever opens or closes; others join in."""
    TURNS = "turns"
    """The speakers one after the other, each a share of the time."""
    ROUND = "round"
    """One turn for each group of the role the round goes over."""
    DECISION = "decision"
    """The speakers give feedback and decide."""
    READ_ALOUD = "read_aloud"
    """Ends with somebody reading aloud what was written."""


class Entry(StrEnum):
    """What is filled in during a phase (`Skjema` in the agenda file)."""

    PARTICIPANTS = "participants"
    CONSENT = "consent"
    REFERENT = "referent"
    VIDDEVAKT = "viddevakt"
    CHALLENGE = "challenge"
    TRIED = "tried"
    QUESTIONS = "questions"
    THOUGHTS = "thoughts"
    OFFERS = "offers"
    CHOSEN_SERVICES = "chosen_services"
    TILTAK = "tiltak"
    STAFETTHOLDAR = "stafettholdar"
    STAFETTLOGG = "stafettlogg"
    SUMMARY = "summary"
    NEXT_MEETING = "next_meeting"
    EVALUATION = "evaluation"


class AgendaRole(Frozen):
    """A role as the agenda names it, and what it does."""

    role: Role
    label: str
    duty: str = ""


class Cue(Frozen):
    """A line somebody may need, at a moment of the phase. `at_s` is seconds into the phase; None at every turn."""

    at_s: int | None
    to: Role
    text: str


class Phase(Frozen):
    """A timed phase. `planned_s` is the agenda's own seconds."""

    id: Annotated[str, matching(r"[a-z][a-z0-9_-]*")]
    title: str
    planned_s: Annotated[int, within(60, MAX_MINUTES * 60)]
    forms: tuple[Form, ...] = (Form.PLENUM,)
    speakers: tuple[Role, ...] = ()
    """`Ordet`: who speaks, in order."""
    round_over: Role | None = None
    """`Over`: the role a round goes over."""
    answers: tuple[Role, ...] = ()
    """`Svar`: who answers after each turn of a round."""
    read_aloud_by: Role | None = None
    """`Opplesing`."""
    entries: tuple[Entry, ...] = ()
    permitted: str = ""
    permitted_is_ours: bool = False
    not_permitted: str = ""
    not_permitted_is_ours: bool = False
    prompts: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()

    @property
    def planned(self) -> timedelta:
        """The agenda's time for the phase."""
        return timedelta(seconds=self.planned_s)


class AfterPart(Frozen):
    """A part after the meeting, without a clock (evaluation, referat)."""

    id: Annotated[str, matching(r"[a-z][a-z0-9_-]*")]
    title: str
    participants: tuple[Role, ...] = ()
    responsible: Role | None = None
    storage: str = ""
    recipients: str = ""
    entries: tuple[Entry, ...] = ()
    prompts: tuple[str, ...] = ()
    """For the evaluation: the five questions a–e, word for word."""
    text: tuple[str, ...] = ()


class Agenda(Frozen):
    """A whole agenda: the meeting's score."""

    id: str
    title: str
    language: str = "nn"
    total_s: int
    referat: str = ""
    next_meeting: str = ""
    text: tuple[str, ...] = ()
    roles: tuple[AgendaRole, ...] = ()
    phases: Annotated[tuple[Phase, ...], as_long(1)]
    after: tuple[AfterPart, ...] = ()

    def phase(self, phase_id: str) -> Phase:
        """The timed phase of that id. Raises KeyError when there is none."""
        for phase in self.phases:
            if phase.id == phase_id:
                return phase
        raise KeyError(phase_id)

    def part(self, part_id: str) -> AfterPart | None:
        """The part after the meeting of that id, if the agenda has it."""
        return next((part for part in self.after if part.id == part_id), None)

    @property
    def total(self) -> timedelta:
        """The sum of the timed phases."""
        return timedelta(seconds=sum(phase.planned_s for phase in self.phases))
