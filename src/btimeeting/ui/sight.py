"""What one window sees at one moment: the meeting, its clocks, what things are called. All painting starts here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from btimeeting.domain import clock as clocks
from btimeeting.domain.clock import WARN_PERCENT, ClockFace
from btimeeting.domain.meeting import Meeting, Slot
from btimeeting.domain.moment import Moment

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Sight:
    """One moment of a meeting, read once, so that no two things on a screen disagree."""

    meeting: Meeting
    clock: ClockFace
    labels: Mapping[str, str]
    moment: Moment
    coming: tuple[tuple[Slot, timedelta], ...]
    """Who still waits in the phase, and the time each would get."""
    zone: tzinfo

    @property
    def local(self) -> datetime:
        """The time of day here."""
        return self.moment.at.astimezone(self.zone)


def sight(
    meeting: Meeting, labels: Mapping[str, str], moment: Moment, zone: tzinfo, warn_percent: int = WARN_PERCENT
) -> Sight:
    """Look at the meeting now."""
    face = _in_step(clocks.face(meeting, moment, warn_percent))
    return Sight(meeting, face, labels, moment, clocks.promised(meeting, moment), zone)


def _in_step(face: ClockFace) -> ClockFace:
    """The turn's time as it was when the phase's second began, which is when it is painted.

    However late a window wakes, the turn's clock then goes down by one each second: a turn that began on a whole
    second of the phase, give or take a few milliseconds, would otherwise stand for two and then jump two.
    """
    if face.turn_remaining is None or face.turn_budget is None:
        return face
    late = -face.remaining % SECOND
    return replace(face, turn_remaining=min(max(face.turn_remaining, face.turn_budget), face.turn_remaining + late))


def to_next_flip(seen: Sight, least: float) -> float:
    """Seconds of real time until the phase's clock shows another whole second; at least `least`.

    The turn's clock is painted at the same moment: one flip a second in every window, not two.
    """
    return max(least, clocks.to_next_second(seen.clock.remaining, seen.meeting.speed).total_seconds())
