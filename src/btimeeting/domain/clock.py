"""The clocks: arithmetic on a meeting and a moment. Negative means over. Nothing here counts ticks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from btimeeting.domain.derived import changed
from btimeeting.domain.meeting import Meeting, Slot, Stage, still_to_come
from btimeeting.domain.moment import ZERO, Moment, elapsed, slept
from btimeeting.domain.turns import planned_turns, with_run

WARN_PERCENT = 80
"""A turn or phase is «snart over» from here (domain.md 5.4)."""


class Heat(StrEnum):
    """How a clock stands: said by word, sign and colour."""

    QUIET = "quiet"
    SOON = "soon"
    OVER = "over"


class Source(StrEnum):
    """What the time since the last event was taken from."""

    BOOT = "boot"
    WALL = "wall"
    """The machine was restarted (or has no boot clock): the wall clock is trusted, and people are told."""


def since_last(meeting: Meeting, now: Moment) -> timedelta:
    """Meeting time since the last event; `now` is never earlier than that event."""
    return ZERO if meeting.last is None else elapsed(meeting.last, now) * meeting.speed


def _running(meeting: Meeting, now: Moment) -> timedelta:
    return since_last(meeting, now) if meeting.stage is Stage.RUNNING else ZERO


def spent(meeting: Meeting, now: Moment) -> timedelta:
    """Time used in the phase under way."""
    return ZERO if meeting.run is None else meeting.run.spent + _running(meeting, now)


def remaining(meeting: Meeting, now: Moment) -> timedelta:
    """Time left in the phase under way; negative when it has run over, zero outside the timed phases."""
    return ZERO if meeting.run is None else meeting.run.planned - spent(meeting, now)


def turn_spent(meeting: Meeting, now: Moment) -> timedelta:
    """Time used in the turn under way."""
    run = meeting.run
    return ZERO if run is None or run.turn is None else run.turn.spent + _running(meeting, now)


def turn_remaining(meeting: Meeting, now: Moment) -> timedelta | None:
    """Time left in the turn under way, negative when over; None when nobody has the word."""
    run = meeting.run
    return None if run is None or run.turn is None else run.turn.budget - turn_spent(meeting, now)


def coming(meeting: Meeting, now: Moment) -> tuple[tuple[Slot, timedelta], ...]:
    """The turns still to come and the time each would get if the word went on now."""
    run = meeting.run
    if run is None:
        return ()
    return planned_turns(with_run(meeting, changed(run, spent=spent(meeting, now))))


def promised(meeting: Meeting, now: Moment) -> tuple[tuple[Slot, timedelta], ...]:
    """The turns still to come and the time each gets when whoever has the word uses what they were given.

    At the beginning of a turn that is an equal share for all; the longer it runs over, the less is left for them.
    """
    run = meeting.run
    if run is None:
        return ()
    rest = max(ZERO, turn_remaining(meeting, now) or ZERO)
    return planned_turns(with_run(meeting, changed(run, spent=spent(meeting, now) + rest)))


def _spent_in(meeting: Meeting, index: int, now: Moment) -> timedelta:
    return spent(meeting, now) if index == meeting.current else meeting.runs[index].spent


def pace(meeting: Meeting, now: Moment) -> timedelta:
    """How far the meeting is behind its plan (negative: ahead).

    Behind by what phases have taken too long; ahead by what was left over in phases that are done or were jumped
    over. What is used and `left_in_meeting` together are always the plan and this.
    """
    ahead = still_to_come(meeting)
    over = [(index, _spent_in(meeting, index, now) - run.planned) for index, run in enumerate(meeting.runs)]
    return sum((max(ZERO, more) if index in ahead else more for index, more in over), ZERO)


def left_in_meeting(meeting: Meeting, now: Moment) -> timedelta:
    """Planned time still ahead: the rest of this phase (never negative) and of the phases to come."""
    rests = (meeting.runs[index].planned - _spent_in(meeting, index, now) for index in still_to_come(meeting))
    return sum((max(ZERO, rest) for rest in rests), ZERO)


def planned_end(meeting: Meeting, now: Moment) -> datetime:
    """When the timed part ends if everything from now on keeps to its plan (UTC)."""
    return now.at + left_in_meeting(meeting, now) / meeting.speed


def actual(meeting: Meeting) -> tuple[tuple[str, timedelta, timedelta], ...]:
    """(phase, agenda's time, time taken) for the evaluation and the referat, up to the last event."""
    planned = {} if meeting.agenda is None else {phase.id: phase.planned for phase in meeting.agenda.phases}
    return tuple((run.phase, planned[run.phase], run.spent) for run in meeting.runs)


def heat(left: timedelta, whole: timedelta, warn_percent: int = WARN_PERCENT) -> Heat:
    """Quiet, soon over (from `warn_percent` of the time), over."""
    if left < ZERO or whole <= ZERO:
        return Heat.OVER
    return Heat.SOON if whole - left >= whole * warn_percent / 100 else Heat.QUIET


def source(meeting: Meeting, now: Moment) -> Source:
    """Whether the time since the last event comes from the boot clock or had to come from the wall clock."""
    return Source.BOOT if meeting.last is None or meeting.last.same_boot(now) else Source.WALL


def gap(meeting: Meeting, now: Moment) -> timedelta:
    """Sleep while the clock ran that nobody has judged yet: a line that can wait."""
    if meeting.last is None or meeting.stage is not Stage.RUNNING:
        return meeting.slept
    return meeting.slept + slept(meeting.last, now) * meeting.speed


def to_next_second(left: timedelta, speed: int = 1) -> timedelta:
    """How long until `left`, counting down, shows another whole second (for a one-shot timer; always > 0)."""
    second = timedelta(seconds=1)
    rest = left % second
    return max((rest if rest > ZERO else second) / speed, timedelta.resolution)


@dataclass(frozen=True, slots=True)
class ClockFace:
    """What a screen shows at one moment."""

    remaining: timedelta
    planned: timedelta
    heat: Heat
    turn_remaining: timedelta | None
    turn_budget: timedelta | None
    turn_heat: Heat
    pace: timedelta
    planned_end: datetime
    source: Source
    gap: timedelta


def face(meeting: Meeting, now: Moment, warn_percent: int = WARN_PERCENT) -> ClockFace:
    """All clocks at once, from one reading of the time, so that no two numbers on a screen disagree."""
    run = meeting.run
    planned = ZERO if run is None else run.planned
    left = remaining(meeting, now)
    turn_left = turn_remaining(meeting, now)
    budget = None if run is None or run.turn is None else run.turn.budget
    return ClockFace(
        remaining=left,
        planned=planned,
        heat=Heat.QUIET if run is None else heat(left, planned, warn_percent),
        turn_remaining=turn_left,
        turn_budget=budget,
        turn_heat=Heat.QUIET if turn_left is None or budget is None else heat(turn_left, budget, warn_percent),
        pace=pace(meeting, now),
        planned_end=planned_end(meeting, now),
        source=source(meeting, now),
        gap=gap(meeting, now),
    )


__all__ = [
    "WARN_PERCENT",
    "ClockFace",
    "Heat",
    "Source",
    "actual",
    "coming",
    "face",
    "gap",
    "heat",
    "left_in_meeting",
    "pace",
    "planned_end",
    "promised",
    "remaining",
    "since_last",
    "source",
    "spent",
    "to_next_second",
    "turn_remaining",
    "turn_spent",
]
