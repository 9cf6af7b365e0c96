"""What the room sees at one moment, decided from the meeting alone: which picture, which style of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from btimeeting.domain.clock import ClockFace, Heat
from btimeeting.domain.events import WallStyle
from btimeeting.domain.meeting import Meeting, Stage, is_family
from btimeeting.domain.moment import ZERO


class Kind(StrEnum):
    """The pictures a room can see."""

    DARK = "dark"
    WAITING = "waiting"
    DIGITS = "digits"
    CALM = "calm"
    THANKS = "thanks"
    QUESTIONS = "questions"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture, how full its bar is, and how its time stands."""

    kind: Kind
    heat: Heat = Heat.QUIET
    left: timedelta = ZERO
    share: float = 1.0
    """What is left of the turn, or of the phase when nobody has one: 1 full, 0 empty."""
    paused: bool = False


def is_calm(meeting: Meeting) -> bool:
    """No digits: throughout, or while the word is with the family (design.md 1.4)."""
    if meeting.wall_style is not WallStyle.AUTO:
        return meeting.wall_style is WallStyle.CALM
    return meeting.run is not None and meeting.run.turn is not None and is_family(meeting.run.turn.group)


def picture(meeting: Meeting, clock: ClockFace) -> Picture:
    """What the room sees now."""
    match meeting.stage:
        case Stage.EVALUATING:
            return Picture(Kind.QUESTIONS)
        case Stage.CLOSED:
            return Picture(Kind.ENDED)
        case _ if meeting.wall_hidden:
            return Picture(Kind.DARK)
        case Stage.WAITING:
            return Picture(Kind.WAITING)
        case Stage.THANKED:
            return Picture(Kind.THANKS)
    paused = meeting.stage is Stage.PAUSED
    if is_calm(meeting):
        left, whole, heat = _turn_or_phase(clock)
        return Picture(Kind.CALM, heat, left, share(left, whole), paused)
    left, whole, heat = _turn_or_phase(clock)
    if clock.remaining < ZERO and _family_took_it(meeting):
        return Picture(Kind.DIGITS, heat, left, share(left, whole), paused)
    return Picture(Kind.DIGITS, clock.heat, clock.remaining, share(left, whole), paused)


def _family_took_it(meeting: Meeting) -> bool:
    """Whether the family has spoken longer than its turn here: what that cost is nobody's alarm (design.md 1.4)."""
    run = meeting.run
    return run is not None and any(is_family(each.group) and each.spent > each.budget for each in run.done)


def _turn_or_phase(clock: ClockFace) -> tuple[timedelta, timedelta, Heat]:
    if clock.turn_remaining is not None and clock.turn_budget is not None:
        return clock.turn_remaining, clock.turn_budget, clock.turn_heat
    return clock.remaining, clock.planned, clock.heat


def share(left: timedelta, whole: timedelta) -> float:
    """How much is left, from 1 to 0."""
    return 0.0 if whole <= ZERO else min(1.0, max(0.0, left / whole))
