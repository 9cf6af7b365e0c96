"""What a meeting is at one moment: a frozen value folded from the list of things that happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from btimeeting.domain.agenda import Agenda, Form, Phase, Role
from btimeeting.domain.derived import remembered
from btimeeting.domain.events import (
    BreakIn,
    ConsentWay,
    Event,
    OtherWindow,
    Part,
    Prompt,
    PromptAnswer,
    ReadBack,
    WallStyle,
)
from btimeeting.domain.moment import ZERO, Moment
from btimeeting.domain.seats import (
    CHILD_GROUP,
    FAMILY_GROUPS,
    FORESETTE_GROUP,
    GROUP_OF_ROLE,
    LEADER_GROUP,
    Presence,
    Seat,
)


class Stage(StrEnum):
    """How far the meeting has come, apart from its phases."""

    WAITING = "waiting"
    """Opened, the clock not started."""
    RUNNING = "running"
    PAUSED = "paused"
    THANKED = "thanked"
    """The timed part is over; the family is saying goodbye."""
    EVALUATING = "evaluating"
    """The family has gone: the case is locked and hidden."""
    CLOSED = "closed"


Slot = tuple[str, Part]
"""A turn that somebody has or waits for: group and part."""


@dataclass(frozen=True)
class Turn:
    """A turn taken: who, what it was promised, what it has spent up to the last event."""

    group: str
    part: Part
    budget: timedelta
    n: int
    """Its number in the phase: `phase.n` is the step it began with, and the key of its prompts."""
    began: timedelta
    """When it began, on the meeting's own time."""
    offset: timedelta = ZERO
    """What the phase had spent when it began."""
    spent: timedelta = ZERO
    skipped: bool = False

    @property
    def slot(self) -> Slot:
        """Group and part."""
        return self.group, self.part


@dataclass(frozen=True)
class PhaseRun:
    """A timed phase as it goes: what it may take and what it has taken up to the last event."""

    phase: str
    base: timedelta
    """The agenda's time, retimed for an interpreter."""
    lent: timedelta = ZERO
    """Minutes borrowed (positive) or lent away (negative)."""
    spent: timedelta = ZERO
    visits: int = 0
    step: int = 0
    """Counts whatever "next" would mean something else after: turns, skips, pauses."""
    began: timedelta | None = None
    turn: Turn | None = None
    done: tuple[Turn, ...] = ()
    """Turns of this visit."""
    before: tuple[Turn, ...] = ()
    """Turns of earlier visits, when the phase was gone back to."""
    passed: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    noted: tuple[timedelta, ...] = ()
    """When a tiltak was written here, on the phase's own time (what it had spent)."""
    broke_in: tuple[tuple[timedelta, BreakIn], ...] = ()
    """Break-ins here, on the phase's own time."""

    @property
    def planned(self) -> timedelta:
        """What the phase may take, loans included."""
        return self.base + self.lent


