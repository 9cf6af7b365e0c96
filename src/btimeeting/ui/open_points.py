"""What is missing, as a quiet list: nothing of it blocks a step. From the meeting alone; the record adds its own."""

from __future__ import annotations

from btimeeting.documents.labels import group_name
from btimeeting.domain.agenda import Form, Role
from btimeeting.domain.clock import Source
from btimeeting.domain.meeting import Stage
from btimeeting.domain.moment import ZERO
from btimeeting.i18n import tr
from btimeeting.ui.sight import Sight
from btimeeting.ui.words import slept


def open_points(seen: Sight) -> tuple[str, ...]:
    """The open points now, the most pressing first."""
    meeting, points = seen.meeting, []
    if meeting.stopped:
        points.append(tr("Stopped: everybody who is to leave may go out now. Space goes on."))
    if seen.clock.gap > ZERO:
        points.append(tr("The machine slept for {time}. Does that time count? (Ctrl+P)", time=slept(seen.clock.gap)))
    if seen.clock.source is Source.WALL and meeting.stage is Stage.RUNNING:
        points.append(tr("The machine was started anew: the time comes from the wall clock"))
    gated = [group for group in meeting.order if group in meeting.gated and meeting.takes_part(group)]
    points += [tr("{who}: consent is not in place, so the word waits", who=group_name(g, seen.labels)) for g in gated]
    duties = dict(meeting.duties)
    if Role.REFERENT not in duties:
        points.append(tr("nobody is named to write the minutes"))
    if Role.VIDDEVAKT not in duties:
        points.append(tr("nobody is named viddevakt"))
    if _past_decision(seen) and meeting.decision is None:
        points.append(tr("the decision has not been written down"))
    return tuple(points)


def _past_decision(seen: Sight) -> bool:
    meeting = seen.meeting
    if meeting.agenda is None:
        return False
    at = next((i for i, phase in enumerate(meeting.agenda.phases) if Form.DECISION in phase.forms), None)
    return at is not None and meeting.furthest > at
