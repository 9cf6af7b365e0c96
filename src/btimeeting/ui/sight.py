"""What one window sees at one moment: the meeting, its clocks, what things are called. All painting starts here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from btimeeting.domain import clock as clocks
from btimeeting.domain.clock import WARN_PERCENT, ClockFace
from btimeeting.domain.meeting import Meeting, Slot
from btimeeting.domain.moment import Moment


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
    return Sight(
        meeting, clocks.face(meeting, moment, warn_percent), labels, moment, clocks.coming(meeting, moment), zone
    )


def to_next_flip(seen: Sight, least: float) -> float:
    """Seconds of real time until the phase's clock shows another whole second; at least `least`.

    The turn's clock is painted at the same moment: one flip a second in every window, not two.
    """
    return max(least, clocks.to_next_second(seen.clock.remaining, seen.meeting.speed).total_seconds())