@dataclass(frozen=True)
class Meeting:
    """The meeting so far. `t` is the meeting's own time of the last event, counted from the opening."""

    seq: int = 0
    stage: Stage = Stage.WAITING
    agenda: Agenda | None = None
    seats: tuple[Seat, ...] = ()
    order: tuple[str, ...] = ()
    """The services' groups in speaking order."""
    duties: tuple[tuple[Role, str], ...] = ()
    consent_missing: tuple[str, ...] = ()
    consent_ways: tuple[tuple[str, ConsentWay], ...] = ()
    child_turns: tuple[str, ...] = ()
    questions_apart: bool = False
    interpreter_percent: int = 100
    wall_style: WallStyle = WallStyle.AUTO
    wall_hidden: bool = False
    next_given: OtherWindow | None = None
    """The window besides the leader's in which the main key works."""
    stopped: bool = False
    stopped_t: timedelta | None = None
    """When everything was last stopped, on the meeting's own time."""
    speed: int = 1
    demo: bool = False
    runs: tuple[PhaseRun, ...] = ()
    current: int | None = None
    """Index of the phase under way."""
    furthest: int = 0
    t: timedelta = ZERO
    last: Moment | None = None
    opened_at: datetime | None = None
    started_at: datetime | None = None
    started_t: timedelta = ZERO
    ended_t: timedelta | None = None
    ended_in: str | None = None
    """The phase the meeting was stopped and ended in; None when it was walked to its end."""
    paused_for: timedelta = ZERO
    slept: timedelta = ZERO
    """Sleep nobody has judged yet, while the clock ran."""
    break_ins: tuple[tuple[timedelta, BreakIn, str], ...] = ()
    prompts_answered: tuple[tuple[Prompt, str, PromptAnswer], ...] = ()
    tiltak_noted: tuple[tuple[timedelta, str, str], ...] = ()
    """(when, phase, ref)"""
    decision: str | None = None
    decision_service: str | None = None
    read_back: ReadBack | None = None
    evaluation: str | None = None
    approved: tuple[tuple[str, int], ...] = ()
    log: tuple[tuple[timedelta, timedelta, Event], ...] = ()
    """(when, sleep before it, event) for everything that stands: undo and a judged sleep fold it anew.

    What was undone is not here; the undoing is, as nothing but a moment.
    """
    before_step: tuple[int, Meeting] | None = field(default=None, repr=False, compare=False)
    """Where undoing the newest step goes on from: its place in `log`, and the meeting before it, without its log."""

    @property
    def run(self) -> PhaseRun | None:
        """The phase under way."""
        return None if self.current is None else self.runs[self.current]

    @property
    def phase(self) -> Phase | None:
        """The agenda's phase under way."""
        if self.current is None or self.agenda is None:
            return None
        return self.agenda.phases[self.current]

    @property
    def step(self) -> str:
        """The step a wish names when it leaves it: `phase.step`, or the stage outside the timed phases."""
        if self.stage in (Stage.RUNNING, Stage.PAUSED) and self.run is not None:
            return f"{self.run.phase}.{self.run.step}"
        return self.stage.value

    @property
    def family_in_room(self) -> bool:
        """Whether the family is still there (nothing may block a step, and the evaluation is shut)."""
        return self.stage not in (Stage.EVALUATING, Stage.CLOSED)

    @property
    def gated(self) -> frozenset[str]:
        """Services whose missing consent nobody has met yet: their turn does not open."""
        if not self.consent_missing:
            return frozenset()
        settled = {group for group, way in self.consent_ways if way is not ConsentWay.LEAVES}
        return (frozenset(self.consent_missing) & frozenset(self.order)) - settled

    def groups(self, role: Role) -> tuple[str, ...]:
        """The groups that have a seat of that role, services in speaking order."""
        return self.order if role is Role.SERVICE else _groups_by_role(self.seats).get(role, ())

    def takes_part(self, group: str) -> bool:
        """Whether somebody of the group is in the room, or has sent something to be read."""
        return group in _taking_part(self.seats)


@remembered(lambda seats: (seats,))
def _groups_by_role(seats: tuple[Seat, ...]) -> dict[Role, tuple[str, ...]]:
    """The groups that have a seat of each role: the role's own group, or in the order of the seats."""
    there = {seat.group for seat in seats}
    found: dict[Role, tuple[str, ...]] = {role: (group,) for role, group in GROUP_OF_ROLE.items() if group in there}
    for seat in seats:
        if seat.role not in GROUP_OF_ROLE:
            found[seat.role] = tuple(dict.fromkeys((*found.get(seat.role, ()), seat.group)))
    return found


@remembered(lambda seats: (seats,))
def _taking_part(seats: tuple[Seat, ...]) -> frozenset[str]:
    """The groups somebody of which is in the room, or has sent something to be read."""
    return frozenset([seat.group for seat in seats if seat.presence.in_room or seat.presence is Presence.WRITTEN])


def _what_slots_depend_on(meeting: Meeting, phase: Phase) -> tuple[object, ...]:
    m = meeting
    who = (m.seats, m.order, m.consent_missing, m.consent_ways)
    return (phase, *who, m.child_turns, m.questions_apart, m.decision_service)


