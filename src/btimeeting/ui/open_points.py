"""What is missing, as a quiet list: nothing of it blocks a step.

From the meeting's course, and where the record is open from that too: only what somebody can do something about while
the family is there, with a name to do it. The whole list belongs to the hour after the meeting.
"""

from __future__ import annotations

from collections.abc import Iterator

from btimeeting.documents.labels import group_name, role_name
from btimeeting.documents.open_points_text import sentence
from btimeeting.domain.agenda import Entry, Form, Role
from btimeeting.domain.clock import Source
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.moment import ZERO
from btimeeting.domain.openpoints import OpenPointCode as Code
from btimeeting.i18n import tr
from btimeeting.ui.half_written import rows_begun
from btimeeting.ui.known import Known
from btimeeting.ui.sight import Sight
from btimeeting.ui.words import slept

_DECISION = (
    Code.NO_TILTAK,
    Code.TILTAK_OWNER,
    Code.TILTAK_START,
    Code.TILTAK_REVIEW,
    Code.TILTAK_AFTER_MEETING,
    Code.NO_STAFETTHOLDAR,
    Code.STAFETTHOLDAR_PERSON,
    Code.STAFETTHOLDAR_ACCEPT,
    Code.NO_ENTRY,
    Code.NOT_READ_BACK,
    Code.DECISION_UNCONFIRMED,
    Code.YOUTH_UNCONFIRMED,
    Code.EDUCATOR_VIEW,
    Code.CHILD_VIEW,
)
"""Can be settled with the family, once there is a decision to settle."""
_END = (Code.NO_NEXT_MEETING,)
_BEFORE = (Code.EARLIER_TILTAK,)


def open_points(seen: Sight, known: Known | None = None) -> tuple[str, ...]:
    """The open points now, the most pressing first. Names only with `known`: never for the room face."""
    meeting = seen.meeting
    if not meeting.family_in_room:
        return ()
    return (*_machine(seen), *_course(seen, known), *(_record(meeting, known) if known is not None else ()))


def _machine(seen: Sight) -> Iterator[str]:
    if seen.clock.gap > ZERO:
        yield tr("The machine slept for {time}. Does that time count? (Ctrl+P)", time=slept(seen.clock.gap))
    if seen.clock.source is Source.WALL and seen.meeting.stage is Stage.RUNNING:
        if seen.moment.boot_id is None:
            yield tr("The time comes from the machine's own clock: nobody should set it now")
        else:
            yield tr("The machine was started anew: the time comes from the wall clock")


def _course(seen: Sight, known: Known | None) -> Iterator[str]:
    meeting = seen.meeting
    if known is None:
        for group in gated(meeting):
            yield consent_line(meeting, group_name(group, seen.labels))
    here = {seat.id for seat in meeting.seats if seat.presence.in_room}
    duties = dict(meeting.duties)
    if Role.REFERENT not in duties:
        yield tr("nobody is named to write the minutes")
    elif duties[Role.REFERENT] not in here:
        yield tr("{who} is not here: agree on who writes the minutes", who=role_name(Role.REFERENT).capitalize())
    if Role.VIDDEVAKT not in duties:
        yield tr("nobody is named viddevakt")
    elif duties[Role.VIDDEVAKT] not in here:
        yield tr("{who} is not here: ask somebody else", who=role_name(Role.VIDDEVAKT).capitalize())
    if meeting.decision is None and past_decision(meeting) and known is None:
        yield tr("the decision has not been written down")


def _record(meeting: Meeting, known: Known) -> Iterator[str]:
    here = meeting.phase.id if meeting.phase is not None else ""
    yield from (text for place, text in rows_begun(meeting, known.record) if place.phase != here)
    wanted: list[Code] = []
    if past_decision(meeting):
        wanted.append(Code.NO_DECISION)
    if meeting.decision is not None or past_decision(meeting):
        wanted += _DECISION
    if _near_the_end(meeting):
        wanted += _END
    if _tells_of_before(meeting):
        wanted += _BEFORE
    undecided = any(point.code is Code.NO_DECISION for point in known.points)
    for code in wanted:
        if undecided and code in _DECISION and code is not Code.CHILD_VIEW:
            continue  # one thing at a time: first there is a decision
        yield from (sentence(point, known.record) for point in known.points if point.code is code)


def gated(meeting: Meeting) -> tuple[str, ...]:
    """The services in the room whose consent nobody has met yet, in speaking order."""
    return tuple(group for group in meeting.order if group in meeting.gated and meeting.takes_part(group))


def word_waits(meeting: Meeting) -> bool:
    """Whether a service whose consent is missing is kept from the word: now, or in a round that is to come."""
    if meeting.agenda is None or not gated(meeting) or meeting.stage is Stage.THANKED:
        return False
    rounds = (nth for nth, phase in enumerate(meeting.agenda.phases) if Form.ROUND in phase.forms)
    return max(rounds, default=-1) >= (meeting.current or 0)


def consent_line(meeting: Meeting, who: str) -> str:
    """The quiet line about a service whose consent is missing; after the last round no word waits for it."""
    if word_waits(meeting):
        return tr("{who}: consent is not in place, so the word waits", who=who)
    return tr("{who}: consent is not in place", who=who)


def past_decision(meeting: Meeting) -> bool:
    """Whether the meeting has gone beyond the phase in which the family decides."""
    if meeting.agenda is None:
        return False
    at = next((i for i, phase in enumerate(meeting.agenda.phases) if Form.DECISION in phase.forms), None)
    return at is not None and (meeting.furthest > at or meeting.stage is Stage.THANKED)


def _near_the_end(meeting: Meeting) -> bool:
    """In the phase that agrees on the next meeting (or the last one), and while people say goodbye."""
    if meeting.agenda is None or meeting.phase is None:
        return meeting.stage is Stage.THANKED
    return Entry.NEXT_MEETING in meeting.phase.entries or meeting.phase is meeting.agenda.phases[-1]


def _tells_of_before(meeting: Meeting) -> bool:
    """In the phase that tells what has been tried."""
    return meeting.phase is not None and (Entry.TRIED in meeting.phase.entries or meeting.phase.id == "describe")
