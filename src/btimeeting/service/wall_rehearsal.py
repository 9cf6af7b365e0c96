"""What the wall will look like in a meeting that is only prepared: its own agenda and seats, without a journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from btimeeting.domain.agenda import Agenda, Role
from btimeeting.domain.decide import decide
from btimeeting.domain.evolve import fold
from btimeeting.domain.meeting import Meeting, Stage, is_family
from btimeeting.domain.moment import Moment
from btimeeting.domain.record import MeetingRecord
from btimeeting.domain.refusals import Refusal
from btimeeting.domain.wishes import Next, Wish
from btimeeting.service.prepare import opening

STEP = timedelta(seconds=40)
"""Each turn is shown, and passed, after this long."""
LATE = timedelta(minutes=20)
"""A turn that has lasted this long is over its time, whatever the agenda says."""
MOST_STEPS = 200
"""A meeting has fewer steps: more means that an agenda leads nowhere."""


class What(StrEnum):
    """What a scene shows."""

    WAITING = "waiting"
    FAMILY = "family"
    SERVICE = "service"
    OVER = "over"
    """A service has used up its time."""
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class Scene:
    """A moment of the meeting as it would be. `labels`: what the services are called."""

    what: What
    meeting: Meeting
    moment: Moment
    labels: Mapping[str, str]


def scenes(record: MeetingRecord, agenda: Agenda, now: Moment, on: date) -> tuple[Scene, ...]:
    """One scene of each kind there is, in the order of the meeting. Nothing is written anywhere."""
    labels = {person.group: person.service for person in record.participants if person.service}
    at = Moment(at=now.at)
    meeting = _after(Meeting(), opening(record, agenda, on), at)
    found = [Scene(What.WAITING, meeting, at, labels)]
    for _ in range(MOST_STEPS):
        if meeting.stage is Stage.THANKED:
            break
        meeting = _after(meeting, Next(meeting.step), at)
        at = _later(at, STEP)
        what = _what(meeting)
        if what is not None and what not in {scene.what for scene in found}:
            found.append(Scene(what, meeting, at, labels))
            if what is What.SERVICE:
                found.append(Scene(What.OVER, meeting, _later(at, LATE), labels))
    return tuple(found)


def _what(meeting: Meeting) -> What | None:
    if meeting.stage is Stage.THANKED:
        return What.THANKS
    turn = meeting.run.turn if meeting.run is not None else None
    if turn is None:
        return None
    if is_family(turn.group):
        return What.FAMILY
    return What.SERVICE if turn.group in meeting.groups(Role.SERVICE) else None


def _after(meeting: Meeting, wish: Wish, at: Moment) -> Meeting:
    answer = decide(meeting, wish, at, f"rehearsal-{meeting.seq}")
    return meeting if isinstance(answer, Refusal) else fold(answer, meeting)


def _later(at: Moment, passed: timedelta) -> Moment:
    return Moment(at=at.at + passed)