@remembered(_what_slots_depend_on)
def slots(meeting: Meeting, phase: Phase) -> tuple[Slot, ...]:
    """Everybody's turn in a phase, in order, by who takes part now and whose consent is in place.

    A phase nobody has a turn in belongs to whoever leads.
    """
    if Form.ROUND in phase.forms and phase.round_over is not None:
        groups = _with_the_word(meeting, phase.round_over)
        if meeting.questions_apart and phase.answers:
            return tuple((group, part) for group in groups for part in (Part.ASK, Part.ANSWER))
        return tuple((group, Part.WHOLE) for group in groups) or ((LEADER_GROUP, Part.WHOLE),)
    found: list[Slot] = []
    for role in phase.speakers:
        found += [(group, Part.WHOLE) for group in _with_the_word(meeting, role)]
        if role is Role.FORESETTE and phase.id in meeting.child_turns and meeting.takes_part(CHILD_GROUP):
            found.append((CHILD_GROUP, Part.WHOLE))
    if phase.read_aloud_by is not None:
        found.append((reader(meeting), Part.READ))
    return tuple(dict.fromkeys(found)) or ((LEADER_GROUP, Part.WHOLE),)


def _with_the_word(meeting: Meeting, role: Role) -> list[str]:
    """The groups of a role that take part and whose turn is not shut for want of consent."""
    groups = meeting.groups(role)
    if not groups:
        return []
    here, gated = _taking_part(meeting.seats), meeting.gated
    return [group for group in groups if group in here and group not in gated]


def reader(meeting: Meeting) -> str:
    """The group that reads the stafettlogg aloud: the service that was chosen if it is there, else the leader's."""
    chosen = meeting.decision_service
    return chosen if chosen is not None and meeting.takes_part(chosen) else LEADER_GROUP


def waiting(meeting: Meeting) -> tuple[Slot, ...]:
    """The turns still to come in the phase under way: in order, those who passed last."""
    run, phase = meeting.run, meeting.phase
    return () if run is None or phase is None else queue(meeting, phase, run)


def queue(meeting: Meeting, phase: Phase, run: PhaseRun) -> tuple[Slot, ...]:
    """The turns still to come in a phase as it stands in `run`: in order, those who passed last."""
    everybody, turn = slots(meeting, phase), run.turn
    had = [(each.group, each.part) for each in run.done]
    if turn is not None:
        had.append((turn.group, turn.part))
    if not had and not run.skipped and not run.passed and meeting.read_back is None:
        return everybody
    left = [slot for slot in everybody if slot not in had and slot[0] not in run.skipped]
    heard = meeting.read_back in (ReadBack.YES, ReadBack.THINK)  # a text that is to be changed is read again
    if phase.read_aloud_by is not None and (heard or any(part is Part.READ for _, part in had)):
        left = [slot for slot in left if slot[1] is not Part.READ]
    if run.passed:
        left.sort(key=lambda slot: run.passed.index(slot[0]) + 1 if slot[0] in run.passed else 0)
    return tuple(left)


def runs_with(meeting: Meeting, run: PhaseRun) -> tuple[PhaseRun, ...]:
    """The meeting's phases with the one under way replaced."""
    assert meeting.current is not None  # noqa: S101 - only called while a phase is under way
    runs = list(meeting.runs)
    runs[meeting.current] = run
    return tuple(runs)


def still_to_come(meeting: Meeting) -> tuple[int, ...]:
    """The phases the main key will come to, the one under way first (indexes in the agenda).

    A meeting that has gone back returns to where it came from: what lies between is done.
    """
    if meeting.current is None:
        return tuple(range(len(meeting.runs))) if meeting.stage is Stage.WAITING else ()
    return (meeting.current, *range(max(meeting.current + 1, meeting.furthest), len(meeting.runs)))


def is_family(group: str) -> bool:
    """Whether the group is the family's: parents, child or youth."""
    return group in FAMILY_GROUPS


def family_speaks(phase: Phase) -> bool:
    """Whether the phase's own speakers include the family (such a phase never lends time away)."""
    return Role.FORESETTE in phase.speakers or Role.CHILD in phase.speakers


__all__ = [
    "FORESETTE_GROUP",
    "Meeting",
    "PhaseRun",
    "Slot",
    "Stage",
    "Turn",
    "family_speaks",
    "is_family",
    "queue",
    "reader",
    "runs_with",
    "slots",
    "still_to_come",
    "waiting",
]
